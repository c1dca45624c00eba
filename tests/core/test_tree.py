"""The tree of a text: parsed forgivingly, printed as HTML."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.core import text, tree

PIECES = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<br>",
    "<td>",
    "</div>",
    "words ",
    "é–",
    "&amp;",
    "&lt;b&gt;",
    "<a href='/ü?x=1&y'>",
]


@pytest.mark.parametrize(
    ("markup", "printed"),
    [
        ("", ""),
        ("words", "words"),
        ("a &lt; b &amp; c", "a &lt; b &amp; c"),
        ("<p>one<p>two", "<p>one</p><p>two</p>"),
        ("<p></p><td></td>", "<p></p><td></td>"),
        ("a<br>b<hr>c", "a<br/>b<hr/>c"),
        ("<!-- hidden --><?php x ?>shown", "shown"),
        ('<a href="/ä ö?x=1&amp;y=2">x</a>', '<a href="/ä ö?x=1&amp;y=2">x</a>'),
        ("before</body></html>after", "beforeafter"),
        ("nul\x00 and \x0b", "nul  and  "),
    ],
)
def test_a_parsed_tree_is_printed_in_order(markup: str, printed: str) -> None:
    assert tree.printed(tree.parse(markup)) == printed


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
@settings(deadline=None)
def test_no_word_is_lost_and_printing_again_changes_nothing(markup: str) -> None:
    once = tree.printed(tree.parse(markup))
    assert re.sub(r"\s", "", text.plain(once)) == re.sub(r"\s", "", text.plain(markup))
    assert tree.printed(tree.parse(once)) == once


def test_deep_html_is_no_trouble() -> None:
    assert "deep" in tree.printed(tree.parse("<div>" * 200 + "deep"))


def test_words_are_those_of_all_that_is_inside() -> None:
    assert tree.words(tree.parse("<p> one <b>two</b>\n three</p>")) == "one two three"


def test_parts_are_elements_and_words_but_no_blanks() -> None:
    found = tree.parts(tree.parse("\n<p>one</p>\n two <i>three</i> \n"))
    assert [part if isinstance(part, str) else part.tag for part in found] == ["p", "\n two ", "i"]


def test_a_box_is_put_around_an_element_and_what_follows_stays() -> None:
    body = tree.parse("<p>a <b>bold</b> b</p>")
    tree.wrap(next(body.iter("b")), tree.new("span", class_="box", aria_label="A box"))
    assert tree.printed(body) == '<p>a <span class="box" aria-label="A box"><b>bold</b></span> b</p>'
