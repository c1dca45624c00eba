"""Watcher: builds the site again whenever one of its source files changes."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import watchfiles
from msgspec import Struct

from newsroom.commands.console import OperationError, say, with_messages
from newsroom.commands.serve.resident import Builder, ProcessOutcome

FOLDERS = ("content", "theme", "plugins")
_READ_ANEW = ("content", "theme", "plugins/newsroom/theme")
FILES = ("pelicanconf.py", "publishconf.py")
#: How long to wait for the next change before looking whether to stop, in milliseconds.
_TICK = 200
#: How long nothing more has to happen until changes are told, in milliseconds: a save is a few changes in a row.
_STEP = 15


class _WatchEvents(Struct, frozen=True):
    """Events of a watcher: whether anything changed, whether code did, and what went wrong with the watching."""

    changed: bool = False
    code: bool = False
    fault: str = ""


@with_messages
def regenerate(root: Path, output: Path | None = None) -> int:
    """Build, and build again whenever something changes, until Ctrl-C.

    Args:
        root: the project's folder.
        output: where the site goes; by default ``output`` in the project.
    """
    output = output or root / "output"
    try:
        for outcome in build_on_changes(root, output, threading.Event()):
            say(outcome.said)
    except KeyboardInterrupt:
        say("stopped")
    return 0


def build_on_changes(root: Path, output: Path, stop: threading.Event, search: bool = False) -> Iterator[ProcessOutcome]:
    """Build at once and then after every change, yielding how each build went.

    What changes during a build leads to another one. The watching has begun before the first build does, so nothing is
    missed.

    Args:
        root: the project's folder.
        output: where the site goes.
        stop: ends it when set.
        search: whether to make a search index at every build.

    Raises:
        OperationError: when there is nothing to watch.
    """
    heard: queue.Queue[_WatchEvents] = queue.Queue()
    builder = Builder(root, output, search)
    watchers = [
        threading.Thread(target=_watch, args=(places, deep, _Filter(root, output), heard, stop), daemon=True)
        for places, deep in _places(root)
    ]
    try:
        for watcher in watchers:
            watcher.start()
        for _ in watchers:
            _checked(heard.get())
        yield builder.build()
        while not stop.is_set():
            events = _pending_changes(heard)
            if events.code:
                # Code that was loaded stays as it was loaded.
                builder.end()
            if events.changed:
                yield builder.build()
    finally:
        stop.set()
        builder.end()


def _places(root: Path) -> list[tuple[list[Path], bool]]:
    """Return the folders to watch with their subfolders, and those without."""
    folders = [folder.resolve() for name in FOLDERS if (folder := root / name).is_dir()]
    if not folders:
        raise OperationError(f"{root} holds no content/ to watch; run this in the project's folder")
    # A file is watched by way of its folder: editors put a new file in the old one's place.
    return [(folders, True), ([root.resolve()], False)]


class _Filter(watchfiles.DefaultFilter):
    """Lets changes of the site's sources through: not of the output, the cache or editors' files."""

    def __init__(self, root: Path, output: Path) -> None:
        super().__init__(ignore_paths=[output.resolve(), root.resolve() / ".cache"])
        self._top = root.resolve()

    def __call__(self, change: watchfiles.Change, path: str) -> bool:
        if not super().__call__(change, path):
            return False
        place = Path(path)
        return place.parent != self._top or place.name in FILES

    def is_code(self, path: str) -> bool:
        """Return whether a path may be of code or settings, which a process loads once."""
        place = Path(path)
        return not any(place.is_relative_to(self._top / name) for name in _READ_ANEW)


def _watch(
    places: list[Path], deep: bool, chosen: _Filter, heard: queue.Queue[_WatchEvents], stop: threading.Event
) -> None:
    """Queue an event when the watching has begun, and for every change; or the error that ended it."""
    try:
        ready = False
        for batch in watchfiles.watch(
            *places, watch_filter=chosen, stop_event=stop, recursive=deep, step=_STEP, rust_timeout=_TICK,
            yield_on_timeout=True, raise_interrupt=False,
        ):  # fmt: skip
            if not ready:
                heard.put(_WatchEvents())
            if batch:
                heard.put(_WatchEvents(changed=True, code=any(chosen.is_code(path) for _, path in batch)))
            ready = True
    except Exception as error:  # noqa: BLE001  without a word from here, the other side would wait for ever
        # For instance when the system's number of watched folders is used up.
        heard.put(_WatchEvents(fault=str(error) or type(error).__name__))


def _pending_changes(heard: queue.Queue[_WatchEvents]) -> _WatchEvents:
    """Wait a moment for changes; return all that was heard as one."""
    try:
        events = [_checked(heard.get(timeout=_TICK / 1000))]
    except queue.Empty:
        return _WatchEvents()
    while not heard.empty():
        events.append(_checked(heard.get()))
    return _WatchEvents(any(one.changed for one in events), any(one.code for one in events))


def _checked(word: _WatchEvents) -> _WatchEvents:
    if word.fault:
        raise OperationError(f"the files cannot be watched: {word.fault}")
    return word
