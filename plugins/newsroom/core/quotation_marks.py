"""Quotation marks and apostrophes: each set by its neighbours, in the marks of its language."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct, field

NARROW, NO_BREAK = "\u202f", "\xa0"
#: Stands for a picture or a piece of code in the middle of a sentence.
OBJECT = "\ufffc"
SignChange = tuple[int, int, str]


class Marks(Struct, frozen=True):
    """The quotation marks of a language: outer and inner, each an opening and a closing one.

    Args:
        outer: for a quotation.
        inner: for one inside it.
        singles: whether single marks typed by themselves are inner ones; else they are outer ones.
        nested: whether double marks typed inside double ones are inner ones.
        spaced: whether French blanks stand before `; ! ? :` and inside of « ».
    """

    outer: tuple[str, str]
    inner: tuple[str, str]
    singles: bool = True
    nested: bool = True
    spaced: bool = False


_MARKS = {
    "en": Marks(("“", "”"), ("‘", "’"), nested=False),
    "de": Marks(("„", "“"), ("‚", "‘")),
    "de-ch": Marks(("«", "»"), ("‹", "›")),
    "de-li": Marks(("«", "»"), ("‹", "›")),
    "fr": Marks((f"«{NARROW}", f"{NARROW}»"), ("“", "”"), singles=False, spaced=True),
    "ru": Marks(("«", "»"), ("„", "“"), singles=False),
}
#: Feet and inches, minutes and seconds: what stands behind a number keeps its marks.
_MEASURE = re.compile(
    r"""(?<=\d)'(?=\d)(?:\d+(?:\.\d+)?[½¼¾]?(?:''|["']))?|(?<=\d)' ?\d+(?:\.\d+)?[½¼¾]?(?:''|")"""
    r"""|(?<=[\d½¼¾])''|(?<=\d)'(?= ?[x×] ?\d)"""
)
_AFTER_NUMBER = re.compile(r"'(?<=[\d½¼¾]')")
_NUMBER_END = "½¼¾⅓⅔⅛⅜⅝⅞"
#: Words that lost their beginning; those of the second group only where they are small, since a quotation may begin so.
_ELIDED = re.compile(
    r"'(?=(?:(?i:tis|tisn|twas|twasn|twere|twill|twould|twixt|em|n|til|nuff|nother|tude|kay|bout|cept|fraid|gainst|"
    r"neath|tween|sup|scuse|ello|allo|cuz)|cause|cos|coz|course|round|till|er|im|ere|ave|appen|hood|burbs|phone|bus|"
    r"flu|cello|nam)(?!\w)|\d\ds(?!\w)|\d\d(?![\w'.,%]))"
)
_OPENERS, _CLOSERS = frozenset("([{<«‹“‘„‚—–-/¿¡"), frozenset(")]}>.,;:!?…»›”’—–-/")
_RUN = re.compile("['\"]+")

#: So far back in a paragraph it is looked for what began a quotation.
_FAR = 1_000


@cache
def marks_of(lang: str) -> Marks | None:
    """Return the quotation marks of a language; None where they stay as they were typed."""
    known = lang.lower().replace("_", "-")
    while known and known not in _MARKS:
        known = known.rpartition("-")[0]
    return _MARKS.get(known)


class _Open(Struct):
    """A quotation that has begun: its sign, the place of its change, and the marks that will end it."""

    sign: str
    place: int
    marks: tuple[str, str]


