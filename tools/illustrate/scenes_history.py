"""Pictures for History: the street."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from . import built, people, shapes
from .palette import (
    AUBERGINE,
    BLUE,
    BROWN,
    GREEN,
    INK,
    ORANGE,
    RAINBOW,
    RED,
    SKY,
    VIOLET,
    YELLOW,
    dark,
    light,
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
    stroke,
)


def the_first_mardi_gras() -> str:
    """A truck with loudspeakers rolls down a dark street; lamps behind it turn to colours."""
    body = shapes.sky("#0d0a1c", "#1c1036", "#341a52", h=800)
    body += shapes.stars(78, 60, bottom=300)
    body += built.skyline(16, 720, "#1a1034", low=220, high=430, lit="#7c628c", share=0.08)
    x = -30
    rng = random.Random(78)
    while x < 1620:
        w, h = rng.randint(150, 200), rng.randint(250, 330)
        tone = mix("#2c1747", "#160c26", rng.random() * 0.6)
        body += rect(x, 750 - h, w, h, tone) + rect(x - 4, 744 - h, w + 8, 18, light(tone, 0.1))
        for k in range(3):
            lit = rng.random() < 0.22
            body += rect(x + 22 + k * (w - 30) / 3, 790 - h, 28, 58, "#f3b95a" if lit else "#120a20", 14)
        body += rect(x, 652, w, 12, light(tone, 0.12)) + rect(x + 16, 664, w - 32, 86, "#0f081a")
        x += w
    body += rect(0, 750, 1600, 250, linear(("#2a1a3e", 0), ("#0e0818", 1))) + rect(0, 750, 1600, 20, "#42295a")
    for i, colour in enumerate((*RAINBOW, "#58486a")):
        lx = 90 + i * 160 + (340 if i == 6 else 0)
        lit = i < 6
        h = 440
        body += rect(lx - 5, 760 - h, 10, h, "#0a0612") + rect(lx - 14, 742, 28, 24, "#0a0612", 4)
        body += stroke(f"M{lx} {764 - h}q0 -34 40 -34", "#0a0612", 9)
        if lit:
            body += shapes.glow(lx + 40, 746 - h, 230, colour, 0.75)
            body += poly(
                [(lx + 16, 752 - h), (lx + 64, 752 - h), (lx + 150, 790), (lx - 70, 790)],
                linear((colour, 0, 0.5), (colour, 1, 0.08)),
            )
            body += poly(
                [(lx - 60, 790), (lx + 140, 790), (lx + 60, 1000), (lx - 220, 1000)],
                linear((colour, 0, 0.5), (colour, 1, 0.03)),
            )
        body += ellipse(lx + 40, 742 - h, 27, 17, light(colour, 0.35) if lit else colour)
        body += rect(lx + 12, 724 - h, 56, 12, "#0a0612", 6)
    wheel = 892
    body += poly(
        [(1476, 830), (1476, 850), (1700, 920), (1700, 780)],
        linear(("#fff0bd", 0, 0.7), ("#fff0bd", 1, 0.1), box=(0, 0, 100, 0)),
    )
    body += ellipse(1160, 902, 370, 22, INK, opacity=0.7)
    body += rect(830, 806, 430, 44, "#8a4a2c", 5) + rect(830, 842, 430, 22, dark(BROWN, 0.5))
    cab = "M1262 850V690Q1262 660 1296 660H1380Q1408 660 1420 690L1446 760Q1486 768 1490 800V866H1262Z"
    body += path(cab, linear((light(RED, 0.1), 0), (dark(RED, 0.35), 1)))
    body += path("M1300 688H1376Q1392 688 1398 704L1420 764H1300Z", "#ffe3a0") + rect(1346, 688, 9, 76, dark(RED, 0.3))
    body += circle(1476, 828, 15, "#fff3cf") + rect(1258, 860, 240, 18, "#221430", 6)
    for sx in (905, 1110):
        body += rect(sx - 60, 628, 120, 180, "#221430", 8) + rect(sx - 60, 628, 16, 180, "#4a2f60", 6)
        body += circle(sx, 748, 44, "#0c0714") + circle(sx, 748, 28, "#5c3d74") + circle(sx, 748, 11, "#0c0714")
        body += circle(sx, 670, 24, "#0c0714") + circle(sx, 670, 12, "#5c3d74")
    for sx in (905, 1110):
        for k in range(3):
            r = 54 + k * 36
            body += stroke(
                f"M{sx - r * 0.7} {596 - k * 18}Q{sx} {560 - k * 36} {sx + r * 0.7} {596 - k * 18}",
                YELLOW,
                7,
                opacity=0.9 - k * 0.26,
            )
    for wx in (930, 1050, 1390):
        body += circle(wx, wheel - 18, 46, "#07040d") + circle(wx, wheel - 18, 20, "#6b5878")
    return sheet(body, shapes.vignette(INK, 0.45))


def stonewall() -> str:
    """A brick corner at night with one glowing doorway; long shadows in colours on the road."""
    body = rect(0, 0, 1600, 1000, linear(("#140b1f", 0), ("#2a1438", 1)))
    brick = "#5a2a35"
    body += poly(
        [(420, 0), (1180, 0), (1180, 660), (420, 660)],
        linear((mix(brick, INK, 0.4), 0), (brick, 1)),
    )
    body += poly([(-20, 0), (420, 0), (420, 660), (-20, 760)], mix(brick, INK, 0.62))
    body += poly([(1180, 0), (1620, 0), (1620, 740), (1180, 660)], mix(brick, INK, 0.55))
    rng = random.Random(69)
    for row in range(24):
        for col in range(12):
            if rng.random() < 0.34:
                xx = 426 + col * 64 + (row % 2) * 30
                if xx < 1120:
                    body += rect(xx, 8 + row * 27, 56, 20, mix(brick, rng.choice((INK, RED, ORANGE)), 0.2), 2)
    for x in (520, 950):
        body += rect(x - 10, 70, 160, 200, "#1a0e22") + rect(x, 80, 140, 180, "#2b1a3c")
        body += (
            rect(x + 66, 80, 8, 180, "#1a0e22")
            + rect(x, 164, 140, 8, "#1a0e22")
            + rect(x - 20, 270, 180, 16, light(brick, 0.15))
        )
    for s in (-1, 1):
        for k in (0, 1):
            cx = 800 + s * (470 + k * 170)
            body += poly(
                [
                    (cx, 190 - k * 10),
                    (cx + s * 90, 176 - k * 10),
                    (cx + s * 90, 400 + k * 16),
                    (cx, 392 + k * 10),
                ],
                "#120a1b",
            )
    body += rect(420, 330, 760, 24, "#1a0e22")
    body += poly(
        [(-20, 760), (420, 660), (1180, 660), (1620, 740), (1620, 1010), (-20, 1010)],
        linear(("#4a2a52", 0), ("#1a0f26", 1)),
    )
    body += poly(
        [
            (-20, 760),
            (420, 660),
            (1180, 660),
            (1620, 740),
            (1620, 762),
            (1176, 680),
            (424, 680),
            (-20, 786),
        ],
        "#69406b",
    )
    body += shapes.glow(800, 530, 470, ORANGE, 0.7)
    for s in (-1, 1):
        wx = 800 + s * 240
        body += rect(wx - 86, 420, 172, 170, "#1a0e22") + rect(wx - 76, 430, 152, 150, mix(ORANGE, AUBERGINE, 0.35))
        body += rect(wx - 76, 430, 152, 150, linear((INK, 0, 0.4), (INK, 1, 0)))
        body += rect(wx - 4, 430, 8, 150, "#1a0e22")
    body += path("M690 662V440a110 110 0 0 1 220 0V662Z", "#1a0e22")
    body += path("M712 662V442a88 88 0 0 1 176 0V662Z", linear(("#fff3c9", 0), (YELLOW, 0.5), (ORANGE, 1)))
    body += poly(
        [(712, 662), (888, 662), (1260, 1000), (340, 1000)],
        linear((YELLOW, 0, 0.75), (ORANGE, 1, 0.06)),
    )
    tones = (RED, ORANGE, YELLOW, GREEN, SKY, BLUE, VIOLET, "#ef6f9d")
    poses = ("wave", "hands", "up", "down", "wave", "hip", "up", "down")
    cuts = ("bob", "short", "curls", "bun", "short", "long", "bald", "curls")
    people_ = ""
    for i, colour in enumerate(tones):
        look = Look(colour, colour, colour, colour, cuts[i], i in (2, 5), False, colour)
        x, y = 450 + i * 100, 712 + (i % 2) * 12 + abs(i - 3.5) * 5
        fig = people.person(0, 0, 132, look, poses[i], "wide", back=True)
        fig = fig.replace('fill="url(#lin', 'fill-opacity="0" fill="url(#lin')
        turn = math.degrees(math.atan((x - 800) / 380))
        body += group(fig, transform=f"translate({x} {y:.0f}) skewX({turn:.1f}) scale(1.5 -2.15)")
        ink = Look("#180d20", "#180d20", "#180d20", "#180d20", cuts[i], i in (2, 5), False, "#180d20")
        people_ += people.person(x, y, 132, ink, poses[i], "wide", back=True)
    body += people_
    body += poly([(0, 820), (1600, 820), (1600, 1000), (0, 1000)], linear((INK, 0, 0), (INK, 1, 0.6)))
    return sheet(body, shapes.vignette(INK, 0.45))


SCENES: dict[str, Callable[[], str]] = {
    "2026/the-first-mardi-gras": the_first_mardi_gras,
    "2026/stonewall": stonewall,
}
