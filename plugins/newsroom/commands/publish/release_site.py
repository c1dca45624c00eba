"""Folder that releases are built in. It stays between publishes, so that each makes only what has changed.

No release shares a file with it: a target copies what is new.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout
from msgspec import Struct

from newsroom.commands.console import OperationError, say
from newsroom.commands.kept_digests import kept_digests
from newsroom.commands.settings import setting
from newsroom.core import storage
from newsroom.engine.cache.store import BLOBS, DATABASE
from newsroom.engine.write.staging import GENERATOR, check_output_folder
from newsroom.publishing.file_digests import FileDigests
from newsroom.publishing.local_folders import writable_folder
from newsroom.publishing.target import Target

PLACE = Path(".cache", "release")
LOCK = ".lock"
#: Seconds to wait for another publish of the project, which may be sending its release over a slow line.
_PATIENCE = 60.0


class ReleaseSite(Struct, frozen=True):
    """The folder of the built site, and the digests of its files that are known."""

    folder: Path
    digests: FileDigests


@contextlib.contextmanager
def release_site(root: Path, target: Target, *, from_nothing: bool = False) -> Iterator[ReleaseSite]:
    """Give the folder that the site for readers is built in, and keep other publishes of the project out of it.

    Args:
        root: the project's folder.
        target: where it will be published; its folder for builds is used where nothing can be written in the cache.
        from_nothing: whether to forget all that earlier builds made.
    """
    place = _writable(root / PLACE)
    with _locked(place / LOCK) if place else contextlib.nullcontext(enter_result=False) as is_ours:
        if from_nothing:
            _forget(root)
        if place is None or not is_ours:
            with _temporary(target) as folder:
                yield ReleaseSite(folder, FileDigests())
            return
        site = place / "site"
        # A journal without its site would lay out the half of one.
        if from_nothing or not site.is_dir() or check_output_folder(site, GENERATOR):
            _clear(place)
        digests = kept_digests(root, site)
        yield ReleaseSite(site, digests)
        digests.save()


def _writable(folder: Path) -> Path | None:
    try:
        return writable_folder(folder)
    except OperationError:
        return None


@contextlib.contextmanager
def _temporary(target: Target) -> Iterator[Path]:
    place = target.workplace()
    try:
        yield place / "site"
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[bool]:
    """Give whether the folder is ours: nothing, and least of all a takedown, waits for ever for somebody else."""
    lock = FileLock(path)
    is_ours = True
    try:
        lock.acquire(timeout=0)
    except Timeout:
        say("another publish of this project is under way; waiting for it to end", error=True)
        try:
            lock.acquire(timeout=_PATIENCE)
        except Timeout:
            say("it has not ended; the site is built in a folder of its own, from nothing", error=True)
            is_ours = False
    try:
        yield is_ours
    finally:
        if is_ours:
            lock.release()


def _forget(root: Path) -> None:
    """Remove the cache of builds; what targets keep below it for themselves stays.

    Raises:
        OperationError: it cannot be removed.
    """
    # The digests of files are always in the usual place.
    for folder in {root / ".cache", root / setting(root, "publishconf.py", "NEWSROOM_CACHE", ".cache")}:
        try:
            for path in folder.glob(f"{DATABASE}*"):
                _remove(path)
            _remove(folder / BLOBS)
        except OSError as error:
            message = f"what earlier builds made cannot be forgotten: {storage.error_line(error, {'cache': folder})}"
            raise OperationError(message) from None


def _clear(place: Path) -> None:
    """Remove the built site, with what a build that was killed has left beside it."""
    for path in place.iterdir():
        if path.name != LOCK:
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
