"""An old address that a hidden file names is a secret only where it is no part of a published address."""

from __future__ import annotations

import pytest

from tests.building import Project, problem_lines

_HEAD = "title: A quiet harbour\nsummary: Nobody knows of it yet.\ndate: 2026-05-04\nauthors: [robin-vale]\n"


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    "alias",
    ["/archive/2026/", "/2026/05/", "/world/2026/05/", "/author/robin.html", "/light/on/the.html", "/first/light/",
     "/law/", "/old/river"],
)  # fmt: skip
def test_a_part_of_a_published_address_trips_nothing(site: Project, alias: str) -> None:
    path = site.content / "articles/national/2026/second-wind.md"
    words = path.read_text("utf-8").replace("tags:", "aliases: [/old/river/of/light/]\ntags:")
    path.write_text(words, "utf-8")
    site.story("world/2026/hidden", f"---\n{_HEAD}status: draft\naliases: [{alias}]\n---\n\nHidden words.\n")
    rules = {problem.rule for problem in site.build().problems if problem.stops_publish}
    assert rules <= {"alias-taken"}


def test_a_hidden_old_address_of_its_own_is_looked_for_as_before(site: Project) -> None:
    """Here a template gives it away, which no text does."""
    site.story("world/2026/hidden", f"---\n{_HEAD}status: draft\naliases: [/secret/harbour-plan/]\n---\n\nWords.\n")
    template = next(site.root.glob("theme/templates/**/base.html"))
    assert problem_lines(site.build()) == []
    template.write_text(
        template.read_text("utf-8").replace("</body>", "<p>{{ '/secret/harbour' ~ '-plan/' }}</p></body>")
    )
    assert {problem.rule for problem in site.build().problems} == {"leak-text"}


def test_a_title_that_is_an_old_address_too_is_looked_for(site: Project) -> None:
    head = _HEAD.replace("A quiet harbour", "Archive 2026 05")
    site.story("world/2026/hidden", f"---\n{head}status: draft\naliases: [/archive/2026/]\n---\n\nWords.\n")
    outcome = site.build()
    assert {problem.rule for problem in outcome.problems if problem.stops_publish} <= {"leak-text", "alias-taken"}
