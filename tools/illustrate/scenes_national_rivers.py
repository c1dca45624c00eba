"""Pictures for National: Brisbane and Hobart."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from . import built, ground, people, shapes
from .palette import (
    AUBERGINE,
    BLUE,
    BROWN,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    PINK,
    RAINBOW,
    SKIN,
    SKY,
    VIOLET,
    dark,
    light,
    mix,
)
from .people import Look
from .svg import (
    Point,
    at,
    clipped,
    ellipse,
    linear,
    path,
    poly,
    rect,
    sheet,
    smooth,
    stroke,
)


def _truss(colour: str) -> str:
    """The cantilever bridge: chords, posts and braces between two peaks."""

    def top(x: float) -> float:
        d = min(abs(x - 470), abs(x - 1130))
        side = 560 if x < 470 or x > 1130 else 330
        return 170 + 235 * math.pow(d / side, 1.05)

    deck = 500
    out, step = "", 55
    xs = list(range(-80, 1700, step))
    out += stroke(smooth([(x, top(x)) for x in range(-90, 471, 40)]), colour, 13)
    out += stroke(smooth([(x, top(x)) for x in range(470, 1131, 30)]), colour, 13)
    out += stroke(smooth([(x, top(x)) for x in range(1130, 1700, 40)]), colour, 13)
    for i, x in enumerate(xs):
        out += stroke(f"M{x} {top(x):.0f}V{deck}", colour, 5)
        nx = x + step
        if i % 2:
            out += stroke(f"M{x} {top(x):.0f}L{nx} {deck}", colour, 4)
        else:
            out += stroke(f"M{x} {deck}L{nx} {top(nx):.0f}", colour, 4)
    out += rect(-20, deck - 8, 1640, 26, colour)
    for x in (470, 1130):
        out += rect(x - 11, 162, 22, 360, colour) + rect(x - 30, 516, 14, 120, colour)
        out += rect(x + 16, 516, 14, 120, colour) + rect(x - 52, 620, 104, 76, colour, 6)
    return out


def brisbane_1990() -> str:
    """A steel bridge over a brown river at first light, a ribbon wound through its girders."""
    body = shapes.sky("#5c3a86", "#b0578f", "#f28a6a", "#fbc98a", "#fde7bf", h=700)
    body += shapes.sun(800, 560, 118, "#fff2cf", halo=0.9)
    body += shapes.cloud(120, 170, 330, "#f3a39a", 0.55) + shapes.cloud(1180, 110, 380, "#e58aa0", 0.5)
    body += built.skyline(21, 640, mix("#b0578f", PAPER, 0.22), low=40, high=250, left=1010, right=1620)
    body += built.skyline(7, 640, mix("#b0578f", PAPER, 0.3), low=20, high=110, left=0, right=1010)
    river = "#9a6238"
    body += rect(0, 640, 1600, 360, linear((mix(river, "#fde7bf", 0.6), 0), (river, 0.45), ("#4a2a2c", 1)))
    steel = "#33203f"
    line = [
        (-60, 330),
        (120, 470),
        (300, 300),
        (470, 330),
        (640, 470),
        (800, 380),
        (960, 300),
        (1130, 380),
        (1290, 480),
        (1460, 330),
        (1660, 400),
    ]
    width = 58
    a: list[Point] = [(float(x), float(y)) for x, y in line]
    b: list[Point] = [(x + 6, y + width + 8 * math.sin(x / 90)) for x, y in a]
    ribbon = ground.sweep(RAINBOW, a, b)
    truss = _truss(steel)
    body += ground.mirrored(660, truss, opacity=0.22, squash=0.75) + ribbon + truss
    for left, right in ((-60, 120), (300, 470), (640, 830), (1000, 1130), (1310, 1480)):
        body += clipped(rect(left, 240, right - left, 340, INK), ribbon)
    body += ground.glints(5, 800, 662, 1000, "#fff2cf", width=240)
    rng = random.Random(8)
    for bx, by, s in ((90, 900, 1.25), (1500, 880, 1.35), (310, 1010, 0.9), (1290, 1020, 0.85)):
        body += stroke(
            f"M{bx} {by + 160}Q{bx + 8} {by} {bx - 30 * s} {by - 110 * s}M{bx + 2} {by + 40}"
            f"Q{bx + 30 * s} {by - 60 * s} {bx + 70 * s} {by - 100 * s}",
            "#2a1430",
            20 * s,
        )
        for _ in range(34):
            ang, r = rng.uniform(0, 2 * math.pi), rng.random() ** 0.6
            tone = mix("#5d3ba0", "#b58ae0", rng.random())
            body += ellipse(
                bx + math.cos(ang) * 210 * s * r,
                by - 120 * s + math.sin(ang) * 92 * s * r,
                rng.uniform(26, 54) * s,
                rng.uniform(18, 32) * s,
                tone,
            )
    return sheet(body, shapes.vignette(AUBERGINE, 0.3), grain=0.15)


def hobart_to_geneva() -> str:
    """A market stall with a rainbow awning below a blue mountain, and a letter that flies."""
    body = shapes.sky("#dff0f2", "#f3eedd", "#fbe3c0", h=760)
    body += shapes.sun(1240, 250, 90, "#ffd98a", halo=0.5)
    ridge = [
        (-60.0, 610.0),
        (150.0, 500.0),
        (360.0, 330.0),
        (520.0, 262.0),
        (680.0, 250.0),
        (860.0, 268.0),
        (1040.0, 320.0),
        (1240.0, 460.0),
        (1450.0, 560.0),
        (1680.0, 610.0),
    ]
    blue = mix(BLUE, SKY, 0.18)
    body += ground.land(ridge, blue, lit="#9fd3ea", shade="#24407c")
    for i in range(15):
        x, drop = 536 + i * 22, 64 + (i * 37) % 46
        body += poly(
            [(x, 282), (x + 13, 282), (x + 11, 282 + drop), (x + 4, 290 + drop)],
            "#27447f",
            opacity=0.7,
        )
    body += path(
        smooth([(430, 300), (520, 262), (680, 250), (860, 268), (960, 296)])
        + "L900 296L850 284L790 300L700 276L640 296L560 276L500 300Z",
        PAPER,
        opacity=0.92,
    )
    body += ground.ridge(17, 700, 80, mix(BLUE, GREEN, 0.5), step=230, shade=dark(GREEN, 0.5))
    body += ground.ridge(3, 780, 50, dark(GREEN, 0.3), step=300, shade=dark(GREEN, 0.7))
    body += rect(0, 790, 1600, 210, linear(("#f2d9a8", 0), ("#d9b07a", 1)))
    x0, x1 = 560, 1040
    body += poly([(x0, 880), (x1, 880), (x1 - 250, 990), (x0 - 330, 990)], BROWN, opacity=0.3)
    body += rect(x0 + 20, 560, 14, 320, BROWN) + rect(x1 - 34, 560, 14, 320, BROWN)
    body += rect(x0 + 34, 590, x1 - x0 - 68, 180, "#4a2b33", opacity=0.82)
    body += people.person(730, 870, 270, Look(SKIN[2], "#1d1420", VIOLET, INK, "bob"), "hold")
    body += people.person(870, 870, 262, Look(SKIN[5], "#4a2a1a", PAPER, INK, "short"), "hold")
    body += rect(x0 - 10, 756, x1 - x0 + 20, 22, light(BROWN, 0.3), 4)
    body += rect(x0 + 6, 778, x1 - x0 - 12, 104, linear((mix(BROWN, ORANGE, 0.3), 0), (BROWN, 1)))
    for i in range(6):
        body += rect(x0 + 6 + i * 79, 778, 3, 104, dark(BROWN, 0.4))
    for i in range(5):
        body += rect(
            640 + i * 66,
            738 - (i % 2) * 8,
            50,
            18 + (i % 2) * 8,
            (PAPER, PINK, PAPER, SKY, PAPER)[i],
            3,
        )
    n = 12
    for i in range(n):
        colour = RAINBOW[i % 6]
        a, b = x0 - 40 + i * (x1 - x0 + 80) / n, x0 - 40 + (i + 1) * (x1 - x0 + 80) / n
        ta, tb = x0 + 40 + i * (x1 - x0 - 80) / n, x0 + 40 + (i + 1) * (x1 - x0 - 80) / n
        body += poly([(ta, 470), (tb, 470), (b, 570), (a, 570)], colour)
        r = (b - a) / 2
        body += path(
            f"M{a:.1f} 569h{b - a:.1f}v12a{r:.1f} {r:.1f} 0 0 1 {-(b - a):.1f} 0Z",
            dark(colour, 0.18),
        )
    body += rect(x0 + 36, 462, x1 - x0 - 72, 12, BROWN, 6)
    trail = "M960 700C1180 640 1240 470 1120 410C1030 370 990 470 1080 480C1200 490 1270 330 1180 210"
    body += stroke(trail, VIOLET, 5, stroke_dasharray="4 20", opacity=0.8)
    plane = poly([(0, 0), (190, -70), (60, 60)], PAPER) + poly([(190, -70), (60, 60), (44, 18)], "#c9bfd6")
    plane += poly([(190, -70), (0, 0), (-6, -38)], "#efe6f4") + poly([(44, 18), (60, 60), (66, 20)], "#9d90b4")
    plane += stroke("M40 -10L110 -36M54 6L112 -24", VIOLET, 3, opacity=0.5)
    body += at(1120, 190, plane, scale=1.25, turn=-10)
    return sheet(body, grain=0.15)


SCENES: dict[str, Callable[[], str]] = {
    "2026/brisbane-1990": brisbane_1990,
    "2026/hobart-to-geneva": hobart_to_geneva,
}
