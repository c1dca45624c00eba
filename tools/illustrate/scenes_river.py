"""Pictures for a photo essay: one bend of a river, six times in a day."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from . import built, ground, shapes, transport
from .palette import AUBERGINE, INK, ORANGE, PAPER, RAINBOW, YELLOW, dark, light, mix
from .svg import circle, ellipse, path, poly, rect, sheet, smooth, stroke

_BANK = 600


@dataclass(frozen=True, slots=True)
class _Hour:
    """What one hour does to the same place.

    Args:
        sky: colours from the top down to the far bank.
        light: where the sun or the moon stands, how large it is, and its colour.
        river: the colours of the water, far and near.
        lit: the share of windows that are lit.
        stars: how many are seen.
    """

    sky: tuple[str, ...]
    light: tuple[float, float, float, str]
    river: tuple[str, str]
    lit: float = 0.0
    stars: int = 0


_HOURS = {
    "river-0500": _Hour(
        ("#232a5c", "#6b4a8e", "#e58a8f", "#fbd3a0"),
        (1120, 560, 96, "#fff0c9"),
        ("#d98f92", "#2c2450"),
        0.16,
        40,
    ),
    "river-0900": _Hour(
        ("#4fa6d8", "#9ad3ea", "#e9f3ea"),
        (300, 170, 74, "#fff6d8"),
        ("#8cc3cf", "#2f6f80"),
    ),
    "river-1300": _Hour(
        ("#2f86c9", "#79c3e6", "#d7eef0"),
        (800, 90, 66, "#fffbe6"),
        ("#a58458", "#5b4027"),
    ),
    "river-1700": _Hour(
        ("#59307a", "#c8476f", "#f4823f", "#fcd071"),
        (430, 540, 130, "#fff0b8"),
        ("#e8844d", "#4a1f4d"),
        0.08,
    ),
    "river-1900": _Hour(
        ("#140f33", "#30205e", "#6a3a83"),
        (1290, 150, 54, "#f7ecd0"),
        ("#3c2b66", "#120c28"),
        0.5,
        60,
    ),
    "river-2300": _Hour(
        ("#070a1f", "#10163a", "#23305c"),
        (1010, 190, 70, "#f4efdf"),
        ("#1a2450", "#060817"),
        0.22,
        150,
    ),
}


def _ferry(x: float, y: float, s: float, hull: str, glass: str) -> str:
    out = path(f"M{x} {y}H{x + 330 * s}L{x + 292 * s} {y + 46 * s}H{x + 30 * s}Z", hull)
    out += rect(x + 26 * s, y - 62 * s, 250 * s, 62 * s, PAPER, 10) + rect(
        x + 70 * s, y - 104 * s, 150 * s, 44 * s, PAPER, 8
    )
    out += "".join(rect(x + (40 + 46 * k) * s, y - 50 * s, 34 * s, 30 * s, glass, 4) for k in range(5))
    out += "".join(rect(x + (82 + 46 * k) * s, y - 94 * s, 34 * s, 24 * s, glass, 4) for k in range(3))
    return out + rect(x + 26 * s, y - 14 * s, 250 * s, 8 * s, hull)


def _rower(x: float, y: float, colour: str) -> str:
    out = path(f"M{x - 190} {y}Q{x} {y + 30} {x + 190} {y}Q{x} {y + 12} {x - 190} {y}Z", colour)
    for k in (-70, 0, 70):
        out += circle(x + k, y - 42, 13, colour) + path(
            f"M{x + k - 16} {y + 8}L{x + k - 10} {y - 30}H{x + k + 12}L{x + k + 20} {y + 8}Z", colour
        )
        out += stroke(f"M{x + k + 8} {y - 10}L{x + k - 74} {y + 34}", colour, 5)
    return out


def _heron(x: float, y: float, colour: str) -> str:
    out = ellipse(x, y, 44, 20, colour) + stroke(f"M{x + 34} {y - 8}Q{x + 70} {y - 40} {x + 52} {y - 78}", colour, 11)
    out += circle(x + 54, y - 82, 12, colour) + poly([(x + 62, y - 88), (x + 112, y - 76), (x + 62, y - 76)], ORANGE)
    return out + stroke(f"M{x - 6} {y + 16}V{y + 96}M{x + 12} {y + 16}V{y + 96}", colour, 4)


def _jacaranda(x: float, y: float, s: float, bark: str, bloom: tuple[str, str]) -> str:
    rng = random.Random(int(x))
    out = stroke(
        f"M{x} {y + 220}Q{x + 10} {y} {x - 30 * s} {y - 120 * s}"
        f"M{x} {y + 60}Q{x + 40} {y - 60} {x + 90 * s} {y - 110 * s}",
        bark,
        24 * s,
    )
    for _ in range(46):
        angle, far = rng.uniform(0, 2 * math.pi), rng.random() ** 0.6
        tone = mix(*bloom, rng.random())
        out += ellipse(
            x + math.cos(angle) * 240 * s * far,
            y - 140 * s + math.sin(angle) * 100 * s * far,
            rng.uniform(26, 56) * s,
            rng.uniform(18, 34) * s,
            tone,
        )
    return out


def _extra(name: str, hour: _Hour) -> str:
    """What passes at this hour, and at no other."""
    near = dark(hour.river[1], 0.5)
    if name == "river-0500":
        return _rower(620, 800, near) + shapes.mist(560, 120, PAPER, 0.5)
    if name == "river-0900":
        return _ferry(520, 770, 1.5, "#1f5f8b", "#bfe3ee") + ground.glints(4, 760, 850, 960, PAPER, width=360, count=14)
    if name == "river-1300":
        stones = path(smooth([(-40, 940), (160, 890), (420, 930), (560, 1020)]) + "L-40 1020Z", "#4a3320")
        return stones + _heron(300, 810, "#e8ecec")
    if name == "river-1700":
        out = _jacaranda(160, 760, 1.5, "#241034", ("#4c2a86", "#b98ae6")) + _jacaranda(
            1500, 800, 1.3, "#241034", ("#3d2270", "#9a6bd0")
        )
        rng = random.Random(3)
        return out + "".join(ellipse(rng.uniform(0, 1600), rng.uniform(820, 990), 11, 5, "#a77fd8") for _ in range(70))
    if name == "river-1900":
        share = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
        out = ""
        for colour, part in zip(RAINBOW, share, strict=True):
            out += ground.glints(
                int(part * 10) + 2, 320 + part * 960, 640, 990, colour, width=110, count=30, spread=0.9
            )
        return out
    return _ferry(980, 760, 0.9, "#0c1230", YELLOW) + ground.glints(9, 1120, 800, 990, YELLOW, width=180, count=18)


def river(name: str) -> str:
    """The river at one hour: towers, an arch of steel, water, and whatever passes."""
    hour = _HOURS[name]
    x, y, r, colour = hour.light
    body = shapes.sky(*hour.sky, h=_BANK + 20)
    if hour.stars:
        body += shapes.stars(7, hour.stars, bottom=380)
    body += shapes.sun(x, y, r, colour, halo=0.8)
    if not hour.stars:
        body += shapes.cloud(180, 240, 300, light(hour.sky[1], 0.6), 0.7) + shapes.cloud(
            1130, 150, 360, light(hour.sky[1], 0.6), 0.6
        )
    far, window = mix(hour.sky[-1], hour.sky[0], 0.4), YELLOW if hour.lit else None
    towers = built.skyline(21, _BANK, far, low=70, high=300, left=880, right=1640, lit=window, share=hour.lit)
    towers += built.skyline(
        5, _BANK, mix(far, hour.sky[0], 0.25), low=40, high=170, left=-20, right=900, lit=window, share=hour.lit
    )
    steel = dark(hour.sky[0], 0.35)
    bridge = transport.arch_bridge(330, 560, 760, 150, steel)
    if name == "river-1900":
        for k, stripe in enumerate(RAINBOW):
            bridge += stroke(f"M330 {580 - 8 * k}Q710 {276 - 8 * k} 1090 {580 - 8 * k}", stripe, 8)
    body += towers + bridge + ground.water(_BANK, *hour.river)
    body += ground.mirrored(_BANK, towers, bridge, opacity=0.2, squash=0.7)
    body += ground.glints(5, x, _BANK + 12, 1000, colour, width=r * 1.8) + _extra(name, hour)
    return sheet(body, shapes.vignette(AUBERGINE if hour.stars else INK, 0.3), grain=0.15)


SCENES: dict[str, Callable[[], str]] = {f"2026/{name}": partial(river, name) for name in _HOURS}
