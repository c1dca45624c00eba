"""The note on old stories: it comes once, by itself, and on that story's page alone."""

from __future__ import annotations

import pytest

from tests.building import Project, problem_lines
from tests.site.edits import change

PAGE = "/world/2021/11/first-light/"
BEFORE, AFTER = "2026-11-23T17:59:59+10:00", "2026-11-23T18:00:00+10:00"
NOTE = "This story is from <strong>2021</strong>. Things may have changed since."


@pytest.fixture
def old(site: Project) -> Project:
    """A magazine with a story that comes of age at six o'clock."""
    change(site.content / "articles/world/2026/first-light.md", "2026-05-04 09:30", "2021-11-23 18:00")
    return site


def test_a_story_says_so_from_the_moment_it_is_old_and_nothing_else_changes(old: Project) -> None:
    """Nothing but the clock moves between the two builds, so what is unchanged does not end the second one early."""
    assert problem_lines(old.build(now=BEFORE)) == []
    assert NOTE not in old.page(PAGE)
    before = old.tree()
    assert problem_lines(old.build(now=AFTER)) == []
    assert NOTE in old.page(PAGE)
    assert {path for path, body in old.tree().items() if before.get(path) != body} == {
        PAGE.removeprefix("/") + "index.html",
        PAGE.removeprefix("/") + "text/index.html",
    }


def test_before_the_moment_there_is_nothing_to_do(old: Project) -> None:
    old.build(now="2026-11-23T09:00:00+10:00")
    assert old.build(now=BEFORE).read == 0
    assert old.build(now=BEFORE).rendered == 0


@pytest.mark.parametrize(("years", "shown"), [(0, False), (4, True), (5, False), (6, False)])
def test_how_many_years_it_takes_is_a_setting(old: Project, years: int, shown: bool) -> None:
    old.build(now=BEFORE)
    old.setting(f"OLD_AFTER_YEARS = {years}")
    old.build(now=BEFORE)
    assert (NOTE in old.page(PAGE)) is shown


@pytest.mark.parametrize("value", ["-1", "'five'", "True", "2.5", "None"])
def test_a_setting_that_is_no_number_of_years_is_told(old: Project, value: str) -> None:
    old.setting(f"OLD_AFTER_YEARS = {value}")
    [line] = problem_lines(old.build())
    assert "setting-value: OLD_AFTER_YEARS" in line
