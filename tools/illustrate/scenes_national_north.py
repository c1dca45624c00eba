"""Pictures for National: Darwin, Sydney and Perth."""

from __future__ import annotations

import random
from collections.abc import Callable

from . import built, flora, ground, shapes
from .palette import (
    AUBERGINE,
    BLUE,
    BROWN,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    RAINBOW,
    RED,
    SKY,
    YELLOW,
    dark,
    deep,
    light,
    mix,
)
from .svg import (
    at,
    blur,
    circle,
    ellipse,
    group,
    linear,
    path,
    poly,
    rect,
    sheet,
    stipple,
    stroke,
)


def darwin_code() -> str:
    """A house on stilts beneath monsoon cloud, its louvres lit in bands of the rainbow."""
    body = shapes.sky("#12212f", "#1d4552", mix(GREEN, "#1d4552", 0.5), "#e2a368", "#f7c87a", h=760)
    body += group(
        poly(
            [(1180, 360), (1520, 360), (1400, 760), (1000, 760)],
            linear(("#16303d", 0, 0.8), ("#16303d", 1, 0)),
        ),
        filter=blur(30),
    )
    rng = random.Random(12)
    for base, tone, glow in (
        (300, "#4d8a8c", "#f0b377"),
        (215, "#2f6a76", "#5f9a98"),
        (120, "#1d4856", "#3d7680"),
    ):
        puffs = [
            (x + rng.uniform(-40, 40), base + rng.uniform(-36, 30), rng.uniform(90, 190)) for x in range(-60, 1700, 170)
        ]
        body += "".join(ellipse(x, yy, r, r * 0.56, tone) for x, yy, r in puffs)
        body += rect(0, -10, 1600, base, tone)
        body += "".join(
            group(
                ellipse(x, yy, r, r * 0.56, linear((glow, 0.5, 0), (glow, 1, 0.6))),
                filter=stipple(glow),
            )
            for x, yy, r in puffs
        )
    body += stroke("M250 350L214 450L262 444L196 586", "#ffe9a8", 7)
    body += shapes.glow(230, 450, 240, YELLOW, 0.35)
    body += rect(0, 740, 1600, 260, linear(("#123a3a", 0), ("#0c1c24", 1)))
    for x, h in ((150, 560), (1420, 640), (1540, 500), (40, 430)):
        body += flora.palm(x, 780, h, "#0f2328", "#11353a")
    x0, x1, floor, eave = 400, 1200, 620, 380
    body += shapes.glow(800, 500, 560, ORANGE, 0.4)
    for x in (440, 620, 800, 980, 1160):
        body += rect(x - 9, floor, 18, 216, "#0b171d")
    body += stroke("M440 836L620 640M1160 836L980 640", "#0b171d", 7)
    body += rect(x0, eave, x1 - x0, floor - eave, "#13262c")
    for k in range(4):
        px = x0 + 26 + k * 190
        for i, colour in enumerate(RAINBOW):
            yy = eave + 16 + i * 34
            body += rect(px, yy, 170, 28, colour, 3)
            body += rect(px, yy, 170, 9, light(colour, 0.55), 3)
        body += rect(px + 82, eave + 10, 7, 206, "#13262c")
    body += rect(x0 - 40, floor - 6, x1 - x0 + 80, 26, "#0b171d", 4)
    body += poly([(x0 - 110, eave + 14), (x0 + 150, 236), (x1 - 150, 236), (x1 + 110, eave + 14)], "#20505a")
    body += shapes.spray(
        f"M{x0 - 110} {eave + 14}L{x0 + 150} 236H{x1 - 150}L{x1 + 110} {eave + 14}Z",
        "#0f2b33",
        end=0.85,
    )
    for i in range(17):
        t = i / 16
        body += stroke(f"M{x0 + 150 + t * 500:.0f} 238L{x0 - 104 + t * 1008:.0f} {eave + 10}", "#173d47", 3)
    body += rect(x0 - 112, eave + 8, x1 - x0 + 224, 12, "#0b171d", 5)
    for i in range(9):
        body += rect(1176 + i * 22, floor + 14 + i * 24, 60, 9, "#0b171d", 3)
    for i, colour in enumerate(RAINBOW):
        yy = 846 + i * 23
        w = 620 - abs(i - 2) * 60
        body += ellipse(800 + (i % 2) * 30, yy, w / 2 + 40, 5 + i * 0.7, colour, opacity=0.62 - i * 0.06)
    rain = "".join(
        f"M{rng.uniform(-50, 1650):.0f} {rng.uniform(220, 960):.0f}l-14 {rng.uniform(34, 70):.0f}" for _ in range(150)
    )
    return sheet(body, stroke(rain, "#cfe8e6", 1.6, opacity=0.3), shapes.vignette(INK, 0.5))


