"""Progress of a command: its stages, shown to those who have waited for two seconds, and where its time went.

Every command that may take longer shows its stages in this way, and those of the builds that it makes.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from newsroom.commands.console import bars
from newsroom.engine.build_progress import BuildProgress
from newsroom.engine.progress_display import PATIENCE, Display
from newsroom.publishing.target import Target, tell_nobody

#: A stage with a smaller share of the time than this is not named in `CommandProgress.time_line`.
_SHARE = 0.02
#: So many stages of a build are named.
_NAMED = 3
#: Seconds between two moves of a bar.
_MOVES = 0.5


class CommandProgress:
    """Progress of a command, which is shown until `close`.

    Args:
        display: display on the terminal; by default a new one.
    """

    def __init__(self, display: Display | None = None) -> None:
        self.display = display or Display()
        bars.add(self.display)
        self._progress = BuildProgress(self.display)
        self._builds: dict[str, float] = {}

    @contextlib.contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the work inside the block as a stage, and show it, although it may tell nothing of itself.

        A thread waits for that to become necessary, so no build may run in the block; see `build`.

        Args:
            name: words for the work, as in "compare with the live release".
        """
        ended = threading.Event()
        showing = threading.Thread(target=self._show, args=(name, ended), daemon=True)
        showing.start()
        try:
            with self._progress.stage(name):
                yield
        finally:
            ended.set()
            showing.join()

    def _show(self, name: str, ended: threading.Event) -> None:
        """Show a stage once somebody has waited, and that it goes on."""
        if not ended.wait(self.display.patience_left()):
            self.display.begin(name)
            while not ended.wait(_MOVES):
                self.display.move()

    @contextlib.contextmanager
    def upload_to(self, target: Target) -> Iterator[None]:
        """Count the block as an upload, of which the target tells how many files are done."""
        target.on_progress = self.done
        try:
            with self.stage("upload"):
                yield
        finally:
            target.on_progress = tell_nobody

    @contextlib.contextmanager
    def build(self) -> Iterator[Display]:
        """Count the block as a build, and give what the build tells of itself."""
        with self._progress.stage("build"):
            yield self.display

    def built(self, progress: BuildProgress) -> None:
        """Note where the time of a build went."""
        for name, seconds in progress.stages.items():
            self._builds[name] = self._builds.get(name, 0.0) + seconds

    def done(self, count: int, total: int) -> None:
        """Tell how much of the stage that is open is done."""
        self._progress.done(count, total)

    def time_line(self, total: float) -> str:
        """Return where the time went, as a line for people: the longest stage first.

        Args:
            total: the seconds since the command began, of which stages need not be all.
        """
        stages = self._progress.stages
        stages = {**stages, "all else": total - sum(stages.values())}
        parts = [
            f"{name} {seconds:,.1f} s{self._of_build() if name == 'build' else ''}"
            for name, seconds in _longest(stages)
            if seconds >= total * _SHARE
        ]
        return f"it took {total:,.1f} s: {', '.join(parts)}"

    def _of_build(self) -> str:
        parts = [f"{name} {seconds:,.1f} s" for name, seconds in _longest(self._builds)[:_NAMED] if seconds >= PATIENCE]
        return f" ({', '.join(parts)})" if parts else ""

    def close(self) -> None:
        """Take the bar away."""
        self.display.close()


@contextlib.contextmanager
def shown() -> Iterator[CommandProgress]:
    """Show the progress of a command while the block runs."""
    progress = CommandProgress()
    try:
        yield progress
    finally:
        progress.close()


def _longest(stages: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(stages.items(), key=lambda item: -item[1])
