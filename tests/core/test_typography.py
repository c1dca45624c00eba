"""Typography: the short ways round the libraries give the very same text."""

from __future__ import annotations

import html
from pathlib import Path

import markdown
import pytest
import smartypants
from hypothesis import given, settings
from hypothesis import strategies as st
from typogrify import filters

from newsroom.core import typography
from tests.building import ROOT

_SIGNS = (
    "'",
    '"',
    "--",
    "...",
    ". . .",
    "``",
    "''",
    "\\",
    "'80s",
    "3",
    "(",
    ".",
    " ",
    "\n",
    "word",
    "&quot;",
    "&nbsp;",
)
_TAGS = (
    "<em>",
    "</em>",
    "<h2>",
    "</h2>",
    "</li>",
    "<code>",
    "</code>",
    "<p>",
    "</p>",
    "<br>",
    "</a>",
    '<a href="/">',
    "<!-- ' -->",
)
_MARKUP = st.lists(st.sampled_from([*_SIGNS, *_TAGS]), max_size=40).map("".join)


_STORIES = sorted((ROOT / "content").rglob("*.md"))


@given(markup=_MARKUP)
@settings(deadline=None, max_examples=600)
def test_quotes_are_curled_as_the_library_curls_them(markup: str) -> None:
    assert html.unescape(typography.curled(markup)) == html.unescape(smartypants.smartypants(markup))


@given(markup=_MARKUP)
@settings(deadline=None, max_examples=400)
def test_widows_are_kept_with_their_neighbours_as_the_library_keeps_them(markup: str) -> None:
    assert typography.unwidowed(markup) == filters.widont(markup)


@pytest.mark.parametrize("file", _STORIES, ids=lambda file: file.stem)
def test_real_stories_are_set_as_the_libraries_set_them(file: Path) -> None:
    words = file.read_text("utf-8")
    markup = markdown.markdown(words)
    assert html.unescape(typography.curled(markup)) == html.unescape(smartypants.smartypants(markup))
    assert typography.unwidowed(markup) == filters.widont(markup)


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("It's \"plain\" -- isn't it?", "It’s “plain” — isn’t it?"),
        ("'Single' ... 'quotes'.", "‘Single’ … ‘quotes’."),
        ("The '80s, the 1990's and 6'2\"", html.unescape(smartypants.smartypants("The '80s, the 1990's and 6'2\""))),
    ],
)
def test_signs_are_the_typographic_ones_and_no_names_of_them(words: str, made: str) -> None:
    assert typography.curled(words) == made


def test_a_word_as_long_as_a_line_still_keeps_its_neighbour() -> None:
    markup = f"<p>before {'long' * 60}</p>"
    assert typography.unwidowed(markup) == filters.widont(markup) != markup
