"""Drawing parts: lights, and the objects people hold and use."""

from __future__ import annotations

import math

from .palette import (
    INK,
    PAPER,
    YELLOW,
    dark,
    light,
    mix,
)
from .shapes import glow
from .svg import (
    at,
    circle,
    clipped,
    ellipse,
    group,
    linear,
    path,
    poly,
    rect,
    stroke,
)


def phone(x: float, y: float, w: float, screen: str, *content: str, turn: float = 0, case: str = INK) -> str:
    """A telephone lying upright; its content is drawn round its middle and cut to the screen."""
    h = w * 2.05
    glass = rect(-w / 2 + w * 0.05, -h / 2 + w * 0.05, w * 0.9, h - w * 0.1, screen, w * 0.11)
    out = rect(-w / 2 + 12, -h / 2 + 16, w, h, INK, w * 0.15, opacity=0.35)
    out += rect(-w / 2, -h / 2, w, h, case, w * 0.15) + glass + clipped(glass, *content)
    out += rect(-w * 0.13, -h / 2 + w * 0.09, w * 0.26, w * 0.055, case, w * 0.03)
    return at(x, y, out, turn=turn)


def candle(x: float, y: float, h: float, wax: str = PAPER, w: float = 26) -> str:
    """A lit candle with its glow."""
    out = glow(x, y - h - 24, h * 0.9 + 60, YELLOW, 0.5)
    out += rect(x - w / 2, y - h, w, h, linear((light(wax, 0.4), 0), (dark(wax, 0.35), 1)), 5)
    return out + flame(x, y - h + 2, w * 1.7)


def flame(x: float, y: float, h: float, outer: str = "#f46a25", inner: str = YELLOW) -> str:
    """A flame that stands at (x, y)."""

    def drop(k: float) -> str:
        return (
            f"M{x} {y - h * k}C{x + h * 0.12 * k} {y - h * 0.62 * k} {x + h * 0.36 * k} "
            f"{y - h * 0.42 * k} {x + h * 0.26 * k} {y - h * 0.16 * k}"
            f"C{x + h * 0.18 * k} {y} {x - h * 0.18 * k} {y} {x - h * 0.26 * k} "
            f"{y - h * 0.16 * k}C{x - h * 0.36 * k} {y - h * 0.44 * k} {x - h * 0.04 * k} "
            f"{y - h * 0.6 * k} {x} {y - h * k}Z"
        )

    return path(drop(1), outer) + path(drop(0.62), inner)


def microphone(x: float, y: float, h: float, head: str, stand: str, *, turn: float = 0) -> str:
    """A microphone on a stand; (x, y) is the stand's foot."""
    out = rect(-5, -h * 0.8, 10, h * 0.8, stand) + ellipse(0, 0, h * 0.14, h * 0.025, stand)
    mic = rect(-h * 0.045, -h * 0.02, h * 0.09, h * 0.14, stand, h * 0.02)
    mic += ellipse(0, -h * 0.06, h * 0.07, h * 0.085, head)
    for i in range(-2, 3):
        mic += stroke(f"M{-h * 0.06} {-h * 0.06 + i * h * 0.028}H{h * 0.06}", dark(head, 0.4), 2.5)
    return at(x, y, out, at(0, -h * 0.86, mic, turn=24), turn=turn)


def ball(x: float, y: float, r: float, base: str, panel: str) -> str:
    """A football of dark panels on a light ball."""
    disc = circle(x, y, r, base)
    marks = ""
    for i in range(6):
        a = math.radians(i * 72 - 90)
        cx, cy = (x, y) if i == 5 else (x + math.cos(a) * r * 0.86, y + math.sin(a) * r * 0.86)
        k = r * (0.34 if i == 5 else 0.36)
        marks += poly(
            [
                (
                    cx + math.cos(math.radians(j * 72 - 90)) * k,
                    cy + math.sin(math.radians(j * 72 - 90)) * k,
                )
                for j in range(5)
            ],
            panel,
        )
        if i < 5:
            marks += stroke(f"M{x} {y}L{cx:.0f} {cy:.0f}", panel, r * 0.04)
    shade = circle(x, y, r, linear((INK, 0.4, 0), (INK, 1, 0.5), box=(20, 0, 80, 100)))
    return disc + clipped(disc, marks) + shade


