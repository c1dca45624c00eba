"""``invoke due``: scheduled and expiring stories, and whether one should be live and is not."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from newsroom.commands import story_front_matter, target_choice
from newsroom.commands.console import OperationError, say, with_messages
from newsroom.commands.exit_codes import ExitCode
from newsroom.commands.publish import recovery
from newsroom.commands.publish.publish import moment
from newsroom.commands.story_front_matter import content_of
from newsroom.core import limits, schema, tomlfile
from newsroom.core.deadlines import NOTICE, Deadline
from newsroom.core.front_matter import FieldPath
from newsroom.core.problems import Problem
from newsroom.core.schema import Record
from newsroom.engine.read import files
from newsroom.features.robots import model as robots
from newsroom.features.robots.schema import SecurityFile
from newsroom.features.stories.appointments import Appointment, DueState, LiveSite, appointments
from newsroom.features.support import model as support
from newsroom.features.support.schema import HelplinesFile
from newsroom.publishing.model import lasting_files
from newsroom.publishing.pause import Pause
from newsroom.publishing.target import Target

#: Words for the state of an appointment; its moment follows them.
_WORDS = {
    DueState.LATE: "late, since",
    DueState.DUE: "due, since",
    DueState.OVER: "over, and still live, since",
    DueState.SCHEDULED: "comes",
    DueState.EXPIRING: "goes",
}
#: The message for a store whose switch was cut off.
_HALF = "readers get some files of one release and some of another: a switch was cut off, and the next publish ends it"
_Deadlines = Callable[[Any, str, Callable[[FieldPath], tuple[int, int]], ZoneInfo], Iterator[Deadline]]
#: The files, what they may say, and what says until when each entry holds.
_SOURCES: dict[str, tuple[type[Record], _Deadlines]] = {
    "helplines.toml": (HelplinesFile, support.deadlines),
    "security.toml": (SecurityFile, robots.deadlines),
}
_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"))


@with_messages
def due(
    root: Path, target: str = "", folder: str = "", now: str = "", *, exit_only: bool = False, as_json: bool = False
) -> int:
    """List scheduled and expiring stories, overdue ones first, and deadlines that come soon.

    Args:
        root: the project's folder.
        target: the target whose readers are asked about; by default the one that `invoke publish` takes.
        folder: the folder that was published to, relative to the project, where the target is a folder.
        now: the moment that counts as now, in ISO 8601 with an offset; by default SOURCE_DATE_EPOCH, else the present.
        exit_only: whether to print nothing but what could not be read.
        as_json: whether to print JSON for programs.

    Returns:
        0; 1 when something should be live and is not, or is live and should be gone, or a switch was cut off halfway,
        which a publish mends; 2 when nobody knows, such as when the target cannot be reached.
    """
    try:
        at = moment(now)
        place, _ = target_choice.target(root, target, folder)
        paused, read, live, zone = (
            place.paused(),
            story_front_matter.read(root),
            _live_on(place),
            story_front_matter.zone_of(root),
        )
        half = place.half_activated()
    except OperationError as refusal:
        say(str(refusal), error=True)
        return ExitCode.UNKNOWN
    due_changes = appointments(read.records, live, at)
    entries, unread = _read_deadlines(root, zone)
    old = _near_deadlines(entries, at)
    for path in read.unreadable:
        say(
            f"{path}: its front matter cannot be read, so nobody knows when it comes; `invoke check` says why",
            error=True,
        )
    for path in unread:
        say(f"{path}: it cannot be read, so nobody knows what in it is too old; `invoke check` says why", error=True)
    unfinished = _HALF if half else recovery.UNFINISHED if recovery.noted(root, place.where) else ""
    if as_json:
        plain = _data(due_changes, live, at, [*read.unreadable, *unread], paused)
        plain |= {"old": [_deadline(item) for item in old]}
        plain |= {"unfinished": unfinished or None, "publish": plain["publish"] or (half and not paused)}
        sys.stdout.write(json.dumps(plain, indent=2, ensure_ascii=False) + "\n")
    elif not exit_only:
        *stories, closing = lines(due_changes, live, at, zone)
        for line in [*stories, *(_aged(item, at, zone) for item in old), closing]:
            say(line)
        if unfinished:
            say(unfinished)
        if paused:
            say(f"{place.where} is {paused}. Nobody publishes to it until: invoke resume")
    if paused:
        return ExitCode.DONE
    waits = half or any(change.standing.waits_for_publish for change in due_changes)
    return ExitCode.NOT_DONE if waits else ExitCode.DONE


def lines(entries: Sequence[Appointment], live: LiveSite, now: datetime, zone: ZoneInfo) -> list[str]:
    """Return the output for people: a line for each story, and one on the live release.

    Where nothing was published yet, everything is due: it is counted and not listed.
    """
    with_messages = [entry for entry in entries if live.moment is not None or not entry.standing.waits_for_publish]
    output_lines = [
        f"{_story(entry)}: {_WORDS[entry.standing]} {in_both_zones(entry.moment, zone)}"
        f" ({_time_from_now(entry.moment, now)})"
        for entry in with_messages
    ]
    counts = Counter(entry.standing.waits_for_publish for entry in entries)
    if live.moment is None:
        return [*output_lines, f"Nothing is published yet; {counts[True]} stories wait for `invoke publish`."]
    what = f"What is live was built at {in_both_zones(live.moment, zone)}"
    if not counts[True]:
        return [*output_lines, f"{what}; nothing is due."]
    stories = "story waits" if counts[True] == 1 else "stories wait"
    return [*output_lines, f"{what}; {counts[True]} {stories} for `invoke publish`."]


def in_both_zones(at: datetime, zone: ZoneInfo) -> str:
    """Return a moment in the magazine's zone and in UTC: ``2026-07-01 06:00 London, 2026-07-01 05:00 UTC``."""
    place = zone.key.rpartition("/")[2].replace("_", " ")
    here, there = at.astimezone(zone), at.astimezone(UTC)
    return f"{here:%Y-%m-%d %H:%M} {place}, {there:%Y-%m-%d %H:%M} UTC"


