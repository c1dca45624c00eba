"""Files that leave the house: each made bare once, and kept under the hash of what it is made of."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from newsroom.core import storage
from newsroom.core.kept_bytes import KeptBytes
from newsroom.core.text_files import located
from newsroom.features.files.cleaning import RECIPE, clean_apart
from newsroom.features.files.media import seconds
from newsroom.features.files.model import CleanFile, FileFault, ending, kind_of, title

#: The size, times and number of a file.
FileStamp = tuple[int, int, int, int]
#: What is remembered of a file: its stamp, what its cleaned copy is made of, and what is known of that.
Known = tuple[FileStamp, str, CleanFile]


def _nobody(_done: int, _of: int) -> None:
    """Tell nobody."""


class FileStore:
    """Makes files bare, on all cores, and keeps them.

    Args:
        folder: where they are kept.
        content: the folder content/.
        remembered: what earlier builds knew of files, by path below content/; this one adds to it.
    """

    def __init__(self, folder: Path, content: Path, remembered: dict[str, Known]) -> None:
        self.content, self.remembered = content, remembered
        self._kept = KeptBytes(folder)

    def prepare(
        self, paths: Iterable[str], *, write: bool, told: Callable[[int, int], None] = _nobody
    ) -> dict[str, CleanFile | FileFault]:
        """Make bare what is new.

        Args:
            paths: below content/, of files that are there.
            write: whether to keep what is made.
            told: told how many are made, and how many there are to make.

        Returns:
            What is known of each, or why it is not published.
        """
        found: dict[str, CleanFile | FileFault] = {}
        missing = []
        for path in paths:
            known = self.remembered.get(path)
            if known is not None and known[0] == self._stamp(path) and known[1].startswith(f"{RECIPE} "):
                found[path] = known[2]
            else:
                missing.append(path)
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
            for number, (path, result) in enumerate(
                zip(missing, pool.map(lambda path: self._try(path, write=write), missing), strict=True), 1
            ):
                told(number, len(missing))
                found[path] = result
        if write:
            self._forget(found)
        return found

    def content_of(self, path: str) -> bytes:
        """Return what is published of a file that was prepared, making it where it is not kept.

        Raises:
            FileFault: the file was changed meanwhile, and is not published.
        """
        known = self.remembered.get(path)
        body = self._kept.get(known[1]) if known else None
        return body if body is not None else self._make(path)[1]

    def _try(self, path: str, *, write: bool) -> CleanFile | FileFault:
        try:
            stamp, made_of = self._stamp(path), self._made_of(path)
            body = self._kept.get(made_of)
            if body is None:
                cleaned, body = self._make(path)
                if write:
                    self._kept.put(made_of, body)
            else:
                kind = kind_of(path)
                long = seconds(body, kind.ending) if kind else 0
                cleaned = CleanFile(hashlib.sha256(body).hexdigest()[:12], len(body), long)
        except FileFault as fault:
            return fault
        except OSError as error:
            if storage.is_full(error) or Path(str(error.filename)) != self._place(path):
                raise
            return FileFault(f"it cannot be read ({error.strerror})", "add it again")
        self.remembered[path] = (stamp, made_of, cleaned)
        return cleaned

    def _make(self, path: str) -> tuple[CleanFile, bytes]:
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder, "bare")
            return clean_apart(self._place(path), path, target), target.read_bytes()

    def _place(self, path: str) -> Path:
        return located(self.content, path)

    def _made_of(self, path: str) -> str:
        with self._place(path).open("rb") as source:
            digest = hashlib.file_digest(source, "sha256").hexdigest()
        return f"{RECIPE} {digest} {ending(path)} {title(path)}"

    def _stamp(self, path: str) -> FileStamp:
        status = self._place(path).stat()
        return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino

    def _forget(self, found: dict[str, CleanFile | FileFault]) -> None:
        """Forget what nobody links to any more: recordings are large."""
        for path in self.remembered.keys() - {path for path, what in found.items() if isinstance(what, CleanFile)}:
            del self.remembered[path]
        self._kept.keep_only({self._kept.place(made_of).name for _, made_of, _ in self.remembered.values()})
