"""Widow control: the last two words of a paragraph stay on one line where both fit on the narrowest telephone."""

from __future__ import annotations

import re

from newsroom.core.quotation_marks import OBJECT

_LAST_BLANK = re.compile(r"(?<=\S)[ \t\n]+(?=[^\s;:!?»]\S*(?: [;:!?»]+)?\s*\Z)")
#: How wide the last two words and the blank between them may be, in small Latin letters: the largest headline has room
#: for so many on the narrowest telephone, and a wider pair would be cut inside of a word.
_WIDEST_PAIR = 13
_WIDE = frozenset("mwMW@%—…©®ЖМФШЩЮЫжмфшщюы")


def last_blank(text: str) -> tuple[int, int] | None:
    """Return the place of the blank before the last word, where both words stay on one line; else None."""
    match = _LAST_BLANK.search(text, max(0, len(text) - 3 * _WIDEST_PAIR))
    if match is None:
        return None
    before = text[: match.start()]
    pair = before[max(before.rfind(sign) for sign in " \n\t-–—/") + 1 :] + text[match.end() :].rstrip()
    return match.span() if OBJECT not in pair and 1 + _width(pair) <= _WIDEST_PAIR else None


def _width(words: str) -> float:
    """Return how wide words are in the headline font, in small Latin letters."""
    if words.isascii() and words.islower():
        return len(words) + 0.6 * (words.count("m") + words.count("w"))
    return sum(1.6 if sign in _WIDE else 1.25 if sign.isupper() or sign > "\u0370" else 1 for sign in words)


def bind_last_words(words: str) -> str:
    """Return plain words in which the last one keeps its neighbour, so that no line has one short word alone."""
    found = last_blank(words)
    return f"{words[: found[0]]}\xa0{words[found[1] :]}" if found else words
