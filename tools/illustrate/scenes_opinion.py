"""Pictures for Opinion."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from . import ground, people, shapes
from .palette import (
    AUBERGINE,
    BLUE,
    BROWN,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    PINK,
    RED,
    SKY,
    VIOLET,
    YELLOW,
    dark,
    light,
    mix,
)
from .svg import (
    at,
    circle,
    ellipse,
    linear,
    path,
    poly,
    rect,
    sheet,
    stroke,
)


def we_do_not_out_people() -> str:
    """A closed door at the end of a quiet hallway, a key on the inside edge of its frame."""
    wall, side = "#6b3a86", "#4a2468"
    body = rect(0, 0, 1600, 1000, side)
    bx0, by0, bx1, by1 = 540, 150, 1060, 730
    body += poly([(0, 0), (1600, 0), (bx1, by0), (bx0, by0)], linear(("#38194f", 0), ("#57307a", 1)))
    body += poly(
        [(0, 0), (bx0, by0), (bx0, by1), (0, 1000)],
        linear(("#3a1a52", 0), ("#6b3a86", 1), box=(0, 0, 100, 0)),
    )
    body += poly(
        [(1600, 0), (bx1, by0), (bx1, by1), (1600, 1000)],
        linear(("#7b479a", 0), ("#4a2468", 1), box=(0, 0, 100, 0)),
    )
    body += poly([(0, 1000), (bx0, by1), (bx1, by1), (1600, 1000)], linear(("#8a5230", 0), ("#4a2622", 1)))
    for i in range(1, 8):
        t = i / 8
        body += stroke(f"M{bx0 + (bx1 - bx0) * t:.0f} {by1}L{1600 * t:.0f} 1000", "#371a22", 3, opacity=0.5)
    body += poly([(bx0 + 120, by1), (bx1 - 120, by1), (1200, 1000), (400, 1000)], RED)
    body += poly([(bx0 + 134, by1), (bx1 - 134, by1), (1150, 1000), (450, 1000)], dark(RED, 0.3))
    body += rect(bx0, by0, bx1 - bx0, by1 - by0, wall) + shapes.glow(800, 230, 520, "#ffd58a", 0.5)
    for s in (-1, 1):
        body += stroke(f"M{800 + s * 800} 640L{800 + s * 260} 520", "#8b5aa8", 8, opacity=0.6)
        for a, b in ((420, 560), (600, 730)):
            x0, x1 = 800 + s * a, 800 + s * b
            k0, k1 = (a - 260) * 0.28, (b - 260) * 0.28
            body += poly(
                [
                    (x0, 280 - k0 * 0.6),
                    (x1, 280 - k1 * 0.6),
                    (x1, 430 + k1 * 0.2),
                    (x0, 430 + k0 * 0.2),
                ],
                YELLOW if a < 500 else PINK,
                opacity=0.9,
            )
            body += poly(
                [
                    (x0 + s * 12, 296 - k0 * 0.6),
                    (x1 - s * 12, 296 - k1 * 0.6),
                    (x1 - s * 12, 414 + k1 * 0.2),
                    (x0 + s * 12, 414 + k0 * 0.2),
                ],
                "#3a1a52",
            )
    dx, dw, dt = 800, 250, 240
    body += rect(dx - dw / 2 - 40, dt - 40, dw + 80, by1 - dt + 40, PAPER)
    body += rect(dx - dw / 2 - 40, dt - 40, 14, by1 - dt + 40, dark(PAPER, 0.2))
    body += rect(dx - dw / 2, dt, dw, by1 - dt, linear((light(GREEN, 0.08), 0), (dark(GREEN, 0.3), 1)))
    for yy, hh in ((276, 180), (490, 200)):
        for xx in (dx - 95, dx + 13):
            body += rect(xx, yy, 82, hh, dark(GREEN, 0.42), 4) + rect(xx + 5, yy + 6, 77, hh - 6, dark(GREEN, 0.14), 4)
    body += circle(dx - 104, 474, 12, YELLOW)
    body += rect(dx - dw / 2, by1 - 8, dw, 8, "#ffd58a")
    kx = dx + dw / 2 + 20
    body += shapes.glow(kx, 480, 130, YELLOW, 0.7) + circle(kx, 416, 6, INK)
    key = circle(0, 26, 20, "none", stroke=YELLOW, stroke_width=9) + rect(-5, 44, 10, 74, YELLOW, 3)
    key += rect(3, 84, 19, 9, YELLOW, 2) + rect(3, 102, 24, 9, YELLOW, 2)
    body += at(kx + 4, 420, key, opacity=0.3) + at(kx, 414, key)
    body += rect(798, 0, 4, 56, INK) + poly([(766, 56), (834, 56), (858, 104), (742, 104)], INK)
    body += ellipse(800, 104, 56, 9, "#fff3cf")
    body += poly(
        [(744, 104), (856, 104), (1130, 730), (470, 730)],
        linear(("#ffe7ae", 0, 0.35), ("#ffe7ae", 1, 0)),
    )
    return sheet(body, shapes.vignette(INK, 0.5))


def a_kinder_comment() -> str:
    """A long table under a spreading tree; many different chairs, one still empty."""
    body = shapes.sky("#f9d98c", "#fbe6b4", "#fdf1d6", h=720)
    body += shapes.sun(1240, 300, 120, "#fff8e2", halo=0.7)
    body += ground.ridge(19, 640, 90, mix(VIOLET, "#fbe6b4", 0.66), step=280)
    body += ground.ridge(29, 700, 60, mix(VIOLET, "#fbe6b4", 0.45), step=240)
    body += rect(0, 690, 1600, 310, linear((mix(GREEN, YELLOW, 0.45), 0), (dark(GREEN, 0.2), 1)))
    trunk = (
        "M716 720C748 640 752 560 726 470L560 330L590 310L748 420"
        "L770 300H820L832 420L1010 300L1036 322"
        "L880 470C858 560 866 640 900 720Z"
    )
    body += ellipse(800, 800, 720, 110, dark(GREEN, 0.6), opacity=0.45)
    body += path(trunk, dark(BROWN, 0.35)) + shapes.spray(trunk, "#c98f5a", box=(0, 0, 100, 0), end=0.5)
    rng = random.Random(14)
    body += ellipse(800, 220, 600, 120, dark(VIOLET, 0.4)) + ellipse(800, 150, 480, 130, dark(VIOLET, 0.4))
    for layer in range(3):
        for _ in range(30):
            a, r = rng.uniform(0, math.tau), rng.random() ** 0.5
            x, y = 800 + math.cos(a) * 610 * r, 220 + math.sin(a) * 165 * r - layer * 26
            tone = (dark(VIOLET, 0.35), VIOLET, mix(VIOLET, PINK, 0.35 + rng.random() * 0.3))[layer]
            body += ellipse(
                x,
                y,
                rng.uniform(60, 120) * (1.1 - layer * 0.2),
                rng.uniform(40, 70) * (1.1 - layer * 0.2),
                tone,
            )
    who = people.looks(4, 7, (RED, BLUE, YELLOW, GREEN, PAPER, ORANGE), (INK, AUBERGINE))
    seats = (RED, BLUE, YELLOW, GREEN, ORANGE, PINK, SKY)
    for i in range(7):
        x = 290 + i * 170
        back_h = 250 + (i % 3) * 26
        if i % 3 == 0:
            body += rect(x - 46, 820 - back_h, 92, 130, seats[i], 40)
        elif i % 3 == 1:
            body += rect(x - 46, 820 - back_h, 92, 16, seats[i], 8) + rect(x - 46, 860 - back_h, 92, 16, seats[i], 8)
        else:
            body += ellipse(x, 870 - back_h, 50, 62, seats[i]) + ellipse(x, 870 - back_h, 32, 42, light(seats[i], 0.3))
        body += rect(x - 44, 830 - back_h, 10, 200, dark(seats[i], 0.2)) + rect(
            x + 34, 830 - back_h, 10, 200, dark(seats[i], 0.2)
        )
        body += people.bust(x, 742, 27, who[i], back=False)
    body += poly([(150, 740), (1450, 740), (1530, 810), (70, 810)], linear((PAPER, 0), ("#f3e3c8", 1)))
    body += rect(70, 808, 1460, 18, "#c9a06a") + path(
        "M70 826H1530L1524 850Q1448 878 1380 850T1240 850T1100 850T960 850"
        "T820 850T680 850T540 850T400 850T260 850T120 850L74 850Z",
        PAPER,
    )
    for x in (150, 1430):
        body += rect(x, 850, 24, 120, BROWN)
    for i in range(7):
        x = 290 + i * 170 + (i - 3) * 8
        body += ellipse(x, 776, 42, 11, (SKY, PINK, YELLOW)[i % 3]) + ellipse(x, 774, 28, 7, PAPER)
        body += rect(x + 52, 744, 17, 28, seats[(i + 2) % 7], 4)
    chair = rect(-58, -196, 116, 20, RED, 10) + rect(-58, -150, 116, 16, RED, 8)
    chair += rect(-58, -190, 14, 200, dark(RED, 0.2), 6) + rect(44, -190, 14, 200, dark(RED, 0.2), 6)
    chair += (
        rect(-64, -70, 128, 22, RED, 8)
        + rect(-58, -50, 14, 84, dark(RED, 0.35), 6)
        + rect(44, -50, 14, 84, dark(RED, 0.35), 6)
    )
    body += shapes.shadow(800, 968, 110, 60, 120, dark(GREEN, 0.8)) + at(800, 950, chair, scale=1.05)
    return sheet(body, grain=0.15)


SCENES: dict[str, Callable[[], str]] = {
    "2026/we-do-not-out-people": we_do_not_out_people,
    "2026/a-kinder-comment": a_kinder_comment,
}
