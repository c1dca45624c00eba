"""Reading a data file into a record, with the line of every fault."""

from __future__ import annotations

from typing import TypeVar

from newsroom.build.edition import Edition
from newsroom.core import outgoing, schema, tomlfile
from newsroom.core.front_matter import Located
from newsroom.core.schema import Record

M = TypeVar("M", bound=Record)


def load(edition: Edition, name: str, model: type[M]) -> tuple[M | None, Located]:
    """Read content/data/<name>; problems go to the edition, and None comes back where it cannot be used."""
    shown = f"{edition.settings.content.name}/data/{name}"
    located = tomlfile.load(edition.settings.content / "data" / name, shown)
    record, problems = schema.read(model, located.fields, shown, located.line_of, edition.settings.zone)
    if located.problems:
        # Of a file that cannot be read nothing is missing.
        edition.problems += located.problems
        return None, located
    edition.problems += problems
    edition.cuts += outgoing.found(located.fields, shown, located.lines)
    return record, located
