"""Boxes: parts of a picture that nobody may see, such as faces and number plates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

How = Literal["blur", "pixelate"]
#: Left, top, width and height, parted by spaces or commas, with or without signs of per cent.
_FOUR = re.compile(r"\s*" + r"\s*[\s,]\s*".join([r"(-?\d+(?:\.\d+)?)\s*%?"] * 4) + r"\s*")
#: As far beyond the edge as this, in per cent, a box may reach by somebody's rounding.
_SLACK = 0.5


class Box(Struct, frozen=True, order=True):
    """A part of a picture, in per cent of its width and height, as the picture is seen; and how it is hidden."""

    how: How
    left: float
    top: float
    width: float
    height: float


class BoxFault(ValueError):
    """A box that cannot be used: what is wrong, and the remedy."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.fix = fix


def parse(how: How, words: str) -> Box:
    """Read a box.

    Args:
        how: how it is hidden.
        words: ``10 20 15 15``, with signs of per cent or without.

    Raises:
        BoxFault: these are not four numbers, or the box is empty or not on the picture.
    """
    match = _FOUR.fullmatch(words)
    if match is None:
        fix = "write left, top, width and height in per cent of the picture: [10 20 15 15]"
        raise BoxFault(f'"{words}" is no box', fix)
    left, top, width, height = (float(number) for number in match.groups())
    if width <= 0 or height <= 0:
        raise BoxFault(f'the box "{words}" is empty', "the last two numbers are its width and its height")
    if min(left, top) < 0 or left + width > 100 + _SLACK or top + height > 100 + _SLACK:
        fix = "left and width together, and top and height together, are 100 at most"
        raise BoxFault(f'the box "{words}" is not on the picture', fix)
    return Box(how, left, top, min(width, 100 - left), min(height, 100 - top))


def listed(value: object) -> object:
    """Return the boxes of a field as a list of their texts; a value that is not a list of boxes is returned unchanged.

    One box may stand by itself, and with commas in place of spaces: people do not know YAML.

    Args:
        value: text, a list of texts, or a list of lists of numbers.
    """
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list):
        return value
    if all(isinstance(item, str) and len(item.split()) == 1 and "," not in item for item in value):
        return [" ".join(value)] if value else []
    return [" ".join(map(str, item)) if isinstance(item, list) else item for item in value]


def together(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Return boxes in the one order that the same boxes always have, each once."""
    return tuple(sorted(set(boxes)))
