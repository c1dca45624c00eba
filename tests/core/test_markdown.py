"""Markdown: lists, quotations, headings, notes, braces and HTML come out as they were written."""

from __future__ import annotations

import re

import pytest
from lxml import html as lxml_html

from newsroom.core.markdown.parser import convert
from newsroom.core.problems import Problem


def as_html(source: str, *, raw_html: bool = True) -> str:
    """Return Markdown as HTML without blanks that mean nothing."""
    return without_blanks(convert(source, "a.md", 1, raw_html=raw_html)[0])


def without_blanks(html: str) -> str:
    return re.sub(r"\s+<", "<", re.sub(r">\s+<", "><", html))


def problems(source: str) -> list[Problem]:
    return convert(source, "a.md", 1, raw_html=True)[1]


# ------------------------------------------------------------------------------------------------------ quotations


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("> A\n> — First\n\n> B\n> — Second", 2),
        ("> A\n\n\n> B\n\n> C", 3),
        (">> A\n\n> B", 2),
        ("- item\n\n  > A\n\n  > B", 2),
        ("> A\n\n<!-- note -->\n\n> B", 2),
        ("> A\n> \n> B", 1),
        ("> A\n>\n> B", 1),
        ("> A\nB", 1),
    ],
)
def test_there_are_as_many_quotations_as_were_written(source: str, count: int) -> None:
    tree = lxml_html.fragment_fromstring(as_html(source), create_parent="div")
    outer = [quote for quote in tree.iter("blockquote") if next(quote.iterancestors("blockquote"), None) is None]
    assert len(outer) == count


# ----------------------------------------------------------------------------------------------------------- lists

