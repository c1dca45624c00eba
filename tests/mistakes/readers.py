"""Reading a file of any kind as the system does, and naming the parts of its record."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from newsroom.core import front_matter, schema, tomlfile
from newsroom.core.front_matter import unreadable
from newsroom.core.problems import Problem
from newsroom.core.schema import Record
from newsroom.engine.read_context import ReadContext
from newsroom.features.author_bios.model import AuthorFields
from newsroom.features.author_bios.reading import accounts
from newsroom.features.comment_form.model import CommentFields
from newsroom.features.content_notes.model import NotesFile
from newsroom.features.issues.schema import IssueFields
from newsroom.features.pages.model import PageFields
from newsroom.features.sections.model import SectionsFile, unknown_colours
from newsroom.site.colours.making import NAMED
from tests.read_context import BRISBANE, PATH, read_story

_HEADS: dict[str, type[Record]] = {
    "author": AuthorFields,
    "page": PageFields,
    "comment": CommentFields,
    "issue": IssueFields,
}
_DATA: dict[str, type[Record]] = {"sections.toml": SectionsFile, "content_notes.toml": NotesFile}


def read(kind: str, written: str | bytes, context: ReadContext, folder: Path) -> tuple[object, list[Problem]]:
    """Return the record of a file and its problems.

    Args:
        kind: of what kind it is, or the name of a data file.
        written: the file.
        context: context for reading stories.
        folder: takes data files.
    """
    raw = written if isinstance(written, bytes) else written.encode()
    if kind == "story":
        story, problems = read_story(raw, at=context)
        return (story.record if story else None), list(problems)
    if kind in _DATA:
        (folder / kind).write_bytes(raw)
        located = tomlfile.load(folder / kind, PATH)
        record, found = schema.read(_DATA[kind], located.fields, f"{PATH}.toml", located.line_of, BRISBANE)
        if isinstance(record, SectionsFile):
            chosen = [section.colour for section in record.section]
            found += unknown_colours(chosen, NAMED, f"{PATH}.toml", located.line_of)
        return record, [*located.problems] or found
    words, problems = front_matter.decode(raw, PATH)
    located = front_matter.split(words, PATH)
    if unread := unreadable(problems, located):
        return None, unread
    fields, found = schema.read(_HEADS[kind], located.fields, PATH, located.line_of, BRISBANE)
    told = [*problems, *located.problems, *(found if located.fields or not located.problems else [])]
    if isinstance(fields, AuthorFields):
        told += accounts(fields, PATH, located)[1]
    return fields, told


def printed(problem: Problem) -> str:
    """Return a problem as it is printed, without its path."""
    return str(problem).removeprefix(problem.path)


def part(record: object, name: str) -> Any:
    """Return what a record, or the front matter in it, holds, as plain values."""
    value: Any = record
    if not hasattr(value, name.partition(".")[0]):
        value = value.fields
    for step in name.split("."):
        value = getattr(value, step)
    if name == "bylines":
        return [(byline.author, byline.role) for byline in value]
    if name == "tags":
        return [tag.name for tag in value]
    if name == "corrections":
        return [change.text for change in value]
    return value.isoformat() if isinstance(value, datetime) else value
