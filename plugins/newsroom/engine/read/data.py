"""Reading a data file into a record, with the line of every fault."""

from __future__ import annotations

from typing import TypeVar

from newsroom.core import external_links, limits, schema, tomlfile
from newsroom.core.front_matter import SplitFile
from newsroom.core.problems import Problem
from newsroom.core.schema import Record
from newsroom.engine.edition import Edition
from newsroom.engine.read import files

M = TypeVar("M", bound=Record)


def load(edition: Edition, name: str, model: type[M]) -> tuple[M | None, SplitFile]:
    """Read content/data/<name>; problems go to the edition, and None comes back where it cannot be used."""
    content = edition.settings.content
    edition.data_files.add(name)
    shown = f"{content.name}/data/{name}"
    nothing = SplitFile({}, {}, "", 1)
    if not files.is_inside(content / "data" / name, content.resolve()):
        message, fix = "this is a link to something outside content/", "put the file itself there"
        edition.problems.append(Problem(shown, 0, 0, "file-link", message, fix))
        return None, nothing
    loaded: tuple[M | None, SplitFile] = (None, nothing)
    with files.reporting_errors(shown, edition.problems, limits.SECONDS):
        loaded = _load(edition, name, shown, model)
    return loaded  # noqa: RET504  what is raised is swallowed


def _load(edition: Edition, name: str, shown: str, model: type[M]) -> tuple[M | None, SplitFile]:
    located = tomlfile.load(edition.settings.content / "data" / name, shown)
    record, problems = schema.read(
        model, located.fields, shown, located.line_of, edition.settings.zone, edition.settings.lang
    )
    if located.problems:
        # Of a file that cannot be read nothing is missing.
        edition.problems += located.problems
        return None, located
    edition.problems += problems
    edition.cuts += external_links.tracking_removals(located.fields, shown, located.lines)
    return record, located
