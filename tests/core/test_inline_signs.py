"""Signs inside of a line: strikethrough, breaks by a backslash, boxes of items."""

from __future__ import annotations

import html

import pytest

from tests.read_context import rendered


def _html(markdown: str, *, raw_html: bool = True) -> str:
    return html.unescape(rendered(markdown, raw_html=raw_html).html).replace("\xa0", " ").strip()


@pytest.mark.parametrize("raw_html", [True, False])
@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("One ~~two~~ three", "<p>One <del>two</del> three</p>"),
        ("~~*a* and **b**~~", "<p><del><em>a</em> and <strong>b</strong></del></p>"),
        ("*a ~~b~~ c*", "<p><em>a <del>b</del> c</em></p>"),
        ('~~"It\'s"~~ so', "<p><del>“It’s”</del> so</p>"),
        ("~~a~~ b ~~c~~", "<p><del>a</del> b <del>c</del></p>"),
        ("~10 to ~20, ~~ a ~~ or a~~", "<p>~10 to ~20, ~~ a ~~ or a~~</p>"),
        (r"\~~a~~ and `~~b~~`", "<p>~~a~~ and <code>~~b~~</code></p>"),
    ],
)
def test_two_tildes_strike_words_out(typed: str, made: str, raw_html: bool) -> None:
    assert _html(typed, raw_html=raw_html) == made


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("One\\\ntwo", "<p>One<br>\ntwo</p>"),
        ("*One*\\\n**two**\\\nthree", "<p><em>One</em><br>\n<strong>two</strong><br>\nthree</p>"),
        ("> One\\\n> two", "<blockquote>\n<p>One<br>\ntwo</p>\n</blockquote>"),
        ("- One\\\n  two", "<ul>\n<li>One<br>\n  two</li>\n</ul>"),
        ("One\\\\\ntwo", "<p>One\\\ntwo</p>"),
        ("One\\", "<p>One\\</p>"),
        ("`One\\\ntwo`", "<p><code>One\\\ntwo</code></p>"),
    ],
)
def test_a_backslash_at_the_end_of_a_line_ends_it(typed: str, made: str) -> None:
    assert "".join(_html(typed).split()) == "".join(made.split())


@pytest.mark.parametrize(
    ("typed", "items"),
    [
        ("- [ ] one\n- [x] two\n- [X] three", ["☐ one", "☑ two", "☑ three"]),
        ("1. [ ] *one*\n2. [x] two", ["☐ <em>one</em>", "☑ two"]),
        ("- [ ] one\n\n- [x] two", ["\n<p>☐ one</p>\n", "\n<p>☑ two</p>\n"]),
        ("- [y] one\n- [ ]two\n- a [ ] b", ["[y] one", "[ ]two", "a [ ] b"]),
        ("- [x](https://example.org/) one", ['<a href="https://example.org/" rel="noopener noreferrer">x</a> one']),
        ("- `[ ]` one", ["<code>[ ]</code> one"]),
    ],
)
def test_items_of_a_list_may_have_a_box(typed: str, items: list[str]) -> None:
    made = _html(typed)
    assert [piece.split("</li>")[0] for piece in made.split("<li>")[1:]] == items


def test_a_box_outside_of_a_list_is_text() -> None:
    assert _html("[ ] one [x] two") == "<p>[ ] one [x] two</p>"
