"""Digests of files that were read before and that nobody has touched since.

A file is known by its size, its times and its number on the disk. The change time moves whenever somebody writes to it,
even when the other time is set back. It moves as well when a file gets another name or loses one, as the releases of a
folder do, which share files: `FileDigests.relinked` knows of that.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from newsroom.engine.cache.manifest import FileState, file_state, snapshot
from newsroom.publishing.model import File, read_file

KnownDigests = Mapping[FileState, str]
#: Nanoseconds for which a file counts as being written: the clock of a disk has steps of some milliseconds.
_SETTLED = 50_000_000


def _keep_nothing(_: KnownDigests) -> None:
    """Keep nothing."""


class FileDigests:
    """Digests of files, of which those that are known already are not read again.

    Args:
        load: returns what is known from earlier; called once, when it is needed.
        keep: takes what is known now, for the next time.
    """

    def __init__(
        self, load: Callable[[], KnownDigests] = dict, keep: Callable[[KnownDigests], None] = _keep_nothing
    ) -> None:
        self._load, self._keep = load, keep
        self._before: KnownDigests | None = None
        self._used: dict[FileState, str] = {}

    def files(self, folder: Path, states: Mapping[str, FileState] | None = None) -> dict[str, File]:
        """Return every file of a folder with its digest, by its path in it.

        Args:
            folder: the folder.
            states: state of each file in it, where they were just asked for.

        Raises:
            ValueError: something in it is no plain file: a site has no links and no devices.
            OSError: a file cannot be read.
        """
        files: dict[str, File] = {}
        for path, state in sorted((snapshot(folder) if states is None else states).items()):
            if path.endswith("/"):
                continue  # a folder that holds nothing
            if state[0] < 0:
                raise ValueError(f"{folder / path} is no plain file")
            files[path] = self._file(f"{folder}/{path}", state)
        return files

    def file(self, path: str | Path, state: FileState | None = None) -> File:
        """Return the digest and the size of one plain file.

        Args:
            path: the file.
            state: its state, where it was just asked for.
        """
        return self._file(path, state or file_state(os.lstat(path)))

    def known(self, state: FileState) -> File | None:
        """Return the digest and the size of the file with a state; None where its digest is not known."""
        digest = self._known(state)
        if not digest:
            return None
        self._used[state] = digest
        return File(digest, state[0])

    def note(self, path: Path, file: File) -> None:
        """Note the digest of a file that was just written."""
        self._used[file_state(path.lstat())] = file.digest

    def link(self, known: str | Path, name: str | Path, state: FileState) -> None:
        """Give a file whose digest is known a further name, and know it still.

        Args:
            known: the file.
            name: its further name.
            state: the state for which its digest is known.

        Raises:
            OSError: it gets none.
        """
        os.link(known, name, follow_symlinks=False)
        after = file_state(os.lstat(name))
        digest = self._used.pop(state, "")
        if digest and _without_change_time(state) == _without_change_time(after):
            self._used[after] = digest

    @contextmanager
    def relinked(self, folder: Path) -> Iterator[None]:
        """Know the files of a folder still, although meanwhile they get further names or lose some.

        Args:
            folder: the folder; nothing else than that happens to its files.
        """
        before = {path: (state, self._known(state)) for path, state in snapshot(folder).items()}
        try:
            yield
        finally:
            for path, after in snapshot(folder).items():
                state, digest = before.get(path, (after, ""))
                if digest and _without_change_time(state) == _without_change_time(after):
                    self._used.pop(state, None)
                    self._used[after] = digest

    def save(self) -> None:
        """Keep what was asked for, for the next time."""
        if self._used and self._used != self._before:
            self._keep(self._used)
            self._before = dict(self._used)

    def _known(self, state: FileState) -> str:
        if self._before is None:
            self._before = self._load()
        return self._used.get(state) or self._before.get(state, "")

    def _file(self, path: str | Path, state: FileState) -> File:
        digest = self._known(state)
        if digest:
            self._used[state] = digest
            return File(digest, state[0])
        file = read_file(Path(path))
        if file_state(os.lstat(path)) == state and time.time_ns() - state[2] > _SETTLED:
            self._used[state] = file.digest
        return file


def _without_change_time(state: FileState) -> tuple[int, int, int]:
    size, modified, _, number = state
    return size, modified, number
