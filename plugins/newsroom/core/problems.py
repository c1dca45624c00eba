"""Problems are data: every rule yields them and one reporter prints them all at once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from operator import attrgetter

from msgspec import Struct

from newsroom.core import deceptive_text
from newsroom.core.name_index import NameIndex
from newsroom.core.rules import RULES

#: Names that a remedy lists where none is like the word that was written: a magazine may have thousands of topics.
MOST_LISTED = 40


class Problem(Struct, frozen=True):
    """One thing that is wrong, where it is, and how to mend it.

    Args:
        path: the file, relative to the folder that holds ``content/``.
        line: its line, counted from 1; 0 when the file as a whole is meant.
        column: the column in that line, counted from 1; 0 when the line as a whole is meant.
        rule: a name from `newsroom.core.rules.RULES`.
        message: the fault, in plain words and without a full stop.
        fix: how to mend it, in plain words; may be empty.
        draft: whether the file is a draft, which may be unfinished: the problem is shown and stops nothing.
        age: whether time alone made it, and nobody's mistake: it is shown and counted, and stops nothing, since a
            magazine must always be able to publish something else.
        because: the file that it may come of, or its name without the ending; see `newsroom.core.problem_summary`.

    Raises:
        KeyError: when no such rule is listed.
        ValueError: time alone cannot break this rule, by the list of rules.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    fix: str = ""
    draft: bool = False
    age: bool = False
    because: str = ""

    def __post_init__(self) -> None:
        if self.age and not RULES[self.rule].ages:
            raise ValueError(self.rule)
        RULES[self.rule]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Problem) and _COMPARED(self) == _COMPARED(other)

    def __hash__(self) -> int:
        return hash(_COMPARED(self))

    @property
    def is_error(self) -> bool:
        """Whether it stops a build; a warning stops only a publish."""
        return RULES[self.rule].stops_build and self.stops_publish

    @property
    def is_warning(self) -> bool:
        """Whether it stops a publish, unless the story waives it."""
        return not RULES[self.rule].stops_build and self.stops_publish

    @property
    def stops_publish(self) -> bool:
        """Whether the problem stops a publish."""
        return not (self.draft or self.age)

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        fix = f"; {self.fix}" if self.fix else ""
        why = "a draft: " if self.path.endswith(".md") else "for now "
        why = "by age alone: " if self.age and not self.draft else why
        why = "" if self.stops_publish else f" ({why}it stops nothing)"
        return deceptive_text.for_terminal(f"{place}: {self.rule}: {self.message}{fix}{why}")


#: The fields by which problems are compared, and put in order: all but ``because``, which only guesses.
_COMPARED = attrgetter(*(name for name in Problem.__struct_fields__ if name != "because"))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems without repeats, by file, line and rule."""
    return sorted(set(problems), key=_COMPARED)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return those that stop a build."""
    return [problem for problem in problems if problem.is_error]


def stopping(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that stop a publish: errors, and warnings that are not waived."""
    return [problem for problem in problems if problem.stops_publish]


def caused_by_time(problems: Iterable[Problem]) -> list[Problem]:
    """Return those that time alone made."""
    return [problem for problem in problems if problem.age]


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most like ``word``, or an empty string; see `NameIndex`.

    Args:
        word: the word as it was written.
        known: the words that are known; where there are many and several questions, an index of them.
    """
    return (known if isinstance(known, NameIndex) else NameIndex(known)).nearest(word)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a fix that names the nearest known word, or else lists them: all, or the first and how many more."""
    options = known if isinstance(known, NameIndex) else NameIndex(known)
    near = options.nearest(word)
    if near:
        return f'did you mean "{near}"?'
    listed = ", ".join(islice(options, MOST_LISTED))
    more = f" and {len(options) - MOST_LISTED:,} more" if len(options) > MOST_LISTED else ""
    return f"use one of: {listed}{more}" if listed else ""
