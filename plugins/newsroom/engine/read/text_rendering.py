"""One pass over a text: Markdown, one tree, transforms in their order, typography, the allow-list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from newsroom.core import deceptive_html, html_comments, html_policy, limits, text, tree
from newsroom.core.boxes import Box
from newsroom.core.external_links import TrackingRemoval
from newsroom.core.markdown.parser import convert
from newsroom.core.markdown_document import (
    PLAIN,
    InternalLink,
    Item,
    MarkdownDocument,
    PictureUse,
    RenderOptions,
)
from newsroom.core.precompression import PAGES, brotli_size
from newsroom.core.problems import Problem
from newsroom.core.typesetting import typeset_tree
from newsroom.core.typography import restored, restored_html, typeset
from newsroom.engine.read_context import ReadContext

_IDS = tree.query(".//@id")
#: A text of no more bytes is within any sensible budget, and is not compressed to find out.
_LIGHT = 8_192
#: The most that Brotli adds to so short a text, where it finds nothing to compress.
_ADDED = 16
_NONE: Mapping[str, tuple[Box, ...]] = MappingProxyType({})


class Source(Struct, frozen=True):
    """A file to read: its path relative to the project, with slashes, and its bytes."""

    path: str
    raw: bytes

    @classmethod
    def at(cls, path: str, root: Path) -> Source:
        """Read the file at a path in the project, whose folder is ``root``."""
        return cls(path, (root / path).read_bytes())


class RenderedText(Struct, frozen=True):
    """A text as HTML.

    ``html`` holds a token for each link in ``links``; ``pictures`` are those that it shows; ``words`` is how many it
    has; ``cuts`` what was cut from its links; ``items`` the updates of a live page, newest first, or a list's items;
    ``media`` the names of what it holds besides, in order: `MarkdownDocument.media`; ``weight`` about how many bytes
    it is at most when it is sent; ``note`` what maintainers are told of it and stops nothing, mostly
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
    context: ReadContext,
    *,
    raw_html: bool = True,
    boxes: Mapping[str, tuple[Box, ...]] = _NONE,
    options: RenderOptions = PLAIN,
) -> RenderedText:
    """Turn Markdown into HTML that is safe, set and typographic.

    Args:
        source: Markdown.
        path: the file, for problems and for links relative to it.
        first_line: the line of the file on which the Markdown begins.
        context: transforms and pictures.
        raw_html: whether HTML on the allow-list may stand in it; otherwise all of it is shown as text.
        boxes: the parts of pictures that are hidden, by the path of the picture.
        options: how it is set.
    """
    too_much = limits.text_problems(source, path, first_line)
    if too_much:
        return RenderedText("", (), (), 0, tuple(too_much))
    source, pasted = context.filtered(source, path, first_line) if raw_html else (source, [])
    markup, faults = convert(source, path, first_line, raw_html=raw_html)
    problems, left_out = html_policy.raw_problems(source, markup, path, first_line) if raw_html else ([], Counter())
    problems += html_comments.problems(source, markup, path, first_line) if raw_html else []
    catalogue = context.catalogues.of(options.lang or context.lang)
    body = tree.parse(markup)
    if raw_html:
        problems += deceptive_html.problems(body, source, path, first_line)
    else:
        # Only readers' comments have no HTML; nobody can ask a reader to mend one.
        deceptive_html.take_out(body)
    document = MarkdownDocument(
        path,
        first_line,
        source,
        body,
        context.picture_lookup,
        boxes,
        catalogue.say,
        catalogue.shown,
        options,
        of_readers=not raw_html,
    )
    html_policy.unwrap(document.tree)
    for transform in context.transforms:
        transform(document)
    words = len(" ".join(document.tree.itertext()).split())
    lang = options.lang or context.lang
    typeset_tree(document.tree, lang)
    markup = restored_html(tree.printed(document.tree))
    finished = text.printable(html_policy.clean(markup, media=bool(document.media)))
    all_problems = (*pasted, *faults, *problems, *document.problems)
    links, pictures, cuts = tuple(document.links), tuple(document.pictures), tuple(document.cuts)
    items = tuple(replace(item, words=restored(typeset(item.words, lang))) for item in document.items)
    media, note = tuple(sorted(document.media)), html_policy.removal_note(path, left_out)
    anchors, weight = tuple(_IDS(document.tree)), _weight(finished)
    return RenderedText(finished, links, pictures, words, all_problems, cuts, items, media, weight, note, anchors)


def _weight(markup: str) -> int:
    """Return how many bytes a text is at most when it is sent: of a short one, about as many as it has."""
    raw = markup.encode()
    return len(raw) + _ADDED if len(raw) <= _LIGHT else brotli_size(raw, PAGES)
