"""Pictures for Sport."""

from __future__ import annotations

import random
from collections.abc import Callable

from . import shapes
from .palette import (
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


def josh_cavallo() -> str:
    """A red football shirt on a peg in a changing room, a door open on a bright pitch."""
    wall = "#26385f"
    body = rect(0, 0, 1600, 1000, linear(("#17223f", 0), (wall, 1), box=(0, 0, 100, 0)))
    for x in range(0, 1100, 180):
        body += rect(x, 0, 3, 760, "#17223f", opacity=0.6)
    body += rect(0, 760, 1600, 240, linear(("#31436d", 0), ("#141b33", 1)))
    body += rect(0, 748, 1600, 14, "#141b33")
    x0, x1, top, foot = 1050, 1400, 120, 760
    body += shapes.glow(1225, 440, 620, YELLOW, 0.35)
    body += poly(
        [(x0, foot), (x1, foot), (1250, 1000), (300, 1000)],
        linear(("#d8f0a0", 0, 0.85), (GREEN, 1, 0.15)),
    )
    body += rect(x0 - 26, top - 26, x1 - x0 + 52, foot - top + 26, "#0f1730")
    body += rect(x0, top, x1 - x0, 330, linear((SKY, 0), ("#eaf6ee", 1)))
    body += rect(x0, 430, x1 - x0, 26, "#7d8fb5") + "".join(
        circle(x0 + 8 + i * 15, 432 + (i % 2) * 9, 6, (PINK, PAPER, YELLOW, RED, SKY)[i % 5]) for i in range(23)
    )
    pitch = mix(GREEN, "#5cc24a", 0.55)
    body += rect(x0, 456, x1 - x0, foot - 456, linear((light(pitch, 0.2), 0), (pitch, 1)))
    for i in range(4):
        body += poly(
            [(x0, 486 + i * 70), (x1, 486 + i * 70), (x1, 512 + i * 80), (x0, 512 + i * 80)],
            dark(pitch, 0.14),
        )
    body += stroke(f"M{x0} 640L{x1} 600M{x0 + 120} 456V370H{x0 + 250}V456", PAPER, 7)
    body += poly(
        [(x1, top), (x1 + 150, top - 40), (x1 + 150, 850), (x1, foot)],
        linear((VIOLET, 0), (dark(VIOLET, 0.6), 1), box=(0, 0, 100, 0)),
    )
    rail = 236
    body += rect(80, rail - 20, 880, 44, BROWN, 6) + rect(80, rail + 12, 880, 12, dark(BROWN, 0.5), 4)
    for x in (150, 350, 610, 810, 920):
        body += rect(x - 9, rail - 8, 18, 40, YELLOW, 8) + circle(x, rail + 34, 12, light(YELLOW, 0.3))
    shirt = (
        "M-96 -150Q0 -96 96 -150L160 -126Q206 -104 224 -40L256 90"
        "L156 122L136 62V300Q0 322 -136 300V62"
        "L-156 122L-256 90L-224 -40Q-206 -104 -160 -126Z"
    )
    sx, sy = 610, 420
    body += at(sx - 46, sy + 26, path(shirt, INK, opacity=0.42))
    body += at(
        sx,
        sy,
        path(
            shirt,
            linear((dark(RED, 0.3), 0), (RED, 0.6), (light(RED, 0.12), 1), box=(0, 0, 100, 10)),
        ),
    )
    body += at(sx, sy, shapes.spray(shirt, dark(RED, 0.6), box=(80, 0, 0, 60), end=0.85))
    body += at(
        sx,
        sy,
        path("M-96 -150Q0 -96 96 -150Q60 -66 0 -66Q-60 -66 -96 -150Z", dark(RED, 0.6)),
        stroke("M-96 -150Q-60 -62 0 -62Q60 -62 96 -150", PAPER, 11),
        stroke("M-250 74L-164 102M250 74L164 102", PAPER, 12),
        stroke(
            "M-30 -40Q-46 120 -26 292M70 -20Q50 140 74 290M-136 62L-118 -20M136 62L118 -20",
            dark(RED, 0.45),
            5,
            opacity=0.6,
        ),
    )
    body += stroke(f"M{sx} {rail + 40}V{sy - 66}", YELLOW, 5)
    body += poly([(60, 800), (1000, 800), (1040, 850), (30, 850)], "#b5713f") + rect(
        30, 850, 1010, 18, dark(BROWN, 0.3)
    )
    for x in (110, 520, 940):
        body += rect(x, 868, 24, 110, "#0f1730")
    for s in (0, 1):
        body += path(f"M{270 + s * 84} 800q-4 -40 12 -44h30q6 22 46 26q24 4 20 18Z", YELLOW) + rect(
            266 + s * 84, 796, 110, 7, PAPER, 3
        )
    return sheet(body, shapes.vignette(INK, 0.4))


def _boot() -> str:
    """A muddy football boot laced in six colours, drawn round its own middle."""
    boot = (
        "M-150 -40C-160 -110 -130 -170 -96 -176L-10 -150C0 -110 "
        "50 -80 110 -66C170 -54 210 -30 206 12"
        "Q204 30 180 30H-140Q-160 30 -156 6Z"
    )
    leather = "#3a2a2e"
    parts = path(boot, linear((light(leather, 0.28), 0), (leather, 0.6), (INK, 1)))
    parts += shapes.spray(boot, "#8a5a34", box=(0, 0, 0, 100), end=0.9)
    parts += stroke("M-60 -150L-30 -70M-20 -140L20 -62M-146 -40Q-60 -10 0 30", PAPER, 11, opacity=0.9)
    parts += path("M-158 4Q40 44 206 6Q210 40 180 44H-136Q-164 42 -158 4Z", "#8a5a34")
    for x in (-124, -70, 40, 96, 150):
        parts += path(f"M{x} 40h34l-6 34h-22Z", "#d9d4cc") + path(f"M{x} 54h34l-4 24q-13 14 -25 0Z", "#6b4226")
    for x, y, r in (
        (-90, 0, 20),
        (-40, 14, 13),
        (70, -6, 18),
        (130, 4, 24),
        (180, 0, 14),
        (-130, -30, 12),
    ):
        parts += circle(x, y, r, "#7a4c2a")
    for i, colour in enumerate(RAINBOW):
        parts += stroke(f"M{-88 + i * 16} {-164 + i * 17}L{-26 + i * 18} {-146 + i * 15}", colour, 8)
    return parts


def ian_roberts_1995() -> str:
    """A muddy boot hangs by rainbow laces from the crossbar of rugby posts."""
    body = shapes.sky("#0b1526", "#12324a", "#1b5e6b", h=760)
    for x, s in ((150, 1), (1450, -1)):
        body += group(
            poly(
                [(x, 170), (x + s * 1100, 760), (x + s * 300, 1000), (x - s * 40, 1000)],
                linear(("#fff6d0", 0, 0.3), ("#fff6d0", 1, 0)),
            )
        )
        body += rect(x - 9, 200, 18, 480, "#0a1220") + rect(x - 110, 90, 220, 120, "#0a1220", 10)
        for i in range(5):
            for j in range(3):
                body += circle(x - 84 + i * 42, 112 + j * 38, 14, "#fffbe8")
        body += shapes.glow(x, 150, 300, "#fff3c0", 0.75)
    stand = [(-20, 590), (1620, 590), (1620, 760), (-20, 760)]
    body += poly(stand, "#0d1d30")
    rng = random.Random(5)
    for _ in range(420):
        body += circle(
            rng.uniform(0, 1600),
            rng.uniform(604, 735),
            5,
            rng.choice((RED, YELLOW, PAPER, SKY, PINK, ORANGE)),
            opacity=0.5,
        )
    field = mix(GREEN, "#2f8a3f", 0.4)
    body += rect(0, 745, 1600, 255, linear((light(field, 0.1), 0), (deep(field, 0.55), 1)))
    for i in range(0, 8, 2):
        body += poly(
            [
                (i * 230 - 100, 745),
                (i * 230 + 90, 745),
                (i * 330 - 380, 1000),
                (i * 330 - 640, 1000),
            ],
            INK,
            opacity=0.14,
        )
    body += rect(0, 800, 1600, 7, PAPER, opacity=0.8)
    post = linear(("#ffffff", 0), (PAPER, 0.45), ("#8fa3b5", 1), box=(0, 0, 100, 0))
    for x in (430, 1134):
        body += rect(x, -20, 36, 850, post) + rect(x - 14, 690, 64, 140, RED, 14)
        body += rect(x + 24, 690, 26, 140, dark(RED, 0.45), 12)
    body += rect(430, 250, 740, 34, linear(("#ffffff", 0), ("#8fa3b5", 1)))
    laces = ""
    for i, colour in enumerate(RAINBOW):
        laces += stroke(
            f"M{764 + i * 10} 254C{760 + i * 10} 330 {730 + i * 14} 380 {764 + i * 8} 470",
            colour,
            8,
        )
        laces += stroke(f"M{764 + i * 10} 284V254a8 14 0 0 1 8 0", colour, 9)
    body += shapes.glow(800, 600, 380, "#ffe9a8", 0.35)
    body += laces + at(826, 630, _boot(), scale=1.28, turn=24)
    body += ellipse(830, 930, 190, 22, INK, opacity=0.5)
    for dy in (0, 22, 60):
        body += ellipse(826, 812 + dy, 5, 9, "#7a4c2a")
    return sheet(body, shapes.vignette(INK, 0.4))


SCENES: dict[str, Callable[[], str]] = {
    "2021/josh-cavallo": josh_cavallo,
    "2026/ian-roberts-1995": ian_roberts_1995,
}
