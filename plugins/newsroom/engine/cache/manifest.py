"""Manifest of an output folder: each file that the last build left, with the cache key of its page.

One for each absolute output path, in the cache. A page whose digest is the same, and whose file is the very file
that the last build wrote, is not made again. A file that somebody changed, replaced or removed is noticed by its size,
its times and its number on the disk (the change time moves even when somebody sets the other one back).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field

from newsroom.core.problems import Problem
from newsroom.engine.cache.store import Cache, Records

#: Size, time of change of the content and of the file itself, both in nanoseconds, and the file's number.
FileState = tuple[int, int, int, int]


def file_state(status: os.stat_result) -> FileState:
    """Return the state of a file, to tell whether it changed: size, times and inode."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def snapshot(folder: Path) -> dict[str, FileState]:
    """Return every file below a folder with its state; what is no plain file has a state that fits nothing.

    A folder that holds nothing is among them, under its path with a slash at the end.
    """
    states: dict[str, FileState] = {}
    waiting = [(str(folder), "")]
    while waiting:
        place, prefix = waiting.pop()
        try:
            entries = list(os.scandir(place))
        except (FileNotFoundError, NotADirectoryError):
            continue
        if not entries and prefix:
            states[prefix] = (-1, 0, 0, 0)
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, f"{prefix}{entry.name}/"))
            elif entry.is_file(follow_symlinks=False):
                states[prefix + entry.name] = file_state(entry.stat(follow_symlinks=False))
            else:
                states[prefix + entry.name] = (-1, 0, 0, 0)
    return states


class OutputState(Struct, frozen=True, dict=True):
    """State of the output folder when a build begins, told by what differs from what the last build left.

    Args:
        left: the files that the last build left, as its manifest has them.
        compare: returns each file that differs, with its state, None for one that is gone; called when it is needed.
    """

    left: dict[str, tuple[bytes, FileState]]
    compare: Callable[[], dict[str, FileState | None]]

    @cached_property
    def differing(self) -> dict[str, FileState | None]:
        """Each file that is not as the last build left it, with its state; None for one that is gone."""
        return self.compare()

    @cached_property
    def states(self) -> dict[str, FileState]:
        """The state of each file."""
        states = {path: state for path, (_, state) in self.left.items()}
        for path, state in self.differing.items():
            if state is None:
                del states[path]
            else:
                states[path] = state
        return states


def differences(folder: Path, left: dict[str, tuple[bytes, FileState]]) -> dict[str, FileState | None]:
    """Return the files of a folder that are not as a build left them; see `OutputState`."""
    states = snapshot(folder)
    differing: dict[str, FileState | None] = {
        path: state for path, state in states.items() if path not in left or left[path][1] != state
    }
    return differing | dict.fromkeys(left.keys() - states.keys())


class Manifest(Struct):
    """Record of an output folder after a build.

    ``pages`` holds the digest and the state of each file by its path; ``inputs`` is the digest of all that the
    build was made from, ``now`` its moment, and ``until`` the moment at which the site next differs (a story comes due,
    expires or ages, a banner ends), None when there is none; ``planned`` counts the pages, and ``problems`` are the
    warnings that stood. ``scan_digests`` holds the digests of all that plugins scanned every file for, see
    `newsroom.engine.write.staged_output`.
    """

    pages: dict[str, tuple[bytes, FileState]] = field(default_factory=dict)
    inputs: bytes = b""
    now: datetime | None = None
    until: datetime | None = None
    planned: int = 0
    problems: tuple[Problem, ...] = ()
    scan_digests: frozenset[bytes] = frozenset()

    def is_current(self, inputs: bytes, now: datetime, output: OutputState) -> bool:
        """Return whether a build of these inputs at this moment would change nothing.

        Args:
            inputs: the digest of everything that a build is made from.
            now: the build's moment.
            output: the output folder, beside what this manifest says.
        """
        if not self.inputs or self.inputs != inputs or self.now is None or now < self.now:
            return False
        if self.until is not None and now >= self.until:
            return False
        return not output.differing


def load(cache: Cache, output: Path) -> Manifest:
    """Return the manifest of an output folder, an empty one where there is none."""
    return _manifests(cache).get(str(output)) or Manifest()


def save(cache: Cache, output: Path, manifest: Manifest) -> None:
    """Keep the manifest of an output folder."""
    _manifests(cache).put(str(output), manifest)


def _manifests(cache: Cache) -> Records[Manifest]:
    # Code that changed makes other pages; what was left there is known all the same.
    return Records(cache, "manifest", Manifest, b"")
