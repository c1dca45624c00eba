"""Links: those into the magazine are found and resolved, and those that lead nowhere are reported."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.core.markdown_document import InternalLink
from newsroom.features.files.model import Files, LinkedFile
from newsroom.features.links.faults import PublishedAddresses
from newsroom.features.links.model import LinkResolver, address_problems, resolve
from tests.building import Project, problem_lines
from tests.core.audit import dangers
from tests.read_context import PATH, lines_and_rules, rendered

DIRECTORY = LinkResolver(
    files={
        "articles/world/2026/a-story.md": "/world/2026/05/a-story/",
        "articles/national/2026/b.md": "/national/2026/05/b/",
        "pages/about.md": "/about/",
    },
    hidden=["articles/world/2026/a-draft.md"],
    pages={
        "category": {"world": "/world/", "national": "/national/"},
        "author": {"robin-vale": "/author/robin-vale/"},
        "tag": {"law-reform": "/topic/law-reform/"},
    },
)


def resolved(markdown: str) -> tuple[list[str], list[tuple[int, str]]]:
    """Return where the links of a text lead, and the problems with them."""
    document = rendered(markdown)
    problems = [*document.problems, *DIRECTORY.problems(PATH, document.links)]
    html = resolve(document.html, document.links, DIRECTORY)
    return re.findall(r'href="([^"]*)"', html), lines_and_rules(problems)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("{filename}/articles/national/2026/b.md", "/national/2026/05/b/"),
        ("{filename}a-story.md", "/world/2026/05/a-story/"),
        ("{filename}a%2Dstory.md", "/world/2026/05/a-story/"),
        ("{filename}../../national/2026/b.md", "/national/2026/05/b/"),
        ("{filename}/pages/about.md#who", "/about/#who"),
        ("|filename|/pages/about.md", "/about/"),
        ("%7Bfilename%7D/pages/about.md", "/about/"),
        ("{static}/pages/about.md", "/about/"),
        ("{attach}/pages/about.md", "/about/"),
        ("{author}robin-vale", "/author/robin-vale/"),
        ("{author}Robin Vale", "/author/robin-vale/"),
        ("{category}World", "/world/"),
        ("{tag}Law reform", "/topic/law-reform/"),
        ("{index}", "/"),
        ("/about/", "/about/"),
        ("/about/#who", "/about/#who"),
        ("/a?b=1&c=2", "/a?b=1&amp;c=2"),
    ],
)
def test_a_link_into_the_magazine_leads_to_its_address(written: str, address: str) -> None:
    assert resolved(f"[the words](<{written}>)") == ([address], [])


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("{filename}/articles/national/2026/c.md", "{filename}/articles/national/2026/b.md"),
        ("{filename}/zzz.md", "give the path of the file under content/"),
        ("{filename}../../../../../etc/passwd", "give the path"),
        ("{filename}a-draft.md", "take the link out until it is published"),
        ("{author}robin-veil", 'did you mean "robin-vale"?'),
        ("{author}zzz", "use one of: robin-vale"),
        ("{category}worlds", 'did you mean "world"?'),
        ("{tag}Law", "use one of: law-reform"),
    ],
)
def test_a_link_that_leads_nowhere_is_reported_on_its_line(written: str, says: str) -> None:
    document = rendered(f"First.\n\n[a story](</about/>)\n\n[the words](<{written}>)\n")
    problems = list(DIRECTORY.problems(PATH, document.links))
    assert lines_and_rules(problems) == [(5, "link-target")]
    assert says in problems[0].fix


def test_a_link_that_leads_nowhere_leads_to_the_front_page_until_it_is_mended() -> None:
    assert resolved("[the words]({filename}none.md)")[0] == ["/"]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("/abuot/", 'did you mean "/about/"?'),
        ("/about", 'did you mean "/about/"?'),
        ("about/", 'did you mean "/about/"?'),
        ("/zzzzzzzzzzzzzz/", "begin and end with a slash"),
        ("?page=2", "begin and end with a slash"),
    ],
)
def test_an_address_at_which_nothing_is_published_is_reported_on_its_line(written: str, says: str) -> None:
    document = rendered(f"[good](/about/)\n\n[bad]({written})")
    problems = list(address_problems(PATH, document.links, PublishedAddresses(["/about/", "/"])))
    assert lines_and_rules(problems) == [(3, "link-target")]
    assert says in problems[0].fix


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("", "link-target"),
        ("javascript:alert(1)", "link-forbidden"),
        ("data:text/html,x", "link-forbidden"),
        ("ftp://a.example/", "link-forbidden"),
        ("http://[", "link-forbidden"),
        ("http://[::1", "link-forbidden"),
    ],
)
def test_an_address_that_is_none_or_risky_is_reported_on_its_line(written: str, rule: str) -> None:
    assert lines_and_rules(rendered(f"First.\n\n[the words]({written})\n").problems) == [(3, rule)]
    assert lines_and_rules(rendered(f'First.\n\n<a href="{written}">the words</a>\n').problems) in (
        [(3, rule)],
        [(1, rule)],
    )


@pytest.mark.parametrize("written", ["https://a.example/x", "http://a.example", "//a.example/x", "mailto:a@b.example"])
def test_an_external_link_sends_no_referrer(written: str) -> None:
    document = rendered(f"[the words]({written})")
    assert document.links == ()
    assert document.problems == ()
    assert 'rel="noopener noreferrer"' in document.html


@pytest.mark.parametrize("words", ["here", "Click here", "THIS", "read more"])
def test_words_that_say_nothing_are_a_warning_on_their_line(words: str) -> None:
    source = (
        f"[{words}](/about/)\n\nAnd then\n[{words}](/about/) and [the page](/about/)\n\n[{words}](https://a.example/)\n"
    )
    problems = rendered(source).problems
    assert lines_and_rules(problems) == [(1, "link-words"), (4, "link-words"), (6, "link-words")]
    assert not any(problem.is_error for problem in problems)


def test_notes_and_their_marks_are_no_links_of_the_writer() -> None:
    document = rendered("Words[^1]\n\n[^1]: A note with [a page](/about/).\n")
    assert [link.target for link in document.links] == ["/about/"]
    assert 'href="#fn:1"' in document.html


@pytest.mark.parametrize(
    "source",
    [
        '[a](/about/) and <code>"/-/link/7"</code>',
        '[a](/about/) and `href="/-/link/9"`',
        "[a](/about/) and [b](/-/link/0) and [c](/-/link/99)",
        '<p title="/-/link/3">x</p> [a](/about/)',
        '<a class="footnote-ref" href="/-/link/12">x</a> [a](/about/)',
    ],
)
def test_text_like_the_builds_own_placeholders_does_no_harm(source: str) -> None:
    document = rendered(source)
    html = resolve(document.html, document.links, DIRECTORY)
    assert 'href="/about/"' in html
    for number in ("7", "9", "99", "3", "12"):
        assert (f"/-/link/{number}" in source) == (f"/-/link/{number}" in html)


@settings(deadline=None, max_examples=200)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), max_size=30),
    st.sampled_from(["[x](<{}>)", '<a href="{}">x</a>']),
)
def test_no_address_breaks_reading(address: str, form: str) -> None:
    document = rendered(form.format(address))
    list(DIRECTORY.problems(PATH, document.links))
    list(address_problems(PATH, document.links, PublishedAddresses(["/"])))
    assert dangers(resolve(document.html, document.links, DIRECTORY)) == []


def test_only_links_are_resolved() -> None:
    document = rendered('<p title="/-/link/0">x</p> [a](/about/) `"/-/link/0"`')
    html = resolve(document.html, document.links, DIRECTORY)
    assert '<p title="/-/link/0">' in html
    assert '<code>"/-/link/0"</code>' in html


def test_an_address_is_escaped_where_it_is_put_in() -> None:
    link = InternalLink("address", '/x"onclick="y&<z', "", 1, "/-/link/0")
    assert resolve('<a href="/-/link/0">x</a>', (link,), DIRECTORY) == '<a href="/x%22onclick=%22y&amp;%3Cz">x</a>'


_REPORT = LinkedFile("files/2026/report.pdf", "/files/2026/report-0123.pdf", "PDF, 2 MB")
ATTACHED = LinkResolver(attached=Files({_REPORT.path: _REPORT}, frozenset({"files/2026/x.docx"}), (_REPORT.path,)))


@pytest.mark.parametrize(
    "written", ["/files/2026/report.pdf", "{static}/files/2026/report.pdf", "/files/2026/../2026/report%2Epdf"]
)
def test_a_link_to_a_document_says_what_it_is(written: str) -> None:
    document = rendered(f"[The *whole* report]({written}) and [us](/about/).")
    assert resolve(document.html, document.links, ATTACHED) == (
        '<p><a href="/files/2026/report-0123.pdf">The <em>whole</em> report <span class="file-note">(PDF, 2 MB)</span>'
        '</a> and&nbsp;<a href="/about/">us</a>.</p>'
    )
    assert list(ATTACHED.problems(PATH, document.links)) == []


def test_a_note_stands_in_the_link_that_it_is_for_whatever_is_around_it() -> None:
    document = rendered(
        '<a title="x" class="y" href="/files/2026/report.pdf">one</a> `<a href="/-/link/0">` '
        "[two](/about/) [three](/files/2026/report.pdf)\n\n| [four](/files/2026/report.pdf) |\n|---|\n"
    )
    html = resolve(document.html, document.links, ATTACHED)
    assert re.findall(r">(\w+) <span", html) == ["one", "three", "four"]
    assert html.count("file-note") == 3
    assert dangers(html) == []


def test_a_document_that_is_refused_has_a_problem_of_its_own_and_one_that_is_missing_is_told_here() -> None:
    document = rendered("[x](/files/2026/x.docx)\n\n[y](/files/2026/repotr.pdf)\n")
    [problem] = ATTACHED.problems(PATH, document.links)
    assert (problem.line, problem.fix) == (3, 'did you mean "/files/2026/report.pdf"?')


def test_a_build_checks_every_link_of_stories_pages_and_bios(site: Project) -> None:
    body = "\n\nA [good one]({filename}/articles/world/2026/first-light.md), a [bad one](/none/).\n"
    site.story("world/2026/x", f"---\ntitle: T\nsummary: S\ndate: 2026-05-04\n---{body}")
    site.write("pages/x.md", f"---\ntitle: T\nsummary: S\n---{body}")
    site.write("authors/x.md", f"---\nname: X\nbio: B\n---{body}")
    reported = problem_lines(site.build(check_only=True))
    assert [line.split(": ")[:2] for line in reported] == [
        ["content/articles/world/2026/x.md:7", "link-target"],
        ["content/authors/x.md:6", "link-target"],
        ["content/pages/x.md:6", "link-target"],
    ]


def test_links_lead_to_what_is_published_now(site: Project) -> None:
    site.story("world/2026/later", "---\ntitle: T\nsummary: S\ndate: 2027-01-01\n---\n\nWords.\n")
    link = "[the next one]({filename}later.md)"
    site.story("world/2026/x", f"---\ntitle: T\nsummary: S\ndate: 2026-05-04\n---\n\n{link}\n")
    reported = problem_lines(site.build())
    assert len(reported) == 1
    assert "is not published" in reported[0]
    assert problem_lines(site.build(now="2027-01-02T00:00:00+10:00")) == []
    assert 'href="/world/2027/01/later/"' in site.page("/world/2026/05/x/")


@pytest.mark.parametrize(
    "href", ["javascript%3Aalert(1)", "%6aavascript:alert(1)", "java%09script:alert(1)", "%2F%2Fevil.example/",
             "/%5Cevil.example/", "%01javascript:alert(1)", "https%3A%2F%2Fevil.example", "%5C%5Cevil.example"]
)  # fmt: skip
@pytest.mark.parametrize("raw_html", [True, False])
def test_an_address_may_not_hide_behind_percent_signs(href: str, raw_html: bool) -> None:
    """They are read to find what a link leads to; the page of a comment would have shown what they hid."""
    document = rendered(f"[x]({href})", raw_html=raw_html)
    assert [problem.rule for problem in document.problems] == ["link-forbidden"]
    assert "href" not in resolve(document.html, document.links, LinkResolver())


def test_a_link_that_looks_like_that_of_a_note_is_a_link_like_any_other() -> None:
    document = rendered(
        '[x](https://a.example/){: .footnote-ref }\n\n<a class="footnote-backref" href="file:///a">y</a>'
    )
    assert 'href="https://a.example/" rel="noopener noreferrer"' in document.html.replace(' class="footnote-ref"', "")
    assert "link-forbidden" in {problem.rule for problem in document.problems}
