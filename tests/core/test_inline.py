"""Headlines and summaries: titles of works in italics, and plain words where no markup can be."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.core import inline


@pytest.mark.parametrize(
    ("typed", "markup"),
    [
        ("Review: *The Long Table*", "Review: <em>The Long Table</em>"),
        ("*Carol*'s year, *Carol*--again", "<em>Carol</em>’s year, <em>Carol</em>–again"),
        ("\"*Carol*\" and '*Carol*' (*Carol*)", "“<em>Carol</em>” and ‘<em>Carol</em>’ (<em>Carol</em>)"),
        ("*It's \"Me\"* and *'Tis*", "<em>It’s “Me”</em> and <em>’Tis</em>"),
        ("_Carol_ and **Carol**", "<em>Carol</em> and <strong>Carol</strong>"),
        ("***Carol***", "<strong><em>Carol</em></strong>"),
        ("**Bold with *Carol* in it** here", "<strong>Bold with <em>Carol</em> in it</strong> here"),
        ("*One*, *Two* and *Three*", "<em>One</em>, <em>Two</em> and <em>Three</em>"),
        ("*A & B <c>*", "<em>A &amp; B &lt;c&gt;</em>"),
        ("*Сестра* и *姉*", "<em>Сестра</em> и <em>姉</em>"),
    ],
)  # fmt: skip
def test_titles_of_works_stand_in_italics(typed: str, markup: str) -> None:
    assert inline.markup(typed, "en", widows=True) == markup
    assert inline.plain(typed, "en") == html.unescape(re.sub("</?(?:em|strong)>", "", markup))


@pytest.mark.parametrize(
    "words",
    ["5* rooms, 4* food", "F**k the s**t", "M*A*S*H", "2 * 3 * 4", "*", "**", "* x *", "*Terms apply", "a*",
     "snake_case_name", "*** and ***"],
)  # fmt: skip
def test_signs_that_are_no_emphasis_stay(words: str) -> None:
    assert inline.markup(words, "en", widows=True) == words == inline.plain(words, "en")


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        (r"\*not\* this", "*not* this"),
        (r"\$1,000 \<x\>", "$1,000 <x>"),
        (r"\"straight\" and it\'s", '"straight" and it\'s'),
        (r"a \-- b \_c\_", "a -- b _c_"),
        (r"C:\Users and \\server", r"C:\Users and \server"),
    ],
)
def test_a_backslash_keeps_a_sign(typed: str, plain: str) -> None:
    assert inline.plain(typed, "en") == plain
    assert html.unescape(inline.markup(typed, "en", widows=True)) == plain


@given(words=st.text("ab*_ \\'\"<&-.", max_size=30), lang=st.sampled_from(["en", "fr", "fi"]))
@settings(deadline=None, max_examples=150)
def test_markup_and_plain_words_are_the_same_words(words: str, lang: str) -> None:
    made = inline.markup(words, lang, widows=True)
    assert not re.search("<(?!/?(?:em|strong)>)", made)
    assert html.unescape(re.sub("</?(?:em|strong)>", "", made)) == inline.plain(words, lang)
