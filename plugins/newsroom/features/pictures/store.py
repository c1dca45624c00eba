"""Pictures at every size, made once and kept under the hash of what they are made of."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from newsroom.core import storage
from newsroom.core.kept_bytes import KeptBytes
from newsroom.features.pictures.encoding import encode_all
from newsroom.features.pictures.model import Rendition, Subject, renditions

#: More would ask for gigabytes: of a picture there are a few copies at its full size while it is made.
_MOST_AT_ONCE = 8


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

    def prepare(self, subjects: Sequence[Subject], told: Callable[[int, int], None] = _nobody) -> list[Subject]:
        """Make what is missing, on all cores (Pillow lets go of the interpreter while it encodes).

        Args:
            subjects: the pictures.
            told: told how many are made, and how many there are to make.

        Returns:
            Those that cannot be made.
        """
        # One look at the folder is quicker than one for each of ten thousand files.
        kept = {path.name for path in self.folder.iterdir()} if self.folder.is_dir() else set()
        lacking = [
            [one for one in renditions(subject) if self._kept.name(one.name) not in kept] for subject in subjects
        ]
        missing = [wanted for wanted in lacking if wanted]
        bad: list[Subject] = []
        if missing:
            with ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, _MOST_AT_ONCE)) as pool:
                for number, (wanted, good) in enumerate(zip(missing, pool.map(self._try, missing), strict=True), 1):
                    told(number, len(missing))
                    if not good:
                        bad.append(wanted[0].subject)
        return bad

    def content(self, rendition: Rendition) -> bytes:
        """Return an encoded picture, making it where it is not kept."""
        kept = self._kept.get(rendition.name)
        return kept if kept is not None else self._make(rendition)

    def _try(self, wanted: Sequence[Rendition]) -> bool:
        try:
            for rendition, body in encode_all(self._raw(wanted[0]), wanted):
                self._kept.put(rendition.name, body)
        except Exception as error:
            # Decoders raise anything: see newsroom.features.pictures.opening.
            if storage.is_full(error):
                raise
            return False
        return True

    def _make(self, rendition: Rendition) -> bytes:
        [(_, body)] = encode_all(self._raw(rendition), [rendition])
        self._kept.put(rendition.name, body)
        return body

    def _raw(self, rendition: Rendition) -> bytes:
        return (self.images / rendition.subject.source.src).read_bytes()
