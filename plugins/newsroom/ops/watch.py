"""Watching what the site is made of, and building it again in a fresh process whenever that changes."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import watchfiles

from newsroom.ops.console import Refused, say, told

FOLDERS = ("content", "theme", "plugins")
FILES = ("pelicanconf.py", "publishconf.py")
#: How long to wait for the next change before looking whether to stop, in milliseconds.
_TICK = 200
_GRACE = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build in another process went: whether it succeeded, and all that it said."""

    ok: bool
    said: str


@told
def regenerate(root: Path, output: Path | None = None) -> int:
    """Build, and build again whenever something changes, until Ctrl-C.

    Args:
        root: the project's folder.
        output: where the site goes; by default ``output`` in the project.
    """
    output = output or root / "output"
    try:
        for outcome in follow(root, output, threading.Event()):
            say(outcome.said)
    except KeyboardInterrupt:
        say("stopped")
    return 0


def follow(root: Path, output: Path, stop: threading.Event) -> Iterator[Outcome]:
    """Build at once and then after every change, yielding how each build went.

    What changes during a build leads to another one. The watching has begun before the first build does, so nothing is
    missed.

    Args:
        root: the project's folder.
        output: where the site goes.
        stop: ends it when set.

    Raises:
        Refused: when there is nothing to watch.
    """
    changed: queue.Queue[str] = queue.Queue()
    watchers = [
        threading.Thread(target=_watch, args=(places, deep, _Filter(root, output), changed, stop), daemon=True)
        for places, deep in _places(root)
    ]
    try:
        for watcher in watchers:
            watcher.start()
        for _ in watchers:
            _heard(changed.get())
        yield rebuild(root, output)
        while not stop.is_set():
            if _drained(changed):
                yield rebuild(root, output)
    finally:
        stop.set()


def rebuild(root: Path, output: Path) -> Outcome:
    """Build in a fresh process, so that changes to plugins and settings count.

    Args:
        root: the project's folder; its own ``plugins/`` is used.
        output: where the site goes.
    """
    command = [sys.executable, "-m", "newsroom.ops.build", "--root", str(root), "--output", str(output)]
    path = os.pathsep.join(filter(None, [str(root / "plugins"), os.environ.get("PYTHONPATH", "")]))
    # In a session of its own, so that Ctrl-C reaches it only through us.
    process = subprocess.Popen(
        command,
        cwd=root,
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate()
    except BaseException:
        # The next build completes or undoes one that was stopped.
        process.terminate()
        try:
            process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        raise
    return Outcome(process.returncode == 0, said.decode("utf-8", "replace").strip())


def _places(root: Path) -> list[tuple[list[Path], bool]]:
    """Return what to watch with all that is in it, and what without."""
    folders = [folder.resolve() for name in FOLDERS if (folder := root / name).is_dir()]
    if not folders:
        raise Refused(f"{root} holds no content/ to watch; run this in the project's folder")
    # A file is watched by way of its folder: editors put a new file in the old one's place.
    return [(folders, True), ([root.resolve()], False)]


class _Filter(watchfiles.DefaultFilter):
    """Lets through what the site is made of: not the output, nor what is kept between builds, nor editors' files."""

    def __init__(self, root: Path, output: Path) -> None:
        super().__init__(ignore_paths=[output.resolve(), root.resolve() / ".cache"])
        self._top = root.resolve()

    def __call__(self, change: watchfiles.Change, path: str) -> bool:
        if not super().__call__(change, path):
            return False
        place = Path(path)
        return place.parent != self._top or place.name in FILES


def _watch(places: list[Path], deep: bool, chosen: _Filter, changed: queue.Queue[str], stop: threading.Event) -> None:
    """Put an empty word into the queue when the watching has begun, and for every change; or else what went wrong."""
    try:
        ready = False
        for batch in watchfiles.watch(
            *places, watch_filter=chosen, stop_event=stop, recursive=deep, rust_timeout=_TICK, yield_on_timeout=True,
            raise_interrupt=False,
        ):  # fmt: skip
            if not ready:
                changed.put("")
            if batch:
                changed.put("")
            ready = True
    except Exception as error:  # noqa: BLE001  without a word from here, the other side would wait for ever
        # For instance when the system's number of watched folders is used up.
        changed.put(str(error) or type(error).__name__)


def _drained(changed: queue.Queue[str]) -> bool:
    """Wait a moment for changes; return whether there were any, however many."""
    try:
        _heard(changed.get(timeout=_TICK / 1000))
    except queue.Empty:
        return False
    while not changed.empty():
        _heard(changed.get())
    return True


def _heard(word: str) -> None:
    if word:
        raise Refused(f"the files cannot be watched: {word}")
