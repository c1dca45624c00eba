"""Making a release out of an old one: most of its files have their names there already.

To name 80,000 files anew, and to take as many names away with the release that is too old, would cost more than all
else of a publish. So an old release loses what the live one does not have, waits, and becomes the next one. Nothing in
it is taken on trust: a file stays only where its digest is known, and is the one that is wanted.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field

from newsroom.engine.cache.manifest import file_state
from newsroom.publishing.file_digests import FileDigests
from newsroom.publishing.model import ReleaseFiles


class Reused(Struct, frozen=True):
    """Parts of an old release that stay in a new one.

    Args:
        files: the paths of the files.
        folders: the paths of the folders that hold them; the release itself is the empty path.
        changed: the folders that lost a name, to be written through to the disk.
    """

    files: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)


def strip(release: Path, files: ReleaseFiles, wanted: ReleaseFiles) -> list[Path]:
    """Remove the files of a release that are not wanted.

    Args:
        release: its folder.
        files: its files, by its receipt.
        wanted: the files of another release.

    Returns:
        The folders that lost a name, to be written through to the disk.
    """
    changed: set[Path] = set()
    for path, file in files.items():
        if wanted.get(path) != file:
            gone = release / path
            with suppress(FileNotFoundError, NotADirectoryError):
                gone.unlink()
                changed.add(gone.parent)
    return [folder for folder in changed if folder.is_dir()]


def reuse(release: Path, wanted: ReleaseFiles, digests: FileDigests, rights: int) -> Reused:
    """Remove everything from an old release that is not wanted, or not known to be what is wanted.

    Args:
        release: its folder.
        wanted: the files of the new release.
        digests: the digests of the files that the live release shares with it.
        rights: rights of a new file; a file that somebody gave others is not the one.
    """
    reused = Reused()
    waiting = [(str(release), "")]
    seen: list[tuple[str, str]] = []
    while waiting:
        place, prefix = waiting.pop()
        seen.append((place, prefix))
        for entry in list(os.scandir(place)):
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, f"{path}/"))
                continue
            status = entry.stat(follow_symlinks=False)
            file = wanted.get(path) if status.st_mode == stat.S_IFREG | rights else None
            if file is not None and digests.known(file_state(status)) == file:
                reused.files.add(path)
                reused.folders.add(prefix[:-1])
            else:
                os.unlink(entry.path)  # noqa: PTH108  as the paths are
                reused.changed.add(prefix[:-1])
    # Folders come before those in them, so the empty ones go from the end.
    for place, prefix in reversed(seen):
        path = prefix[:-1]
        if path and path not in reused.folders:
            os.rmdir(place)  # noqa: PTH106  the same
            reused.changed.discard(path)
            reused.changed.add(path.rpartition("/")[0])
        elif path:
            reused.folders.add(path.rpartition("/")[0])
    return reused
