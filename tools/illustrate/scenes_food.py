"""Pictures for Lifestyle: the table."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from functools import partial

from . import shapes
from .palette import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    PINK,
    RED,
    VIOLET,
    YELLOW,
    dark,
    deep,
    light,
)
from .svg import (
    at,
    blur,
    circle,
    ellipse,
    linear,
    path,
    poly,
    rect,
    sheet,
    smooth,
    stroke,
)


def fruit(kind: int, x: float, y: float, s: float, turn: float) -> str:
    """One piece of fruit from above: berry, peach, pineapple, kiwi, blueberry or fig."""
    if kind == 0:
        seeds = "".join(
            circle(a, b, 2.4, YELLOW) for a, b in ((-9, -6), (8, -8), (0, 8), (-12, 12), (12, 10), (0, -20))
        )
        body = path("M0 34C-30 18 -36 -18 -20 -28Q0 -36 20 -28C36 -18 30 18 0 34Z", RED) + seeds
        body += poly([(-18, -28), (0, -18), (18, -28), (6, -40), (-6, -40)], GREEN)
    elif kind == 1:
        body = circle(0, 0, 35, ORANGE) + circle(0, 0, 29, light(ORANGE, 0.3))
        for k in range(8):
            body += at(0, 0, path("M0 -3L-9 -24Q0 -29 9 -24Z", ORANGE), turn=k * 45)
    elif kind == 2:
        body = circle(0, 0, 33, YELLOW) + circle(0, 0, 12, "#fde9a8")
        body += "".join(
            stroke(
                (f"M{math.cos(a) * 15:.0f} {math.sin(a) * 15:.0f}L{math.cos(a) * 28:.0f} {math.sin(a) * 28:.0f}"),
                "#d99a1c",
                3,
            )
            for a in (k * math.tau / 9 for k in range(9))
        )
    elif kind == 3:
        body = circle(0, 0, 34, "#5f4a2a") + circle(0, 0, 31, "#7dbb4e") + ellipse(0, 0, 11, 9, "#e9f0c4")
        body += "".join(
            ellipse(math.cos(a) * 17, math.sin(a) * 17, 2.4, 2.4, INK) for a in (k * math.tau / 12 for k in range(12))
        )
    elif kind == 4:
        body = "".join(
            circle(a, b, 19, BLUE)
            + circle(a - 5, b - 6, 6, light(BLUE, 0.4))
            + circle(a + 3, b + 3, 5, deep(BLUE, 0.5))
            for a, b in ((-17, -10), (17, -6), (0, 20))
        )
    else:
        body = path("M0 -40C10 -26 34 -14 34 10A34 32 0 0 1 -34 10C-34 -14 -10 -26 0 -40Z", VIOLET)
        body += ellipse(0, 9, 24, 22, PINK) + ellipse(0, 9, 15, 14, "#c2456b")
    return at(x, y, circle(5, 8, 33, INK, opacity=0.2) + body, scale=s, turn=turn)


def pavlova_for_a_crowd() -> str:
    """A long white pavlova from above, with rows of fruit from red to purple."""
    x: float
    y: float
    cloth = "#1f7f7a"
    body = rect(
        0,
        0,
        1600,
        1000,
        linear((light(cloth, 0.14), 0), (dark(cloth, 0.3), 1), box=(0, 0, 100, 100)),
    )
    for i in range(-4, 18):
        body += poly(
            [(i * 130, 0), (i * 130 + 40, 0), (i * 130 - 360, 1000), (i * 130 - 400, 1000)],
            PAPER,
            opacity=0.06,
        )
    rng = random.Random(31)
    for x, y, c in (
        (170, 60, PINK),
        (610, 20, YELLOW),
        (1060, 10, PINK),
        (1480, 90, YELLOW),
        (120, 960, YELLOW),
        (560, 990, PINK),
        (1040, 1000, YELLOW),
        (1470, 930, PINK),
    ):
        body += circle(x + 20, y + 28, 128, INK, opacity=0.28) + circle(x, y, 128, c) + circle(x, y, 92, light(c, 0.35))
        body += circle(x, y, 92, "none", stroke=dark(c, 0.2), stroke_width=3, opacity=0.5)
    body += at(30, 44, rect(110, 220, 1380, 560, INK, 200, opacity=0.36, filter=blur(10)))
    body += rect(110, 220, 1380, 560, "#f7a8b8", 200) + rect(130, 238, 1340, 524, light(PINK, 0.4), 186)

    def blob(w: float, h: float, wob: float, seed: int) -> str:
        r = random.Random(seed)
        pts = []
        for k in range(46):
            a = k / 46 * math.tau
            e = 0.42
            px = math.copysign(abs(math.cos(a)) ** e, math.cos(a)) * w
            py = math.copysign(abs(math.sin(a)) ** e, math.sin(a)) * h
            j = 1 + r.uniform(-wob, wob)
            pts.append((800 + px * j, 500 + py * j))
        return smooth([*pts, pts[0]], close=True)

    body += at(14, 20, path(blob(600, 216, 0.016, 3), "#b98a86", opacity=0.55, filter=blur(8)))
    outer = blob(600, 216, 0.016, 3)
    body += path(outer, linear(("#fffdf8", 0), ("#f0dfd0", 1)))
    body += shapes.spray(outer, "#d9b79c", box=(0, 0, 70, 100), end=0.65)
    body += path(blob(548, 178, 0.03, 5), "#fffefb") + path(blob(520, 156, 0.03, 8), "#fbf3e6")
    for col in range(12):
        kind = col // 2
        for row in range(4):
            x = 335 + col * 84.5 + rng.uniform(-7, 7)
            y = 388 + row * 75 + (col % 2) * 14 + rng.uniform(-6, 6)
            body += fruit(kind, x, y, rng.uniform(1.04, 1.18), rng.uniform(-40, 40))
    for _ in range(26):
        x, y = rng.uniform(290, 1310), rng.choice((rng.uniform(318, 342), rng.uniform(662, 690)))
        body += at(
            x,
            y,
            path("M0 0C-12 -10 -12 -24 0 -32C12 -24 12 -10 0 0Z", "#5fae5a"),
            scale=0.8,
            turn=rng.uniform(0, 360),
        )
    return sheet(body, shapes.vignette("#0b3a3a", 0.45), grain=0.15)


def _slab(rows: int, *, cream: bool = True, cut: bool = False) -> str:
    """A square slab of meringue on a tray, from above: bare, under cream, and with so many rows of fruit."""
    rng = random.Random(12)
    body = rect(0, 0, 1600, 1000, linear(("#f6b5a2", 0), ("#d9747f", 1), box=(0, 0, 100, 100)))
    body += "".join(rect(0, y, 1600, 34, PAPER, opacity=0.16) for y in range(-10, 1000, 110))
    body += at(18, 26, rect(240, 110, 1120, 780, INK, 40, opacity=0.3, filter=blur(10)))
    body += rect(240, 110, 1120, 780, "#5d6a78", 40) + rect(262, 132, 1076, 736, "#8896a3", 26)
    body += rect(290, 160, 1020, 680, "#f3ead9", 4)
    body += rect(340, 205, 920, 590, linear(("#fffaf0", 0), ("#ecd9c2", 1)), 54)
    for _ in range(16):
        x, y = rng.uniform(380, 1220), rng.uniform(240, 760)
        body += stroke(f"M{x:.0f} {y:.0f}l{rng.uniform(-40, 40):.0f} {rng.uniform(-30, 30):.0f}", "#d8bb9b", 3)
    if cream:
        body += rect(374, 238, 852, 524, "#fffefb", 60)
        for k in range(7):
            body += stroke(f"M410 {280 + k * 72}q110 -34 210 0t210 0t210 0t150 -8", "#efe2d0", 9)
    for row in range(rows):
        for k in range(9):
            x, y = 430 + k * 93 + rng.uniform(-6, 6), 292 + row * 83 + rng.uniform(-5, 5)
            body += fruit(row, x, y, rng.uniform(1.06, 1.18), rng.uniform(-40, 40))
    if cut:
        body += rect(1122, 196, 150, 612, "#f3ead9") + rect(1110, 205, 12, 590, "#e2c6a6")
        body += rect(1098, 240, 12, 520, "#fffefb")
        knife = rect(-26, -330, 52, 300, "#2b1038", 20) + path("M-26 -40H26V300Q26 350 -26 380Z", "#d9dee4")
        body += at(1445, 500, knife, turn=8)
    return sheet(body, shapes.vignette("#4a1a2a", 0.35), grain=0.15)


SCENES: dict[str, Callable[[], str]] = {
    "2026/pavlova-for-a-crowd": pavlova_for_a_crowd,
    "2026/pavlova-bare": partial(_slab, 0, cream=False),
    "2026/pavlova-cream": partial(_slab, 0),
    "2026/pavlova-three-rows": partial(_slab, 3),
    "2026/pavlova-cut": partial(_slab, 6, cut=True),
}
