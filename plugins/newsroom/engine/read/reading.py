"""One pass over a text: Markdown, one tree, transforms in their order, typography, the allow-list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from newsroom.core import (
    deceptive_html,
    html_attributes,
    html_comments,
    html_policy,
    limits,
    text,
    tree,
)
from newsroom.core.boxes import Box
from newsroom.core.front_matter import SplitFile
from newsroom.core.markdown.parser import convert
from newsroom.core.outgoing import TrackingRemoval
from newsroom.core.parts import Picture
from newsroom.core.passage import (
    PLAIN,
    InternalLink,
    Item,
    MarkdownDocument,
    PictureFault,
    PictureLookup,
    PictureUse,
    RenderOptions,
    Transform,
)
from newsroom.core.problems import Problem
from newsroom.core.transfer_size import estimate
from newsroom.core.typesetting import typeset_tree
from newsroom.core.typography import restored, restored_html, typeset
from newsroom.engine.i18n.catalogues import Catalogues
from newsroom.engine.settings import Settings

#: The order in which transforms work; a plugin offers one under a name that stands here.
ORDER = (
    "galleries", "pictures", "links", "players", "quotes", "posts", "tables", "headings", "notes", "lists", "layouts",
    "fragments", "markup",
)  # fmt: skip
_NONE: Mapping[str, tuple[Box, ...]] = MappingProxyType({})


#: Yields the problems of a file, told its parts and its record.
ReadingCheck = Callable[[SplitFile, Any], Iterable[Problem]]


class NoPictures:
    """Stands where no plugin looks pictures up."""

    def picture(self, use: PictureUse) -> Picture:
        """Refuse a picture."""
        message, fix = f'no plugin can show the picture "{use.src}"', "put newsroom.features.pictures into PLUGINS"
        raise PictureFault("plugin-missing", message, fix)

    def digest(self, src: str) -> str:  # noqa: ARG002  the protocol names it
        """Return that there is no picture."""
        return ""


#: Takes a text, its file and the line on which it begins; returns it with every line where it was, and problems.
SourceFilter = Callable[[str, str, int], tuple[str, list[Problem]]]


@dataclass(slots=True)
class ReadContext:
    """Context of reading, the same for every text; plugins add their transforms before it begins."""

    zone: ZoneInfo
    lang: str
    shelf: PictureLookup = field(default_factory=NoPictures)
    catalogues: Catalogues = field(default_factory=lambda: Catalogues(Path()))
    settings: Settings | None = None
    #: The folders of content/ that something is read from; plugins add theirs.
    folders: set[str] = field(default_factory=lambda: {"data"})
    #: Checks of a document's front matter and text, made when it is read and by whatever process reads it.
    checks: list[ReadingCheck] = field(default_factory=list)
    #: The formats of pictures that texts name: a part of the names of caches, which another value leaves alone.
    formats: str = ""
    _transforms: dict[str, Transform] = field(default_factory=dict)
    _filters: list[SourceFilter] = field(default_factory=list)

    def add(self, name: str, transform: Transform) -> None:
        """Offer a transform.

        Raises:
            ValueError: the name is not in `ORDER`, or is taken.
        """
        if name not in ORDER or name in self._transforms:
            raise ValueError(f'no place for a transform "{name}"')
        self._transforms[name] = transform

    def add_filter(self, source_filter: SourceFilter) -> None:
        """Offer a filter of texts with HTML, before they are turned into a tree."""
        self._filters.append(source_filter)

    def filtered(self, source: str, path: str, first_line: int) -> tuple[str, list[Problem]]:
        """Return a text as the filters leave it, and the problems that they found; see `SourceFilter`."""
        problems: list[Problem] = []
        for source_filter in self._filters:
            source, found = source_filter(source, path, first_line)
            problems += found
        return source, problems

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
class RenderedText:
    """A text as HTML.

    ``html`` holds a token for each link in ``links``; ``pictures`` are those that it shows; ``words`` is how many it
    has; ``cuts`` what was cut from its links; ``items`` the updates of a live page, newest first, or a list's items;
    ``media`` the names of what it holds besides, in order: `MarkdownDocument.media`; ``weight`` about how many bytes
    it is when it is sent, a little too many; ``note`` what maintainers are told of it and stops nothing, mostly
    empty; ``anchors`` the ids in it that links can lead to.
    """

    html: str
    links: tuple[InternalLink, ...]
    pictures: tuple[PictureUse, ...]
    words: int
    problems: tuple[Problem, ...]
    cuts: tuple[TrackingRemoval, ...] = ()
    items: tuple[Item, ...] = ()
    media: tuple[str, ...] = ()
    weight: int = 0
    note: str = ""
    anchors: tuple[str, ...] = ()

    @property
    def images(self) -> tuple[str, ...]:
        """The pictures that it shows, by their path below content/images/."""
        return tuple(use.src for use in self.pictures)


def render_text(
    source: str,
    path: str,
    first_line: int,
    desk: ReadContext,
    *,
    raw_html: bool = True,
    boxes: Mapping[str, tuple[Box, ...]] = _NONE,
    manner: RenderOptions = PLAIN,
) -> RenderedText:
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
        return RenderedText("", (), (), 0, tuple(too_much))
    source, pasted = desk.filtered(source, path, first_line) if raw_html else (source, [])
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
    passage = MarkdownDocument(
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
    return RenderedText(finished, links, pictures, words, found, cuts, items, media, estimate(finished), note, anchors)
