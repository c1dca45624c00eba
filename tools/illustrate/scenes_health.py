"""Pictures for Health."""

from __future__ import annotations

import random
from collections.abc import Callable

from . import built, ground, people, shapes
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
    SKIN,
    SKY,
    VIOLET,
    YELLOW,
    dark,
    deep,
    light,
    mix,
)
from .people import Look
from .svg import (
    at,
    blur,
    circle,
    clipped,
    ellipse,
    group,
    linear,
    path,
    poly,
    rect,
    sheet,
    stroke,
)


def prep_on_the_pbs() -> str:
    """A blue tablet stands like a shield before a row of small coloured houses."""
    body = shapes.sky("#fde9c9", "#fbd7b0", "#f7b98f", h=800)
    body += shapes.sun(800, 430, 300, "#fff3d8", halo=0.35)
    body += ground.ridge(6, 720, 90, mix(GREEN, "#fbd7b0", 0.5), step=260)
    walls = (RED, YELLOW, GREEN, PINK, ORANGE, SKY, VIOLET, YELLOW, RED, GREEN)
    for i, colour in enumerate(walls):
        x, w = -60 + i * 174, 160
        h = 170 + (i * 53) % 70
        y = 790
        body += rect(x, y - h, w, h, mix(colour, PAPER, 0.12))
        body += rect(x + w * 0.62, y - h, w * 0.38, h, dark(colour, 0.32), opacity=0.55)
        body += poly([(x - 12, y - h), (x + w / 2, y - h - 76), (x + w + 12, y - h)], dark(colour, 0.45))
        body += rect(x + 24, y - h + 34, 36, 44, "#fff0bf", 3) + rect(x + 98, y - h + 34, 36, 44, "#fff0bf", 3)
        body += rect(x + 58, y - 76, 44, 76, dark(colour, 0.6), 4)
    body += rect(0, 788, 1600, 212, linear((mix(GREEN, YELLOW, 0.3), 0), (dark(GREEN, 0.35), 1)))
    body += poly([(640, 880), (960, 880), (1500, 1000), (980, 1000)], dark(GREEN, 0.75), opacity=0.5)
    cx, w, top, bottom = 800, 340, 230, 900
    r = w / 2
    d = f"M{cx - r} {top + r}a{r} {r} 0 0 1 {w} 0V{bottom - r}a{r} {r} 0 0 1 {-w} 0Z"
    body += at(16, 0, path(d, dark(BLUE, 0.5)))
    body += path(d, linear((light(BLUE, 0.35), 0), (BLUE, 0.55), (dark(BLUE, 0.3), 1), box=(0, 0, 100, 40)))
    body += shapes.spray(d, deep(BLUE, 0.55), box=(30, 10, 100, 60), end=0.75)
    inset = 34
    d2 = (
        f"M{cx - r + inset} {top + r}a{r - inset} {r - inset} 0 0 1 {w - 2 * inset} 0V{bottom - r}"
        f"a{r - inset} {r - inset} 0 0 1 {-(w - 2 * inset)} 0Z"
    )
    body += path(d2, stroke=light(BLUE, 0.5), stroke_width=5, opacity=0.6)
    body += stroke(f"M{cx - r + 30} {(top + bottom) / 2}H{cx + r - 30}", deep(BLUE, 0.4), 10)
    body += stroke(f"M{cx - r + 30} {(top + bottom) / 2 + 8}H{cx + r - 30}", light(BLUE, 0.4), 4)
    body += stroke(f"M{cx - 112} {top + 250}V{top + 160}a112 112 0 0 1 60 -100", PAPER, 16, opacity=0.75)
    return sheet(body, grain=0.15)


