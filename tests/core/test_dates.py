"""Dates: what can be read, what cannot, and how they are printed."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsroom.core import dates
from tests.read_context import BRISBANE

TEN = timezone(timedelta(hours=10))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-11-23", datetime(2026, 11, 23, tzinfo=TEN)),
        (" 2026-11-23 ", datetime(2026, 11, 23, tzinfo=TEN)),
        ("2026-11-23 09:30", datetime(2026, 11, 23, 9, 30, tzinfo=TEN)),
        ("2026-11-23 9:30", datetime(2026, 11, 23, 9, 30, tzinfo=TEN)),
        ("2026-11-23 9:30:15", datetime(2026, 11, 23, 9, 30, 15, tzinfo=TEN)),
        ("2026-11-23T09:30:15", datetime(2026, 11, 23, 9, 30, 15, tzinfo=TEN)),
        ("2026-11-23  00:00", datetime(2026, 11, 23, tzinfo=TEN)),
        ("2026-11-23T09:30Z", datetime(2026, 11, 23, 9, 30, tzinfo=UTC)),
        ("2026-11-23 09:30+10:00", datetime(2026, 11, 23, 9, 30, tzinfo=TEN)),
        ("2026-11-23 09:30 +1000", datetime(2026, 11, 23, 9, 30, tzinfo=TEN)),
        ("2026-11-23 09:30 -03:30", datetime(2026, 11, 23, 13, 0, tzinfo=UTC)),
        ("2026-11-23 09:30 Europe/Paris", datetime(2026, 11, 23, 8, 30, tzinfo=UTC)),
        ("2026-07-01 09:30 Europe/Paris", datetime(2026, 7, 1, 7, 30, tzinfo=UTC)),
        ("2026-01-01 00:00 Australia/Sydney", datetime(2025, 12, 31, 13, 0, tzinfo=UTC)),
        ("2026-11-23 09:30 America/Argentina/Buenos_Aires", datetime(2026, 11, 23, 12, 30, tzinfo=UTC)),
        ("2026-11-23 Europe/Paris", datetime(2026, 11, 22, 23, 0, tzinfo=UTC)),
        ("2026-11-23 Z", datetime(2026, 11, 23, tzinfo=UTC)),
        ("2026-11-23 09:30 UTC", datetime(2026, 11, 23, 9, 30, tzinfo=UTC)),
        ("2028-02-29", datetime(2028, 2, 29, tzinfo=TEN)),
    ],
)
def test_a_date_is_read_in_its_own_zone_or_the_sites(written: str, meant: datetime) -> None:
    assert dates.parse(written, BRISBANE) == meant


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("March", "is not a date"),
        ("next Tuesday", "is not a date"),
        ("23 November 2026", "is not a date"),
        ("2026", "is not a date"),
        ("2026-11", "is not a date"),
        ("20261123", "is not a date"),
        ("2026-1-2", "is not a date"),
        ("2026-11-23 9am", "is not a date"),
        ("2026-11-23 09:30 +10", "is not a date"),
        ("٢٠٢٦-11-23", "is not a date"),
        ("03/04/2024", "two different days"),
        ("3.4.2024", "two different days"),
        ("3/4/24", "two different days"),
        ("2026-02-30", "no day"),
        ("2026-13-01", "no day"),
        ("2026-00-10", "no day"),
        ("2027-02-29", "no day"),
        ("0206-05-04", "year 206"),
        ("9999-12-31 23:59 -14:00", "year 9999"),
        ("2026-11-23 24:00", "no time"),
        ("2026-11-23 09:60", "no time"),
        ("2026-11-23 09:30:61", "no time"),
        ("2026-11-23 09:30 am", "no time zone"),
        ("2026-11-23 09:30 AEST", "no time zone"),
        ("2026-11-23 09:30 EST", "no time zone"),
        ("2026-11-23 09:30 Japan", "no time zone"),
        ("2026-11-23 09:30 Australia", "no time zone"),
        ("2026-11-23 09:30 Australia/Brisbone", "no time zone"),
        ("2026-11-23 09:30 +99:00", "no offset"),
        ("2026-11-23 09:30 +10:75", "is not a date"),
    ],
)
def test_an_unreadable_date_is_reported_with_a_remedy(written: str, says: str) -> None:
    with pytest.raises(dates.UnreadableDate, match=says) as told:
        dates.parse(written, BRISBANE)
    assert told.value.fix


@settings(deadline=None, max_examples=200)
@given(
    st.one_of(
        st.text(max_size=30),
        st.from_regex(
            r"\s?[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}([T ]+[0-9]{1,2}:[0-9]{1,2}(:[0-9]{2})?)?"
            r"( ?(Z|[+-][0-9]{2}:?[0-9]{2}|[A-Za-z]{1,12}(/[A-Za-z_]{0,12})?|Australia|US|Etc/GMT[+-][0-9]))?",
            fullmatch=True,
        ),
    )
)
def test_any_text_is_a_moment_with_a_zone_or_unreadable(written: str) -> None:
    """No other exception gets out: one typing slip does not end a build."""
    with contextlib.suppress(dates.UnreadableDate):
        moment = dates.parse(written, BRISBANE)
        assert moment.utcoffset() is not None
        assert moment.astimezone(UTC) == moment


@settings(deadline=None, max_examples=150)
@given(
    st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)),
    st.sampled_from(["Australia/Brisbane", "Australia/Sydney", "Europe/Paris", "UTC", "Asia/Kathmandu"]),
)
@example(datetime.fromisoformat("1975-10-26T02:00"), "Australia/Sydney")  # skipped
@example(datetime.fromisoformat("2026-04-05T02:30"), "Australia/Sydney")  # twice
@example(datetime.fromisoformat("2026-03-29T02:30"), "Europe/Paris")  # skipped
def test_a_moment_that_is_written_out_is_read_back(moment: datetime, name: str) -> None:
    """Where a change of the clocks skips or repeats the hour, the later moment is meant; only UTC compares it."""
    zone = ZoneInfo(name)
    fixed = max(moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    assert dates.parse(f"{moment:%Y-%m-%d %H:%M:%S} {name}", BRISBANE).astimezone(UTC) == fixed
    assert dates.parse(f"{moment:%Y-%m-%d %H:%M:%S}", zone).astimezone(UTC) == fixed
    assert dates.parse(fixed.isoformat(), BRISBANE) == fixed


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("2026-11-23", False),
        ("2026-11-23 09:30", False),
        ("2026-11-23T09:30", False),
        ("2026-11-23 09:30Z", True),
        ("2026-11-23 09:30 +10:00", True),
        ("2026-11-23 Australia/Brisbane", True),
        ("March", False),
    ],
)
def test_whether_a_date_names_its_zone(written: str, names: bool) -> None:
    assert dates.names_zone(written) is names


@pytest.mark.parametrize(
    ("hour", "minute", "printed"),
    [(0, 0, "12am"), (0, 5, "12.05am"), (9, 30, "9.30am"), (12, 0, "12pm"), (12, 1, "12.01pm"), (23, 59, "11.59pm")],
)
def test_a_time_is_printed_as_australian_papers_do(hour: int, minute: int, printed: str) -> None:
    assert dates.clock(datetime(2026, 11, 3, hour, minute, tzinfo=BRISBANE)) == printed


def test_a_day_is_printed_in_words() -> None:
    assert dates.in_words(datetime(2026, 11, 3, tzinfo=BRISBANE)) == "3 November 2026"


_SYDNEY = ZoneInfo("Australia/Sydney")
_TWICE = [
    ("2026-04-05 02:30 Australia/Sydney", "2026-04-04T16:30:00+00:00", "+10:00", "+11:00"),
    ("2026-04-05 02:00", "2026-04-04T16:00:00+00:00", "+10:00", "+11:00"),
    ("2026-04-05T02:59:59", "2026-04-04T16:59:59+00:00", "+10:00", "+11:00"),
    ("2026-04-05 01:45 Australia/Lord_Howe", "2026-04-04T15:15:00+00:00", "+10:30", "+11:00"),
    ("2026-10-25 02:15 Europe/Berlin", "2026-10-25T01:15:00+00:00", "+01:00", "+02:00"),
    ("2026-11-01 01:10 America/New_York", "2026-11-01T06:10:00+00:00", "-05:00", "-04:00"),
    ("2026-04-05 02:30 Pacific/Auckland", "2026-04-04T14:30:00+00:00", "+12:00", "+13:00"),
]
_NEVER = [
    ("2026-10-04 02:30 Australia/Sydney", "2026-10-03T16:30:00+00:00", "2026-10-04 03:30 +11:00"),
    ("2026-10-04 02:10 Australia/Lord_Howe", "2026-10-03T15:40:00+00:00", "2026-10-04 02:40 +11:00"),
    ("2026-03-29 02:30 Europe/Berlin", "2026-03-29T01:30:00+00:00", "2026-03-29 03:30 +02:00"),
    ("2026-03-08 02:00 America/New_York", "2026-03-08T07:00:00+00:00", "2026-03-08 03:00 -04:00"),
    ("2026-09-27 02:45 Pacific/Auckland", "2026-09-26T14:45:00+00:00", "2026-09-27 03:45 +13:00"),
]


@pytest.mark.parametrize(("written", "meant", "late", "early"), _TWICE)
def test_of_an_hour_that_comes_twice_the_later_counts_and_that_is_said(
    written: str, meant: str, late: str, early: str
) -> None:
    moment = dates.parse(written, _SYDNEY)
    assert moment.astimezone(UTC).isoformat() == meant
    doubt = dates.doubt(written, _SYDNEY)
    assert doubt is not None
    message, fix = doubt
    assert "comes twice; the later of the two counts" in message
    for offset in (late, early):
        plain = f"{moment:%Y-%m-%d %H:%M} {offset}"
        assert plain in fix
        assert dates.doubt(plain, _SYDNEY) is None
    assert dates.parse(f"{moment:%Y-%m-%d %H:%M:%S} {late}", _SYDNEY) == moment


@pytest.mark.parametrize(("written", "meant", "instead"), _NEVER)
def test_an_hour_that_clocks_leave_out_is_said_and_what_counts_in_its_place(
    written: str, meant: str, instead: str
) -> None:
    assert dates.parse(written, _SYDNEY).astimezone(UTC).isoformat() == meant
    doubt = dates.doubt(written, _SYDNEY)
    assert doubt is not None
    assert "there is no " in doubt[0]
    assert instead in doubt[1]
    assert dates.parse(instead, _SYDNEY) == dates.parse(written, _SYDNEY)


@pytest.mark.parametrize(
    "written",
    [
        "2026-04-05", "2026-04-05 01:59", "2026-04-05 03:00", "2026-10-04 01:59", "2026-10-04 03:00",
        "2026-04-05 02:30 Z", "2026-04-05 02:30 Australia/Brisbane", "2026-04-05 02:30 +10:00",
        "2026-04-05 02:30 +11:00", "nonsense", "",
    ],
)  # fmt: skip
def test_of_all_other_moments_nothing_is_said(written: str) -> None:
    assert dates.doubt(written, _SYDNEY) is None


@pytest.mark.parametrize("minutes", [0, 29, 30, 31, 59, 60, 89, 90, 91, 120])
def test_moments_of_the_same_zone_are_compared_as_moments(minutes: int) -> None:
    """Python compares two moments of one zone by what clocks show, and takes the second 02:30 for the first."""
    begin = datetime(2026, 4, 4, 15, tzinfo=UTC)
    now = (begin + timedelta(minutes=minutes)).astimezone(_SYDNEY)
    embargo = dates.parse("2026-04-05 02:30 Australia/Sydney", _SYDNEY)
    assert (embargo <= now) is (minutes >= 90)


@pytest.mark.parametrize(
    ("written", "meant", "instead"),
    [
        ("2011-12-30 Pacific/Apia", "2011-12-30T10:00:00+00:00", "2011-12-31 00:00 +14:00"),
        ("2011-12-30 09:00 Pacific/Apia", "2011-12-30T19:00:00+00:00", "2011-12-31 09:00 +14:00"),
        ("2011-12-30 Pacific/Fakaofo", "2011-12-30T11:00:00+00:00", "2011-12-31 00:00 +13:00"),
        ("1993-08-21 Pacific/Kwajalein", "1993-08-21T12:00:00+00:00", "1993-08-22 00:00 +12:00"),
        ("1994-12-31 Pacific/Kiritimati", "1994-12-31T10:00:00+00:00", "1995-01-01 00:00 +14:00"),
    ],
)
def test_a_day_that_a_zone_left_out_is_said(written: str, meant: str, instead: str) -> None:
    assert dates.parse(written, _SYDNEY).astimezone(UTC).isoformat() == meant
    doubt = dates.doubt(written, _SYDNEY)
    assert doubt is not None
    assert f"left the day {written[:10]} out of its calendar" in doubt[0]
    assert instead in doubt[1]
    assert dates.parse(instead, _SYDNEY) == dates.parse(written, _SYDNEY)
    assert dates.doubt(instead, _SYDNEY) is None


def test_a_day_that_a_zone_had_twice_is_said() -> None:
    doubt = dates.doubt("1969-09-30 14:00 Pacific/Kwajalein", _SYDNEY)
    assert doubt is not None
    assert "had the day 1969-09-30 twice" in doubt[0]


@pytest.mark.parametrize(
    "written",
    ["2011-12-29 Pacific/Apia", "2011-12-31 Pacific/Apia", "2026-03-08 America/Havana", "1993-08-22 Pacific/Kwajalein"],
)
def test_days_beside_it_and_days_that_begin_late_are_days(written: str) -> None:
    assert dates.doubt(written, _SYDNEY) is None
