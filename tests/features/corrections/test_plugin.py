"""The log of corrections: all of them, newest first, each with its story, and none of what is not published."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.building import Project, problem_lines
from tests.site.edits import change

PAGE = "---\ntitle: Corrections\nsummary: How we mend.\nlayout: corrections\n---\n\nTell us.\n"


def correct(site: Project, id_: str, *changes: tuple[str, str], more: str = "") -> None:
    lines = "".join(f"  - date: {date}\n    text: {words}\n" for date, words in changes)
    change(site.content / f"articles/{id_}.md", "tags:", f"{more}corrections:\n{lines}tags:")


def log(site: Project) -> list[tuple[str, str, str]]:
    """Return each entry of the log: its day, the address of its story, and its words."""
    page = BeautifulSoup(site.page("/corrections/"), "lxml")
    found = []
    for item in page.select(".log-item"):
        day, link, words = item.select_one("time"), item.select_one("a"), item.select_one(".log-words")
        assert day is not None
        assert link is not None
        assert words is not None
        found.append((str(day["datetime"])[:10], str(link["href"]), words.get_text()))
    return found


def test_all_corrections_are_there_newest_first(site: Project) -> None:
    site.write("pages/corrections.md", PAGE)
    correct(site, "world/2026/first-light", ("2026-05-06", "One."), ("2026-06-02", "Three."))
    correct(site, "national/2026/second-wind", ("2026-05-07", "Two."), ("2026-05-06", "Zero."))
    assert problem_lines(site.build()) == []
    assert log(site) == [
        ("2026-06-02", "/world/2026/05/first-light/", "Three."),
        ("2026-05-07", "/national/2026/05/second-wind/", "Two."),
        ("2026-05-06", "/national/2026/05/second-wind/", "Zero."),
        ("2026-05-06", "/world/2026/05/first-light/", "One."),
    ]


def test_the_log_names_what_each_entry_is(site: Project) -> None:
    site.write("pages/corrections.md", PAGE)
    correct(site, "world/2026/first-light", ("2026-05-06", "It was one."))
    correct(site, "national/2026/second-wind", ("2026-05-07", "We mean two.\n    kind: clarification"))
    site.build()
    page = BeautifulSoup(site.page("/corrections/"), "lxml")
    assert [when.get_text() for when in page.select(".log-when")] == [
        "Clarification, 7 May 2026", "Correction, 6 May 2026",
    ]  # fmt: skip


def test_corrections_are_grouped_by_year(site: Project) -> None:
    site.write("pages/corrections.md", PAGE)
    correct(site, "world/2026/first-light", ("2026-05-06", "One."), ("2027-01-01", "Two."))
    site.build()
    years = BeautifulSoup(site.page("/corrections/"), "lxml").select(".log-year")
    assert [year.get_text() for year in years] == ["2027", "2026"]


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_corrections_of_unpublished_stories_are_not_listed(site: Project, status: str) -> None:
    site.write("pages/corrections.md", PAGE)
    site.build()
    before = site.page("/corrections/")
    correct(site, "world/2026/first-light", ("2026-05-06", "One."), more=f"status: {status}\n")
    assert site.build().ok
    assert log(site) == []
    assert site.page("/corrections/") == before
    assert "No story carries a correction or a clarification." in before


def test_a_page_without_the_layout_lists_nothing(site: Project) -> None:
    correct(site, "world/2026/first-light", ("2026-05-06", "A word too many."))
    site.build()
    assert "A word too many" not in site.page("/about/")
