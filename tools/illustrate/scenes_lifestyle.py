"""Pictures for Lifestyle."""

from __future__ import annotations

import random
from collections.abc import Callable

from . import ground, shapes
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
    blur,
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


def a_quiet_phone() -> str:
    """A phone face down on a bedside table by a small lamp, thin rainbow light at its edge."""
    body = rect(0, 0, 1600, 1000, linear(("#1c1440", 0), ("#35205f", 1)))
    body += shapes.glow(430, 330, 720, ORANGE, 0.5)
    body += rect(1080, 60, 380, 430, "#0d0b26") + rect(1080, 60, 380, 430, linear(("#141238", 0), ("#3a2a78", 1)))
    body += shapes.sun(1360, 160, 40, "#f4ecd8", halo=0.5)
    body += rect(1266, 60, 10, 430, "#4b3478") + rect(1080, 270, 380, 10, "#4b3478")
    body += rect(1070, 50, 400, 450, "none", stroke="#4b3478", stroke_width=18)
    body += poly([(0, 640), (1600, 640), (1600, 860), (0, 860)], linear(("#8a4a3a", 0), ("#5f2d38", 1)))
    body += rect(0, 860, 1600, 140, linear(("#3d1c30", 0), ("#1d0f22", 1))) + rect(0, 852, 1600, 10, "#b5674a")
    body += rect(640, 910, 320, 16, "#1d0f22", 8) + rect(740, 906, 120, 26, YELLOW, 13)
    body += ellipse(430, 716, 420, 60, "#ffd98a", opacity=0.38)
    body += ellipse(430, 712, 110, 20, INK, opacity=0.4) + path(
        "M350 700C330 620 400 600 410 540H450C460 600 530 620 510 700Q430 726 350 700Z", GREEN
    )
    body += shapes.spray(
        "M350 700C330 620 400 600 410 540H450C460 600 530 620 510 700Q430 726 350 700Z",
        dark(GREEN, 0.6),
        box=(30, 0, 100, 0),
        end=0.8,
    )
    body += poly([(350, 280), (510, 280), (600, 540), (260, 540)], linear(("#fff0bd", 0), ("#fbc05a", 1)))
    body += ellipse(430, 540, 170, 20, "#ffe9a8") + ellipse(430, 280, 80, 10, "#ffe3a0")
    phone = group(poly([(740, 720), (1250, 706), (1390, 830), (790, 850)], VIOLET, opacity=0.9, filter=blur(18)))
    phone += group(
        ground.sweep(
            RAINBOW,
            [(782, 800), (1060, 806), (1376, 790)],
            [(760, 868), (1060, 876), (1440, 856)],
            0.55,
        ),
        filter=blur(10),
    )
    front = [(808, 822), (1080, 816), (1338, 808)]
    phone += ground.sweep(RAINBOW, [(x, y) for x, y in front], [(x, y + 22) for x, y in front])
    phone += poly([(812, 802), (1332, 788), (1338, 810), (808, 824)], "#0b0914")
    phone += path(
        (
            "M780 699L1190 690Q1206 690 1220 702L1322 780Q1336 794 1310 795L838 "
            "808Q812 808 806 792L764 720Q756 700 780 699Z"
        ),
        "#241c3d",
    )
    phone += path(
        (
            "M780 699L1190 690Q1206 690 1220 702L1322 780Q1336 794 1310 795L838 "
            "808Q812 808 806 792L764 720Q756 700 780 699Z"
        ),
        linear(("#ffd98a", 0, 0.3), ("#ffd98a", 0.5, 0), box=(0, 0, 100, 30)),
    )
    phone += path(
        ("M800 712L876 710Q890 710 896 720L912 744Q918 756 902 756L826 758Q814 758 808 746L794 724Q788 712 800 712Z"),
        "#151027",
    )
    phone += ellipse(830, 726, 15, 8, "#4b4468") + ellipse(872, 742, 15, 8, "#4b4468") + ellipse(872, 724, 6, 4, PAPER)
    body += at(-340, -246, phone, scale=1.26)
    return sheet(body, shapes.vignette(INK, 0.5))


