"""The brand's marks: a bold Q whose tail opens into a fan of five stripes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from .palette import AUBERGINE, BLUE, GREEN, INK, ORANGE, PAPER, RED, YELLOW
from .raster import render, save_jpeg, save_png
from .svg import Point, el, linear, num, poly, rect, sheet

FAN = (RED, ORANGE, YELLOW, GREEN, BLUE)
ORIGIN: Point = (214.0, 262.0)
START, END = 12.0, 60.0


def _bowl() -> str:
    """Path data of the letter's bowl: heavy sides, lighter top and foot, in a 512 square."""
    return (
        "M238 10C372 10 468 106 468 238C468 370 372 466 238 466C104 466 8 370 8 238"
        "C8 106 104 10 238 10ZM238 66C172 66 138 132 138 238C138 344 172 410 238 410"
        "C304 410 338 344 338 238C338 132 304 66 238 66Z"
    )


def _fan(length: float, widen: float = 0) -> list[list[Point]]:
    """The five wedges of the tail, as polygons with a rounded far edge."""
    wedges = []
    step = (END - START) / len(FAN)
    for i in range(len(FAN)):
        a, b = START + i * step, START + (i + 1) * step + (0.4 if i < len(FAN) - 1 else 0)
        points: list[Point] = []
        for radius, turns in ((88.0, (a, b)), (length, (b, a))):
            for k in range(7):
                angle = math.radians(turns[0] + (turns[1] - turns[0]) * k / 6)
                points.append(
                    (
                        ORIGIN[0] + math.cos(angle) * (radius + widen),
                        ORIGIN[1] + math.sin(angle) * (radius + widen),
                    )
                )
        wedges.append(points)
    return wedges


def _xy(point: Point) -> str:
    return f"{num(point[0])} {num(point[1])}"


def _data(points: list[Point]) -> str:
    return "M" + "L".join(_xy(p) for p in points) + "Z"


def mark(ink: str = AUBERGINE, length: float = 284, *, adaptive: bool = False) -> str:
    """The Q in a 512 square; ``adaptive`` lets its ink follow a dark browser's scheme."""
    wedges = _fan(length)
    whole = _data([*[p for w in wedges for p in w[:7]], *[p for w in reversed(wedges) for p in w[7:]]])
    style = ""
    if adaptive:
        style = f"<style>.q{{fill:{ink}}}@media(prefers-color-scheme:dark){{.q{{fill:{PAPER}}}}}</style>"
    mask = (
        f'<mask id="m" maskUnits="userSpaceOnUse" x="0" y="0" width="512" height="512">'
        f'<rect width="512" height="512" fill="#fff"/><path d="{whole}" fill="#000" '
        'stroke="#000" stroke-width="30" stroke-linejoin="round"/></mask>'
    )
    bowl = el(
        "path",
        d=_bowl(),
        mask="url(#m)",
        class_="q" if adaptive else None,
        fill=None if adaptive else ink,
        fill_rule="evenodd",
    )
    stripes = "".join(f'<path d="{_data(w)}" fill="{c}"/>' for w, c in zip(wedges, FAN, strict=True))
    return style + mask + bowl + stripes


def icon_svg() -> str:
    """The favicon as a small SVG of its own."""
    return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">' + mark(adaptive=True) + "</svg>\n"


def tile(size: int, *, radius: int, margin: float) -> str:
    """The mark on a paper tile of ``size`` pixels."""
    scale = size * (1 - 2 * margin) / 512
    inner = f'<g transform="translate({size * margin:.2f} {size * margin:.2f}) scale({scale:.4f})">{mark()}</g>'
    return sheet(rect(0, 0, size, size, PAPER, radius), inner, width=size, height=size, grain=0, ground=None)


def share() -> str:
    """The picture for shared links: the Q, and the stripes of its tail across the sheet."""
    body = rect(0, 0, 1200, 630, linear((AUBERGINE, 0), ("#46195a", 1), box=(0, 0, 100, 100)))
    scale, dx, dy = 0.9, 150.0, 36.0
    ox, oy = dx + ORIGIN[0] * scale, dy + ORIGIN[1] * scale
    step = (END - START) / len(FAN)
    for i, colour in enumerate(FAN):
        edges = []
        for k in (0, 1):
            turn = math.radians(START + (i + k) * step)
            cos, sin = math.cos(turn), math.sin(turn)
            reach, far = 300 + 200 - 15 * (i + k), 60.0 + (i + k) * 92
            edges.append(
                (
                    (ox + cos * 250, oy + sin * 250),
                    (ox + cos * reach, oy + sin * reach),
                    (900.0 - 14 * (i + k), far),
                    (1230.0, far + 1.2 * k),
                )
            )
        (p0, p1, p2, p3), (q0, q1, q2, q3) = edges
        body += (
            f'<path d="M{_xy(p0)}C{_xy(p1)} {_xy(p2)} {_xy(p3)}L{_xy(q3)}'
            f'C{_xy(q2)} {_xy(q1)} {_xy(q0)}Z" fill="{colour}"/>'
        )
    body += poly(
        [(0, 0), (1200, 0), (1200, 630), (0, 630)],
        linear((INK, 0, 0), (INK, 0.55, 0), (INK, 1, 0.32), box=(0, 0, 100, 0)),
    )
    body += f'<g transform="translate({dx} {dy}) scale({scale})">{mark(PAPER, 284)}</g>'
    return sheet(body, width=1200, height=630, grain=0.24)


def share_plain() -> str:
    """The picture for links that are to say nothing: a letter in one colour, and no stripes."""
    body = rect(0, 0, 1200, 630, linear((AUBERGINE, 0), ("#46195a", 1), box=(0, 0, 100, 100)))
    bowl = el("path", d=_bowl(), fill=PAPER, fill_rule="evenodd")
    tail = el("path", d="M268 300L338 300L476 492L398 492Z", fill=PAPER)
    body += f'<g transform="translate(370 84) scale(0.9)">{bowl}{tail}</g>'
    return sheet(body, width=1200, height=630, grain=0.24)


def save_brand(page: Page, folder: Path) -> Iterator[tuple[str, int]]:
    """Draw every brand file into a folder; yields each file's name and size."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "icon.svg").write_text(icon_svg(), encoding="utf-8")
    yield "icon.svg", (folder / "icon.svg").stat().st_size
    for size in (192, 512):
        picture = render(page, tile(size, radius=round(size * 0.2), margin=0.14), size, size)
        yield f"icon-{size}.png", save_png(picture, folder / f"icon-{size}.png", colours=128)
    picture = render(page, tile(180, radius=0, margin=0.14), 180, 180)
    name = "apple-touch-icon.png"
    yield name, save_png(picture.convert("RGB"), folder / name)
    for name, drawing in (("share.jpg", share()), ("share-plain.jpg", share_plain())):
        yield name, save_jpeg(render(page, drawing, 1200, 630), folder / name)
