"""The steps behind a switch: readers have the release, so no fault may say otherwise or stop the next step."""

from __future__ import annotations

import contextlib
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from newsroom.commands.console import say
from newsroom.commands.exit_codes import ExitCode
from newsroom.core import storage
from newsroom.core.operation_error import OperationError
from newsroom.publishing.repository import RepositoryLockError


class FollowUp(Struct, frozen=True):
    """One thing that is left to do once readers have a release.

    ``what`` is a sentence without its full stop; ``command`` is what to run, exactly as it can be pasted.
    """

    what: str
    command: str

    def __str__(self) -> str:
        """Return it as a line."""
        return f"left to do: {self.what}; run: {self.command}"


class FollowUpSteps:
    """The steps after the activation of a release; each runs, even if the one before has failed.

    Args:
        command: command that does the same steps once more; each step may name another.
    """

    def __init__(self, command: str) -> None:
        self.command = command
        #: The release that readers have; empty as long as they have what they had.
        self.release = ""
        self.follow_ups: list[FollowUp] = []

    @contextlib.contextmanager
    def step(self, failed: str, command: str = "") -> Iterator[None]:
        """Run a step; note its error, if there is one, and go on.

        Args:
            failed: clause for a step that fails: "the ledger of addresses is not written". The reason is added.
            command: command to run then; by default the one of all steps.
        """
        command = command or self.command
        try:
            yield
        except RepositoryLockError as locked:
            self.add(f"{failed} ({locked})", f"rm -f {shlex.quote(str(locked.lock))} && {command}")
        except (OperationError, OSError, KeyboardInterrupt) as error:
            self.add(f"{failed} ({reason(error)})", command)
        except Exception as error:  # noqa: BLE001  readers have the release: no fault may say that they do not
            fault = f"a fault of the system, {type(error).__name__}: {error}; please report it"
            self.add(f"{failed} ({fault})", command)

    def add(self, what: str, command: str = "") -> None:
        """Note something that is left to do, once: a step that is tried again may fail again."""
        subject = what.partition(" (")[0]
        if all(known.what.partition(" (")[0] != subject for known in self.follow_ups):
            self.follow_ups.append(FollowUp(what, command or self.command))

    def end(self) -> ExitCode:
        """Print the steps that are left to do, and return the exit code."""
        for follow_up in self.follow_ups:
            say(str(follow_up), error=True)
        return ExitCode.LEFT if self.follow_ups else ExitCode.DONE


def reason(fault: BaseException, places: Mapping[str, Path] | None = None) -> str:
    """Return in words why something failed, for a pair of brackets.

    Args:
        fault: the exception.
        places: the folders that were written to, by what people call them.
    """
    if isinstance(fault, KeyboardInterrupt):
        return "it was stopped"
    if isinstance(fault, OSError):
        return storage.error_line(fault, places)
    return str(fault)
