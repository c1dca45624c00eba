"""Faults of templates as problems: each names the line of the theme that has to be mended."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable
from pathlib import Path
from pydoc import locate

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
from msgspec import Struct
from msgspec.structs import replace

from newsroom.core.problems import Problem, did_you_mean
from newsroom.core.record_fields import record_fields
from newsroom.engine.theme import SOFTWARE, Theme

#: Jinja's words for an attribute of a view, and for a name, that is not there.
_NO_ATTRIBUTE = re.compile(r"'(?P<kind>[\w.]+) object' has no attribute '(?P<name>\w+)'\Z")
_NO_NAME = re.compile(r"'(?P<name>\w+)' is undefined\Z")
_NO_MACRO = re.compile(r"the template '(?P<file>[^']+)' .*does not export the requested name '(?P<name>\w+)'\Z")
_VIEWS = "see docs/explanation/architecture.md of the software for what a view holds"
_MEND = "mend this line"
#: Code that runs when a template uses it in a wrong way; other code of ours has faults of its own.
_ENGINE = SOFTWARE.parent / "engine"


class TemplateLine(Struct, frozen=True):
    """A line of a template of the theme, as problems name it; ``is_last`` where it ran nothing of ours that failed."""

    path: str
    line: int
    is_last: bool


def fault_of(error: Exception, theme: Theme) -> Problem | None:
    """Return what a template met as a problem; None where the fault is not a template's.

    Args:
        error: an exception from making a page.
        theme: the theme.
    """
    if isinstance(error, TemplateSyntaxError):
        return Problem(_shown(theme, error.name), error.lineno, 0, "unexpected", str(error.message), _MEND)
    place = _place(error, theme)
    if isinstance(error, TemplateNotFound):
        asks = f"; {place.path}:{place.line} asks for it" if place else ""
        message, fix = f"the theme has no such template{asks}", "put it there, or mend the line that asks for it"
        return Problem(_shown(theme, error.name), 0, 0, "template-missing", message, fix)
    if isinstance(error, UnicodeDecodeError):
        return encoding_problem(theme)
    if place is None or not (place.is_last or isinstance(error, TemplateError)):
        return None
    return Problem(place.path, place.line, 0, "unexpected", *_words(error))


def with_pages(found: Iterable[tuple[Problem, str]]) -> list[Problem]:
    """Return each problem once, with the pages that have it.

    Args:
        found: problems, each with the source of the page that it was found on.
    """
    sources: dict[Problem, list[str]] = {}
    for problem, source in found:
        sources.setdefault(problem, []).append(source)
    return [
        replace(problem, message=f"{problem.message} (on {first}{_and_more(len(more))})")
        for problem, (first, *more) in sources.items()
    ]


def _and_more(count: int) -> str:
    return f" and {count:,} more" if count else ""


def encoding_problem(theme: Theme) -> Problem | None:
    """Return a problem with the first template or stylesheet of a theme that is no text in UTF-8."""
    for name, path in theme.files().items():
        raw = path.read_bytes() if path.suffix in (".html", ".css") else b""
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError as error:
            line, fix = raw.count(b"\n", 0, error.start) + 1, 'save the file again with the encoding "UTF-8"'
            message = "this is not UTF-8 text: a letter cannot be read"
            return Problem(theme.display_name(name), line, 0, "file-encoding", message, fix)
    return None


def _shown(theme: Theme, name: object) -> str:
    return theme.display_name(f"templates/{name or 'base.html'}")


def _place(error: Exception, theme: Theme) -> TemplateLine | None:
    """Return the last line of the magazine's own templates that was at work, or else of the software's."""
    folders = [(folder / "templates").as_posix() + "/" for folder in theme.folders]
    places: dict[str, tuple[str, int]] = {}
    is_last = False
    for frame in traceback.extract_tb(error.__traceback__):
        file = Path(frame.filename).as_posix()
        folder = next((folder for folder in folders if file.startswith(folder)), "")
        if folder:
            places[folder] = (_shown(theme, file.removeprefix(folder)), frame.lineno or 0)
            is_last = True
        elif Path(file).is_relative_to(SOFTWARE.parent) and not Path(file).is_relative_to(_ENGINE):
            is_last = False
    found = next((places[folder] for folder in folders if folder in places), None)
    return TemplateLine(*found, is_last) if found else None


def _words(error: Exception) -> tuple[str, str]:
    """Return message and fix for what a line of a template met."""
    said = str(error)
    if match := _NO_ATTRIBUTE.match(said):
        kind = locate(match["kind"])
        fields = [name for name in (record_fields(kind) or ()) if name[0] != "_"] if isinstance(kind, type) else []
        message = f'{match["kind"].rpartition(".")[2]} has no field "{match["name"]}"'
        return message, did_you_mean(match["name"], fields) or _VIEWS
    if match := _NO_NAME.match(said):
        return f'there is nothing called "{match["name"]}" here', f"a template is given its view alone; {_VIEWS}"
    if match := _NO_MACRO.match(said):
        return f'{match["file"]} has nothing called "{match["name"]}"', "mend the name, or take it out of the import"
    return f"this cannot be worked out: {said}", _MEND
