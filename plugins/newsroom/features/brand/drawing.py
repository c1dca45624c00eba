"""Draws the magazine's mark from its name and colours, in the headline font: icons, and pictures of link previews.

The same name and colours come out as the same bytes. There is nothing in the files but pixels, or shapes.
"""

from __future__ import annotations

import functools
import io
import unicodedata
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from newsroom.features.pictures.transparency import without_hidden_colours
from newsroom.site import font_cutting
from newsroom.site.colours.model import Colours
from newsroom.site.headline_font import OPTICAL_SIZE

#: In pixels, as link previews ask for.
_SHARE = (1200, 630)
_WEIGHT = 800
#: Letters in an icon; of a longer short name the first is taken.
_MOST_LETTERS = 3
#: The icon is drawn on a square of this size, and everything in it in parts of that.
_SQUARE = 512
_INK_WIDTH, _INK_HEIGHT = 0.74, 0.5
#: The bar below the letters: its left and right side, how far below them it is, and how high.
_LEFT, _RIGHT, _GAP, _BAR = 0.13, 0.87, 0.09, 0.1
_RADIUS = 0.22
#: How much larger things are drawn before they are made smaller, so that edges are smooth.
_OVER = 4
_MARGIN = 90
_STRIPES = 44
_QUALITY = 88


def draw_all(name: str, short_name: str, colours: Colours) -> dict[str, bytes]:
    """Return every file of the mark by its name in content/brand/.

    Args:
        name: the magazine's.
        short_name: a short form of it; letters of the icon are taken from it, or from the name.
        colours: the magazine's.
    """
    mark = letters(name, short_name)
    square = _icon(mark, colours)
    return {
        "icon.svg": icon_svg(mark, colours).encode(),
        "icon-192.png": _png(_rounded(square, 192)),
        "icon-512.png": _png(_rounded(square, 512)),
        "apple-touch-icon.png": _png(square.resize((180, 180), Image.Resampling.LANCZOS)),
        "share.jpg": _jpeg(_share(name, mark, colours)),
        "share-plain.jpg": _jpeg(_plain(mark, colours)),
    }


def letters(name: str, short_name: str) -> str:
    """Return the letters of the icon: the short name, or the initials of the name, as far as the font has them."""
    composed = unicodedata.normalize("NFC", short_name.strip())
    if not composed or len(composed) > _MOST_LETTERS:
        initials = "".join(word[0] for word in unicodedata.normalize("NFC", composed or name).split())
        composed = initials[:_MOST_LETTERS] if not composed else initials[:1]
    composed = "".join(sign for sign in composed.upper() if sign.isalnum())
    return composed if frozenset(map(ord, composed)) <= _known() else ""


@functools.cache
def _known() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    return frozenset(TTFont(font_cutting.source(italic=False), lazy=True).getBestCmap())


@functools.lru_cache(maxsize=64)
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(font_cutting.source(italic=False)), size)
    wanted = {b"Weight": _WEIGHT, b"Optical Size": OPTICAL_SIZE}
    font.set_variation_by_axes([wanted[axis["name"]] for axis in font.get_variation_axes()])
    return font


def icon_svg(mark: str, colours: Colours) -> str:
    """Return the icon as SVG: letters that turn light on dark screens, above the bar.

    Args:
        mark: the letters; may be empty.
        colours: the magazine's.
    """
    ink = f".mark{{fill:{colours.light.band}}}"
    dark = f"@media(prefers-color-scheme:dark){{.mark{{fill:{colours.light.band_ink}}}}}"
    stripes = "".join(
        f'<path d="M{left:g} {top:g}H{right:g}V{bottom:g}H{left:g}Z" fill="{colour}"/>'
        for (left, top, right, bottom), colour in _bar(_SQUARE, mark, colours)
    )
    shape = f'<path class="mark" d="{_outline(mark)}"/>' if mark else ""
    box = f'viewBox="0 0 {_SQUARE} {_SQUARE}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}><style>{ink}{dark}</style>{shape}{stripes}</svg>\n'


def _outline(mark: str) -> str:
    """Return the outline of some letters, as wide and high as the icon lets them be."""
    from fontTools.misc.transform import Transform
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTFont

    font = TTFont(font_cutting.source(italic=False), lazy=True)
    names = font.getBestCmap()
    glyphs = font.getGlyphSet(location={"wght": _WEIGHT, "opsz": OPTICAL_SIZE})
    bounds = BoundsPen(glyphs)
    at = 0.0
    for sign in mark:
        glyphs[names[ord(sign)]].draw(TransformPen(bounds, Transform().translate(at, 0)))
        at += glyphs[names[ord(sign)]].width
    left, _, right, top = bounds.bounds or (0, 0, 1, 1)
    scale = min(_SQUARE * _INK_WIDTH / (right - left), _SQUARE * _INK_HEIGHT / top)
    begin = (_SQUARE - (right - left) * scale) / 2 - left * scale
    path = SVGPathPen(glyphs, ntos=lambda number: f"{round(number, 1):g}")
    at = 0.0
    for sign in mark:
        place = Transform(scale, 0, 0, -scale, begin + at * scale, _SQUARE * _baseline(mark))
        glyphs[names[ord(sign)]].draw(TransformPen(path, place))
        at += glyphs[names[ord(sign)]].width
    return str(path.getCommands())


