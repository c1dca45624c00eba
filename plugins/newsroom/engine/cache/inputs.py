"""Everything that a build is made from, as one digest: when it is the same, so is the site."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from newsroom.core.limits import MOST_BYTES
from newsroom.engine.cache import digests
from newsroom.engine.cache.manifest import FileState, file_state
from newsroom.engine.cache.store import Cache, Records
from newsroom.engine.settings import Settings

#: Files whose content counts; of the rest (pictures) the size, times and number on the disk tell.
_TEXTS = (".md", ".markdown", ".toml")
#: In nanoseconds. A file that was changed this shortly before it was looked at may be changed once more within a tick
#: of the disk's clock, of which the coarsest ticks in two seconds: its content is looked at again the next time.
_FRESH = 3_000_000_000
#: Elsewhere the time at which a file itself was changed is not told, and only the content tells whether it was.
_TOLD = os.name == "posix"


class Inputs(Struct, frozen=True):
    """The digest of all inputs, and those of the text files below content/ by their path in the project."""

    digest: bytes
    texts: dict[str, bytes]


class InputDigests:
    """Digests of text files, so that the content of unchanged files need not be read again.

    Args:
        cache: the cache.
        content: the folder content/.
    """

    def __init__(self, cache: Cache, content: Path) -> None:
        self._records = Records(cache, "inputs", dict[str, tuple[FileState, bytes]], b"")
        self._name = str(content)
        self.digests_by_file = self._records.get(self._name) or {}
        self._now: dict[str, tuple[FileState, bytes]] = {}

    def digest(self, file: str, status: os.stat_result) -> bytes:
        """Return the digest of a file's content.

        Args:
            file: its absolute path.
            status: result of `os.stat` for it.
        """
        now = file_state(status)
        known = self.digests_by_file.get(file)
        if known is not None and known[0] == now:
            self._now[file] = known
            return known[1]
        with open(file, "rb") as source:  # noqa: PTH123  thousands of paths, each once
            digest = digests.of_bytes(source.read())
        if _TOLD and _is_text(file) and max(status.st_mtime_ns, status.st_ctime_ns) < time.time_ns() - _FRESH:
            self._now[file] = (now, digest)
        return digest

    def save(self) -> None:
        """Save the digests of this build's inputs, without those of deleted files."""
        if self._now != self.digests_by_file:
            self._records.put(self._name, self._now)


def _is_text(name: str) -> bool:
    """Return whether a file's name can be written down."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def take_snapshot(settings: Settings, plugins: object, input_digests: InputDigests) -> Inputs:
    """Look at everything that a build is made from, apart from the clock.

    Args:
        settings: the settings.
        plugins: plain values by which one set of plugins differs from another.
        input_digests: those of earlier builds.
    """
    texts: dict[str, bytes] = {}
    others: dict[str, object] = {}
    for entry, name in _files(settings.content, settings.content.name, stay=True):
        status = entry.stat()
        # A text that is too large is refused and not read, here neither.
        if name.endswith(_TEXTS) and status.st_size <= MOST_BYTES:
            texts[name] = input_digests.digest(entry.path, status)
        else:
            others[name] = file_state(status)
    theme = {
        name: input_digests.digest(entry.path, entry.stat())
        for number, folder in enumerate(settings.theme.folders)
        for entry, name in _files(folder, f"theme {number}")
    }
    chosen = {name: str(getattr(settings, name)) for name in settings.__struct_fields__ if name != "now"}
    words = [digests.of_pairs(found) for found in (texts, theme)]
    parts = (*words, sorted(others.items()), chosen, plugins, digests.code())
    return Inputs(digests.of(parts), texts)


def _files(folder: Path, name: str, *, stay: bool = False) -> list[tuple[os.DirEntry[str], str]]:
    """Return every file below a folder; a link may lead round in a circle, so each real folder is looked at once.

    Args:
        folder: the folder.
        name: name of the folder, before the name of each file.
        stay: whether a link that leads out of it is not followed, and stands for itself.
    """
    entries: list[tuple[os.DirEntry[str], str]] = []
    top = folder.resolve()
    waiting = [(str(folder), name)]
    seen: set[str] = set()
    while waiting:
        place, prefix = waiting.pop()
        real = os.path.realpath(place)
        if real in seen or not Path(real).is_dir():
            continue
        seen.add(real)
        for entry in sorted(os.scandir(place), key=lambda entry: entry.name):
            # A link that leads to itself is neither.
            with suppress(OSError):
                if stay and entry.is_symlink() and _leads_outside(entry, top):
                    entries.append((entry, f"{prefix}/{entry.name} (elsewhere)"))
                elif entry.is_dir():
                    waiting.append((entry.path, f"{prefix}/{entry.name}"))
                elif entry.is_file():
                    entries.append((entry, f"{prefix}/{entry.name}"))
    return entries


def _leads_outside(link: os.DirEntry[str], top: Path) -> bool:
    """Return whether a link leads out of a folder; raises OSError where it leads nowhere, or to itself."""
    link.stat()
    return not Path(link.path).resolve().is_relative_to(top)


def next_change_at(moments: Iterable[datetime], now: datetime) -> datetime | None:
    """Return the first of some moments that is still to come, when the site may differ; None for none."""
    return min((moment for moment in moments if moment > now), default=None)
