"""Releases in a bucket: their receipts, the metadata of their files, and objects of no release."""

from __future__ import annotations

import contextlib
import gzip
import re
from collections.abc import Callable, Collection, Mapping

from newsroom.core.operation_error import OperationError
from newsroom.publishing.model import Receipt, is_release
from newsroom.publishing.releases import Releases, releases_of
from newsroom.publishing.targets.bucket.bucket import Bucket, ListedObject, ObjectMetadata
from newsroom.publishing.targets.bucket.live import ActivationRecord

RECEIPT, OBJECTS = ".json", ".objects.json"


class StoredReleases:
    """The releases below a prefix of a bucket.

    Args:
        bucket: the bucket.
        where: the bucket, for people.
        key: gives the key of a name.
        live: gives what the last switch left.
    """

    def __init__(
        self, bucket: Bucket, where: str, key: Callable[[str], str], live: Callable[[], ActivationRecord]
    ) -> None:
        self._bucket, self._where, self._key, self._live = bucket, where, key, live
        self._read: dict[str, tuple[str, bytes]] = {}
        self._decoded: dict[bytes, Receipt] = {}

    def known(self, current: str) -> Releases:
        """Return all releases; the one that readers get is among them also where its receipt is gone.

        Args:
            current: the release that readers get; empty for none.
        """
        receipts: dict[str, bytes | None] = {current: None} if is_release(current) else {}
        for name, listed in self._bucket.listing(self._key("releases/")).items():
            release = name.removesuffix(RECEIPT)
            if is_release(release):
                if self._read.get(release, ("",))[0] != listed.etag:
                    self._read[release] = listed.etag, self._raw(name)
                receipts[release] = self._read[release][1]
        return releases_of(receipts, self._damage_message, self._decoded)

    def _raw(self, name: str) -> bytes:
        got = self._bucket.get(self._key(f"releases/{name}"))
        try:
            return gzip.decompress(got.body if got else b"")
        except (OSError, EOFError):
            return b""

    def _damage_message(self, release: str, _fault: str) -> str:
        key = self._key(f"releases/{release}{RECEIPT}")
        return f"{self._where}: {key} was changed by somebody and is no receipt; delete it and publish again."

    def objects(self, release: str) -> dict[str, ObjectMetadata]:
        """Return how each file of a release is stored.

        Raises:
            OperationError: there is no such release.
        """
        stored = None
        fault = OperationError(
            f"{self._where}: there is no release {release}; `invoke releases` lists those that there are."
        )
        try:
            stored = self._bucket.get_json(self._key(f"releases/{release}{OBJECTS}"))
        except OperationError as damage:
            fault = damage
        if stored is not None:
            return {path: ObjectMetadata(*one) for path, one in stored.items()}
        # The release that readers get is written down in another place as well.
        live = self._live()
        if live.release != release:
            raise fault
        return {path: one for path, (_, one) in live.files.items() if path not in live.lingering}

    def digests(self, known: Releases) -> set[str]:
        """Return the digests of all files of all releases."""
        digests = {file.digest for receipt in known.receipts for file in receipt.files.values()}
        for release in known.damaged:
            with contextlib.suppress(OperationError):
                digests |= {one.digest for one in self.objects(release).values()}
        return digests

    def clear_parts(self, known: Releases) -> bool:
        """Remove what belongs to no release; return whether there was anything."""
        releases: Collection[str] = {*known.damaged, *(receipt.release for receipt in known.receipts)}
        stray = [
            self._key(f"{folder}{name}")
            for folder in ("releases/", "servers/")
            for name in self._bucket.listing(self._key(folder))
            if re.split(r"[./]", name)[0] not in releases
        ]
        self._bucket.delete(stray)
        return bool(stray)

    def orphans(self, known: Releases, there: Mapping[str, ListedObject]) -> dict[str, ListedObject]:
        """Return the bytes that no release needs, of those that are there."""
        digests = self.digests(known)
        return {blob: listed for blob, listed in there.items() if blob.partition(".")[0] not in digests}
