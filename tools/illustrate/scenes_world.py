"""Pictures for World: flight and refuge."""

from __future__ import annotations

import random
from collections.abc import Callable

from . import flora, ground, people, shapes, transport
from .palette import (
    BLUE,
    BROWN,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    RAINBOW,
    RED,
    SKIN,
    YELLOW,
    dark,
    deep,
    mix,
)
from .people import Look
from .svg import (
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


def _peaks(points: list[tuple[float, float]], bottom: float, colour: str, lit: str) -> str:
    """Sharp mountains: each peak has a face in moonlight and a face in shade."""
    line = "".join(f"L{x} {y}" for x, y in points)
    out = path(f"M{points[0][0]} {bottom}{line}L{points[-1][0]} {bottom}Z", colour)
    for i in range(1, len(points) - 1):
        (ax, ay), (px, py), (bx, by) = points[i - 1 : i + 2]
        if py < ay and py < by:
            mid = (px + bx) / 2
            d = (
                f"M{px} {py}L{bx} {by}L{mid - 30} {by + 60}L{px + 24} {py + (by - py) * 0.72:.0f}"
                f"L{px - 22} {py + (by - py) * 0.4:.0f}Z"
            )
            out += path(d, mix(colour, lit, 0.34)) + shapes.spray(d, lit, box=(0, 100, 60, 0), end=0.5)
            out += poly(
                [
                    (px, py),
                    (px + (bx - px) * 0.26, py + (by - py) * 0.26),
                    (px + 12, py + 52),
                    (px - 2, py + 34),
                    (px - 22, py + 58),
                    (px - (px - ax) * 0.2, py + (ay - py) * 0.2),
                ],
                mix(PAPER, colour, 0.18),
            )
    return out


def rainbow_railroad_chechnya() -> str:
    """A night train leaves the dark mountains, its windows lit in the rainbow's colours."""
    body = shapes.sky("#0e1230", "#182457", "#2d4a8e", "#6f8fc4", h=760)
    body += shapes.stars(77, 120, bottom=430)
    body += shapes.sun(1240, 190, 66, "#fdf3d8", halo=0.6)
    body += _peaks(
        [
            (-80, 620),
            (60, 420),
            (190, 540),
            (360, 250),
            (560, 520),
            (700, 360),
            (880, 560),
            (1010, 470),
            (1150, 590),
            (1260, 540),
            (1400, 640),
            (1700, 680),
        ],
        760,
        "#2a3a78",
        "#9fb8e6",
    )
    body += _peaks(
        [
            (-80, 600),
            (120, 330),
            (330, 610),
            (470, 500),
            (640, 660),
            (800, 590),
            (960, 690),
            (1300, 720),
        ],
        780,
        "#1a2352",
        "#6f8fc4",
    )
    body += shapes.mist(560, 200, "#8fabdc", 0.3)
    body += ground.land(
        [(-60, 660), (200, 640), (500, 690), (800, 700), (1100, 676), (1400, 694), (1700, 670)],
        "#131a3e",
        shade=INK,
    )
    rng = random.Random(2)
    for x in range(-10, 1620, 28):
        if rng.random() < 0.75:
            body += flora.cypress(x, 712, rng.uniform(40, 104), "#10163a")
    body += rect(0, 706, 1600, 300, linear(("#111736", 0), ("#0c0f24", 1)))
    body += rect(0, 752, 1600, 10, "#39456f") + path("M0 760H1600L1600 812H0Z", "#1b2248")
    n = 0
    for car in range(4):
        for k in range(6):
            x = 60 + car * 310 + 46 * k + 38
            colour = RAINBOW[n % 6]
            n += 1
            body += poly(
                [(x - 20, 764), (x + 20, 764), (x - 50, 1000), (x - 136, 1000)],
                linear((colour, 0, 0.62), (colour, 1, 0.02)),
            )
    body += transport.train(60, 756, 4, "#35195a", RAINBOW, length=300, h=104)
    body += poly(
        [(1540, 726), (1540, 736), (1700, 790), (1700, 650)],
        linear((YELLOW, 0, 0.7), (YELLOW, 1, 0.1), box=(0, 0, 100, 0)),
    )
    for i in range(3):
        body += ellipse(-40 + i * 420, 1000, 300, 60, "#080b1c", opacity=0.5)
    return sheet(body, shapes.vignette(INK, 0.45))


def a_well_founded_fear() -> str:
    """A small figure with a suitcase before a tall open door, in a beam of warm light."""
    body = rect(0, 0, 1600, 1000, linear(("#0f1a3a", 0), ("#1c2f66", 1), box=(0, 0, 60, 100)))
    body += shapes.spray("M0 0H1600V700H0Z", BLUE, box=(0, 0, 62, 60), start=0, end=0.45)
    body += rect(0, 640, 1600, 360, linear(("#182a5c", 0), ("#0b1228", 1)))
    body += rect(0, 636, 1600, 8, "#2c4684")
    x, w, top = 930, 230, 70
    body += shapes.glow(x, 380, 640, ORANGE, 0.55)
    body += poly(
        [(x - w / 2, 640), (x + w / 2, 640), (1080, 1000), (120, 1000)],
        linear(("#ffe9b0", 0), (YELLOW, 0.3), (ORANGE, 1), box=(60, 0, 30, 100)),
    )
    body += group(
        poly(
            [(x - w / 2, 640), (x + w / 2, 640), (1080, 1000), (120, 1000)],
            linear((BLUE, 0.2, 0), ("#18264f", 1, 0.8)),
        ),
        filter=stipple("#1b2a57"),
    )
    body += rect(x - w / 2 - 30, top - 30, w + 60, 600, "#0c1530")
    body += rect(x - w / 2, top, w, 570, linear(("#fff6da", 0), ("#ffe08a", 0.5), (YELLOW, 1)))
    body += shapes.sun(x + 16, 470, 62, "#fffaf0", halo=0)
    body += ground.land(
        [(x - w / 2, 560), (x - 30, 528), (x + 50, 560), (x + w / 2, 540)],
        mix(GREEN, YELLOW, 0.42),
        bottom=640,
    )
    body += ground.land([(x - w / 2, 600), (x, 588), (x + w / 2, 606)], mix(GREEN, YELLOW, 0.15), bottom=640)
    leaf = [(x + w / 2, top), (x + w / 2 + 150, top - 50), (x + w / 2 + 150, 726), (x + w / 2, 640)]
    body += poly(leaf, RED) + poly(leaf, linear((INK, 0, 0.05), (INK, 1, 0.55), box=(0, 0, 100, 0)))
    for a, b in ((110, 300), (350, 560)):
        body += poly(
            [
                (x + w / 2 + 26, a + 4),
                (x + w / 2 + 122, a - 22),
                (x + w / 2 + 122, b + 18),
                (x + w / 2 + 26, b),
            ],
            dark(RED, 0.4),
            opacity=0.55,
        )
    body += circle(x + w / 2 + 132, 410, 11, YELLOW)
    fx, fy = 700, 846
    body += poly(
        [(fx - 36, fy), (fx + 62, fy), (fx - 120, 1000), (fx - 330, 1000)],
        linear(("#0b1228", 0, 0.85), ("#0b1228", 1, 0.25)),
    )
    look = Look(SKIN[1], "#150d1b", "#7b2d5b", "#151a36", "short")
    case = rect(fx + 46, fy - 92, 86, 84, BROWN, 8) + rect(
        fx + 46, fy - 92, 86, 84, linear((INK, 0, 0.5), (INK, 0.6, 0), box=(0, 0, 100, 0)), 8
    )
    case += path(f"M{fx + 72} {fy - 92}v-16h34v16", stroke=deep(BROWN, 0.5), stroke_width=7)
    case += rect(fx + 60, fy - 92, 7, 84, "#c98f4a") + rect(fx + 112, fy - 92, 7, 84, "#c98f4a")
    body += case + people.person(fx, fy, 250, look, (((-16, -58), (-14, -42)), ((20, -58), (34, -45))), back=True)
    body += stroke(f"M{fx + 32} {fy - 186}L{fx + 30} {fy - 112}", "#ffd98a", 4, opacity=0.85)
    return sheet(body, shapes.vignette("#070b1c", 0.5))


SCENES: dict[str, Callable[[], str]] = {
    "2017/rainbow-railroad-chechnya": rainbow_railroad_chechnya,
    "2026/a-well-founded-fear": a_well_founded_fear,
}
