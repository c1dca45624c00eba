"""Drawing parts: bridges, trains and buses."""

from __future__ import annotations

from collections.abc import Sequence

from .palette import (
    AUBERGINE,
    INK,
    PAPER,
    YELLOW,
    dark,
    light,
)
from .svg import (
    circle,
    clipped,
    ellipse,
    linear,
    path,
    rect,
    stroke,
)


def arch_bridge(x: float, y: float, w: float, h: float, colour: str, *, deck: float = 16) -> str:
    """A great steel arch with its deck and two pairs of pylons; (x, y) is its left foot."""
    out, n = "", 22
    rise = h
    mid = x + w / 2
    outer = f"M{x} {y + 20}Q{mid} {y - rise * 2} {x + w} {y + 20}"
    inner = f"M{x + w * 0.01} {y + 40}Q{mid} {y - rise * 1.62} {x + w * 0.99} {y + 40}"
    out += stroke(outer, colour, 9) + stroke(inner, colour, 7)
    for i in range(1, n):
        t = i / n
        px = x + w * t
        a = (1 - t) ** 2 * (y + 20) + 2 * t * (1 - t) * (y - rise * 2) + t * t * (y + 20)
        b = (1 - t) ** 2 * (y + 40) + 2 * t * (1 - t) * (y - rise * 1.62) + t * t * (y + 40)
        out += stroke(f"M{px:.0f} {a:.0f}V{max(b, y):.0f}", colour, 3)
        t2 = (i + 1) / n
        b2 = (1 - t2) ** 2 * (y + 40) + 2 * t2 * (1 - t2) * (y - rise * 1.62) + t2 * t2 * (y + 40)
        out += stroke(f"M{px:.0f} {a:.0f}L{x + w * t2:.0f} {b2:.0f}", colour, 2)
        if b < y:
            out += stroke(f"M{px:.0f} {b:.0f}V{y}", colour, 2.5)
    out += rect(x - w, y, w * 3, deck, colour)
    for px in (x - 46, x + w - 2):
        out += rect(px, y - h * 0.42, 48, h * 0.42 + 130, colour)
        out += rect(px - 5, y - h * 0.42, 58, 12, colour)
    return out


def viaduct(
    y: float,
    h: float,
    colour: str,
    *,
    arches: int = 8,
    left: float = -40,
    right: float = 1640,
    shade: str | None = None,
) -> str:
    """A stone viaduct of round arches; ``y`` is the level of its rails."""
    gap = (right - left) / arches
    d = f"M{left} {y}H{right}V{y + h}"
    for i in range(arches):
        x = right - i * gap
        pier = gap * 0.1
        d += (
            f"H{x - pier:.0f}V{y + gap * 0.55:.0f}"
            f"A{gap / 2 - pier:.0f} {gap * 0.42:.0f} 0 0 0 {x - gap + pier:.0f} "
            f"{y + gap * 0.55:.0f}V{y + h}"
        )
    out = path(d + f"H{left}Z", colour)
    if shade:
        out += path(d + f"H{left}Z", linear((shade, 0, 0), (shade, 1, 0.85)))
    return out + rect(left, y - 8, right - left, 14, light(colour, 0.1))


def train(
    x: float,
    y: float,
    cars: int,
    body: str,
    windows: Sequence[str],
    *,
    length: float = 300,
    h: float = 84,
    engine: bool = True,
    glow: bool = True,
) -> str:
    """A train whose rear is at ``x`` and whose rails are at ``y``; it runs to the right."""
    k: float
    out, n = "", 0
    for i in range(cars):
        left = x + i * (length + 10)
        out += rect(left - 12, y - 24, 16, 8, INK)
        out += rect(left, y - h - 12, length, h, body, 10)
        out += rect(left, y - h - 12, length, h * 0.22, light(body, 0.12), 10)
        count = 6
        gap = length / (count + 0.4)
        for k in range(count):
            colour = windows[n % len(windows)]
            n += 1
            wx = left + gap * (k + 0.32)
            if glow:
                out += rect(wx - 8, y - h + 2, gap * 0.72 + 16, h * 0.42 + 16, colour, 12, opacity=0.22)
            out += rect(wx, y - h + 10, gap * 0.72, h * 0.42, colour, 5)
        for k in (0.12, 0.22, 0.78, 0.88):
            out += circle(left + length * k, y - 9, 9, INK)
    if engine:
        left = x + cars * (length + 10)
        out += rect(left - 12, y - 24, 16, 8, INK)
        out += path(
            f"M{left} {y - 12}V{y - h - 4}q0 -8 8 -8H{left + length * 0.62}"
            f"q{length * 0.26} 4 {length * 0.32} {h * 0.62}v{h * 0.38 - 8}"
            f"q0 8 -8 8Z",
            body,
        )
        out += path(f"M{left + length * 0.6} {y - h + 10}h18q40 4 58 {h * 0.4}h-76Z", INK)
        out += circle(left + length * 0.9, y - 28, 7, YELLOW)
        for k in (0.12, 0.22, 0.68, 0.78):
            out += circle(left + length * k, y - 9, 9, INK)
    return out


def bus(x: float, y: float, w: float, body: str, glass: str, *, trim: str = PAPER) -> str:
    """A long touring bus, seen from the side; (x, y) is its rear wheel line."""
    h = w * 0.3
    shape = rect(x, y - h - w * 0.035, w, h, body, w * 0.045)
    out = ellipse(x + w / 2, y + w * 0.012, w * 0.54, w * 0.02, AUBERGINE, opacity=0.55)
    out += shape
    out += clipped(
        shape,
        rect(x, y - h * 0.42, w, h * 0.06, trim),
        rect(x, y - h * 0.3, w, h * 0.4, dark(body, 0.22)),
    )
    for i in range(7):
        out += rect(x + w * (0.045 + i * 0.118), y - h * 0.98, w * 0.1, h * 0.34, glass, w * 0.01)
    out += path(
        f"M{x + w * 0.885} {y - h * 0.98}h{w * 0.075}q{w * 0.03} 0 {w * 0.032} {w * 0.04}v{h * 0.34}h{-w * 0.107}Z",
        glass,
    )
    for i in range(6):
        out += stroke(
            f"M{x + w * (0.07 + i * 0.118)} {y - h * 0.68}l{w * 0.03} {-h * 0.26}",
            light(glass, 0.6),
            w * 0.008,
            opacity=0.5,
        )
    out += circle(x + w * 0.985, y - h * 0.3, w * 0.014, YELLOW)
    for k in (0.17, 0.26, 0.82):
        out += circle(x + w * k, y - w * 0.01, w * 0.046, INK)
        out += circle(x + w * k, y - w * 0.01, w * 0.021, trim)
    return out
