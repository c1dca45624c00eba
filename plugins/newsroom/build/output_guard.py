"""The output folder, closed to third-party code while that runs: it writes into the copy that it is given.

Python tells an audit hook before it opens, renames or removes a file. A hook cannot be taken away again, so there is
one in a process, which does nothing while no folder is closed; it is set when a third-party plugin first runs. What
another program writes on a plugin's behalf is not told; `newsroom.build.output_copy` looks for that afterwards.
"""

from __future__ import annotations

import errno
import functools
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGING = frozenset(
    f"os.{name}" for name in ("chmod", "link", "mkdir", "remove", "rename", "rmdir", "symlink", "truncate", "utime")
)


class OutputClosed(PermissionError):
    """Third-party code tried to change the output folder itself."""


class _Closed:
    """The folder that is closed, empty for none, and what code tried to change in it."""

    folder = ""
    tried: list[str] = []  # noqa: RUF012  one in a process, as the hook is


@contextmanager
def closed(folder: str) -> Iterator[None]:
    """Refuse every change below a folder while this lasts; without a name, none is closed."""
    _set_hook()
    before, _Closed.folder = _Closed.folder, os.path.realpath(folder) if folder else ""
    try:
        yield
    finally:
        _Closed.folder = before


def tried() -> list[str]:
    """Return the paths that code tried to change since this was last asked, relative to the folder."""
    found, _Closed.tried = _Closed.tried, []
    return found


@functools.cache
def _set_hook() -> None:
    sys.addaudithook(_hear)


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if not _Closed.folder:
        return
    if event == "open":
        if not (isinstance(arguments[2], int) and arguments[2] & _WRITING):
            return
        paths = arguments[:1]
    elif event in _CHANGING:
        paths = arguments[:2]
    else:
        return
    for path in paths:
        if isinstance(path, str | bytes | os.PathLike):
            _refuse(os.fsdecode(path))


def _refuse(path: str) -> None:
    folder, name = os.path.split(os.path.abspath(path))  # noqa: PTH100  the hook hears of every file: plain text is quick
    full = f"{os.path.realpath(folder)}/{name}"
    if full.startswith(f"{_Closed.folder}/"):
        inner = full.removeprefix(f"{_Closed.folder}/")
        _Closed.tried.append(inner)
        message = "the output folder itself is closed to plugins; OUTPUT_PATH names the folder that they may write into"
        raise OutputClosed(errno.EACCES, message, inner)
