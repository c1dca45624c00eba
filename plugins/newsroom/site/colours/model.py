"""Colours of a magazine as styles, heads and drawn pictures read them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct


class Ground(Struct, frozen=True):
    """Colours of one scheme, light or dark, by the name of the token that holds each."""

    paper: str
    tint: str
    ink: str
    muted: str
    line: str
    band: str
    band_ink: str
    band_muted: str
    notice: str


class Accent(Struct, frozen=True):
    """An accent: what fills with it, the words on that, and the tones for words on light paper and on dark ground.

    ``dark_fill`` and ``dark_on_fill`` fill in the dark scheme; both are empty where `fill` is seen there.
    """

    name: str
    fill: str
    on_fill: str
    on_paper: str
    on_dark: str
    dark_fill: str = ""
    dark_on_fill: str = ""


class Colours(Struct, frozen=True):
    """Every colour of a magazine.

    Args:
        light: the ground of the light scheme.
        dark: the ground of the dark one.
        alert: the ground of breaking news and of what is live now, with white words on it.
        flag: the stripes of the colour bar, in order.
        accents: each accent once, in the order of the stylesheet.
        page: the name of the accent of pages that belong to no section.
        support: the name of the accent of the box that leads to support services.
        plain: the name of the accent of the archive, and of what has lost its own.
        feed: the name of the accent of a feed that a browser shows as a page.
    """

    light: Ground
    dark: Ground
    alert: str
    flag: tuple[str, ...]
    accents: tuple[Accent, ...]
    page: str
    support: str
    plain: str
    feed: str

    def accent(self, name: str) -> Accent:
        """Return an accent; the plain one where there is none of the name."""
        by_name = {accent.name: accent for accent in self.accents}
        return by_name.get(name) or by_name.get(self.plain) or self.accents[0]


class WordsOnGround(Struct, frozen=True):
    """Words on a ground, or a ground below words: the field of the one, the name of the other, and both colours.

    ``scheme`` is light or dark; ``accent`` the name of the accent whose field it is, or empty; ``below`` whether the
    field gives the ground.
    """

    scheme: str
    accent: str
    field: str
    ground: str
    words_colour: str
    ground_colour: str
    below: bool = False

    def named(self) -> tuple[str, str]:
        """Return the name of the words and that of their ground."""
        return (self.ground, self.field) if self.below else (self.field, self.ground)

    def same_field(self, other: WordsOnGround) -> bool:
        """Return whether one field gives the words of both; fields of an accent count in both schemes."""
        alike = (self.field, self.accent, self.words_colour) == (other.field, other.accent, other.words_colour)
        return alike and (bool(self.accent) or self.scheme == other.scheme)


#: Tokens of all pages that stand on one another: what is written, and what it is written on.
GROUND_PAIRS = (
    ("ink", "paper"), ("muted", "paper"), ("ink", "tint"), ("muted", "tint"), ("ink", "notice"),
    ("band_ink", "band"), ("band_muted", "band"),
)  # fmt: skip


def pairs(colours: Colours) -> Iterator[WordsOnGround]:
    """Yield all that is written, with what it is written on."""
    for scheme, ground in (("light", colours.light), ("dark", colours.dark)):
        for words, under in GROUND_PAIRS:
            yield WordsOnGround(scheme, "", words, under, getattr(ground, words), getattr(ground, under))
        for accent in colours.accents:
            tone = "on_paper" if scheme == "light" else "on_dark"
            yield WordsOnGround(scheme, accent.name, tone, "paper", getattr(accent, tone), ground.paper)
            fill, on_fill = accent.fill, accent.on_fill
            if scheme == "dark" and accent.dark_fill:
                fill, on_fill = accent.dark_fill, accent.dark_on_fill or accent.on_fill
            yield WordsOnGround(scheme, accent.name, "on_fill", "fill", on_fill, fill)
            if scheme == "light":
                yield WordsOnGround(scheme, accent.name, "on_dark", "band", accent.on_dark, ground.band)
                # The band of opinions fills with it, in both schemes.
                yield WordsOnGround(scheme, accent.name, "on_dark", "ink", accent.on_dark, ground.ink, below=True)
    # Its words are always white, so that it is the colour which can be another.
    yield WordsOnGround("light", "", "alert", "white", colours.alert, "#ffffff", below=True)
