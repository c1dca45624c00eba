"""Bytes that took time to make, kept in a folder that may be deleted at any time."""

from __future__ import annotations

import hashlib
from collections.abc import Container
from pathlib import Path

from newsroom.core import storage


class KeptBytes:
    """Bytes under names that say all that they are made of.

    Args:
        folder: where they are kept; made when the first are.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @staticmethod
    def name(made_of: str) -> str:
        """Return the name of the file for the bytes that are made of something."""
        return hashlib.sha256(made_of.encode()).hexdigest()[:32]

    def place(self, made_of: str) -> Path:
        """Return where the bytes lie that are made of something; it may hold nothing yet."""
        return self.folder / self.name(made_of)

    def get(self, made_of: str) -> bytes | None:
        """Return what is kept; None where nothing is, or where it was cut short or somebody else wrote it."""
        try:
            kept = self.place(made_of).read_bytes()
        except OSError:
            return None
        digest, _, body = kept.partition(b"\n")
        return body if hashlib.sha256(body).hexdigest().encode() == digest else None

    def put(self, made_of: str, body: bytes) -> None:
        """Keep bytes; a reader finds all of them or none."""
        self.folder.mkdir(parents=True, exist_ok=True)
        storage.write_whole(self.place(made_of), hashlib.sha256(body).hexdigest().encode() + b"\n" + body, "new-")

    def keep_only(self, made_of: Container[str]) -> None:
        """Forget what was kept under other names than those of ``made_of``, as `place` gives them."""
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                if path.name not in made_of and not path.name.startswith("new-"):
                    path.unlink(missing_ok=True)
