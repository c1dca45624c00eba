"""Draws a share picture: the headline in the headline font, on the colour of its section.

The same design comes out as the same bytes. There is nothing in the file but pixels: PNG in at most 128 colours, since
letters on one colour are sharper and a third of the size of what JPEG makes of them.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from newsroom.features.share_pictures.model import Design
from newsroom.site import font_cutting
from newsroom.site.colours.model import Colours
from newsroom.site.headline_font import OPTICAL_SIZE

#: In pixels, as link previews ask for.
SIZE = (1200, 630)

_EDGE = 72
_FOOT = 118
_STRIPES = 14
_LINE = 6
_KICKER_TOP = 62
#: Where the headline ends, above the stripes; and as much as it may take, up to the kicker.
_TITLE_FOOT, _TITLE_HEIGHT = 466, 346
_WIDTH = SIZE[0] - 2 * _EDGE
#: Sizes of the headline, the largest that fits is taken; beyond the least it is cut.
_SIZES = range(124, 39, -4)
_LEADING = 1.08
#: The optical size of small words, in points, as they are seen on a telephone.
_SMALL = 20
_COLOURS = 128


def draw(design: Design, logo: Path, colours: Colours) -> bytes:
    """Return the picture as PNG; the arguments are those of `compose`."""
    written = io.BytesIO()
    flat = compose(design, logo, colours).quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    # Colours that no pixel has are no part of a picture: see newsroom.features.pictures.hidden_colours.
    flat = flat.remap_palette([index for index, count in enumerate(flat.histogram()) if count])
    flat.save(written, "PNG", optimize=True)
    return written.getvalue()


def compose(design: Design, logo: Path, colours: Colours) -> Image.Image:
    """Return the picture.

    Args:
        design: contents of it. Where the font lacks a letter of them, no words stand there: the colour and the mark
            say where the link leads, and a headline in a foreign font, or in boxes, would say less.
        logo: the file of the magazine's mark.
        colours: the magazine's.
    """
    accent = colours.accent(design.accent)
    image = Image.new("RGB", SIZE, accent.fill)
    pen = ImageDraw.Draw(image)
    if has_letters(design.title + design.kicker):
        _draw_text(pen, design, accent.on_fill)
        _foot(image, pen, design, logo, colours)
    else:
        _draw_logo(image, logo, 300, ((SIZE[0] - 300) // 2, 90))
        _stripes(pen, colours)
        pen.rectangle((0, SIZE[1] - _FOOT, *SIZE), fill=colours.light.band)
        place = (SIZE[0] // 2, SIZE[1] - _FOOT // 2)
        pen.text(place, design.site, colours.light.band_ink, _font(44, 700), anchor="mm")
    return image


def has_letters(words: str) -> bool:
    """Return whether the headline font has every letter and sign of some words."""
    return frozenset(map(ord, words)) <= _letters()


@functools.cache
def _letters() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    return frozenset(TTFont(font_cutting.source(italic=False), lazy=True).getBestCmap())


@functools.cache
def _font(size: int, weight: int, *, italic: bool = False) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(font_cutting.source(italic=italic)), size)
    wanted = {b"Weight": weight, b"Optical Size": OPTICAL_SIZE if size >= _SIZES[-1] else _SMALL}
    font.set_variation_by_axes([wanted[axis["name"]] for axis in font.get_variation_axes()])
    return font


def _draw_text(pen: ImageDraw.ImageDraw, design: Design, ink: str) -> None:
    pen.text((_EDGE, _KICKER_TOP), design.kicker, ink, _font(38, 600), anchor="lt")
    size, lines = fitted(design.title)
    font, step = _font(size, 700), round(size * _LEADING)
    for number, line in enumerate(reversed(lines)):
        # By the line's foot, so that letters that go up or down move no line.
        foot = _TITLE_FOOT - round(size * 0.22) - step * number
        pen.text((_EDGE - size // 24, foot), line, ink, font, anchor="ls")


def _foot(image: Image.Image, pen: ImageDraw.ImageDraw, design: Design, logo: Path, colours: Colours) -> None:
    _stripes(pen, colours)
    pen.rectangle((0, SIZE[1] - _FOOT, *SIZE), fill=colours.light.band)
    middle = SIZE[1] - _FOOT // 2
    _draw_logo(image, logo, 76, (_EDGE, middle - 38))
    pen.text((_EDGE + 100, middle), design.site, colours.light.band_ink, _font(42, 700), anchor="lm")


def _stripes(pen: ImageDraw.ImageDraw, colours: Colours) -> None:
    foot = SIZE[1] - _FOOT
    # A line of the band parts them from a ground that has the colour of one of them.
    pen.rectangle((0, foot - _STRIPES - _LINE, SIZE[0], foot), fill=colours.light.band)
    for number, colour in enumerate(colours.flag):
        left, right = (round(SIZE[0] * at / len(colours.flag)) for at in (number, number + 1))
        pen.rectangle((left, foot - _STRIPES, right - 1, foot - 1), fill=colour)


def _draw_logo(image: Image.Image, logo: Path, size: int, place: tuple[int, int]) -> None:
    with Image.open(logo) as own:
        tile = own.convert("RGBA").resize((size, size), Image.Resampling.LANCZOS)
    image.paste(tile, place, tile)


def fitted(title: str) -> tuple[int, list[str]]:
    """Return the largest size, in pixels, at which a headline fits, and its lines; one that never does is cut."""
    for size in _SIZES:
        lines = _balanced(title, size)
        if lines and len(lines) * round(size * _LEADING) <= _TITLE_HEIGHT:
            return size, lines
    size = _SIZES[-1]
    most = _TITLE_HEIGHT // round(size * _LEADING)
    whole = list(_wrapped(" ".join(_split_word(word, size) for word in title.split()), size, _WIDTH))
    lines = whole[:most]
    if len(lines) == len(whole):
        return size, lines
    while lines[-1] and _length(f"{lines[-1]}…", size) > _WIDTH:
        lines[-1] = lines[-1][:-1]
    return size, [*lines[:-1], lines[-1].rstrip(" ,;:–—") + "…"]


def _split_word(word: str, size: int) -> str:
    """Return a word; one that is longer than a line in pieces."""
    pieces = [""]
    for sign in word:
        if _length(pieces[-1] + sign, size) > _WIDTH:
            pieces.append("")
        pieces[-1] += sign
    return " ".join(pieces)


def _balanced(title: str, size: int) -> list[str]:
    """Return a headline in as few lines as it needs, all about as long; none where a word is too long."""
    if any(_length(word, size) > _WIDTH for word in title.split()):
        return []
    lines = list(_wrapped(title, size, _WIDTH))
    width = _WIDTH
    while width > _WIDTH // 3:
        width -= 24
        narrower = list(_wrapped(title, size, width))
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _wrapped(title: str, size: int, width: int) -> Iterator[str]:
    line = ""
    for word in title.split():
        longer = f"{line} {word}".strip()
        if line and _length(longer, size) > width:
            yield line
            line = word
        else:
            line = longer
    yield line


def _length(words: str, size: int) -> float:
    return _font(size, 700).getlength(words)
