"""Colours in stylesheets: what styles ask for is filled in, and nothing else is touched."""

from __future__ import annotations

import re

import pytest

from newsroom.site.colours.contrast import HEX
from newsroom.site.colours.css import fill, gradient
from newsroom.site.colours.schema import AccentField, ColoursField, GroundField, colours_of

COLOURS = colours_of(
    ColoursField(
        brand="#1c6e8c",
        light=GroundField(ink="#102030"),
        accent=(
            AccentField(name="sea", fill="#123", on_fill="#fff", dark_fill="#eee", dark_on_fill="#111"),
            AccentField(name="sand", fill="#e0c080"),
        ),
    )
)


def test_tokens_of_both_schemes_are_filled_in() -> None:
    light, dark = (dict(re.findall(r"--([\w-]+): ([^;]+);", fill(f"@colours {one};", COLOURS))) for one in LIGHT_DARK)
    assert list(light) == [
        "paper", "tint", "ink", "muted", "line", "band", "band-ink", "band-muted", "notice",
    ]  # fmt: skip
    assert light["ink"] == "#102030"
    assert list(dark) == ["paper", "tint", "ink", "muted", "line", "band", "notice"]
    assert all(map(HEX.match, (*light.values(), *dark.values())))


LIGHT_DARK = ("light", "dark")


def test_each_accent_has_a_rule_and_one_of_its_own_in_the_dark_where_it_needs_it() -> None:
    rules = fill("@colours accents;", COLOURS)
    assert re.findall(r'\[data-accent="([\w-]+)"\]', rules) == ["sea", "sand", "brand", "support", "plain"]
    assert '[data-accent="sea"] {\n--fill: #123;\n--on-fill: #fff;\n' in rules
    dark = fill("@colours dark-accents in .essay;", COLOURS)
    assert '.essay [data-accent="sea"] {\n--fill: #eee;\n--on-fill: #111;\n}' in dark
    assert "sand" not in dark


def test_one_colour_and_a_share_of_it_are_filled_in() -> None:
    styles = "a{color:colour(ink);border:1px solid colour(ink, 30%)} b{background:colour(alert)} c{color:#fff}"
    assert fill(styles, COLOURS) == (
        f"a{{color:#102030;border:1px solid rgb(16 32 48 / 30%)}} b{{background:{COLOURS.alert}}} c{{color:#fff}}"
    )


def test_an_unknown_name_is_no_colour() -> None:
    for styles in ("@colours evening;", "a{color:colour(sky)}"):
        with pytest.raises(KeyError):
            fill(styles, COLOURS)


@pytest.mark.parametrize("count", range(1, 25))
def test_stripes_are_of_one_width_and_end_within_the_bar(count: int) -> None:
    stripes = tuple(f"#0000{number:02x}" for number in range(count))
    drawn = gradient(stripes)
    assert [*dict.fromkeys(re.findall(r"#\w+", drawn))] == [*stripes]
    ends = [float(end) for end in re.findall(r"([\d.]+)%", drawn)]
    assert ends == sorted(ends)
    assert ends[-1] < 100
    assert abs(ends[-1] - 100 * len(ends) / (len(ends) + 1)) < 1.2
