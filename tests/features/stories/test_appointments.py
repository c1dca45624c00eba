from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newsroom.core import front_matter, schema, urls
from newsroom.features.stories.appointments import PATIENCE, DueState, LiveSite, appointments
from newsroom.features.stories.model import StoryRecord, make_record
from newsroom.features.stories.schema import StoryFields

ZONE = ZoneInfo("Australia/Brisbane")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
BEFORE = NOW - timedelta(hours=1)


def record(slug: str = "a", date: str = "2026-05-04", more: str = "") -> StoryRecord:
    path = f"content/articles/world/2026/{slug}.md"
    head = front_matter.split(f"---\ntitle: T\nsummary: S.\ndate: {date}\n{more}---\n", path)
    fields, problems = schema.read(StoryFields, head.fields, path, head.line_of, ZONE)
    assert fields is not None, problems
    return make_record(fields, path, {}, "en-AU")


def due_state(story: StoryRecord, live: LiveSite = LiveSite(BEFORE)) -> DueState | None:  # noqa: B008  it is frozen
    found = appointments([story], live, NOW)
    return found[0].standing if found else None


@pytest.mark.parametrize(
    ("date", "more", "expected"),
    [
        ("2026-05-04", "", None),
        ("2026-11-23 09:01", "", DueState.SCHEDULED),
        ("2026-11-23 09:00", "", DueState.DUE),
        ("2026-11-23 08:30", "", DueState.DUE),
        ("2026-11-23 08:29", "", DueState.LATE),
        ("2026-11-23 08:00", "", None),
        ("2026-05-04", "publish_at: 2026-11-23 08:45 Australia/Brisbane\n", DueState.DUE),
        ("2026-05-04", "publish_at: 2026-11-22 22:45 UTC\n", DueState.DUE),
        ("2026-05-04", "publish_at: 2026-11-24 08:45 Australia/Brisbane\n", DueState.SCHEDULED),
        ("2026-11-24", "publish_at: 2026-11-22 08:45 Australia/Brisbane\n", DueState.SCHEDULED),
        ("2026-05-04", "expires: 2026-11-30 09:00 Australia/Brisbane\n", DueState.EXPIRING),
        ("2026-05-04", "expires: 2026-11-30 09:01 Australia/Brisbane\n", None),
        ("2026-05-04", "expires: 2026-11-23 08:45 Australia/Brisbane\n", DueState.OVER),
        ("2026-05-04", "expires: 2026-11-23 07:45 Australia/Brisbane\n", None),
        ("2026-11-24", "status: draft\n", None),
        ("2026-11-23 08:45", "status: withdrawn\n", None),
    ],
)
def test_a_story_stands_by_its_moments_and_the_build_that_is_live(
    date: str, more: str, expected: DueState | None
) -> None:
    """The build that is live is of 8:00, and it is 9:00."""
    assert due_state(record(date=date, more=more)) is expected


def test_a_story_is_late_when_it_is_due_for_longer_than_half_an_hour() -> None:
    assert timedelta(minutes=30) == PATIENCE


def test_without_a_release_every_story_is_due_and_none_has_ended() -> None:
    expired = record(more="expires: 2026-11-23 08:45 Australia/Brisbane\n")
    assert due_state(record(), LiveSite()) is DueState.DUE
    assert due_state(expired, LiveSite()) is None


def test_the_files_that_are_live_count_before_the_moment() -> None:
    story = record()
    with_it, without = (
        LiveSite(BEFORE, frozenset({urls.file_of(story.address)})),
        LiveSite(BEFORE, frozenset({"index.html"})),
    )
    assert due_state(story, with_it) is None
    # It was written after the build that is live, with a date long before; nobody can say that it is late.
    assert due_state(story, without) is DueState.DUE
    assert due_state(record(date="2026-11-23 08:15"), without) is DueState.LATE
    assert due_state(record(date="2026-11-23 08:15"), LiveSite(NOW, without.files)) is DueState.DUE
    expired = record(more="expires: 2026-11-20 08:45 Australia/Brisbane\n")
    assert due_state(expired, with_it) is DueState.OVER
    assert due_state(expired, without) is None


def test_a_discreet_story_is_looked_for_at_its_only_address() -> None:
    story = record(more="discreet:\n  title: A note\n  summary: A note.\n")
    assert due_state(story, LiveSite(BEFORE, frozenset({urls.file_of(story.address)}))) is None
    assert due_state(story, LiveSite(BEFORE, frozenset({"world/2026/05/a/index.html"}))) is DueState.DUE


def test_waiting_changes_come_first_and_the_rest_by_moment() -> None:
    stories = [
        record("f", "2026-11-25"),
        record("e", "2026-11-24"),
        record("d", more="expires: 2026-11-23 08:45 Australia/Brisbane\n"),
        record("c", "2026-11-23 08:50"),
        record("b", "2026-11-23 08:45"),
        record("a", "2026-11-23 08:10"),
        record("g", more="expires: 2026-11-24 08:45 Australia/Brisbane\n"),
    ]
    found = [made.record.slug for made in appointments(stories, LiveSite(BEFORE), NOW)]
    assert found == ["a", "b", "c", "d", "e", "f", "g"]
