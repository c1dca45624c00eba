"""A bucket that is a folder: the store's own code, without a server, so that each of its steps can be tried."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote, unquote

from filelock import FileLock

from newsroom.core.operation_error import OperationError
from newsroom.publishing.targets.bucket.bucket import Bucket, ListedObject, ObjectMetadata, StoredObject


class FolderBucket(Bucket):
    """A bucket whose objects are files: what is stored with an object is its first line, its bytes are the rest.

    Args:
        name: the name of the bucket, which is a folder.
        where: the bucket, for people.
        region: of no use here.
        endpoint: the folder that the bucket is in.
    """

    def __init__(self, name: str, where: str, *, region: str = "", endpoint: str = "") -> None:
        self.name, self.where = name, where
        self._folder = Path(endpoint, name)
        #: Called before everything that is asked of it, as a request would be sent.
        self.step: Callable[[], object] = lambda: None

    def listing(self, prefix: str) -> dict[str, ListedObject]:
        """Return what is under a prefix, by its key without it."""
        self.step()
        found = {}
        for file in sorted(self._folder.iterdir()):
            key = unquote(file.name)
            if key.startswith(prefix) and not file.name.startswith(".") and (got := self._read(key)):
                found[key.removeprefix(prefix)] = ListedObject(got.etag, len(got.body), got.age)
        return found

    def get(self, key: str) -> StoredObject | None:
        """Return an object; nothing where there is none."""
        self.step()
        return self._read(key)

    def put(self, key: str, body: bytes | IO[bytes], digest: str = "", md5: str = "", **headers: Any) -> str:
        """Store an object and return its ETag."""
        self.step()
        raw = body if isinstance(body, bytes) else body.read()
        if md5 and hashlib.md5(raw, usedforsecurity=False).hexdigest() != md5:
            raise OperationError(f"{self.where}: what arrived is not what was sent")
        return self._write(key, raw, headers)

    def put_if(self, key: str, body: bytes, *, etag: str = "") -> str | None:
        """Store an object where there is none, or where there is one with an ETag; return the new ETag, or nothing."""
        self.step()
        with FileLock(self._folder.with_suffix(".lock")):
            found = self._read(key)
            return self._write(key, body, {}) if (found.etag if found else "") == etag else None

    def copy(self, source: str, key: str, served: ObjectMetadata) -> str:
        """Copy an object, with headers of its own, and return its ETag."""
        self.step()
        found = self._read(source)
        if found is None:
            raise OperationError(f"{self.where}: it answered NoSuchKey")
        return self._write(key, found.body, served.headers())

    def digest(self, key: str) -> str:
        """Return the digest of the file that an object says it was made of; empty where it says none."""
        self.step()
        return str(self.headers(key).get("Metadata", {}).get("sha256", ""))

    def delete(self, keys: Iterable[str]) -> None:
        """Delete objects; those that are not there are no fault."""
        if ordered := sorted(keys):
            self.step()
        for key in ordered:
            self._file(key).unlink(missing_ok=True)

    def headers(self, key: str) -> dict[str, Any]:
        """Return what is stored with an object; empty where there is none."""
        try:
            with self._file(key).open("rb") as file:
                headers: dict[str, Any] = json.loads(file.readline())
        except FileNotFoundError:
            return {}
        return headers

    def _file(self, key: str) -> Path:
        return self._folder / quote(key, safe="")

    def _read(self, key: str) -> StoredObject | None:
        file = self._file(key)
        try:
            raw, written = file.read_bytes(), file.stat().st_mtime
        except FileNotFoundError:
            return None
        body = raw.partition(b"\n")[2]
        return StoredObject(body, _etag(body), max(0.0, time.time() - written))

    def _write(self, key: str, body: bytes, headers: dict[str, Any]) -> str:
        file = self._file(key)
        part = file.with_name(f".{_etag(file.name.encode())}")
        part.write_bytes(json.dumps(headers).encode() + b"\n" + body)
        part.replace(file)
        return _etag(body)


def _etag(body: bytes) -> str:
    return hashlib.md5(body, usedforsecurity=False).hexdigest()