def scales(x: float, y: float, h: float, colour: str, tilt: float = 0) -> str:
    """A pair of scales; (x, y) is the foot."""
    arm = h * 0.42
    drop = math.sin(math.radians(tilt)) * arm
    out = rect(-h * 0.02, -h * 0.9, h * 0.04, h * 0.9, colour)
    out += rect(-h * 0.2, -h * 0.05, h * 0.4, h * 0.05, colour, 6)
    out += circle(0, -h * 0.92, h * 0.045, colour)
    out += stroke(f"M{-arm} {-h * 0.85 - drop}L{arm} {-h * 0.85 + drop}", colour, h * 0.03)
    for s in (-1, 1):
        px, py = s * arm, -h * 0.85 + s * drop
        out += stroke(
            f"M{px - h * 0.16} {py + h * 0.4}L{px} {py}L{px + h * 0.16} {py + h * 0.4}",
            mix(colour, INK, 0.2),
            4,
        )
        out += path(
            f"M{px - h * 0.2} {py + h * 0.4}h{h * 0.4}q{-h * 0.05} {h * 0.14} "
            f"{-h * 0.2} {h * 0.14}q{-h * 0.15} 0 {-h * 0.2} {-h * 0.14}Z",
            colour,
        )
    return at(x, y, out)


def chair(x: float, y: float, h: float, colour: str, *, flip: bool = False) -> str:
    """A plain wooden chair seen a little from the side; (x, y) is between its feet."""
    w = h * 0.42
    out = stroke(f"M{-w / 2} 0L{-w * 0.42} {-h}", colour, h * 0.06)
    out += stroke(f"M{w / 2} 0L{w * 0.42} {-h * 0.48}", colour, h * 0.055)
    out += stroke(f"M{-w * 0.2} {h * 0.02}V{-h * 0.44}", dark(colour, 0.3), h * 0.045)
    out += rect(-w * 0.5, -h * 0.5, w * 1.02, h * 0.07, colour, h * 0.03)
    out += rect(-w * 0.5, -h, w * 0.16, h * 0.26, light(colour, 0.15), h * 0.04)
    return at(x, y, out, flip=flip)


def telephone(x: float, y: float, w: float, colour: str, cord: str = INK) -> str:
    """A desk telephone with its handset on the rest; (x, y) is the middle of its foot."""
    h = w * 0.6
    out = path(
        f"M{-w * 0.46} 0L{-w * 0.3} {-h * 0.62}H{w * 0.3}L{w * 0.46} 0Q0 {h * 0.06} {-w * 0.46} 0Z",
        colour,
    )
    out += circle(0, -h * 0.3, w * 0.15, light(colour, 0.7))
    for i in range(9):
        a = math.radians(i * 34 - 200)
        out += circle(math.cos(a) * w * 0.1, -h * 0.3 + math.sin(a) * w * 0.1, w * 0.02, dark(colour, 0.5))
    out += rect(-w * 0.24, -h * 0.7, w * 0.48, h * 0.12, dark(colour, 0.4), 6)
    out += group(
        path(
            f"M{-w * 0.5} {-h * 0.6}q{-w * 0.02} {-h * 0.3} {w * 0.2} {-h * 0.32}"
            f"h{w * 0.6}q{w * 0.22} {h * 0.02} {w * 0.2} {h * 0.32}h{-w * 0.24}"
            f"q0 {-h * 0.12} {-w * 0.1} {-h * 0.12}h{-w * 0.32}"
            f"q{-w * 0.1} 0 {-w * 0.1} {h * 0.12}Z",
            dark(colour, 0.18),
        )
    )
    curl = f"M{-w * 0.4} {-h * 0.1}" + "".join(
        f"q{-w * 0.06} {w * 0.02} {-w * 0.03} {w * 0.05}t{-w * 0.05} 0" for _ in range(5)
    )
    return at(x, y, stroke(curl, cord, w * 0.018), out)


def pill(x: float, y: float, w: float, colour: str, turn: float = 0) -> str:
    """A tablet with a score across its middle."""
    out = rect(-w / 2 + 6, -w * 0.22 + 9, w, w * 0.44, INK, w * 0.22, opacity=0.25)
    out += rect(-w / 2, -w * 0.22, w, w * 0.44, colour, w * 0.22)
    out += rect(-w * 0.36, -w * 0.15, w * 0.5, w * 0.07, light(colour, 0.5), w * 0.03)
    return at(x, y, out + rect(-2, -w * 0.22, 4, w * 0.44, dark(colour, 0.3)), turn=turn)
