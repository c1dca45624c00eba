"""Deceptive text in a body: checks the tree of a text block by block, in reading order."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator

from lxml.html import HtmlElement
from msgspec import Struct, field

from newsroom.core import deceptive_text, tree
from newsroom.core.deceptive_text import SUSPECT, Deception
from newsroom.core.html_policy import names_emoji
from newsroom.core.problems import Problem

#: Elements within a line of text; all else begins and ends one, and with it every change of direction.
_INLINE = frozenset(
    "a abbr b bdi cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span strong sub sup time u "  # noqa: SIM905
    "var wbr".split()
)
#: Elements that need visible text, with their names in messages.
_NAMED = {
    "a": "the link", "caption": "the caption", "figcaption": "the caption", "h1": "the heading", "h2": "the heading",
    "h3": "the heading", "h4": "the heading", "h5": "the heading", "h6": "the heading",
}  # fmt: skip
_TOLD = {"alt": "the alt text", "aria-label": "the label", "title": "the title that appears at the pointer"}
_MOST = 100
_PIECES = tree.query(".//text()")
_VALUES = tree.query("descendant-or-self::*/@*")
_EMOJI, _TURNED = tree.query(".//span[@role='img'][@aria-label]"), tree.query(".//*[@dir]")


class _Block(Struct):
    """The text of one paragraph with the pieces that it is made of: an element, text or tail, and where it begins."""

    pieces: list[tuple[HtmlElement, str, int]] = field(default_factory=list)
    text: str = ""

    def add(self, element: HtmlElement, place: str) -> None:
        """Add the text in an element, or behind it."""
        piece = getattr(element, place)
        if piece:
            self.pieces.append((element, place, len(self.text)))
            self.text += piece


def problems(body: HtmlElement, source: str, path: str, first_line: int) -> list[Problem]:
    """Return where a text deceives.

    Args:
        body: its HTML.
        source: its Markdown, in which the lines are looked for.
        path: the file.
        first_line: the line of the file on which the Markdown begins.
    """
    deceptions: list[Problem] = []
    if _suspect(body):
        lines = _LineFinder(source, first_line)
        for block in _blocks(body):
            at = 0
            for fault in deceptive_text.faults(block.text):
                lines.pass_over(block.text[at : fault.start])
                line = lines.of(block.text[fault.start])
                at = fault.start + 1
                deceptions.append(Problem(path, line, 0, "text-deceptive", fault.message, fault.fix))
            lines.pass_over(block.text[at:])
        deceptions += _of_attributes(body, lines, path)
        deceptions += _empty(body, lines, path)
    deceptions += _turned(body, source, path, first_line)
    deceptions += _unheard(body, source, path, first_line)
    return list(dict.fromkeys(deceptions))[:_MOST]


def take_out(body: HtmlElement) -> None:
    """Remove deceptive characters from a reader's text."""
    if not _suspect(body):
        return
    for block in _blocks(body):
        for fault in reversed(deceptive_text.faults(block.text)):
            _remove(block, fault)
    for element in body.iter():
        for name, value in element.attrib.items():
            element.set(name, deceptive_text.cleaned(str(value)))


def _suspect(body: HtmlElement) -> bool:
    return any(SUSPECT.search(piece) for piece in _PIECES(body) + _VALUES(body) if not piece.isascii())


def _blocks(body: HtmlElement) -> Iterator[_Block]:
    """Yield the paragraphs of a text in their order; what is not in the line of another begins one."""
    block = _Block()
    # Each element is met twice, before and behind what it holds.
    waiting: list[tuple[HtmlElement, bool]] = [(body, False)]
    while waiting:
        element, behind = waiting.pop()
        if element.tag not in _INLINE and block.text:
            yield block
            block = _Block()
        if behind:
            if element is not body:
                block.add(element, "tail")
            continue
        block.add(element, "text")
        waiting.append((element, True))
        waiting += [(child, False) for child in reversed(element)]
    if block.text:
        yield block


def _remove(block: _Block, fault: Deception) -> None:
    for element, place, begin in block.pieces:
        piece = getattr(element, place) or ""
        start, end = max(fault.start - begin, 0), max(fault.end - begin, 0)
        setattr(element, place, piece[:start] + piece[end:])


