"""Pictures for Community."""

from __future__ import annotations

import random
from collections.abc import Callable

from . import built, flags, flora, ground, papers, people, shapes
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


def what_the_flag_means() -> str:
    """Three flags on tall poles: plain stripes, a chevron, and a purple ring on yellow."""
    body = shapes.sky("#2e5eaa", "#58a4d8", "#a9dbe8", "#fde9c8", "#fbc99a", h=1000)
    body += shapes.sun(800, 930, 260, "#fff3cf", halo=0.6)
    for x, y, w, o in (
        (-60, 700, 520, 0.6),
        (1160, 640, 500, 0.6),
        (560, 110, 330, 0.5),
        (1240, 90, 300, 0.5),
    ):
        body += shapes.cloud(x, y, w, PAPER, o)
    body += ground.ridge(12, 930, 60, mix(VIOLET, "#fbc99a", 0.45), step=260)
    body += ground.ridge(14, 985, 46, mix(AUBERGINE, VIOLET, 0.4), step=220)
    pole = linear(("#ffffff", 0), (PAPER, 0.4), (mix(BLUE, INK, 0.4), 1), box=(0, 0, 100, 0))
    for x, y, phase, chevron in (
        (130, 330, 0.3, ""),
        (620, 150, 1.0, "progress"),
        (1110, 330, 1.7, "intersex"),
    ):
        body += rect(x - 14, y - 40, 15, 1000, pole, 5) + circle(x - 6, y - 44, 15, YELLOW)
        body += flags.flag(x, y, 400, 264, RAINBOW, wave=20, phase=phase, chevron=chevron)
    return sheet(body, grain=0.15)


def _motorbike(x: float, y: float, s: float, paint: str, look: people.Look) -> str:
    """A motorbike and its rider, heading right."""
    out = ellipse(0, 4, 92, 8, INK, opacity=0.35)
    for wx in (-58, 60):
        out += circle(wx, -26, 27, INK) + circle(wx, -26, 15, "#b9b2bf") + circle(wx, -26, 6, INK)
    out += stroke("M60 -26L40 -84L26 -92", "#b9b2bf", 7) + stroke("M-58 -26L-10 -30L14 -52", "#5c5466", 9)
    out += path("M-76 -66Q-50 -82 -20 -66L0 -72Q26 -90 44 -66L36 -50L-20 -42Z", paint)
    out += rect(-22, -46, 44, 24, "#5c5466", 6) + circle(52, -76, 9, "#fff3c4") + stroke("M-74 -18H-12", "#d5cfda", 7)
    out += stroke("M-22 -70L14 -56L6 -26", look.bottom, 15)
    out += path("M-40 -70Q-44 -120 -16 -132L6 -126L4 -70Z", look.top) + stroke(
        "M-6 -120Q8 -94 30 -92", dark(look.top, 0.15), 12
    )
    out += circle(-2, -150, 17, look.skin) + path("M-22 -148a20 21 0 0 1 40 -4l-14 2q-10 10 -26 2Z", look.hair)
    return at(x, y, out, scale=s)


def brisbane_pride_begins() -> str:
    """Motorbikes and marchers cross a long bridge over a brown river under a pale winter sun."""
    x: float
    body = shapes.sky("#a9cfe0", "#d3e4e2", "#f3ead2", "#fbe3bb", h=640)
    body += shapes.sun(1090, 190, 84, "#fffdf3", halo=0.9)
    body += built.skyline(26, 590, "#b7c3cf", low=70, high=300, left=-20, right=700)
    body += built.skyline(28, 590, "#9fb0c2", low=30, high=190, left=0, right=820)
    body += built.skyline(30, 590, "#b7c3cf", low=20, high=90, left=900, right=1620)
    rng = random.Random(6)
    for x in range(-20, 1640, 62):
        body += ellipse(
            x,
            600,
            rng.uniform(44, 74),
            rng.uniform(24, 46),
            mix("#6f8f7a", SKY, rng.random() * 0.3),
        )
    river = "#a2714a"
    body += rect(0, 610, 1600, 390, linear((mix(river, "#fbe3bb", 0.55), 0), (river, 0.4), ("#5a3a30", 1)))
    body += ground.glints(4, 1090, 640, 1000, "#fff6dc", width=260)
    deck = "#e6dccd"
    arch = "M-40 566H1640V640"
    n, gap = 4, 420
    for i in range(n):
        xr = 1640 - i * gap
        arch += (
            f"L{xr} 800H{xr - 40}Q{xr - 60} 640 {xr - gap / 2} 636Q{xr - gap + 60} 640 {xr - gap + 40} 800H{xr - gap}"
        )
    body += at(0, 0, path(arch + "V566Z", linear((deck, 0), ("#a58f86", 0.45), ("#7a6464", 1))))
    for i in range(n + 1):
        xr = 1640 - i * gap
        body += ellipse(xr, 806, 70, 12, "#4a2f2a", opacity=0.6)
        body += poly(
            [(xr - 40, 806), (xr + 40, 806), (xr + 20, 930), (xr - 60, 930)],
            linear(("#4a2f2a", 0, 0.5), ("#4a2f2a", 1, 0)),
        )
    body += rect(-20, 566, 1640, 10, light(deck, 0.6))
    march = people.looks(
        90,
        15,
        (RED, YELLOW, GREEN, PINK, BLUE, PAPER, ORANGE, VIOLET),
        (INK, AUBERGINE, dark(BLUE, 0.4)),
    )
    arms = ("down", "wave", "hands", "up", "hands", "pole", "down", "wave")
    tints = {3: (RED, PAPER, SKY), 11: (PINK, PAPER, GREEN)}
    parade = ""
    for i, look in enumerate(march):
        x = -10 + i * 62 + rng.uniform(-8, 8)
        h = rng.uniform(150, 172)
        if i in (2, 8, 13):
            parade += flags.flag(x + 14, 292, 150, 94, RAINBOW, wave=9, phase=i * 0.7, pole=BROWN, pole_length=2.3)
        elif i in tints:
            parade += papers.placard(x + 20, 350, 84, 62, tints[i][0], flora.heart(0, 4, 20, tints[i][1]), stick=110)
        parade += people.person(x, 568, h, look, "pole" if i in (2, 8, 13, 3, 11) else arms[i % 8], "walk")
    riders = people.looks(7, 4, (INK, AUBERGINE, RED, INK), (dark(BLUE, 0.5), INK))
    for i, (x, paint) in enumerate(((1000, VIOLET), (1170, ORANGE), (1340, GREEN), (1510, RED))):
        parade += _motorbike(x, 566, 1.0, paint, riders[i])
        if i % 2 == 0:
            parade += flags.flag(x - 152, 392, 88, 56, RAINBOW, wave=6, phase=i, turn=4)
            parade += rect(x - 66, 392, 5, 112, BROWN)
    parade += built.railing(582, 62, light(deck, 0.3), gap=46)
    body += at(-224, -170, parade, scale=1.3)
    return sheet(body, shapes.vignette(BROWN, 0.3), grain=0.15)


