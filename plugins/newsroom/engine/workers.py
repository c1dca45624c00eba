"""Work on all cores, in forked child processes that share the parent's data and send back their results.

Children are forked before any thread is started, never print or log, and end with their slice. Where a system cannot
fork safely (Windows; macOS, whose own libraries do not survive it), one process does all, with the same result.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

#: Fewer items than this are not worth a process.
LEAST = 48
#: So many neighbours are done by one process, which can use again what it made for one of them.
_NEIGHBOURS = 8
#: After this many items somebody is told.
_PIECE = 32


def _ignore_progress(_done: int, _of: int) -> None:
    """Ignore the progress."""


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_fork() -> bool:
    """Return whether this system forks safely."""
    return sys.platform.startswith("linux") and "fork" in multiprocessing.get_all_start_methods()


def run_on_all_cores(
    work: Callable[[Sequence[T]], list[R]],
    items: Sequence[T],
    least: int = LEAST,
    on_progress: Callable[[int, int], None] = _ignore_progress,
) -> list[R]:
    """Do work on all cores.

    Args:
        work: takes some of the items and returns a result for each, in order; must change nothing that others see
            but files.
        items: items to work on.
        least: how many items are worth a process.
        on_progress: told about how many items are done, and how many there are.

    Returns:
        A result for each item, in the order of the items.
    """
    count = min(cores(), len(items) // least) if can_fork() else 1
    if count < 2:
        return _slowly(work, items, on_progress, 1)
    # Every count-th few, so that long and short ones are shared out evenly.
    order = [[at for at in range(len(items)) if at // _NEIGHBOURS % count == number] for number in range(count)]
    slices = [[items[at] for at in of_one] for of_one in order]
    # Present objects stay; without this the collector would write to, and so copy, all of them in each child.
    gc.freeze()
    children = [_start(work, part) for part in slices[1:]]
    results = [_slowly(work, slices[0], on_progress, count)]
    for (process, connection), part in zip(children, slices[1:], strict=True):
        try:
            results.append(connection.recv())
        except (EOFError, OSError):
            # The child was ended from outside, perhaps half way through its answer: its part is done here.
            results.append(work(part))
        connection.close()
        process.join()
    gc.unfreeze()
    merged: list[R | None] = [None] * len(items)
    for of_one, result in zip(order, results, strict=True):
        for at, item in zip(of_one, result, strict=True):
            merged[at] = item
    return merged  # type: ignore[return-value]  # every place was filled


def begin(work: Callable[[], R]) -> Callable[[], R]:
    """Begin work in a child process; return what waits for its result.

    Where there is no other core, the work is done at once.

    Args:
        work: function to call, which must change nothing.
    """
    if cores() < 2 or not can_fork():
        result = work()
        return lambda: result
    process, connection = _start(lambda _: [work()], ())

    def wait() -> R:
        try:
            [result] = connection.recv()
        except (EOFError, OSError):
            result = work()
        connection.close()
        process.join()
        return result

    return wait


def _slowly(
    work: Callable[[Sequence[T]], list[R]], part: Sequence[T], on_progress: Callable[[int, int], None], count: int
) -> list[R]:
    """Do a part of the work piece by piece, and tell how far all of it is: the others are about as far."""
    results: list[R] = []
    for begin in range(0, len(part), _PIECE):
        results += work(part[begin : begin + _PIECE])
        on_progress(len(results) * count, len(part) * count)
    return results


def _start(
    work: Callable[[Sequence[T]], list[R]], part: Sequence[T]
) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    # A process that ends early, by Ctrl-C or an error, waits for no child.
    process = context.Process(target=_child, args=(work, part, theirs), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _child(work: Callable[[Sequence[T]], list[R]], part: Sequence[T], connection: Connection) -> None:
    gc.disable()
    # The parent does a failed part once more, and reports the error.
    with suppress(Exception):
        connection.send(work(part))
    connection.close()