class _LineFinder:
    """Finds the line of the source for each occurrence of a character in the text."""

    def __init__(self, source: str, first_line: int) -> None:
        self.first_line = first_line
        #: Markdown's own names of characters are read as well: &rlm; for one, &#8238; for another.
        self._lines = [line if "&" not in line else html.unescape(line) for line in source.split("\n")]
        self._met: Counter[str] = Counter()
        self._known: dict[str, list[int]] = {}

    def pass_over(self, text: str) -> None:
        """Count the suspicious characters of some text that is not at fault."""
        if not text.isascii():
            self._met.update(match.group() for match in SUSPECT.finditer(text))

    def of(self, sign: str) -> int:
        """Return the line of the next place of a character; the last where the text has more of them."""
        known = self._lines_with(sign)
        self._met[sign] += 1
        return known[min(self._met[sign], len(known)) - 1] if known else self.first_line

    def line_with(self, words: str) -> int:
        """Return the first line that holds some words; that of their first suspicious character where none does."""
        place = next((n for n, line in enumerate(self._lines) if words and words in line), None)
        if place is not None:
            return self.first_line + place
        return next((self._lines_with(sign)[0] for sign in words if self._lines_with(sign)), self.first_line)

    def _lines_with(self, sign: str) -> list[int]:
        if sign not in self._known:
            counts = ((number, line.count(sign)) for number, line in enumerate(self._lines, self.first_line))
            self._known[sign] = [number for number, count in counts for _ in range(count)]
        return self._known[sign]


def _of_attributes(body: HtmlElement, lines: _LineFinder, path: str) -> Iterator[Problem]:
    for element in body.iter():
        for name, value in element.attrib.items():
            words = str(value)
            if name in _TOLD and deceptive_text.invisible(words):
                yield _unseen(path, lines.line_with(words), _TOLD[str(name)])
                continue
            for fault in deceptive_text.faults(words):
                yield Problem(path, lines.line_with(words), 0, "text-deceptive", fault.message, fault.fix)


def _empty(body: HtmlElement, lines: _LineFinder, path: str) -> Iterator[Problem]:
    for element in body.iter(*_NAMED):
        words = "".join(map(str, element.itertext()))
        if deceptive_text.invisible(words) and element.find(".//img") is None:
            yield _unseen(path, lines.line_with(words), _NAMED[str(element.tag)])


def _unseen(path: str, line: int, what: str) -> Problem:
    message = f"{what} holds invisible characters and no words"
    return Problem(path, line, 0, "text-invisible", message, "write words there, or delete it")


def _unheard(body: HtmlElement, source: str, path: str, first_line: int) -> Iterator[Problem]:
    """Yield words that an attribute replaces for those who hear the page; it may do so for an emoji alone."""
    for element in _EMOJI(body):
        words = " ".join(map(str, element.itertext())).split()
        if names_emoji(element):
            continue
        numbered = enumerate(source.split("\n"), first_line)
        lines = [(number, line) for number, line in numbered if "aria-label" in line.lower()]
        near = [number for number, line in lines if words and words[0] in line]
        line = next(iter(near or [number for number, _ in lines]), first_line)
        excerpt = " ".join(words)[:40]
        what = (
            f'"{excerpt}" is not heard: its aria-label is read out in its place'
            if excerpt
            else "an aria-label names nothing"
        )
        fix = "take role and aria-label out; they may say what an emoji shows, and it stands alone between the tags"
        yield Problem(path, line, 0, "text-deceptive", what, fix)


def _turned(body: HtmlElement, source: str, path: str, first_line: int) -> Iterator[Problem]:
    """Yield words that an attribute turns round though nothing in them is written from right to left."""
    for element in _TURNED(body):
        words = "".join(map(str, element.itertext())).strip()
        if element.get("dir", "").strip().lower() == "rtl" and words and not deceptive_text.has_right_to_left(words):
            lines = [number for number, line in enumerate(source.split("\n"), first_line) if "dir" in line.lower()]
            near = [number for number in lines if words[:15] in source.split("\n")[number - first_line]]
            message = f'dir="rtl" changes the order of "{words[:40]}", in which nothing is written from right to left'
            line = next(iter(near or lines), first_line)
            yield Problem(path, line, 0, "text-deceptive", message, "take it out")
