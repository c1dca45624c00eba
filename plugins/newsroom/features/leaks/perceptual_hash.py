"""Perceptual hashes of pictures (difference hashes), which size, format and small changes hardly alter."""

from __future__ import annotations

import itertools
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

#: Columns and rows that are compared; a hash has a bit for each place.
_SIDE = 16
#: Bits in which two hashes of one picture may differ.
ALIKE = 20
#: A picture in which fewer neighbours differ is all of one colour: it looks like any other such.
_FEWEST = 24
#: Steps of grey, of 256, by which neighbours have to differ to count.
_STEP = 3


def difference_hash(picture: Image.Image) -> int | None:
    """Return a picture's difference hash: for each of 16 by 16 places, whether the next is lighter by a step.

    None where there is too little to see.
    """
    small = picture.convert("RGBA").resize((_SIDE + 1, _SIDE), Image.Resampling.BOX)
    white = Image.new("RGBA", small.size, "white")
    grey = Image.alpha_composite(white, small).convert("L").tobytes()
    found = 0
    for row in range(_SIDE):
        line = grey[row * (_SIDE + 1) : (row + 1) * (_SIDE + 1)]
        for left, right in itertools.pairwise(line):
            found = found << 1 | (right > left + _STEP)
    return found if found.bit_count() >= _FEWEST else None


def hash_of_file(path: Path) -> int | None:
    """Return the difference hash of a picture file; None where it cannot be opened or there is too little to see."""
    try:
        with Image.open(path) as picture:
            # A JPEG can be read at a fraction of its size.
            picture.draft("RGB", (_SIDE * 8, _SIDE * 8))
            return difference_hash(ImageOps.exif_transpose(picture))
    # Pillow says SyntaxError of a PNG whose parts do not fit.
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError, Image.DecompressionBombError):
        return None


def alike(one: int | None, other: int | None) -> bool:
    """Return whether two hashes are those of pictures that look alike."""
    return one is not None and other is not None and (one ^ other).bit_count() <= ALIKE
