"""Pictures for Arts: books."""

from __future__ import annotations

import random
from collections.abc import Callable

from . import built, shapes
from .palette import (
    BLUE,
    BROWN,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    PINK,
    RED,
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
    linear,
    path,
    poly,
    rect,
    sheet,
    stroke,
)


def holding_the_man() -> str:
    """An open book on a football field at evening; two pages lean together."""
    body = shapes.sky("#2b1038", "#6a2560", "#c9405a", "#f46a25", "#fbb45a", h=580)
    body += shapes.sun(800, 540, 190, "#ffd77a", halo=0.7, shade=ORANGE)
    body += built.skyline(51, 590, "#4a1a4a", low=20, high=66, width=(60, 150))
    rng = random.Random(4)
    body += "".join(ellipse(x, 584, rng.uniform(40, 80), rng.uniform(22, 44), "#3a1442") for x in range(0, 1640, 70))
    for x, top in ((548, 330), (716, 240), (884, 240), (1052, 330)):
        body += rect(x - 6, top, 12, 270, PAPER, 4) + rect(x + 1, top, 5, 270, mix(PINK, VIOLET, 0.5), 3)
    field = mix(GREEN, "#2c7a3f", 0.4)
    body += rect(0, 586, 1600, 414, linear((mix(field, ORANGE, 0.3), 0), (field, 0.4), (deep(field, 0.6), 1)))
    for i in range(8):
        if i % 2:
            a, b = -900 + i * 420, -900 + (i + 1) * 420
            body += poly(
                [
                    (800 + (a - 800) * 0.35, 586),
                    (800 + (b - 800) * 0.35, 586),
                    (b, 1000),
                    (a, 1000),
                ],
                INK,
                opacity=0.12,
            )
    body += stroke("M330 600Q800 760 1270 600", PAPER, 5, opacity=0.8)
    body += poly([(560, 860), (1040, 860), (1300, 1000), (300, 1000)], linear((INK, 0, 0.65), (INK, 1, 0.1)))
    cover = RED
    body += poly([(420, 850), (800, 880), (1180, 850), (1230, 890), (800, 930), (370, 890)], dark(cover, 0.4))
    for s in (-1, 1):
        body += path(f"M800 884L{800 + s * 404} 856Q{800 + s * 250} 786 800 858Z", "#d8c8b8")
        body += path(f"M800 878L{800 + s * 396} 846Q{800 + s * 240} 770 800 852Z", PAPER)
        for k in range(4):
            body += stroke(
                (
                    f"M{800 + s * 90} {848 - k * 9}Q{800 + s * 240} {800 - k * 4} "
                    f"{800 + s * (340 - k * 14)} {836 - k * 6}"
                ),
                mix(PAPER, BROWN, 0.4),
                3,
                opacity=0.6,
            )
    body += shapes.glow(800, 600, 340, "#ffe3a0", 0.65)
    for s, tint in ((-1, "#f7c9a0"), (1, "#f7b9b0")):
        px = [800 + s * k for k in (6, 96, 118, 2, 150, 262, 250, 196)]
        page = f"M{px[0]} 866C{px[1]} 780 {px[2]} 640 {px[3]} 500L{px[4]} 396C{px[5]} 560 {px[6]} 720 {px[7]} 838Z"
        body += path(page, linear((PAPER, 0), (tint, 1), box=(50 - 50 * s, 0, 50 + 50 * s, 40)))
        body += shapes.spray(page, VIOLET if s > 0 else "#c9405a", box=(50 - 50 * s, 20, 50 + 50 * s, 60), end=0.6)
        for k in range(6):
            y = 560 + k * 44
            body += stroke(
                f"M{800 + s * (62 + k * 9)} {y}Q{800 + s * 140} {y - 34} {800 + s * 196} {y - 50}",
                dark(tint, 0.4),
                4,
                opacity=0.5,
            )
        body += stroke(f"M{px[3]} 500L{px[4]} 396", "#fff6dd", 6)
    return sheet(body, shapes.vignette(INK, 0.4))


def six_australian_books() -> str:
    """Six bright books stacked like stairs; a reading lamp bends over the topmost."""
    body = rect(0, 0, 1600, 1000, linear(("#41124a", 0), ("#2b1038", 1), box=(100, 0, 0, 100)))
    body += shapes.glow(940, 380, 640, ORANGE, 0.42)
    table = "#c4573a"
    body += rect(0, 820, 1600, 180, linear((table, 0), (dark(table, 0.6), 1)))
    body += rect(0, 814, 1600, 8, light(table, 0.35))
    body += poly([(340, 826), (1240, 826), (1010, 960), (60, 960)], INK, opacity=0.35)
    body += poly(
        [(800, 262), (980, 262), (1330, 820), (400, 820)],
        linear(("#fff0bd", 0, 0.5), ("#fff0bd", 1, 0.04)),
    )
    for i, colour in enumerate((VIOLET, BLUE, GREEN, YELLOW, ORANGE, RED)):
        h = 72
        x0, x1, y = 330 + i * 96, 1230 - i * 26, 820 - (i + 1) * h
        body += rect(x0, y, x1 - x0, h, colour, 8)
        body += rect(x1 - 36, y + 9, 40, h - 18, PAPER, 3)
        for k in range(4):
            body += rect(x1 - 34, y + 16 + k * 12, 38, 2, mix(PAPER, BROWN, 0.4))
        body += rect(x0, y, x1 - x0, 9, dark(colour, 0.1), 6) + rect(x0, y + h - 9, x1 - x0, 9, dark(colour, 0.35), 6)
        body += rect(x0, y, 96, h, linear((light(colour, 0.4), 0), (colour, 1), box=(0, 0, 100, 0)), 8)
        body += rect(x0 + 130, y + 18, 14, h - 36, light(colour, 0.65), 3) + rect(
            x0 + 154, y + 18, 6, h - 36, light(colour, 0.65), 3
        )
        body += circle(x0 + 206, y + h / 2, 12, light(colour, 0.65))
        body += rect(
            x0,
            y,
            x1 - x0,
            h,
            linear((INK, 0, 0), (INK, 0.55, 0), (INK, 1, 0.3), box=(0, 0, 100, 0)),
            8,
        )
        body += rect(x0, y, 96, 5, "#fff4d0", 3, opacity=0.9)
    body += ellipse(1350, 822, 120, 22, INK) + rect(1236, 802, 228, 22, YELLOW, 11)
    body += stroke("M1350 806L1420 460L1090 190", dark(YELLOW, 0.4), 20) + stroke(
        "M1347 806L1416 460L1088 188", YELLOW, 13
    )
    body += circle(1418, 460, 20, dark(YELLOW, 0.5)) + circle(1418, 460, 9, PAPER)
    shade = poly([(-60, -50), (60, -50), (150, 92), (-150, 92)], RED) + rect(-34, -80, 68, 36, dark(RED, 0.4), 8)
    shade += poly([(0, -50), (60, -50), (150, 92), (20, 92)], dark(RED, 0.4), opacity=0.6)
    shade += ellipse(0, 92, 150, 22, "#fff3c4")
    body += stroke("M1088 184L950 120", dark(YELLOW, 0.4), 18) + stroke("M1088 182L950 118", YELLOW, 11)
    body += at(930, 190, shade, turn=12) + circle(1078, 178, 17, dark(YELLOW, 0.5))
    return sheet(body, shapes.vignette(INK, 0.45))


SCENES: dict[str, Callable[[], str]] = {
    "2026/holding-the-man": holding_the_man,
    "2026/six-australian-books": six_australian_books,
}
