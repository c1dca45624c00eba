"""HTML from contributors: what is risky never reaches a page, and is reported on its line."""

from __future__ import annotations

import html
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.core import html_policy, text
from newsroom.core.markdown.parser import convert
from tests.building import Project, problem_lines
from tests.core.attacks import REPORTED, WORDS
from tests.core.audit import active, dangers, foreign_pictures
from tests.plain_words import program_words
from tests.read_context import HEAD, context, read_story, rendered

_RULES = {"html-forbidden", "embed-pasted", "link-forbidden", "picture-missing"}
_ATTACKS = [source for _, source in REPORTED] + [source for source, _ in WORDS]


def test_there_are_many_attacks_and_none_twice() -> None:
    assert len(_ATTACKS) == len(set(_ATTACKS)) >= 100


@pytest.mark.parametrize(("line", "source"), REPORTED)
def test_an_attack_is_reported_on_its_line(line: int, source: str) -> None:
    _, problems = read_story(f"{HEAD}One paragraph.\n\n{source}\n\nAnother.\n")
    first = HEAD.count("\n") + 3
    assert first + line - 1 in {problem.line for problem in problems if problem.rule in _RULES}, problems
    assert all(problem.is_error for problem in problems if problem.rule in _RULES)


@pytest.mark.parametrize("raw_html", [True, False])
@pytest.mark.parametrize("source", _ATTACKS)
def test_an_attack_never_reaches_a_page(source: str, raw_html: bool) -> None:
    """Neither in a story nor in a reader's comment, alone or among other words, whatever was reported."""
    for whole in (source, f"Before\n{source}\nafter", f"- {source}", f"> {source}", f"| a |\n|---|\n| {source} |"):
        assert dangers(rendered(whole, raw_html=raw_html).html) == []


@pytest.mark.parametrize("source", _ATTACKS)
def test_html_without_a_problem_loads_no_third_party_picture(source: str) -> None:
    document = rendered(source)
    assert document.problems or foreign_pictures(document.html) == []


@pytest.mark.parametrize(("source", "shown"), WORDS)
def test_words_about_html_are_words(source: str, shown: str) -> None:
    document = rendered(source)
    assert [problem for problem in document.problems if problem.rule in _RULES] == []
    assert shown in html.unescape(document.html).replace("\xa0", " ")


@pytest.mark.parametrize(
    "source",
    ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a <b>bold</b> <i>b</i>", "<!-- hidden -->", "a < b"],
)
def test_in_a_comment_raw_html_is_shown_as_text(source: str) -> None:
    document = rendered(source, raw_html=False)
    assert document.problems == ()
    assert text.plain(document.html).replace("—", "--") == source


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("H<sub>2</sub>O and <kbd>Enter</kbd>", "H<sub>2</sub>O and <kbd>Enter</kbd>"),
        ('<abbr title="Human rights">HR</abbr> x', '<abbr title="Human rights">HR</abbr>'),
        ('<span lang="ru">Да</span> and on', '<span lang="ru">Да</span>'),
        ('<span title="a > b" lang="en">x</span> "y"', '<span title="a &gt; b" lang="en">x</span> “y”'),
        ('<time datetime="2026-05-04">today</time>', '<time datetime="2026-05-04">today</time>'),
        ("<ins>new</ins><del>old</del>", "<ins>new</ins><del>old</del>"),
        ('<td colspan="2">', ""),
        ("<!-- a note to the desk --> Words", "Words"),
        ("x<br>y <wbr> z", "x<br>y"),
    ],
)
def test_harmless_html_stays(source: str, kept: str) -> None:
    document = rendered(source)
    assert document.problems == ()
    assert kept in document.html
    assert "note to the desk" not in document.html


def test_each_of_many_is_reported_on_its_own_line() -> None:
    source = (
        "<script>a</script>\n\n`<script>`\n\n<b onclick=x>y</b>\n\n    <script>code</script>\n\n<SCRIPT>b</SCRIPT>\n"
    )
    problems = [(problem.line, problem.message) for problem in rendered(source).problems]
    refused = "<script> is not allowed"
    assert problems == [(1, refused), (5, '"onclick" is not allowed on <b>'), (9, refused)]


@pytest.mark.parametrize("source", ["[a page](/about/){: title=Us }", "# One\n\n2 < 3", "| a |\n|--:|\n| {b} |"])
def test_html_that_markdown_makes_is_not_refused(source: str) -> None:
    """A first-level heading is a warning of its own; an aligned column is how tables are written."""
    assert [problem.rule for problem in rendered(source).problems if problem.is_error] == []


def test_forbidden_html_is_reported_with_a_remedy() -> None:
    for source in ("<iframe>", "<script>", "<style>", "<h1>x</h1>", "<form>", "<b style=x>y</b>"):
        assert all(problem.fix for problem in rendered(source).problems)


