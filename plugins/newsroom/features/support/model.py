"""Helplines: services with their topics, places, hours and numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lxml.html import builder, tostring
from msgspec import Struct, field

from newsroom.core.deadlines import Deadline
from newsroom.core.front_matter import FieldPath
from newsroom.core.interface_text import SILENT, Day, TranslatableText
from newsroom.core.problems import Problem, did_you_mean
from newsroom.core.typography import bind_numbers
from newsroom.features.stories.model import StoryRecord
from newsroom.features.support.schema import HelplineField, HelplinesFile
from newsroom.site.feature_data import ContentNotes
from newsroom.site.page_parts import LOCAL, Helpline, HelplineBox, PlaceGroup

#: An entry that nobody has checked for longer than this may be wrong, and a wrong number can do harm.
DAYS = 180
_AHEAD = 7
#: The remedy for an entry that is stale, or soon will be.
REMEDY = "ring it or look at its own site, mend what has changed, and give the day"
INVITATION = "If you want to talk to somebody, you can."


class SupportService(Struct, frozen=True):
    """A service with what decides where it is shown."""

    line: Helpline
    topics: frozenset[str]
    places: frozenset[str]
    until: date


class Helplines(Struct, frozen=True):
    """All services, and the names of places, both in order; ``home`` is the place of the magazine's own country.

    The services of that come first and stand open. A state's place is its id behind it: au-qld.
    """

    services: tuple[SupportService, ...] = ()
    places: dict[str, str] = field(default_factory=dict)
    home: str = ""

    @property
    def topics(self) -> frozenset[str]:
        """Every topic that some service is for."""
        return frozenset(topic for service in self.services for topic in service.topics)

    def box(self, topics: Iterable[str] | None = None, state: str = "") -> HelplineBox | None:
        """Return the services on some topics, or all, by place; None where there are none.

        A page cannot know where its reader is, and is not to find out: the reader chooses.

        Args:
            topics: those that count; None for all.
            state: the id of the state that the story is about; may be empty.
        """
        asked = None if topics is None else frozenset(topics)
        fitting = [service for service in self.services if asked is None or service.topics & asked]
        own = f"{self.home}-{state}"
        order = sorted((id_ for id_ in self.places if id_ != self.home), key=lambda id_: id_ != own)
        groups = [(id_, tuple(service.line for service in fitting if id_ in service.places)) for id_ in order]
        home = tuple(service.line for service in fitting if self.home in service.places)
        places = tuple(
            PlaceGroup(TranslatableText(self.places[id_]), id_ == own, lines) for id_, lines in groups if lines
        )
        return HelplineBox(home, places) if home or places else None


def assemble(data: HelplinesFile | None, today: date = date.min) -> Helplines:
    """Return the helplines of the data file; empty where it could not be read.

    Args:
        data: the file.
        today: the day of the build, in the magazine's zone; by default nothing is stale.
    """
    if data is None:
        return Helplines()
    services = tuple(
        SupportService(_line(i, today), frozenset(i.topics), frozenset(i.places or (data.home,)), stale_from(i))
        for i in data.helpline
    )
    return Helplines(services, {place.id: place.name for place in data.place}, data.home)


def stale_from(item: HelplineField) -> date:
    """Return the first day on which an entry counts as unchecked for too long."""
    return item.checked + timedelta(days=DAYS + 1)


def _line(item: HelplineField, today: date) -> Helpline:
    tel = f"tel:{_digits(item.phone)}" if item.phone else ""
    sms = f"sms:{_digits(item.text)}" if item.text else ""
    return Helpline(
        item.name, bind_numbers(item.phone or ""), tel, bind_numbers(item.text or ""), sms, item.chat or "",
        TranslatableText(item.hours), _zone(item),
        TranslatableText(item.serves), TranslatableText(item.note) if item.note else SILENT,
        item.web or "", item.around_the_clock,
        Day.of(item.checked), stale_from(item) <= today,
    )  # fmt: skip


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


def _zone(item: HelplineField) -> str:
    if item.around_the_clock or item.zone is None:
        return ""
    return LOCAL if item.zone == LOCAL else item.zone.rpartition("/")[2].replace("_", " ")


def of_story(record: StoryRecord, notes: ContentNotes, helplines: Helplines) -> HelplineBox | None:
    """Return the services that a story asks for, by its notes and by itself; None where it asks for none."""
    if not record.fields.content_notes and not record.fields.helplines:
        return None
    topics = tuple(dict.fromkeys([*notes.topics(record.fields.content_notes), *record.fields.helplines]))
    return helplines.box(topics, record.fields.state or "") if topics else None


def markup(box: HelplineBox) -> str:
    """Return the services that stand open as HTML for feeds, to follow the story."""
    lines = [
        builder.LI(
            builder.STRONG(line.name), f": {line.phone or line.text or line.chat} ({line.when}){_stale_note(line)}"
        )
        for line in box.open_lines
    ]
    if not lines:
        return ""
    return "".join(tostring(part, encoding="unicode") for part in (builder.P(INVITATION), builder.UL(*lines)))


def _stale_note(line: Helpline) -> str:
    return f", not checked since {line.checked}, so it may have changed" if line.stale else ""


def deadlines(
    data: HelplinesFile, source: str, line_of: Callable[[FieldPath], tuple[int, int]], zone: ZoneInfo
) -> Iterator[Deadline]:
    """Yield by when each entry has to be checked again; see `file_problems` for the arguments."""
    for number, item in enumerate(data.helpline):
        moment = datetime.combine(stale_from(item), time(), zone)
        what = f"{item.name} was checked on {Day.of(item.checked)}"
        yield Deadline(moment, source, line_of(("helpline", number, "checked"))[0], what, REMEDY)


def scheduled_changes(helplines: Helplines, zone: ZoneInfo) -> list[datetime]:
    """Return the moments at which an entry becomes too old."""
    return [datetime.combine(day, time(), zone) for day in sorted({service.until for service in helplines.services})]


def file_problems(
    data: HelplinesFile | None, source: str, line_of: Callable[[FieldPath], tuple[int, int]], today: date
) -> Iterator[Problem]:
    """Yield entries in places that the file does not name, and those that nobody has checked for too long.

    Args:
        data: the file.
        source: path of the file that problems name.
        line_of: says where a value stands.
        today: the day of the build, in the magazine's zone.
    """
    places = [data.home, *(place.id for place in data.place)] if data else []
    for number, item in enumerate(data.helpline if data else ()):
        for place in item.places:
            if place not in places:
                line, column = line_of(("helpline", number, "places"))
                message = f'there is no place "{place}"'
                yield Problem(source, line, column, "helpline-unknown", message, did_you_mean(place, places))
        same = next((o for o in data.helpline[:number] if _is_same_helpline(o, item)), None) if data else None
        if same is not None:
            line, column = line_of(("helpline", number, "phone"))
            message = f"{item.name} has the id or the number of {same.name}, which stands above"
            yield Problem(source, line, column, "helpline-twice", message, "list a service once, with all its topics")
        # A build may take it to be some days ago.
        if item.checked - today > timedelta(days=_AHEAD):
            line, column = line_of(("helpline", number, "checked"))
            message = f"{item.name} is said to be checked on {item.checked}, which is still to come"
            yield Problem(source, line, column, "helpline-old", message, "give the day on which somebody checked it")
        if stale_from(item) <= today:
            line, column = line_of(("helpline", number, "checked"))
            message = f"nobody has checked {item.name} since {item.checked}, which is more than {DAYS} days"
            yield Problem(source, line, column, "helpline-old", message, REMEDY, age=True)


def nothing_listed(source: str) -> Problem:
    """Return the problem of a file that lists no service: it is a draft, and no number may be guessed."""
    message = "no service is listed that a reader in need could call"
    fix = "describe at least two that answer around the clock, after somebody has rung each; none may be guessed"
    return Problem(source, 0, 0, "helpline-none", message, fix, draft=True)


def _is_same_helpline(one: HelplineField, other: HelplineField) -> bool:
    return one.id == other.id or bool(one.phone and other.phone and _signs(one.phone) == _signs(other.phone))


def _signs(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdigit())


def unknown_topics(topics: Iterable[str], known: Iterable[str], source: str, line: int) -> Iterator[Problem]:
    """Yield topics that no service is for.

    Args:
        topics: topics that a file asks for.
        known: the topics that there are.
        source: the file that asks.
        line: the line on which it does.
    """
    options = sorted(known)
    for topic in topics:
        if topic not in options:
            fix = did_you_mean(topic, options) or "give a service in content/data/helplines.toml this topic first"
            yield Problem(source, line, 0, "helpline-unknown", f'no helpline is for "{topic}"', fix)


def too_few(box: HelplineBox | None, source: str, line: int) -> Iterator[Problem]:
    """Yield the problem of a story on suicide without two services that answer at all hours (Mindframe).

    Those count that a reader sees without opening anything.
    """
    always = [service.name for service in (box.open_lines if box else ()) if service.around_the_clock]
    if len(always) < 2:
        there = f"only {always[0]} answers" if always else "nobody answers"
        fix = "give services in content/data/helplines.toml the topics that the note suicide asks for"
        yield Problem(source, line, 0, "helpline-two", f"{there} around the clock below this story on suicide", fix)


def state(pages: Sequence[tuple[str, str, HelplineBox]], stale: Sequence[str]) -> tuple[bool, str]:
    """Return whether each story that needs helplines ends with them, and the figures in words.

    Args:
        pages: address, HTML and services of each story that needs any.
        stale: services that nobody has checked for too long.
    """
    for address, html, box in pages:
        after = html.rpartition('<div class="prose"')[2]
        if any(line.tel and f'href="{line.tel}"' not in after for line in box.open_lines):
            return False, f"{address} lacks a number"
    if stale:
        return False, f"unchecked for {DAYS} days: {', '.join(stale)}"
    return True, f"{len(pages)} stories end with helplines, all of them checked in the last {DAYS} days"
