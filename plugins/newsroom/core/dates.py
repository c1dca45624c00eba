"""Moments as the magazine writes and reads them; a moment always has a zone."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from newsroom.core.name_index import NameIndex

# Advice for dates that cannot be read: the writer's own date, written as the system reads it.

HOW = "write year, month and day, as in 2026-11-23, and a time as in 2026-11-23 09:30"
_EXAMPLE = "such as Europe/London"

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), 1)
    for name in names.split()
}  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4})"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?(?:the\s+)?"
#: Ways to write a day that have one meaning.
_PLAIN = tuple(
    re.compile(rf"{_WEEKDAY}{form}(?![\w-])", re.IGNORECASE | re.ASCII)
    for form in (
        rf"{_DAY}[\s-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_YEAR}[\s-]+{_MONTH}[\s-]+{_DAY}",
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
    )
)
#: Two numbers of which either may be the day.
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)(?![\d/.-])", re.ASCII)
_CLOCK = re.compile(
    r"[\s,T]*(?:at\s+)?(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?(?::(?P<second>\d\d))?"
    r"(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?(?![\d:])",
    re.IGNORECASE | re.ASCII,
)
#: Abbreviations that Australians use, and what each is from Greenwich; elsewhere they mean other zones, or nothing.
_ABBREVIATIONS = {
    "AEST": "+10:00", "AEDT": "+11:00", "ACST": "+09:30", "ACDT": "+10:30", "AWST": "+08:00", "AWDT": "+09:00",
}  # fmt: skip
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?", re.IGNORECASE)


def unreadable(text: str) -> tuple[str, str]:
    """Return the message and the fix for words that have not the form of a date."""
    day, rest = _day(text)
    if day is not None:
        rewritten = _rewritten(day.isoformat(), rest)
        fix = f"write it as {rewritten or day}"
        return f'"{text}" is not a date that can be read', fix
    match = _NUMBERS.match(text)
    if match:
        return _ambiguous_day(text, match)
    return f'"{text}" is not a date that can be read', HOW


def _day(text: str) -> tuple[date | None, str]:
    """Return the day that some words begin with, where they have one meaning, and what follows it."""
    for form in _PLAIN:
        match = form.match(text)
        if match:
            month = match["month"].lower()
            try:
                day = date(int(match["year"]), _MONTHS.get(month) or int(month), int(match["day"]))
            except ValueError:
                continue
            return day, text[match.end() :]
    return None, ""


def _rewritten(day: str, rest: str) -> str:
    """Return a day with the time and the zone that follow it as the system reads them; empty where it cannot."""
    rest = rest.strip(" ,")
    if not rest:
        return day
    match = _CLOCK.match(rest)
    if match is None or not (match["minute"] or match["half"]):
        return _with_zone(day, rest)
    hour = int(match["hour"])
    if match["half"] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    if hour > 23 or int(match["minute"] or 0) > 59 or (match["half"] and hour > 12 and match["half"].lower() == "a"):
        return ""
    seconds = f":{match['second']}" if match["second"] else ""
    return _with_zone(f"{day} {hour:02d}:{match['minute'] or '00'}{seconds}", rest[match.end() :])


def _with_zone(moment: str, rest: str) -> str:
    rest = rest.strip(" ,()")
    if not rest:
        return moment
    if rest in _zones() or rest in ("Z", "UTC", "GMT"):
        return f"{moment} {rest}"
    offset = _ABBREVIATIONS.get(rest.upper(), "") or _offset(rest)
    if offset:
        return f"{moment} {offset}"
    places = _likely_zones(rest)
    return f"{moment} {places[0]}" if len(places) == 1 else f"{moment}, and behind it the zone, {_EXAMPLE}"


def _offset(words: str) -> str:
    """Return hours from Greenwich in four digits; empty where the words are none, or more than there are."""
    match = _OFFSET.fullmatch(words)
    if match is None or int(match["hours"]) > 14:
        return ""
    return f"{match['sign']}{int(match['hours']):02d}:{match['minutes'] or '00'}"


def _ambiguous_day(text: str, match: re.Match[str]) -> tuple[str, str]:
    """Return message and fix for two numbers of which either may be the day, or only one."""
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    year += 2000 if year < 100 else 0
    rest = text[match.end() :]
    readings = []
    for day, month in dict.fromkeys([(first, second), (second, first)]):
        try:
            readings.append(date(year, month, day))
        except ValueError:
            continue
    shown = [f"{_rewritten(day.isoformat(), rest) or day.isoformat()}" for day in readings]
    named = [f"{day.day} {_NAMES[day.month - 1]}" for day in readings]
    if len(readings) == 2:
        fix = f"write {shown[0]} for {named[0]}, or {shown[1]} for {named[1]}"
        return f'"{text}" could be read as two different days', fix
    if readings:
        return f'"{text}" is not a date that can be read: it does not begin with the year', f"write it as {shown[0]}"
    return f'"{text}" is not a date that can be read: there is no such day', HOW


_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def no_such_day(typed: str) -> str:
    """Return the fix for a day such as 2026-02-30, or with the month behind the day."""
    year, month, day = map(int, typed.split("-"))
    if not 1 <= month <= 12:
        swapped = f"; did you mean {year:04d}-{day:02d}-{month:02d}?" if 1 <= day <= 12 and 1 <= month <= 31 else ""
        return f"the month stands in the middle, from 01 to 12{swapped}"
    if day == 0:
        return "the day stands at the end, from 01"
    last = calendar.monthrange(max(year, 1), month)[1]
    return f"check the month and the day: {_NAMES[month - 1]} {year} has {last} days"


def no_such_zone(typed: str, name: str) -> tuple[str, str]:
    """Return message and fix for words behind a time that are no time zone.

    Args:
        typed: the whole date.
        name: the word in the place of the zone.
    """
    before = typed[: typed.rindex(name)].strip()
    if re.fullmatch(r"[ap]m", name, re.IGNORECASE):
        meant = _rewritten(before[:10], f"{before[10:]} {name}")
        fix = f"write it as {meant}" if meant else f"hours go from 00 to 23: write the time without {name}"
        return f'there is no time zone "{name}", and times are written on 24 hours', fix
    if name.upper() in _ABBREVIATIONS:
        return f'there is no time zone "{name}"', f"write it as {before} {_ABBREVIATIONS[name.upper()]}"
    places = _likely_zones(name)
    if len(places) == 1:
        fix = f"did you mean {before} {places[0]}?"
    elif places:
        fix = f"name a place in it, {' or '.join(places[:3])}: {before} {places[0]}"
    else:
        fix = f"write the zone as a continent and a city, {_EXAMPLE}, or as hours from Greenwich, such as +10:00"
    return f'there is no time zone "{name}"', fix


#: How similar a time zone is to the one that is suggested in its place.
_ALIKE = 0.8


@cache
def _zones() -> frozenset[str]:
    """Return all time zones, which are looked for on the disk."""
    return frozenset(available_timezones())


@cache
def _cities() -> NameIndex:
    """Return the time zones that are called by a continent and a city."""
    return NameIndex(
        sorted(zone for zone in _zones() if "/" in zone and not zone.startswith(("Etc/", "posix", "right")))
    )


def _likely_zones(words: str) -> list[str]:
    """Return the zones that some words may mean: a city, a country or a slip of one letter; the likeliest first."""
    known = _cities()
    wanted = words.strip().replace(" ", "_").casefold()
    cities = [zone for zone in known if zone.rpartition("/")[2].casefold() == wanted]
    if cities:
        return cities[:1]
    inside = [zone for zone in known if zone.casefold().startswith(f"{wanted}/")]
    if inside:
        first = [zone for zone in ("Australia/Sydney", "Europe/London") if zone in inside]
        return list(dict.fromkeys([*first, *inside]))
    near = known.nearest(wanted, _ALIKE)
    return [near] if near else []


def zone_advice(name: str) -> str:
    """Return the fix for the name of a time zone that there is not: the nearest one, where there is one."""
    near = _likely_zones(name)
    return f"write {near[0]}" if near else f"write a continent and a city, {_EXAMPLE}"


def no_such_time(day: date) -> str:
    """Return the fix for a time that no clock shows, on a day."""
    return f"hours go from 00 to 23, minutes and seconds from 00 to 59: {day} 09:30, {day} 21:05"


_FORM = re.compile(
    r"^(?P<date>\d{4}-\d{2}-\d{2})"
    # Instants that programs write have parts of a second, which no reader is shown.
    r"(?:[Tt ]+(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)(?:(?<=:\d\d:\d\d)[.,]\d{1,9})?)?"
    r"(?:\s*(?P<zone>Z|z|[+-]\d{2}:?[0-5]\d|[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)*))?$",
    re.ASCII,
)
#: A change of clocks by so much is one of the calendar.
_MOST_OF_A_DAY = timedelta(hours=20)


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
        zone: zone of a text that names none.

    Raises:
        UnreadableDate: when it is none of these, or no such day exists.
    """
    return _latest(_read(text, zone))


