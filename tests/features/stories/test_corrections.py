"""Corrections and clarifications at the top of a story, each under its name."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from tests.building import Project, problem_lines

STORIES = {
    "one": ("correction",),
    "clear": ("clarification",),
    "several": ("correction", "correction"),
    "clearer": ("clarification", "clarification"),
    "both": ("correction", "clarification"),
}


def entries(kinds: tuple[str, ...]) -> str:
    """Return the corrections of a story in its front matter, one on each day of a month."""
    return "corrections:\n" + "".join(
        f"  - date: 2026-05-{day:02}\n    text: Words {day}.\n"
        + ("    kind: clarification\n" if kind == "clarification" else "")
        for day, kind in enumerate(kinds, 10)
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    site = Project(tmp_path_factory.mktemp("corrections") / "site")
    for name, kinds in STORIES.items():
        site.story(f"world/2026/{name}", _story(f"The {name}", entries(kinds)))
    site.story("world/2026/ar", _story("النهر", "lang: ar\n" + entries(("clarification", "correction"))))
    assert problem_lines(site.build()) == []
    return site


def _story(title: str, more: str) -> str:
    return f"---\ntitle: {title}\nsummary: S\ndate: 2026-05-04\n{more}---\n\nThe text.\n"


def box(site: Project, address: str) -> Tag:
    found = BeautifulSoup(site.page(address), "lxml").select_one(".corrections")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("one", ["Correction", "10 May 2026 Words 10."]),
        ("clear", ["Clarification", "10 May 2026 Words 10."]),
        ("several", ["Corrections", "10 May 2026 Words 10.", "11 May 2026 Words 11."]),
        ("clearer", ["Clarifications", "10 May 2026 Words 10.", "11 May 2026 Words 11."]),
        (
            "both",
            [
                "Corrections and clarifications",
                "Correction, 10 May 2026 Words 10.",
                "Clarification, 11 May 2026 Words 11.",
            ],
        ),
    ],
)
def test_the_title_names_what_there_is_and_each_entry_where_there_are_both(
    built: Project, name: str, lines: list[str]
) -> None:
    found = box(built, f"/world/2026/05/{name}/")
    assert [" ".join(line.get_text().split()) for line in found.select("h2, p")] == lines


def test_corrections_are_named_in_the_language_of_the_story(built: Project) -> None:
    found = box(built, "/ar/world/2026/05/ar/")
    assert [name.get_text() for name in found.select("h2, strong")] == ["تصويبات وتوضيحات", "توضيح", "تصويب"]
