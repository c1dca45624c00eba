"""Lock in a bucket: an object that names the publisher, who renews it while the publish runs."""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from newsroom.core.operation_error import OperationError
from newsroom.publishing.local_folders import writable_folder
from newsroom.publishing.targets.bucket.bucket import Bucket, StoredObject

#: A lock that is as old as this, in seconds by the store's own clock, is nobody's any more.
STALE = 300.0
#: It is renewed this often.
_EVERY = 60.0
#: Seconds without a renewal after which a publish stops, before others may begin.
_GIVE_UP = STALE - _EVERY


class Lease:
    """The right to change what is in a bucket.

    Args:
        bucket: the bucket.
        key: the key of the lock.
        folder: a local folder. A process keeps a file in it locked as long as it lives, so that whoever publishes next
            from this computer need not wait until a lock is old.
        by: name of the user and of the machine that publish, for the lock.
    """

    def __init__(self, bucket: Bucket, key: str, folder: Path, by: str) -> None:
        self._bucket, self._key, self._folder, self._by = bucket, key, folder, by
        self._etag = ""
        self._renewed = 0.0
        self._ended = threading.Event()

    def check(self) -> None:
        """Go on only while nobody else may have begun.

        Raises:
            OperationError: the lock was not renewed in time, or somebody has taken it.
        """
        if not self._etag or time.monotonic() - self._renewed > _GIVE_UP:
            raise OperationError(
                f"{self._bucket.where}: the lock was lost, because the store could not be reached for long or somebody "
                "else took it; publish again, which goes on where this ended."
            )

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock.

        Raises:
            OperationError: somebody else holds it.
        """
        token = secrets.token_hex(8)
        alive = writable_folder(self._folder) / token
        with FileLock(alive):
            since = datetime.now(UTC)
            self._acquire(token, since)
            beat = threading.Thread(
                target=self._renew,
                args=(token, since),
                daemon=True,
                name="store lock",
            )
            beat.start()
            try:
                yield
            finally:
                self._ended.set()
                beat.join()
                if self._let_go():
                    alive.unlink(missing_ok=True)

    def _body(self, token: str, since: datetime) -> bytes:
        # The nonce gives every renewal an ETag of its own.
        record = {"by": self._by, "since": since.isoformat(), "token": token, "nonce": secrets.token_hex(4)}
        return json.dumps(record).encode()

    def _acquire(self, token: str, since: datetime) -> None:
        for _ in range(3):
            self._renewed = time.monotonic()
            self._etag = self._bucket.put_if(self._key, self._body(token, since)) or ""
            if self._etag:
                return
            stored = self._bucket.get(self._key)
            if stored is None:
                continue
            if _record(stored).get("token") == token:
                # The first answer was lost on its way, and what was asked again met what is ours.
                self._etag = stored.etag
                return
            if not self._abandoned(stored):
                raise OperationError(_lock_message(self._bucket.where, stored))
            self._etag = self._bucket.put_if(self._key, self._body(token, since), etag=stored.etag) or ""
            if self._etag:
                return
        raise OperationError(
            f"{self._bucket.where}: somebody else began to publish just now; try again in some minutes."
        )

    def _abandoned(self, stored: StoredObject) -> bool:
        """Return whether whoever held a lock is gone: its process here has ended, or it was not renewed."""
        if stored.age > STALE:
            return True
        file = self._folder / str(_record(stored).get("token", "-")).replace("/", "-")
        if not file.is_file():
            return False
        try:
            with FileLock(file, timeout=0):
                pass
        except Timeout:
            return False
        file.unlink(missing_ok=True)
        return True

    def _renew(self, token: str, since: datetime) -> None:
        while not self._ended.wait(_EVERY):
            began = time.monotonic()
            try:
                etag = self._bucket.put_if(self._key, self._body(token, since), etag=self._etag)
                stored = None if etag else self._bucket.get(self._key)
            except OperationError:
                # The store may be back at the next beat; if it is not, `check` ends the publish in time.
                continue
            if stored and _record(stored).get("token") == token:
                etag = stored.etag
            if etag is None:
                self._etag = ""
                return
            self._etag, self._renewed = etag, began

    def _let_go(self) -> bool:
        """Take the lock away; return whether it is not ours any more."""
        etag, self._etag = self._etag, ""
        self._ended.clear()
        try:
            stored = self._bucket.get(self._key) if etag else None
            if stored is not None and stored.etag == etag:
                self._bucket.delete([self._key])
        except OperationError:
            # The cause has been reported. The file tells the next publish here that this process has ended.
            return False
        return True


def _record(stored: StoredObject) -> dict[str, Any]:
    try:
        record = json.loads(stored.body)
    except ValueError:
        return {}
    return record if isinstance(record, dict) else {}


def _lock_message(where: str, stored: StoredObject) -> str:
    record = _record(stored)
    try:
        since = f"{datetime.fromisoformat(str(record.get('since'))):%Y-%m-%d %H:%M} UTC"
    except ValueError:
        since = "an unknown time"
    remaining = timedelta(seconds=max(0, round(STALE - stored.age)))
    return (
        f"{where}: {record.get('by', 'somebody')} has been publishing since {since}; wait until that has ended. If it "
        f"was cut off, the lock opens by itself in {remaining} (hours:minutes:seconds) without a sign of life."
    )
