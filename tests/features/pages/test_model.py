"""Pages that are no stories: what a file may say, and where the page stands."""

from __future__ import annotations

import pytest

from newsroom.core import front_matter, reserved, schema
from newsroom.features.pages.model import PageFields, PageRecord, make_page, page_problems
from tests.building import Project, problem_lines
from tests.read_context import BRISBANE


def page(source: str) -> PageRecord:
    return make_page(PageFields(title="T", summary="S"), source)


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("content/pages/about.md", "/about/"),
        ("content/pages/magazine/by-post.md", "/magazine/by-post/"),
        ("content/pages/help/legal/rights.md", "/help/legal/rights/"),
    ],
)
def test_a_pages_address_follows_from_its_path(source: str, address: str) -> None:
    assert page(source).address == address


@pytest.mark.parametrize("name", sorted(reserved.names()))
def test_no_page_takes_a_place_of_the_site(name: str) -> None:
    assert [problem.rule for problem in page_problems(page(f"content/pages/{name}.md"))] == ["slug-reserved"]
    inside = [problem.rule for problem in page_problems(page(f"content/pages/{name}/x.md"))]
    assert inside == ([] if name == "magazine" else ["slug-reserved"])


@pytest.mark.parametrize("name", ["ru", "zh-hant", "pt-br", "de/page/2", "vi/search"])
def test_no_page_takes_the_place_of_a_language(name: str) -> None:
    assert [problem.rule for problem in page_problems(page(f"content/pages/{name}.md"))] == ["slug-reserved"]


@pytest.mark.parametrize("name", ["us", "qa", "tv", "new", "faq", "our-team", "de/help", "it-help"])
def test_a_page_may_have_a_short_name(name: str) -> None:
    assert list(page_problems(page(f"content/pages/{name}.md"))) == []


@pytest.mark.parametrize("name", ["latest", "12", "page/1"])
def test_no_page_takes_the_place_of_an_issue(name: str) -> None:
    (problem,) = page_problems(page(f"content/pages/magazine/{name}.md"))
    assert problem.rule == "slug-reserved"
    assert name.partition("/")[0] in problem.message


def test_other_places_are_free() -> None:
    assert list(page_problems(page("content/pages/about/archive.md"))) == []


@pytest.mark.parametrize(
    ("lines", "line", "rule", "says"),
    [
        (["status: gone"], 4, "value-unknown", "use one of: draft, published, withdrawn"),
        (["layout: wide"], 4, "value-unknown", "use one of: standard, helplines"),
        (["layout: helpline"], 4, "value-unknown", 'did you mean "helplines"?'),
        (["modified: March"], 4, "date-unreadable", "2026-11-23"),
        (["slug: x"], 4, "key-unknown", "the fields are"),
        (["url: /x/"], 4, "key-forbidden", "addresses follow"),
        (["template: x"], 4, "key-forbidden", "write layout: in its place"),
    ],
)
def test_each_fault_is_said_on_its_line(lines: list[str], line: int, rule: str, says: str) -> None:
    located = front_matter.split("\n".join(["---", "title: T", "summary: S", *lines, "---", ""]), "x.md")
    record, problems = schema.read(PageFields, located.fields, "x.md", located.line_of, BRISBANE)
    assert record is None
    assert [(problem.line, problem.rule) for problem in problems] == [(line, rule)]
    assert says in str(problems[0])


@pytest.mark.parametrize(
    ("path", "words", "expected"),
    [
        ("pages/x.md", "---\nsummary: S\n---\n\nWords.\n", "x.md:2: value-missing"),
        ("pages/x.md", "---\ntitle: T\n---\n\nWords.\n", "x.md:2: value-missing"),
        ("pages/Über uns.md", "---\ntitle: T\nsummary: S\n---\n", "Über uns.md: file-name"),
        ("pages/!!.md", "---\ntitle: T\nsummary: S\n---\n", "!!.md: file-name"),
        ("pages/theme.md", "---\ntitle: T\nsummary: S\n---\n", "theme.md: slug-reserved"),
        ("pages/x.md", "---\ntitle: T\nsummary: S\n---\n\n![](/images/2026/river.jpg)\n", "x.md:6: picture-alt"),
        ("pages/x.md", "Words alone.\n", "x.md:1: front-matter-missing"),
    ],
)
def test_a_page_that_cannot_be_published_is_named_with_the_line(
    site: Project, path: str, words: str, expected: str
) -> None:
    site.write(path, words)
    messages = problem_lines(site.build(check_only=True))
    assert len(messages) == 1
    assert messages[0].startswith(f"content/pages/{expected}")


def test_a_page_does_not_take_the_place_of_a_section(site: Project) -> None:
    site.write("pages/world.md", "---\ntitle: T\nsummary: S\n---\n\nWords.\n")
    (found,) = problem_lines(site.build(check_only=True))
    assert "output-collision" in found
    assert "content/pages/world.md" in found
    assert "sections.toml" in found


def test_a_draft_is_not_published(site: Project) -> None:
    site.write("pages/x.md", "---\ntitle: T\nsummary: S\nstatus: draft\n---\n\nWords.\n")
    assert problem_lines(site.build()) == []
    assert not (site.output / "x").exists()


def test_a_page_shows_its_words_and_when_it_was_changed(site: Project) -> None:
    site.write(
        "pages/x.md",
        "---\ntitle: A 'page'\nsummary: S\nmodified: 2026-05-04\n---\n\nA [story]({filename}/articles/"
        "world/2026/first-light.md).\n",
    )
    assert problem_lines(site.build()) == []
    made = site.page("/x/").replace("&nbsp;", " ")
    assert "4 May 2026" in made
    assert 'href="/world/2026/05/first-light/"' in made
    assert "&#8216;page&#8217;" in made or "‘page’" in made
