"""Result of a build, and the reporter that prints it."""

from __future__ import annotations

import os
import sysconfig
import traceback
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from msgspec import Struct, field
from rich.console import Console

from newsroom.core import problem_summary, storage
from newsroom.core.problems import Problem, caused_by_time, errors
from newsroom.engine.build_progress import BuildProgress
from newsroom.engine.settings import Settings


class BuildOutcome(Struct):
    """How a build ended.

    Its problems; how many stories were read and files made, and of these written; how many were removed or left alone;
    and its course.
    """

    problems: list[Problem] = field(default_factory=list)
    output: Path = Path()
    written: int = 0
    removed: int = 0
    unchanged: int = 0
    pages: int = 0
    seconds: float = 0.0
    recovered: bool = False
    rendered: int = 0
    read: int = 0
    progress: BuildProgress = field(default_factory=BuildProgress)
    notes: list[str] = field(default_factory=list)
    #: How the output is when something stopped the build.
    state: str = "as it was"

    def arrange(self) -> None:
        """Put causes first, hold back the problems that follow from them, and note how many there are."""
        summary = problem_summary.arranged(self.problems)
        self.problems = list(summary.problems)
        self.notes = [*summary.notes, *self.notes]

    @property
    def ok(self) -> bool:
        """Whether nothing stopped the build."""
        return not errors(self.problems)


def stopped(error: Exception, ours: Settings) -> Problem:
    """Return the error that stopped a build as a problem: a full disk and the like in words, all else as `unforeseen`.

    Args:
        error: the exception.
        ours: names the folders that are written to.
    """
    places = {
        "output": ours.output,
        "cache": ours.cache,
        "content": ours.content,
        "theme": ours.theme.own,
        "folder for temporary files": storage.temporary(),
    }
    if not storage.concerns(error, places):
        return unforeseen(error, ours.root)
    message, fix = storage.sentence(error, places)
    return Problem("output", 0, 0, "storage", message, fix)


def unforeseen(error: Exception, root: Path) -> Problem:
    """Return an unexpected exception as a problem that names its line of code.

    Args:
        error: the exception; the innermost code that is neither Python's nor of an installed package counts.
        root: the project's folder.
    """
    frames = traceback.extract_tb(error.__traceback__)
    foreign = ("site-packages", "dist-packages", f"{sysconfig.get_path('stdlib')}{os.sep}", "<frozen ")
    own = (frame for frame in reversed(frames) if not any(name in frame.filename for name in foreign))
    place = next(own, frames[-1])
    file = Path(place.filename)
    shown = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
    fix = "this is a fault of the system or of a plugin and not of the content; pelican --debug shows more"
    return Problem(shown, place.lineno or 0, 0, "unexpected", f"{type(error).__name__}: {error}", fix)


def say(words: object, *, error: bool = False) -> None:
    """Print a line as it is: no wrapping, so that a file and its line can be clicked, no markup, ``:100:`` no emoji."""
    # A name on the disk may hold bytes that are no text.
    line = str(words).encode("utf-8", "backslashreplace").decode("utf-8")
    Console(stderr=error, soft_wrap=True).print(line, markup=False, highlight=False, emoji=False)


def say_all(lines: Iterable[tuple[str, bool]]) -> None:
    """Print lines, each with whether it goes to the error output; ten thousand of them at once, as `say` does each."""
    for error, some in groupby(lines, key=lambda line: line[1]):
        say("\n".join(line for line, _ in some), error=error)


def print_profile(progress: BuildProgress) -> None:
    """Print where a build's time went: its stages, the longest first."""
    total = sum(progress.stages.values())
    for name, seconds in sorted(progress.stages.items(), key=lambda item: -item[1]):
        say(f"{seconds:8.3f} s {seconds / total if total else 0:5.0%}  {name}")
    say(f"{total:8.3f} s 100%  in all")


def lines(outcome: BuildOutcome, *, check_only: bool = False, every: bool = False) -> list[tuple[str, bool]]:
    """Return the report of a build: its problems, one on each line, and a closing line.

    Args:
        outcome: how it ended.
        check_only: whether it was to look for problems alone.
        every: whether to print each problem, however many there are.

    Returns:
        The lines, each with whether it goes to the error output.
    """
    stopping = len(errors(outcome.problems))
    count = f"{stopping:,} problem{'s' if stopping != 1 else ''}"
    command = "invoke check --all" if check_only else "invoke build --all"
    output_lines = [(line, True) for line in problem_summary.lines(outcome.problems, every=every, command=command)]
    output_lines += notes(outcome)
    if check_only:
        line = f"{count} to mend; nothing was written." if stopping else "Nothing stands in the way of a build."
        return [*output_lines, (line, False)]
    if stopping:
        return [*output_lines, (f"{count} to mend; {outcome.output} is {outcome.state}.", True)]
    read = "1 story read" if outcome.read == 1 else f"{outcome.read} stories read"
    done = (
        f"{outcome.pages} pages in {outcome.output}: {read}, {outcome.rendered} files rendered, "
        f"{outcome.written} written, {outcome.unchanged} reused, {outcome.removed} removed, in {outcome.seconds:.1f} s"
    )
    return [*output_lines, (done, False)]


def notes(outcome: BuildOutcome) -> list[tuple[str, bool]]:
    """Return what a build has to say besides its problems; each line with whether it goes to the error output."""
    output_lines = [(note, False) for note in problem_summary.bounded(outcome.notes)]
    if outcome.recovered:
        output_lines.append(("A build was interrupted here before; what it had begun is finished.", True))
    if old := len(caused_by_time(outcome.problems)):
        output_lines.append((f"{sentence(old)}.", True))
    return output_lines


def sentence(count: int) -> str:
    """Return how many warnings stand that time alone made."""
    return f"{count} warning{' is' if count == 1 else 's are'} about age, and stop{'s' if count == 1 else ''} nothing"


def print_report(outcome: BuildOutcome, *, check_only: bool = False, every: bool = False) -> None:
    """Print the outcome of a build; see `lines`."""
    say_all(lines(outcome, check_only=check_only, every=every))
