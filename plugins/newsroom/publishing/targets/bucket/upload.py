"""Upload of a release's files to a bucket, each content once, named by its digest."""

from __future__ import annotations

import gzip
import hashlib
import itertools
from collections.abc import Callable, Mapping
from pathlib import Path

from newsroom.core.operation_error import OperationError
from newsroom.publishing.model import File, Receipt, read_file
from newsroom.publishing.targets.bucket.blobs import StoredBlobs
from newsroom.publishing.targets.bucket.bucket import Bucket, ObjectMetadata, at_once

#: Files that are larger are read twice, and not into memory, in bytes.
_LARGE = 16 << 20


def upload(
    blobs: StoredBlobs,
    site: Path,
    receipt: Receipt,
    objects: Mapping[str, ObjectMetadata],
    going_on: Callable[[], None],
    on_progress: Callable[[int, int], None],
) -> None:
    """Bring what is not there yet.

    Args:
        blobs: blobs of the store.
        site: the folder with the files of the release.
        receipt: receipt of the release.
        objects: how each is to lie there.
        going_on: asked before each file; it raises when nothing more may be done.
        on_progress: told how many files are done, and of how many; from any thread.

    Raises:
        OperationError: a file is another than the receipt says, or the store will not.
    """
    there = blobs.there()
    missing: dict[str, tuple[Path, File, ObjectMetadata]] = {}
    for path, metadata in objects.items():
        file = receipt.files[path]
        # Of what is packed the size is not known; a store holds an object as a whole or not at all.
        if metadata.blob not in there or not (metadata.encoding or there[metadata.blob].size == file.size):
            missing[metadata.blob] = site / path, file, metadata

    done = itertools.count(1)

    def send(item: tuple[Path, File, ObjectMetadata]) -> None:
        path, file, metadata = item
        try:
            if file.size > _LARGE and not metadata.encoding:
                etag = _upload_large(blobs.bucket, f"{blobs.folder}{metadata.blob}", path, file)
            else:
                etag = _upload(blobs.bucket, f"{blobs.folder}{metadata.blob}", path, file, metadata)
        except OSError as error:
            raise OperationError(f"{path}: it cannot be read ({error.strerror}); build and publish again.") from None
        blobs.brought(metadata.blob, etag, file.size)
        on_progress(next(done), len(missing))

    at_once(send, missing.values(), going_on)


def fetched(bucket: Bucket, prefix: str, objects: Mapping[str, ObjectMetadata], folder: Path) -> None:
    """Bring the files of a release back into a folder.

    Args:
        bucket: the bucket.
        prefix: the prefix of what was brought.
        objects: how each file lies there.
        folder: the folder.

    Raises:
        OperationError: one is not there any more, or cannot be written.
    """

    def fetch(item: tuple[str, ObjectMetadata]) -> None:
        path, metadata = item
        got = bucket.get(f"{prefix}{metadata.blob}")
        if got is None:
            raise OperationError(f"{bucket.where}: of this release the store has lost /{path}")
        try:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(gzip.decompress(got.body) if metadata.encoding else got.body)
        except OSError as error:
            raise OperationError(f"{folder / path}: it cannot be written ({error.strerror})") from None

    at_once(fetch, objects.items(), lambda: None)


def texts(bucket: Bucket, prefix: str) -> dict[str, str]:
    """Return the texts below a prefix, by their names."""
    got = {name: bucket.get(f"{prefix}{name}") for name in bucket.listing(prefix)}
    return {name: one.body.decode() for name, one in got.items() if one}


def _upload(bucket: Bucket, key: str, path: Path, file: File, metadata: ObjectMetadata) -> str:
    raw = path.read_bytes()
    if File(hashlib.sha256(raw).hexdigest(), len(raw)) != file:
        raise _changed(path)
    # The moment is left out, which would make other bytes of the same file each time.
    return bucket.put(key, gzip.compress(raw, mtime=0) if metadata.encoding else raw)


def _upload_large(bucket: Bucket, key: str, path: Path, file: File) -> str:
    if read_file(path) != file:
        raise _changed(path)
    with path.open("rb") as source:
        md5 = hashlib.file_digest(source, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
        source.seek(0)
        # If it changes meanwhile, it is not what its sums say, and the store refuses it.
        return bucket.put(key, source, file.digest, md5)


def _changed(path: Path) -> OperationError:
    return OperationError(f"{path}: it changed while the site was published; leave the folder alone and publish again.")
