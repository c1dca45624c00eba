"""One cause is one problem, and the first: what follows from it is counted."""

from __future__ import annotations

import pytest

from newsroom.core import problem_summary
from newsroom.core.problems import Problem

SECTIONS, LEDGER = "content/data/sections.toml", "content/data/addresses.txt"
COLOUR = Problem(SECTIONS, 5, 1, "value-unknown", "no such colour", "use another")
STATE = Problem("content/articles/national/2026/a.md", 4, 0, "state-unknown", 'no state "qld"')
LOST = Problem(LEDGER, 7, 0, "address-lost", "/national/2026/05/a/ answers no more")
SLIP = Problem("content/articles/national/2026/a.md", 3, 0, "author-unknown", "no author")
LINK = Problem("content/pages/about.md", 9, 0, "link-target", "nothing there", because="a-story")
STORY = Problem("content/articles/world/2026/a-story.md", 2, 0, "value-missing", "no title")


def test_problems_that_follow_from_a_data_file_are_held_back_behind_those_of_the_file() -> None:
    summary = problem_summary.arranged([STATE, LOST, SLIP, COLOUR])
    assert summary.problems == (COLOUR, SLIP)
    assert summary.following == ((SECTIONS, 1), ("", 1))
    assert "1 more problem may come of content/data/sections.toml alone" in summary.notes[0]


@pytest.mark.parametrize("because", ["a-story", STORY.path, "articles/world/2026/a-story.md"])
def test_problems_that_a_faulty_file_may_cause_are_held_back(because: str) -> None:
    link = Problem(LINK.path, 9, 0, "link-target", "nothing there", because=because)
    assert problem_summary.arranged([link, STORY]).problems == (STORY,)
    assert problem_summary.arranged([link, SLIP]).problems == (SLIP, link)


@pytest.mark.parametrize(
    "problems",
    [[STATE], [LOST], [LINK], [STATE, SLIP, LINK], [SLIP, STORY], []],
)
def test_without_a_cause_everything_is_told(problems: list[Problem]) -> None:
    summary = problem_summary.arranged(problems)
    assert set(summary.problems) == set(problems)
    assert summary.notes == []


def test_a_draft_and_a_warning_are_no_causes() -> None:
    draft = Problem(SECTIONS, 5, 1, "value-unknown", "no such colour", draft=True)
    warning = Problem("content/articles/world/2026/b.md", 5, 1, "link-words", "these say nothing")
    assert set(problem_summary.arranged([draft, warning, LOST]).problems) == {draft, warning, LOST}
    assert set(problem_summary.arranged([draft, warning, STATE]).problems) == {draft, warning, STATE}


def test_something_is_always_left_that_stops_what_was_stopped() -> None:
    summary = problem_summary.arranged([COLOUR, STATE, LOST, LINK, STORY, SLIP])
    assert any(problem.is_error for problem in summary.problems)
    assert sum(count for _, count in summary.following) + len(summary.problems) == 6
