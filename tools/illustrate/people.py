"""People: simple rounded figures without faces, of many skins and heights."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from .palette import BLUE, HAIR, INK, ORANGE, PAPER, PINK, SKIN, dark, mix
from .svg import Point, at, circle, clipped, ellipse, linear, path, rect, stroke

Limb = tuple[Point, Point]
ARMS: dict[str, tuple[Limb, Limb]] = {
    "down": (((-16, -58), (-14, -42)), ((16, -58), (14, -42))),
    "up": (((-20, -84), (-16, -102)), ((20, -84), (16, -102))),
    "wave": (((-16, -58), (-14, -42)), ((22, -82), (20, -101))),
    "out": (((-24, -68), (-34, -74)), ((24, -68), (34, -74))),
    "hold": (((-15, -58), (-3, -56)), ((15, -58), (3, -56))),
    "hip": (((-22, -60), (-10, -50)), ((16, -58), (14, -42))),
    "reach": (((-16, -58), (-14, -42)), ((23, -66), (36, -66))),
    "run": (((-18, -60), (-8, -52)), ((17, -58), (26, -66))),
    "pole": (((-15, -58), (-4, -60)), ((18, -62), (14, -74))),
    "hands": (((-17, -58), (-20, -44)), ((17, -58), (20, -44))),
}
LEGS: dict[str, tuple[Limb, Limb]] = {
    "stand": (((-5.5, -22), (-5.5, -2)), ((5.5, -22), (5.5, -2))),
    "walk": (((-8, -22), (-14, -3)), ((9, -24), (12, -2))),
    "run": (((-14, -26), (-30, -18)), ((13, -30), (10, -8))),
    "wide": (((-10, -22), (-13, -2)), ((10, -22), (13, -2))),
}


@dataclass(frozen=True)
class Look:
    """How one figure looks: skin, hair and clothes."""

    skin: str = SKIN[0]
    hair: str = HAIR[0]
    top: str = ORANGE
    bottom: str = INK
    cut: str = "short"  # short, bob, long, bun, curls, bald, cap, scarf
    dress: bool = False
    bare: bool = False  # bare arms and legs, for sport and summer
    shoe: str = field(default=INK)


def looks(seed: int, count: int, tops: Sequence[str], bottoms: Sequence[str] = (INK,)) -> list[Look]:
    """A mixed company, the same for the same seed."""
    rng = random.Random(seed)
    cuts = ("short", "bob", "curls", "bun", "long", "short", "bald", "scarf")
    return [
        Look(
            skin=SKIN[(i * 3 + seed) % len(SKIN)],
            hair=rng.choice(HAIR),
            top=tops[i % len(tops)],
            bottom=rng.choice(list(bottoms)),
            cut=cuts[(i * 5 + seed) % len(cuts)],
            dress=rng.random() < 0.25,
            bare=rng.random() < 0.4,
        )
        for i in range(count)
    ]


def head(look: Look, y: float = -90, r: float = 7.0, *, back: bool = False) -> str:
    """A head with its hair, seen from the front or from behind, round (0, y)."""
    skin, hair, k = look.skin, look.hair, r / 7.6
    face = ellipse(0, y, r * 0.92, r * 1.06, skin)
    under, over = "", ""
    if look.cut == "long":
        under = path(
            f"M{-9 * k} {y}a{9 * k} {10 * k} 0 0 1 {18 * k} 0l{1.5 * k} {17 * k}q{-10 * k} {4 * k} {-21 * k} 0Z",
            hair,
        )
    elif look.cut == "bob":
        under = rect(-9.2 * k, y - 10 * k, 18.4 * k, 17.5 * k, hair, 8 * k)
    elif look.cut == "curls":
        spots = ((-8, -2), (-7, -7), (-2, -11), (4, -10), (8, -6), (9, -1), (-9, 3), (9, 4))
        under = "".join(circle(a * k, y + b * k, 5.2 * k, hair) for a, b in spots)
    elif look.cut == "bun":
        under = circle(0, y - 11.5 * k, 4.6 * k, hair)
    elif look.cut == "scarf":
        under = path(
            f"M{-9 * k} {y + 1}a{9 * k} {10.5 * k} 0 0 1 {18 * k} 0"
            f"q{2 * k} {10 * k} {5 * k} {14 * k}q{-14 * k} {5 * k} {-28 * k} 0"
            f"q{4 * k} {-6 * k} {5 * k} {-14 * k}Z",
            hair,
        )
    if back and look.cut != "bald":
        over = ellipse(0, y - 0.3 * k, r, r * 1.1, hair)
    elif look.cut not in ("bald", "scarf"):
        over = path(
            f"M{-8.2 * k} {y + 0.5 * k}C{-9.5 * k} {y - 14 * k} {9.5 * k} {y - 14 * k} "
            f"{8.2 * k} {y + 0.5 * k}C{6.5 * k} {y - 5 * k} {1 * k} {y - 3.4 * k} "
            f"{-2 * k} {y - 5.6 * k}C{-4 * k} {y - 3 * k} {-7 * k} {y - 3 * k} "
            f"{-8.2 * k} {y + 0.5 * k}Z",
            hair,
        )
    if look.cut == "cap":
        over += rect(-2 * k, y - 4.6 * k, 14 * k, 2.6 * k, hair, 1.3 * k)
    if look.cut in ("long", "bob") and not back:
        under += rect(-3.1 * k, y + 3 * k, 6.2 * k, 9 * k, dark(skin, 0.16), 3 * k)
    return under + face + over


def _limb(start: Point, limb: Limb, colour: str, width: float) -> str:
    (ex, ey), (hx, hy) = limb
    return stroke(f"M{start[0]} {start[1]}Q{ex} {ey} {hx} {hy}", colour, width)


def person(
    x: float,
    y: float,
    h: float,
    look: Look,
    arms: str | tuple[Limb, Limb] = "down",
    legs: str | tuple[Limb, Limb] = "stand",
    *,
    flip: bool = False,
    back: bool = False,
    lean: float = 0,
    rim: str | None = None,
    dim: float = 0,
) -> str:
    """A standing or moving figure whose feet are at (x, y) and whose height is ``h``.

    ``rim`` is the colour of a light that grazes the figure; ``dim`` darkens it towards ink.
    """

    def tone(colour: str) -> str:
        return mix(colour, INK, dim) if dim else colour

    look = Look(
        tone(look.skin),
        tone(look.hair),
        tone(look.top),
        tone(look.bottom),
        look.cut,
        look.dress,
        look.bare,
        tone(look.shoe),
    )
    left, right = ARMS[arms] if isinstance(arms, str) else arms
    lleg, rleg = LEGS[legs] if isinstance(legs, str) else legs
    skirted = look.dress
    leg = look.skin if (skirted or look.bare) else look.bottom
    width = 6.4 if (skirted or look.bare) else 8.6
    body = ""
    for hip, limb in ((-5.0, lleg), (5.0, rleg)):
        body += _limb((hip, -44), limb, leg, width)
        if look.bare and not skirted:
            ex, ey = limb[0]
            body += stroke(f"M{hip} -44L{(hip + ex) / 2 * 1.05} {(ey - 44) / 2}", look.bottom, 11, cap="butt")
        fx, fy = limb[1]
        body += ellipse(fx + 1.6, fy + 0.6, 5.2, 2.6, look.shoe)
    torso = (
        ("M-5 -80C-12 -79 -15 -76 -15 -69L-11.5 -44L-18 -24Q0 -19 18 -24L11.5 -44L15 -69C15 -76 12 -79 5 -80Z")
        if skirted
        else ("M-5 -80C-12 -79 -15 -76 -15 -69L-11 -42Q0 -38.5 11 -42L15 -69C15 -76 12 -79 5 -80Z")
    )
    arm = look.skin if look.bare else dark(look.top, 0.1)
    limbs = ""
    for shoulder, limb in (((-12.4, -73.5), left), ((12.4, -73.5), right)):
        limbs += _limb(shoulder, limb, arm, 5.2 if look.bare else 6.4)
        if look.bare:
            ex, ey = limb[0]
            limbs += stroke(
                f"M{shoulder[0]} {shoulder[1]}L{shoulder[0] * 0.6 + ex * 0.4:.1f} {shoulder[1] * 0.6 + ey * 0.4:.1f}",
                dark(look.top, 0.1),
                7,
            )
        limbs += circle(limb[1][0], limb[1][1], 3.1, look.skin)
    trunk = path(torso, look.top)
    shade = dark(look.top, 0.55)
    trunk += path(torso, linear((shade, 0, 0), (shade, 0.4, 0), (shade, 1, 0.6), box=(0, 0, 100, 20)))
    neck = rect(-3.1, -86, 6.2, 9, dark(look.skin, 0.16), 3)
    body += neck + trunk + limbs + head(look, back=back)
    if rim:
        body += clipped(path(torso), rect(-15, -80, 3.2, 60, rim))
    return at(x, y, body, scale=h / 100, flip=flip, turn=lean)


def seated(
    x: float,
    y: float,
    h: float,
    look: Look,
    *,
    flip: bool = False,
    reach: float = 0,
    back: bool = False,
) -> str:
    """A figure on a seat, in three-quarter view; (x, y) is where the seat is."""
    body = ""
    for hip, knee, foot in ((3, (22, -3), (24, 26)), (-2, (18, 0), (17, 27))):
        body += stroke(f"M{hip} -4L{knee[0]} {knee[1]}L{foot[0]} {foot[1]}", look.bottom, 9)
        body += ellipse(foot[0] + 3, foot[1] + 2, 6, 2.8, look.shoe)
    torso = "M-5 -39C-12 -38 -14 -35 -14 -28L-12 3Q0 6 10 3L13 -28C13 -35 11 -38 5 -39Z"
    body += rect(-3, -45, 6, 9, dark(look.skin, 0.16), 3) + path(torso, look.top)
    shade = dark(look.top, 0.55)
    body += path(torso, linear((shade, 0, 0.55), (shade, 0.7, 0), box=(0, 0, 100, 0)))
    body += stroke(f"M-6 -32Q-4 -14 {14 + reach} {-14 - reach * 0.6}", dark(look.top, 0.18), 6.6)
    body += circle(14 + reach, -14 - reach * 0.6, 3.2, look.skin)
    return at(x, y, body, at(2, 0, head(look, y=-50, back=back)), scale=h / 100, flip=flip)


def bust(x: float, y: float, r: float, look: Look, *, back: bool = True, dim: float = 0) -> str:
    """Head and shoulders; (x, y) is the bottom of the shoulders, ``r`` the head's radius."""

    def tone(colour: str) -> str:
        return mix(colour, INK, dim) if dim else colour

    own = Look(tone(look.skin), tone(look.hair), tone(look.top), look.bottom, look.cut)
    k = r / 7.6
    out = path(
        f"M{-17 * k} {10 * k}V{-2 * k}C{-17 * k} {-11 * k} {-10 * k} {-13 * k} {-4 * k} "
        f"{-13.5 * k}H{4 * k}C{10 * k} {-13 * k} {17 * k} {-11 * k} {17 * k} {-2 * k}"
        f"V{10 * k}Z",
        own.top,
    )
    out += rect(-3.4 * k, -20 * k, 6.8 * k, 9 * k, dark(own.skin, 0.16), 3 * k)
    return at(x, y, out + head(own, y=-25 * k, r=r, back=back))


