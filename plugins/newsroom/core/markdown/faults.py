"""Faults of a text that are found while it is parsed."""

from __future__ import annotations

from markdown_it.token import Token
from markdown_it.utils import EnvType
from msgspec import Struct

#: More than these are not told one by one.
_MOST = 50


class MarkdownFault(Struct, frozen=True):
    """Something wrong on a line, which is counted from 0."""

    line: int
    rule: str
    message: str
    fix: str


def note(env: EnvType, fault: MarkdownFault) -> None:
    """Note a fault in the environment of a parser."""
    faults = env.setdefault("faults", [])
    if len(faults) < _MOST and fault not in faults:
        faults.append(fault)


def line_of(block: Token, place: int) -> int:
    """Return the line of a place in the words of a block."""
    return (block.map[0] if block.map else 0) + block.content.count("\n", 0, place)
