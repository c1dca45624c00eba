"""Drawing parts: trees, and the small shapes that scatter and decorate."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from .palette import (
    INK,
    light,
    mix,
)
from .svg import (
    WIDTH,
    circle,
    el,
    ellipse,
    group,
    linear,
    path,
    rect,
    stipple,
    stroke,
)


def gum(x: float, y: float, h: float, trunk: str, leaf: str, seed: int = 1) -> str:
    """A eucalypt: a pale leaning trunk that forks, and clumps of leaf."""
    rng = random.Random(seed)
    u = h / 100
    out = stroke(
        f"M{x} {y}C{x + 2 * u} {y - 30 * u} {x - 6 * u} {y - 45 * u} {x + 4 * u} {y - 80 * u}",
        trunk,
        4 * u,
    )
    out += stroke(
        f"M{x - 2 * u} {y - 42 * u}Q{x - 16 * u} {y - 58 * u} {x - 22 * u} {y - 72 * u}",
        trunk,
        2.4 * u,
    )
    out += stroke(f"M{x} {y - 55 * u}Q{x + 16 * u} {y - 66 * u} {x + 24 * u} {y - 74 * u}", trunk, 2.2 * u)
    for dx, dy, r in ((-22, -78, 13), (4, -90, 16), (24, -80, 13), (-8, -72, 9), (14, -70, 8)):
        colour = mix(leaf, light(leaf, 0.4), rng.random() * 0.5)
        out += ellipse(x + dx * u, y + dy * u, r * 1.25 * u, r * 0.72 * u, colour)
    return out


def palm(x: float, y: float, h: float, trunk: str, leaf: str) -> str:
    """A palm with seven drooping fronds."""
    u = h / 100
    top = (x + 10 * u, y - 80 * u)
    out = ""
    for angle in (-170, -145, -115, -75, -40, -15, 10):
        a = math.radians(angle)
        ex, ey = top[0] + math.cos(a) * 34 * u, top[1] + math.sin(a) * 26 * u + 10 * u
        mx, my = top[0] + math.cos(a) * 22 * u, top[1] + math.sin(a) * 26 * u - 6 * u
        out += path(
            f"M{top[0]:.0f} {top[1]:.0f}Q{mx:.0f} {my - 5 * u:.0f} {ex:.0f} {ey:.0f}"
            f"Q{mx:.0f} {my + 9 * u:.0f} {top[0]:.0f} {top[1]:.0f}Z",
            leaf,
        )
    return stroke(f"M{x} {y}Q{x} {y - 44 * u} {top[0]} {top[1]}", trunk, 3.4 * u) + out


def tree(x: float, y: float, h: float, colour: str, trunk: str = INK, lit: str | None = None) -> str:
    """A round garden tree."""
    r = h * 0.34
    out = rect(x - h * 0.025, y - h * 0.5, h * 0.05, h * 0.5, trunk)
    out += ellipse(x, y - h * 0.62, r * 0.86, h * 0.38, colour)
    if lit:
        out += group(
            ellipse(
                x,
                y - h * 0.62,
                r * 0.86,
                h * 0.38,
                linear((lit, 0, 0.7), (lit, 0.6, 0), box=(0, 0, 100, 60)),
            ),
            filter=stipple(lit),
        )
    return out


def cypress(x: float, y: float, h: float, colour: str) -> str:
    """A slim dark tree."""
    w = h * 0.13
    return path(
        f"M{x} {y - h}C{x + w} {y - h * 0.5} {x + w} {y - h * 0.1} {x} {y}"
        f"C{x - w} {y - h * 0.1} {x - w} {y - h * 0.5} {x} {y - h}Z",
        colour,
    )


def heart(cx: float, cy: float, r: float, fill: str) -> str:
    """A heart about ``2 * r`` wide."""
    return el(
        "path",
        fill=fill,
        d=(
            f"M{cx} {cy + r}C{cx - r * 1.7} {cy - r * 0.1} {cx - r * 0.9} {cy - r * 1.25} "
            f"{cx} {cy - r * 0.42}C{cx + r * 0.9} {cy - r * 1.25} {cx + r * 1.7} "
            f"{cy - r * 0.1} {cx} {cy + r}Z"
        ),
    )


def confetti(
    seed: int,
    count: int,
    colours: Sequence[str],
    *,
    area: tuple[float, float, float, float] = (0, 0, WIDTH, 600),
    size: float = 14,
) -> str:
    """Falling paper: little turned rectangles and discs."""
    rng = random.Random(seed)
    x, y, w, h = area
    out = ""
    for i in range(count):
        px, py = x + rng.random() * w, y + rng.random() ** 1.3 * h
        s = size * (0.5 + rng.random() * 0.7)
        colour = colours[i % len(colours)]
        if rng.random() < 0.3:
            out += circle(px, py, s * 0.4, colour)
        else:
            out += rect(
                px,
                py,
                s,
                s * 0.5,
                colour,
                transform=f"rotate({rng.randrange(180)} {px:.0f} {py:.0f})",
            )
    return out
