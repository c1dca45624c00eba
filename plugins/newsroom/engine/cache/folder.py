"""Cache folder: a tag file marks it as ours, and tells backup programs to skip it."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from newsroom.core import storage

#: https://bford.info/cachedir/
TAG = "CACHEDIR.TAG"
_SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55"
_WORDS = f"""\
{_SIGNATURE}
# The newsroom's cache. It may be deleted at any time.
# See https://bford.info/cachedir/
"""
#: Where it is by itself.
_USUAL = ".cache"


def is_anothers(folder: Path, root: Path) -> bool:
    """Return whether a folder holds files and is no cache of ours: one that is new, empty or tagged is none.

    Args:
        folder: a folder, which need not be there.
        root: the project.
    """
    if folder.resolve() == (root / _USUAL).resolve():
        return False
    try:
        return not _is_tagged(folder) and folder.is_dir() and any(folder.iterdir())
    except OSError:
        # Nothing can be written there either, and the build says so when it tries.
        return False


def _is_tagged(folder: Path) -> bool:
    tag = folder / TAG
    if tag.is_symlink() or not tag.is_file():
        return False
    with tag.open("rb") as source:
        return source.read(len(_SIGNATURE)) == _SIGNATURE.encode()


def tag(folder: Path) -> None:
    """Make the folder, where there is none, and say in it whose it is."""
    if not _is_tagged(folder):
        folder.mkdir(parents=True, exist_ok=True)
        clear(folder / TAG, stat.S_ISREG)
        storage.write_whole(folder / TAG, _WORDS.encode(), f"{TAG}.")


def clear(path: Path, is_wanted: Callable[[int], bool]) -> None:
    """Remove anything in the place of a file or folder.

    It is looked at once: what another process makes there in the meantime stays.

    Args:
        path: a place, where there may be nothing.
        is_wanted: whether a mode is that of what belongs there (`stat.S_ISREG`, `stat.S_ISDIR`).
    """
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not is_wanted(mode):
        remove(path)


def remove(path: Path) -> None:
    """Remove a file, or anything in its place."""
    if path.is_dir() and not path.is_symlink():
        # Another build may be removing it too; what both leave is removed by the next.
        with suppress(FileNotFoundError):
            shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
