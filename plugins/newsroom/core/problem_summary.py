"""A bounded choice of problems: one file with forty thousand of them hides no other, and fills no log.

Every place that shows problems to people asks here, so that all of them stop at the same numbers and count the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from newsroom.core.problems import Problem, in_order
from newsroom.core.rules import RULES

# Problems that follow from others: held back and counted, so that one cause is one problem, and the first.
#
# A rule says which files it asks of (`Rule.needs`), and a problem which file it may come of (`Problem.because`). While
# such a file has an error of its own, nobody can tell whether anything else is wrong.


@dataclass(frozen=True, slots=True)
class Findings:
    """Problems in the order in which they are shown, and how many follow from each file that is the cause of some.

    ``following`` has an empty name for those that follow from no file more than from another.
    """

    problems: tuple[Problem, ...]
    following: tuple[tuple[str, int], ...] = ()

    @property
    def notes(self) -> list[str]:
        """Sentences that say how many problems are held back."""
        return [_sentence(path, count) for path, count in self.following]


def arranged(problems: Iterable[Problem]) -> Findings:
    """Return problems without those that follow from others: causes first, then by file, line and rule."""
    every = in_order(problems)
    causes = sorted({problem.path for problem in every if problem.is_error and not _asks_all(problem)})
    if not causes:
        return Findings(tuple(every))
    shown: list[Problem] = []
    following: Counter[str] = Counter()
    for problem in every:
        cause = _cause(problem, causes)
        if cause is None:
            shown.append(problem)
        else:
            following[cause] += 1
    shown.sort(key=lambda problem: problem.path not in following)
    return Findings(tuple(shown), tuple(sorted(following.items(), key=lambda item: (not item[0], item))))


def _asks_all(problem: Problem) -> bool:
    return "" in RULES[problem.rule].needs


def _cause(problem: Problem, causes: list[str]) -> str | None:
    """Return the file that a problem follows from, empty where it is all of them together; None where it is none."""
    needs = RULES[problem.rule].needs
    for path in causes:
        if path == problem.path:
            continue
        inside = path.partition("/")[2]
        if inside and inside in needs:
            return path
        if problem.because and problem.because in (path, inside, PurePosixPath(path).stem):
            return path
    return "" if "" in needs and causes != [problem.path] else None


def _sentence(path: str, count: int) -> str:
    is_single = count == 1
    problems = f"{count:,} more problem{'' if is_single else 's'}"
    if path:
        return f"{problems} may come of {path} alone, and {'is' if is_single else 'are'} not shown; mend that first."
    return f"{problems} can only be told once those above are mended, and {'is' if is_single else 'are'} not shown."


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
    """Return 0 for a problem that stops a build, 1 for one that stops a publish, 2 for one that stops nothing."""
    return 0 if problem.is_error else 1 if problem.is_warning else 2


def lines(problems: Sequence[Problem]) -> list[str]:
    """Return problems as lines, one for each that is shown, and the number of those that are not."""
    shown, rest = chosen(problems)
    more = Counter(problem.path for problem in rest)
    last = {problem.path: place for place, problem in enumerate(shown)}
    output_lines: list[str] = []
    for place, problem in enumerate(shown):
        output_lines.append(line(problem))
        if last[problem.path] == place and problem.path in more:
            output_lines.append(short(f"{problem.path}: {_more_problems(more.pop(problem.path))} in this file {_HOW}"))
    if more:
        files = f"{len(more):,} more file{'s' if len(more) != 1 else ''}"
        output_lines.append(f"{_more_problems(sum(more.values()))} in {files} {_HOW}")
    return output_lines


_HOW = "are not shown; mend those above and check again"


def _more_problems(count: int) -> str:
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