def u_equals_u() -> str:
    """Two great arches of equal height joined by a level bridge, where two people meet."""
    body = shapes.sky("#0e4a52", "#1b7f80", "#63bdb0", "#f6e3bd", h=800)
    body += shapes.sun(800, 470, 150, "#fff2cc", halo=0.7)
    body += shapes.cloud(560, 180, 300, "#bfe6da", 0.35) + shapes.cloud(1120, 120, 260, "#bfe6da", 0.3)
    body += ground.ridge(33, 780, 70, mix(GREEN, "#f6e3bd", 0.4), step=300)
    body += ground.water(780, "#f3d9a8", "#0e4a52")
    body += ground.glints(6, 800, 790, 1000, "#fff2cc", width=330, count=20)
    deck = 560
    parts = rect(-20, deck, 1640, 40, PAPER) + rect(-20, deck + 26, 1640, 14, dark(PAPER, 0.2))
    for cx, colour in ((400, RED), (1200, ORANGE)):
        outer, inner, top = 250, 142, 190
        d = (
            f"M{cx - outer} 900V{top + outer}a{outer} {outer} 0 0 1 {2 * outer} 0V900H{cx + inner}"
            f"V{top + outer}a{inner} {inner} 0 0 0 {-2 * inner} 0V900Z"
        )
        parts += path(
            d,
            linear(
                (light(colour, 0.2), 0),
                (colour, 0.45),
                (dark(colour, 0.35), 1),
                box=(0, 0, 100, 30),
            ),
        )
        parts += shapes.spray(d, dark(colour, 0.6), box=(0, 20, 60, 100), end=0.6)
        hole = f"M{cx - inner} 900V{top + outer}a{inner} {inner} 0 0 1 {2 * inner} 0V900Z"
        moved = hole.replace(f"M{cx - inner} ", f"M{cx - inner + 40} ")
        parts += clipped(path(hole, INK), path(hole + moved, dark(colour, 0.5), fill_rule="evenodd"))
        parts += rect(cx - outer, 880, outer - inner, 24, dark(colour, 0.6))
        parts += rect(cx + inner, 880, outer - inner, 24, dark(colour, 0.6))
    parts += rect(640, deck, 320, 40, PAPER)
    body += ground.mirrored(900, parts, opacity=0.14, squash=0.3) + parts
    body += rect(258, deck, 284, 40, PAPER) + rect(258, deck + 26, 284, 14, dark(PAPER, 0.2))
    body += rect(1058, deck, 284, 40, PAPER) + rect(1058, deck + 26, 284, 14, dark(PAPER, 0.2))
    one = people.person(
        748,
        deck,
        240,
        Look(SKIN[1], "#1d1420", VIOLET, INK, "short"),
        (((-16, -58), (-12, -42)), ((20, -66), (24, -70))),
        "walk",
    )
    two = people.person(
        852,
        deck,
        232,
        Look(SKIN[0], "#8a4b22", YELLOW, dark(BLUE, 0.4), "bob"),
        (((-16, -58), (-12, -42)), ((20, -66), (24, -70))),
        "walk",
        flip=True,
    )
    return sheet(body, one, two, shapes.vignette("#06282d", 0.4))


def someone_to_ring_tonight() -> str:
    """A dark street of houses with one lit window, where a person holds a telephone."""
    body = shapes.sky("#0b0f24", "#14203f", "#20365c", h=800)
    body += shapes.stars(5, 90, bottom=380) + shapes.sun(280, 170, 44, "#eef2f5", halo=0.5)
    back = "#182648"
    for i in range(9):
        x = -60 + i * 196
        h = 150 + (i * 67) % 80
        body += rect(x, 690 - h, 180, h, back) + poly([(x - 14, 690 - h), (x + 90, 600 - h), (x + 194, 690 - h)], back)
    tone = "#111a36"
    for x, w, h in ((-120, 420, 330), (1120, 330, 350), (1420, 360, 300)):
        body += rect(x, 820 - h, w, h, tone) + poly(
            [(x - 30, 820 - h), (x + w / 2, 690 - h), (x + w + 30, 820 - h)], "#0d142b"
        )
        for k in (0.2, 0.62):
            body += rect(x + w * k, 880 - h, w * 0.17, 96, "#1c2a50", 3)
    body += rect(352, 300, 720, 530, "#1a2750") + poly([(300, 306), (480, 140), (944, 140), (1124, 306)], "#0f1730")
    body += shapes.spray("M352 300H1072V830H352Z", "#33508c", box=(100, 0, 40, 0), end=0.4)
    body += rect(960, 90, 60, 130, "#0f1730")
    body += rect(392, 560, 120, 270, "#0f1730", 4) + circle(494, 700, 7, "#6d7fb0")
    wx, wy, ww, wh = 600, 380, 400, 310
    body += shapes.glow(800, 530, 520, ORANGE, 0.65)
    body += rect(wx - 20, wy - 20, ww + 40, wh + 40, "#0f1730", 4)
    inside = rect(wx, wy, ww, wh, linear(("#ffe7a6", 0), ("#fbc14f", 1)))
    inside += circle(930, 470, 120, "#fff6d6", opacity=0.6)
    inside += rect(925, 470, 10, 230, BROWN) + poly([(896, 426), (964, 426), (988, 486), (872, 486)], RED)
    inside += rect(640, 560, 130, 140, GREEN, 36) + rect(626, 620, 200, 90, dark(GREEN, 0.2), 26)
    inside += people.seated(734, 660, 340, Look(SKIN[5], "#1d1420", BLUE, AUBERGINE, "curls"))
    inside += stroke("M700 556Q782 596 768 508", dark(BLUE, 0.25), 22) + circle(766, 506, 12, SKIN[5])
    inside += stroke("M768 470Q786 494 768 530", INK, 13)
    inside += stroke("M770 532q34 60 10 96t40 72", INK, 4)
    body += clipped(rect(wx, wy, ww, wh, INK), inside)
    for s, x in ((1, wx), (-1, wx + ww)):
        body += path(f"M{x} {wy}h{s * 74}q{s * -6} 170 {s * -52} {wh}h{s * -22}Z", RED, opacity=0.95)
        body += stroke(
            f"M{x + s * 26} {wy + 4}q{s * 2} 150 {s * -14} {wh - 10}M{x + s * 50} {wy + 4}q0 140 {s * -26} {wh - 60}",
            dark(RED, 0.4),
            4,
        )
    body += rect(wx - 44, wy + wh + 18, ww + 88, 20, "#2b3d70", 4)
    body += rect(0, 822, 1600, 180, linear(("#121b38", 0), ("#0a0e1e", 1)))
    body += poly(
        [(600, 822), (1000, 822), (1190, 1000), (410, 1000)],
        linear((YELLOW, 0, 0.45), (ORANGE, 1, 0.02)),
    )
    body += built.railing(880, 76, "#0a0f22", gap=34)
    return sheet(body, shapes.vignette("#05070f", 0.5))


