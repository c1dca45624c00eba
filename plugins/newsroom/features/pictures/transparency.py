"""Transparent parts of pictures: removes the colours under them.

An eraser takes only the opacity away: the colours of a face that somebody erased stay in the file, and whoever sets the
opacity back sees it. So, in every size, format and frame,

- what is hardly there (an opacity below 8 of 255, which no eye tells from nothing) is not there at all,
- under what is not there lies one colour, black, and
- of what is faint no more of its colour is kept than is seen: it is multiplied by its opacity, rounded, and divided
  again, so that at an opacity of a tenth a colour has 26 steps in place of 256.

It is done before a picture is made smaller, so that nothing of it runs into its neighbours, and once more before each
file is written, since making smaller rings.
"""

from __future__ import annotations

from PIL import Image

#: The least opacity, of 255, that is kept.
LEAST = 8
#: The colour of pixels whose opacity is 0.
COLOUR = (0, 0, 0)
_OPACITY = [value if value >= LEAST else 0 for value in range(256)]


def without_hidden_colours(image: Image.Image) -> Image.Image:
    """Return a picture without the colours that nobody sees; one that nothing shines through comes back as it is."""
    if image.mode != "RGBA":
        return image
    opaque = image.copy()
    opaque.putalpha(image.getchannel("A").point(_OPACITY))
    # Pillow's RGBa has every colour multiplied by its opacity; of no opacity nothing is left.
    return opaque.convert("RGBa").convert("RGBA")


def on_white(image: Image.Image) -> Image.Image:
    """Return a picture for a format that knows no opacity, as it is seen on white paper."""
    if image.mode != "RGBA":
        return image.convert("RGB")
    paper = Image.new("RGBA", image.size, (255, 255, 255, 255))
    paper.alpha_composite(image)
    return paper.convert("RGB")