def the_magazine_by_post() -> str:
    """A letterbox on a garden fence, a rolled magazine in its mouth tied in six colours."""
    x: float
    y: float
    body = shapes.sky("#bfe3ee", "#e9f3ea", "#fdf0d2", h=760)
    body += shapes.sun(330, 250, 96, "#fff6da", halo=0.9)
    body += ground.ridge(8, 600, 90, mix(GREEN, "#e9f3ea", 0.55), step=260)
    rng = random.Random(3)
    body += "".join(
        ellipse(x, 640, rng.uniform(70, 120), rng.uniform(60, 120), mix(GREEN, SKY, rng.uniform(0, 0.3)))
        for x in range(-20, 1660, 110)
    )
    body += rect(0, 660, 1600, 340, linear((mix(GREEN, YELLOW, 0.35), 0), (dark(GREEN, 0.3), 1)))
    for y in (560, 760):
        body += rect(0, y, 1600, 36, "#e9dfd6") + rect(0, y + 28, 1600, 8, "#c5b7bd")
    for i in range(17):
        x = -10 + i * 98
        body += path(f"M{x} 900V500L{x + 33} 456L{x + 66} 500V900Z", linear(("#ffffff", 0), ("#f1e7dd", 1)))
        body += path(f"M{x + 46} 900V474L{x + 66} 500V900Z", "#d5c9cf")
    for _ in range(90):
        x, y = rng.uniform(-20, 1620), rng.uniform(868, 990)
        body += stroke(f"M{x:.0f} {y + 26:.0f}V{y:.0f}", dark(GREEN, 0.4), 4)
        body += circle(x, y, rng.uniform(7, 15), rng.choice((PINK, RED, YELLOW, PAPER, "#f48ba3")))
    body += rect(776, 620, 48, 380, dark(BROWN, 0.2)) + rect(806, 620, 18, 380, deep(BROWN, 0.5))
    d = "M560 640V400Q560 250 710 250H890Q1040 250 1040 400V640Z"
    body += at(22, 22, path(d, INK, opacity=0.2)) + path(
        d, linear((light(RED, 0.12), 0), (RED, 0.5), (dark(RED, 0.3), 1))
    )
    body += shapes.spray(d, dark(RED, 0.6), box=(30, 0, 100, 20), end=0.8)
    body += rect(536, 630, 528, 30, dark(RED, 0.45), 8)
    body += rect(1036, 330, 12, 190, dark(RED, 0.5), 5) + rect(1036, 330, 86, 54, YELLOW, 6)
    body += rect(620, 340, 360, 146, "#2b0d1a", 40) + rect(604, 322, 392, 28, light(RED, 0.25), 14)
    roll = rect(-330, -66, 560, 132, linear((PAPER, 0), ("#fff", 0.25), ("#d8c9cc", 1)), 8)
    roll += rect(-330, -66, 560, 34, SKY, 8) + rect(-330, 10, 560, 26, PINK)
    roll += rect(
        -330,
        -66,
        560,
        132,
        linear(("#fff", 0, 0.3), ("#fff", 0.3, 0), (INK, 0.5, 0), (INK, 1, 0.4)),
        8,
    )
    roll += ellipse(-330, 0, 30, 66, "#f4ece2") + path(
        "M-330 -44a18 42 0 1 0 14 60a12 28 0 1 0 -16 -40", stroke="#b8a5ae", stroke_width=5
    )
    roll += rect(90, -68, 140, 136, linear(("#2b0d1a", 0, 0), ("#2b0d1a", 0.85, 1), box=(0, 0, 100, 0)))
    for i, colour in enumerate(RAINBOW):
        roll += rect(-120 + i * 13, -70, 13.6, 140, colour)
    roll += rect(
        -120,
        -70,
        78,
        140,
        linear(("#fff", 0, 0.25), ("#fff", 0.3, 0), (INK, 0.5, 0), (INK, 1, 0.35)),
    )
    body += at(690, 444, roll, turn=-9) + rect(604, 322, 392, 28, light(RED, 0.25), 14)
    bow = ""
    for s in (-1, 1):
        for i, colour in enumerate(RAINBOW):
            k = 1 - i * 0.13
            bow += path(
                (
                    f"M0 0C{s * 50 * k} {-70 * k} {s * 130 * k} {-60 * k} {s * 120 * k} 0"
                    f"C{s * 124 * k} {46 * k} {s * 44 * k} {40 * k} 0 0Z"
                ),
                colour,
            )
        bow += ground.sweep(
            RAINBOW,
            [(s * 6, 4), (s * 40, 60), (s * 50, 130)],
            [(s * 12, 4), (s * 90, 50), (s * 126, 106)],
        )
    body += at(606, 446, bow + circle(0, 2, 20, RED), turn=-9)
    return sheet(body, grain=0.15)


SCENES: dict[str, Callable[[], str]] = {
    "2026/a-quiet-phone": a_quiet_phone,
    "2026/the-magazine-by-post": the_magazine_by_post,
}
