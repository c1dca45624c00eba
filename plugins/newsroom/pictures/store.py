"""Pictures at every size, made once and kept under the hash of what they are made of."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import PIL

from newsroom.core.kept_bytes import KeptBytes
from newsroom.files import svg
from newsroom.files.model import FileFault
from newsroom.pictures.model import Measured, Rendition
from newsroom.pictures.shelf import encode

#: Changes when `encode` would make other bytes of the same picture.
RECIPE = f"2 Pillow {PIL.__version__}, {svg.RECIPE}"


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
        self._kept = KeptBytes(folder)

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
        missing = [rendition for rendition in wanted if not self._kept.place(_made_of(rendition)).is_file()]
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
        kept = self._kept.get(_made_of(rendition))
        return kept if kept is not None else self._make(rendition)

    def _try(self, rendition: Rendition, *, write: bool) -> bool:
        try:
            body = self._encoded(rendition)
        # Pillow says SyntaxError of a PNG whose parts do not fit.
        except (OSError, SyntaxError, ValueError, FileFault):
            return False
        if write:
            self._kept.put(_made_of(rendition), body)
        return True

    def _make(self, rendition: Rendition) -> bytes:
        body = self._encoded(rendition)
        self._kept.put(_made_of(rendition), body)
        return body

    def _encoded(self, rendition: Rendition) -> bytes:
        raw = (self.images / rendition.source.src).read_bytes()
        return encode(raw, rendition.source.format, (rendition.width, rendition.height))


def _made_of(rendition: Rendition) -> str:
    return f"{RECIPE} {rendition.source.digest} {rendition.source.format} {rendition.width}x{rendition.height}"
