"""Store of cleaned files: each is cleaned once, and cached under the digest of its inputs."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from newsroom.core import storage
from newsroom.core.text_files import located
from newsroom.engine.cache.manifest import FileState, file_state
from newsroom.engine.cache.store import Blobs, Cache, Records
from newsroom.features.files.cleaning import clean_apart, cleaner_digest
from newsroom.features.files.model import CleanFile, FileFault, ending, kind_of, title

#: The facts about files in the cache, and their cleaned copies.
FACTS, CLEANED = "files", "stripped-files"


class KnownFile(NamedTuple):
    """A file as it was last seen: its state, the digest of its inputs, and the facts about its cleaned copy."""

    file_state: FileState
    made_of: str
    cleaned: CleanFile


def _ignore_progress(_done: int, _of: int) -> None:
    """Ignore the progress."""


class FileStore:
    """Makes files bare, on all cores, and caches them.

    Args:
        cache: the cache.
        content: the folder content/.
    """

    def __init__(self, cache: Cache, content: Path) -> None:
        self.cache, self.content = cache, content
        self._known: dict[str, KnownFile] = {}
        self._records = Records(cache, FACTS, KnownFile)
        self._stripped = Blobs(cache, CLEANED)

    def prepare(
        self, paths: Iterable[str], *, on_progress: Callable[[int, int], None] = _ignore_progress
    ) -> dict[str, CleanFile | FileFault]:
        """Make bare what is new.

        Args:
            paths: below content/, of files that are there.
            on_progress: told how many are made, and how many there are to make.

        Returns:
            Facts about each file, or the reason why it is not published, by path.
        """
        results: dict[str, CleanFile | FileFault] = {}
        missing = []
        paths = [*paths]
        earlier = self._records.find(paths)
        for path in paths:
            known = earlier.get(path)
            if (
                known is not None
                and known.file_state == self._file_state(path)
                and known.made_of.startswith(f"{cleaner_digest()} ")
            ):
                self._known[path], results[path] = known, known.cleaned
            else:
                missing.append(path)
        self._stripped.note_use(known.made_of for known in self._known.values())
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
            for number, (path, result) in enumerate(zip(missing, pool.map(self._try, missing), strict=True), 1):
                on_progress(number, len(missing))
                results[path] = result
        return results

    def content_of(self, path: str) -> bytes:
        """Return the cleaned bytes of a prepared file; clean it again where it is not cached.

        Raises:
            FileFault: the file was changed meanwhile, and is not published.
        """
        known = self._known.get(path)
        body = self._stripped.get(known.made_of) if known else None
        return body if body is not None else self._make(path)[1]

    def _try(self, path: str) -> CleanFile | FileFault:
        try:
            now, made_of = self._file_state(path), self._made_of(path)
            body = self._stripped.get(made_of)
            if body is None:
                cleaned, body = self._make(path)
                self._stripped.put(made_of, body)
            else:
                # Loads FFmpeg's libraries.
                from newsroom.features.files.media import seconds

                kind = kind_of(path)
                long = seconds(body, kind.ending) if kind else 0
                cleaned = CleanFile(hashlib.sha256(body).hexdigest()[:12], len(body), long)
        except FileFault as fault:
            return fault
        except OSError as error:
            if storage.is_full(error) or Path(str(error.filename)) != self._path(path):
                raise
            return FileFault(f"it cannot be read ({error.strerror})", "add it again")
        self._known[path] = KnownFile(now, made_of, cleaned)
        self._records.put(path, self._known[path])
        return cleaned

    def _make(self, path: str) -> tuple[CleanFile, bytes]:
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder, "bare")
            return clean_apart(self._path(path), path, target), target.read_bytes()

    def _path(self, path: str) -> Path:
        return located(self.content, path)

    def _made_of(self, path: str) -> str:
        with self._path(path).open("rb") as source:
            digest = hashlib.file_digest(source, "sha256").hexdigest()
        return f"{cleaner_digest()} {digest} {ending(path)} {title(path)}"

    def _file_state(self, path: str) -> FileState:
        return file_state(self._path(path).stat())
