from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from newsroom.engine.theme import SOFTWARE
from newsroom.features.styleguide.model import about, arguments, tokens, with_unique_ids
from newsroom.site.colours.contrast import contrast, luminance
from newsroom.site.colours.css import fill
from tests.looks import LOOK

COLOURS = LOOK.with_sections(["red", "blue", "", "#fc0", "black"])[0].colours
SHEET = fill((SOFTWARE / "styles" / "tokens.css").read_text("utf-8"), COLOURS)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#fff", 21), ("#ffffff", "#fff", 1), ("#767676", "#fff", 4.5), ("#777777", "#fff", 4.4)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """Grey 767676 is the lightest that passes on white, and what nearly passes is not rounded up."""
    assert contrast(one, other) == contrast(other, one) == ratio


def test_luminance_goes_from_black_to_white() -> None:
    assert luminance("#000") == 0
    assert luminance("#fff") == pytest.approx(1)
    assert luminance("#00f") < luminance("#f00") < luminance("#0f0")


def test_every_pair_of_the_theme_is_legible() -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1, in light and in dark."""
    found = tokens(SHEET)
    assert len(found.light) == len(found.dark) == 7 + 2 * len(COLOURS.accents)
    assert [pair for pair in (*found.light, *found.dark) if pair.contrast < 4.5] == []


def test_a_pair_that_is_not_would_be_seen() -> None:
    faint = tokens(SHEET.replace(f"--muted: {COLOURS.light.muted}", "--muted: #9a9a9a"))
    assert [pair.name for pair in faint.light if pair.contrast < 4.5] == ["muted on paper", "muted on tint"]
    assert faint.dark == tokens(SHEET).dark


def test_dark_colours_take_the_place_of_light_ones() -> None:
    found = tokens(SHEET)
    assert found.light[0].ground != found.dark[0].ground
    plain = [pair for pair in found.dark if pair.name == "plain: words on its fill"]
    assert plain[0].ground == COLOURS.accent("plain").dark_fill


def test_sizes_are_named_with_their_values_and_colours_are_not_among_them() -> None:
    sizes = dict(tokens(SHEET).sizes)
    assert sizes["h-small"] == "1.1875rem"
    assert "paper" not in sizes


def test_the_description_of_a_macro_is_its_first_paragraph() -> None:
    assert about("{#-\n  A picture,\n  alone.\n\n  picture: a Picture.\n-#}\n{% macro x() %}") == "A picture, alone."
    assert about("{% macro x() %}") == ""


def test_texts_that_views_hold_as_html_stay_html() -> None:
    made = arguments({"card": {"title": "<em>a</em>", "label": "<em>b</em>"}, "html": ["<b>c</b>"]})
    assert f"{made['card']['title']:s}" == "<em>a</em>"
    assert (hasattr(made["card"]["title"], "__html__"), hasattr(made["card"]["label"], "__html__")) == (True, False)
    assert hasattr(made["html"][0], "__html__")


def test_examples_stand_apart_and_lead_nowhere() -> None:
    markup = (
        '<section id="a" aria-labelledby="b c"><h2 id="b">T</h2><a href="#a">x</a> and '
        '<a href="#gone">w</a> <a href="/world/">y</a>'
        '<a href="https://elsewhere.example/">z</a><label for="c">L</label><use href="/theme/icons.svg#x"/>'
        '<picture><source srcset="/images/x.webp"><source srcset="/images/x.avif"><img src="/images/x.png" '
        'srcset="/images/x.png 480w" sizes="1px" alt="X"></picture></section>'
    )
    tree = BeautifulSoup(with_unique_ids(markup, "p-", "/here/", "/theme/p.jpg"), "lxml")
    assert [tag["id"] for tag in tree.find_all(id=True)] == ["p-a", "p-b"]
    assert tree.section is not None
    assert tree.section["aria-labelledby"] == "p-b p-c"
    assert [tag["href"] for tag in tree.find_all("a")] == ["#p-a", "/here/", "/here/", "https://elsewhere.example/"]
    assert tree.find("use", href="/theme/icons.svg#x")
    assert tree.find("label", attrs={"for": "p-c"})
    assert [dict(tag.attrs) for tag in tree.find_all("img")] == [{"src": "/theme/p.jpg", "alt": "X"}]
    assert " and " in tree.get_text()
