"""A bounded choice of problems: one file with forty thousand of them hides no other, and fills no log.

Every place that shows problems to people asks here, so that all of them stop at the same numbers and count the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from newsroom.core.problems import Problem

#: Problems of one file that are shown, and of all files together: more than anybody mends before the next build.
MOST_OF_A_FILE, MOST = 40, 400
#: Characters of one line: a value of half a million may be quoted in it.
LONGEST = 1_000


def chosen(problems: Sequence[Problem]) -> tuple[list[Problem], list[Problem]]:
    """Return the problems that are shown, in their order, and the rest.

    What stops a build goes before what stops a publish, and that before a draft's problems.
    """
    order = sorted(range(len(problems)), key=lambda place: (rank(problems[place]), place))
    counts: Counter[str] = Counter()
    places: set[int] = set()
    for place in order:
        path = problems[place].path
        if len(places) < MOST and counts[path] < MOST_OF_A_FILE:
            counts[path] += 1
            places.add(place)
    return (
        [problem for place, problem in enumerate(problems) if place in places],
        [problem for place, problem in enumerate(problems) if place not in places],
    )


def rank(problem: Problem) -> int:
    """Return 0 for what stops a build, 1 for what stops a publish, 2 for what stops nothing."""
    return 0 if problem.is_error else 1 if problem.is_warning else 2


def lines(problems: Sequence[Problem]) -> list[str]:
    """Return problems as lines, one for each that is shown, and the number of those that are not."""
    shown, rest = chosen(problems)
    more = Counter(problem.path for problem in rest)
    last = {problem.path: place for place, problem in enumerate(shown)}
    found: list[str] = []
    for place, problem in enumerate(shown):
        found.append(line(problem))
        if last[problem.path] == place and problem.path in more:
            found.append(short(f"{problem.path}: {_more(more.pop(problem.path))} in this file {_HOW}"))
    if more:
        files = f"{len(more):,} more file{'s' if len(more) != 1 else ''}"
        found.append(f"{_more(sum(more.values()))} in {files} {_HOW}")
    return found


_HOW = "are not shown; mend those above and check again"


def _more(count: int) -> str:
    return f"{count:,} more problem{'s' if count != 1 else ''}"


def line(problem: Problem) -> str:
    """Return a problem as one line of bounded length.

    One line, whatever line ends it quotes: what begins a line may be a command to whoever reads the log.
    """
    return short(" ".join(str(problem).splitlines()))


def short(words: str) -> str:
    """Return words as they are, or their beginning and their end where they are too long."""
    if len(words) <= LONGEST:
        return words
    return f"{words[: LONGEST // 2]} … {words[-LONGEST // 2 :]}"


def bounded(notes: Iterable[str]) -> list[str]:
    """Return notes that stop nothing, as many as anybody reads, and the number of the rest."""
    every = [short(note) for note in notes]
    rest = len(every) - MOST
    return every if rest <= 0 else [*every[:MOST], f"{rest:,} more notes like these are not shown"]