_TWO = "<ul><li>a</li><li>b</li></ul>"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Words:\n- a\n- b", f"<p>Words:</p>{_TWO}"),
        ("Words:\n* a\n* b", f"<p>Words:</p>{_TWO}"),
        ("Words:\n1. a\n2. b", "<p>Words:</p><ol><li>a</li><li>b</li></ol>"),
        ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("> Words:\n> - a\n> - b", f"<blockquote><p>Words:</p>{_TWO}</blockquote>"),
        ("![x](/images/x.jpg)\n- a\n- b", f'<p><img src="/images/x.jpg" alt="x"></p>{_TWO}'),
        ("– a\n– b", _TWO),
        ("Words:\n– a\n– b", f"<p>Words:</p>{_TWO}"),
        ("> – a\n> – b", f"<blockquote>{_TWO}</blockquote>"),
        ("-\u00a0a\n-\u00a0b", _TWO),
        ("1.\u00a0a\n2.\u00a0b", "<ol><li>a</li><li>b</li></ol>"),
        ("–\u00a0a\n–\u00a0b", _TWO),
        ("\u00a0-\u00a0a\n\u00a0-\u00a0b", _TWO),
        ("Words:\n    - a\n    - b", f"<p>Words:</p>{_TWO}"),
        ("##\u00a0Head", "<h2>Head</h2>"),
        ("The year\n1990. It rained.", "<p>The year\n1990. It rained.</p>"),
        ("– Bonjour.\n\n– Salut.", "<p>– Bonjour.</p><p>– Salut.</p>"),
        ("> Words\n> – Robin", "<blockquote><p>Words\n– Robin</p></blockquote>"),
        ("```\n– a\n– b\n-\u00a0c\n```", "<pre><code>– a\n– b\n-\u00a0c\n</code></pre>"),
        ("- x\n  ```\n  – a\n  – b\n  ```", "<ul><li>x<pre><code>– a\n– b\n</code></pre></li></ul>"),
    ],
)
def test_a_list_is_a_list_wherever_it_begins(source: str, expected: str) -> None:
    assert as_html(source) == without_blanks(expected)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("- a\n  - b\n    - c\n- d", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
        ("- a\n    - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("- a\n      - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("1. a\n  - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("1. a\n  1. b\n  2. c\n2. d", "<ol><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ol>"),
        ("10. a\n  - b\n11. c", '<ol start="10"><li>a<ul><li>b</li></ul></li><li>c</li></ol>'),
        ("1. a\n  2. b\n  3. c", "<ol><li>a</li><li>b</li><li>c</li></ol>"),
        ("-   a\n  - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("1. a\n\n  more\n2. b", "<ol><li><p>a</p><p>more</p></li><li><p>b</p></li></ol>"),
        ("- a\n\n  more\n- b", "<ul><li><p>a</p><p>more</p></li><li><p>b</p></li></ul>"),
        ("- a\n - b", "<ul><li>a</li><li>b</li></ul>"),
        ("10. Words\nmore\n  - b", '<ol start="10"><li>Words\nmore<ul><li>b</li></ul></li></ol>'),
        ("10. a\n  ```\n  x\n    y\n  ```", '<ol start="10"><li>a<pre><code>x\n  y\n</code></pre></li></ol>'),
        ("1.\ta\n  - b\n2.\tc", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("-\ta\n\t- b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("- 1. a\n     - b", "<ul><li><ol><li>a<ul><li>b</li></ul></li></ol></li></ul>"),
        (
            "1. a\n  - b\n    - c\n      - d\n2. e",
            "<ol><li>a<ul><li>b<ul><li>c<ul><li>d</li></ul></li></ul></li></ul></li><li>e</li></ol>",
        ),
        ("> 1. a\n>   - b\n> 2. c", "<blockquote><ol><li>a<ul><li>b</li></ul></li><li>c</li></ol></blockquote>"),
        ("1. a\n\n       code", "<ol><li><p>a</p><pre><code>code\n</code></pre></li></ol>"),
        ("10. a\n\n        code", '<ol start="10"><li><p>a</p><pre><code>code\n</code></pre></li></ol>'),
        ("1. a\n  > b\n2. c", "<ol><li>a<blockquote><p>b</p></blockquote></li><li>c</li></ol>"),
    ],
)
def test_lines_indented_by_two_spaces_belong_to_the_item(source: str, expected: str) -> None:
    assert as_html(source) == without_blanks(expected)


@pytest.mark.parametrize(
    "before", ["Words:", "![x](/images/x.jpg)", "*Words*", "## Head", "Words in\ntwo lines"],
)  # fmt: skip
def test_a_table_may_stand_right_below(before: str) -> None:
    assert "<table><thead><tr><th>a</th>" in as_html(f"{before}\n| a | b |\n|---|---|\n| c | d |")
    assert "<table>" in as_html("\n".join(f"> {line}" for line in f"{before}\n| a | b |\n|---|---|".split("\n")))


# -------------------------------------------------------------------------------------------------- headings, code


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("#LoveIsLove wins", "<p>#LoveIsLove wins</p>"),
        ("#LoveIsLove", "<p>#LoveIsLove</p>"),
        ("##Pride", "<p>##Pride</p>"),
        ("#1 in the charts", "<p>#1 in the charts</p>"),
        ("# Love", "<h1>Love</h1>"),
        ("## Learning C#", "<h2>Learning C#</h2>"),
        ("## Issue #5 ##", "<h2>Issue #5</h2>"),
        ("## A #", "<h2>A</h2>"),
    ],
)
def test_a_heading_needs_a_space(source: str, expected: str) -> None:
    assert as_html(source) == without_blanks(expected)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("##Pride", [1]),
        ("Words.\n\nOne\n###The law", [4]),
        ("- a\n- ##b", [2]),
        ("> ##Pride", [1]),
        ("#Pride\n\n#1 and ##2", []),
        ("`##x`\n\n    ##y\n\n```\n##z\n```", []),
        (r"\##Pride", []),
        ("##", []),
    ],
)
def test_a_heading_without_a_space_is_a_problem_on_its_line(source: str, lines: list[int]) -> None:
    assert [(problem.line, problem.rule) for problem in problems(source)] == [(n, "heading-space") for n in lines]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("- a\n  ```\n  x\n  ```\n- b", "<ul><li>a<pre><code>x\n</code></pre></li><li>b</li></ul>"),
        (
            "1. a\n\n   ~~~\n   x\n   ~~~\n2. b",
            "<ol><li><p>a</p><pre><code>x\n</code></pre></li><li><p>b</p></li></ol>",
        ),
        ("```python title=x y\nx\n```", '<pre><code class="language-python">x\n</code></pre>'),
        ("Words\n```\nx\n```", "<p>Words</p><pre><code>x\n</code></pre>"),
        ("> ```\n> x\n> ```", "<blockquote><pre><code>x\n</code></pre></blockquote>"),
        ("- a\n    ```\n    x\n    ```", "<ul><li>a<pre><code>x\n</code></pre></li></ul>"),
    ],
)
def test_fenced_code_is_code_in_lists_and_with_words_behind_its_language(source: str, expected: str) -> None:
    assert as_html(source) == without_blanks(expected)


# ----------------------------------------------------------------------------------------------------------- notes


