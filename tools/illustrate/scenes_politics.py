"""Pictures for Politics."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from . import built, flora, papers, people, shapes
from .palette import (
    AUBERGINE,
    BROWN,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    PINK,
    RAINBOW,
    RED,
    SKIN,
    VIOLET,
    YELLOW,
    dark,
    deep,
    light,
    mix,
)
from .people import Look
from .svg import (
    clipped,
    ellipse,
    linear,
    path,
    poly,
    rect,
    sheet,
    stroke,
)


def sex_discrimination_act() -> str:
    """A wide rainbow umbrella over three figures in fine rain."""
    body = shapes.sky("#6a5a94", "#9a87b8", "#cdbcd6", "#efe0dc", h=800)
    body += built.skyline(41, 790, "#a794bf", low=80, high=330)
    body += built.skyline(44, 790, "#8c78ab", low=40, high=170)
    body += rect(0, 786, 1600, 214, linear(("#7d6a9e", 0), ("#3f2a5c", 1)))
    rng = random.Random(9)
    cx, top, rx, edge = 800, 170, 560, 500
    n = 6
    ribs = [cx - rx + 2 * rx * i / n for i in range(n + 1)]
    company = ""
    figures = (
        (610, 352, Look(SKIN[1], "#1d1420", YELLOW, INK, "curls")),
        (900, 336, Look(SKIN[4], "#8a4b22", GREEN, AUBERGINE, "bob")),
        (736, 360, Look(SKIN[2], "#1d1420", PAPER, VIOLET, "short", True)),
    )
    for x, h, look in figures:
        company += people.person(x, 880, h, look, "wave" if x == 736 else "down")
    for i, colour in enumerate(RAINBOW):
        body += rect(ribs[i], 800, 190, 200, linear((colour, 0, 0), (colour, 0.5, 0.55), (colour, 1, 0)))
    body += ellipse(756, 884, 290, 18, INK, opacity=0.35)
    body += rect(802, 180, 9, 372, INK) + company
    umbrella = ""
    for i, colour in enumerate(RAINBOW):
        a, b = ribs[i], ribs[i + 1]
        mid = (a + b) / 2
        ca, cb = cx + (a - cx) * 0.92, cx + (b - cx) * 0.92
        umbrella += path(
            f"M{cx} {top}C{cx + (ca - cx) * 0.62:.0f} {top + 10} "
            f"{ca:.0f} {top + 120} {a:.0f} {edge}"
            f"Q{mid:.0f} {edge - 64} {b:.0f} {edge}C{cb:.0f} {top + 120} "
            f"{cx + (cb - cx) * 0.62:.0f} {top + 10} {cx} {top}Z",
            colour,
        )
    body += umbrella + rect(cx - 6, top - 44, 12, 50, INK, 6)
    rain = "".join(
        f"M{rng.uniform(-40, 1640):.0f} {rng.uniform(-20, 960):.0f}l-10 {rng.uniform(24, 60):.0f}" for _ in range(190)
    )
    dry = path(
        (f"M0 0H1600V1000H0ZM{cx - rx + 30} {edge}L{cx - rx + 60} 1000H{cx + rx - 30}L{cx + rx - 20} {edge}Z"),
        INK,
        clip_rule="evenodd",
    )
    body += clipped(dry, stroke(rain, PAPER, 2, opacity=0.5))
    return sheet(body, shapes.vignette(AUBERGINE, 0.35))


def postal_survey_result() -> str:
    """A red post box, and envelopes in every colour streaming out of it."""
    body = shapes.sky("#ffdf9a", "#fcd27c", "#f9b95f", h=800)
    body += shapes.rays(520, 470, 18, PAPER, 0.2, turn=6)
    terrace = dark(VIOLET, 0.35)
    for i in range(6):
        x = 900 + i * 180
        body += rect(x, 500 + (i % 2) * 20, 182, 320, mix(VIOLET, ORANGE, 0.32 + 0.06 * (i % 2)))
        body += rect(x, 490 + (i % 2) * 20, 182, 22, terrace)
        for k in (34, 106):
            body += rect(x + k, 560, 44, 84, "#fbe3a4", 22) + rect(x + k, 600, 44, 44, "#fbe3a4")
            body += rect(x + k, 704, 44, 84, mix(VIOLET, INK, 0.3), 4)
        body += rect(x, 664, 182, 12, terrace)
    body += rect(0, 786, 1600, 214, linear(("#8a3f6b", 0), (AUBERGINE, 1)))
    body += poly([(0, 786), (1600, 786), (1600, 830), (0, 830)], "#b25a72")
    body += poly([(400, 900), (640, 900), (240, 1000), (-180, 1000)], INK, opacity=0.4)
    box = rect(400, 360, 240, 520, RED, 20) + path("M388 372Q388 262 520 262Q652 262 652 372Z", RED)
    box += rect(380, 360, 280, 34, light(RED, 0.16), 12) + rect(384, 860, 272, 44, dark(RED, 0.4), 8)
    box += rect(444, 440, 152, 26, INK, 10) + rect(436, 428, 168, 14, light(RED, 0.3), 7)
    box += rect(450, 520, 140, 190, dark(RED, 0.2), 10) + rect(466, 540, 108, 90, PAPER, 6)
    box += flora.heart(520, 586, 26, RED)
    box += shapes.spray("M400 360H640V880H400Z", dark(RED, 0.6), box=(20, 0, 100, 0), end=0.8)
    body += box
    rng = random.Random(12)
    for i in range(30):
        t = (i / 29) ** 0.85
        x = 530 + 980 * t
        y = 452 - 60 * math.sin(t * 3.3) - 230 * t + rng.uniform(-150, 150) * t**0.8
        w = 46 + 150 * t * rng.uniform(0.7, 1.05)
        colour = RAINBOW[i % 6]
        body += papers.envelope(x, y, w, colour, turn=-24 + rng.uniform(-34, 34) * (0.3 + t), seal=light(colour, 0.7))
    return sheet(body, shapes.vignette(RED, 0.22), grain=0.15)


def eighty_five_laws() -> str:
    """Grey law books with one unbroken band of the rainbow along their spines; two cups below."""
    body = rect(0, 0, 1600, 1000, linear(("#4a1f58", 0), ("#2a1038", 1), box=(0, 0, 100, 60)))
    body += shapes.glow(620, 300, 900, ORANGE, 0.34)
    wood = "#7b4a30"
    body += rect(0, 40, 1600, 26, wood) + rect(0, 66, 1600, 12, deep(wood, 0.6))
    rng = random.Random(22)
    x = -10.0
    books = ""
    while x < 1600:
        w = rng.uniform(52, 84)
        h = rng.uniform(392, 462)
        tone = mix("#b3a9b6", "#6d6074", rng.random())
        y = 610 - h
        books += rect(x, y, w - 3, h, tone, 5)
        books += rect(x + 6, y + 34, w - 15, 5, dark(tone, 0.35)) + rect(x + 6, y + 46, w - 15, 3, dark(tone, 0.35))
        books += rect(x + 6, 560, w - 15, 5, dark(tone, 0.35))
        for i, colour in enumerate(RAINBOW):
            books += rect(x, 322 + i * 22, w - 3, 22.6, mix(colour, INK, 0.12 * rng.random()))
        books += rect(
            x,
            y,
            w - 3,
            h,
            linear((PAPER, 0, 0.2), (PAPER, 0.3, 0), (INK, 0.6, 0), (INK, 1, 0.5), box=(0, 0, 100, 0)),
            5,
        )
        x += w
    body += rect(0, 130, 1600, 480, "#1c0c26", opacity=0.7) + books
    body += rect(0, 66, 1600, 150, linear((INK, 0, 0.55), (INK, 1, 0)))
    body += rect(0, 610, 1600, 36, light(wood, 0.14)) + rect(0, 646, 1600, 16, deep(wood, 0.45))
    body += rect(0, 662, 1600, 250, linear(("#1c0c26", 0), ("#3a1746", 1)))
    body += rect(0, 900, 1600, 40, light(wood, 0.14)) + rect(0, 940, 1600, 60, deep(wood, 0.4))
    for cx, colour, s in ((690, YELLOW, 1), (900, PINK, -1)):
        body += poly([(cx - 76, 900), (cx + 76, 900), (cx + 250, 932), (cx + 90, 932)], INK, opacity=0.35)
        body += path(
            f"M{cx + s * -66} 772q{s * -66} -8 {s * -62} 46q0 44 {s * 74} 42",
            stroke=colour,
            stroke_width=17,
        )
        body += path(f"M{cx - 74} 744H{cx + 74}L{cx + 60} 872q-4 28 -32 28H{cx - 28}q-28 0 -32 -28Z", colour)
        body += path(
            f"M{cx - 74} 744H{cx + 74}L{cx + 60} 872q-4 28 -32 28H{cx - 28}q-28 0 -32 -28Z",
            linear((PAPER, 0, 0.3), (PAPER, 0.35, 0), (INK, 0.5, 0), (INK, 1, 0.4), box=(0, 0, 100, 0)),
        )
        body += ellipse(cx, 744, 74, 15, light(colour, 0.4)) + ellipse(cx, 746, 62, 10, BROWN)
        for k in (-18, 18):
            body += stroke(f"M{cx + k} 724q-16 -18 0 -34t0 -28", PAPER, 5, opacity=0.3)
    return sheet(body, shapes.vignette(INK, 0.5))


SCENES: dict[str, Callable[[], str]] = {
    "2013/sex-discrimination-act": sex_discrimination_act,
    "2017/postal-survey-result": postal_survey_result,
    "2026/eighty-five-laws": eighty_five_laws,
}
