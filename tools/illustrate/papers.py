"""Drawing parts: books, letters and placards."""

from __future__ import annotations

from .palette import (
    BROWN,
    INK,
    PAPER,
    dark,
    light,
)
from .svg import (
    at,
    circle,
    linear,
    path,
    poly,
    rect,
    stroke,
)


def book(
    x: float,
    y: float,
    w: float,
    h: float,
    colour: str,
    accent: str,
    *,
    turn: float = 0,
    motif: str = "",
) -> str:
    """A closed book, its cover to us; (x, y) is its middle."""
    out = rect(-w / 2 + 10, -h / 2 + 12, w, h, INK, 5, opacity=0.3)
    out += rect(-w / 2 + 6, -h / 2 + 7, w, h, light(PAPER, 0), 4)
    out += rect(-w / 2, -h / 2, w, h, colour, 5)
    out += rect(-w / 2, -h / 2, w * 0.09, h, dark(colour, 0.3), 5) + motif
    if not motif:
        out += circle(w * 0.04, -h * 0.12, w * 0.2, accent)
        out += rect(-w * 0.2, h * 0.22, w * 0.48, h * 0.035, accent, 4)
        out += rect(-w * 0.2, h * 0.3, w * 0.3, h * 0.035, accent, 4)
    return at(x, y, out, turn=turn)


def spine(x: float, y: float, w: float, h: float, colour: str, accent: str, lean: float = 0) -> str:
    """A book's spine standing on the line ``y``."""
    out = rect(0, -h, w, h, colour, 4) + rect(w * 0.72, -h, w * 0.28, h, dark(colour, 0.3), 4)
    out += rect(0, -h * 0.86, w, h * 0.05, accent) + rect(0, -h * 0.2, w, h * 0.05, accent)
    out += rect(w * 0.32, -h * 0.7, w * 0.3, h * 0.36, accent, w * 0.12)
    return at(x, y, out, turn=lean)


def open_book(x: float, y: float, w: float, page: str, cover: str, lines: str) -> str:
    """An open book lying before us; (x, y) is the foot of its fold."""
    h = w * 0.3
    out = ""
    for s in (-1, 1):
        out += path(f"M0 12L{s * w / 2} {-h * 0.1 + 12}V{-h}L0 {-h * 0.7}Z", cover)
        d = (
            f"M0 0C{s * w * 0.15} {-h * 0.3} {s * w * 0.36} {-h * 0.25} {s * w * 0.48} {-h * 0.12}"
            f"L{s * w * 0.45} {-h * 1.05}C{s * w * 0.34} {-h * 1.18} {s * w * 0.14} {-h * 1.2} "
            f"0 {-h * 0.92}Z"
        )
        out += path(d, page if s < 0 else light(page, 0.2))
        out += path(
            d,
            linear(
                (INK, 0, 0.28 if s > 0 else 0),
                (INK, 0.25 if s > 0 else 0.75, 0),
                (INK, 1, 0 if s > 0 else 0.28),
                box=(0, 0, 100, 0),
            ),
        )
        for i in range(5):
            yy = -h * (0.9 - i * 0.13)
            out += stroke(
                f"M{s * w * 0.08} {yy}Q{s * w * 0.24} {yy - h * 0.2} {s * w * 0.4} {yy - h * 0.03}",
                lines,
                4,
                opacity=0.5,
            )
    return at(x, y, out)


def envelope(
    x: float,
    y: float,
    w: float,
    colour: str,
    *,
    turn: float = 0,
    seal: str | None = None,
    open_: bool = False,
) -> str:
    """An envelope seen from its flap side; (x, y) is its middle."""
    h = w * 0.62
    out = rect(-w / 2 + 8, -h / 2 + 12, w, h, INK, 6, opacity=0.25)
    out += rect(-w / 2, -h / 2, w, h, colour, 6)
    out += path(
        f"M{-w / 2} {h / 2}L{-w * 0.08} 0M{w / 2} {h / 2}L{w * 0.08} 0",
        stroke=dark(colour, 0.25),
        stroke_width=3,
    )
    tip = -h * 0.55 if open_ else h * 0.1
    base = -h / 2
    out += path(f"M{-w / 2} {base}L0 {base + tip if open_ else tip}L{w / 2} {base}Z", dark(colour, 0.14))
    if seal:
        out += circle(0, h * 0.06, w * 0.075, seal)
    return at(x, y, out, turn=turn)


def placard(
    x: float,
    y: float,
    w: float,
    h: float,
    colour: str,
    mark: str = "",
    *,
    stick: float = 200,
    turn: float = 0,
) -> str:
    """A placard on a stick; the mark is drawn round the middle of its board."""
    return at(x, y, rect(-5, 0, 10, stick, BROWN), rect(-w / 2, -h / 2, w, h, colour, 8), mark, turn=turn)


def paper_boat(x: float, y: float, w: float, colour: str) -> str:
    """A folded paper boat on the water."""
    return at(
        x,
        y,
        poly(
            [(-w / 2, -w * 0.16), (w / 2, -w * 0.16), (w * 0.3, w * 0.1), (-w * 0.3, w * 0.1)],
            colour,
        ),
        poly([(-w * 0.24, -w * 0.16), (0, -w * 0.52), (w * 0.24, -w * 0.16)], dark(colour, 0.18)),
        poly([(0, -w * 0.52), (w * 0.24, -w * 0.16), (0, -w * 0.16)], dark(colour, 0.32)),
    )
