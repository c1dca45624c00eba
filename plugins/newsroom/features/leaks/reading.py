"""Gathers what is not published and what is, as the two are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from newsroom.core import front_matter
from newsroom.core.passage import InternalLink
from newsroom.engine.cache import digests
from newsroom.engine.edition import Edition
from newsroom.features.addresses.model import Ledger
from newsroom.features.author_bios.model import Author, Authors
from newsroom.features.comment_form.model import Comment, Comments
from newsroom.features.files.model import FOLDER
from newsroom.features.issues.model import ContentsEntry, Issues, PrintIssue, is_shown
from newsroom.features.leaks import model, plain
from newsroom.features.leaks.house import house
from newsroom.features.leaks.model import SearchTerm
from newsroom.features.leaks.sieve import Prefilter
from newsroom.features.leaks.texts import NOT_WORDS, Text, strings
from newsroom.features.pages.model import PageRecord
from newsroom.features.pages.reading import Page, Pages
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.model import StoryRecord, StoryState, life
from newsroom.features.stories.rendering import Story

_CAPTION = re.compile(r"<figcaption\b[^>]*>.*?</figcaption>", re.DOTALL)
_ALT = re.compile(r'\balt="([^"]*)"')
#: Fields of something published that no page prints, so that they make nothing known.
_NOT_SHOWN = NOT_WORDS | {"hides", "boxes", "content_notes", "helplines", "aliases"}
#: Of a discreet story also what names it elsewhere.
_NOT_SHOWN_DISCREETLY = _NOT_SHOWN | {"id", "slug"}
#: The same in a head that cannot be read.
_NOT_WORDS_IN_HEAD = NOT_WORDS - {"links", "source", "html"}
_WHAT = {
    StoryState.DRAFT: "a draft",
    StoryState.SCHEDULED: "a story that is not due yet",
    StoryState.EXPIRED: "an expired story",
    StoryState.WITHDRAWN: "a withdrawn story",
}

_PAGE = {"draft": "a page that is a draft", "withdrawn": "a withdrawn page"}


@dataclass(frozen=True, slots=True)
class UnpublishedSource:
    """Something that is not published, before its needles are made; see `Hidden`."""

    text: Text
    what: str
    was_public: bool = False


def kept_back(edition: Edition) -> list[UnpublishedSource]:
    """Return whatever is not published: stories, pages, issues, comments on those stories, authors of nothing else."""
    found = [
        UnpublishedSource(_story(story, edition), _WHAT[state], state is StoryState.EXPIRED)
        for story in edition.get(Stories).all
        if (state := life(story.record, edition.settings.now)) is not StoryState.LIVE
    ]
    found += [
        UnpublishedSource(_page(p), _PAGE[p.record.status])
        for p in edition.get(Pages).all
        if p.record.status != "published"
    ]
    issues = edition.get(Issues).all
    found += [
        UnpublishedSource(_issue(it, it.contents), "a print issue that is not out")
        for it in issues
        if not out(it, edition)
    ]
    known = {story.record.source for story in edition.get(Stories).all} | {
        page.record.source for page in edition.get(Pages).all
    }
    known |= {issue.source for issue in issues}
    found += [UnpublishedSource(_unread(path, edition), "a draft") for path in sorted(edition.drafts - known)]
    ids, over = {story.record.id for story in live(edition)}, expired(edition)
    was_public = {record.id for record in over}
    for id_, comments in edition.get(Comments).by_story.items():
        if id_ not in ids:
            what = "a comment on what is not published"
            found += [UnpublishedSource(_comment(comment), what, id_ in was_public) for comment in comments]
    authors = edition.get(Authors)
    signed = {byline.author for record in over for byline in record.bylines}
    everybody = [authors.by_id[id_] for id_ in sorted(authors.hidden)]
    return found + [
        UnpublishedSource(_author(it), "an author who is not published", it.id in signed) for it in everybody
    ]


def expired(edition: Edition) -> list[StoryRecord]:
    """Return the stories whose time has passed: readers could see them once."""
    records = (story.record for story in edition.get(Stories).all)
    return [record for record in records if life(record, edition.settings.now) is StoryState.EXPIRED]


def live(edition: Edition) -> list[Story]:
    """Return the stories that readers may see; found out anew, so that a slip elsewhere is none here."""
    return [story for story in edition.get(Stories).all if life(story.record, edition.settings.now) is StoryState.LIVE]


def out(issue: PrintIssue, edition: Edition) -> bool:
    """Return whether readers may see a print issue; found out anew, as for stories."""
    return issue.is_out(edition.settings.now)


def published(edition: Edition) -> list[Text]:
    """Return whatever is published, the house's own words among it."""
    stories = live(edition)
    found = [_live_story(story, edition) for story in stories]
    found += [_page(page) for page in edition.get(Pages).all if page.record.status == "published"]
    found += [_author(author) for author in edition.get(Authors).public.values()]
    issues = [issue for issue in edition.get(Issues).all if out(issue, edition)]
    if issues:
        by_id = {story.record.id: story.record for story in edition.get(Stories).all}
        now = edition.settings.now
        for issue in issues:
            named = [(entry, by_id.get(entry.story)) for entry in issue.contents]
            # What an issue keeps to itself is no excuse for another page.
            shown = [entry for entry, of in named if is_shown(entry, of, life(of, now) if of else None)]
            found.append(_issue(issue, shown))
    comments = edition.get(Comments).by_story
    for story in stories:
        found += [_comment(comment, story.record.source) for comment in comments.get(story.record.id, ())]
    return found + list(house(edition))


