"""One pass over a text: Markdown, one tree, transforms in their order, typography, the allow-list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

from markupsafe import Markup

from newsroom.core import (
    deceptive_html,
    front_matter,
    html_attributes,
    html_comments,
    html_policy,
    inline,
    limits,
    placeholders,
    schema,
    shown_markup,
    text,
    tree,
)
from newsroom.core.boxes import Box
from newsroom.core.markdown.parser import convert
from newsroom.core.outgoing import Cut
from newsroom.core.parts import Picture
from newsroom.core.passage import PLAIN, InternalLink, Item, Manner, Passage, PictureFault, PictureUse, Shelf, Transform
from newsroom.core.problems import Problem
from newsroom.core.typesetting import typeset_tree
from newsroom.core.typography import restored, restored_html, typeset
from newsroom.engine.cache import digests
from newsroom.engine.i18n.catalogues import Catalogues
from newsroom.engine.read.unreadable import is_draft, unreadable
from newsroom.features.content_notes.model import missing
from newsroom.features.fonts import checks as fonts
from newsroom.features.media import embeds
from newsroom.features.page_weight.model import estimate
from newsroom.features.stories.examples import PLACEHOLDERS
from newsroom.features.stories.model import StoryRecord, hidden_parts, make_record
from newsroom.features.stories.schema import StoryFields

#: The order in which transforms work; a plugin offers one under a name that stands here.
ORDER = (
    "galleries", "pictures", "links", "players", "quotes", "posts", "tables", "headings", "notes", "lists", "layouts",
    "fragments", "markup",
)  # fmt: skip
_NONE: Mapping[str, tuple[Box, ...]] = MappingProxyType({})
#: Words that two stories may have in common by chance, such as a notice; fewer where their headlines are the same too.
_FEW, _VERY_FEW = 60, 12


@dataclass(slots=True)
class Desk:
    """What reading needs, the same for every text; plugins add their transforms before it begins."""

    zone: ZoneInfo
    lang: str
    shelf: Shelf
    catalogues: Catalogues = field(default_factory=lambda: Catalogues(Path()))
    _transforms: dict[str, Transform] = field(default_factory=dict)

    def add(self, name: str, transform: Transform) -> None:
        """Offer a transform.

        Raises:
            ValueError: the name is not in `ORDER`, or is taken.
        """
        if name not in ORDER or name in self._transforms:
            raise ValueError(f'no place for a transform "{name}"')
        self._transforms[name] = transform

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the transforms, in their order."""
        return tuple(name for name in ORDER if name in self._transforms)

    @property
    def transforms(self) -> tuple[Transform, ...]:
        """The transforms, in their order."""
        return tuple(self._transforms[name] for name in ORDER if name in self._transforms)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: its path relative to the project, with slashes, and its bytes."""

    path: str
    raw: bytes

    @classmethod
    def at(cls, path: str, root: Path) -> Source:
        """Read the file at a path in the project, whose folder is ``root``."""
        return cls(path, (root / path).read_bytes())


@dataclass(frozen=True)
class Rendered:
    """A text as HTML.

    ``html`` holds a token for each link in ``links``; ``pictures`` are those that it shows; ``words`` is how many it
    has; ``cuts`` what was cut from its links; ``items`` the updates of a live page, newest first, or a list's items;
    ``media`` the names of what it holds besides, in order: `Passage.media`; ``weight`` about how many bytes it is when
    it is sent, a little too many; ``note`` what maintainers are told of it and stops nothing, mostly empty; ``anchors``
    the ids in it that links can lead to.
    """

    html: str
    links: tuple[InternalLink, ...]
    pictures: tuple[PictureUse, ...]
    words: int
    problems: tuple[Problem, ...]
    cuts: tuple[Cut, ...] = ()
    items: tuple[Item, ...] = ()
    media: tuple[str, ...] = ()
    weight: int = 0
    note: str = ""
    anchors: tuple[str, ...] = ()

    @property
    def images(self) -> tuple[str, ...]:
        """The pictures that it shows, by their path below content/images/."""
        return tuple(use.src for use in self.pictures)


@dataclass(frozen=True)
class Story:
    """One story as it was read.

    Args:
        record: all that is known of it apart from its words.
        text: its words; the HTML is empty where the story came out of the store, see `Edition.html`.
        lead: its lead picture.
        title: its title as HTML.
        summary: its standfirst as HTML.
        said: the digest of its words; empty where there are only a few.
        whole: the digest of the file and of the pictures in it.
        card: the digest of what lists show of it.
        kin: the digest of what decides to which stories it is related.
    """

    record: StoryRecord
    text: Rendered
    lead: Picture | None
    title: Markup = Markup("")
    summary: Markup = Markup("")
    said: bytes = b""
    whole: bytes = b""
    card: bytes = b""
    kin: bytes = b""


def render_text(
    source: str,
    path: str,
    first_line: int,
    desk: Desk,
    *,
    raw_html: bool = True,
    boxes: Mapping[str, tuple[Box, ...]] = _NONE,
    manner: Manner = PLAIN,
) -> Rendered:
    """Turn Markdown into HTML that is safe, set and typographic.

    Args:
        source: Markdown.
        path: the file, for problems and for links relative to it.
        first_line: the line of the file on which the Markdown begins.
        desk: transforms and pictures.
        raw_html: whether HTML on the allow-list may stand in it; otherwise all of it is shown as text.
        boxes: the parts of pictures that are hidden, by the path of the picture.
        manner: how it is set.
    """
    too_much = limits.text_problems(source, path, first_line)
    if too_much:
        return Rendered("", (), (), 0, tuple(too_much))
    source, pasted = embeds.taken_out(source, path, first_line) if raw_html else (source, [])
    markup, faults = convert(source, path, first_line, raw_html=raw_html)
    problems, left_out = html_policy.raw_problems(source, markup, path, first_line) if raw_html else ([], Counter())
    problems += html_comments.problems(source, markup, path, first_line) if raw_html else []
    said = desk.catalogues.of(manner.lang or desk.lang)
    body = tree.parse(markup)
    if raw_html:
        problems += deceptive_html.problems(body, source, path, first_line)
    else:
        # Only readers' comments have no HTML; nobody can ask a reader to mend one.
        deceptive_html.take_out(body)
    passage = Passage(
        path, first_line, source, body, desk.shelf, boxes, said.say, said.shown, manner, of_readers=not raw_html
    )
    html_policy.undress(passage.tree)
    for transform in desk.transforms:
        transform(passage)
    words = sum(len(piece.split()) for piece in passage.tree.itertext())
    lang = manner.lang or desk.lang
    typeset_tree(passage.tree, lang)
    markup = restored_html(tree.printed(passage.tree))
    finished = text.printable(html_policy.clean(markup, media=bool(passage.media)))
    found = (*pasted, *faults, *problems, *passage.problems)
    links, pictures, cuts = tuple(passage.links), tuple(passage.pictures), tuple(passage.cuts)
    items = tuple(replace(item, words=restored(typeset(item.words, lang))) for item in passage.items)
    media, note = tuple(sorted(passage.media)), html_attributes.told(path, left_out)
    anchors = tuple(passage.tree.xpath(".//@id"))
    return Rendered(finished, links, pictures, words, found, cuts, items, media, estimate(finished), note, anchors)


def render_story(source: Source, desk: Desk) -> tuple[Story | None, tuple[Problem, ...]]:
    """Read one story; looks at no other and never raises on what somebody wrote.

    Args:
        source: the file.
        desk: transforms, pictures, zone and language.

    Returns:
        The story, or None where its head cannot be used; and every problem of head and body.
    """
    words, problems = front_matter.decode(source.raw, source.path)
    head = front_matter.split(words, source.path)
    fields, found = schema.read(StoryFields, head.fields, source.path, head.line_of, desk.zone, desk.lang)
    boxes = hidden_parts(fields) if fields else {}
    manner = _manner(fields) if fields else PLAIN
    if unread := unreadable(problems, head):
        return None, _marked(unread, is_draft(words, head))
    body = render_text(head.body, source.path, head.body_line, desk, boxes=boxes, manner=manner)
    # Of a head that cannot be read nothing is missing.
    everything = [*problems, *head.problems, *(found if head.fields or not head.problems else []), *body.problems]
    if fields is None:
        return None, _marked(everything, is_draft(words, head))
    lines = {str(place[0]): at[0] for place, at in head.lines.items() if len(place) == 1}
    record = make_record(fields, source.path, lines, desk.lang)
    newest = body.items[0].date if body.items else None
    record = replace(record, last_update=newest) if newest else record
    if record.home:
        everything += missing(head.body, head.body_line, record)
    if record.status != "draft":
        everything += placeholders.left(head, source.path, PLACEHOLDERS)
    everything += shown_markup.in_fields(head.fields, source.path, head.lines)
    everything += fonts.of_words([record.title], source.path, record.line("title"))
    everything += fonts.of_words([record.summary], source.path, record.line("summary"))
    everything += fonts.of_headings(head.body, source.path, head.body_line)
    lead = None
    if fields.image is not None and record.image is not None:
        try:
            image = record.image
            use = PictureUse(image.src, record.line("image"), image.boxes, image.alt, image.caption, image.credit)
            lead = desk.shelf.picture(use)
        except PictureFault as fault:
            line, column = head.line_of(("image", "src"))
            everything.append(Problem(source.path, line, column, fault.rule, fault.message, fault.fix))
    return _finished(record, fields, body, lead, source), _marked(everything, record.status == "draft")


def _manner(fields: StoryFields) -> Manner:
    """Return how a story is set; one whose readers must not be seen is as careful as a sensitive one."""
    careful = fields.sensitive or fields.quick_exit or fields.discreet is not None
    return Manner(fields.lang or "", careful, fields.layout == "photo-essay", fields.layout, fields.date)


def _finished(record: StoryRecord, fields: StoryFields, body: Rendered, lead: Picture | None, source: Source) -> Story:
    title, summary = inline.markup(fields.title, record.lang), inline.markup(fields.summary, record.lang)
    shown = (record.id, title, summary, record.address, record.date, record.section, record.kind)
    neutral, notes = record.discreet, record.content_notes
    guarded = (record.series, notes, record.sensitive)
    names = tuple(byline.author for byline in record.bylines)
    return Story(
        record=record,
        text=body,
        lead=lead,
        title=title,
        summary=summary,
        said=_said(record, body),
        # Each size of a picture is named by its content, so the HTML says which pictures it has.
        whole=digests.of(source.path, digests.of_bytes(source.raw), body.html, lead),
        card=digests.of(
            shown, names, record.lang, text.minutes(body.words), lead, neutral, notes, record.rating, record.sponsor
        ),
        kin=digests.of(record.id, record.date, record.section, record.kind, [tag.slug for tag in record.tags], guarded),
    )


def _said(record: StoryRecord, body: Rendered) -> bytes:
    """Return the digest of a story's words, of a short one with its headline; nothing where that says little."""
    if body.words < _VERY_FEW:
        return b""
    return digests.of(text.plain(body.html).casefold(), "" if body.words >= _FEW else record.title.casefold())


def _marked(problems: list[Problem], draft: bool) -> tuple[Problem, ...]:
    """Mark the problems of a draft, which may be unfinished."""
    if not draft:
        return tuple(problems)
    return tuple(replace(problem, draft=True) for problem in problems)
