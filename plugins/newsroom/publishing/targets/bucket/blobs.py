"""Contents of a bucket's releases, each once, named by its digest."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from newsroom.publishing.targets.bucket.bucket import Bucket, ListedObject


class StoredBlobs:
    """The objects below a prefix of a bucket, which only the publisher with the lock changes.

    Args:
        bucket: the bucket.
        folder: the prefix.
    """

    def __init__(self, bucket: Bucket, folder: str) -> None:
        self.bucket, self.folder = bucket, folder
        self._listed: dict[str, ListedObject] | None = None
        self._locked = False

    @contextmanager
    def locked(self) -> Iterator[None]:
        """List them at most once in the block: the caller holds the lock."""
        self._locked = True
        try:
            yield
        finally:
            self._locked, self._listed = False, None

    def there(self) -> dict[str, ListedObject]:
        """Return those that are there, by their names."""
        listed = self.bucket.listing(self.folder) if self._listed is None else self._listed
        if self._locked:
            self._listed = listed
        return listed

    def brought(self, blob: str, etag: str, size: int) -> None:
        """Note one that is there from now on."""
        if self._listed is not None:
            self._listed[blob] = ListedObject(etag, size, 0.0)

    def delete(self, blobs: Collection[str]) -> None:
        """Delete some."""
        self._listed = None
        self.bucket.delete(f"{self.folder}{blob}" for blob in blobs)