def needles(kept: UnpublishedSource) -> tuple[SearchTerm, ...]:
    """Return all that is to be looked for of something that is not published."""
    names, markup = kept.text.words()
    found = [needle for name in names for needle in model.of_field(name)]
    names, markup = _told_apart(markup)
    found += [needle for name in names for needle in model.of_name(name)]
    return tuple(sorted({*found, *model.of_text(markup)}))


def haystack(text: Text, sieve: Prefilter | None = None) -> bytes:
    """Return what something published is called, a `plain.DIVIDE`, and what it says, as needles are looked for.

    Nothing of a text that a sieve does not let through.
    """
    names, markup = text.words()
    more, body = _told_apart(markup)
    raw = f"{plain.BREAK.join([*names, *more])}{plain.DIVIDE}{body}".encode()
    return b"" if sieve is not None and not sieve.lets_through(raw) else plain.haystack(raw)


def _told_apart(markup: str) -> tuple[list[str], str]:
    """Return alt texts and captions, which go with a picture wherever it is shown, and the rest."""
    names = _ALT.findall(markup) if "<img" in markup else []
    if "<figcaption" not in markup:
        return names, markup
    return [*names, *_CAPTION.findall(markup)], _CAPTION.sub("", markup)


def _story(story: Story, edition: Edition) -> Text:
    def words() -> tuple[list[str], str]:
        record = story.record
        names = [*strings(record), *places(record.source)]
        files = [PurePosixPath(path).stem for path in (*pictures(story), *documents(story.text.links))]
        return [*names, *files], edition.get(Stories).html(story)

    return Text(story.record.source, story.whole, words)


def _live_story(story: Story, edition: Edition) -> Text:
    """Return what readers are told by a story that they may see: not the names that its pictures hide."""
    record = story.record

    def words() -> tuple[list[str], str]:
        files = [PurePosixPath(path).stem for path in (*pictures(story), *documents(story.text.links))]
        if record.discreet:
            return [*strings(record, _NOT_SHOWN_DISCREETLY), *files], edition.get(Stories).html(story)
        return [*strings(record, _NOT_SHOWN), *places(record.source), *files], edition.get(Stories).html(story)

    return Text(record.source, story.whole, words)


def _page(page: Page) -> Text:
    def words() -> tuple[list[str], str]:
        files = [PurePosixPath(path).stem for path in documents(page.text.links)]
        return [*strings(page.record), *places(page.record.source), *files], page.text.html

    return Text(page.record.source, digests.of(page.record, page.text.html), words)


def _issue(issue: PrintIssue, contents: Sequence[ContentsEntry]) -> Text:
    def words() -> tuple[list[str], str]:
        titles = [words for entry in contents for words in (entry.title, *entry.authors)]
        about = [words for use in issue.pictures for words in (use.alt, use.caption, use.credit)]
        linked = [link.target for link in issue.links if link.target.startswith(f"{FOLDER}/")]
        files = [PurePosixPath(path).stem for path in (*(use.src for use in issue.pictures), *linked)]
        return [issue.title, issue.summary, *titles, *about, *files], issue.html

    return Text(issue.source, digests.of(issue, tuple(contents)), words, house=True)


def _author(author: Author) -> Text:
    def words() -> tuple[list[str], str]:
        photo = [author.picture.alt] if author.picture else []
        return [*strings(author), *photo, *(account.href for account in author.profiles)], author.html

    return Text(author.source, digests.of(author), words)


def _comment(comment: Comment, carrier: str = "") -> Text:
    return Text(comment.source, digests.of(comment), lambda: ([*strings(comment)], comment.html), carrier=carrier)


def _unread(path: str, edition: Edition) -> Text:
    """Return what can be had of a draft whose head cannot be used."""
    raw = (edition.settings.root / path).read_bytes()

    def words() -> tuple[list[str], str]:
        text, _ = front_matter.decode(raw, path)
        head = front_matter.split(text, path)
        # Where the head cannot be read, its lines are looked for as they stand: behind each name of a field, a value.
        rest = head.body if head.fields else re.sub(r"(?m)^[ -]*[A-Za-z_]+:[ \t]*", "\n\n", text)
        paragraphs = plain.written(rest).replace("\n\n", plain.BREAK)
        return [*strings(head.fields, _NOT_WORDS_IN_HEAD), *places(path)], paragraphs

    return Text(path, digests.of_bytes(raw), words)


def places(source: str) -> tuple[str, ...]:
    """Return what a file is known by: its path in its folder, and its name."""
    path = PurePosixPath(source).with_suffix("")
    return "/".join(path.parts[2:]), path.name


def pictures(story: Story) -> list[str]:
    """Return the pictures that a story shows."""
    return sorted({*story.text.images, *((story.record.image.src,) if story.record.image else ())})


def documents(links: Iterable[InternalLink]) -> list[str]:
    """Return the documents and recordings that some links lead to, relative to content/."""
    return sorted({link.target for link in links if link.target.startswith(f"{FOLDER}/")})


def hidden_records(edition: Edition) -> list[StoryRecord | PageRecord]:
    """Return the records of stories and pages that are not published."""
    stories = [story.record for story in edition.get(Stories).all if not edition.get(Stories).is_live(story.record)]
    return [*stories, *(page.record for page in edition.get(Pages).all if page.record.status != "published")]


def known_addresses(edition: Edition, planned: Iterable[str]) -> set[str]:
    """Return every address that is or was published, and what published files name as old ones."""
    records = [story.record for story in edition.get(Stories).live]
    found = {*planned, *edition.get(Ledger).claims}
    found.update(alias for record in records for alias in record.aliases)
    found.update(
        alias for page in edition.get(Pages).all if page.record.status == "published" for alias in page.record.aliases
    )
    return found
