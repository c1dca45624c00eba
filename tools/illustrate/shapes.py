"""Drawing parts: light, sky, haze and shade."""

from __future__ import annotations

import math
import random

from .palette import (
    AUBERGINE,
    INK,
    PAPER,
    dark,
)
from .svg import (
    HEIGHT,
    WIDTH,
    Stop,
    circle,
    group,
    linear,
    path,
    poly,
    radial,
    rect,
    stipple,
)


def sky(*colours: str, y: float = 0, h: float = HEIGHT) -> str:
    """A sky that runs evenly through the colours from top to bottom."""
    stops: list[Stop] = [(c, i / max(len(colours) - 1, 1)) for i, c in enumerate(colours)]
    return rect(0, y, WIDTH, h, linear(*stops))


def glow(cx: float, cy: float, r: float, colour: str, strength: float = 0.6) -> str:
    """A round, soft light."""
    return circle(cx, cy, r, radial((colour, 0, strength), (colour, 0.45, strength * 0.4), (colour, 1, 0)))


def spray(
    d: str,
    colour: str,
    *,
    box: tuple[int, int, int, int] = (0, 0, 0, 100),
    start: float = 0.0,
    end: float = 0.8,
) -> str:
    """A grainy shade over a path, thin at the start of the box and thick at its end."""
    return group(path(d, linear((colour, 0, start), (colour, 1, end), box=box)), filter=stipple(colour))


def spray_disc(
    cx: float,
    cy: float,
    r: float,
    colour: str,
    strength: float = 0.7,
    offset: tuple[int, int] = (30, 30),
) -> str:
    """A grainy crescent of shade on a disc, away from the light at ``offset`` per cent."""
    paint = radial((colour, 0, 0), (colour, 0.45, 0), (colour, 1, strength), centre=(offset[0], offset[1], 85))
    return group(circle(cx, cy, r, paint), filter=stipple(colour))


def sun(cx: float, cy: float, r: float, colour: str, *, halo: float = 0.5, shade: str | None = None) -> str:
    """A sun or moon with its halo and, when ``shade`` is given, a grainy lower edge."""
    out = glow(cx, cy, r * 3, colour, halo) if halo else ""
    out += circle(cx, cy, r, colour)
    if shade:
        d = f"M{cx - r} {cy}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0Z"
        out += spray(d, shade, start=-0.0, end=0.75)
    return out


def stars(seed: int, count: int, *, bottom: float = 560, colour: str = PAPER, size: float = 2.6) -> str:
    """A scatter of stars, fewer towards the bottom."""
    rng = random.Random(seed)
    out = ""
    for _ in range(count):
        y = rng.random() ** 1.4 * bottom
        r = size * (0.4 + rng.random() ** 3)
        out += circle(rng.uniform(0, WIDTH), y, r, colour, opacity=round(0.35 + 0.6 * rng.random(), 2))
    return out


def cloud(x: float, y: float, w: float, colour: str, opacity: float = 1) -> str:
    """A flat cloud: three long, rounded bands."""
    h = w * 0.09
    return group(
        rect(x, y, w, h, colour, h / 2),
        rect(x + w * 0.16, y - h * 0.8, w * 0.5, h, colour, h / 2),
        rect(x + w * 0.3, y + h * 0.75, w * 0.62, h * 0.8, colour, h / 2),
        opacity=opacity,
    )


def rays(
    cx: float,
    cy: float,
    count: int,
    colour: str,
    opacity: float = 0.12,
    length: float = 1900,
    turn: float = 0,
    share: float = 0.5,
) -> str:
    """Broad rays spreading from a point."""
    out = ""
    step = 2 * math.pi / count
    for i in range(count):
        a = i * step + math.radians(turn)
        out += poly(
            [
                (cx, cy),
                (cx + math.cos(a) * length, cy + math.sin(a) * length),
                (
                    cx + math.cos(a + step * share) * length,
                    cy + math.sin(a + step * share) * length,
                ),
            ],
            colour,
        )
    return group(out, opacity=opacity)


def shadow(
    x: float,
    y: float,
    w: float,
    length: float,
    lean: float,
    colour: str = INK,
    strength: float = 0.5,
) -> str:
    """The long shadow of something ``w`` wide that stands at (x, y), fading as it goes."""
    points = [
        (x - w / 2, y),
        (x + w / 2, y),
        (x + w * 0.62 + lean, y + length),
        (x - w * 0.62 + lean, y + length),
    ]
    return poly(points, linear((colour, 0, strength), (colour, 1, 0)))


def beam(
    x: float,
    y: float,
    x1: float,
    x2: float,
    bottom: float,
    colour: str,
    strength: float = 0.5,
    width: float = 12,
) -> str:
    """A beam of light from a lamp down to a pool between x1 and x2."""
    return poly(
        [(x - width, y), (x + width, y), (x2, bottom), (x1, bottom)],
        linear((colour, 0, strength), (colour, 1, strength * 0.12)),
    )


def mist(y: float, h: float, colour: str, strength: float = 0.5) -> str:
    """A level band of haze."""
    return rect(0, y, WIDTH, h, linear((colour, 0, 0), (colour, 0.5, strength), (colour, 1, 0)))


def vignette(colour: str = AUBERGINE, strength: float = 0.45) -> str:
    """A darkening towards the corners."""
    return rect(
        0,
        0,
        WIDTH,
        HEIGHT,
        radial((colour, 0, 0), (colour, 0.55, 0), (colour, 1, strength), centre=(50, 50, 75)),
    )


def backdrop(top: str, bottom: str, accent: str | None = None) -> str:
    """A studio wall for symbols: a quiet gradient with a grainy light from above left."""
    out = sky(top, bottom)
    if accent:
        out += spray(f"M0 0H{WIDTH}V{HEIGHT}H0Z", accent, box=(100, 100, 10, 0), end=0.5)
    return out


def shade_right(d: str, colour: str, strength: float = 0.7) -> str:
    """Grainy shade that thickens to the right of a shape, to make it round."""
    return spray(d, dark(colour, 0.45), box=(30, 0, 100, 10), end=strength)