class Quotes(Struct):
    """Sets the quotation marks of one paragraph, from its first to its last."""

    text: str
    changes: list[SignChange]
    _open: list[_Open] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=lambda: {"'": 0, '"': 0})
    #: The reading of the sign before, and its place.
    _last: tuple[int, str] = (-1, "")
    _run_end: int = 0
    _measured: frozenset[int] | None = None

    def set_mark(self, at: int, marks: Marks) -> None:
        """Set the next mark."""
        sign = self.text[at]
        if self._is_measure(at, sign):
            self._last = (at, "measure")
            return
        left, right = self._left(at), self._right(at)
        if right and not left and self._last == (at - 1, ""):
            # Nothing stands between two marks.
            typeset = ""
        else:
            typeset = self._single(at, left, right) if sign == "'" else self._double(left, right, at)
        if typeset == "open":
            self._begin(at, sign, marks)
        elif typeset == "close":
            self._end(at, sign, marks)
        elif typeset == "apostrophe":
            self.changes.append((at, at + 1, "’"))
        self._last = (at, typeset)

    def finished(self) -> list[SignChange]:
        """Return all changes; an opening single mark without a closing one was an apostrophe."""
        for begun in self._open:
            self._never_ended(begun)
        return self.changes

    def _single(self, at: int, left: bool, right: bool) -> str:
        if _ELIDED.match(self.text, at) and left:
            return "apostrophe"
        if left and right:
            return "close" if self._has_open("'") else "open" if self._character_behind(at).strip() else ""
        if left:
            return "open"
        if right:
            return "close" if self._has_open("'") else "apostrophe"
        inside = self._previous(at).isalnum() or self._previous(at) == OBJECT
        return "close" if self._has_open("'") and not inside else "apostrophe"

    def _double(self, left: bool, right: bool, at: int) -> str:
        begun = self._has_open('"')
        if left and right:
            return "close" if begun else "open" if self._character_behind(at).strip() else ""
        if left:
            return "open"
        return "close" if right or begun else "open"

    def _begin(self, at: int, sign: str, marks: Marks) -> None:
        within = self._has_open('"') or (not marks.singles and self._has_open("'")) or self._is_inside(at, marks)
        inner = (marks.singles or within) if sign == "'" else (marks.nested and within)
        pair = marks.inner if inner else marks.outer
        self.changes.append((at, at + 1, pair[0]))
        self._open.append(_Open(sign, len(self.changes) - 1, pair))
        self._counts[sign] += 1

    def _is_inside(self, at: int, marks: Marks) -> bool:
        """Return whether a quotation has begun before a place with an outer mark that was typed as it should be."""
        begin = max(0, at - _FAR)
        opened, closed = (self.text.rfind(mark.strip(), begin, at) for mark in marks.outer)
        return opened > closed

    def _end(self, at: int, sign: str, marks: Marks) -> None:
        pair = marks.inner if sign == "'" and marks.singles else marks.outer
        while self._has_open(sign):
            begun = self._open.pop()
            self._counts[begun.sign] -= 1
            if begun.sign == sign:
                pair = begun.marks
                break
            self._never_ended(begun)
        self.changes.append((at, at + 1, pair[1]))

    def _never_ended(self, begun: _Open) -> None:
        """Make an apostrophe of a single mark that seemed to begin a quotation."""
        if begun.sign == "'":
            start, end, _ = self.changes[begun.place]
            self.changes[begun.place] = (start, end, "’")

    def _has_open(self, sign: str) -> bool:
        return self._counts[sign] > 0

    def _previous(self, at: int) -> str:
        return self.text[at - 1] if at else ""

    def _character_behind(self, at: int) -> str:
        """Return the character behind a mark and behind the marks that follow it."""
        if at >= self._run_end:
            run = _RUN.match(self.text, at)
            self._run_end = run.end() if run else at + 1
        return self.text[self._run_end : self._run_end + 1]

    def _left(self, at: int) -> bool:
        before = self._previous(at)
        if self._last[0] == at - 1 and before in ("'", '"'):
            return self._last[1] == "open" or (self._last[1] == "apostrophe" and self._character_behind(at).isalnum())
        return not before.strip() or before in _OPENERS

    def _right(self, at: int) -> bool:
        behind = self._character_behind(at)
        return not behind.strip() or behind in _CLOSERS

    def _is_measure(self, at: int, sign: str) -> bool:
        """Return whether a mark stands for feet, inches, minutes or seconds."""
        before = self._previous(at)
        if self._measured is None:
            # Few paragraphs have a number before a mark, and to look for a measure costs more than to look for that.
            found = _MEASURE.finditer(self.text) if _AFTER_NUMBER.search(self.text) else ()
            self._measured = frozenset(place for match in found for place in range(*match.span()))
        if at in self._measured:
            return True
        if not (before.isdigit() or (before and before in _NUMBER_END)):
            return False
        if not self._has_open(sign):
            return sign == '"' or self._right(at)
        if sign == "'":
            return False
        # Either ends here what has begun, or this is a measure and it ends at the next one.
        later = self.text.find('"', at + 1)
        return later >= 0 and self._right(later) and not self._left(later)