def _story(entry: Appointment) -> str:
    """Return the file and the line that sets the moment, and the title that the world may see."""
    record = entry.record
    goes = entry.standing in (DueState.OVER, DueState.EXPIRING)
    start = "publish_at" if record.fields.publish_at == entry.moment else "date"
    title = record.fields.discreet.title if record.fields.discreet else record.title
    return f'{record.source}:{record.line("expires" if goes else start)}: "{title}"'


def _aged(item: Deadline, now: datetime, zone: ZoneInfo) -> str:
    """Return a message about an entry that is too old, or soon will be; it stops nothing."""
    verb = "too old since" if item.moment <= now else "too old from"
    when = f"{item.moment.astimezone(zone):%Y-%m-%d}"
    return f"{item.path}:{item.line}: {item.what}: {verb} {when} ({_time_from_now(item.moment, now)}); {item.remedy}"


def _deadline(item: Deadline) -> dict[str, object]:
    moment = item.moment.astimezone(UTC).isoformat()
    return {"path": item.path, "line": item.line, "what": item.what, "moment": moment, "remedy": item.remedy}


def _time_from_now(moment: datetime, now: datetime) -> str:
    """Return how far a moment is off, in its largest unit."""
    span = abs(moment - now)
    size, unit = next(((size, unit) for size, unit in _UNITS if span >= timedelta(seconds=size)), (60, "minute"))
    count = int(span.total_seconds() // size)
    words = f"{count} {unit}{'' if count == 1 else 's'}" if count else "under a minute"
    return f"{words} ago" if moment <= now else f"in {words}"


def _data(
    entries: Sequence[Appointment], live: LiveSite, now: datetime, unreadable: Sequence[str], paused: Pause | None
) -> dict[str, object]:
    """Return the same for programs; moments are in UTC, in ISO 8601."""
    stories = [
        {
            "id": made.record.id,
            "source": made.record.source,
            "standing": made.standing.value,
            "moment": made.moment.astimezone(UTC).isoformat(),
            "address": made.record.address,
        }
        for made in entries
    ]
    return {
        "now": now.astimezone(UTC).isoformat(),
        "live": live.moment.astimezone(UTC).isoformat() if live.moment else None,
        "publish": paused is None and any(made.standing.waits_for_publish for made in entries),
        "paused": str(paused) if paused else None,
        "stories": stories,
        "unreadable": list(unreadable),
    }


def _read_deadlines(root: Path, zone: ZoneInfo) -> tuple[list[Deadline], list[str]]:
    """Return the deadlines of all files, the first one first, and the files that cannot be read.

    Args:
        root: the project's folder.
        zone: the magazine's.
    """
    folder = content_of(root) / "data"
    found: list[Deadline] = []
    unreadable: list[str] = []
    for name, (model, deadlines) in _SOURCES.items():
        path, problems = folder / name, list[Problem]()
        if not path.is_file():
            continue
        shown = f"{folder.parent.name}/data/{name}"
        with files.reporting_errors(shown, problems, limits.SECONDS):
            located = tomlfile.load(path, shown)
            record, faults = schema.read(model, located.fields, shown, located.line_of, zone)
            problems += [*located.problems, *faults]
            if record is not None and not problems:
                found += deadlines(record, shown, located.line_of, zone)
        if problems:
            unreadable.append(shown)
    return sorted(found), unreadable


def _near_deadlines(deadlines: Sequence[Deadline], now: datetime) -> list[Deadline]:
    """Return the deadlines that have passed, or that come soon enough to be reported."""
    return [deadline for deadline in deadlines if deadline.moment - now <= NOTICE]


def _live_on(target: Target) -> LiveSite:
    """Return the live release of a target.

    Raises:
        OperationError: the target cannot be asked, or what is live there has no receipt.
    """
    current = target.current()
    if not current:
        return LiveSite()
    receipt = next((known for known in target.receipts() if known.release == current), None)
    if receipt is None:
        raise OperationError(
            f"{target.where} shows {current}, which has no receipt; `invoke publish` makes one that has"
        )
    return LiveSite(receipt.moment, frozenset(lasting_files(receipt.files)))
