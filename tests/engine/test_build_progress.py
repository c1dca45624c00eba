"""The course of a build: its stages, and word to whoever watches."""

from __future__ import annotations

from contextlib import suppress

import pytest

from newsroom.engine import build_progress as courses
from newsroom.engine.build_progress import BuildProgress
from tests.building import Project


class Clock:
    """A clock that goes on by what it is told."""

    def __init__(self) -> None:
        self.now = 100.0

    def perf_counter(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(courses, "time", clock)
    return clock


def test_each_moment_counts_for_one_stage(clock: Clock) -> None:
    progress = BuildProgress()
    clock.now += 50
    with progress.stage("read"):
        clock.now += 1
        with progress.stage("store"):
            clock.now += 2
        clock.now += 4
    clock.now += 50
    with progress.stage("store"):
        clock.now += 8
    assert progress.stages == {"read": 5.0, "store": 10.0}


def test_a_stage_that_fails_is_counted_and_closed(clock: Clock) -> None:
    progress = BuildProgress()
    with suppress(ValueError), progress.stage("read"):
        clock.now += 3
        raise ValueError
    with progress.stage("render"):
        clock.now += 1
    assert progress.stages == {"read": 3.0, "render": 1.0}


def test_a_listener_hears_of_the_innermost_stage() -> None:
    heard: list[tuple[str, int, int]] = []
    progress = BuildProgress(lambda *word: heard.append(word))
    progress.done(1, 2)
    with progress.stage("read"), progress.stage("stories"):
        progress.done(3, 4)
    assert heard == [("read", 0, 0), ("stories", 0, 0), ("stories", 3, 4)]


def test_a_build_names_its_stages_and_the_plugins_that_took_part(site: Project) -> None:
    outcome = site.build()
    assert outcome.ok
    assert {"documents: stories", "render", "commit", "enrich: read_next", "plan: feeds"} <= set(
        outcome.progress.stages
    )
    assert sum(outcome.progress.stages.values()) <= outcome.seconds


def test_a_build_tells_how_many_stories_are_read_and_files_rendered(site: Project) -> None:
    first = site.build()
    again = site.build(now="2026-11-24T09:00:00+10:00")
    assert first.read == len(list((site.content / "articles").rglob("*.md")))
    assert (again.read, again.removed) == (0, 0)