def sydney_1984() -> str:
    """A sandstone parliament by night, the windows of its gallery bright in six colours."""
    stone = "#d9a86a"
    body = shapes.sky("#120b1e", "#21123a", "#3b1d55", h=770)
    body += shapes.stars(31, 60, bottom=330)
    body += built.skyline(9, 755, "#1d1030", low=260, high=520, lit="#8a6a9a", share=0.12)
    shade = mix(stone, AUBERGINE, 0.5)
    body += shapes.glow(800, 520, 760, ORANGE, 0.32)
    body += rect(
        130,
        300,
        1340,
        420,
        linear((mix(stone, AUBERGINE, 0.45), 0), (stone, 0.75), (light(stone, 0.3), 1)),
    )
    body += poly([(90, 308), (190, 232), (1410, 232), (1510, 308)], "#3c2140")
    body += poly([(610, 236), (800, 160), (990, 236)], mix(stone, AUBERGINE, 0.4))
    body += poly([(660, 228), (800, 176), (940, 228)], mix(stone, AUBERGINE, 0.6))
    body += rect(796, 60, 6, 102, "#3c2140")
    for i in range(12):
        colour = RAINBOW[i % 6]
        x = 206 + i * 103
        body += rect(x - 16, 318, 86, 128, colour, 20, opacity=0.25)
        body += rect(x, 330, 54, 104, light(colour, 0.12), 4) + rect(x, 330, 54, 40, light(colour, 0.5), 4)
        body += rect(x + 25, 330, 4, 104, "#3c2140") + rect(x, 380, 54, 4, "#3c2140")
    body += rect(110, 456, 1380, 22, light(stone, 0.25)) + rect(110, 478, 1380, 12, shade)
    body += rect(150, 490, 1300, 230, linear((deep(AUBERGINE, 0.3), 0), ("#6b3a3a", 1)))
    for i in range(7):
        body += built.doorway(254 + i * 182, 720, 74, 176, "#f6c46a", "#4a2638")
    for i in range(15):
        x = 140 + i * 93
        body += rect(
            x - 9,
            490,
            18,
            232,
            linear((light(stone, 0.5), 0), (stone, 0.5), (shade, 1), box=(0, 0, 100, 0)),
        )
        body += rect(x - 15, 490, 30, 12, light(stone, 0.3)) + rect(x - 15, 708, 30, 14, light(stone, 0.2))
    body += rect(90, 720, 1420, 16, light(stone, 0.3)) + rect(60, 736, 1480, 18, shade)
    body += rect(0, 754, 1600, 246, linear(("#2d1838", 0), ("#120a19", 1)))
    for i in range(12):
        colour = RAINBOW[i % 6]
        x = 233 + i * 103
        fan = (x - 800) * 0.25
        body += poly(
            [(x - 26, 754), (x + 26, 754), (x + 40 + fan, 1000), (x - 40 + fan, 1000)],
            linear((colour, 0, 0.6), (colour, 1, 0.05)),
        )
    rng = random.Random(6)
    for _ in range(36):
        body += rect(
            rng.uniform(-50, 1500),
            rng.uniform(770, 990),
            rng.uniform(80, 300),
            4,
            "#1c1026",
            2,
            opacity=0.7,
        )
    body += built.railing(772, 84, "#120a19", gap=28, right=610) + built.railing(772, 84, "#120a19", gap=28, left=990)
    for x in (300, 1300):
        body += built.lamp(x, 790, 330, "#120a19", "#ffe3a0")
    fig = "".join(
        ellipse(x, y, rx, ry, "#150c20")
        for x, y, rx, ry in (
            (20, 330, 190, 130),
            (-40, 460, 160, 120),
            (1590, 320, 180, 120),
            (1640, 450, 150, 130),
        )
    )
    body += fig + rect(6, 420, 34, 350, "#150c20") + rect(1562, 420, 34, 350, "#150c20")
    return sheet(body, shapes.vignette(INK, 0.45))


