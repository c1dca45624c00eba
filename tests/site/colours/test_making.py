"""Colours that are worked out: read at AA in light and in dark, all different, and the same each time."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.site.colours.contrast import AA, contrast, luminance, ratio
from newsroom.site.colours.making import WHITE, assigned, palette, readable, words_on
from newsroom.site.colours.model import pairs
from newsroom.site.colours.oklch import Oklch, oklch
from newsroom.site.colours.schema import ColoursField, colours_of, section_accents

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(COLOURS)
def test_a_colour_is_the_same_when_it_comes_back_from_oklch(colour: str) -> None:
    there = oklch(colour).hex()
    steps = [abs(int(colour[at : at + 2], 16) - int(there[at : at + 2], 16)) for at in (1, 3, 5)]
    assert max(steps) <= 1, there


@pytest.mark.parametrize(
    ("colour", "lightness", "chroma", "hue"),
    [("#ffffff", 1, 0, 0), ("#ff0000", 0.628, 0.2577, 29.23), ("#0000ff", 0.452, 0.3132, 264.05)],
)
def test_oklch_has_the_numbers_of_css(colour: str, lightness: float, chroma: float, hue: float) -> None:
    made = oklch(colour)
    assert made.lightness == pytest.approx(lightness, abs=0.001)
    assert made.chroma == pytest.approx(chroma, abs=0.001)
    assert made.hue == pytest.approx(hue, abs=0.1)


def test_a_colour_that_no_screen_shows_keeps_its_lightness_and_hue() -> None:
    shown = oklch(Oklch(0.6, 0.4, 145).hex())
    assert shown.chroma < 0.3
    assert shown.lightness == pytest.approx(0.6, abs=0.01)
    assert shown.hue == pytest.approx(145, abs=2)


@given(COLOURS)
def test_all_words_of_a_palette_are_read_in_light_and_in_dark(brand: str) -> None:
    found = [(pair, ratio(pair.words_colour, pair.ground_colour)) for pair in pairs(palette(brand))]
    assert [pair for pair, contrast in found if contrast < AA] == []
    assert {pair.scheme for pair, _ in found} == {"light", "dark"}


@given(COLOURS, st.lists(COLOURS | st.just("") | st.just("brand"), max_size=60))
def test_all_words_of_sections_are_read_in_light_and_in_dark(brand: str, sections: list[str]) -> None:
    colours = colours_of(ColoursField(brand=brand), sections)
    assert [pair for pair in pairs(colours) if ratio(pair.words_colour, pair.ground_colour) < AA] == []
    made = section_accents(sections, {accent.name: accent.fill for accent in colours.accents})
    assert {name for name, _ in made} <= {accent.name for accent in colours.accents}


@pytest.mark.parametrize("count", range(1, 61))
def test_any_number_of_sections_has_as_many_colours(count: int) -> None:
    made = assigned([""] * count)
    assert len({*made}) == count
    places = [oklch(colour) for colour in made]
    assert min((one.distance(two) for at, one in enumerate(places) for two in places[:at]), default=1) > 0.03
    # Sections that stand beside one another are far from alike.
    assert min((one.distance(two) for one, two in pairwise(places)), default=1) > 0.08


@given(st.lists(COLOURS | st.just(""), max_size=40))
def test_a_chosen_colour_is_kept_and_no_other_is_near_it(chosen: list[str]) -> None:
    made = assigned(chosen)
    assert [one for one, asked in zip(made, chosen, strict=True) if asked] == [one for one in chosen if one]
    new = [one for one, asked in zip(made, chosen, strict=True) if not asked]
    assert len({*new}) == len(new)
    assert not {*new} & {one for one in chosen if one}


def test_one_more_section_changes_the_colour_of_none() -> None:
    for count in (1, 9, 39):
        assert assigned([""] * (count + 1))[:count] == assigned([""] * count)
    assert assigned(["#1c6e8c", "", "", ""])[:3] == assigned(["#1c6e8c", "", ""])


@given(COLOURS, COLOURS)
def test_a_better_tone_can_be_read(colour: str, ground: str) -> None:
    assert ratio(readable(colour, ground), ground) >= AA


@given(COLOURS)
def test_words_on_any_colour_can_be_read(colour: str) -> None:
    assert ratio(words_on(colour, "#17202a"), colour) >= AA


@given(COLOURS)
def test_grounds_are_light_by_day_and_dark_by_night(brand: str) -> None:
    made = palette(brand)
    assert luminance(made.light.paper) > 0.9
    assert luminance(made.dark.paper) < 0.02
    assert ratio(made.light.ink, made.light.paper) > 7
    assert ratio(made.dark.ink, made.dark.paper) > 7
    assert ratio(WHITE, made.alert) >= AA


def test_a_grey_brand_makes_no_colour_of_its_own() -> None:
    made = palette("#808080")
    for colour in (made.light.paper, made.light.band, made.dark.tint, *made.flag):
        assert oklch(colour).chroma < 0.01, colour


@pytest.mark.parametrize(
    ("one", "other", "expected"), [("#000", "#fff", 21), ("#777777", "#fff", 4.4), ("#767676", "#ffffff", 4.5)]
)
def test_contrast_never_says_too_much(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == contrast(other, one) == expected