def a_first_pride() -> str:
    """Walking shoes, a water bottle and a wide hat beside a small rainbow flag on grass."""
    x: float
    y: float
    body = shapes.sky("#8fd3e8", "#d7efe6", "#fdf0cf", h=620)
    body += shapes.sun(1260, 210, 90, "#fff8e0", halo=0.9) + shapes.cloud(150, 190, 330, PAPER, 0.85)
    body += ground.ridge(9, 580, 70, mix(GREEN, "#d7efe6", 0.55), step=250)
    for x, h in ((120, 260), (260, 210), (1420, 240), (1540, 300)):
        body += flora.tree(x, 600, h, mix(GREEN, SKY, 0.25), BROWN, lit="#bfe3b0")
    lawn = mix(GREEN, "#7cc24a", 0.45)
    body += rect(0, 580, 1600, 420, linear((light(lawn, 0.3), 0), (lawn, 0.4), (dark(lawn, 0.35), 1)))
    rng = random.Random(21)
    for _ in range(190):
        x, y = rng.uniform(0, 1600), 600 + 400 * rng.random() ** 0.7
        s = 0.4 + (y - 600) / 320
        body += stroke(
            (f"M{x:.0f} {y:.0f}l{-5 * s:.1f} {-18 * s:.1f}m{5 * s:.1f} {18 * s:.1f}l{5 * s:.1f} {-20 * s:.1f}"),
            dark(lawn, 0.28),
            2.4 * s,
            opacity=0.65,
        )
    for x, y, w in ((540, 850, 300), (800, 850, 110), (1090, 850, 330), (340, 850, 40)):
        body += poly(
            [(x - w / 2, y), (x + w / 2, y), (x + w / 2 - 190, y + 96), (x - w / 2 - 190, y + 96)],
            dark(GREEN, 0.75),
            opacity=0.38,
        )
    body += flags.flag(352, 330, 330, 210, RAINBOW, wave=20, pole=BROWN, pole_length=2.5, phase=0.4)
    bottle = rect(
        738,
        420,
        124,
        430,
        linear((light(BLUE, 0.4), 0), (BLUE, 0.5), (dark(BLUE, 0.4), 1), box=(0, 0, 100, 0)),
        40,
    )
    bottle += rect(764, 352, 72, 76, PAPER, 12) + rect(776, 330, 48, 30, ORANGE, 10)
    bottle += rect(738, 560, 124, 120, PAPER) + flora.heart(800, 622, 34, RED)
    bottle += rect(756, 450, 14, 360, PAPER, 7, opacity=0.45)
    body += bottle
    hat = path(
        "M880 836C900 780 990 770 1100 770C1220 770 1310 784 1330 836C1200 872 1010 872 880 836Z",
        "#e9b75a",
    )
    hat += path(
        "M960 796C960 660 1010 610 1104 610C1200 610 1250 660 1252 796C1180 830 1030 830 960 796Z",
        "#f3cc7c",
    )
    hat += shapes.spray(
        "M960 796C960 660 1010 610 1104 610C1200 610 1250 660 1252 796C1180 830 1030 830 960 796Z",
        BROWN,
        box=(80, 0, 0, 60),
        end=0.7,
    )
    hat += path("M960 750Q1100 796 1252 750V800Q1100 842 960 800Z", VIOLET)
    body += hat
    for dx, dy, tone in ((70, -34, dark(RED, 0.25)), (0, 0, RED)):
        shoe = (
            "M400 850C390 790 392 744 408 716C440 736 478 738 506 "
            "706L530 716C566 776 640 782 680 800"
            "C706 812 712 836 708 852Z"
        )
        body += at(
            dx,
            dy,
            path(shoe, tone),
            shapes.spray(shoe, dark(RED, 0.6), box=(0, 0, 0, 100), end=0.6),
            path("M392 846H710Q716 884 690 886H408Q388 884 392 846Z", PAPER),
            rect(394, 870, 314, 9, ORANGE, 4),
            stroke("M528 744l36 -22M552 764l34 -26M580 780l30 -26", PAPER, 9),
            path("M408 716C440 736 478 738 506 706L520 712C500 756 440 764 402 744Z", AUBERGINE),
        )
    return sheet(body, grain=0.15)


SCENES: dict[str, Callable[[], str]] = {
    "2026/what-the-flag-means": what_the_flag_means,
    "2026/brisbane-pride-begins": brisbane_pride_begins,
    "2026/a-first-pride": a_first_pride,
}
