"""Pictures at every size, made once and kept under the hash of what they are made of."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import PIL

from newsroom.pictures.model import Measured, Rendition
from newsroom.pictures.shelf import encode

#: Changes when `encode` would make other bytes of the same picture.
RECIPE = f"2 Pillow {PIL.__version__}"


def _nobody(_done: int, _of: int) -> None:
    """Tell nobody."""


class RenditionStore:
    """Keeps encoded pictures in a folder that may be deleted at any time.

    Args:
        folder: where they are kept.
        images: content/images/.
    """

    def __init__(self, folder: Path, images: Path) -> None:
        self.folder, self.images = folder, images

    def prepare(
        self, wanted: Sequence[Rendition], *, write: bool, told: Callable[[int, int], None] = _nobody
    ) -> list[Measured]:
        """Make what is missing, on all cores (Pillow lets go of the interpreter while it encodes).

        Args:
            wanted: the sizes.
            write: whether to keep them; otherwise one size of each is tried.
            told: told how many are made, and how many there are to make.

        Returns:
            The pictures that cannot be made, such as files that were cut short.
        """
        missing = [rendition for rendition in wanted if not self._place(rendition).is_file()]
        if not write:
            missing = list({rendition.source: rendition for rendition in missing}.values())
        bad: set[Measured] = set()
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
            made = pool.map(partial(self._try, write=write), missing)
            for number, (rendition, good) in enumerate(zip(missing, made, strict=True), 1):
                told(number, len(missing))
                if not good:
                    bad.add(rendition.source)
        return sorted(bad, key=lambda measured: measured.src)

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
        key = f"{RECIPE} {rendition.source.digest} {rendition.source.format} {rendition.width}x{rendition.height}"
        return self.folder / hashlib.sha256(key.encode()).hexdigest()[:32]

    def _try(self, rendition: Rendition, *, write: bool) -> bool:
        try:
            body = self._encoded(rendition)
        # Pillow says SyntaxError of a PNG whose parts do not fit.
        except (OSError, SyntaxError, ValueError):
            return False
        if write:
            self._keep(rendition, body)
        return True

    def _make(self, rendition: Rendition) -> bytes:
        body = self._encoded(rendition)
        self._keep(rendition, body)
        return body

    def _encoded(self, rendition: Rendition) -> bytes:
        raw = (self.images / rendition.source.src).read_bytes()
        return encode(raw, rendition.source.format, (rendition.width, rendition.height))

    def _keep(self, rendition: Rendition, body: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as target:
            target.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        Path(target.name).replace(self._place(rendition))
