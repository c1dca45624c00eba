"""Typesetting of a text's tree or of one line: typographic signs, and no last line of one word."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement

from newsroom.core.quotation_marks import OBJECT, Marks, marks_of
from newsroom.core.text import printable
from newsroom.core.typography import last_blank, typeset, typeset_pieces

#: Elements within a line of text; all else begins and ends one.
_INLINE = frozenset(
    "a abbr b bdi cite del dfn em i ins mark picture q rp rt ruby s small source span strong sub sup u wbr".split()  # noqa: SIM905
)
#: Elements that are left as they were typed; in a line each stands like a word.
_AS_TYPED = frozenset({"code", "kbd", "samp", "time", "var"})
_OBJECTS = _AS_TYPED | {"img"}
_LEFT_OUT = _OBJECTS | {"pre", "script", "style"}
#: The last two words of these stay on one line.
_KEPT_TOGETHER = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd"})
#: Attributes that readers see or hear.
_TOLD = ("alt", "aria-label", "data-title", "title")


def typeset_tree(body: HtmlElement, lang: str) -> None:
    """Give a text the signs of its language, and of the languages of its parts; code stays as it is.

    Args:
        body: the text's tree, which is changed in place.
        lang: its language.
    """
    line, langs = _Line(), [lang]
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        tag = str(element.tag)
        if event == "start":
            if tag not in _INLINE and tag not in _OBJECTS:
                line.end("")
            if element.attrib:
                if "lang" in element.attrib:
                    langs.append(element.get("lang", ""))
                _attributes(element, langs[-1])
            if tag in _LEFT_OUT:
                walk.skip_subtree()
                line.stand_in(tag)
            else:
                line.add(element, "text", marks_of(langs[-1]))
            continue
        if tag not in _INLINE and tag not in _OBJECTS:
            line.end(tag)
        if len(langs) > 1 and "lang" in element.attrib:
            langs.pop()
        if element is not body:
            line.add(element, "tail", marks_of(langs[-1]))
    line.end("")


def _attributes(element: HtmlElement, lang: str) -> None:
    for name in _TOLD:
        value = element.get(name)
        if value and (after := typeset(value, lang)) != value:
            element.set(name, printable(after))


class _Line:
    """The pieces of one paragraph, gathered until it ends."""

    def __init__(self) -> None:
        self._places: list[tuple[HtmlElement | None, str]] = []
        self._pieces: list[str] = []
        self._marks: list[Marks | None] = []

    def add(self, element: HtmlElement, place: str, marks: Marks | None) -> None:
        """Add the text in an element, or after it."""
        piece = element.text if place == "text" else element.tail
        if piece:
            self._places.append((element, place))
            self._pieces.append(piece)
            self._marks.append(marks)

    def stand_in(self, tag: str) -> None:
        """Add a placeholder for a piece of code or a picture."""
        if tag in _OBJECTS:
            self._places.append((None, ""))
            self._pieces.append(OBJECT)
            self._marks.append(None)

    def end(self, tag: str) -> None:
        """Set the paragraph, which ends with the element of a tag, or before one."""
        text = "".join(self._pieces)
        # Between two blocks there is the end of a line and nothing more.
        set_pieces = self._set(text, tag) if text.strip() else self._pieces
        for (element, place), before, after in zip(self._places, self._pieces, set_pieces, strict=True):
            if element is not None and before != after:
                # A number of a character may have brought one that no tree takes.
                setattr(element, place, printable(after))
        self._places, self._pieces, self._marks = [], [], []

    def _set(self, text: str, tag: str) -> list[str]:
        blank = last_blank(text) if tag in _KEPT_TOGETHER else None
        return typeset_pieces(self._pieces, self._marks, [(*blank, "\xa0")] if blank else ())
