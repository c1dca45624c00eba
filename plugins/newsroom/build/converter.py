"""Markdown, as the magazine writes it, and at the speed that ten thousand stories ask for."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

import markdown
from markdown.blockparser import BlockParser
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

_EXTENSIONS = ("tables", "footnotes", "attr_list", "def_list", "abbr", "fenced_code", "sane_lists")
_FOOTNOTES = {"footnotes": {"BACKLINK_TEXT": "↩", "SUPERSCRIPT_TEXT": "{}"}}
#: Readers' comments are plainer: nothing in them can clash with the page around them.
_PLAIN_EXTENSIONS = ("tables", "fenced_code", "sane_lists")
#: Lines that begin with a letter or a quotation mark, and hold no bar.
_PARAGRAPH = re.compile(r"""(?:(?:[^\W\d_]|["'“‘])[^\n|]*(?:\n(?!\Z)|\Z))+""")
#: Signs of which a text must hold one, or else a pattern of Markdown's finds nothing in it; by the pattern's name.
_SIGNS = {
    "backtick": ("`", "`"),
    "escape": ("\\", "\\"),
    "footnote": ("[^", "[^"),
    "reference": ("[", "["),
    "link": ("[", "["),
    "image_link": ("![", "!["),
    "image_reference": ("![", "!["),
    "short_reference": ("[", "["),
    "short_image_ref": ("![", "!["),
    "autolink": ("<", "<"),
    "automail": ("<", "<"),
    "linebreak": ("  \n", "  \n"),
    "html": ("<", "<"),
    "entity": ("&", "&"),
    "em_strong": ("*", "_"),
}


class QuickInline(InlineProcessor):
    """Markdown's own inline processor, which looks for a pattern only where its sign stands.

    It would search every piece of text, also the line end between two paragraphs, for each of fifteen patterns: half of
    the time that Markdown takes. Only the loop over the patterns is replaced; a pattern that is not known here is
    always looked for.
    """

    def __init__(self, converter: markdown.Markdown) -> None:
        super().__init__(converter)
        patterns = converter.inlinePatterns
        self._signs: list[tuple[str, str] | None] = [None] * len(patterns)
        for name, signs in _SIGNS.items():
            if name in patterns:
                self._signs[patterns.get_index_for_name(name)] = signs

    # Markdown calls it by this name, which is private to the class that is extended here.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        place, start = patternIndex, 0
        while place < len(self._signs):
            signs = self._signs[place]
            if signs is not None and signs[0] not in data and signs[1] not in data:
                matched, start = False, 0
            else:
                pattern = self.inlinePatterns[place]
                data, matched, start = self._InlineProcessor__applyPattern(pattern, data, place, start)
            if not matched:
                place += 1
        return data


def quick_blocks(parser: BlockParser) -> Callable[[Element, list[str]], None]:
    """Return Markdown's loop over the blocks of a text, with a short way for what can only be a paragraph.

    Markdown asks fifteen processors about every block. All but the last, which takes everything for a paragraph, look
    for signs, spaces or digits at the beginning of a line, or for the bars of a table.
    """
    paragraph = parser.blockprocessors["paragraph"]

    def parse(parent: Element, blocks: list[str]) -> None:
        while blocks:
            if _PARAGRAPH.fullmatch(blocks[0]):
                paragraph.run(parent, blocks)
                continue
            for processor in parser.blockprocessors:
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break

    return parse


@functools.cache
def converter(*, raw_html: bool) -> markdown.Markdown:
    """Return a converter; making one costs a quarter of converting a story, so there are two in all.

    Pelican makes one for each file. `reset` makes a converter forget what it learned from the text before.

    Args:
        raw_html: whether HTML may stand in the text; otherwise it is shown as text, and so are pictures.
    """
    if raw_html:
        made = markdown.Markdown(extensions=_EXTENSIONS, extension_configs=_FOOTNOTES, output_format="html")
    else:
        made = markdown.Markdown(extensions=_PLAIN_EXTENSIONS, output_format="html")
        made.preprocessors.deregister("html_block")
        made.inlinePatterns.deregister("html")
        # What a reader wrote is words: a picture would have to be looked at, cut and kept like one of the house.
        for pattern in ("image_link", "image_reference", "short_image_ref"):
            made.inlinePatterns.deregister(pattern)
    made.parser.parseBlocks = quick_blocks(made.parser)
    made.treeprocessors.register(QuickInline(made), "inline", 20)
    return made
