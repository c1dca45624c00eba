"""Moments as the magazine writes and reads them; a moment always has a zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsroom.core import date_advice

_FORM = re.compile(
    r"^(?P<date>\d{4}-\d{2}-\d{2})"
    # Instants that programs write have parts of a second, which no reader is shown.
    r"(?:[Tt ]+(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)(?:(?<=:\d\d:\d\d)[.,]\d{1,9})?)?"
    r"(?:\s*(?P<zone>Z|z|[+-]\d{2}:?[0-5]\d|[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)*))?$",
    re.ASCII,
)
#: A change of clocks by so much is one of the calendar.
_MOST_OF_A_DAY = timedelta(hours=20)
HOW = date_advice.HOW


class UnreadableDate(ValueError):
    """A date that cannot be read; ``fix`` says how to write it."""

    def __init__(self, message: str, fix: str = HOW) -> None:
        super().__init__(message)
        self.fix = fix


def parse(text: str, zone: ZoneInfo) -> datetime:
    """Read a date, with or without a time and a zone.

    Of an hour that comes twice, when clocks go back, the later counts, since nothing may be out too early; an hour that
    is left out, when they go forward, is read as the one that clocks show instead. `doubt` says both.

    Args:
        text: ``2026-11-23``, ``2026-11-23 09:30``, either with a zone behind it: ``Z``, ``+10:00``, ``Europe/Paris``.
        zone: what counts when the text names no zone.

    Raises:
        UnreadableDate: when it is none of these, or no such day exists.
    """
    return _settled(_read(text, zone))


def doubt(text: str, zone: ZoneInfo) -> tuple[str, str] | None:
    """Return what is to be said of a readable date whose hour comes twice or never, and the remedy; None of others.

    Args:
        text: as `parse` takes it; of a day without a time it is asked whether the zone had that day, and once.
        zone: what counts when the text names no zone.
    """
    match = _FORM.match(text.strip())
    if match is None:
        return None
    moment = _read(text, zone)
    first, second = _offsets(moment)
    if first == second:
        return None
    if abs(first - second) >= _MOST_OF_A_DAY:
        return _day_doubt(moment, twice=first > second)
    if match["clock"] is None:
        return None
    written = f"{moment:%Y-%m-%d %H:%M}"
    if first > second:
        early, late = (moment.replace(fold=fold).isoformat()[-6:] for fold in (0, 1))
        message = f"clocks go back, so {written} comes twice; the later of the two counts"
        return message, f"write {written} {late} for the later, or {written} {early} for the earlier"
    meant = _settled(moment)
    instead = f"{meant:%Y-%m-%d %H:%M} {meant.isoformat()[-6:]}"
    return (
        f"clocks go forward, so there is no {written}; what counts is {instead}",
        f"write {instead}, if you mean that",
    )


def _day_doubt(moment: datetime, *, twice: bool) -> tuple[str, str]:
    """Return what is to be said of a day that a zone left out or had twice when it crossed the date line."""
    meant, day = _settled(moment), f"{moment:%Y-%m-%d}"
    instead = f"{meant:%Y-%m-%d %H:%M} {meant.isoformat()[-6:]}"
    if twice:
        early = moment.replace(fold=0).isoformat()[-6:]
        message = f"{moment.tzinfo} had the day {day} twice; the later of the two counts"
        return message, f"write {instead} for the later, or {moment:%Y-%m-%d %H:%M} {early} for the earlier"
    message = f"{moment.tzinfo} left the day {day} out of its calendar; what counts is {instead}"
    return message, f"write {instead}, if you mean that"


def _offsets(moment: datetime) -> tuple[timedelta, timedelta]:
    """Return how far a moment is from UTC, read in both ways that a change of clocks may leave."""
    first, second = (moment.replace(fold=fold).utcoffset() or timedelta() for fold in (0, 1))
    return first, second


def _settled(moment: datetime) -> datetime:
    """Return the later of the moments that something may mean.

    It gets an offset in place of its zone: Python compares two moments of one zone by what clocks show.
    """
    first, second = _offsets(moment)
    if first == second:
        return moment
    if first > second:
        return moment.replace(tzinfo=timezone(second))
    shown = moment.replace(fold=0).astimezone(UTC).astimezone(moment.tzinfo)
    return shown.replace(tzinfo=timezone(shown.utcoffset() or timedelta()))


def _read(text: str, zone: ZoneInfo) -> datetime:
    """Read a date as clocks show it; see `parse`."""
    text = text.strip()
    match = _FORM.match(text)
    if match is None:
        raise UnreadableDate(*date_advice.unreadable(text))
    try:
        day = date.fromisoformat(match["date"])
    except ValueError:
        raise UnreadableDate(f'there is no day "{match["date"]}"', date_advice.no_such_day(match["date"])) from None
    if not 1900 <= day.year < 2200:
        raise UnreadableDate(f'"{match["date"]}" is in the year {day.year}', "check the year")
    try:
        hours, minutes, seconds = map(int, ((match["clock"] or "00:00") + ":00").split(":")[:3])
        clock = time(hours, minutes, seconds)
    except ValueError:
        raise UnreadableDate(f'there is no time "{match["clock"]}"', date_advice.no_such_time(day)) from None
    return datetime.combine(day, clock, tzinfo=_zone(match["zone"], zone, text))


def _zone(name: str | None, default: ZoneInfo, written: str) -> tzinfo | None:
    if not name:
        return default
    if name in ("Z", "z"):
        return ZoneInfo("UTC")
    if name[0] in "+-":
        try:
            return datetime.fromisoformat(f"2000-01-01T00:00:00{name}").tzinfo
        except ValueError:
            raise UnreadableDate(
                f'there is no offset "{name}"', "hours from Greenwich go up to +14:00: for Brisbane write +10:00"
            ) from None
    try:
        # Short names mean other places elsewhere: EST is New York's.
        return ZoneInfo(name if "/" in name or name in ("UTC", "GMT") else f"no/{name}")
    # Part of a zone's name ("Australia") is a folder.
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnreadableDate(*date_advice.no_such_zone(written, name)) from None


def names_zone(text: str) -> bool:
    """Return whether a readable date says which zone it is in."""
    match = _FORM.match(text.strip())
    return bool(match and match["zone"])


#: A day, with or without a time, in a remedy.
_IN_A_REMEDY = re.compile(
    r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2})?)?"
    r"(?P<zone>,? (?:[+-]\d{2}:\d{2}|[A-Z]\w*(?:/\w+)+|UTC|GMT|Z\b|and b))?"
)


def with_zone(remedy: str, zone: str) -> str:
    """Return a remedy in which every moment names its zone."""
    return _IN_A_REMEDY.sub(lambda match: match[0] if match["zone"] else f"{match[0]} {zone}", remedy)


class _Day(Protocol):
    """An object that has a day, a month and a year."""

    @property
    def day(self) -> int: ...
    @property
    def month(self) -> int: ...
    @property
    def year(self) -> int: ...


class _Time(Protocol):
    """An object that has an hour and a minute."""

    @property
    def hour(self) -> int: ...
    @property
    def minute(self) -> int: ...


def in_words(moment: _Day) -> str:
    """Return the day as the magazine prints it: ``23 November 2026``."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def clock(moment: _Time) -> str:
    """Return the time of day as the magazine prints it: ``9.30am``, as Australian papers do."""
    hour = moment.hour % 12 or 12
    half = "am" if moment.hour < 12 else "pm"
    return f"{hour}.{moment.minute:02d}{half}" if moment.minute else f"{hour}{half}"


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