@pytest.mark.parametrize("where", ["authors/x.md", "pages/x.md", "comments/world/2026/first-light/1.md"])
def test_authors_pages_and_comments_are_held_to_it_as_well(site: Project, where: str) -> None:
    heads = {"authors": "name: X\nbio: Y", "pages": "title: X\nsummary: Y", "comments": "name: X\ndate: 2026-05-05"}
    kind = where.split("/", maxsplit=1)[0]
    site.write(where, f"---\n{heads[kind]}\n---\n\nWords.\n\n[x](javascript:alert(1))\n\n<b onclick=x>y</b>\n")
    lines = [line for line in problem_lines(site.build(check_only=True)) if where in line]
    assert any(line.startswith(f"content/{where}:8: link-forbidden") for line in lines)
    assert any(line.startswith(f"content/{where}:10: html-forbidden") for line in lines) is (kind != "comments")


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("navigation.toml", '[[main]]\nlabel = "x"\nhref = "javascript:alert(1)"\n'),
        ("navigation.toml", '[[footer]]\ntitle = "x"\nlinks = [{ label = "y", href = "JAVA\\tSCRIPT:alert(1)" }]\n'),
        (
            "helplines.toml",
            '[[helpline]]\nid="a"\nname="A"\nphone="000"\nhours="x"\nserves="y"\nweb="javascript:alert(1)"\n',
        ),
    ],
)
def test_data_files_are_held_to_it_as_well(site: Project, file: str, words: str) -> None:
    site.write(f"data/{file}", words)
    assert [
        line
        for line in problem_lines(site.build(check_only=True))
        if f"data/{file}:" in line and "link-forbidden" in line
    ]


_PIECES = [
    "<script>", "</script>", "<img src=x onerror=alert(1)>", '<img src="//evil.example/x.gif" alt="', "<svg>", "</svg>",
    "<math>", "<style>", "</style>", "<title>", "</title>", "<textarea>", "<noscript>", "<template>", "<table>", "<td>",
    "<!--", "-->", "--!>", "<!-->", "<![CDATA[", "]]>", "<?x", "?>", "</ ", "<p title='", '<p title="', "`", "```\n",
    "    ", "\n", "\n\n", "- ", "> ", "[^1]: ", '"', "'", ">", "<", "\\", "<b onclick=alert(1)>", "</b>", "<a href=",
    '<a href="javascript:alert(1)">', "[x](javascript:alert(1))", "[x]", ": javascript:x", "{: onclick=x }", "{: .x }",
    "&lt;", "&#60;", "&", "words", "--", "...", "*", "<i>", "<x.y onclick=x>", "<p\n", "<div>", "</div>", "| a |",
    "|---|", "<https://a.example>", "<img ", "src=x ", "onerror=x ",
]  # fmt: skip
_SOUP = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=14).map("".join)


@settings(deadline=None, max_examples=400)
@given(_SOUP)
def test_no_mixture_of_pieces_reaches_a_page(source: str) -> None:
    for raw_html in (True, False):
        assert dangers(rendered(source, raw_html=raw_html).html) == []


@settings(deadline=None, max_examples=400)
@given(_SOUP)
def test_html_that_a_browser_would_run_is_reported(source: str) -> None:
    """A parser that reads HTML as browsers do says whether anything risky was in what Markdown made."""
    document = rendered(source)
    markup = convert(source, "a.md", 1, raw_html=True)[0]
    if active(markup):
        assert [problem for problem in document.problems if problem.rule in _RULES], markup
    assert program_words(document.problems) == []
    if not document.problems:
        assert foreign_pictures(document.html) == []


@settings(deadline=None, max_examples=200)
@given(_SOUP)
def test_cleaning_twice_changes_no_word(source: str) -> None:
    """HTML's own rules move a link that stands in a table once more each time it is parsed, and no word is lost."""
    once = html_policy.clean(markdown.markdown(source))
    assert sorted(text.plain(html_policy.clean(once))) == sorted(text.plain(once))


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(codec="utf-8"), max_size=80) | _SOUP)
def test_blanking_code_keeps_every_line_and_column(source: str) -> None:
    masked = html_policy.masked(source)
    assert masked == html_policy._CODE.sub(html_policy._blanked, source)
    assert [len(line) for line in masked.split("\n")] == [len(line) for line in source.split("\n")]


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("javascript:alert(1)", "javascript"),
        ("\x01 JavaScript:alert(1)", "javascript"),
        ("java\nscript\t:x", "javascript"),
        ("data:text/html,x", "data"),
        ("ftp://a.example/", "ftp"),
        ("https://a.example/javascript:x", ""),
        ("mailto:a@b.example", ""),
        ("tel:131114", ""),
        ("/world/", ""),
        ("/a:b", ""),
        ("#javascript:", ""),
        ("", ""),
    ],
)
def test_the_scheme_of_an_address(address: str, scheme: str) -> None:
    assert html_policy.forbidden_scheme(address) == scheme


