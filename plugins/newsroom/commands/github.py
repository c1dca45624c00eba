"""Annotations for GitHub: a pull request shows each problem beside its line.

The form is that of workflow commands:
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from newsroom.core import problem_summary
from newsroom.core.problems import Problem

#: Characters that would end a command, with their codes; properties need codes for colons and commas too.
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def runs_on_github() -> bool:
    """Return whether we run on GitHub, which says so in the environment."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def annotation(problem: Problem) -> str:
    """Return a problem as a workflow command: an error, a warning, or a notice where it is a draft's."""
    level = "error" if problem.is_error else "warning" if problem.is_warning else "notice"
    line, column = str(problem.line or ""), str(problem.column or "") if problem.line else ""
    properties = {"file": problem.path, "line": line, "col": column, "title": problem.rule}
    named = ",".join(f"{name}={_escaped(value, _PROPERTY)}" for name, value in properties.items() if value)
    message = problem_summary.short(f"{problem.message}; {problem.fix}" if problem.fix else problem.message)
    return f"::{level} {named}::{_escaped(message, _DATA)}"


def annotate(problems: Iterable[Problem]) -> None:
    """Print problems as annotations, errors first: GitHub shows ten of each level for each step."""
    shown, rest = problem_summary.chosen(list(problems))
    for problem in sorted(shown, key=problem_summary.rank):
        # Not by rich, which would wrap or colour what a program reads; a name may hold bytes that are no text.
        sys.stdout.write(annotation(problem).encode("utf-8", "backslashreplace").decode("utf-8") + "\n")
    if rest:
        sys.stdout.write(f"::notice title=problems::{len(rest):,} more problems are not shown\n")


def _escaped(words: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in words)
