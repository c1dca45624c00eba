"""Digests of published and of built files in the cache, so that unchanged files are not read at every publish."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from newsroom.engine.cache.manifest import FileState
from newsroom.engine.cache.store import Cache, Records
from newsroom.publishing.file_digests import FileDigests, KnownDigests

_NAMESPACE = "file-digests"
DigestEntries = list[tuple[FileState, str]]


def kept_digests(root: Path, folder: Path) -> FileDigests:
    """Return the digests of the files of a folder, which are kept in the project's cache.

    Args:
        root: the project's folder.
        folder: the folder, absolute.
    """

    def load() -> KnownDigests:
        with closing(_cache(root)) as cache:
            return dict(_entries(cache).get(str(folder)) or ())

    def keep(known: KnownDigests) -> None:
        with closing(_cache(root)) as cache:
            _entries(cache).put(str(folder), list(known.items()))

    return FileDigests(load, keep)


def _cache(root: Path) -> Cache:
    return Cache(root / ".cache", datetime.now(UTC))


def _entries(cache: Cache) -> Records[DigestEntries]:
    # They follow from no code of ours.
    return Records(cache, _NAMESPACE, DigestEntries, b"")
