"""Colours in data: what is given stays as it is, and the rest is worked out around it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from newsroom.site.colours.contrast import AA, ratio
from newsroom.site.colours.schema import (
    AccentField,
    ColoursField,
    GroundField,
    colours_of,
    hard_to_read,
    section_accents,
)


def test_a_magazine_that_names_no_colour_has_all_of_them() -> None:
    colours = colours_of(ColoursField())
    assert [accent.name for accent in colours.accents] == ["brand", "support", "plain"]
    assert list(hard_to_read(colours)) == []


def test_a_given_colour_stays_and_the_rest_is_worked_out() -> None:
    field = ColoursField(
        brand="#7a1f5c", light=GroundField(band="#003049"), accent=(AccentField(name="brand", fill="#005f73"),)
    )
    colours = colours_of(field)
    assert colours.light.band == "#003049"
    assert colours.accent("brand").fill == "#005f73"
    assert colours.light.paper == colours_of(ColoursField(brand="#7a1f5c")).light.paper
    assert colours.dark.band_ink == colours.light.band_ink


def test_tones_that_are_given_are_taken_and_the_others_are_worked_out() -> None:
    [accent, *_] = colours_of(ColoursField(accent=(AccentField(name="sea", fill="#005f73", on_dark="#9cf"),))).accents
    assert (accent.fill, accent.on_dark) == ("#005f73", "#9cf")
    assert ratio(accent.on_paper, "#ffffff") >= AA


def test_accents_that_no_page_needs_are_not_made() -> None:
    names = ("ink", "sun", "sea")
    given = tuple(AccentField(name=name, fill=fill) for name, fill in zip(names, ("#222", "#fc3", "#057"), strict=True))
    colours = colours_of(ColoursField(accent=given, page="sea", support="sun", plain="ink", feed="sea"))
    assert tuple(accent.name for accent in colours.accents) == names
    # An unknown name has the plain one, so that a picture can be drawn.
    assert colours.accent("sky").name == "ink"


def test_sections_name_an_accent_or_a_colour_or_nothing() -> None:
    fills = {"sea": "#005577", "sun": "#ffcc33"}
    said = ["sea", "#FC0", "", "sea", "moon"]
    names = [name for name, _ in section_accents(said, fills)]
    assert names[:2] == ["sea", "cffcc00"]
    assert names[3] == "sea"
    assert len({*names}) == 4
    accents = {accent.name: accent for accent in colours_of(ColoursField(accent=()), said[1:3]).accents}
    assert accents["cffcc00"].fill == "#ffcc00"


def test_words_that_cannot_be_read_are_named_with_a_better_tone() -> None:
    field = ColoursField(
        light=GroundField(muted="#bbbbbb"), accent=(AccentField(name="sun", fill="#fc3", on_paper="#fc3"),)
    )
    found = list(hard_to_read(colours_of(field)))
    assert {(pair.scheme, pair.accent, pair.field) for pair, _, _ in found} == {
        ("light", "", "muted"),
        ("light", "sun", "on_paper"),
    }
    for pair, contrast, better in found:
        assert contrast < AA <= ratio(better, pair.ground_colour)


@pytest.mark.parametrize("colour", ["red", "#12", "#12345g", "1c6e8c", "#1c6e8c80", "rgb(0 0 0)", "#fff;}", "#fff\n"])
def test_a_text_that_is_no_colour_is_refused(colour: str) -> None:
    if colour.strip() != "#fff":
        with pytest.raises(ValidationError):
            ColoursField(brand=colour)
    else:
        assert ColoursField(brand=colour).brand == "#fff"


@pytest.mark.parametrize("name", ["Sea", 'x"]', "two words", "", "9"])
def test_a_name_of_an_accent_fits_into_a_stylesheet(name: str) -> None:
    with pytest.raises(ValidationError):
        AccentField(name=name, fill="#123456")


def test_a_bar_has_a_bounded_number_of_stripes() -> None:
    with pytest.raises(ValidationError):
        ColoursField(flag=("#123456",) * 25)
