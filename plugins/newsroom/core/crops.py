"""Crops of a picture: the point that they keep, and the part of it that each shows."""

from __future__ import annotations

import re

from msgspec import Struct

#: The middle of a picture.
MIDDLE = (50, 50)
#: Two numbers, parted by spaces or a comma, with or without signs of per cent.
_TWO = re.compile(r"\s*(\d{1,3})\s*%?\s*[\s,]\s*(\d{1,3})\s*%?\s*")


class FocusFault(ValueError):
    """A focal point that cannot be used: says what is wrong."""


def parse(words: str) -> tuple[int, int]:
    """Read a focal point, how far it is from the left and from the top, in per cent.

    Args:
        words: ``40 30``, with a comma or signs of per cent or without.

    Raises:
        FocusFault: these are not two whole numbers from 0 to 100.
    """
    match = _TWO.fullmatch(words)
    if match is None or max(int(match[1]), int(match[2])) > 100:
        raise FocusFault(f'"{words}" is no point of a picture')
    return int(match[1]), int(match[2])


class Crop(Struct, frozen=True):
    """A part of a picture in another shape: its width and height in pixels, and the point that it keeps."""

    width: int
    height: int
    focus: tuple[int, int] = MIDDLE

    @property
    def name(self) -> str:
        """End of the file's name, before the format: ``1200x675``, and the point where it is not the middle."""
        size = f"{self.width}x{self.height}"
        return size if self.focus == MIDDLE else f"{size}-{self.focus[0]}-{self.focus[1]}"

    def area(self, size: tuple[int, int]) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of the part: as large as fits, and as near to the point as the edges let.

        Args:
            size: width and height of the whole picture.
        """
        whole_width, whole_height = size
        width = min(float(whole_width), whole_height * self.width / self.height)
        height = min(float(whole_height), whole_width * self.height / self.width)
        left = min(max(0.0, whole_width * self.focus[0] / 100 - width / 2), whole_width - width)
        top = min(max(0.0, whole_height * self.focus[1] / 100 - height / 2), whole_height - height)
        return left, top, left + width, top + height
