"""Validators: programs of other people that judge the site. Their breakdowns are told apart from their verdicts.

A breakdown (a crash, a hang, no output, a report of the program's own failure) says nothing about the site. It is named
in the summary of the test run and the program is tried once more; the second breakdown fails the test and says that it
is no verdict. A verdict, good or bad, is taken as it is and never asked for again.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, NoReturn, TypeVar

import pytest

from tests.building import ROOT

Verdict = TypeVar("Verdict")
#: Seconds for one run of a program, which bound a hang and nothing else: most need a few, and many times that where
#: other work goes on beside them.
PATIENCE = 600.0
#: Exit codes from here on are a shell's: the program was not found, or was killed.
_SHELL = 126
#: How many characters of a program's words are shown: its last, where it says why it ended.
_SHOWN = 2000


class ValidatorBreakdown(Exception):
    """A validator that came to no verdict; its message says what the program said instead."""


class BreakdownWarning(UserWarning):
    """A validator broke down and is tried once more."""


@dataclass(frozen=True, slots=True)
class Output:
    """The output of a program that has ended by itself."""

    code: int
    stdout: str
    stderr: str = ""

    @property
    def words(self) -> str:
        """Everything that the program said, the errors last."""
        return f"{self.stdout}\n{self.stderr}".strip()

    def breakdown(self, why: str) -> NoReturn:
        """Say that this output holds no verdict.

        Raises:
            ValidatorBreakdown: always.
        """
        raise ValidatorBreakdown(f"{why} (exit code {self.code}); {_last(self.words)}")

    def json(self, text: str) -> Any:
        """Return what a report in JSON says.

        Args:
            text: the report, a part of the output.

        Raises:
            ValidatorBreakdown: the program wrote no report, or half of one.
        """
        try:
            return json.loads(text)
        except ValueError:
            self.breakdown("it wrote no report that can be read")


@dataclass(frozen=True, slots=True)
class Validator(Generic[Verdict]):
    """A program that judges.

    Args:
        name: its name for people.
        read: makes a verdict of its output; raises ValidatorBreakdown where the output holds none.
        codes: the exit codes that it has for verdicts, good and bad.
    """

    name: str
    read: Callable[[Output], Verdict]
    codes: tuple[int, ...] = (0,)

    def verdict(
        self, command: Sequence[str | Path], folder: Path = ROOT, environment: Mapping[str, str] | None = None,
        seconds: float = PATIENCE,
    ) -> Verdict:  # fmt: skip
        """Return what it says, asked once more should it break down.

        Args:
            command: the program and its arguments.
            folder: where it runs.
            environment: all of its environment; ours, where there is none.
            seconds: when it counts as hanging.
        """
        return verdict(self.name, lambda: self.attempt(command, folder, environment, seconds))

    def attempt(
        self, command: Sequence[str | Path], folder: Path = ROOT, environment: Mapping[str, str] | None = None,
        seconds: float = PATIENCE,
    ) -> Verdict:  # fmt: skip
        """Return what it says, asked this once.

        Raises:
            ValidatorBreakdown: it said nothing about what it was asked.
        """
        return self.of(run(command, folder, environment, seconds))

    def of(self, output: Output) -> Verdict:
        """Return the verdict that an output holds.

        Raises:
            ValidatorBreakdown: it holds none.
        """
        if output.code not in self.codes:
            output.breakdown("it ended with an exit code that is none of its verdicts'")
        return self.read(output)


def verdict(name: str, attempt: Callable[[], Verdict]) -> Verdict:
    """Return the verdict of a validator, asked once more should it break down.

    Args:
        name: the validator.
        attempt: asks it; raises ValidatorBreakdown where there is no verdict.
    """
    try:
        return attempt()
    except ValidatorBreakdown as breakdown:
        first = breakdown
    warnings.warn(f"{name} broke down and is tried once more: {first}", BreakdownWarning, stacklevel=2)
    try:
        return attempt()
    except ValidatorBreakdown as second:
        words = f"{name} broke down twice. This is no verdict on the site, which it did not judge"
        pytest.fail(f"{words}: run the test again when the machine is less busy.\nFirst: {first}\nThen: {second}")


def run(
    command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None, seconds: float
) -> Output:  # fmt: skip
    """Run a program to its end; end it with all that it has started should it hang.

    Raises:
        ValidatorBreakdown: it did not start, did not end by itself, or was killed.
    """
    words = [str(word) for word in command]
    plain = dict(environment) if environment is not None else {**os.environ, "LC_ALL": "C.UTF-8"}
    # Files and not pipes: what a program leaves running would hold a pipe open.
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        try:
            process = subprocess.Popen(
                words, cwd=folder, env=plain, stdin=subprocess.DEVNULL, stdout=out, stderr=err, start_new_session=True
            )
        except OSError as error:
            raise ValidatorBreakdown(f"{words[0]} could not be started ({error.strerror})") from None
        try:
            code: int | None = process.wait(seconds)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        said = [_read(file) for file in (out, err)]
    if code is None:
        raise ValidatorBreakdown(f"it had not ended after {seconds:.0f} s and was stopped; {_last(' '.join(said))}")
    output = Output(code, *said)
    if code < 0 or code >= _SHELL:
        output.breakdown(f"it was killed ({signal.Signals(-code).name})" if code < 0 else "it was killed or not found")
    return output


def _read(file: Any) -> str:
    file.seek(0)
    return str(file.read().decode("utf-8", "replace"))


def _last(words: str) -> str:
    words = words.strip()
    return f"it said: {words[-_SHOWN:]}" if words else "it said nothing"
