"""Entries of content/data/ that grow too old, read without a build: `invoke due` names it 30 days ahead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from newsroom.commands.story_front_matter import content_of
from newsroom.core import limits, schema, tomlfile
from newsroom.core.deadlines import NOTICE, Deadline
from newsroom.core.front_matter import FieldPath
from newsroom.core.problems import Problem
from newsroom.core.schema import Record
from newsroom.engine.read import files
from newsroom.features.robots import model as robots
from newsroom.features.robots.schema import SecurityFile
from newsroom.features.support import model as support
from newsroom.features.support.schema import HelplinesFile

_Deadlines = Callable[[Any, str, Callable[[FieldPath], tuple[int, int]], ZoneInfo], Iterator[Deadline]]
#: The files, what they may say, and what says until when each entry holds.
SOURCES: dict[str, tuple[type[Record], _Deadlines]] = {
    "helplines.toml": (HelplinesFile, support.deadlines),
    "security.toml": (SecurityFile, robots.deadlines),
}


def read(root: Path, zone: ZoneInfo) -> tuple[list[Deadline], list[str]]:
    """Return the deadlines of all files, the first one first, and the files that cannot be read.

    Args:
        root: the project's folder.
        zone: the magazine's.
    """
    folder = content_of(root) / "data"
    found: list[Deadline] = []
    unreadable: list[str] = []
    for name, (model, deadlines) in SOURCES.items():
        path, problems = folder / name, list[Problem]()
        if not path.is_file():
            continue
        shown = f"{folder.parent.name}/data/{name}"
        with files.named(shown, problems, limits.SECONDS):
            located = tomlfile.load(path, shown)
            record, faults = schema.read(model, located.fields, shown, located.line_of, zone)
            problems += [*located.problems, *faults]
            if record is not None and not problems:
                found += deadlines(record, shown, located.line_of, zone)
        if problems:
            unreadable.append(shown)
    return sorted(found), unreadable


def near(deadlines: Sequence[Deadline], now: datetime) -> list[Deadline]:
    """Return the deadlines that have passed, or that come soon enough to be reported."""
    return [deadline for deadline in deadlines if deadline.moment - now <= NOTICE]
