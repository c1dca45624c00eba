"""When a story is old enough to say so."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from datetime import UTC, datetime


def comes_of_age(date: datetime, years: int) -> datetime:
    """Return the moment at which something of ``date`` is so many years old; of 29 February, often 1 March.

    It is reckoned in UTC, so that of two stories the older one never comes of age after the other.
    """
    moment = date.astimezone(UTC)
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return datetime(moment.year + years, 3, 1, tzinfo=UTC)


def old_from(newest_first: Sequence[datetime], years: int, now: datetime) -> int:
    """Return from which place on dates are so many years old; the length where none is.

    Args:
        newest_first: moments, the latest first.
        years: more than none.
        now: the build's moment.
    """
    return bisect.bisect_left(newest_first, True, key=lambda date: comes_of_age(date, years) <= now)