def _baseline(mark: str) -> float:
    """Return where the letters stand, as a part of the icon's height: they and the bar are in its middle."""
    left, top, right, _ = _font(1000).getbbox(mark, anchor="ls")
    height = min(_INK_HEIGHT, _INK_WIDTH * -top / (right - left))
    return float((1 + height - _GAP - _BAR) / 2)


def _bar(size: int, mark: str, colours: Colours) -> list[tuple[tuple[float, float, float, float], str]]:
    """Return the stripes of the bar, each with its box; without letters they fill the icon."""
    top = _baseline(mark) + _GAP if mark else _LEFT
    bottom = top + _BAR if mark else _RIGHT
    width = (_RIGHT - _LEFT) / len(colours.flag)
    sides = [round(size * (_LEFT + width * number), 1) for number in range(len(colours.flag) + 1)]
    return [
        ((left, round(size * top, 1), right, round(size * bottom, 1)), colour)
        for left, right, colour in zip(sides, sides[1:], colours.flag, strict=False)
    ]


def _icon(mark: str, colours: Colours) -> Image.Image:
    """Return the icon on paper, without round corners."""
    size = _SQUARE * _OVER
    image = Image.new("RGB", (size, size), colours.light.paper)
    pen = ImageDraw.Draw(image)
    if mark:
        room = (size * _INK_WIDTH, size * _INK_HEIGHT)
        _set_letters(pen, mark, (size / 2, size * _baseline(mark)), room, colours.light.band)
    for (left, top, right, bottom), colour in _bar(size, mark, colours):
        pen.rectangle((round(left), round(top), round(right) - 1, round(bottom) - 1), fill=colour)
    return image.resize((_SQUARE, _SQUARE), Image.Resampling.LANCZOS)


def _set_letters(
    pen: ImageDraw.ImageDraw, mark: str, middle: tuple[float, float], room: tuple[float, float], ink: str
) -> None:
    """Draw letters on a line, as large as the room for them lets them be.

    Args:
        pen: draws them.
        mark: the letters.
        middle: the middle of the line that they stand on.
        room: how wide and how high they may be.
        ink: their colour.
    """
    left, top, right, _ = _font(1000).getbbox(mark, anchor="ls")
    size = int(1000 * min(room[0] / (right - left), room[1] / -top))
    left, _, right, _ = _font(size).getbbox(mark, anchor="ls")
    pen.text((middle[0] - (left + right) / 2, middle[1]), mark, ink, _font(size), anchor="ls")


def _rounded(square: Image.Image, size: int) -> Image.Image:
    """Return the icon in a size, with round corners."""
    mask = Image.new("L", (size * _OVER, size * _OVER), 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, size * _OVER - 1, size * _OVER - 1), size * _OVER * _RADIUS, fill=255)
    icon = square.resize((size, size), Image.Resampling.LANCZOS).convert("RGBA")
    icon.putalpha(mask.resize((size, size), Image.Resampling.LANCZOS))
    return without_hidden_colours(icon)


def _share(name: str, mark: str, colours: Colours) -> Image.Image:
    """Return the picture of link previews: the name on the band, above the bar."""
    image = Image.new("RGB", _SHARE, colours.light.band)
    pen = ImageDraw.Draw(image)
    width, height = _SHARE
    words = " ".join(unicodedata.normalize("NFC", name).split())
    lines = _lines(words) if frozenset(map(ord, words)) <= _known() else [mark] if mark else []
    if lines:
        size = _size(lines)
        step = round(size * 1.06)
        # The middle of the lines stands in the middle above the bar.
        first = (height - _STRIPES) / 2 - step * (len(lines) - 1) / 2 + size * 0.33
        for number, line in enumerate(lines):
            pen.text((_MARGIN, first + step * number), line, colours.light.band_ink, _font(size), anchor="ls")
    for number, colour in enumerate(colours.flag):
        left, right = (round(width * at / len(colours.flag)) for at in (number, number + 1))
        pen.rectangle((left, height - _STRIPES, right - 1, height - 1), fill=colour)
    return image


def _lines(words: str) -> list[str]:
    """Return a name in one line, or in the number of lines at which its letters are largest."""
    parts = words.split()
    choices: list[list[str]] = []
    for count in range(1, min(4, len(parts)) + 1):
        lines: list[str] = []
        most = sum(map(len, parts)) / count
        for part in parts:
            if lines and (len(lines[-1]) + len(part) / 2 <= most or len(lines) == count):
                lines[-1] += f" {part}"
            else:
                lines.append(part)
        choices.append(lines)
    return max(choices, key=_size, default=[])


def _size(lines: Sequence[str]) -> int:
    widest = max(_font(1000).getlength(line) for line in lines)
    room = _SHARE[1] - _STRIPES - 120
    return max(12, int(min(1000 * (_SHARE[0] - 2 * _MARGIN) / widest, room / len(lines) / 1.06, 300)))


def _plain(mark: str, colours: Colours) -> Image.Image:
    """Return the picture of link previews that says little: one letter, in none of the colours that anybody knows."""
    image = Image.new("RGB", _SHARE, colours.light.band)
    if mark:
        width, height = _SHARE
        _set_letters(ImageDraw.Draw(image), mark[0], (width / 2, height * 0.76), (500, 330), colours.light.band_ink)
    return image


def _png(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _jpeg(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return written.getvalue()
