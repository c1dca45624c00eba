"""Showing how far a command is, to those who have waited for two seconds."""

from __future__ import annotations

import threading
import time

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, TaskID, TextColumn, TimeElapsedColumn

#: Commands that end sooner show nothing, in seconds.
PATIENCE = 2.0
#: Seconds between two looks at a stage: of the bar on a terminal, and of lines elsewhere.
_SOON, _SELDOM = 0.1, 5.0
#: Seconds between a line and one on another stage.
_BRIEF = 1.0
#: Columns that a terminal has to have for a bar between the words.
_WIDE = 90


class Display:
    """A bar on a terminal, and elsewhere a line now and then; a `newsroom.engine.build_progress.Listener`.

    The bar has no thread of its own, since the build forks: it moves when the build tells it something.

    Args:
        console: where it is shown; by default the error output.
        patience: seconds before anything is shown; by default `PATIENCE`.
    """

    def __init__(self, console: Console | None = None, patience: float | None = None) -> None:
        self._console = console or Console(stderr=True)
        self._since = time.monotonic() + (PATIENCE if patience is None else patience)
        self._last = float("-inf")
        self._stage = ""
        self._bar: Progress | None = None
        self._task = TaskID(0)
        self._lock = threading.Lock()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is; where the total is 0, that it has begun."""
        with self._lock:
            now = time.monotonic()
            if now < self._since or now < self._last + self._pause(stage):
                return
            if self._console.is_interactive:
                self._draw(stage, done, total)
            else:
                count = f": {_counted(done, total)}" if total else ""
                self._console.print(f"{stage}{count}", highlight=False, markup=False, soft_wrap=True)
            self._last, self._stage = now, stage

    def _pause(self, stage: str) -> float:
        """Return how many seconds after the last look at a stage the next may be."""
        if self._console.is_interactive:
            return _SOON if stage == self._stage else 0.0
        return _SELDOM if stage == self._stage else _BRIEF

    def patience_left(self) -> float:
        """Return for how many seconds more nothing is shown."""
        return max(self._since - time.monotonic(), 0.0)

    def begin(self, stage: str) -> None:
        """Show that a stage has begun, unless it is shown already."""
        if stage != self._stage:
            self(stage, 0, 0)

    def move(self) -> None:
        """Move the bar on, that it shows that the command is at work; a log has no bar."""
        with self._lock:
            if self._bar is not None:
                self._bar.refresh()

    def _draw(self, stage: str, done: int, total: int) -> None:
        if self._bar is None:
            bar: list[ProgressColumn] = [BarColumn()] if self._console.width >= _WIDE else []
            self._bar = Progress(
                TextColumn("{task.description}", markup=False),
                *bar,
                TextColumn("{task.fields[count]}", markup=False),
                TimeElapsedColumn(),
                console=self._console,
                auto_refresh=False,
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._bar.start()
        if stage != self._stage:
            for task in self._bar.task_ids:
                self._bar.remove_task(task)
            self._task = self._bar.add_task(stage, total=None, count="")
        if total:
            self._bar.update(self._task, completed=done, total=total, count=_counted(done, total))
            self._bar.refresh()

    def close(self) -> None:
        """Take the bar away."""
        with self._lock:
            if self._bar is not None:
                self._bar.stop()
                self._bar = None
                self._stage = ""


def _counted(done: int, total: int) -> str:
    return f"{done:,} of {total:,}, {total - done:,} left"
