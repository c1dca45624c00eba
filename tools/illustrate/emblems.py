"""The desks' emblems: one flat sign each, on a coloured disc."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from .flora import heart
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
)
from .raster import render, save_png
from .svg import circle, clipped, ellipse, group, path, poly, rect, sheet, stroke

SIZE = 400


def _news() -> str:
    """A typewriter."""
    out = rect(128, 66, 144, 130, PAPER, 6)
    out += "".join(rect(148, 90 + i * 22, 104 - (i % 2) * 34, 8, light(VIOLET, 0.4), 4) for i in range(4))
    out += rect(78, 176, 244, 34, INK, 17) + rect(60, 182, 30, 22, YELLOW, 8) + rect(310, 182, 30, 22, YELLOW, 8)
    out += path("M102 204H298L334 312Q336 328 318 328H82Q64 328 66 312Z", AUBERGINE)
    for row, count in enumerate((7, 8, 7)):
        for i in range(count):
            x = 200 + (i - (count - 1) / 2) * (25 + row * 2)
            out += circle(x, 234 + row * 27, 9.5, (PINK, PAPER, YELLOW)[row])
    return out + rect(140, 306, 120, 13, PAPER, 6)


def _politics() -> str:
    """A ballot box with a paper going in."""
    out = rect(148, 74, 104, 120, PAPER, 5) + stroke("M172 122l20 22l36 -46", GREEN, 13)
    out += rect(84, 176, 232, 34, AUBERGINE, 8) + rect(130, 186, 140, 10, INK, 5)
    out += rect(98, 208, 204, 118, light(SKY, 0.15)) + rect(232, 208, 70, 118, dark(SKY, 0.22))
    return out + circle(200, 266, 28, YELLOW)


def _health() -> str:
    """A heart with a small cross."""
    return heart(200, 206, 108, PAPER) + rect(187, 150, 26, 88, RED, 6) + rect(156, 181, 88, 26, RED, 6)


def _arts() -> str:
    """A theatre mask."""
    shape = "M92 108Q200 152 308 108C318 236 280 318 200 338C120 318 82 236 92 108Z"
    out = path(shape, PAPER) + clipped(path(shape, INK), rect(200, 90, 130, 260, light(RED, 0.1)))
    for s in (-1, 1):
        out += path(f"M{200 + s * 28} 200q{s * 32} -40 {s * 66} -6q{s * -34} 24 {s * -66} 6Z", AUBERGINE)
    return out + path("M138 244Q200 276 262 244Q250 302 200 302Q150 302 138 244Z", AUBERGINE)


def _community() -> str:
    """Three figures side by side."""
    out = ""
    for x, y, top, skin, hair in (
        (116, 20, VIOLET, SKIN[1], INK),
        (284, 20, GREEN, SKIN[0], "#8a4b22"),
        (200, 0, AUBERGINE, SKIN[5], INK),
    ):
        out += path(
            f"M{x - 66} 400V{268 + y}C{x - 66} {212 + y} {x - 36} {200 + y} {x} {200 + y}"
            f"C{x + 36} {200 + y} {x + 66} {212 + y} {x + 66} {268 + y}V400Z",
            top,
        )
        out += circle(x, 146 + y, 45, skin)
        out += path(f"M{x - 47} {146 + y}a47 49 0 0 1 94 0q-24 -8 -40 -24q-20 22 -54 24Z", hair)
    return out


def _sport() -> str:
    """A ball and a lane marking."""
    out = poly([(60, 400), (150, 400), (236, 0), (190, 0)], light(YELLOW, 0.5))
    out += poly([(270, 400), (360, 400), (306, 0), (260, 0)], light(YELLOW, 0.5))
    disc = circle(200, 214, 96, PAPER)
    marks = poly([(200, 176), (238, 204), (224, 248), (176, 248), (162, 204)], AUBERGINE)
    for a, b in (
        ((200, 176), (200, 110)),
        ((238, 204), (300, 182)),
        ((224, 248), (264, 306)),
        ((176, 248), (136, 306)),
        ((162, 204), (100, 182)),
    ):
        marks += stroke(f"M{a[0]} {a[1]}L{b[0]} {b[1]}", AUBERGINE, 9)
        marks += circle(b[0], b[1], 32, AUBERGINE)
    return out + ellipse(208, 318, 80, 13, dark(YELLOW, 0.3)) + disc + clipped(disc, marks)


def _history() -> str:
    """An hourglass."""
    glass = (
        "M132 96H268C268 160 222 176 216 200C222 224 268 240 268 304H132C132 "
        "240 178 224 184 200C178 176 132 160 132 96Z"
    )
    out = path(glass, light(SKY, 0.6))
    out += clipped(
        path(glass, INK),
        rect(120, 146, 160, 54, YELLOW),
        rect(197, 190, 6, 90, YELLOW),
        path("M120 310V290Q200 232 280 290V310Z", YELLOW),
    )
    return out + rect(108, 74, 184, 26, PAPER, 10) + rect(108, 300, 184, 26, PAPER, 10)


def _opinion() -> str:
    """A speech balloon."""
    out = path(
        ("M96 96H304Q334 96 334 126V232Q334 262 304 262H204L140 324V262H96Q66 262 66 232V126Q66 96 96 96Z"),
        PAPER,
    )
    return out + "".join(circle(x, 180, 19, c) for x, c in ((136, RED), (200, VIOLET), (264, BLUE)))


def _picture() -> str:
    """A pencil crossing a frame."""
    out = rect(86, 100, 228, 200, AUBERGINE, 8) + rect(106, 120, 188, 160, light(SKY, 0.3))
    scene = circle(240, 166, 26, YELLOW) + path("M96 300L166 190L214 250L246 216L310 300Z", GREEN)
    out += clipped(rect(106, 120, 188, 160, INK), scene)
    pencil = rect(-22, -150, 44, 36, PINK, 10) + rect(-22, -124, 44, 18, PAPER) + rect(-22, -108, 44, 196, YELLOW)
    pencil += rect(8, -108, 14, 196, ORANGE) + poly([(-22, 88), (22, 88), (0, 146)], light(BROWN, 0.7))
    pencil += poly([(-8, 125), (8, 125), (0, 146)], INK)
    return out + group(pencil, transform="translate(214 206) rotate(42)")


EMBLEMS = {
    "news-desk": (VIOLET, _news),
    "politics-desk": (BLUE, _politics),
    "health-desk": (GREEN, _health),
    "arts-desk": (PINK, _arts),
    "community-desk": (ORANGE, _community),
    "sport-desk": (YELLOW, _sport),
    "history-desk": (BROWN, _history),
    "opinion-desk": (SKY, _opinion),
    "picture-desk": (RED, _picture),
}


def emblem(name: str) -> str:
    """One desk's emblem as SVG."""
    colour, draw = EMBLEMS[name]
    disc = circle(200, 200, 200, colour)
    shade = ellipse(200, 330, 150, 22, deep(colour, 0.25), opacity=0.5)
    low = "" if name in ("community-desk", "sport-desk", "opinion-desk", "health-desk") else shade
    return sheet(disc, clipped(disc, low, draw()), width=SIZE, height=SIZE, grain=0, ground=None)


def save_emblems(page: Page, folder: Path) -> Iterator[tuple[str, int]]:
    """Draw every desk's emblem into a folder; yields each file's name and size."""
    for name in EMBLEMS:
        picture = render(page, emblem(name), SIZE, SIZE)
        yield f"{name}.png", save_png(picture, folder / f"{name}.png", colours=96)
