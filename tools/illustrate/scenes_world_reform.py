"""Pictures for World: votes and reforms."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from . import flora, ground, shapes
from .palette import (
    AUBERGINE,
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    RAINBOW,
    RED,
    SKY,
    dark,
    deep,
    light,
    mix,
)
from .svg import (
    at,
    circle,
    ellipse,
    group,
    linear,
    path,
    poly,
    rect,
    sheet,
    stroke,
)


def _umbrella(x: float, y: float, r: float, colour: str, turn: float, wet: str) -> str:
    """An umbrella from above: eight panels and a ferrule."""
    out = ellipse(10 + r * 0.16, 16 + r * 0.2, r, r * 0.98, wet, opacity=0.45)
    pts = [(math.cos(math.radians(i * 45)) * r, math.sin(math.radians(i * 45)) * r) for i in range(9)]
    for i in range(8):
        (ax, ay), (bx, by) = pts[i], pts[i + 1]
        share = (0.0, 0.2, 0.34, 0.4, 0.3, 0.14, 0.0, -0.0)[i]
        tone = dark(colour, share * 0.9) if i != 7 else light(colour, 0.22)
        mx, my = (ax + bx) / 2 * 0.93, (ay + by) / 2 * 0.93
        out += path(f"M0 0L{ax:.1f} {ay:.1f}Q{mx:.1f} {my:.1f} {bx:.1f} {by:.1f}Z", tone)
        out += stroke(f"M0 0L{ax:.1f} {ay:.1f}", deep(colour, 0.45), 1.6, opacity=0.6)
    return at(x, y, out + circle(0, 0, r * 0.07, INK) + circle(-1, -1, r * 0.03, PAPER), turn=turn)


def taiwan_marriage() -> str:
    """Bright umbrellas from above on a wet grey street."""
    r: float
    w: float
    x: float
    y: float
    grey = "#5c6473"
    body = rect(0, 0, 1600, 1000, linear(("#79828f", 0), (grey, 0.5), ("#3d4453", 1), box=(0, 0, 100, 100)))
    rng = random.Random(18)
    for i in range(9):
        x = -140 + i * 120
        body += poly([(x, 1000), (x + 62, 1000), (x + 222, 700), (x + 160, 700)], PAPER, opacity=0.2)
    body += poly([(1180, -10), (1330, -10), (1640, 420), (1640, 600)], "#8b94a1", opacity=0.5)
    body += stroke("M1180 -10L1640 600", "#a9b2bd", 7, opacity=0.7)
    for _ in range(120):
        x, y, w = rng.uniform(-100, 1600), rng.uniform(0, 1000), rng.uniform(30, 190)
        body += rect(x, y, w, 2.4, "#d6dde4", 1, opacity=0.22, transform=f"rotate(-8 {x:.0f} {y:.0f})")
    placed: list[tuple[float, float, float]] = []
    for _ in range(5000):
        t = rng.random()
        x = -60 + 1720 * t
        spread = 270
        y = 560 - 150 * math.sin((x - 250) / 420) + rng.gauss(0, 1) * spread * 0.55
        r = rng.uniform(66, 104)
        if -60 < y < 1060 and all(math.hypot(x - a, y - b) > (r + c) * 0.93 for a, b, c in placed):
            placed.append((x, y, r))
        if len(placed) > 50:
            break
    wet = ""
    tops = ""
    for x, y, r in sorted(placed, key=lambda p: p[1]):
        share = min(max((x + y * 0.22 - 40) / 1720, 0), 0.999) + rng.uniform(-0.05, 0.05)
        colour = RAINBOW[int(min(max(share, 0), 0.999) * 6)]
        wet += ellipse(x + 30, y + r * 1.15, r * 0.9, r * 0.5, linear((colour, 0, 0.5), (colour, 1, 0)))
        tops += _umbrella(x, y, r, colour, rng.uniform(0, 45), "#1d2230")
    rings = "".join(
        ellipse(
            rng.uniform(0, 1600),
            rng.uniform(0, 1000),
            w,
            w * 0.9,
            "none",
            stroke=PAPER,
            stroke_width=1.6,
            opacity=0.35,
        )
        for w in (9, 14, 20, 12, 17, 10, 22, 13, 8, 16)
    )
    return sheet(body, wet, rings, tops, shapes.vignette("#161a26", 0.5), grain=0.15)


def ireland_votes_yes() -> str:
    """A white ballot box on a green hill, and a rainbow that rises out of its slot."""
    x: float
    body = shapes.sky("#3f7fc0", SKY, "#c9e6ea", "#fdebc8", h=820)
    body += shapes.sun(300, 640, 110, "#fff1c4", halo=0.8)
    for x, y, w, o in ((60, 190, 340, 0.8), (380, 330, 200, 0.55), (1290, 480, 300, 0.6)):
        body += shapes.cloud(x, y, w, PAPER, o)
    first = [(664, 545), (684, 430), (780, 260), (990, 130), (1270, 90), (1500, 150), (1760, 330)]
    last = [(842, 543), (850, 500), (900, 430), (1010, 366), (1180, 340), (1380, 390), (1660, 620)]
    body += ground.ridge(15, 720, 90, mix(GREEN, SKY, 0.45), step=320, shade=mix(GREEN, BLUE, 0.4))
    body += ground.ridge(23, 800, 90, mix(GREEN, SKY, 0.2), step=270, shade=GREEN)
    hill = [
        (-80.0, 960.0),
        (240.0, 850.0),
        (560.0, 772.0),
        (780.0, 760.0),
        (1040.0, 786.0),
        (1340.0, 870.0),
        (1700.0, 980.0),
    ]
    green = mix(GREEN, "#3fae4d", 0.45)
    body += ground.land(hill, green, lit="#b9dc7a", shade=dark(GREEN, 0.6))
    body += poly([(600, 806), (930, 806), (1290, 950), (960, 960)], dark(GREEN, 0.75), opacity=0.45)
    front, side = "#fffdf8", "#cfd5df"
    body += poly([(590, 560), (850, 560), (850, 812), (590, 812)], linear((front, 0), ("#ece5dc", 1)))
    body += poly([(850, 560), (932, 520), (932, 764), (850, 812)], linear((side, 0), ("#a8b1c2", 1)))
    body += poly([(590, 560), (672, 520), (932, 520), (850, 560)], "#fffefb")
    body += poly([(680, 534), (858, 534), (836, 548), (658, 548)], INK)
    body += ground.sweep(RAINBOW, first, last)
    body += poly([(590, 549), (850, 549), (850, 574), (590, 574)], "#e3ddd6")
    body += stroke("M640 640H800V740H640Z", "#d5cec6", 5) + flora.heart(720, 690, 28, RED)
    rng = random.Random(5)
    for _ in range(70):
        x = rng.uniform(0, 1600)
        y = 850 + abs(x - 780) ** 1.5 / 190 + rng.uniform(10, 130)
        if y < 1000:
            body += stroke(f"M{x:.0f} {y:.0f}l-5 -16m5 16l4 -18m-4 18l11 -12", dark(GREEN, 0.35), 3)
    return sheet(body, grain=0.15)


def india_section_377() -> str:
    """A heavy old padlock lies open on a stone step while marigold petals drift past."""
    x: float
    y: float
    body = shapes.sky("#5b1d4f", "#a5305a", "#e8613f", "#f9a94a", h=520)
    body += shapes.sun(800, 330, 210, "#ffd98a", halo=0.7, shade=ORANGE)
    arch = "M-20 -20H1620V540H1340V330C1340 150 1080 120 800 20C520 120 260 150 260 330V540H-20Z"
    body += path(arch, "#3a1236") + shapes.spray(arch, "#7b2d5b", box=(50, 100, 50, 0), end=0.4)
    inner = "M296 540V334C296 182 540 150 800 62C1060 150 1304 182 1304 334V540"
    body += stroke(inner, "#c2573f", 8, opacity=0.75)
    stone = "#8d5a6d"
    body += rect(0, 516, 1600, 484, "#351033")
    for i, (y, h) in enumerate(((520, 110), (630, 190), (820, 190))):
        tone = mix(stone, AUBERGINE, 0.12 + 0.16 * i)
        inset = 120 - i * 70
        body += rect(
            inset,
            y,
            1600 - 2 * inset,
            h,
            linear((mix(tone, INK, 0.2), 0), (mix(tone, INK, 0.45), 1)),
        )
        body += poly(
            [
                (inset, y),
                (1600 - inset, y),
                (1600 - inset + 60, y + 52 + 20 * i),
                (inset - 60, y + 52 + 20 * i),
            ],
            light(tone, 0.28 - 0.06 * i),
        )
    brass, shade = "#d9982f", "#7a4a1c"
    body += poly([(600, 690), (1010, 690), (1240, 800), (720, 812)], INK, opacity=0.38)
    shackle = "M690 470V330A112 112 0 0 1 914 330V392"
    body += at(
        0,
        0,
        group(
            stroke(shackle, "#3d3550", 54, cap="butt"),
            stroke(shackle, "#b9b2c4", 40, cap="butt"),
            stroke("M680 466V330A122 122 0 0 1 800 208", PAPER, 8, cap="butt", opacity=0.7),
            transform="translate(-8 -16) rotate(-9 700 470)",
        ),
    )
    plate = "M590 450q0 -34 34 -34H976q34 0 34 34V640q0 84 -84 84H674q-84 0 -84 -84Z"
    body += path(plate, linear((light(brass, 0.35), 0), (brass, 0.4), (shade, 1), box=(0, 0, 100, 60)))
    body += shapes.spray(plate, shade, box=(20, 0, 100, 100), end=0.85)
    body += rect(590, 462, 420, 16, shade, opacity=0.5) + rect(590, 650, 420, 12, shade, opacity=0.5)
    for x, y in ((622, 440), (978, 440), (640, 690), (960, 690)):
        body += circle(x, y, 10, light(brass, 0.5))
    body += circle(800, 556, 62, shade) + circle(800, 556, 50, light(brass, 0.15))
    body += circle(800, 546, 17, INK) + poly([(790, 550), (810, 550), (818, 590), (782, 590)], INK)
    rng = random.Random(27)
    for i in range(64):
        t = i / 63
        x = 40 + 1540 * t + rng.uniform(-60, 60)
        y = 820 - 640 * t + 150 * math.sin(t * 7) + rng.uniform(-130, 130)
        s = rng.uniform(0.6, 1.5)
        if abs(x - 800) < 150 and 430 < y < 700:
            continue
        petal = path("M0 0C-20 -14 -20 -40 0 -46C8 -40 8 -42 14 -44C24 -34 18 -12 0 0Z", RAINBOW[i % 6])
        petal += path("M0 0C-4 -16 -2 -30 4 -40", stroke=PAPER, stroke_width=2, opacity=0.4)
        body += at(x, y, petal, scale=s, turn=rng.uniform(0, 360))
    return sheet(body, shapes.vignette(INK, 0.4))


SCENES: dict[str, Callable[[], str]] = {
    "2019/taiwan-marriage": taiwan_marriage,
    "2015/ireland-votes-yes": ireland_votes_yes,
    "2018/india-section-377": india_section_377,
}
