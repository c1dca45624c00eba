"""The covers of the sample issues: a picture in portrait, with the name, the number and two lines of type."""

from __future__ import annotations

import base64
import math
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Page

from newsroom.features.fonts import cutting
from newsroom.site.headline_font import CUTS

from . import built, flags, flora, people, shapes
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
from .raster import render, save_jpeg
from .svg import at, circle, clipped, el, ellipse, linear, path, poly, rect, sheet, stroke

WIDE, HIGH = 1200, 1600


def type_(x: float, y: float, size: float, words: str, colour: str, weight: int = 900, **attrs: object) -> str:
    """A line of type whose foot stands at ``y``."""
    spacing = round(-size * 0.035, 1)
    more = {"letter_spacing": spacing, "font_family": "Cover", "font_weight": weight, **attrs}
    return el("text", words, x=x, y=y, font_size=size, fill=colour, **more)


def cover(scene: str, number: str, lines: tuple[str, str], ink: str, small: str) -> str:
    """A whole cover: the scene, the magazine's letters its number, and what it is about.

    Args:
        scene: the picture.
        number: the issue's number, in words.
        lines: the two lines of type at its foot.
        ink: the colour of the letters.
        small: the colour of the lines at the foot.
    """
    font = base64.b64encode(cutting.make(CUTS[0])).decode()
    face = f"<style>@font-face{{font-family:Cover;font-weight:400 900;src:url(data:font/woff2;base64,{font})}}</style>"
    top = type_(58, 372, 440, "QN", ink)
    top += type_(1140, 118, 40, "Sample issue", ink, 700, text_anchor="end", letter_spacing=0)
    top += type_(1140, 172, 40, number, ink, 400, text_anchor="end", letter_spacing=0)
    foot = type_(64, 1436, 124, lines[0], small) + type_(64, 1548, 124, lines[1], small)
    return sheet(face, scene, top, foot, width=WIDE, height=HIGH, grain=0.18)


def how_the_law_changed() -> str:
    """People climb wide steps of six colours to a columned house under a low yellow sun."""
    body = rect(0, 0, WIDE, HIGH, linear(("#2b1038", 0), ("#6c2a78", 0.34), ("#d4566a", 0.52), ("#f9b35e", 0.64)))
    body += shapes.glow(600, 770, 620, "#ffd98a", 0.75) + circle(600, 760, 210, "#ffe3a1")
    body += shapes.rays(600, 760, 26, "#ffe3a1", 0.1, length=1500, turn=4)
    body += at(0, 0, *(shapes.cloud(x, y, w, "#f6a27a", 0.45) for x, y, w in ((-90, 560, 420), (840, 480, 460))))
    stone = "#f3dcc4"
    body += built.portico(600, 1010, 780, 400, stone, columns=8, back="#4a1f4f", steps=4)
    body += built.doorway(600, 996, 74, 190, "#ffd27a", "#4a1f4f")
    # Each colour of the stairs is a flight of three steps.
    top, left, right = 1004.0, 196.0, 1004.0
    for i, colour in enumerate(RAINBOW):
        height = 62 + 22 * i
        for k in range(3):
            y, h = top + height * k / 3, height / 3 + 1
            reach = (y - 1004) * 0.62
            body += rect(left - reach, y, right - left + 2 * reach, h, light(colour, 0.16 - 0.08 * k))
            body += rect(left - reach, y + h - 4, right - left + 2 * reach, 4, dark(colour, 0.34), opacity=0.6)
        top += height
    rng = random.Random(8)
    tops = (PAPER, YELLOW, SKY, PINK, GREEN, ORANGE, BLUE, RED)
    cast = people.looks(31, 15, tops, (INK, AUBERGINE, dark(BLUE, 0.4)))
    spots = (
        (520, 1024, 74), (640, 1030, 76), (430, 1076, 92), (560, 1090, 96), (720, 1082, 94), (830, 1104, 100),
        (330, 1160, 124), (480, 1172, 128), (655, 1166, 128), (800, 1188, 134), (960, 1204, 138),
        (230, 1282, 172), (420, 1290, 176), (690, 1286, 176), (930, 1304, 180),
    )  # fmt: skip
    for i, ((x, y, h), look) in enumerate(zip(spots, cast, strict=True)):
        arm = ("down", "hands", "wave", "hands", "up", "down")[i % 6]
        body += ellipse(x, y + 2, h * 0.2, h * 0.035, INK, opacity=0.28)
        if i in (3, 9, 12):
            body += flags.flag(x + h * 0.15, y - h * 1.62, h * 0.8, h * 0.5, RAINBOW, wave=h * 0.05, pole=BROWN,
                               pole_length=2.2, phase=rng.random() * 3)  # fmt: skip
            arm = "pole"
        body += people.person(x, y, h, look, arm, "walk", back=True, rim="#ffe3a1")
    body += poly(
        [(0, 1210), (WIDE, 1210), (WIDE, HIGH), (0, HIGH)], linear((INK, 0, 0), (INK, 0.62, 0.62), (INK, 1, 0.72))
    )
    return cover(body, "One", ("How the", "law changed"), "#fff3dc", PAPER)