def test_a_picture_of_the_site_is_no_third_party_request(tmp_path: Path) -> None:
    assert foreign_pictures('<img src="/images/x.jpg">') == []
    assert foreign_pictures('<img alt="x" src="//evil.example/x.jpg">') == ["//evil.example/x.jpg"]
    assert rendered("![x](/images/x.jpg)", at=context(tmp_path)).problems[0].rule == "picture-missing"


@pytest.mark.parametrize(
    "source",
    ['<div class="leaving">x</div>', "A paragraph.\n{: .leave-button }", '<b class="footnote button">x</b>'],
)
def test_a_text_may_not_wear_the_classes_of_the_theme(source: str) -> None:
    """Else one could cover the whole page, or look like the way out of it."""
    document = rendered(source)
    assert document.problems == ()
    assert "leav" not in document.html
    assert "button" not in document.html
    assert "class (1)" in document.note


def test_the_classes_that_markdown_writes_are_its_own() -> None:
    assert rendered("Words.[^1]\n\n[^1]: A note.\n").note == ""


@pytest.mark.parametrize(
    "tag",
    [
        '<p class="has-drop-cap">', '<p style="text-align: center">', "<div align=center>",
        '<td valign="top" width=20>', '<span style="font-weight:400; color: #333 !important">',
        '<a href="/x/" target="_blank">', '<b data-id="7">',
        '<img src="/images/a.jpg" alt="a" data-src="x" class="wp-image-7 alignleft" border=0>',
        '<ol type="a" compact>', '<p style="margin:0;padding:0 0 1em;border:0 solid">',
        '<i style="background-color: rgba(0, 0, 0, 0.1)">', '<span itemprop="name">',
        '<p class="MsoNormal" style="mso-margin-top-alt:auto;line-height:115%">',
    ],
)  # fmt: skip
def test_an_attribute_that_does_no_harm_is_left_out_and_counted(tag: str) -> None:
    document = rendered(f"{tag}words\n")
    assert [problem for problem in document.problems if problem.rule == "html-forbidden"] == []
    assert "left out" in document.note or "type" in tag
    for name in ("style", "align=", "data-", "target", "itemprop", "Mso", "border", "wp-image"):
        assert f" {name}" not in document.html


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("<p onclick=x>", "onclick"), ('<p style="display:none">', "style"),
        ('<p style="visibility: hidden">', "style"), ('<p style="font-size:0">', "style"),
        ('<p style="color: transparent">', "style"), ("<p hidden>", "hidden"),
        ('<p style="background:url(https://e.example/x)">', "style"), ('<p style="text-indent:-999px">', "style"),
        ('<p style="position:absolute">', "style"), ('<span class="screen-reader-text">', "class"),
        ('<div class="row hidden">', "class"), ("<p role=button>", "role=button"),
        ("<p contenteditable>", "contenteditable"), ('<a href="/x/" ping="https://e.example/">', "ping"),
        ('<b action="/x">', "action"), ('<p style="height: 0px">', "style"), ('<p style="colour:red">', "style"),
        ('<a hreff="/x/">', "hreff"), ('<p style="width:expression(1)">', "style"),
        ('<p style="color:r\\65 d">', "style"), ('<p aria-hidden="true">', "aria-hidden"),
        ('<p style="opacity:0">', "style"),
    ],
)  # fmt: skip
def test_an_attribute_that_does_harm_is_refused(tag: str, name: str) -> None:
    document = rendered(f"Words.\n\n{tag}words\n")
    [problem] = [problem for problem in document.problems if problem.rule == "html-forbidden"]
    assert problem.line == 3
    assert problem.message.startswith(f'"{name}" is not allowed on <')
    assert problem.fix


def test_of_many_attributes_there_is_one_note_for_a_file(site: Project) -> None:
    words = '<p class="x" style="color:red">One</p>\n\n<p class="y">Two</p>\n'
    site.write("pages/about.md", f"---\ntitle: About\nsummary: Us.\n---\n\n{words}")
    path = site.content / "articles/world/2026/first-light.md"
    path.write_text(path.read_text("utf-8") + f"\n{words * 2}\n", "utf-8")
    for _ in range(2):
        outcome = site.build(check_only=True)
        assert problem_lines(outcome) == []
        notes = [note.split(" attributes of HTML have no effect here and were left out: ") for note in outcome.notes]
        assert [note for note in notes if len(note) == 2] == [
            ["content/articles/world/2026/first-light.md: 6", "class (4), style (2)"],
            ["content/pages/about.md: 3", "class (2), style (1)"],
        ]


def test_tags_in_a_marked_section_are_reported_since_browsers_see_no_comment() -> None:
    source = "<![CDATA[<script><script>]]>"
    assert [problem.message for problem in rendered(source).problems] == [
        "<script> is not allowed",
        "<![CDATA is no HTML that a story may hold",
    ]