def test_notes_are_numbered_as_readers_meet_them_whatever_their_names() -> None:
    html = as_html("One[^z], two[^a b], one again[^z].\n\n[^a b]: Two.\n[^z]: One.\n")
    assert re.findall(r'href="#fn:([^"]+)">(\d)</a>', html) == [("z", "1"), ("a-b", "2"), ("z", "1")]
    assert re.findall(r'<li id="fn:([^"]+)"', html) == ["z", "a-b"]
    assert len(re.findall(r'id="([^"]+)"', html)) == len(set(re.findall(r'id="([^"]+)"', html)))
    for target in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{target}"' in html


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("Words[^none].", [1]),
        ("One.\n\nWords\nand more[^none].", [4]),
        ("Words.\n\n[^a]: Unused.", [3]),
        ("| a[^x] |\n|---|\n| b[^y] |", [1, 3]),
        ("- a\n- b[^x]", [2]),
        ("A[^a]\n\n[^a]: One.\n[^a]: Two.", [4, 4]),
        ("## A[^x]", [1]),
        ("A[^a].\n\n[^a]: See[^b].\n", [3]),
        ("A[^a].\n\n[^a]: See[^b].\n[^b]: That.", []),
        ("`[^x]`", []),
        ("[^1](/about/)", []),
        (r"\[^x]", []),
        ("A[^Case]\n\n[^case]: One.", []),
        ("A[^1]\n[^1]: right below", []),
    ],
)
def test_marks_and_notes_that_do_not_match_are_problems_on_their_lines(source: str, lines: list[int]) -> None:
    found = problems(source)
    assert [problem.line for problem in found] == lines
    assert {problem.rule for problem in found} <= {"footnote-unmatched"}
    assert all(problem.fix for problem in found)


def test_no_words_of_a_note_are_lost() -> None:
    html = as_html("A[^a]\n\n[^a]: One.\n\n  Two.\n\n    Three.\n\n    - x\n\n[^b]: Four.\n\nAfter[^c].")
    for words in ("<p>One.</p>", "<p>Two.</p>", "<p>Three.</p>", "<li>x", "Four.", "After[^c]."):
        assert words in html


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("A\n: b", "<dl><dt>A</dt><dd>b</dd></dl>"),
        ("A\n: b\n: c", "<dl><dt>A</dt><dd>b</dd><dd>c</dd></dl>"),
        ("A\n: b\n\nC\n: *d*", "<dl><dt>A</dt><dd>b</dd><dt>C</dt><dd><em>d</em></dd></dl>"),
        ("A\n\n: b\n\n  more", "<dl><dt>A</dt><dd><p>b</p><p>more</p></dd></dl>"),
        ("A\n: b\n\nWords.", "<dl><dt>A</dt><dd>b</dd></dl><p>Words.</p>"),
        ("> A\n> : b", "<blockquote><dl><dt>A</dt><dd>b</dd></dl></blockquote>"),
        ("A\n: - b\n  - c", "<dl><dt>A</dt><dd><ul><li>b</li><li>c</li></ul></dd></dl>"),
        ("One\ntwo\n:three", "<p>One\ntwo\n:three</p>"),
        ("A\n~ 5 km", "<p>A\n~ 5 km</p>"),
    ],
)
def test_a_word_and_below_it_a_colon_is_a_definition(source: str, expected: str) -> None:
    assert without_blanks(as_html(source)) == without_blanks(expected)


# ---------------------------------------------------------------------------------------------------------- braces


@pytest.mark.parametrize(
    "source",
    [
        "Dear {name}", "*Dear*{lang=en}", "X {#they}", "{they/them}", "{.x}", "a {b} c", "{: .x",
        "w {: lang=ru } go on", "{{ site }}", "**x**{ .y }", "f{x}(y)", "{:}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["{}", "## {}", "| {} |\n|---|\n| {} |", "- {}", "> {}"])
def test_braces_are_text(source: str, around: str) -> None:
    html = as_html(around.format(source, source) if around.count("{}") > 1 else around.format(source))
    words = lxml_html.fragment_fromstring(html, create_parent="div").text_content()
    assert source.replace("*", "") in words
    assert problems(around.replace("{}", source)) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("*x*{: lang=ru }", '<p><em lang="ru">x</em></p>'),
        ("**x**{: lang=ru} y", '<p><strong lang="ru">x</strong> y</p>'),
        ('[x](/about/){: title="A b" }', '<p><a href="/about/" title="A b">x</a></p>'),
        ("## X {: #they }", '<h2 id="they">X</h2>'),
        ("One\ntwo\n{: lang=ru }", '<p lang="ru">One\ntwo</p>'),
        ("*a *b* c*{: lang=ru }", '<p><em lang="ru">a <em>b</em> c</em></p>'),
    ],
)
def test_attributes_stand_where_the_manual_says(source: str, expected: str) -> None:
    assert as_html(source) == without_blanks(expected)


