"""OKLCH: colours by lightness, chroma and hue, in which equal steps look equal.

Source: Björn Ottosson, "A perceptual color space for image processing", and CSS Color 4, which has its numbers.
"""

from __future__ import annotations

import math

from msgspec import Struct
from msgspec.structs import replace

from newsroom.site.colours.contrast import linear

#: How often an interval is halved: to less than a step of 255.
_HALVINGS = 14


class Oklch(Struct, frozen=True):
    """A colour: its lightness from 0 to 1, its chroma from 0 to about 0.32, its hue in degrees."""

    lightness: float
    chroma: float
    hue: float

    def at(self, lightness: float) -> Oklch:
        """Return the same hue and chroma at another lightness."""
        return replace(self, lightness=lightness)

    def distance(self, other: Oklch) -> float:
        """Return how far apart two colours are; about 0.02 is the least that one sees."""
        turn = math.cos(math.radians(self.hue - other.hue))
        across = self.chroma**2 + other.chroma**2 - 2 * self.chroma * other.chroma * turn
        return math.sqrt((self.lightness - other.lightness) ** 2 + max(0.0, across))

    def hex(self) -> str:
        """Return the colour as ``#rrggbb``, with as much chroma as a screen can show at its lightness and hue."""
        lightness = min(1.0, max(0.0, self.lightness))
        most = self.chroma
        if not _shown(_linear(lightness, most, self.hue)):
            least = 0.0
            for _ in range(_HALVINGS):
                middle = (least + most) / 2
                if _shown(_linear(lightness, middle, self.hue)):
                    least = middle
                else:
                    most = middle
            most = least
        return "#" + "".join(f"{_byte(part):02x}" for part in _linear(lightness, most, self.hue))


def oklch(colour: str) -> Oklch:
    """Return a colour of a screen in OKLCH; greys have the hue 0."""
    red, green, blue = linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    chroma = math.hypot(a, b)
    if chroma < 0.002:
        return Oklch(lightness, 0.0, 0.0)
    return Oklch(lightness, chroma, math.degrees(math.atan2(b, a)) % 360)


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _shown(light: tuple[float, float, float]) -> bool:
    return all(-0.0005 <= part <= 1.0005 for part in light)


def _byte(light: float) -> int:
    light = min(1.0, max(0.0, light))
    return round(255 * (light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055))
