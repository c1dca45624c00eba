"""Store of renditions: every size of a picture, made once and cached under the digest of its inputs."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from newsroom.core import storage
from newsroom.engine.cache.store import Blobs, Cache
from newsroom.features.pictures.encoding import encode_all
from newsroom.features.pictures.model import Rendition, Subject, renditions

#: Namespace of encoded pictures in the cache.
NAMESPACE = "pictures"
#: More would ask for gigabytes: of a picture there are a few copies at its full size while it is made.
_MOST_AT_ONCE = 8


def _ignore_progress(_done: int, _of: int) -> None:
    """Ignore the progress."""


class RenditionStore:
    """Keeps encoded pictures in the cache.

    Args:
        cache: the cache.
        images: content/images/.
    """

    def __init__(self, cache: Cache, images: Path) -> None:
        self.cache, self.images = cache, images
        self._cached = Blobs(cache, NAMESPACE)

    def prepare(
        self, subjects: Sequence[Subject], on_progress: Callable[[int, int], None] = _ignore_progress
    ) -> list[Subject]:
        """Make what is missing, on all cores (Pillow lets go of the interpreter while it encodes).

        Args:
            subjects: the pictures.
            on_progress: told how many are made, and how many there are to make.

        Returns:
            Those that cannot be made.
        """
        every = [renditions(subject) for subject in subjects]
        there = self._cached.present([one.name for some in every for one in some])
        lacking = [[one for one in some if one.name not in there] for some in every]
        missing = [wanted for wanted in lacking if wanted]
        bad: list[Subject] = []
        if missing:
            with ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, _MOST_AT_ONCE)) as pool:
                for number, (wanted, good) in enumerate(zip(missing, pool.map(self._try, missing), strict=True), 1):
                    on_progress(number, len(missing))
                    if not good:
                        bad.append(wanted[0].subject)
        return bad

    def content(self, rendition: Rendition) -> bytes:
        """Return an encoded picture, making it where it is not cached."""
        known = self._cached.get(rendition.name)
        return known if known is not None else self._make(rendition)

    def _try(self, wanted: Sequence[Rendition]) -> bool:
        try:
            for rendition, body in encode_all(self._raw(wanted[0]), wanted):
                self._cached.put(rendition.name, body)
        except Exception as error:
            # Decoders raise anything: see newsroom.features.pictures.decoding.
            if storage.is_full(error):
                raise
            return False
        return True

    def _make(self, rendition: Rendition) -> bytes:
        [(_, body)] = encode_all(self._raw(rendition), [rendition])
        self._cached.put(rendition.name, body)
        return body

    def _raw(self, rendition: Rendition) -> bytes:
        return (self.images / rendition.subject.source.src).read_bytes()
