"""Pictures for Sport: the pool."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from . import built, ground, shapes, transport
from .palette import (
    BLUE,
    INK,
    PAPER,
    RAINBOW,
    RED,
    SKY,
    YELLOW,
    dark,
    mix,
)
from .svg import (
    at,
    blur,
    circle,
    ellipse,
    group,
    linear,
    poly,
    rect,
    sheet,
    stroke,
)


def matthew_mitcham_last_dive() -> str:
    """A high platform from the side; a curve of rainbow light falls from it to still water."""
    w: float
    body = shapes.sky("#071a38", "#0d3566", "#1c6aa0", h=780)
    for i in range(14):
        body += rect(0, 90 + i * 46, 1600, 2, "#5aa6d0", opacity=0.12)
    for x in (900, 1200, 1500):
        body += poly(
            [(x, -10), (x + 60, -10), (x - 120, 780), (x - 420, 780)],
            linear((SKY, 0, 0.22), (SKY, 1, 0)),
        )
    concrete, shade = "#e3e6ea", "#8fa1b8"
    body += poly(
        [(120, 250), (300, 250), (340, 800), (60, 800)],
        linear((concrete, 0), (shade, 1), box=(0, 0, 100, 0)),
    )
    body += rect(120, 250, 60, 550, "#6d819c", opacity=0.5)
    for i in range(11):
        body += rect(196 - i * 1.4, 296 + i * 46, 66 + i * 3, 8, "#6d819c")
    for y, x1 in ((220, 640), (470, 500)):
        body += rect(90, y, x1 - 90, 34, concrete, 4) + rect(90, y + 22, x1 - 90, 14, shade, 4)
        body += poly([(300, y + 36), (x1 - 90, y + 36), (320, y + 110)], shade)
        body += stroke(f"M110 {y}v-96M220 {y}v-96M330 {y}v-96M110 {y - 94}H380q20 0 20 24V{y}", YELLOW, 7)
    body += rect(600, 214, 40, 12, RED, 3)
    outer = [(622, 214), (690, 96), (810, 78), (930, 180), (1000, 360), (1036, 560), (1050, 800)]
    inner = [(640, 214), (706, 168), (786, 166), (848, 240), (890, 390), (916, 580), (926, 800)]
    a = [(float(x), float(y)) for x, y in outer]
    b = [(float(x), float(y)) for x, y in inner]
    body += group(ground.sweep(RAINBOW, a, b, 0.8), filter=blur(26)) + ground.sweep(RAINBOW, a, b)
    body += shapes.glow(988, 800, 260, PAPER, 0.5)
    body += rect(0, 790, 1600, 210, linear(("#2f93c4", 0), (BLUE, 0.4), ("#0a2550", 1)))
    body += rect(0, 780, 1600, 12, "#cfe8f2")
    for i, colour in enumerate(reversed(RAINBOW)):
        x = 926 + i * 21
        body += poly(
            [(x, 792), (x + 21, 792), (x + 34 + i * 10, 1000), (x - 30 + i * 10, 1000)],
            linear((colour, 0, 0.85), (colour, 1, 0.05)),
        )
    for rx, ry, w in ((110, 15, 6), (210, 28, 5), (340, 46, 4), (490, 68, 3)):
        body += ellipse(988, 838, rx, ry, "none", stroke=PAPER, stroke_width=w, opacity=0.75 - rx / 900)
    rng = random.Random(9)
    for _ in range(24):
        ang, r = rng.uniform(-2.7, -0.4), rng.uniform(40, 130)
        body += circle(
            988 + math.cos(ang) * r,
            800 + math.sin(ang) * r,
            rng.uniform(2.5, 7),
            PAPER,
            opacity=0.85,
        )
    for _ in range(30):
        w = rng.uniform(50, 200)
        body += rect(rng.uniform(-60, 1560), rng.uniform(812, 990), w, 4, "#bfe3f2", 2, opacity=0.25)
    return sheet(body, shapes.vignette("#040d1f", 0.5))


def sydney_gay_games() -> str:
    """Swimming lanes in six colours run to a horizon beneath the Southern Cross."""
    y = 520
    body = shapes.sky("#0a0f2c", "#1b1f5a", "#51307f", "#c4577f", "#fba36a", h=y + 4)
    body += shapes.stars(40, 120, bottom=420)
    body += built.skyline(61, y, "#1d1440", low=10, high=46, width=(30, 80), lit=YELLOW, share=0.2)
    body += at(0, 0, transport.arch_bridge(690, y - 8, 220, 52, "#1d1440", deck=6))
    for x, yy, r in ((800, 400, 17), (770, 120, 19), (640, 262, 15), (930, 220, 16), (850, 296, 9)):
        body += shapes.glow(x, yy, r * 5, SKY, 0.6)
        pts = []
        for k in range(14):
            ang, rr = k * math.pi / 7 - math.pi / 2, r if k % 2 == 0 else r * 0.48
            pts.append((x + math.cos(ang) * rr, yy + math.sin(ang) * rr))
        body += poly(pts, PAPER)
    near = [-700 + i * 500 for i in range(7)]
    far = [800 - 96 + i * 32 for i in range(7)]
    body += rect(0, y, 1600, 480, linear(("#3d2a6d", 0), ("#120f30", 1)))
    for i, colour in enumerate(RAINBOW):
        body += poly(
            [(far[i], y), (far[i + 1], y), (near[i + 1], 1000), (near[i], 1000)],
            linear((mix(colour, "#fba36a", 0.4), 0), (colour, 0.3), (dark(colour, 0.2), 1)),
        )
    rng = random.Random(8)
    for _ in range(150):
        t = rng.random() ** 0.6
        yy = y + 8 + 470 * t**2
        half = 96 + 1400 * (yy - y) / 480
        w = rng.uniform(14, 90) * (0.2 + t * 1.6)
        body += rect(800 + rng.uniform(-1, 1) * half - w / 2, yy, w, 1.5 + 6 * t, PAPER, 3, opacity=0.26)
    for i in range(7):
        for k in range(46):
            t = (k / 46) ** 2.1
            x, yy = far[i] + (near[i] - far[i]) * t, y + 480 * t
            r = 0.8 + 15 * t
            if -40 < x < 1640:
                body += ellipse(x, yy, r * 1.1, r, PAPER if k % 2 else ("#ffe9a8"))
                body += ellipse(x + r * 0.2, yy + r * 0.5, r * 0.8, r * 0.4, INK, opacity=0.2)
    body += shapes.glow(800, y, 420, "#ffd09a", 0.6)
    return sheet(body, shapes.vignette(INK, 0.35), grain=0.15)


SCENES: dict[str, Callable[[], str]] = {
    "2026/matthew-mitcham-last-dive": matthew_mitcham_last_dive,
    "2026/sydney-gay-games": sydney_gay_games,
}
