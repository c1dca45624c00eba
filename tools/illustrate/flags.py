"""Drawing parts: flags that bend in the wind, and ribbons."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from .palette import (
    BROWN,
    INK,
    PAPER,
    PINK,
    RAINBOW,
    RED,
    SKY,
    VIOLET,
    YELLOW,
    dark,
)
from .svg import (
    Point,
    at,
    circle,
    linear,
    num,
    poly,
    rect,
    smooth,
    stroke,
)

Cloth = Callable[[float, float], Point]


def cloth(w: float, h: float, wave: float, phase: float, turns: float = 1.25, droop: float = 0) -> Cloth:
    """A map from (0..1, 0..1) on a flag to points on the cloth as the wind bends it."""

    def place(u: float, v: float) -> Point:
        lift = math.sin(u * turns * 2 * math.pi + phase) - math.sin(phase)
        return (
            u * w + math.sin(u * 5 + phase) * wave * 0.15,
            v * h + wave * lift * (0.25 + 0.75 * u) + droop * u * u,
        )

    return place


def _edge(place: Cloth, a: Point, b: Point, n: int = 18) -> list[Point]:
    return [place(a[0] + (b[0] - a[0]) * i / n, a[1] + (b[1] - a[1]) * i / n) for i in range(n + 1)]


def patch(place: Cloth, corners: Sequence[Point], fill: str) -> str:
    """A polygon drawn on the cloth."""
    points: list[Point] = []
    for i, corner in enumerate(corners):
        points += _edge(place, corner, corners[(i + 1) % len(corners)])[:-1]
    return '<polygon points="' + " ".join(f"{num(float(x))},{num(float(y))}" for x, y in points) + f'" fill="{fill}"/>'


def flag(
    x: float,
    y: float,
    w: float,
    h: float,
    stripes: Sequence[str] = RAINBOW,
    *,
    wave: float = 22,
    phase: float = 0.6,
    chevron: str = "",
    pole: str | None = None,
    pole_length: float = 2.0,
    droop: float = 0,
    turn: float = 0,
) -> str:
    """A flag in the wind. ``chevron`` is "", "progress" or "intersex"; (x, y) its top corner."""
    place = cloth(w, h, wave, phase, droop=droop)
    n = len(stripes)
    out = "".join(
        patch(
            place,
            [
                (0, i / n),
                (1, i / n),
                (1, (i + 1.06) / n if i < n - 1 else 1),
                (0, (i + 1.06) / n if i < n - 1 else 1),
            ],
            c,
        )
        for i, c in enumerate(stripes)
    )
    if chevron:
        ratio = h / w
        base = 1.04 if chevron == "intersex" else 0.86
        for k, colour in enumerate((INK, BROWN, SKY, PINK, PAPER)):
            reach = base - 0.145 * k
            inset, top = max(0.0, reach - 0.5) * ratio, max(0.0, 0.5 - reach)
            out += patch(
                place,
                [(0, top), (inset, 0), (reach * ratio, 0.5), (inset, 1), (0, 1 - top)],
                colour,
            )
        if chevron == "intersex":
            out += patch(place, [(0, 0.15), (0.35 * ratio, 0.5), (0, 0.85)], YELLOW)
            cx, cy = place(0.125 * ratio, 0.5)
            out += circle(cx, cy, h * 0.085, "none", stroke=VIOLET, stroke_width=h * 0.034)
    outline = patch(place, [(0, 0), (1, 0), (1, 1), (0, 1)], INK)
    steps = []
    for i in range(9):
        u = i / 8
        slope = math.cos(u * 1.25 * 2 * math.pi + phase)
        steps.append((INK if slope > 0 else PAPER, u, abs(slope) * (0.3 if slope > 0 else 0.16)))
    out += outline.replace(f'fill="{INK}"', f'fill="{linear(*steps, box=(0, 0, 100, 8))}"')
    if pole:
        out = rect(-9, -26, 9, h * pole_length, pole, 4) + circle(-4.5, -28, 9, pole) + out
    return at(x, y, out, turn=turn)


def ribbon(x: float, y: float, h: float, colour: str) -> str:
    """A folded loop of ribbon; (x, y) is its middle."""
    w = h * 0.3
    a = smooth([(-w, h / 2), (w * 0.2, -h * 0.05), (w * 0.62, -h * 0.34), (0, -h / 2)])
    b = smooth([(w, h / 2), (-w * 0.2, -h * 0.05), (-w * 0.62, -h * 0.34), (0, -h / 2)])
    return at(
        x,
        y,
        stroke(b, dark(colour, 0.28), h * 0.13, cap="butt"),
        stroke(a, colour, h * 0.13, cap="butt"),
    )


def tape(x: float, y: float, h: float, colour: str = RED) -> str:
    """A ribbon bookmark with a notch."""
    w = h * 0.16
    return poly([(x, y), (x + w, y), (x + w, y + h), (x + w / 2, y + h - w * 0.6), (x, y + h)], colour)
