"""Pictures at every size, made once and kept under the hash of what they are made of."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import PIL

from newsroom.pictures.model import Rendition
from newsroom.pictures.shelf import encode

#: Changes when `encode` would make other bytes of the same picture.
_RECIPE = f"1 Pillow {PIL.__version__}"


class RenditionStore:
    """Keeps encoded pictures in a folder that may be deleted at any time.

    Args:
        folder: where they are kept.
        images: content/images/.
    """

    def __init__(self, folder: Path, images: Path) -> None:
        self.folder, self.images = folder, images

    def prepare(self, wanted: Sequence[Rendition], *, write: bool) -> None:
        """Make what is missing, on all cores (Pillow lets go of the interpreter while it encodes)."""
        missing = [rendition for rendition in wanted if not self._place(rendition).is_file()] if write else []
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
            list(pool.map(self._make, missing))

    def content(self, rendition: Rendition) -> bytes:
        """Return an encoded picture, making it where it is not kept."""
        try:
            kept = self._place(rendition).read_bytes()
        except OSError:
            return self._make(rendition)
        digest, _, body = kept.partition(b"\n")
        # A file that was cut short, or that somebody else wrote, is made again.
        return body if hashlib.sha256(body).hexdigest().encode() == digest else self._make(rendition)

    def _place(self, rendition: Rendition) -> Path:
        key = f"{_RECIPE} {rendition.source.digest} {rendition.source.format} {rendition.width}x{rendition.height}"
        return self.folder / hashlib.sha256(key.encode()).hexdigest()[:32]

    def _make(self, rendition: Rendition) -> bytes:
        raw = (self.images / rendition.source.src).read_bytes()
        body = encode(raw, rendition.source.format, (rendition.width, rendition.height))
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as target:
            target.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        Path(target.name).replace(self._place(rendition))
        return body
