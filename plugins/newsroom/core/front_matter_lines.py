"""Lines of front matter as they are meant: their indentation, whether they are a field, an item or go on with words.

What word processors and telephones make of hyphens, colons and blanks is read as what was typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsroom.core import field_names

_BLANKS = "\t \xa0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
_INDENT = re.compile(f"[{_BLANKS}]*")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
#: Three hyphens, or what a program has made of them; one hyphen begins an item.
_FENCE = re.compile(rf"(?:-[ -]*-|-?[{_DASHES}][{_DASHES}-]*)[{_BLANKS}]*$")
_COLON = ":\uff1a\ufe55\ufe13\ua789"
_FIELD = re.compile(
    rf"(?P<key>[\"'\u201c\u201d]?[A-Za-z_][\w-]*(?:[ {_BLANKS}]+[\w-]+){{0,3}}[\"'\u201c\u201d]?)"
    rf"[{_BLANKS}]*[{_COLON}](?P<gap>[{_BLANKS}]*)(?P<value>.*)"
)
_ITEM = re.compile(rf"(?:-(?=[{_BLANKS}]|$)|[{_DASHES}\u2022\u00b7*](?=[{_BLANKS}]))(?P<gap>[{_BLANKS}]*)(?P<rest>.*)")
_GLUED = re.compile(r"-(?P<gap>)(?P<rest>[^\s-].*)")
_OUTSIDE = re.compile(f"^[{_BLANKS}]+|[{_BLANKS}]+$")


def bare(words: str) -> str:
    """Return words without blanks of any kind at their beginning and end."""
    return _OUTSIDE.sub("", words)


def is_fence(line: str) -> bool:
    """Return whether a line is one of three hyphens, or what a program has made of them."""
    return bool(_FENCE.match(line))


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A line with a field: its name, the name as it is typed, its value, and whether a blank follows the colon."""

    key: str
    written: str
    value: str
    spaced: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number in the file, how far in it begins, and its words."""

    number: int
    indent: int
    words: str

    @classmethod
    def of(cls, number: int, written: str) -> Line:
        """Read a line; a tab counts as two blanks, and a blank of any kind as one."""
        blanks = _INDENT.match(written)
        gap = blanks[0] if blanks else ""
        indent = sum({"\t": 2, "\ufeff": 0, "\u200b": 0}.get(sign, 1) for sign in gap)
        return cls(number, indent, bare(written[len(gap) :]))

    @property
    def is_remark(self) -> bool:
        """Whether it is for whoever writes, and no part of a value."""
        return self.words.startswith("#")

    def field(self, parent: str = "") -> FieldLine | None:
        """Return the field that a line is, inside ``parent`` or in the head itself; None where it is none."""
        match = _FIELD.match(self.words)
        if match is None or match["value"].startswith("//"):
            return None
        key, value = match["key"].strip("\"'\u201c\u201d"), bare(match["value"])
        spaced = bool(match["gap"]) or not match["value"]
        meant = field_names.known(key, parent)
        if meant:
            return FieldLine(meant, key, value, spaced)
        if " " in key or "\xa0" in key:
            return None
        return FieldLine(key, key, value, spaced) if spaced or not parent else None

    def item(self, parent: str = "") -> Line | None:
        """Return what stands behind a hyphen, as a line of its own; None where there is none."""
        match = _ITEM.match(self.words)
        if match is None and (parent in field_names.LISTS or parent in field_names.INSIDE):
            match = _GLUED.match(self.words)
        if match is None:
            return None
        return Line(self.number, self.indent + 1 + max(1, len(match["gap"])), match["rest"])