def perth_preamble() -> str:
    """A heavy closed book on a lectern, and a black swan on the window ledge."""
    wall = "#5a2450"
    body = rect(0, 0, 1600, 1000, linear(("#3a1642", 0), (wall, 1), box=(100, 0, 0, 60)))
    wx, wy, ww, wh = 190, 90, 620, 580
    view = rect(wx, wy, ww, wh, linear((SKY, 0), ("#fbd9a0", 0.45), (ORANGE, 0.68), (ORANGE, 1)))
    view += shapes.sun(560, 470, 82, "#fff0c2", halo=0.8)
    view += built.skyline(14, 500, "#b3503f", low=14, high=120, left=190, right=810, width=(24, 48))
    view += rect(wx, 500, ww, 170, linear(("#fbc06a", 0), (BLUE, 1)))
    view += ground.glints(8, 560, 506, 670, "#fff0c2", width=150, count=12)
    body += rect(wx - 26, wy - 26, ww + 52, wh + 52, BROWN, 6) + group(view)
    body += rect(wx + ww / 2 - 8, wy, 16, wh, BROWN) + rect(wx, wy + 190, ww, 14, BROWN)
    body += shapes.glow(500, 400, 900, ORANGE, 0.3)
    body += rect(wx - 80, 684, ww + 160, 44, "#8a5a34", 4) + rect(wx - 80, 722, ww + 160, 12, "#4a2b1c")
    ink = "#150d1b"
    swan = path(
        "M330 668C300 610 372 566 470 578C520 584 560 560 588 560C584 610 560 668 500 680H372C350 680 338 676 330 668Z",
        ink,
    )
    swan += stroke("M366 640C318 600 300 540 330 490C352 452 356 420 330 398C310 382 282 390 276 412", ink, 30)
    swan += path("M262 398C240 408 228 424 214 430C232 440 262 436 284 424Z", RED)
    swan += circle(288, 404, 4, PAPER)
    swan += path("M420 610C470 590 540 600 580 566C570 620 530 652 440 650Z", "#2c2033")
    swan += stroke("M470 640C510 636 540 620 556 600", PAPER, 7, opacity=0.85)
    body += swan
    stand = poly(
        [(1020, 640), (1250, 640), (1276, 1000), (994, 1000)],
        linear(("#7a4a2a", 0), ("#3d2219", 1)),
    )
    stand += poly([(1135, 640), (1250, 640), (1276, 1000), (1135, 1000)], "#2c1716", opacity=0.4)
    stand += poly([(810, 560), (1460, 560), (1500, 668), (770, 668)], "#94602f")
    stand += rect(764, 660, 742, 36, "#5b3520", 6)
    book = poly([(880, 300), (1390, 300), (1424, 560), (846, 560)], RED)
    book += shapes.spray("M880 300H1390L1424 560H846Z", dark(RED, 0.6), box=(0, 0, 100, 30), end=0.7)
    book += poly(
        [(916, 330), (1354, 330), (1382, 530), (888, 530)],
        "none",
        stroke=YELLOW,
        stroke_width=5,
        opacity=0.85,
    )
    book += circle(1135, 430, 54, "none", stroke=YELLOW, stroke_width=6) + flora.heart(1135, 434, 26, YELLOW)
    book += poly([(846, 560), (1424, 560), (1420, 640), (850, 640)], PAPER)
    for i in range(7):
        book += stroke(f"M852 {570 + i * 10}H1418", mix(PAPER, BROWN, 0.35), 2)
    book += poly([(842, 636), (1428, 636), (1432, 660), (838, 660)], dark(RED, 0.4))
    book += poly([(842, 552), (1428, 552), (1426, 570), (844, 570)], dark(RED, 0.18))
    stand += poly([(840, 668), (1440, 668), (1500, 700), (830, 700)], INK, opacity=0.3) + book
    stand += ground.sweep(
        RAINBOW,
        [(1300, 624), (1304, 690), (1290, 780), (1310, 880)],
        [(1350, 624), (1356, 690), (1342, 780), (1362, 872)],
    )
    body += at(-110, 40, stand)
    return sheet(body, shapes.vignette(INK, 0.4))


SCENES: dict[str, Callable[[], str]] = {
    "2026/darwin-code": darwin_code,
    "2026/sydney-1984": sydney_1984,
    "2026/perth-preamble": perth_preamble,
}
