"""Scheduled, due and late stories, from their records and the live release; pure functions."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct

from newsroom.core import urls
from newsroom.core.publication import PublicationState
from newsroom.features.stories.model import StoryRecord, life

#: A story that has been due for longer than this is late: the timer or the one who publishes has failed.
PATIENCE = timedelta(minutes=30)
#: How long before it expires a story is told.
_AHEAD = timedelta(days=7)


class LiveSite(Struct, frozen=True):
    """Live site: what readers get now.

    ``moment`` is that of the build that is live, with a zone, and None where nothing was ever published; ``files`` are
    the paths of its files, relative to the site, and None where they are not known.
    """

    moment: datetime | None = None
    files: frozenset[str] | None = None


class DueState(enum.Enum):
    """State of a scheduled or expiring story; the value is its name in the output."""

    LATE = "late"
    DUE = "due"
    OVER = "over"
    SCHEDULED = "scheduled"
    EXPIRING = "expiring"

    @property
    def waits_for_publish(self) -> bool:
        """Whether readers get something else than they should until somebody publishes."""
        return self in (DueState.LATE, DueState.DUE, DueState.OVER)


class Appointment(Struct, frozen=True):
    """A story with its state and the time at which it appears or expires."""

    record: StoryRecord
    standing: DueState
    moment: datetime


def comes(record: StoryRecord) -> datetime:
    """Return the moment from which readers may see a story."""
    date, publish_at = record.fields.date, record.fields.publish_at
    return max(date, publish_at) if publish_at else date


def is_early(records: Iterable[StoryRecord], now: datetime, others: Iterable[datetime] = ()) -> list[datetime]:
    """Return the fewest moments at which all that is still to come can be seen, each story at one of them.

    Args:
        records: all stories, whatever their status.
        now: the moment that counts as now, with a zone.
        others: moments at which something else comes, and stays.
    """
    waiting = [
        (comes(record), record.fields.expires) for record in records if life(record, now) is PublicationState.SCHEDULED
    ]
    waiting += [(moment, None) for moment in others if moment > now]
    # A change that would end before it begins is never seen.
    waiting = [(start, end) for start, end in waiting if end is None or start < end]
    early: list[datetime] = []
    while waiting:
        first_end = min((end for _, end in waiting if end is not None), default=None)
        moment = max(start for start, _ in waiting if first_end is None or start < first_end)
        early.append(moment)
        waiting = [(start, end) for start, end in waiting if start > moment or (end is not None and end <= moment)]
    return early


def appointments(records: Iterable[StoryRecord], live: LiveSite, now: datetime) -> list[Appointment]:
    """Return the stories that are late, due, over, scheduled or about to expire, in this order and by their moments.

    A story is due when it should be live and is not: its moment came after the build that is live, or its page is not
    among the files that are. It is late when its moment came after that build and more than `PATIENCE` ago; of one that
    was written later than its own date nobody can say how long it has waited. It is over when it should be gone and is
    live.

    Args:
        records: all stories, whatever their status.
        live: moment and files of the live site.
        now: the moment that counts as now, with a zone.
    """
    all_appointments = [
        appointment for record in records if (appointment := _appointment(record, live, now)) is not None
    ]
    order = list(DueState)
    return sorted(
        all_appointments,
        key=lambda appointment: (order.index(appointment.standing), appointment.moment, appointment.record.id),
    )


def _appointment(record: StoryRecord, live: LiveSite, now: datetime) -> Appointment | None:
    state, start, end = life(record, now), comes(record), record.fields.expires
    if state is PublicationState.SCHEDULED:
        return Appointment(record, DueState.SCHEDULED, start)
    if state is PublicationState.EXPIRED and end is not None and _is_up(record, live, end):
        return Appointment(record, DueState.OVER, end)
    if state is not PublicationState.LIVE:
        return None
    if not _is_up(record, live, None):
        turned = live.moment is not None and start > live.moment
        late = turned and now - start > PATIENCE
        return Appointment(record, DueState.LATE if late else DueState.DUE, start)
    if end is not None and end - now <= _AHEAD:
        return Appointment(record, DueState.EXPIRING, end)
    return None


def _is_up(record: StoryRecord, live: LiveSite, end: datetime | None) -> bool:
    """Return whether readers get a story's page; ``end`` is its last moment, where that has passed."""
    if live.moment is None:
        return False
    if live.files is not None:
        return urls.file_of(record.address) in live.files
    return comes(record) <= live.moment and (end is None or live.moment < end)
