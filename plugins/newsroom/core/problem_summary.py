"""A bounded choice of problems: forty thousand of one rule, or of one file, hide no other, and fill no log.

Every place that shows problems to people asks here, so that all of them stop at the same numbers and count the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from msgspec import Struct

from newsroom.core.problems import Problem, in_order
from newsroom.core.rules import RULES

# Problems that follow from others: held back and counted, so that one cause is one problem, and the first.
#
# A rule says which files it asks of (`Rule.needs`), and a problem which file it may come of (`Problem.because`). While
# such a file has an error of its own, nobody can tell whether anything else is wrong.


class Findings(Struct, frozen=True):
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
    causes = _Causes(problem.path for problem in every if problem.is_error and not _asks_all(problem))
    if not causes.paths:
        return Findings(tuple(every))
    shown: list[Problem] = []
    following: Counter[str] = Counter()
    for problem in every:
        cause = causes.of(problem)
        if cause is None:
            shown.append(problem)
        else:
            following[cause] += 1
    shown.sort(key=lambda problem: problem.path not in following)
    return Findings(tuple(shown), tuple(sorted(following.items(), key=lambda item: (not item[0], item))))


def _asks_all(problem: Problem) -> bool:
    return "" in RULES[problem.rule].needs


class _Causes:
    """Files with an error of their own, by each name under which a problem may say that it comes of one.

    Args:
        paths: the files.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = sorted(set(paths))
        self._needed: defaultdict[str, list[str]] = defaultdict(list)
        self._named: defaultdict[str, list[str]] = defaultdict(list)
        for path in self.paths:
            inside = path.partition("/")[2]
            if inside:
                self._needed[inside].append(path)
            for name in {path, inside, PurePosixPath(path).stem} - {""}:
                self._named[name].append(path)

    def of(self, problem: Problem) -> str | None:
        """Return the file that a problem follows from, empty where it is all of them together; None where it is none.

        Where there are several, it is the first.
        """
        needs = RULES[problem.rule].needs
        lists = [self._needed.get(need, ()) for need in needs] + [self._named.get(problem.because, ())]
        # No file follows from itself, so the first two of each list are enough.
        first = min((path for paths in lists for path in paths[:2] if path != problem.path), default=None)
        if first is not None:
            return first
        return "" if "" in needs and self.paths != [problem.path] else None


def _sentence(path: str, count: int) -> str:
    is_single = count == 1
    problems = f"{count:,} more problem{'' if is_single else 's'}"
    if path:
        return f"{problems} may come of {path} alone, and {'is' if is_single else 'are'} not shown; mend that first."
    return f"{problems} can only be told once those above are mended, and {'is' if is_single else 'are'} not shown."


#: As many problems as these are all shown, in the order of their files: that is what somebody mends in one go.
MOST_IN_ORDER = 100
#: Of more problems, those of one rule that are shown, and of these, those of one file.
MOST_OF_A_RULE, MOST_OF_A_FILE = 10, 4
#: Problems that are shown in any case.
MOST = 400
#: Characters of one line: a value of half a million may be quoted in it.
LONGEST = 1_000


def chosen(problems: Sequence[Problem]) -> tuple[list[Problem], list[Problem]]:
    """Return the problems that are shown, in their order, and the rest.

    Of many, these are the first few of each rule. What stops a build goes before what stops a publish, and that before
    a draft's problems.
    """
    if len(problems) <= MOST_IN_ORDER:
        return list(problems), []
    order = sorted(range(len(problems)), key=lambda place: (rank(problems[place]), place))
    of_rule: Counter[str] = Counter()
    of_file: Counter[tuple[str, str]] = Counter()
    places: set[int] = set()
    for place in order:
        rule, path = problems[place].rule, problems[place].path
        if len(places) < MOST and of_rule[rule] < MOST_OF_A_RULE and of_file[rule, path] < MOST_OF_A_FILE:
            of_rule[rule] += 1
            of_file[rule, path] += 1
            places.add(place)
    return (
        [problem for place, problem in enumerate(problems) if place in places],
        [problem for place, problem in enumerate(problems) if place not in places],
    )


def rank(problem: Problem) -> int:
    """Return 0 for a problem that stops a build, 1 for one that stops a publish, 2 for one that stops nothing."""
    return 0 if problem.is_error else 1 if problem.is_warning else 2


def lines(problems: Sequence[Problem], *, every: bool = False, command: str = "invoke build --all") -> list[str]:
    """Return problems as lines: few in the order of their files, and of many the first few of each rule.

    Args:
        problems: the problems in their order.
        every: whether all are shown, in the order of their files.
        command: shows all of them.
    """
    shown, rest = (problems, ()) if every else chosen(problems)
    if not rest:
        return [line(problem) for problem in shown]
    by_rule: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in sorted(shown, key=rank):
        by_rule[problem.rule].append(problem)
    hidden = _hidden(rest, command)
    output_lines: list[str] = []
    for rule in dict.fromkeys([*by_rule, *hidden]):
        output_lines += [line(problem) for problem in by_rule[rule]]
        output_lines += [hidden[rule]] if rule in hidden else []
    return output_lines


def hidden_lines(rest: Iterable[Problem], command: str = "invoke build --all") -> list[str]:
    """Return a line for each rule that says how many problems are not shown, and which command shows them."""
    return [*_hidden(rest, command).values()]


def _hidden(rest: Iterable[Problem], command: str) -> dict[str, str]:
    paths: defaultdict[str, list[str]] = defaultdict(list)
    for problem in rest:
        paths[problem.rule].append(problem.path)
    return {
        rule: f"{rule}: {_counted(len(found), 'more problem')} of this rule in {_counted(len(set(found)), 'file')}"
        f" {'is' if len(found) == 1 else 'are'} not shown; {command} shows every problem"
        for rule, found in paths.items()
    }


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' if count != 1 else ''}"


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