def the_grim_reaper_advertisement() -> str:
    """An empty bowling lane runs into mist; one pin stands at its end in a circle of light."""
    body = shapes.sky("#2e3338", "#6c747a", "#a9b0b2", h=560)
    body += rect(0, 540, 1600, 460, linear(("#7c8287", 0), ("#2a2b33", 0.5), ("#18161f", 1)))
    far, y = 150, 540
    lane = [(800 - far, y), (800 + far, y), (1500, 1000), (100, 1000)]
    wood = "#c78a52"
    body += poly(lane, linear((mix(wood, "#a9b0b2", 0.72), 0), (wood, 0.4), (dark(wood, 0.35), 1)))
    for i in range(1, 16):
        t = i / 16
        body += stroke(
            f"M{800 - far + 2 * far * t:.0f} {y}L{100 + 1400 * t:.0f} 1000",
            dark(wood, 0.5),
            2,
            opacity=0.4,
        )
    for i in range(-3, 4):
        x, yy = 800 + i * 96, 850 - abs(i) * -14 - 40
        body += poly([(x, yy - 22), (x + 13, yy + 20), (x - 13, yy + 20)], RED if i == 0 else BROWN)
    for s in (-1, 1):
        body += poly(
            [
                (800 + s * far, y),
                (800 + s * (far + 36), y),
                (800 + s * 880, 1000),
                (800 + s * 700, 1000),
            ],
            linear(("#5b6067", 0), ("#0f0d14", 0.6), ("#0a0910", 1)),
        )
        body += stroke(f"M{800 + s * (far + 38)} {y}L{800 + s * 890} 1000", GREEN, 6, opacity=0.7)
    body += shapes.mist(380, 340, "#c4cacb", 0.75) + shapes.mist(470, 200, "#dfe3e2", 0.7)
    rng = random.Random(5)
    body += group(
        *(
            ellipse(
                rng.uniform(0, 1600),
                rng.uniform(330, 620),
                rng.uniform(160, 330),
                rng.uniform(24, 60),
                "#dfe3e2",
                opacity=0.3,
            )
            for _ in range(16)
        ),
        filter=blur(26),
    )
    body += poly(
        [(770, -10), (830, -10), (1010, 590), (590, 590)],
        linear(("#fff4cf", 0, 0.65), ("#fff4cf", 1, 0.2)),
    )
    body += shapes.glow(800, 420, 330, "#fff4cf", 0.75)
    body += ellipse(800, 590, 212, 44, "#fff4cf", opacity=0.9) + ellipse(800, 592, 150, 28, "#fffaf0")
    body += poly([(762, 596), (838, 596), (900, 720), (700, 720)], linear((INK, 0, 0.4), (INK, 1, 0)))
    pin = (
        "M800 250C834 250 846 282 838 316C832 344 828 356 838 390C852 430 862 470 852 520"
        "C846 560 836 592 826 600H774C764 592 754 560 748 520C738 470 "
        "748 430 762 390C772 356 768 344 762 316"
        "C754 282 766 250 800 250Z"
    )
    shape = path(pin, PAPER)
    body += shape + clipped(shape, rect(740, 352, 120, 15, RED), rect(740, 376, 120, 15, RED))
    body += shapes.spray(pin, "#6d5f74", box=(40, 0, 100, 10), end=0.85)
    return sheet(body, shapes.vignette(INK, 0.5))


SCENES: dict[str, Callable[[], str]] = {
    "2018/prep-on-the-pbs": prep_on_the_pbs,
    "2026/u-equals-u": u_equals_u,
    "2026/someone-to-ring-tonight": someone_to_ring_tonight,
    "2026/the-grim-reaper-advertisement": the_grim_reaper_advertisement,
}
