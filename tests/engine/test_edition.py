"""The edition: what readers may see, what plugins attach, and which problems stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from newsroom.core.problems import Problem
from newsroom.engine.edition import Edition
from newsroom.features.social_links.model import Accounts
from newsroom.features.stories.collection import Stories
from newsroom.site.feature_data import Sections
from newsroom.site.page_head import moment
from newsroom.site.view_parts import StoryPart
from tests.building import Project

_HEAD = "---\ntitle: {id}\nsummary: One sentence.\ndate: {date}\n{more}---\n\nWords.\n"


def add(site: Project, id_: str, date: str = "2026-05-04 09:30", more: str = "") -> str:
    """Write a story and return its id."""
    site.story(id_, _HEAD.format(id=id_, date=date, more=more))
    return id_


def test_live_stories_come_newest_first_and_those_of_one_moment_by_id(
    site: Project, read: Callable[[], Edition]
) -> None:
    for name in ("world", "national", "opinion"):
        for path in (site.content / "articles" / name).rglob("*.md"):
            path.unlink()
    middle = [add(site, f"world/2026/{name}") for name in ("b", "a", "c")]
    newest = add(site, "national/2026/newest", "2026-05-04 09:31")
    oldest = add(site, "national/2026/oldest", "2026-05-04 09:30 +11:00")

    ids = [story.record.id for story in read().get(Stories).live]

    assert ids == [newest, *sorted(middle), oldest]


def test_lists_show_the_magazines_own_language_only(site: Project, read: Callable[[], Edition]) -> None:
    translation = add(site, "world/2026/pervyi-svet", more="lang: ru\ntranslation_of: world/2026/first-light\n")
    edition = read()
    assert translation in [story.record.id for story in edition.get(Stories).live]
    assert translation not in [story.record.id for story in edition.get(Stories).listed]


@pytest.mark.parametrize(
    "more",
    ["status: draft", "status: withdrawn", "publish_at: 2027-01-01 +10:00", "expires: 2026-11-23 09:00 +10:00"],
)
def test_unpublished_stories_are_known_and_not_live(site: Project, read: Callable[[], Edition], more: str) -> None:
    id_ = add(site, "world/2026/hidden", more=f"{more}\n")
    edition = read()
    assert id_ in [story.record.id for story in edition.get(Stories).all]
    assert id_ not in [story.record.id for story in edition.get(Stories).live]


def test_attached_parts_belong_to_one_story(read: Callable[[], Edition]) -> None:
    edition = read()
    edition.get(Stories).attach("world/2026/first-light", StoryPart.SERIES, None)
    assert edition.get(Stories).parts("world/2026/first-light").values == {"series": None}
    assert edition.get(Stories).parts("opinion/2026/third-word").values == {}


def test_the_data_of_a_plugin_that_is_not_in_use_is_empty(read: Callable[[], Edition]) -> None:
    edition = read()
    assert list(edition.get(Sections).by_id) == ["world", "national", "opinion"]
    edition.put(Accounts())
    assert edition.get(Accounts) is edition.get(Accounts)


def _problem(rule: str, path: str = "content/articles/world/2026/waiving.md") -> Problem:
    return Problem(path, 1, 0, rule, "something", "mend it")


def test_a_story_may_waive_a_warning_and_no_error(site: Project, read: Callable[[], Edition]) -> None:
    add(site, "world/2026/waiving", more="waive: {link-words: it is quoted so}\n")
    edition = read()
    elsewhere = _problem("link-words", "content/articles/world/2026/first-light.md")
    edition.problems += [_problem("link-words"), _problem("heading-order"), _problem("author-unknown"), elsewhere]
    assert set(edition.active_problems()) == {_problem("heading-order"), _problem("author-unknown"), elsewhere}


def test_problems_stand_once_and_in_the_order_of_files_and_lines(read: Callable[[], Edition]) -> None:
    edition = read()
    problems = [Problem(path, line, 0, "value-shape", "x") for path in ("b", "a") for line in (10, 9, 9)]
    edition.problems += problems
    assert [(problem.path, problem.line) for problem in edition.active_problems()] == [
        ("a", 9),
        ("a", 10),
        ("b", 9),
        ("b", 10),
    ]


def test_problems_of_a_draft_are_marked_whoever_found_them(site: Project, read: Callable[[], Edition]) -> None:
    add(site, "world/2026/draft", more="status: draft\nauthors: [nobody]\n")
    [found] = [problem for problem in read().active_problems() if problem.rule == "author-unknown"]
    assert (found.draft, found.is_error) == (True, False)


@pytest.mark.parametrize(("clock", "time"), [("00:00", ""), ("00:01", "12.01am"), ("14:00", "2pm")])
def test_a_day_without_a_time_is_shown_without_one(read: Callable[[], Edition], clock: str, time: str) -> None:
    shown = moment(datetime.fromisoformat(f"2026-05-04T{clock}:00+10:00"), read())
    assert (str(shown.words), str(shown.time or "")) == ("4 May 2026", time)
