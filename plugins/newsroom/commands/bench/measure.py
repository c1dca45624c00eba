"""Running a program and measuring it: time, work of the processor, and memory, of it and of all that it starts."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from newsroom.commands.console import OperationError

MIB = 1024 * 1024
#: Seconds between two looks at the memory, at least.
_TICK = 0.2
#: Part of one core that the looks may take, since they slow what they measure: one costs up to 30 ms.
_SHARE = 0.02
_PROC = Path("/proc")
_GRACE = 10

HOW_MEMORY = (
    "Peak memory is the larger of two figures: the greatest sum of the proportional set sizes (PSS, in which pages "
    "that processes share count once) of all processes of the group, looked at every 0.2 s or, where that would take "
    "more than 2 % of one core, less often, and the greatest resident set of any one of them, as wait4 tells."
)


class Measurement(Struct, frozen=True):
    """Time and memory that a program took.

    Args:
        wall: seconds by the clock.
        cpu: seconds of all processors, user and system, of the program and of those that it waited for.
        peak: bytes of memory; see `HOW_MEMORY`.
    """

    wall: float
    cpu: float = 0.0
    peak: int = 0


def run(command: Sequence[str | Path], folder: Path, extra: dict[str, str] | None = None) -> Measurement:
    """Run a program to its end in a session of its own, and measure it.

    Args:
        command: the program and its arguments.
        folder: where it runs.
        extra: further environment variables.

    Raises:
        OperationError: it failed; with the end of what it said.
    """
    with started(command, folder, extra) as process:
        begun = time.perf_counter()
        memory = _MemoryProbe(process.pid)
        memory.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        memory.stop()
        if process.returncode:
            raise OperationError(f"{' '.join(map(str, command))} failed: {output_of(folder)[-2000:]}")
    # Linux gives kibibytes.
    return Measurement(wall, usage.ru_utime + usage.ru_stime, max(memory.peak, usage.ru_maxrss * 1024))


@contextmanager
def started(
    command: Sequence[str | Path], folder: Path, extra: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program in a session of its own; at the end, nothing that it started is left.

    What it says goes to a file that `output_of` reads.

    Args:
        command: the program and its arguments.
        folder: where it runs.
        extra: further environment variables.
    """
    with _log(folder).open("wb") as log:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            env=_environment(folder) | (extra or {}),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        _end(process)


def output_of(folder: Path) -> str:
    """Return the output so far of the last program that was started in a folder."""
    return _log(folder).read_text("utf-8", errors="replace").strip()


def wait_for(what: str, happened: Callable[[], bool], process: subprocess.Popen[bytes], limit: float) -> float:
    """Wait until something has happened; return how many seconds that took.

    Args:
        what: name of the event, in words.
        happened: asked every few milliseconds.
        process: the program that is to bring it about.
        limit: seconds to wait at most.

    Raises:
        OperationError: it did not happen, or the program ended.
    """
    begun = time.perf_counter()
    while not happened():
        if process.poll() is not None:
            raise OperationError(f"the server ended while the benchmark waited for {what}")
        if time.perf_counter() - begun > limit:
            raise OperationError(f"{what} did not happen within {limit:.0f} s")
        time.sleep(0.005)
    return time.perf_counter() - begun


def _environment(folder: Path) -> dict[str, str]:
    """Return an environment in which Python keeps what it has compiled, as it does for people, but in our folder."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, "PYTHONUNBUFFERED": "1", "PYTHONPYCACHEPREFIX": str(folder.parent / f"{folder.name}.pyc")}


def _log(folder: Path) -> Path:
    return folder.parent / f"{folder.name}.log"


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and its whole group."""
    if process.returncode is None and process.poll() is None:
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE)
    # The group can outlive its leader.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    if process.returncode is None:
        process.wait()


class _MemoryProbe:
    """Looks at the memory of a group of processes now and then."""

    def __init__(self, group: int) -> None:
        self.peak = 0
        self._group = group
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        pause = _TICK
        while not self._done.wait(pause):
            begun = time.thread_time()
            self.peak = max(self.peak, sum(_pss(place) for place in _members(self._group)))
            pause = max(_TICK, (time.thread_time() - begun) / _SHARE)


def _members(group: int) -> Iterator[Path]:
    for place in _PROC.iterdir() if _PROC.is_dir() else ():
        if place.name.isdigit():
            # A process may end while it is looked at.
            with suppress(OSError, IndexError, ValueError):
                # After the name, which may hold blanks: state, parent, group.
                if int((place / "stat").read_text("ascii", "replace").rpartition(")")[2].split()[2]) == group:
                    yield place


def _pss(place: Path) -> int:
    with suppress(OSError):
        for line in (place / "smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
