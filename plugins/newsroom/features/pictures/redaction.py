"""Hiding parts of a picture so that nobody can bring them back.

A blur is a weighted sum of neighbouring pixels. Deconvolution restores what a weak Gaussian blur hides, and trained
networks recognise people under the usual blurs and mosaics, among them squares of 16 pixels on a face of a hundred
(R. McPherson, R. Shokri, V. Shmatikov: Defeating Image Obfuscation with Deep Learning, 2016; S. Hill et al.: On the
(In)effectiveness of Mosaicing and Blurring as Tools for Document Redaction, 2016). Only missing data cannot be
restored. So, whatever the size of a box, only the mean colours of at most three by three cells are published, each
rounded to sixteen steps: a dozen bytes, less than any of those attacks needs. ``pixelate`` shows the cells as squares,
``blur`` lets them run into one another; both hide the same. This happens before any resizing, at full size, so every
published size and format has it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PIL import Image

from newsroom.core.boxes import Box

#: Cells along the longer side of a box.
CELLS = 3
#: A channel of a cell's colour has as many values as these many bits.
_BITS = 4
_STEPS = [round((value >> (8 - _BITS)) * 255 / (2**_BITS - 1)) for value in range(256)]


def area(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of a box in pixels; what it touches is in it."""
    width, height = size
    left, top = (math.floor(box.left * width / 100), math.floor(box.top * height / 100))
    right = min(width, max(left + 1, math.ceil((box.left + box.width) * width / 100)))
    bottom = min(height, max(top + 1, math.ceil((box.top + box.height) * height / 100)))
    return min(left, width - 1), min(top, height - 1), right, bottom


def patch(image: Image.Image, box: Box) -> Image.Image:
    """Return the pixels that replace those of a box."""
    left, top, right, bottom = area(box, image.size)
    part = image.crop((left, top, right, bottom))
    longer = max(part.size)
    cells = part.resize(
        (max(1, round(CELLS * part.width / longer)), max(1, round(CELLS * part.height / longer))),
        Image.Resampling.BOX,
    )
    cells = cells.point(_STEPS * len(cells.getbands()))
    if "A" in cells.getbands():
        # A transparent shape tells as much as a coloured one.
        cells.putalpha(255)
    between = Image.Resampling.NEAREST if box.how == "pixelate" else Image.Resampling.BICUBIC
    return cells.resize(part.size, between)


def cover(image: Image.Image, boxes: Sequence[Box]) -> None:
    """Hide parts of a picture, in place.

    Args:
        image: the picture as it is seen, in RGB or RGBA.
        boxes: parts that nobody may see; where two overlap, the second covers what the first left.
    """
    paste_patches(image, boxes, [patch(image, box) for box in boxes])


def paste_patches(image: Image.Image, boxes: Sequence[Box], patches: Sequence[Image.Image]) -> None:
    """Put patches into their boxes, in place; every frame of a moving picture gets those of its first.

    Of many frames, each with its own means, more could be worked out than of one.
    """
    for box, piece in zip(boxes, patches, strict=True):
        image.paste(piece, area(box, image.size)[:2])
