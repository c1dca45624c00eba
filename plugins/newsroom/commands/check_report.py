"""Reports of ``invoke check``: lines for people, JSON for programs, annotations for GitHub."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.text import Text

from newsroom.commands.console import OperationError
from newsroom.core import deceptive_text, problem_summary
from newsroom.core.problems import Problem
from newsroom.engine.report import say_all

FORMATS = ("text", "json", "github")
_COMMAND = "invoke check --all"
#: The colour of each level on a terminal.
_STYLES = {"error": "bold red", "warning": "yellow", "draft": "dim", "age": "dim"}


def level(problem: Problem) -> str:
    """Return ``error``, ``warning``, ``draft`` or ``age``; the first two stop a publish."""
    if problem.draft:
        return "draft"
    return "age" if problem.age else "error" if problem.is_error else "warning"


def paths_below(root: Path, files: Iterable[str]) -> list[str]:
    """Return the paths of some files and folders as problems name them, relative to the project.

    Args:
        root: the project's folder.
        files: paths as somebody typed them, absolute or relative to the folder that they are in.

    Raises:
        OperationError: there is no such file, or it is not in the project.
    """
    paths = []
    for file in files:
        place = next((place for place in (Path(file), root / file) if place.exists()), None)
        if place is None:
            raise OperationError(f"there is no file {file}; write its path from the project's folder")
        try:
            paths.append(place.resolve().relative_to(root.resolve()).as_posix())
        except ValueError:
            raise OperationError(f"{file} is not in {root}; name a file of the project") from None
    return paths


def is_in(problem: Problem, paths: Sequence[str]) -> bool:
    """Return whether a problem is in one of some files, or below one of some folders; with none, it always is."""
    return not paths or any(path in (problem.path, ".") or problem.path.startswith(f"{path}/") for path in paths)


def print_grouped(problems: Sequence[Problem], *, every: bool) -> None:
    """Print problems on a terminal: the name of each file, and below it a line for each problem, in colour."""
    shown, rest = (list(problems), []) if every else problem_summary.chosen(problems)
    console = Console(stderr=True, soft_wrap=True, highlight=False, emoji=False)
    width = max((len(str(problem.line)) for problem in shown), default=0)
    for path, some in groupby(sorted(shown, key=lambda problem: problem.path), key=lambda problem: problem.path):
        console.print(Text(_printable(path), "bold"))
        for problem in sorted(some, key=lambda one: (one.line, one.column)):
            console.print(_row(problem, width))
    for line in problem_summary.hidden_lines(rest, command=_COMMAND):
        console.print(Text(line))


def _row(problem: Problem, width: int) -> Text:
    fix = f"; {problem.fix}" if problem.fix else ""
    words = problem_summary.short(" ".join(f"{problem.message}{fix}".splitlines()))
    why = "" if problem.stops_publish else ", which stops nothing"
    of = level(problem)
    return Text.assemble(
        f"  {problem.line or '':>{width}}  ",
        (f"{of}{why}", _STYLES[of]),
        f"  {_printable(words)}  ",
        (problem.rule, "dim"),
    )


def print_lines(problems: Sequence[Problem], *, every: bool) -> None:
    """Print problems in a log: each in one line that begins with its file."""
    say_all((line, True) for line in problem_summary.lines(problems, every=every, command=_COMMAND))


def print_problems(problems: Sequence[Problem], *, every: bool) -> None:
    """Print problems for people, in the way that suits the place that the words go to."""
    (print_grouped if sys.stderr.isatty() else print_lines)(problems, every=every)


def print_json(problems: Iterable[Problem], notes: Iterable[str], closing: str, *, ok: bool, elsewhere: int) -> None:
    """Print a check as one object of JSON, on the output.

    Args:
        problems: every problem, in order.
        notes: sentences that stop nothing.
        closing: the last sentence.
        ok: whether a publish would pass, as far as the problems that were asked for tell.
        elsewhere: how many problems are in files that nobody asked for.
    """
    rows = [
        {
            "file": problem.path,
            "line": problem.line,
            "column": problem.column,
            "rule": problem.rule,
            "level": level(problem),
            "message": problem.message,
            "fix": problem.fix,
        }
        for problem in problems
    ]
    found = {"ok": ok, "problems": rows, "elsewhere": elsewhere, "notes": [*notes], "closing": closing}
    # ASCII alone: a name may hold bytes that are no text, and a terminal of Windows may know few letters.
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


def _printable(words: str) -> str:
    shown = deceptive_text.for_terminal(words)
    return shown.encode("utf-8", "backslashreplace").decode("utf-8")
