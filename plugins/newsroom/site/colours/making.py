"""Colours that are worked out: the tones of an accent, any number of accents, a whole palette from one colour.

Each is the same for the same input, so that a build never changes them; all words have at least AA contrast.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from newsroom.site.colours.contrast import AA, full, ratio
from newsroom.site.colours.model import Accent, Colours, Ground
from newsroom.site.colours.oklch import Oklch, oklch

WHITE, BLACK = "#ffffff", "#000000"
#: The colour of a magazine that names none: a slate that takes no side.
NEUTRAL = "#3c4a5c"
#: Colours that any magazine may name without saying what they are.
NAMED = {
    "red": "#c62f3a", "orange": "#e8742c", "yellow": "#f2c443", "green": "#2f8f5b", "blue": "#2b66b1",
    "violet": "#7a3fa0", "pink": "#ee9ab2", "sky": "#7fbfe3", "brown": "#74492c", "black": "#1f2328",
}  # fmt: skip
#: A little more than `AA`, so that no rounding of a browser falls below it.
_SAFE = AA + 0.1
#: In lightness, between tones that are tried.
_STEP = 0.005
#: Of a fill on dark paper: what has less is not seen to be a fill.
_SEEN = 1.5
#: How many accents have a hue of their own before others of other lightness come between them.
_HUES = 72
#: Lightness and chroma of the fills that are worked out, the first ones first wherever they are as far from the others.
_FILLS = ((0.53, 0.15), (0.75, 0.13), (0.43, 0.12), (0.86, 0.1), (0.33, 0.08))
#: In degrees, between the hues of two sections that stand beside one another.
_NEIGHBOURS = 45.0
#: The least chroma at which one sees a hue.
_GREY = 0.03
#: In degrees, that the stripes of a worked-out bar span; and how many there are.
_BAR, _STRIPES = 150.0, 5


@functools.lru_cache(maxsize=512)
def tones(name: str, colour: str, light: Ground, dark: Ground) -> Accent:
    """Return an accent from one colour: it fills, and the tones for words keep its hue.

    Args:
        name: the name of the accent.
        colour: ``#rgb`` or ``#rrggbb``.
        light: the ground of the light scheme, on which the darker tone is read.
        dark: the ground of the dark one, for the lighter tone.
    """
    fill = full(colour)
    base = oklch(fill)
    on_paper = _toned(base, (light.paper, light.tint), -_STEP)
    # It is also a ground itself, with the ink of the light scheme on it.
    on_dark = _toned(base, (dark.paper, dark.tint, dark.band, light.band, light.ink), _STEP)
    accent = Accent(name, fill, words_on(fill, light.ink), on_paper, on_dark)
    if ratio(fill, dark.paper) >= _SEEN:
        return accent
    return replace(accent, dark_fill=on_dark, dark_on_fill=words_on(on_dark, light.ink))


def _toned(base: Oklch, grounds: Sequence[str], step: float) -> str:
    """Return the first tone of a colour, going lighter or darker, that can be read on all grounds."""
    lightness = base.lightness
    while 0 <= lightness <= 1:
        tone = base.at(lightness).hex()
        if all(ratio(tone, ground) >= _SAFE for ground in grounds):
            return tone
        lightness += step
    return WHITE if step > 0 else BLACK


def readable(colour: str, *grounds: str) -> str:
    """Return the tone of a colour, going lighter on dark grounds and darker on light, that can be read on all of them.

    Of grounds that no one tone can be read on, it is read on the first.
    """
    step = -_STEP if ratio(BLACK, grounds[0]) > ratio(WHITE, grounds[0]) else _STEP
    return _toned(oklch(colour), grounds, step)


def words_on(fill: str, ink: str = BLACK) -> str:
    """Return what words on a colour are written in: white or the ink, or black where neither can be read."""
    best = max((WHITE, ink), key=lambda words: ratio(words, fill))
    return best if ratio(best, fill) >= _SAFE else max((WHITE, BLACK), key=lambda words: ratio(words, fill))


def assigned(chosen: Sequence[str]) -> list[str]:
    """Return a colour for each of some sections, in their order; those that have one keep it.

    Each new one is as far as it can be from all others, and of another hue than the sections beside it. What a section
    gets follows from the chosen colours and from the sections before it, so that one more at the end changes none.

    Args:
        chosen: for each section its colour as ``#rrggbb``, or empty where it has none.
    """
    candidates = _candidates()
    apart = [float("inf")] * len(candidates)

    def take(colour: str) -> None:
        place = oklch(colour)
        for number, (_, candidate) in enumerate(candidates):
            apart[number] = min(apart[number], candidate.distance(place))

    for colour in filter(None, chosen):
        take(colour)
    colours: list[str] = []
    for number, given in enumerate(chosen):
        colour = given
        if not colour:
            beside = [oklch(one) for one in (*colours[-1:], *filter(None, chosen[number + 1 : number + 2]))]
            # The first of those that are best: rounded, since the last digits differ from machine to machine.
            best = max(
                range(len(candidates)),
                key=lambda place: (_differs(candidates[place][1], beside), round(apart[place], 4)),
            )
            colour = candidates[best][0]
            take(colour)
        colours.append(colour)
    return colours


@functools.cache
def _candidates() -> tuple[tuple[str, Oklch], ...]:
    """Return the fills that are tried, as a screen shows them: at some hues with less chroma than was asked for."""
    asked = (Oklch(lightness, chroma, number * 360 / _HUES) for lightness, chroma in _FILLS for number in range(_HUES))
    return tuple((colour, oklch(colour)) for colour in (one.hex() for one in asked))


def _differs(candidate: Oklch, beside: Iterable[Oklch]) -> bool:
    """Return whether a colour has another hue than all beside it; greys have none."""
    return all(min(one.chroma, candidate.chroma) < _GREY or _turn(one, candidate) >= _NEIGHBOURS for one in beside)


def _turn(one: Oklch, other: Oklch) -> float:
    turn = abs(one.hue - other.hue) % 360
    return min(turn, 360 - turn)


def palette(brand: str = NEUTRAL) -> Colours:
    """Return every colour of a magazine, worked out of one: paper, ink, band and the rest, in light and in dark.

    Args:
        brand: ``#rgb`` or ``#rrggbb``.
    """
    base = oklch(brand)
    light, dark = _grounds(base)
    accents = own_accents(brand, light, dark)
    return Colours(
        light, dark, _alert(), _bar(base), accents, page="brand", support="support", plain="plain", feed="brand"
    )


def own_accents(brand: str, light: Ground, dark: Ground) -> tuple[Accent, ...]:
    """Return the accents of a magazine that gives none: ``brand``, ``support`` (warm) and ``plain``, nearly the ink.

    Args:
        brand: ``#rgb`` or ``#rrggbb``.
        light: the ground of the light scheme.
        dark: the ground of the dark one.
    """
    return (
        tones("brand", brand, light, dark),
        tones("support", Oklch(0.84, 0.14, 85).hex(), light, dark),
        Accent("plain", light.ink, light.band_ink, light.ink, dark.ink, dark.ink, light.ink),
    )


def _grounds(base: Oklch) -> tuple[Ground, Ground]:
    """Return the light and the dark ground of a brand colour: greys that lean to its hue."""

    def leaning(lightness: float, chroma: float) -> str:
        # A colour without a hue gives greys.
        return Oklch(lightness, min(chroma, base.chroma), base.hue).hex()

    notices = [Oklch(lightness, chroma, 90).hex() for lightness, chroma in ((0.955, 0.06), (0.28, 0.04))]
    band_ink = leaning(0.975, 0.008)
    papers = [(leaning(0.985, 0.006), leaning(0.95, 0.014)), (leaning(0.17, 0.025), leaning(0.215, 0.03))]
    bands = [leaning(0.25, 0.09), leaning(0.22, 0.07)]
    band_muted = _toned(Oklch(0.8, min(0.04, base.chroma), base.hue), bands, _STEP)
    grounds = []
    for (paper, tint), notice, band, (ink, muted, line), step in zip(
        papers,
        notices,
        bands,
        (((0.2, 0.03), (0.46, 0.03), (0.85, 0.02)), ((0.95, 0.012), (0.75, 0.025), (0.38, 0.04))),
        (-_STEP, _STEP),
        strict=True,
    ):
        grounds.append(
            Ground(
                paper=paper,
                tint=tint,
                ink=_toned(oklch(leaning(*ink)), (paper, tint, notice), step),
                muted=_toned(oklch(leaning(*muted)), (paper, tint), step),
                line=leaning(*line),
                band=band,
                band_ink=band_ink,
                band_muted=band_muted,
                notice=notice,
            )
        )
    return grounds[0], grounds[1]


def _alert() -> str:
    """Return a red that white words can be read on."""
    return _toned(Oklch(0.52, 0.19, 27), (WHITE,), -_STEP)


def _bar(base: Oklch) -> tuple[str, ...]:
    """Return the stripes of the bar: from the brand colour's hue on, in equal steps."""
    if base.chroma < _GREY:
        return tuple(Oklch(0.35 + 0.12 * number, 0, 0).hex() for number in range(_STRIPES))
    lightness, chroma = min(0.75, max(0.62, base.lightness)), min(0.15, max(0.12, base.chroma))
    turned = (base.hue + _BAR * number / (_STRIPES - 1) for number in range(_STRIPES))
    return tuple(Oklch(lightness + 0.04 * (number % 2), chroma, hue).hex() for number, hue in enumerate(turned))
