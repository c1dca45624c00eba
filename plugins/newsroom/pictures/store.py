"""Pictures at every size, made once and kept under the hash of what they are made of."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from newsroom.pictures.encoding import encode_all
from newsroom.pictures.model import Rendition, Subject, renditions

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
        lacking = [[one for one in renditions(subject) if one.name not in kept] for subject in subjects]
        missing = [wanted for wanted in lacking if wanted]
        bad: list[Subject] = []
        if missing:
            self.folder.mkdir(parents=True, exist_ok=True)
            with ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, _MOST_AT_ONCE)) as pool:
                for number, (wanted, good) in enumerate(zip(missing, pool.map(self._try, missing), strict=True), 1):
                    told(number, len(missing))
                    if not good:
                        bad.append(wanted[0].subject)
        return bad

    def content(self, rendition: Rendition) -> bytes:
        """Return an encoded picture, making it where it is not kept."""
        try:
            kept = (self.folder / rendition.name).read_bytes()
        except OSError:
            return self._make(rendition)
        digest, _, body = kept.partition(b"\n")
        # A file that was cut short, or that somebody else wrote, is made again.
        return body if hashlib.sha256(body).hexdigest().encode() == digest else self._make(rendition)

    def _try(self, wanted: Sequence[Rendition]) -> bool:
        try:
            for rendition, body in encode_all(self._raw(wanted[0]), wanted):
                self._keep(rendition, body)
        except Exception:  # noqa: BLE001  decoders raise anything: see newsroom.pictures.opening
            return False
        return True

    def _make(self, rendition: Rendition) -> bytes:
        [(_, body)] = encode_all(self._raw(rendition), [rendition])
        self._keep(rendition, body)
        return body

    def _raw(self, rendition: Rendition) -> bytes:
        return (self.images / rendition.subject.source.src).read_bytes()

    def _keep(self, rendition: Rendition, body: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as target:
            target.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        Path(target.name).replace(self.folder / rendition.name)
