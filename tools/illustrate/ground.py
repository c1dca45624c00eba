"""Drawing parts: land, water and the stripes that run across them."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from .shapes import spray
from .svg import (
    HEIGHT,
    WIDTH,
    Point,
    group,
    linear,
    path,
    rect,
    smooth,
    stroke,
)


def land(
    points: Sequence[Point],
    colour: str,
    *,
    lit: str | None = None,
    shade: str | None = None,
    bottom: float = HEIGHT,
) -> str:
    """A hill or plain under a soft line, with light sprayed at its top or shade at its foot."""
    d = smooth(points) + f"L{points[-1][0]} {bottom}L{points[0][0]} {bottom}Z"
    out = path(d, colour)
    if lit:
        out += spray(d, lit, box=(0, 70, 0, 0), end=0.62)
    if shade:
        out += spray(d, shade, end=0.75)
    return out


def ridge(
    seed: int,
    y: float,
    height: float,
    colour: str,
    *,
    step: float = 160,
    lit: str | None = None,
    shade: str | None = None,
) -> str:
    """A rolling line of hills right across the picture."""
    rng = random.Random(seed)
    points = [(x, y - rng.random() * height) for x in range(-int(step), WIDTH + int(step) * 2, int(step))]
    return land([(float(a), b) for a, b in points], colour, lit=lit, shade=shade)


def water(y: float, top: str, bottom: str, *, h: float | None = None) -> str:
    """A sheet of water from a level line down."""
    return rect(0, y, WIDTH, HEIGHT - y if h is None else h, linear((top, 0), (bottom, 1)))


def glints(
    seed: int,
    cx: float,
    y: float,
    bottom: float,
    colour: str,
    *,
    width: float = 240,
    count: int = 26,
    spread: float = 1.2,
    opacity: float = 0.85,
) -> str:
    """The broken reflection of a light on water, widening towards the viewer."""
    rng = random.Random(seed)
    out = ""
    for i in range(count):
        t = (i + rng.random() * 0.6) / count
        yy = y + (bottom - y) * t**1.25
        w = width * (0.35 + spread * t) * (0.25 + rng.random() * 0.75)
        x = cx + rng.uniform(-1, 1) * width * 0.35 * (0.4 + t) - w / 2
        hh = 3 + 9 * t
        out += rect(x, yy, w, hh, colour, hh / 2, opacity=round(opacity * (1 - 0.6 * t), 2))
    return out


def sweep(colours: Sequence[str], first: Sequence[Point], last: Sequence[Point], opacity: float = 1) -> str:
    """Stripes that fill the ribbon between two soft lines with as many points each."""

    def line(share: float) -> list[Point]:
        return [(a + (c - a) * share, b + (d - b) * share) for (a, b), (c, d) in zip(first, last, strict=True)]

    out, n = "", len(colours)
    for i, colour in enumerate(colours):
        upper, lower = line(i / n), line(min((i + 1.04) / n, 1))
        back = smooth(lower[::-1])
        out += path(smooth(upper) + "L" + back[1:] + "Z", colour)
    return group(out, opacity=opacity)


def mirrored(y: float, *fragments: str, opacity: float = 0.35, squash: float = 1) -> str:
    """Fragments reflected in level water at ``y``."""
    move = f"translate(0 {y * (1 + squash):.1f}) scale(1 {-squash})"
    return group(*fragments, transform=move, opacity=opacity)


def bands(colours: Sequence[str], top: Sequence[Point], thickness: float) -> str:
    """Stripes that run together along one soft line, each under the last."""
    out = ""
    for i, colour in enumerate(colours):
        line = [(x, y + thickness * (i + 0.5)) for x, y in top]
        out += stroke(smooth(line), colour, thickness + 1.5, cap="butt")
    return out


def landmass(cx: float, cy: float, r: float, colour: str, seed: int = 4) -> str:
    """An abstract island, as on a map without names."""
    rng = random.Random(seed)
    points = []
    for i in range(14):
        a = i / 14 * 2 * math.pi
        k = r * (0.72 + rng.random() * 0.42)
        points.append((cx + math.cos(a) * k * 1.25, cy + math.sin(a) * k * 0.85))
    return path(smooth([*points, points[0]], close=True), colour)
