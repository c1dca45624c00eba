"""Checks of a story: alone, and among the others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from newsroom.core import reserved, text
from newsroom.core.name_index import NameIndex
from newsroom.core.problems import Problem, did_you_mean
from newsroom.features.stories.model import StoryRecord


def story_problems(record: StoryRecord, sections: Mapping[str, str], states: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the problems of one story.

    Args:
        record: the story.
        sections: ids and names of the sections.
        states: ids and names of the states.
    """
    fields = record.fields

    def problem(key: str, rule: str, message: str, fix: str) -> Problem:
        return Problem(record.source, record.line(key), 0, rule, message, fix)

    if record.slug in reserved.names() or record.slug in sections:
        yield problem("slug", "slug-reserved", f'"{record.slug}" is a name that the site uses', "choose another slug")
    if fields.state and fields.state not in states:
        yield problem("state", "state-unknown", f'no state "{fields.state}"', did_you_mean(fields.state, states))
    if fields.modified and fields.modified < fields.date:
        fix = "give the later of the two as modified"
        yield problem("modified", "date-order", "the story was changed before it was published", fix)
    if fields.expires and fields.expires <= fields.date:
        yield problem("expires", "date-order", "the story expires before it is published", "give a later day")
    for key, what, changes in (
        ("corrections", "a correction", [it for it in fields.corrections if it.kind == "correction"]),
        ("corrections", "a clarification", [it for it in fields.corrections if it.kind == "clarification"]),
        ("updates", "an update", fields.updates),
    ):
        if any(change.date.date() < fields.date.date() for change in changes):
            fix = "give the day on which it was made"
            yield problem(key, "date-order", f"{what} is older than the story", fix)
    yield from _origin(record)
    yield from _sponsor(record)
    yield from _review(record)
    yield from _capitals(record)
    yield from _names(record)


def _origin(record: StoryRecord) -> Iterator[Problem]:
    """Yield a syndicated story that does not say where it first appeared, and one that is our own and does."""
    fields = record.fields

    def problem(key: str, rule: str, message: str, fix: str) -> Problem:
        return Problem(record.source, record.line(key), 0, rule, message, fix)

    if fields.kind == "syndicated" and fields.syndicated_from is None:
        fix = "add syndicated_from: and below it name: and href:, each with two spaces before it"
        yield problem("kind", "value-missing", "a syndicated story does not say where it first appeared", fix)
    if fields.syndicated_from is not None and fields.kind != "syndicated":
        fix = "write kind: syndicated, or take syndicated_from out"
        yield problem("syndicated_from", "value-shape", f"a story of the kind {fields.kind} is our own", fix)


def _sponsor(record: StoryRecord) -> Iterator[Problem]:
    """Yield a sponsored story that does not say whose it is, and one that is our own and does."""
    if record.fields.kind == "sponsored" and record.fields.sponsor is None:
        message = "a sponsored story does not say whose it is"
        fix = "add sponsor: and below it name:, with two spaces before it"
        yield Problem(record.source, record.line("kind"), 0, "sponsor-missing", message, fix)
    if record.fields.sponsor is not None and record.fields.kind != "sponsored":
        message = f"a story of the kind {record.fields.kind} has a sponsor"
        fix = "write kind: sponsored, or take sponsor out"
        yield Problem(record.source, record.line("sponsor"), 0, "value-shape", message, fix)


def _capitals(record: StoryRecord) -> Iterator[Problem]:
    """Yield a headline of which every letter is a capital: screen readers may spell it, and it shouts."""
    title = record.title
    if title.isupper() and sum(len(word) > 3 for word in re.findall(r"[^\W\d_]+", title)) > 1:
        fix = f'write "title: {title.capitalize()}", with capitals where names begin'
        yield Problem(record.source, record.line("title"), 0, "title-capitals", "the headline is all in capitals", fix)


def _review(record: StoryRecord) -> Iterator[Problem]:
    """Yield stars and facts of a review in a story that is none."""
    for key, what in (("rating", "gives stars"), ("review", "says what was reviewed")):
        if getattr(record.fields, key) is not None and record.fields.kind != "review":
            message, fix = f"a story of the kind {record.fields.kind} {what}", f"write kind: review, or take {key} out"
            yield Problem(record.source, record.line(key), 0, "value-shape", message, fix)


def _names(record: StoryRecord) -> Iterator[Problem]:
    """Yield tags and a series of whose names nothing is left for an address."""
    named = [("tags", "tag", tag.name, tag.slug) for tag in record.tags]
    if record.fields.series:
        named.append(("series", "series", record.fields.series, text.slugify(record.fields.series)))
    for key, what, name, slug in named:
        if not slug:
            message, fix = f'the {what} "{name}" leaves nothing for an address', "write it with letters or digits"
            yield Problem(record.source, record.line(key), 0, "slug-shape", message, fix)


