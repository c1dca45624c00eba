"""A story's record: what follows from its head and its path, and who sees it when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.core.languages import direction
from newsroom.core.publication import PublicationState
from newsroom.features.stories.model import Byline, StoryRecord, Tag, life, newest_first
from newsroom.features.stories.schema import OriginField
from tests.read_context import BRISBANE, HEAD, read_story

NOW = datetime(2026, 11, 23, 9, tzinfo=BRISBANE)


def record(*lines: str, path: str = "content/articles/world/2026/a-story.md", date: str = "2026-05-04") -> StoryRecord:
    head = HEAD.replace("2026-05-04\n---\n", "\n".join([date, *lines, "---", ""]))
    story, problems = read_story(f"{head}Words.\n", path)
    assert problems == ()
    assert story is not None
    return story.record


def test_omitted_front_matter_follows_from_the_path() -> None:
    story = record()
    assert (story.id, story.section, story.slug) == ("world/2026/a-story", "world", "a-story")
    assert story.address == "/world/2026/05/a-story/"
    assert (story.lang, story.home, story.direction) == ("en-AU", True, "ltr")
    fields = story.fields
    assert (fields.kind, fields.layout, fields.status, fields.comments) == ("news", "standard", "published", None)
    assert (story.bylines, story.tags, story.lead, fields.series) == ((), (), None, None)


def test_given_front_matter_counts() -> None:
    story = record("id: world/2026/old-name", "slug: new-name", "series: Ten years", "state: qld", "comments: none")
    assert (story.id, story.address) == ("world/2026/old-name", "/world/2026/05/new-name/")
    assert (story.fields.series, story.fields.state, story.fields.comments) == ("Ten years", "qld", "none")


def test_the_year_folder_does_not_decide_the_address() -> None:
    story = record(path="content/articles/world/2019/a-story.md")
    assert (story.id, story.address) == ("world/2019/a-story", "/world/2026/05/a-story/")


@pytest.mark.parametrize(
    ("lang", "address", "way"),
    [
        ("ru", "/ru/world/2026/05/a-story/", "ltr"),
        ("ar", "/ar/world/2026/05/a-story/", "rtl"),
        ("fa-AF", "/fa-af/world/2026/05/a-story/", "rtl"),
        ("zh-Hans", "/zh-hans/world/2026/05/a-story/", "ltr"),
    ],
)
def test_another_language_has_addresses_of_its_own(lang: str, address: str, way: str) -> None:
    story = record(f"lang: {lang}")
    assert (story.home, story.address, story.direction) == (False, address, way)


@pytest.mark.parametrize("lang", ["en-AU", "en-au"])
def test_the_magazines_own_language_has_no_prefix(lang: str) -> None:
    assert record(f"lang: {lang}").address == "/world/2026/05/a-story/"


@pytest.mark.parametrize(
    ("lang", "way"), [("ar", "rtl"), ("he", "rtl"), ("ur-PK", "rtl"), ("en", "ltr"), ("ru", "ltr")]
)
def test_which_way_a_language_is_written(lang: str, way: str) -> None:
    assert direction(lang) == way


def test_bylines_hold_who_did_what_in_order() -> None:
    assert record("authors: [b, a]").bylines == (Byline("b"), Byline("a"))
    story = record("bylines:", "  - author: b", "    role: Words", "  - author: a")
    assert story.bylines == (Byline("b", "Words"), Byline("a", ""))


def test_a_person_with_two_roles_has_one_byline() -> None:
    story = record(
        "bylines:",
        *(f"  - author: {who}\n    role: {did}" for who, did in (("a", "Words"), ("b", "Maps"), ("a", "Pictures"))),
    )
    assert story.bylines == (Byline("a", "Words and Pictures"), Byline("b", "Maps"))
    assert record("authors: [a, b, a]").bylines == (Byline("a"), Byline("b"))


def test_tags_come_once_each_with_their_slugs() -> None:
    story = record("tags: [Law reform, Health, Law reform]")
    assert story.tags == (Tag("Law reform", "law-reform"), Tag("Health", "health"))


def test_fields_know_their_lines() -> None:
    story = record("slug: x", "tags: [a]")
    assert (story.line("title"), story.line("slug"), story.line("tags"), story.line("nothing")) == (2, 5, 6, 1)


def test_a_change_on_the_day_of_publication_came_after_it() -> None:
    """A time in one field and only a day in the other is no mistake."""
    story = record("modified: 2026-05-04", date="2026-05-04 09:30")
    assert story.fields.modified == story.fields.date == datetime(2026, 5, 4, 9, 30, tzinfo=BRISBANE)
    later = record("modified: 2026-05-04 10:00", date="2026-05-04 09:30")
    assert later.fields.modified == datetime(2026, 5, 4, 10, 0, tzinfo=BRISBANE)


def test_every_moment_has_a_zone() -> None:
    story = record(
        "modified: 2026-05-05", "expires: 2027-01-01 Z", "corrections:", "  - date: 2026-05-06", "    text: x"
    )
    moments = [story.fields.date, story.fields.modified, story.fields.expires, story.fields.corrections[0].date]
    assert [moment.utcoffset() for moment in moments if moment] == [timedelta(hours=10)] * 2 + [
        timedelta(0),
        timedelta(hours=10),
    ]


@pytest.mark.parametrize(
    ("lines", "changed"),
    [
        ([], None),
        (["modified: 2026-05-05"], "2026-05-05 00:00"),
        (["updates:", "  - date: 2026-05-07 10:00", "    text: x"], "2026-05-07 10:00"),
        (["modified: 2026-05-09", "updates:", "  - date: 2026-05-07 10:00", "    text: x"], "2026-05-09 00:00"),
        (["corrections:", "  - date: 2026-05-06", "    text: x"], "2026-05-06 00:00"),
        # A day without a time is the day of the story, and the change came after it.
        (["corrections:", "  - date: 2026-05-04", "    text: x"], "2026-05-04 09:30"),
    ],
)
def test_the_modified_date_is_that_of_the_latest_change(lines: list[str], changed: str | None) -> None:
    moment = record(*lines, date="2026-05-04 09:30").changed
    assert (moment and f"{moment:%Y-%m-%d %H:%M}") == changed


def test_changes_stand_newest_first_and_of_one_day_the_one_written_last() -> None:
    lines = [f"  - date: 2026-05-0{day}\n    text: {words}" for day, words in ((5, "a"), (6, "b"), (5, "c"), (6, "d"))]
    story = record("updates:", *lines)
    assert [change.text for change in newest_first(story.fields.updates)] == ["d", "b", "c", "a"]


def test_a_syndicated_story_says_where_it_was_first() -> None:
    story = record("kind: syndicated", "syndicated_from:", "  name: The Example", "  href: https://example.org/story")
    assert story.fields.syndicated_from == OriginField(name="The Example", href="https://example.org/story")
    assert record().fields.syndicated_from is None


@pytest.mark.parametrize(
    ("lines", "date", "state"),
    [
        ([], "2026-11-23 09:00", PublicationState.LIVE),
        ([], "2026-11-23 09:01", PublicationState.SCHEDULED),
        ([], "2026-11-23 09:00 Europe/Paris", PublicationState.SCHEDULED),
        (["publish_at: 2026-11-23 09:00 +10:00"], "2026-05-04", PublicationState.LIVE),
        (["publish_at: 2026-11-23 09:00 +09:00"], "2026-05-04", PublicationState.SCHEDULED),
        (["expires: 2026-11-23 09:00 +10:00"], "2026-05-04", PublicationState.EXPIRED),
        (["expires: 2026-11-23 09:01 +10:00"], "2026-05-04", PublicationState.LIVE),
        (["expires: 2026-11-22 23:00 Z"], "2026-05-04", PublicationState.EXPIRED),
        (["status: draft"], "2026-05-04", PublicationState.DRAFT),
        (["status: withdrawn"], "2026-05-04", PublicationState.WITHDRAWN),
        (["status: draft", "expires: 2026-06-01 Z"], "2026-05-04", PublicationState.DRAFT),
    ],
)
def test_the_state_of_a_story_at_one_moment(lines: list[str], date: str, state: PublicationState) -> None:
    assert life(record(*lines, date=date), NOW) is state


_DAY = st.integers(-400, 400)


@settings(deadline=None, max_examples=150)
@given(_DAY, st.none() | _DAY, st.none() | _DAY, st.sampled_from(["published", "draft", "withdrawn"]))
def test_a_story_is_live_from_the_latest_beginning_until_it_expires(
    date: int, publish_at: int | None, expires: int | None, status: str
) -> None:
    def at(days: int) -> str:
        return f"{(NOW + timedelta(days=days)).astimezone(UTC):%Y-%m-%d %H:%M} Z"

    lines = [f"status: {status}"]
    lines += [f"publish_at: {at(publish_at)}"] if publish_at is not None else []
    lines += [f"expires: {at(expires)}"] if expires is not None else []
    begun = max(date, publish_at if publish_at is not None else date) <= 0
    ended = expires is not None and expires <= 0
    state = life(record(*lines, date=at(date)), NOW)
    assert (state is PublicationState.LIVE) is (status == "published" and begun and not ended)


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        (["publish_at: 2026-04-05 02:30 Australia/Sydney"], 5, "comes twice"),
        (["expires: 2026-04-05 02:30 Australia/Sydney"], 5, "comes twice"),
        (["publish_at: 2026-10-04 02:30 Australia/Sydney"], 5, "there is no 2026-10-04 02:30"),
        (
            ["corrections:", "  - date: 2026-04-05 02:30 Australia/Sydney", "    text: The name was wrong."],
            6,
            "comes twice",
        ),
    ],
)
def test_an_hour_at_which_clocks_change_is_said_with_its_line_and_the_story_is_read(
    lines: list[str], line: int, words: str
) -> None:
    head = HEAD.replace("2026-05-04\n---\n", "\n".join(["2026-03-01", *lines, "---", ""]))
    story, [problem] = read_story(f"{head}Words.\n", "content/articles/world/2026/a-story.md")
    assert (problem.rule, problem.line, problem.is_warning) == ("date-ambiguous", line, True)
    assert words in problem.message
    assert "Australia" not in problem.fix
    assert "+1" in problem.fix
    assert story is not None


@pytest.mark.parametrize(
    ("minutes", "state"),
    [(30, PublicationState.SCHEDULED), (89, PublicationState.SCHEDULED), (90, PublicationState.LIVE)],
)
def test_an_embargo_in_an_hour_that_comes_twice_holds_until_the_later(minutes: int, state: PublicationState) -> None:
    """In any zone of the site's clock: in its own, Python would compare the times that clocks show."""
    sydney = ZoneInfo("Australia/Sydney")
    head = HEAD.replace("2026-05-04\n---\n", "2026-03-01\npublish_at: 2026-04-05 02:30 Australia/Sydney\n---\n")
    story, _ = read_story(f"{head}Words.\n", "content/articles/world/2026/a-story.md")
    assert story is not None
    moment = datetime(2026, 4, 4, 15, tzinfo=UTC) + timedelta(minutes=minutes)
    for zone in (sydney, BRISBANE, UTC):
        assert life(story.record, moment.astimezone(zone)) is state
