"""Problems that follow from others: held back and counted, so that one cause is one problem, and the first.

A rule says which files it asks of (`Rule.needs`), and a problem which file it may come of (`Problem.because`). While
such a file has an error of its own, nobody can tell whether anything else is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from newsroom.core.problems import Problem, in_order
from newsroom.core.rules import RULES


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
    one = count == 1
    problems = f"{count:,} more problem{'' if one else 's'}"
    if path:
        return f"{problems} may come of {path} alone, and {'is' if one else 'are'} not shown; mend that first."
    return f"{problems} can only be told once those above are mended, and {'is' if one else 'are'} not shown."
