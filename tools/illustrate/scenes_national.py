"""Pictures for National: South Australia, Canberra and Victoria."""

from __future__ import annotations

import random
from collections.abc import Callable

from . import built, flora, ground, shapes
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
    VIOLET,
    YELLOW,
    dark,
    deep,
    light,
    mix,
)
from .svg import (
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


def south_australia_first() -> str:
    """A footbridge over a still river, one lamp, and a rainbow streak on the water."""
    x: float
    y = 520
    body = shapes.sky("#1e0d2e", AUBERGINE, VIOLET, "#c4496a", ORANGE, "#fbc06a", y=0, h=y + 10)
    body += shapes.stars(11, 46, bottom=260)
    far = ground.ridge(5, y - 30, 60, dark("#8a3a5c", 0.35), step=260)
    rng = random.Random(4)
    trees = "".join(
        ellipse(x, y - 18, rng.uniform(46, 92), rng.uniform(26, 64), deep(AUBERGINE, 0.15))
        for x in [*range(-20, 520, 66), *range(1120, 1660, 60)]
    )
    trees += "".join(
        flora.cypress(x, y, h, "#1f0d2b") for x, h in ((210, 170), (252, 130), (1330, 190), (1376, 140), (1500, 160))
    )
    body += far + trees
    body += rect(
        0,
        y,
        1600,
        480,
        linear(("#f6a25c", 0), ("#b8456c", 0.16), (VIOLET, 0.42), (AUBERGINE, 0.8), ("#1b0b27", 1)),
    )
    body += ground.mirrored(y, trees, opacity=0.55, squash=0.6)
    streak = ground.sweep(
        RAINBOW,
        [(760, 560), (700, 660), (560, 780), (240, 1010)],
        [(840, 560), (856, 660), (880, 780), (900, 1010)],
        0.92,
    )
    body += streak
    for i in range(26):
        t = i / 26
        yy = 566 + 430 * t**1.2
        w = rng.uniform(90, 460) * (0.4 + t)
        body += rect(
            rng.uniform(120, 1000) - w * 0.2,
            yy,
            w,
            2 + 6 * t,
            mix("#8d3a72", "#1b0b27", t),
            4,
            opacity=0.7,
        )
    bridge = ""
    deck = [(-40, 520), (400, 455), (800, 430), (1200, 455), (1640, 520)]
    ink = "#1a0c24"
    for x, yy in ((330, 468), (800, 432), (1270, 468)):
        bridge += poly([(x - 44, yy), (x + 44, yy), (x + 13, 610), (x - 13, 610)], ink)
        bridge += ellipse(x, 612, 34, 6, ink)
    bridge += stroke(smooth(deck), ink, 22, cap="butt")
    rail = [(x, yy - 54) for x, yy in deck]
    bridge += stroke(smooth(rail), ink, 6)
    for i in range(61):
        t = i / 60
        x = -40 + 1680 * t
        yy = 430 + 90 * (abs(x - 800) / 840) ** 1.75
        bridge += rect(x, yy - 54, 3, 50, ink)
    body += shapes.glow(800, 262, 300, YELLOW, 0.75) + bridge
    body += stroke(smooth([(x, yy - 12) for x, yy in deck[1:4]]), "#f9b95a", 3, opacity=0.8)
    body += built.lamp(800, 432, 150, ink, "#ffe9a8")
    return sheet(body, shapes.vignette())


def canberra_ordinance() -> str:
    """A lake with a tall jet, and a flagpole whose shadow falls in six colours."""
    body = shapes.sky("#4f9fce", SKY, "#bfe1e6", "#fbe7c4", "#f9cf9a", y=0, h=660)
    body += shapes.sun(270, 470, 84, "#fff3cf", halo=0.9)
    for x, y, w in ((1040, 150, 360), (90, 230, 300), (1320, 300, 260)):
        body += shapes.cloud(x, y, w, PAPER, 0.75)
    body += ground.ridge(8, 560, 110, mix(SKY, VIOLET, 0.35), step=300)
    hill = [
        (380.0, 680.0),
        (620.0, 600.0),
        (860.0, 450.0),
        (1010.0, 408.0),
        (1170.0, 446.0),
        (1400.0, 560.0),
        (1700.0, 660.0),
    ]
    body += ground.land(hill, GREEN, lit="#8fd0a0", shade=dark(GREEN, 0.7))
    body += ground.sweep(
        RAINBOW,
        [(1004, 410), (1040, 470), (1110, 580), (1190, 720)],
        [(1018, 409), (1110, 468), (1290, 580), (1480, 720)],
        0.95,
    )
    pole = rect(1003, 92, 14, 322, PAPER, 6) + rect(1011, 92, 6, 322, mix(SKY, INK, 0.45), 3)
    pole += circle(1010, 88, 13, YELLOW)
    pole += path("M1016 108C1070 84 1110 140 1190 112L1190 212C1110 240 1070 184 1016 208Z", AUBERGINE)
    pole += path(
        "M1016 108C1070 84 1110 140 1190 112L1190 212C1110 240 1070 184 1016 208Z",
        linear((INK, 0, 0.5), (VIOLET, 0.4, 0.6), (INK, 0.7, 0.4), (VIOLET, 1, 0.5), box=(0, 0, 100, 0)),
    )
    body += pole
    trees = ""
    rng = random.Random(3)
    for x in range(-20, 1660, 34):
        trees += ellipse(x, 690, rng.uniform(22, 46), rng.uniform(16, 44), dark(GREEN, rng.uniform(0.5, 0.75)))
    body += trees + rect(0, 690, 1600, 40, dark(GREEN, 0.62))
    body += rect(0, 704, 1600, 296, linear(("#cfe6dd", 0), (SKY, 0.3), (BLUE, 1)))
    body += ground.mirrored(704, trees, opacity=0.4, squash=0.8)
    body += ground.glints(2, 270, 716, 1000, "#fff3cf", width=260)
    body += ground.sweep(
        RAINBOW,
        [(1190, 730), (1230, 800), (1290, 900), (1370, 1010)],
        [(1480, 730), (1550, 800), (1660, 900), (1790, 1010)],
        0.28,
    )
    veil = "M622 770C622 560 616 330 624 120C660 96 716 150 760 250C800 350 740 560 690 700L650 772Z"
    body += path(veil, PAPER, opacity=0.4, filter=blur(16))
    body += shapes.spray(veil, PAPER, box=(100, 40, 0, 20), start=0.06, end=0.75)
    body += path(
        "M619 772C622 560 622 340 616 190C610 110 648 84 660 130C668 168 646 200 648 300C650 470 644 620 645 772Z",
        PAPER,
    )
    body += ellipse(630, 776, 120, 14, PAPER, opacity=0.75) + ellipse(630, 776, 210, 26, PAPER, opacity=0.3)
    return sheet(body)


def victoria_equal_age() -> str:
    """A green tram at a corner, and two identical open doors with rainbow light at their feet."""
    wall = mix(AUBERGINE, VIOLET, 0.35)
    body = shapes.sky("#1b0b27", AUBERGINE, h=1000)
    body += rect(620, 0, 1000, 770, linear((wall, 0), (mix(wall, ORANGE, 0.18), 1)))
    for row in range(13):
        for col in range(9):
            if (row * 5 + col * 3) % 7 == 0:
                body += rect(
                    640 + col * 112 + (row % 2) * 56,
                    20 + row * 58,
                    104,
                    50,
                    mix(wall, INK, 0.14),
                    3,
                )
    body += rect(590, 0, 46, 770, linear((light(wall, 0.3), 0), (wall, 1), box=(0, 0, 100, 0)))
    body += rect(580, 150, 1040, 26, light(wall, 0.16)) + rect(580, 176, 1040, 10, deep(wall, 0.5))
    body += poly([(0, 770), (1600, 770), (1600, 1000), (0, 1000)], linear(("#3a1a45", 0), ("#190a22", 1)))
    body += poly([(590, 770), (1600, 770), (1600, 806), (560, 806)], "#57315c")
    for cx in (880, 1190):
        body += shapes.glow(cx, 540, 330, YELLOW, 0.35)
    for cx in (880, 1190):
        body += poly(
            [(cx - 96, 770), (cx + 96, 770), (cx + 150, 1000), (cx - 230, 1000)],
            linear((YELLOW, 0, 0.6), (ORANGE, 1, 0)),
        )
        body += built.doorway(cx, 770, 190, 440, YELLOW, PAPER, leaf=RED)
        body += path(
            f"M{cx - 95} 322a95 76 0 0 1 190 0Z",
            mix(YELLOW, PAPER, 0.4),
            stroke=PAPER,
            stroke_width=13,
        )
        body += stroke(f"M{cx} 318V250M{cx} 318L{cx - 62} 268M{cx} 318L{cx + 62} 268", PAPER, 7)
    body += ground.sweep(
        RAINBOW,
        [(700, 756), (1000, 756), (1400, 756)],
        [(650, 858), (1000, 858), (1470, 858)],
        0.88,
    )
    body += ground.sweep(
        RAINBOW,
        [(650, 858), (1000, 858), (1470, 858)],
        [(590, 960), (1000, 960), (1560, 960)],
        0.12,
    )
    tram = rect(-260, 250, 760, 560, dark(GREEN, 0.25), 46)
    tram += rect(-260, 250, 700, 560, GREEN, 40)
    tram += rect(-260, 236, 700, 54, light(GREEN, 0.45), 26)
    tram += rect(-260, 560, 700, 22, PAPER)
    for x in (-70, 100):
        tram += rect(x, 330, 146, 196, mix(YELLOW, PAPER, 0.35), 14)
        tram += poly([(x + 18, 526), (x + 96, 330), (x + 126, 330), (x + 48, 526)], PAPER, opacity=0.4)
    tram += rect(276, 330, 140, 430, INK, 12) + rect(288, 342, 56, 406, mix(YELLOW, PAPER, 0.2), 6)
    tram += rect(350, 342, 56, 406, mix(YELLOW, PAPER, 0.35), 6)
    tram += path("M440 290q44 20 56 250v230q0 40 -56 40Z", dark(GREEN, 0.45))
    tram += path("M446 336q26 30 34 200h-34Z", "#ffdf8a")
    tram += circle(474, 650, 17, "#fff1c4")
    tram += rect(-260, 806, 730, 34, INK, 10)
    tram += "".join(circle(x, 846, 38, INK) + circle(x, 846, 15, "#4b3a52") for x in (40, 150, 330))
    body += stroke("M-20 912H1620M-20 884H1620", "#8b6a86", 5, opacity=0.8) + ellipse(
        190, 880, 330, 18, INK, opacity=0.6
    )
    body += tram + stroke("M150 240L250 110H400", INK, 8) + stroke("M-20 96Q800 132 1620 84", INK, 4)
    return sheet(body, shapes.vignette(INK, 0.5))


SCENES: dict[str, Callable[[], str]] = {
    "2025/south-australia-first": south_australia_first,
    "2026/canberra-ordinance": canberra_ordinance,
    "2026/victoria-equal-age": victoria_equal_age,
}
