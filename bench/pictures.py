"""The pool of pictures: gradients in two colours, each with words for those who cannot see it."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageOps

COUNT = 60
WIDTHS = (480, 960, 1600)
_COLOURS = (
    ("violet", "#4b2a8c"), ("orange", "#e67a22"), ("green", "#2c7a4b"), ("blue", "#1f5fa8"), ("pink", "#d65a96"),
    ("yellow", "#e8c53a"), ("red", "#b3262e"), ("teal", "#1b8a8f"), ("brown", "#6d4630"), ("grey", "#5d6470"),
)  # fmt: skip
_PLACES = ("a river", "a bridge", "a stage", "a street", "a hall", "a garden")


def name(number: int) -> str:
    """Return the name of a picture without its ending."""
    return f"lead-{number:02}"


def alt(number: int) -> str:
    """Return the words that stand for a picture."""
    top, bottom = _colours(number)
    return f"{top[0].capitalize()} light falling to {bottom[0]} over {_PLACES[number % len(_PLACES)]}"


def _colours(number: int) -> tuple[tuple[str, str], tuple[str, str]]:
    first = number % len(_COLOURS)
    return _COLOURS[first], _COLOURS[(first + 1 + number // len(_COLOURS)) % len(_COLOURS)]


def draw(number: int) -> Image.Image:
    """Draw one picture, 1600 by 1000."""
    top, bottom = _colours(number)
    gradient = ImageOps.colorize(Image.linear_gradient("L"), top[1], bottom[1])
    return gradient.rotate(90 * (number // 15)).resize((1600, 1000), Image.Resampling.BILINEAR)


def write(originals: Path, sized: Path) -> None:
    """Write the pool.

    Args:
        originals: the newsroom's folder, which gets each picture once.
        sized: the folder of a generator that makes no sizes itself; it gets each picture at every size.
    """
    originals.mkdir(parents=True, exist_ok=True)
    sized.mkdir(parents=True, exist_ok=True)
    for number in range(COUNT):
        picture = draw(number)
        picture.save(originals / f"{name(number)}.jpg", "JPEG", quality=85)
        for width in WIDTHS:
            smaller = picture.resize((width, width * 5 // 8), Image.Resampling.LANCZOS)
            smaller.save(sized / f"{name(number)}-{width}.jpg", "JPEG", quality=80, optimize=True)