def _blossom(seed: int, cx: float, cy: float, rx: float, ry: float, count: int) -> str:
    """A crown of blossom: discs of many violets within an oval, the lightest on top."""
    rng = random.Random(seed)
    out = ""
    for i in range(count):
        a, k = rng.uniform(0, 6.283), rng.random() ** 0.5
        x, y = cx + rx * k * math.cos(a), cy + ry * k * math.sin(a)
        tone = mix("#5b2d8c", "#c9a6ee", min(1, max(0, 0.15 + 0.7 * i / count - 0.3 * (y - cy) / ry)))
        out += circle(x, y, rng.uniform(20, 52), tone, opacity=0.9)
    return out


def keeping_company() -> str:
    """Nine people eat at a long table under a jacaranda in bloom."""
    body = rect(0, 0, WIDE, HIGH, linear(("#7fcbd8", 0), ("#c9ead9", 0.42), ("#fdf0c9", 0.66)))
    body += circle(1010, 640, 120, "#fff8df") + shapes.glow(1010, 640, 420, "#fff3c4", 0.7)
    for x, h in ((-20, 190), (90, 150), (1080, 200), (1190, 250)):
        body += flora.tree(x, 1010, h, mix(GREEN, SKY, 0.35), BROWN, lit="#cdeabf")
    lawn = "#5fae62"
    body += rect(0, 990, WIDE, 620, linear((light(lawn, 0.35), 0), (lawn, 0.35), (dark(lawn, 0.45), 1)))
    body += ellipse(600, 1070, 620, 62, "#b48be6", opacity=0.85)
    trunk = "#5a3a2c"
    body += stroke("M590 1040C566 900 600 800 560 620", trunk, 74) + stroke(
        "M576 800C620 700 760 640 820 560", trunk, 42
    )
    body += stroke("M566 760C520 660 400 620 330 540", trunk, 40) + stroke(
        "M572 690C590 600 610 560 640 470", trunk, 38
    )
    body += _blossom(5, 600, 560, 560, 200, 330)
    rng = random.Random(4)
    for _ in range(120):
        x, y = rng.uniform(30, 1170), rng.uniform(700, 1300)
        body += ellipse(
            x, y, rng.uniform(4, 9), rng.uniform(3, 6), mix("#8e5cc4", "#d9bdf5", rng.random()), opacity=0.85
        )
    tops = (RED, YELLOW, BLUE, PAPER, ORANGE, VIOLET, PINK, GREEN, SKY)
    cast = people.looks(12, 9, tops, (INK, AUBERGINE))
    for i, look in enumerate(cast[:5]):
        body += people.bust(150 + i * 226, 1158, 37, look, back=False)
    # The table, its cloth, and what stands on it.
    body += path("M20 1150H1180L1200 1236H0Z", light(PAPER, 0)) + rect(
        0, 1236, WIDE, 86, linear(("#efe1cf", 0), ("#cdb7a6", 1))
    )
    for i, colour in enumerate(RAINBOW):
        body += rect(0, 1244 + i * 9, WIDE, 9, colour)
    for i, (x, colour) in enumerate(
        ((110, RED), (300, GREEN), (505, ORANGE), (700, BLUE), (900, YELLOW), (1090, PINK))
    ):
        body += ellipse(x, 1196, 66, 19, "#fffdf8") + ellipse(x, 1192, 44, 12, mix(colour, PAPER, 0.15))
        body += (
            rect(x + 82, 1132, 26, 58, mix(SKY, PAPER, 0.5), 6, opacity=0.85) if i % 2 else _jug(x + 96, 1194, colour)
        )
    for i, look in enumerate(cast[5:]):
        x = 190 + i * 274
        body += rect(x - 121, 1430, 242, HIGH - 1430, look.top) + people.bust(x, 1372, 54, look, back=True)
    body += poly(
        [(0, 1240), (WIDE, 1240), (WIDE, HIGH), (0, HIGH)], linear((INK, 0, 0), (INK, 0.5, 0.6), (INK, 1, 0.8))
    )
    return cover(body, "Two", ("Keeping", "company"), AUBERGINE, PAPER)


def _jug(x: float, y: float, colour: str) -> str:
    shape = path(f"M{x - 18} {y}Q{x - 30} {y - 34} {x - 12} {y - 62}H{x + 14}Q{x + 30} {y - 34} {x + 18} {y}Z", colour)
    return shape + clipped(shape, rect(x - 30, y - 70, 22, 80, PAPER, opacity=0.35))


COVERS: dict[str, Callable[[], str]] = {"1": how_the_law_changed, "2": keeping_company}


def save_covers(page: Page, folder: Path) -> Iterator[tuple[str, int]]:
    """Draw every cover into a folder; yields each file's name and size."""
    for number, draw in COVERS.items():
        picture = render(page, draw(), WIDE, HIGH)
        yield f"{number}.jpg", save_jpeg(picture, folder / f"{number}.jpg", limit=260_000)
