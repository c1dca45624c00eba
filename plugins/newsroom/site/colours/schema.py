"""Colours as content/data/magazine.toml gives them, and the colours that come of that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any

from msgspec.structs import replace
from pydantic import AfterValidator, Field

from newsroom.core.front_matter_values import FieldPath
from newsroom.core.problems import Problem, did_you_mean
from newsroom.core.schema import Record, Words, fault, shaped
from newsroom.site.colours.contrast import AA, HEX, contrast, full, ratio
from newsroom.site.colours.making import NAMED, NEUTRAL, assigned, own_accents, palette, readable, tones
from newsroom.site.colours.model import Accent, Colours, Ground, WordsOnGround, pairs

_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}\Z")
#: Stripes of the bar; more are no stripes on a telephone.
_MOST_STRIPES = 24


def is_colour(value: str) -> bool:
    """Return whether a text is a colour as ``#rgb`` or ``#rrggbb``."""
    return HEX.match(value) is not None


def _colour(value: str) -> str:
    if not is_colour(value):
        raise fault("colour-shape", f'"{value}" is no colour', 'write it in hexadecimal, such as "#1c6e8c"')
    return value.lower()


def _stripes(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(values) > _MOST_STRIPES:
        raise fault("value-shape", f"{len(values)} stripes are too many", f"give at most {_MOST_STRIPES}")
    return values


Colour = Annotated[Words, AfterValidator(_colour)]
AccentName = Annotated[Words, shaped(_NAME.match, "is no name of an accent", "use small letters, digits and hyphens")]


class GroundField(Record):
    """Colours of one scheme; each that is left out is worked out of the brand's colour."""

    paper: Colour = Field("", description="the ground of pages")
    tint: Colour = Field("", description="the ground of boxes on the page")
    ink: Colour = Field("", description="the words of stories")
    muted: Colour = Field("", description="words that stand back, such as dates")
    line: Colour = Field("", description="rules between parts")
    band: Colour = Field("", description="the ground of header and footer, and the colour of browsers' own bars")
    band_ink: Colour = Field("", description="words on the band")
    band_muted: Colour = Field("", description="words on the band that stand back")
    notice: Colour = Field("", description="the ground of notes above a story")


class AccentField(Record):
    """A colour that sections may have; its tones are worked out unless they are given."""

    name: AccentName = Field(description="what sections call it")
    fill: Colour = Field(description="the colour itself, for areas")
    on_fill: Colour = Field("", description="words on the fill")
    on_paper: Colour = Field("", description="its tone for words on light paper")
    on_dark: Colour = Field("", description="its tone for words on dark ground")
    dark_fill: Colour = Field("", description="the fill in the dark scheme, where the other is not seen")
    dark_on_fill: Colour = Field("", description="words on that")


class ColoursField(Record):
    """The table ``[colours]``: one colour is enough, and every other may be given."""

    brand: Colour = Field("", description="the colour that all others are worked out of")
    alert: Colour = Field("", description="the ground of breaking news and live stories, with white words")
    flag: Annotated[tuple[Colour, ...], AfterValidator(_stripes)] = Field(
        (), description="the stripes of the colour bar, from left to right"
    )
    page: AccentName = Field("brand", description="the accent of pages that belong to no section")
    support: AccentName = Field("support", description="the accent of the box that leads to support services")
    plain: AccentName = Field("plain", description="the accent of the archive")
    feed: AccentName = Field("brand", description="the accent of a feed that a browser shows as a page")
    light: GroundField = Field(GroundField(), description="colours in the light")
    dark: GroundField = Field(GroundField(), description="colours in the dark; the band's words as in the light")
    accent: tuple[AccentField, ...] = Field((), description="the accents")


def colours_of(field: ColoursField, sections: Iterable[str] = ()) -> Colours:
    """Return the colours of a magazine: those that it gives, and the others worked out.

    Args:
        field: colours that the magazine gives.
        sections: for each section, in order, the name of an accent, ``#rrggbb``, or nothing.
    """
    given = {accent.name: accent for accent in field.accent}
    brand = field.brand or (given[field.page].fill if field.page in given else NEUTRAL)
    base = palette(brand)
    light = _ground(base.light, field.light)
    dark = _ground(base.dark, field.dark, {"band_ink": light.band_ink, "band_muted": light.band_muted})
    accents = [_accent(accent, light, dark) for accent in given.values()]
    named = {field.page, field.support, field.plain, field.feed} - given.keys()
    accents += [own for own in own_accents(brand, light, dark) if own.name in named]
    known = {accent.name for accent in accents}
    for name, fill in section_accents(sections, {accent.name: accent.fill for accent in accents}):
        if name not in known:
            known.add(name)
            accents.append(tones(name, fill, light, dark))
    return Colours(
        light,
        dark,
        field.alert or base.alert,
        field.flag or base.flag,
        tuple(accents),
        field.page,
        field.support,
        field.plain,
        field.feed,
    )


def section_accents(sections: Iterable[str], fills: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the name of the accent of each section and its colour, in order.

    That of a colour without a name is made of its digits.

    Args:
        sections: for each, what it says of its colour: the name of an accent, ``#rrggbb``, or nothing.
        fills: the colour of each accent that has a name, besides those of `NAMED`. An unknown name counts as nothing.
    """
    fills = NAMED | dict(fills)
    said = [colour if is_colour(colour) or colour in fills else "" for colour in sections]
    colours = assigned([fills.get(colour, full(colour) if colour else "") for colour in said])
    return [
        (name if name in fills else "c" + colour[1:], colour)
        for name, colour in zip(said, map(full, colours), strict=True)
    ]


def _ground(base: Ground, field: GroundField, shared: dict[str, str] | None = None) -> Ground:
    given: dict[str, Any] = {name: colour for name, colour in field.model_dump().items() if colour}
    return replace(base, **((shared or {}) | given))


def _accent(field: AccentField, light: Ground, dark: Ground) -> Accent:
    made = tones(field.name, field.fill, light, dark)
    given: dict[str, Any] = {name: colour for name, colour in field.model_dump().items() if colour}
    if field.on_dark and made.dark_fill and not field.dark_fill:
        # A tone that was given is taken for the dark fill too.
        given |= {"dark_fill": "", "dark_on_fill": ""}
    return replace(made, **given)


def hard_to_read(colours: Colours) -> Iterator[tuple[WordsOnGround, float, str]]:
    """Yield words that are too near to their ground, the contrast, and the nearest tone that is not.

    The tone can be read on all other grounds of the words too; where there is none that can, it is empty.
    """
    found = list(pairs(colours))
    for pair in found:
        if ratio(pair.words_colour, pair.ground_colour) < AA:
            grounds = [other.ground_colour for other in found if other.same_field(pair)]
            better = readable(pair.words_colour, pair.ground_colour, *grounds)
            can_be_read = all(ratio(better, ground) >= AA for ground in grounds)
            yield pair, contrast(pair.words_colour, pair.ground_colour), better if can_be_read else ""


def problems(field: ColoursField, source: str, line_of: Callable[[FieldPath], tuple[int, int]]) -> Iterator[Problem]:
    """Yield accents that are named and not there, and words that are hard to read on their ground.

    Args:
        field: the table ``[colours]``.
        source: the file that problems name.
        line_of: says where a value of the file stands.
    """
    names = [accent.name for accent in field.accent]
    for number, name in enumerate(names):
        if name in names[:number]:
            line, column = line_of(("colours", "accent", number, "name"))
            yield Problem(
                source, line, column, "key-twice", f'the accent "{name}" is given twice', "keep one of the two"
            )
    for role in ("page", "support", "plain", "feed"):
        name = getattr(field, role)
        if name not in names and name != ColoursField.model_fields[role].default:
            line, column = line_of(("colours", role))
            message = f'there is no accent "{name}"'
            own = f'add [[colours.accent]] with name = "{name}" and a fill, or take the line away'
            yield Problem(source, line, column, "colour-unknown", message, did_you_mean(name, names) or own)
    hard = list(hard_to_read(colours_of(field)))
    if not all(pair.accent for pair, _, _ in hard):
        # Tones that were worked out on such a ground, or of such an ink, follow it.
        hard = [one for one in hard if one[0].accent in {"", *names}]
    for pair, measured, better in hard:
        line, column = line_of(_path(field, pair))
        where = " on ".join(pair.named()) + (f" of {pair.accent}" if pair.accent else "")
        message = f"{where}, in the {pair.scheme}: the contrast is {measured}, and {AA} is the least that can be read"
        tone = f'write {pair.field} = "{better}" in {_table(names, pair)}'
        fix = tone if better else "bring the grounds nearer to one another: no tone can be read on all of them"
        yield Problem(source, line, column, "colour-contrast", message, fix)


def _table(names: Sequence[str], pair: WordsOnGround) -> str:
    """Return the table of the file that a colour of some words is written in."""
    if pair.accent:
        entry = f'the entry [[colours.accent]] with name = "{pair.accent}"'
        return entry if pair.accent in names else f"{entry} and a fill"
    return "[colours]" if pair.field == "alert" else f"[colours.{pair.scheme}]"


def _path(field: ColoursField, pair: WordsOnGround) -> FieldPath:
    """Return where the colour of some words stands, or may be written."""
    if pair.accent:
        places = [number for number, accent in enumerate(field.accent) if accent.name == pair.accent]
        return ("colours", "accent", *places, pair.field) if places else ("colours",)
    return ("colours", pair.field) if pair.field == "alert" else ("colours", pair.scheme, pair.field)
