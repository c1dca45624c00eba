"""The output folder and the sources, closed to third-party code while it runs: it writes into a copy of the output.

Python tells an audit hook before it opens, renames or removes a file. A hook cannot be taken away again, so there is
one in a process, which does nothing while no folder is closed; it is set when a third-party plugin first runs. What
another program writes on a plugin's behalf is not told; `newsroom.engine.pelican.output_copy` looks for that
afterwards.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import os
import sys
from collections.abc import Iterator
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
#: Where among the arguments of an event paths stand, each with where the folder that it is relative to does.
_CHANGING: dict[str, tuple[tuple[int, int], ...]] = {
    "os.chmod": ((0, 2),), "os.link": ((0, 2), (1, 3)), "os.mkdir": ((0, 2),), "os.remove": ((0, 1),),
    "os.rename": ((0, 2), (1, 3)), "os.rmdir": ((0, 1),), "os.symlink": ((0, -1), (1, 2)), "os.truncate": ((0, -1),),
    "os.utime": ((0, 3),), "shutil.rmtree": ((0, 1),),
}  # fmt: skip
#: With these a whole folder goes.
_TAKING = frozenset(("os.rename", "os.rmdir", "shutil.rmtree"))


class ClosedFolderError(PermissionError):
    """Third-party code tried to change the output folder itself, or the sources."""


class _ClosedFolders:
    """The folders that are closed, empty for none, and what code tried to change in them."""

    folders: tuple[str, ...] = ()
    tried: list[str] = []  # noqa: RUF012  one in a process, as the hook is


@contextlib.contextmanager
def closed(*folders: str) -> Iterator[None]:
    """Refuse every change below some folders while this lasts; without one, none is closed.

    Args:
        folders: the output folder, and perhaps that of the sources.
    """
    _set_hook()
    before, _ClosedFolders.folders = _ClosedFolders.folders, tuple(os.path.realpath(folder) for folder in folders)
    try:
        yield
    finally:
        _ClosedFolders.folders = before


def attempted_writes() -> list[str]:
    """Return the paths that code tried to change since this was last asked.

    Those in the output folder are relative to it; a source is absolute.
    """
    attempts, _ClosedFolders.tried = _ClosedFolders.tried, []
    return attempts


@functools.cache
def _set_hook() -> None:
    sys.addaudithook(_audit_hook)


def _audit_hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not _ClosedFolders.folders:
        return
    if event == "open":
        if isinstance(arguments[2], int) and arguments[2] & _WRITING:
            _look(arguments[0], -1, whole=False)
        return
    for at, folder in _CHANGING.get(event, ()):
        relative = arguments[folder] if -1 < folder < len(arguments) else -1
        _look(arguments[at], relative, whole=event in _TAKING)


def _look(path: Any, relative: Any, *, whole: bool) -> None:
    """Refuse a path below a folder that is closed, or that folder itself where the whole of it goes."""
    if not isinstance(path, str | bytes | os.PathLike):
        return
    plain = os.fsdecode(path)
    if isinstance(relative, int) and relative >= 0:
        # Folders are removed by names relative to the one that they are in; on Linux that is known.
        with contextlib.suppress(OSError):
            plain = os.path.join(os.readlink(f"/proc/self/fd/{relative}"), plain)  # noqa: PTH115, PTH118  as below
    folder, name = os.path.split(os.path.abspath(plain))  # noqa: PTH100  the hook hears of every file: plain text is quick
    _refuse(f"{os.path.realpath(folder)}/{name}", whole=whole)


def _refuse(full: str, *, whole: bool) -> None:
    for number, closed_folder in enumerate(_ClosedFolders.folders):
        if full.startswith(f"{closed_folder}/") or (whole and full == closed_folder):
            named = full if number else full.removeprefix(closed_folder).lstrip("/")
            _ClosedFolders.tried.append(named)
            what = "the sources are" if number else "the output folder itself is"
            message = f"{what} closed to plugins; OUTPUT_PATH names the folder that they may write into"
            raise ClosedFolderError(errno.EACCES, message, named)
