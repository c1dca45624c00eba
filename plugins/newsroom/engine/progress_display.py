"""Showing how far a build is, to those who have waited for two seconds."""

from __future__ import annotations

import time

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

#: Builds that end sooner show nothing, in seconds.
PATIENCE = 2.0
#: Seconds between two looks: of the bar on a terminal, and of lines elsewhere.
_SOON, _SELDOM = 0.1, 5.0


class Display:
    """A bar on a terminal, and elsewhere a line now and then; a `newsroom.engine.build_progress.Listener`.

    The bar has no thread of its own, since the build forks: it moves when the build tells it something.

    Args:
        console: where it is shown; by default the error output.
        patience: seconds before anything is shown.
    """

    def __init__(self, console: Console | None = None, patience: float = PATIENCE) -> None:
        self._console = console or Console(stderr=True)
        self._next = time.monotonic() + patience
        self._bar: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is."""
        now = time.monotonic()
        if now < self._next:
            return
        if self._console.is_terminal:
            self._next = now + _SOON
            self._draw(stage, done, total)
        else:
            self._next = now + _SELDOM
            self._console.print(f"{stage}: {done:,} of {total:,}", highlight=False, soft_wrap=True)

    def _draw(self, stage: str, done: int, total: int) -> None:
        if self._bar is None:
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            self._bar = Progress(
                *columns,
                console=self._console,
                auto_refresh=False,
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._bar.start()
        if stage not in self._tasks:
            for earlier in self._tasks.values():
                self._bar.update(earlier, visible=False)
            self._tasks[stage] = self._bar.add_task(stage, total=total)
        self._bar.update(self._tasks[stage], completed=done, total=total)
        self._bar.refresh()

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