def doubt(text: str, zone: ZoneInfo) -> tuple[str, str] | None:
    """Return the fault and the remedy of a date whose hour comes twice or never; None for any other date.

    Args:
        text: as `parse` takes it; of a day without a time it is asked whether the zone had that day, and once.
        zone: zone of a text that names none.
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
    typed = f"{moment:%Y-%m-%d %H:%M}"
    if first > second:
        early, late = (moment.replace(fold=fold).isoformat()[-6:] for fold in (0, 1))
        message = f"clocks go back, so {typed} comes twice; the later of the two counts"
        return message, f"write {typed} {late} for the later, or {typed} {early} for the earlier"
    meant = _latest(moment)
    instead = f"{meant:%Y-%m-%d %H:%M} {meant.isoformat()[-6:]}"
    return (
        f"clocks go forward, so there is no {typed}; what counts is {instead}",
        f"write {instead}, if you mean that",
    )


def _day_doubt(moment: datetime, *, twice: bool) -> tuple[str, str]:
    """Return a message about a day that a zone skipped or had twice when it crossed the date line."""
    meant, day = _latest(moment), f"{moment:%Y-%m-%d}"
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


def _latest(moment: datetime) -> datetime:
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
        raise UnreadableDate(*unreadable(text))
    try:
        day = date.fromisoformat(match["date"])
    except ValueError:
        raise UnreadableDate(f'there is no day "{match["date"]}"', no_such_day(match["date"])) from None
    if not 1900 <= day.year < 2200:
        raise UnreadableDate(f'"{match["date"]}" is in the year {day.year}', "check the year")
    try:
        hours, minutes, seconds = map(int, ((match["clock"] or "00:00") + ":00").split(":")[:3])
        clock = time(hours, minutes, seconds)
    except ValueError:
        raise UnreadableDate(f'there is no time "{match["clock"]}"', no_such_time(day)) from None
    return datetime.combine(day, clock, tzinfo=_zone(match["zone"], zone, text))


def _zone(name: str | None, default: ZoneInfo, typed: str) -> tzinfo | None:
    if not name:
        return default
    if name in ("Z", "z"):
        return ZoneInfo("UTC")
    if name[0] in "+-":
        try:
            return datetime.fromisoformat(f"2000-01-01T00:00:00{name}").tzinfo
        except ValueError:
            raise UnreadableDate(
                f'there is no offset "{name}"', "hours from Greenwich go up to +14:00: for India write +05:30"
            ) from None
    try:
        # Short names mean other places elsewhere: EST is New York's.
        return ZoneInfo(name if "/" in name or name in ("UTC", "GMT") else f"no/{name}")
    # Part of a zone's name ("Australia") is a folder.
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnreadableDate(*no_such_zone(typed, name)) from None


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
