"""Contrast between two colours, as WCAG 2.2 measures it."""

from __future__ import annotations

import re

#: The least contrast of words on their ground, for level AA.
AA = 4.5
#: A colour as data files and styles write it.
HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})\Z", re.IGNORECASE)


def full(colour: str) -> str:
    """Return a colour in six digits, in small letters.

    Args:
        colour: ``#rgb`` or ``#rrggbb``.
    """
    digits = colour.removeprefix("#").lower()
    return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits)


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of a colour, each from 0 to 255."""
    digits = full(colour)[1:]
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def linear(colour: str) -> tuple[float, float, float]:
    """Return red, green and blue as amounts of light, each from 0 to 1."""
    red, green, blue = (_light(part / 255) for part in channels(colour))
    return red, green, blue


def _light(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """Return how light a colour is, from 0 to 1.

    Source: WCAG 2.2, "relative luminance".
    """
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Return the contrast between two colours, from 1 to 21.

    Source: WCAG 2.2, "contrast ratio".
    """
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def contrast(one: str, other: str) -> float:
    """Return the contrast between two colours, cut to a tenth so that it never says too much."""
    return int(ratio(one, other) * 10) / 10