# ------------------------------------------------------------------------------------------------------------ HTML


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<blockquote>\n*Words*\n</blockquote>", "<blockquote><em>Words</em></blockquote>"),
        ("<div>\n\n*Words*\n\n</div>", "<div><p><em>Words</em></p></div>"),
        ("<div>**a**</div>", "<div><strong>a</strong></div>"),
        ("<table><tr><td>*a*</td><td>[b](/about/)</td></tr></table>",
         '<table><tr><td><em>a</em></td><td><a href="/about/">b</a></td></tr></table>'),
        ("<div>\n- a\n- b\n</div>", f"<div>{_TWO}</div>"),
        ("<td>- 5</td>", "<td>- 5</td>"),
        ("<div><pre>*a*\n</pre></div>", "<div><pre>*a*</pre></div>"),
        ("<div>Use <code>*a*</code></div>", "<div>Use <code>*a*</code></div>"),
        ("<hr>\nWords *a*", "<hr><p>Words <em>a</em></p>"),
        ("<div>\n  <p>*a*</p>\n\n    <p>*b*</p>\n</div>", "<div><p><em>a</em></p><p><em>b</em></p></div>"),
        ('<span lang="ru">мир</span>\nis *peace*', '<p><span lang="ru">мир</span>\nis <em>peace</em></p>'),
        ("<b>\n*a*\n</b>", "<p><b>\n<em>a</em></b></p>"),
        ('<div title="*a* <b>">x</div>', '<div title="*a* <b>">x</div>'),
        ("<ul>\n<li>*a*</li>\n<li>\n\n- b\n\n</li>\n</ul>", "<ul><li><em>a</em></li><li><ul><li>b</li></ul></li></ul>"),
    ],
)  # fmt: skip
def test_markdown_between_tags_is_set(source: str, expected: str) -> None:
    assert as_html(source) == without_blanks(expected)
    assert problems(source) == [] or source.startswith("<td>")


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("<div>\nwords\n\n**more**\n\n- a", [1]),
        ("One.\n\n<table>\n<tr><td>a</td></tr>\n\n**more**\n\n- a", [3]),
        ("<div>\n\n**more**\n\n- a", [1]),
        ("<div><div>x</div>\n\n**more**\n\n- a", [1]),
        ("<ul>\n<li>x\n\n**more**\n\n- a", [1]),
        ("One <b>two\n\n**more**\n\n- a", [1]),
        ("One\n<i>two\n\n**more**\n\n- a", [2]),
        ("> <div>x\n\n**more**\n\n- a", [1]),
        ("<section>x</section>\n\n</div>\n\n**more**\n\n- a", []),
        ("<div><p>x</div>\n\n**more**\n\n- a", []),
    ],
)
def test_an_unclosed_tag_is_a_problem_and_swallows_nothing(source: str, lines: list[int]) -> None:
    found = problems(source)
    assert [(problem.line, problem.rule) for problem in found] == [(line, "html-unclosed") for line in lines]
    tree = lxml_html.fragment_fromstring(as_html(source), create_parent="main")
    [strong] = tree.findall(".//strong")
    assert [element.tag for element in strong.iterancestors()] in (["p", "main"], ["p", "div", "main"])
    assert tree.find("./ul/li") is not None or tree.find("./div/ul/li") is not None


@pytest.mark.parametrize(
    "source",
    [
        "<table><tr>x<td>a</td></tr></table>",
        "<table><tr>\nx\n<td>a</td></tr></table>",
        "<table>x<tr><td>a</td></tr></table>",
        "<table><tr><td>a</td>x</tr></table>",
        "<table>\n<tr>\n\nx\n\n<td>a</td></tr></table>",
    ],
)
def test_words_in_a_table_stay_in_their_place(source: str) -> None:
    [problem] = problems(f"Words.\n\n{source}")
    assert problem.rule == "html-unclosed"
    assert 3 <= problem.line <= 6
    table = lxml_html.fragment_fromstring(as_html(source), create_parent="div").find("table")
    assert table is not None
    assert "x" in [str(cell.text_content()).strip() for cell in table.iter("td")]


@pytest.mark.parametrize("source", ["<div>\n*a*", "[^1]\n\n[^1]: x", "![a](/x.jpg)", "<b>x", "<!-- x"])
def test_readers_comments_have_none_of_it(source: str) -> None:
    html, found = convert(source, "a.md", 1, raw_html=False)
    assert found == []
    assert not re.search(r"<(?:div|img|sup|b|!)", html)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[x](/files/a b.pdf)", '<a href="/files/a b.pdf">x</a>'),
        ('![x](/images/a.jpg "He said "no" | Credit")', 'title="He said &quot;no&quot; | Credit"'),
        ("[x]({filename}/articles/a b.md)", 'href="{filename}/articles/a b.md"'),
        ("![x](/images/a b (1).jpg)", 'src="/images/a b (1).jpg"'),
        ('[x](https://a.example/a b "T")', 'href="https://a.example/a b" title="T"'),
        ("[sic](what he said)", "[sic](what he said)"),
    ],
)
def test_an_address_with_blanks_is_an_address(source: str, expected: str) -> None:
    assert expected in as_html(source)
