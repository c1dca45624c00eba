"""The story store: what reading a file came to, under the digest of the file and of all that it embeds.

Three files below `.cache/stories/`: an index of records, loaded whole; what changed since it was written, so that after
an edit it need not be written again; and a pack of the stories' HTML, of which only what is rendered is read. A new
story is appended to the pack before the files that name it are replaced, so that a build that is killed leaves the old
ones. All can be deleted at any time.
"""

from __future__ import annotations

import os
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

from newsroom.core.problems import Problem
from newsroom.engine.cache import kept
from newsroom.features.stories.rendering import Story

#: The pack is written anew when more than this share of it is no longer in use.
_MOST_WASTE = 0.5
_SMALL = 1 << 20
#: The index is written anew when more entries than this, and a greater share than that, changed since.
_FEW, _SMALL_SHARE = 20, 0.05


@dataclass(frozen=True)
class Entry:
    """Entry of one file: its digest, those of the pictures it embeds, what it came to, and where its HTML is.

    ``place`` is offset, length and CRC-32 in the pack; ``words`` the digest of the catalogue that the story's language
    has, whose words may stand in its HTML.
    """

    digest: bytes
    pictures: tuple[tuple[str, str], ...]
    story: Story | None
    problems: tuple[Problem, ...]
    draft: bool
    place: tuple[int, int, int]
    words: bytes = b""


class StoryStore:
    """Entries by the path of their file.

    Args:
        folder: where the two files are.
        pipeline: the digest of everything else that decides what a file comes to; entries made with another are not
            used.
    """

    def __init__(self, folder: Path, pipeline: bytes) -> None:
        self.folder, self.pipeline = folder, pipeline
        self.entries: dict[str, Entry] = {}
        self.notes: list[str] = []
        self._fresh: dict[str, bytes] = {}
        self._changed = False
        #: The index that `_moved` is counted from, and the paths whose entries are others than in it.
        self._base = b""
        self._moved: set[str] = set()
        self._pack = -1
        self._size = 0
        self._load()

    def _load(self) -> None:
        try:
            found = kept.load(self.folder / "index")
        except kept.Unusable as fault:
            self.notes.append(f"{fault}: every story is read again")
            found = None
        if not isinstance(found, dict) or found.get("pipeline") != self.pipeline:
            return
        try:
            if (self.folder / "pack").is_file():
                self._pack = os.open(self.folder / "pack", os.O_RDONLY | getattr(os, "O_BINARY", 0))
        except OSError:
            self._pack = -1
        if self._pack < 0:
            self.notes.append("the pack of stories is gone: every story is read again")
            return
        self._size = os.fstat(self._pack).st_size
        # What was loaded may be kept in memory for the next build, and is not to be changed.
        self.entries, self._base = dict(found["entries"]), found["name"]
        self._load_changes()

    def _load_changes(self) -> None:
        try:
            found = kept.load(self.folder / "changes")
        except kept.Unusable as fault:
            self.notes.append(f"{fault}: some stories are read again")
            return
        if isinstance(found, dict) and found.get("base") == self._base:
            for path, entry in found["entries"].items():
                self._moved.add(path)
                if entry is None:
                    self.entries.pop(path, None)
                else:
                    self.entries[path] = entry

    def put(self, path: str, entry: Entry, html: str) -> None:
        """Keep what a file came to; its HTML goes to the pack when the store is saved."""
        raw = html.encode()
        self._fresh[path] = raw
        self.entries[path] = replace(entry, place=(-1, len(raw), zlib.crc32(raw)))
        self._moved.add(path)
        self._changed = True

    def html(self, path: str) -> str | None:
        """Return the HTML of the story at ``path``; None when the pack does not hold it whole."""
        if path in self._fresh:
            return self._fresh[path].decode()
        offset, length, check = self.entries[path].place
        raw = self._read(offset, length)
        return raw.decode() if len(raw) == length and zlib.crc32(raw) == check else None

    def _read(self, offset: int, length: int) -> bytes:
        if self._pack < 0:
            return b""
        if hasattr(os, "pread"):
            # Children share the file, and its position with it.
            return os.pread(self._pack, length, offset)
        os.lseek(self._pack, offset, os.SEEK_SET)
        return os.read(self._pack, length)

    def keep_only(self, paths: set[str]) -> None:
        """Forget the entries of files that are gone, which bounds the store's size."""
        for path in self.entries.keys() - paths:
            del self.entries[path]
            self._fresh.pop(path, None)
            self._moved.add(path)
            self._changed = True

    def save(self) -> None:
        """Write what is new."""
        if not self._changed:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        used = sum(entry.place[1] for path, entry in self.entries.items() if path not in self._fresh)
        if self._pack < 0 or (self._size > _SMALL and used < self._size * (1 - _MOST_WASTE)):
            self._rewrite()
        else:
            self._append()
        if self._base and len(self._moved) <= max(_FEW, len(self.entries) * _SMALL_SHARE):
            changes = {path: self.entries.get(path) for path in sorted(self._moved)}
            kept.save(self.folder / "changes", {"base": self._base, "entries": changes})
        else:
            self._base, self._moved = os.urandom(8), set()
            index = {"pipeline": self.pipeline, "name": self._base, "entries": dict(self.entries)}
            kept.save(self.folder / "index", index)
            # Until they are gone they are passed over: they are counted from another index.
            kept.remove(self.folder / "changes")
        self._changed = False

    def _append(self) -> None:
        with (self.folder / "pack").open("ab") as target:
            offset = target.tell()
            for path, raw in self._fresh.items():
                self._place(path, offset)
                target.write(raw)
                offset += len(raw)

    def _rewrite(self) -> None:
        parts, offset = [], 0
        for path, entry in self.entries.items():
            raw = self._fresh.get(path)
            raw = self._read(entry.place[0], entry.place[1]) if raw is None else raw
            self._place(path, offset)
            parts.append(raw)
            offset += len(raw)
        # An index that is older than the pack must not find other stories in it.
        kept.remove(self.folder / "index")
        self._base = b""
        kept.write(self.folder / "pack", b"".join(parts))

    def _place(self, path: str, offset: int) -> None:
        entry = self.entries[path]
        self.entries[path] = replace(entry, place=(offset, entry.place[1], entry.place[2]))

    def close(self) -> None:
        """Let go of the pack."""
        if self._pack >= 0:
            os.close(self._pack)
            self._pack = -1
