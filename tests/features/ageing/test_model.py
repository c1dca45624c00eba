"""When a story is old: so many years after its date, at a moment, and in the order of the dates."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.features.ageing.model import comes_of_age, old_from
from tests.read_context import BRISBANE

PARIS = ZoneInfo("Europe/Paris")
_MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1), timezones=st.sampled_from([UTC, BRISBANE, PARIS]))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("date", "years", "old"),
    [
        (datetime(2021, 11, 23, 9, tzinfo=UTC), 5, datetime(2026, 11, 23, 9, tzinfo=UTC)),
        (datetime(2024, 2, 29, 9, tzinfo=UTC), 5, datetime(2029, 3, 1, tzinfo=UTC)),
        (datetime(2024, 2, 29, 9, tzinfo=UTC), 4, datetime(2028, 2, 29, 9, tzinfo=UTC)),
        (datetime(2021, 1, 1, 5, tzinfo=BRISBANE), 1, datetime(2021, 12, 31, 19, tzinfo=UTC)),
    ],
)
def test_a_story_comes_of_age_on_the_same_day_of_a_later_year(date: datetime, years: int, old: datetime) -> None:
    assert comes_of_age(date, years) == old


@settings(deadline=None, max_examples=200)
@given(st.lists(_MOMENTS, max_size=30), st.integers(1, 12), _MOMENTS)
def test_older_stories_come_of_age_first(dates: list[datetime], years: int, now: datetime) -> None:
    newest_first = sorted(dates, reverse=True)
    first = old_from(newest_first, years, now)
    assert [comes_of_age(date, years) <= now for date in newest_first] == [
        place >= first for place in range(len(newest_first))
    ]


@settings(deadline=None, max_examples=100)
@given(_MOMENTS, st.integers(1, 12))
def test_a_story_comes_of_age_at_its_exact_moment(date: datetime, years: int) -> None:
    moment = comes_of_age(date, years)
    assert old_from([date], years, moment) == 0
    assert old_from([date], years, moment - timedelta(microseconds=1)) == 1
