"""Pictures for History: rooms and houses."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from . import built, flora, shapes, things
from .palette import (
    AUBERGINE,
    BROWN,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    RAINBOW,
    RED,
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


def _newspaper() -> str:
    """A folded newspaper in grey columns, with one square of rainbow stripes."""
    paper = [(470, 560), (1050, 540), (1190, 930), (380, 950)]
    body = poly([(x + 16, y + 22) for x, y in paper], INK, opacity=0.3)
    body += poly([(474, 570), (1054, 550), (1200, 944), (370, 964)], "#cfc2ae") + poly(paper, PAPER)

    def spot(u: float, v: float) -> tuple[float, float]:
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = paper
        tx, ty = ax + (bx - ax) * u, ay + (by - ay) * u
        lx, ly = dx + (cx - dx) * u, dy + (cy - dy) * u
        return tx + (lx - tx) * v, ty + (ly - ty) * v

    def block(u0: float, v0: float, u1: float, v1: float, fill: str, **attrs: object) -> str:
        return poly([spot(u0, v0), spot(u1, v0), spot(u1, v1), spot(u0, v1)], fill, **attrs)

    body += block(0.05, 0.05, 0.95, 0.075, INK, opacity=0.75) + block(0.05, 0.12, 0.62, 0.17, INK, opacity=0.7)
    for c0, c1 in ((0.05, 0.26), (0.29, 0.34), (0.74, 0.95)):
        for k in range(17):
            v = 0.25 + k * 0.042
            if c0 != 0.29:
                body += block(c0, v, c1 - (0.07 if k % 6 == 5 else 0), v + 0.016, "#8d8296", opacity=0.75)
    for k in range(4):
        body += block(0.31, 0.82 + k * 0.042, 0.69, 0.836 + k * 0.042, "#8d8296", opacity=0.75)
    for i, colour in enumerate(RAINBOW):
        v = 0.25 + i * 0.087
        body += block(0.31, v, 0.69, v + 0.089, colour)
    body += poly(
        [spot(0, 0.0), spot(0.5, 0), spot(0.5, 1), spot(0, 1)],
        linear((INK, 0, 0), (INK, 0.8, 0), (INK, 1, 0.14), box=(0, 0, 100, 0)),
    )
    return body


def camp_inc() -> str:
    """A newspaper on a kitchen table by two teacups and a telephone; one rainbow square."""
    body = rect(0, 0, 1600, 470, "#c9682f")
    for row in range(4):
        for col in range(12):
            x, y = 20 + col * 142 + (row % 2) * 71, 40 + row * 122
            body += circle(x, y, 52, "#e0913c") + circle(x, y, 36, "#8a3f24") + circle(x, y, 18, YELLOW)
    body += rect(0, 0, 1600, 470, linear((AUBERGINE, 0, 0.62), (AUBERGINE, 1, 0.2)))
    body += rect(0, 450, 1600, 26, "#4a2320")
    table = "#e9b978"
    body += rect(
        0,
        470,
        1600,
        530,
        linear((mix(table, BROWN, 0.35), 0), (table, 0.5), (mix(table, ORANGE, 0.25), 1)),
    )
    for i in range(11):
        body += stroke(f"M-20 {500 + i * 48}Q800 {484 + i * 52} 1620 {506 + i * 47}", BROWN, 2, opacity=0.22)
    body += poly(
        [(1100, -10), (1620, -10), (1620, 640), (700, 1000), (240, 1000)],
        linear(("#fff0c4", 0, 0.3), ("#fff0c4", 1, 0.1)),
    )
    body += _newspaper()
    for x, y, colour in ((300, 620, GREEN), (1290, 820, ORANGE)):
        body += ellipse(x - 26, y + 34, 150, 42, INK, opacity=0.28) + ellipse(x, y + 22, 142, 38, light(colour, 0.55))
        body += ellipse(x, y + 18, 96, 22, dark(colour, 0.1))
        body += stroke(f"M{x + 74} {y - 60}q62 -6 52 34q-8 30 -70 26", dark(colour, 0.15), 15)
        cup = f"M{x - 88} {y - 88}H{x + 88}Q{x + 84} {y + 24} {x} {y + 26}Q{x - 84} {y + 24} {x - 88} {y - 88}Z"
        body += path(
            cup,
            linear((light(colour, 0.35), 0), (colour, 0.5), (dark(colour, 0.4), 1), box=(0, 0, 100, 0)),
        )
        body += ellipse(x, y - 88, 88, 22, light(colour, 0.45)) + ellipse(x, y - 85, 74, 16, "#8a4a24")
    body += ellipse(1220, 606, 260, 34, INK, opacity=0.32) + things.telephone(1240, 600, 360, RED, dark(RED, 0.5))
    return sheet(body, shapes.vignette(AUBERGINE, 0.4))


def _bird(x: float, y: float, s: float, colour: str, turn: float) -> str:
    """A bird in flight, folded like paper."""
    d = dark(colour, 0.3)
    return at(
        x,
        y,
        poly([(-60, 6), (0, -8), (58, -18), (84, -10), (50, 6), (0, 22)], colour),
        poly([(-4, -4), (-50, -78), (34, -14)], light(colour, 0.25)),
        poly([(4, -6), (30, -90), (44, -14)], d),
        poly([(-60, 6), (-98, -14), (-86, 18)], d),
        scale=s,
        turn=turn,
    )


def the_institute_in_berlin() -> str:
    """A corner house by a park; pages drift from its open door and turn into birds."""
    x: float
    y: float
    body = shapes.sky("#6d4a5c", "#c98a6a", "#f1c27d", "#fbe3b4", h=820)
    body += shapes.sun(1170, 560, 150, "#fff3d0", halo=0.6)
    body += shapes.cloud(1060, 180, 330, "#f3cf9f", 0.5)
    for x, h in ((1130, 320), (1260, 400), (1400, 350), (1530, 440), (1640, 380)):
        body += flora.tree(
            x,
            800,
            h,
            mix(BROWN, GREEN, 0.4) if h != 400 else dark(GREEN, 0.35),
            dark(BROWN, 0.5),
            lit="#e9b96a",
        )
    stone, shade = "#e0c096", "#8a5f4a"
    body += rect(60, 300, 520, 510, linear((mix(stone, shade, 0.4), 0), (stone, 1)))
    body += poly(
        [(700, 300), (1000, 330), (1000, 800), (700, 810)],
        linear((shade, 0), (mix(stone, shade, 0.6), 1)),
    )
    body += rect(
        560,
        230,
        190,
        580,
        linear((light(stone, 0.35), 0), (stone, 0.5), (shade, 1), box=(0, 0, 100, 0)),
    )
    roof = "#4a2a3c"
    body += poly([(20, 306), (90, 196), (590, 196), (590, 306)], roof)
    body += poly([(720, 306), (720, 210), (950, 236), (1030, 338)], dark(roof, 0.4))
    body += (
        path("M544 236C548 140 610 120 655 52C700 120 762 140 766 236Z", roof)
        + rect(651, 4, 8, 54, roof)
        + circle(655, 8, 9, YELLOW)
    )
    body += shapes.spray(
        "M544 236C548 140 610 120 655 52C700 120 762 140 766 236Z",
        INK,
        box=(30, 0, 100, 0),
        end=0.7,
    )
    body += (
        rect(536, 228, 238, 18, light(stone, 0.4))
        + rect(40, 300, 530, 16, light(stone, 0.3))
        + rect(40, 540, 530, 12, light(stone, 0.2))
    )
    for row, (y, h) in enumerate(((346, 150), (586, 160))):
        for k in range(4):
            x = 104 + k * 118
            body += rect(x - 10, y - 14, 84, h + 26, light(stone, 0.35))
            body += rect(x, y, 64, h, "#fbd98a" if (row + k) % 3 == 0 else "#5a3a50")
            body += rect(x + 29, y, 6, h, light(stone, 0.35)) + rect(x, y + h * 0.36, 64, 6, light(stone, 0.35))
        for k in range(2):
            x = 790 + k * 112
            body += poly(
                [
                    (x, y + 14 + k * 6),
                    (x + 56, y + 19 + k * 6),
                    (x + 56, y + h - 8),
                    (x, y + h - 4),
                ],
                "#3d2438",
            )
        body += rect(
            614,
            y - 56 if row == 0 else y - 10,
            84,
            h + 10 if row == 0 else 10,
            "#fbd98a" if row == 0 else light(stone, 0.35),
            40,
        )
    body += rect(653, 290, 6, 160, light(stone, 0.35)) + rect(614, 360, 84, 6, light(stone, 0.35))
    body += rect(0, 806, 1600, 194, linear(("#b98a5e", 0), ("#5a3530", 1))) + rect(0, 800, 1600, 12, "#e0c096")
    lawn = "M990 812C1150 792 1400 800 1640 790V930C1400 940 1180 900 990 812Z"
    body += path(lawn, mix(GREEN, BROWN, 0.4)) + shapes.spray(lawn, dark(GREEN, 0.75), end=0.8)
    body += shapes.glow(655, 700, 260, YELLOW, 0.6)
    body += built.doorway(655, 806, 120, 210, YELLOW, "#fbe9c8", spill=190, arch=True)
    body += rect(560, 806, 190, 14, "#fbe9c8") + rect(540, 820, 230, 14, "#d9bb93")
    rng = random.Random(19)
    for i in range(13):
        t = i / 12
        x = 700 + 330 * t
        y = 730 - 50 * math.sin(t * 5) - 190 * t + rng.uniform(-40, 40)
        colour = mix(PAPER, RAINBOW[i % 6], max(0.0, t * 1.5 - 0.85))
        s = rng.uniform(0.8, 1.2)
        body += at(
            x,
            y,
            poly([(-26, -30), (22, -36), (28, 30), (-20, 34)], colour),
            poly([(22, -36), (28, 30), (6, 32)], INK, opacity=0.12),
            stroke("M-16 -16L14 -20M-14 -2L16 -6M-12 12L10 10", BROWN, 3, opacity=0.4),
            scale=s,
            turn=rng.uniform(-60, 60),
        )
    for i, (x, y, s) in enumerate(
        (
            (1060, 500, 0.8),
            (1150, 400, 0.95),
            (1080, 290, 1.0),
            (1240, 300, 1.1),
            (1180, 150, 1.2),
            (1340, 210, 1.3),
            (1420, 380, 1.05),
            (1490, 110, 1.45),
            (1330, 60, 0.9),
            (990, 190, 0.8),
        )
    ):
        body += _bird(x, y, s, RAINBOW[i % 6], -22 + rng.uniform(-12, 12))
    return sheet(body, shapes.vignette("#3d1f2c", 0.4), grain=0.15)


SCENES: dict[str, Callable[[], str]] = {
    "2026/camp-inc": camp_inc,
    "2026/the-institute-in-berlin": the_institute_in_berlin,
}