def crowd(
    seed: int,
    y: float,
    r: float,
    count: int,
    tops: Sequence[str],
    *,
    dim: float = 0,
    left: float = -20,
    right: float = 1620,
    back: bool = True,
    bumpy: float = 0.9,
) -> str:
    """A row of heads and shoulders across the picture."""
    rng = random.Random(seed)
    out = ""
    step = (right - left) / max(count - 1, 1)
    for i, look in enumerate(looks(seed, count, tops)):
        out += bust(
            left + i * step + rng.uniform(-0.2, 0.2) * step,
            y + rng.uniform(-1, 1) * r * bumpy,
            r * rng.uniform(0.9, 1.08),
            look,
            back=back,
            dim=dim,
        )
    return out


def pair(x: float, y: float, h: float, first: Look, second: Look, *, back: bool = True) -> str:
    """Two people side by side, holding hands."""
    gap = h * 0.2
    one = person(x - gap, y, h, first, (((-16, -58), (-14, -42)), ((17, -58), (20, -44))), back=back)
    two = person(x + gap, y, h * 0.96, second, (((-17, -60), (-21, -46)), ((16, -58), (14, -42))), back=back)
    return two + one


COUPLE = (Look(SKIN[1], HAIR[0], BLUE, INK), Look(SKIN[4], HAIR[2], PINK, INK, "bob"))
PLAIN = Look(SKIN[2], HAIR[1], PAPER, INK)
