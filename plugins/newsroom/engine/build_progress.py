"""The course of a build: which stage it is at, how far, and how long each stage took."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from msgspec import Struct, field

#: Told of a stage, of how many things of it are done, and of how many there are: 0 where that is not known.
Listener = Callable[[str, int, int], None]


class BuildProgress(Struct):
    """Progress that a build reports while it runs.

    Args:
        listener: told how far it is; only ever called by the process that began the build.
        stages: seconds of each stage, in the order in which they first began; a stage inside of another counts for
            itself and not for the outer one.
    """

    listener: Listener | None = None
    stages: dict[str, float] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)
    _since: float = 0.0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the work inside the block as a stage."""
        self._lap()
        self._open.append(name)
        self.stages.setdefault(name, 0.0)
        if self.listener is not None:
            self.listener(name, 0, 0)
        try:
            yield
        finally:
            self._lap()
            self._open.pop()

    def _lap(self) -> None:
        """Count the time since the last turn for the stage that is open."""
        now = time.perf_counter()
        if self._open:
            self.stages[self._open[-1]] += now - self._since
        self._since = now

    def done(self, count: int, total: int) -> None:
        """Tell how much of the stage that is open is done."""
        if self.listener is not None and self._open:
            self.listener(self._open[-1], count, total)
