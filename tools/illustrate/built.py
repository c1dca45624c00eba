"""Drawing parts: buildings and streets."""

from __future__ import annotations

import random

from .palette import (
    INK,
    YELLOW,
    dark,
    light,
)
from .svg import (
    circle,
    group,
    linear,
    path,
    poly,
    rect,
)


def skyline(
    seed: int,
    y: float,
    colour: str,
    *,
    low: float = 60,
    high: float = 260,
    left: float = 0,
    right: float = 1600,
    width: tuple[int, int] = (50, 110),
    lit: str | None = None,
    share: float = 0.3,
) -> str:
    """A row of plain towers that stand on the line ``y``, some of their windows lit."""
    rng = random.Random(seed)
    out, x = "", left
    while x < right:
        w, h = rng.randint(*width), rng.uniform(low, high)
        out += rect(x, y - h, w + 1, h + 2, colour)
        if rng.random() < 0.25:
            out += rect(x + w * 0.46, y - h - 34, 4, 34, colour)
        if lit:
            for row in range(int(h // 26) - 1):
                for col in range(int(w // 20) - 1):
                    if rng.random() < share:
                        out += rect(x + 13 + col * 20, y - h + 16 + row * 26, 8, 12, lit, opacity=0.85)
        x += w
    return out


def portico(
    x: float,
    y: float,
    w: float,
    h: float,
    colour: str,
    *,
    columns: int = 6,
    back: str = INK,
    steps: int = 3,
    pediment: bool = True,
) -> str:
    """A columned front: steps, columns, a beam and a gable; (x, y) is its foot's middle."""
    out, left = "", x - w / 2
    sh, beam, gable = h * 0.035, h * 0.1, h * 0.24 if pediment else 0
    top = y - h + gable
    out += rect(left + w * 0.04, top, w * 0.92, h - gable, back)
    for i in range(steps):
        extra = (steps - i) * w * 0.02
        out += rect(left - extra, y - sh * (i + 1), w + extra * 2, sh + 1, dark(colour, 0.12 * (steps - i)))
    foot = y - sh * steps
    gap = w * 0.92 / (columns - 1) if columns > 1 else 0
    cw = min(w * 0.075, gap * 0.5)
    for i in range(columns):
        cx = left + w * 0.04 + gap * i
        out += rect(
            cx - cw / 2,
            top + beam,
            cw,
            foot - top - beam,
            linear((light(colour, 0.25), 0), (colour, 0.4), (dark(colour, 0.5), 1), box=(0, 0, 100, 0)),
        )
        out += rect(cx - cw * 0.72, top + beam, cw * 1.44, h * 0.025, colour)
        out += rect(cx - cw * 0.72, foot - h * 0.025, cw * 1.44, h * 0.025, dark(colour, 0.15))
    out += rect(left - w * 0.03, top, w * 1.06, beam, colour)
    out += rect(left - w * 0.03, top + beam * 0.72, w * 1.06, beam * 0.28, dark(colour, 0.28))
    if pediment:
        out += poly([(left - w * 0.05, top), (x, y - h), (left + w * 1.05, top)], colour)
        out += poly(
            [
                (left + w * 0.06, top - gable * 0.1),
                (x, y - h + gable * 0.26),
                (left + w * 0.94, top - gable * 0.1),
            ],
            dark(colour, 0.25),
        )
    return out


def lamp(x: float, y: float, h: float, colour: str, light_colour: str = YELLOW) -> str:
    """A street lamp with a round globe."""
    return (
        rect(x - 3, y - h, 6, h, colour)
        + rect(x - 9, y - 14, 18, 14, colour, 3)
        + circle(x, y - h - 16, 48, light_colour, opacity=0.18)
        + circle(x, y - h - 16, 19, light_colour)
        + rect(x - 10, y - h, 20, 6, colour, 2)
    )


def house(
    x: float,
    y: float,
    w: float,
    h: float,
    wall: str,
    roof: str,
    *,
    lit: str | None = None,
    verandah: bool = True,
) -> str:
    """A timber house on stumps with a hipped tin roof."""
    out = "".join(
        rect(x + w * k, y - h * 0.3, w * 0.025, h * 0.3, dark(wall, 0.6)) for k in (0.04, 0.26, 0.5, 0.74, 0.93)
    )
    out += rect(x, y - h * 0.74, w, h * 0.46, wall)
    out += poly(
        [
            (x - w * 0.07, y - h * 0.72),
            (x + w * 0.2, y - h),
            (x + w * 0.8, y - h),
            (x + w * 1.07, y - h * 0.72),
        ],
        roof,
    )
    pane = lit or dark(wall, 0.5)
    for k in (0.16, 0.68):
        out += rect(x + w * k, y - h * 0.63, w * 0.16, h * 0.2, pane, 3)
    out += rect(x + w * 0.43, y - h * 0.64, w * 0.14, h * 0.36, dark(wall, 0.55), 3)
    if verandah:
        out += rect(x - w * 0.05, y - h * 0.3, w * 1.1, h * 0.04, dark(wall, 0.35))
        for i in range(9):
            out += rect(x - w * 0.04 + i * w * 0.134, y - h * 0.42, w * 0.012, h * 0.13, light(wall, 0.3))
        out += rect(x - w * 0.05, y - h * 0.44, w * 1.1, h * 0.022, light(wall, 0.3))
    return out


def doorway(
    x: float,
    y: float,
    w: float,
    h: float,
    glow: str,
    frame: str,
    *,
    leaf: str | None = None,
    spill: float = 0,
    arch: bool = False,
) -> str:
    """An open door with light behind it; ``spill`` is how far the light falls forward."""
    out = ""
    if spill:
        out += poly(
            [(x - w / 2, y), (x + w / 2, y), (x + w * 1.1, y + spill), (x - w * 1.1, y + spill)],
            linear((glow, 0, 0.75), (glow, 1, 0)),
        )
    t = w * 0.07
    if arch:
        d = f"M{x - w / 2} {y}V{y - h + w / 2}a{w / 2} {w / 2} 0 0 1 {w} 0V{y}Z"
        out += path(d, linear((light(glow, 0.5), 0), (glow, 1)), stroke=frame, stroke_width=t * 2)
    else:
        out += rect(x - w / 2 - t, y - h - t, w + 2 * t, h + t, frame)
        out += rect(x - w / 2, y - h, w, h, linear((light(glow, 0.5), 0), (glow, 1)))
    if leaf:
        lx = x - w / 2
        out += poly(
            [
                (lx, y - h),
                (lx - w * 0.62, y - h - h * 0.05),
                (lx - w * 0.62, y + h * 0.09),
                (lx, y),
            ],
            leaf,
        )
        out += poly(
            [
                (lx, y - h),
                (lx - w * 0.62, y - h - h * 0.05),
                (lx - w * 0.62, y + h * 0.09),
                (lx, y),
            ],
            linear((INK, 0, 0.5), (INK, 1, 0), box=(0, 0, 100, 0)),
        )
        out += circle(lx - w * 0.54, y - h * 0.46, w * 0.035, YELLOW)
    return out


def window(
    x: float,
    y: float,
    w: float,
    h: float,
    glow: str,
    frame: str,
    *,
    panes: int = 2,
    rows: int = 2,
    sill: bool = True,
) -> str:
    """A sash window, lit from within; (x, y) is its upper left corner."""
    out = rect(x - 12, y - 12, w + 24, h + 24, frame) + rect(x, y, w, h, glow)
    out += "".join(rect(x + w * i / panes - 5, y, 10, h, frame) for i in range(1, panes))
    out += "".join(rect(x, y + h * i / rows - 5, w, 10, frame) for i in range(1, rows))
    if sill:
        out += rect(x - 34, y + h + 10, w + 68, 22, light(frame, 0.12), 4)
    return out


def railing(y: float, h: float, colour: str, *, gap: float = 40, left: float = 0, right: float = 1600) -> str:
    """An iron railing across the picture."""
    posts = "".join(rect(left + i * gap, y - h, 5, h, colour) for i in range(int((right - left) / gap) + 1))
    return group(
        posts,
        rect(left, y - h, right - left, 8, colour),
        rect(left, y - h * 0.14, right - left, 6, colour),
    )