def together(records: Iterable[StoryRecord]) -> Iterator[Problem]:
    """Yield problems between stories, drafts included: two with the same id, references that lead nowhere.

    Of a draft and a story that is none, the draft is at fault.
    """
    known = sorted(records, key=lambda record: record.fields.status == "draft")
    by_id: dict[str, list[StoryRecord]] = defaultdict(list)
    for record in known:
        by_id[record.id].append(record)
    for id_, same in by_id.items():
        if len(same) > 1:
            other = same[0].source
            for record in same[1:]:
                fix = f"{other} has it already; give each an id of its own"
                yield Problem(record.source, record.line("id"), 0, "id-twice", f'the id "{id_}" is taken', fix)
    ids = NameIndex(by_id)
    for record in known:
        if record.fields.translation_of:
            yield from _translation(record, record.fields.translation_of, by_id, ids)
    yield from _shared_addresses(known)


def _translation(
    record: StoryRecord, named: str, by_id: Mapping[str, list[StoryRecord]], ids: NameIndex
) -> Iterator[Problem]:
    line = record.line("translation_of")
    originals = by_id.get(named, [])
    if not originals:
        near = ids.nearest(named)
        fix = f'did you mean "{near}"?' if near else "give the id of the story it translates"
        message = f'no story has the id "{named}"'
        last = named.rpartition("/")[2]
        yield Problem(record.source, line, 0, "translation-unknown", message, fix, because=last)
    elif "lang" in originals[0].at_fault:
        # Nobody knows which language it is in.
        return
    elif originals[0].lang == record.lang:
        message = f"the story it translates is in {record.lang} too"
        fix = "say with lang which language this one is in"
        yield Problem(record.source, line, 0, "translation-unknown", message, fix)
    elif originals[0].fields.translation_of:
        fix = f"write translation_of: {originals[0].fields.translation_of}"
        message = "that story is a translation itself"
        yield Problem(record.source, line, 0, "translation-unknown", message, fix)
    else:
        yield from _less_care(record, originals[0])


def _less_care(record: StoryRecord, original: StoryRecord) -> Iterator[Problem]:
    """Yield what the original has for its readers' sake and a translation has not."""
    needed, has = original.fields, record.fields
    lacking = [name for name in ("quick_exit", "sensitive") if getattr(needed, name) and not getattr(has, name)]
    lines = [f"{name}: true" for name in lacking]
    for name in ("content_notes", "helplines"):
        missing = [word for word in getattr(needed, name) if word not in getattr(has, name)]
        lines += [f"{name}: [{', '.join(getattr(needed, name))}]"] if missing else []
    if lines:
        message = f"it cares less for its readers than {original.source}, which it translates"
        yield Problem(record.source, 1, 0, "translation-care", message, f"add to the front matter: {'; '.join(lines)}")


def duplicates(stories: Iterable[tuple[StoryRecord, bytes]]) -> Iterator[Problem]:
    """Yield a problem for each story with the text of another; the later of the two is at fault.

    Args:
        stories: each published story, with the digest of its words (may be empty).
    """
    first: dict[bytes, StoryRecord] = {}
    for record, words in sorted(stories, key=lambda item: (item[0].fields.date, item[0].source)):
        other = first.setdefault(words, record) if words else record
        if other is not record:
            fix = "keep one of the two files; aliases: in it can name the address of the other"
            message = f"this is the same story as {other.source}"
            yield Problem(record.source, 1, 0, "story-twice", message, fix)


def _shared_addresses(records: Iterable[StoryRecord]) -> Iterator[Problem]:
    """Yield tags and series that are written differently here and there."""
    first: dict[tuple[str, str], StoryRecord] = {}
    names: dict[tuple[str, str], str] = {}
    for record in records:
        named = [("tags", "tag", tag.name, tag.slug) for tag in record.tags]
        if record.fields.series:
            named.append(("series", "series", record.fields.series, text.slugify(record.fields.series)))
        for key, what, name, slug in named:
            known = names.setdefault((what, slug), name)
            holder = first.setdefault((what, slug), record)
            if slug and known != name:
                message = f'the {what} "{name}" has the address of "{known}" in {holder.source}'
                yield Problem(record.source, record.line(key), 0, "tag-collision", message, f'write "{known}" here too')


#: Parts that the page of a sensitive story may not have, each with its name in words.
_APART = {
    'class="reply"': "a form for comments",
    'class="comments-list"': "comments",
    "about-site-more": "a promotion",
    "support-box": "a promotion",
    "card-sponsored": "a sponsored story",
    " autoplay": "something that plays by itself",
}


def alone_on_its_page(pages: Iterable[tuple[str, str]]) -> tuple[bool, str]:
    """Return whether sensitive stories are beside nothing that they should not be beside, and the figures in words.

    Args:
        pages: the address and the HTML of each.
    """
    known = list(pages)
    for address, html in known:
        part = next((what for sign, what in _APART.items() if sign in html), "" if html else "nothing at all")
        if part:
            return False, f"{address} holds {part}"
    return True, f"{len(known)} stories are sensitive"
