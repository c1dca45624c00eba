"""Words: parts of addresses, plain text and typographic text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from newsroom.core import text
from tests.read_context import rendered

_TEXT = st.text(st.characters(codec="utf-8"), max_size=60)


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Law reform", "law-reform"),
        ("  Trans & gender-diverse!  ", "trans-and-gender-diverse"),
        ("It's a “win”", "its-a-win"),
        ("Überraschung, Žižek & Øre", "uberraschung-zizek-and-ore"),
        ("Радужная железная дорога", "raduzhnaia-zheleznaia-doroga"),
        ("C++ / C#", "c-c"),
        ("2SLGBTQIA+", "2slgbtqia"),
        ("…", ""),
        ("❤", ""),
        ("", ""),
    ],
)
def test_words_become_part_of_an_address(words: str, slug: str) -> None:
    assert text.slugify(words) == slug


@settings(deadline=None, max_examples=300)
@given(_TEXT)
def test_a_slug_is_empty_or_fit_for_an_address_and_stays(words: str) -> None:
    slug = text.slugify(words)
    assert not slug or text.SLUG.match(slug)
    assert text.slugify(slug) == slug


@pytest.mark.parametrize("words", ["a-b\n", "a--b", "-a", "a-", "A", "ä", "a/b", "..", "a.b", ""])
def test_texts_that_are_no_slug(words: str) -> None:
    assert not text.SLUG.fullmatch(words)


@pytest.mark.parametrize(
    ("words", "composed"),
    [
        ("Cafe\u0301", "Caf\u00e9"),
        ("\u1112\u1161\u11ab", "\ud55c"),
        ("Z\u030cizek, o\u0308", "\u017dizek, \u00f6"),
        ("Takata\u0304pui", "Takat\u0101pui"),
        ("\u0438\u0306", "\u0439"),
        ("\ufa19 stays, and so does \u795e", "\ufa19 stays, and so does \u795e"),
        ("a\ufdd0b", "a b"),
        ("plain", "plain"),
    ],
)
def test_letters_and_their_accents_are_one_character(words: str, composed: str) -> None:
    assert text.composed(words) == composed
    assert text.composed(composed) == composed


@pytest.mark.parametrize(
    ("words", "markup"),
    [
        ("<script>alert(1)</script> & more", "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more"),
        (r"A \. and \\ here it stays", "A \\. and \\\\ here it&nbsp;stays"),
        ("&amp; as it is", "&amp;amp; as it&nbsp;is"),
    ],
)
def test_plain_words_become_html(words: str, markup: str) -> None:
    assert text.line(words) == markup


@pytest.mark.parametrize("tag", ["code", "kbd", "samp", "var"])
def test_code_keeps_its_quotes_and_dashes(tag: str) -> None:
    code = f'<{tag}>print("it\'s") -- ...</{tag}>'
    assert code in rendered(f'A "quotation" {code} and on').html.replace("&quot;", '"')


def test_code_in_a_story_stays_as_it_is() -> None:
    made = rendered('Use `--now "x"`...\n\n```\ntell -- \'me\' "now"...\n```\n\n    if "a" -- b\n').html
    assert '<code>--now "x"</code>…' in made
    assert "tell -- 'me' \"now\"..." in made
    assert 'if "a" -- b' in made


@pytest.mark.parametrize(
    ("markup", "plain"),
    [("<p>One</p>\n<p>two &amp; three</p>", "One two & three"), ("a&nbsp;b", "a b"), ("", ""), ("x < y", "x < y")],
)
def test_plain_text_of_html(markup: str, plain: str) -> None:
    assert text.plain(markup) == plain


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=30))
def test_printable_text_fits_into_xml(words: str) -> None:
    made = text.printable(words)
    assert len(made) == len(words)
    element = etree.Element("a")
    element.text = made
    assert etree.fromstring(etree.tostring(element)).text in (made or None, made.replace("\r", "\n"))


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (220, 1), (331, 2), (2200, 10)])
def test_reading_time(words: int, minutes: int) -> None:
    assert text.minutes(words) == minutes


@pytest.mark.parametrize(
    ("names", "sentence"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_names_as_a_sentence_has_them(names: list[str], sentence: str) -> None:
    assert text.enumerated(names) == sentence


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Nerelle Harper", "NH"),
        ("Robin de la Vale", "RD"),
        ("Sam", "S"),
        ("élan vital", "ÉV"),
        ("Нина Орлова", "НО"),
        ("123", "?"),
        ("", "?"),
    ],
)
def test_initials_stand_for_a_name(name: str, initials: str) -> None:
    assert text.initials(name) == initials
