"""Pictures for Arts: the quilt and the bus."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from . import flags, ground, shapes, transport
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
    Point,
    at,
    blur,
    ellipse,
    linear,
    path,
    poly,
    radial,
    rect,
    sheet,
    smooth,
    stroke,
)


def david_mcdiarmid() -> str:
    """A quilt of shining squares hung on a line against the night."""
    body = shapes.sky("#100a1e", "#1f1038", "#44175a", "#7b2d6b", h=1000)
    body += shapes.stars(19, 130, bottom=900, size=3)
    body += shapes.glow(800, 500, 820, "#d7267d", 0.4)
    body += stroke("M-20 92Q800 190 1620 92", PAPER, 5)
    cols, rows = 9, 7
    place = flags.cloth(1080, 760, 16, 0.4, turns=1.6)
    rng = random.Random(33)
    hues = (RED, ORANGE, YELLOW, GREEN, SKY, BLUE, VIOLET, PINK, RED)

    def spot(i: float, j: float) -> Point:
        x, y = place(i / cols, j / rows)
        sag = 42 * (1 - (2 * i / cols - 1) ** 2) * (1 - 0.5 * j / rows)
        return 260 + x, 122 + y + sag

    quilt = ""
    for j in range(rows):
        for i in range(cols):
            base = hues[(i + j) % len(hues)]
            a, b, c, d = spot(i, j), spot(i + 1, j), spot(i + 1, j + 1), spot(i, j + 1)
            m = ((a[0] + c[0]) / 2, (a[1] + c[1]) / 2)
            tones = [light(base, 0.5), light(base, 0.15), dark(base, 0.25), mix(base, PINK, 0.3)]
            shift = (i * 2 + j * 3) % 4
            for k, (p, q) in enumerate(((a, b), (b, c), (c, d), (d, a))):
                quilt += poly([p, q, m], tones[(k + shift) % 4])
            if rng.random() < 0.3:
                quilt += poly(
                    [
                        (m[0], m[1] - 26),
                        (m[0] + 5, m[1] - 5),
                        (m[0] + 26, m[1]),
                        (m[0] + 5, m[1] + 5),
                        (m[0], m[1] + 26),
                        (m[0] - 5, m[1] + 5),
                        (m[0] - 26, m[1]),
                        (m[0] - 5, m[1] - 5),
                    ],
                    PAPER,
                )
    edge = [spot(i, 0) for i in range(cols + 1)] + [spot(cols, j) for j in range(rows + 1)]
    edge += [spot(i, rows) for i in range(cols, -1, -1)] + [spot(0, j) for j in range(rows, -1, -1)]
    folds = [
        (
            INK if math.cos(u / 12 * 1.6 * math.tau + 0.4) > 0 else PAPER,
            u / 12,
            0.3 * abs(math.cos(u / 12 * 1.6 * math.tau + 0.4)),
        )
        for u in range(13)
    ]
    body += at(18, 24, poly(edge, "#0a0614", opacity=0.6, filter=blur(12))) + quilt
    body += poly(edge, linear(*folds, box=(0, 0, 100, 6))) + poly(edge, "none", stroke=AUBERGINE, stroke_width=12)
    for i in (0, 3, 6, 9):
        x, y = spot(i, 0)
        body += rect(x - 8, y - 34, 16, 58, YELLOW, 5) + rect(x - 1, y - 34, 2, 58, BROWN)
    return sheet(body, shapes.vignette(INK, 0.4), grain=0.15)


def priscilla_rolls_on() -> str:
    """A silver bus on a desert road at dusk, a ribbon of pink cloth streaming from its roof."""
    body = shapes.sky("#34124a", "#7b2d6b", "#d7485a", "#f46a25", "#fbc05a", h=720)
    body += shapes.stars(3, 50, bottom=240) + shapes.sun(420, 650, 130, "#ffe08a", halo=0.6)
    far = "M-20 690L240 690L330 600L380 586L700 580L760 606L860 690H1620V760H-20Z"
    body += path(far, "#8a2a55") + shapes.spray(far, ORANGE, box=(60, 100, 20, 0), end=0.5)
    body += path("M1040 700L1150 620L1210 610L1440 606L1500 640L1640 660V760H1040Z", "#6a1f4d")
    body += ground.land(
        [(-40, 712), (300, 698), (700, 706), (1100, 694), (1660, 708)],
        "#a8323a",
        lit=ORANGE,
        shade="#5a1730",
    )
    rng = random.Random(10)
    for _ in range(36):
        x, y = rng.uniform(0, 1600), rng.uniform(724, 790)
        body += ellipse(x, y, rng.uniform(10, 30), rng.uniform(5, 11), "#6d1f35")
    body += rect(0, 806, 1600, 92, linear(("#3c1a3a", 0), ("#21102a", 1)))
    for i in range(10):
        body += rect(-40 + i * 180, 848, 96, 8, YELLOW, 2, opacity=0.9)
    body += rect(0, 800, 1600, 8, "#d9773f") + rect(0, 898, 1600, 102, linear(("#7e2233", 0), ("#3d1228", 1)))
    a = [
        (1096, 560),
        (1010, 480),
        (880, 470),
        (720, 370),
        (560, 310),
        (380, 330),
        (200, 210),
        (20, 170),
        (-120, 60),
    ]
    b = [
        (1110, 588),
        (1010, 540),
        (880, 590),
        (730, 530),
        (560, 450),
        (380, 520),
        (190, 440),
        (20, 330),
        (-120, 330),
    ]
    tones = ("#ffd3dc", PINK, "#f48ba3", PINK, "#e8647f")
    body += ground.sweep(tones, [(float(x), float(y)) for x, y in a], [(float(x), float(y)) for x, y in b])
    mid = [((x + u) / 2, (y + v) / 2) for (x, y), (u, v) in zip(a, b, strict=True)]
    body += stroke(smooth(mid), "#c9405f", 4, opacity=0.5)
    for i, (x, w) in enumerate(((880, 70), (560, 90), (200, 100))):
        body += ellipse(x, mid[(2, 4, 6)[i]][1], w, 62, radial(("#c9405f", 0, 0.45), ("#c9405f", 1, 0)))
    body += transport.bus(660, 840, 640, "#c9ccd8", "#2b1038", trim=PINK)
    body += shapes.spray(
        "M690 624H1270Q1300 624 1300 660V820H660V660Q660 624 690 624Z",
        PAPER,
        box=(0, 80, 0, 0),
        end=0.5,
    )
    body += stroke("M672 690H1290", ORANGE, 5, opacity=0.7)
    body += rect(1080, 604, 42, 24, RED, 6) + poly([(1088, 606), (1114, 606), (1108, 566), (1094, 566)], RED)
    body += poly(
        [(1296, 770), (1296, 790), (1640, 860), (1640, 770)],
        linear(("#ffe9a8", 0, 0.7), ("#ffe9a8", 1, 0), box=(0, 0, 100, 0)),
    )
    return sheet(body, shapes.vignette(INK, 0.35), grain=0.15)


SCENES: dict[str, Callable[[], str]] = {
    "2026/david-mcdiarmid": david_mcdiarmid,
    "2026/priscilla-rolls-on": priscilla_rolls_on,
}
