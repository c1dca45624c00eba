"""How the tasks speak: a sentence for a mistake, never a traceback."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, Protocol
from weakref import WeakSet

from rich.console import Console

from newsroom.commands.exit_codes import ExitCode, UnknownState
from newsroom.core import storage
from newsroom.core.operation_error import OperationError

P = ParamSpec("P")

__all__ = ["INTERRUPTED", "OperationError", "bars", "say", "with_messages"]

#: The exit code that a shell expects of a program that Ctrl-C has ended.
INTERRUPTED = ExitCode.INTERRUPTED


class Bar(Protocol):
    """A bar that may stand on the terminal's last line."""

    def close(self) -> None:
        """Take it away."""


#: Bars of the commands at work; `say` takes them away, so that no line is printed behind one.
bars: WeakSet[Bar] = WeakSet()


def say(words: str, *, error: bool = False) -> None:
    """Print a line as it stands: no markup, no colours, no wrapping.

    Args:
        words: the line.
        error: whether it goes to the error output.
    """
    for bar in bars:
        bar.close()
    console = Console(stderr=error, soft_wrap=True, highlight=False)
    # A name on the disk may hold bytes that are no text.
    console.print(words.encode("utf-8", "backslashreplace").decode("utf-8"), markup=False, emoji=False)


def with_messages(task: Callable[P, int]) -> Callable[P, int]:
    """Make a task that says why it refused and returns 1 (2 for `UnknownState`); it ends quietly on Ctrl-C."""

    @functools.wraps(task)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> int:
        try:
            return task(*args, **kwargs)
        except OperationError as refusal:
            say(str(refusal), error=True)
            return ExitCode.UNKNOWN if isinstance(refusal, UnknownState) else ExitCode.NOT_DONE
        except OSError as error:
            if not (storage.is_full(error) or error.filename):
                raise
            say(storage.error_line(error), error=True)
            return ExitCode.NOT_DONE
        except KeyboardInterrupt:
            say("stopped", error=True)
            return INTERRUPTED

    return wrapped
