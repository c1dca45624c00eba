"""The site that readers of a store get, whatever becomes of a publish, and how the next one finishes it."""

from __future__ import annotations

import posixpath
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from botocore.awsrequest import AWSResponse
from bs4 import BeautifulSoup

from newsroom.core.operation_error import OperationError
from newsroom.publishing.model import Receipt, to_json
from newsroom.publishing.targets.bucket.target import BucketTarget
from tests.publishing.contract import (
    FIRST,
    HEADERS,
    SECOND,
    SERVERS,
    as_bytes,
    differences,
    published,
    receipt_of,
    write,
)
from tests.publishing.publisher import Publisher
from tests.publishing.stores import EACH_STORE, FolderShelf, Shelf

pytestmark = pytest.mark.audit
#: After how many pieces a connection is cut, to which store.
CUTS = [*(("moto", pieces) for pieces in range(5, 260, 20)), *(("localstack", pieces) for pieces in (25, 105, 185))]
_ASKED = (("link", "href"), ("img", "src"), ("img", "srcset"), ("script", "src"), ("a", "href"))


def lacking(served: dict[str, bytes]) -> list[str]:
    """Return what pages refer to that is not there."""
    found = []
    for path, raw in served.items():
        if not path.endswith(".html"):
            continue
        tree = BeautifulSoup(raw, "lxml")
        named = [tag[name].split()[0] for kind, name in _ASKED for tag in tree.find_all(kind, attrs={name: True})]
        for address in named:
            file = unquote(urlsplit(posixpath.join(f"/{path}", address)).path).removeprefix("/")
            if (f"{file}index.html" if file.endswith("/") or not file else file) not in served:
                found.append(f"/{path} refers to {address}")
    return found


def mixed(served: dict[str, bytes]) -> list[str]:
    """Return what is neither of the one release nor of the other."""
    one, other = as_bytes(FIRST), as_bytes(SECOND)
    return [path for path, raw in served.items() if raw not in {one.get(path), other.get(path)}]


def test_pages_that_lack_something_are_found() -> None:
    served = as_bytes(SECOND)
    assert lacking(served) == []
    del served["images/two.0123456789.webp"], served["news/2026/01/one/index.html"]
    assert len(lacking(served)) == 3


#: Before each of its steps at a bucket that is a folder, and before some of its requests to stores.
_KILLS = [("folder", 1), ("moto", 5), ("localstack", 7)]


@pytest.mark.parametrize(("server", "every"), _KILLS, indirect=["server"])
def test_a_publisher_killed_at_any_step_leaves_whole_pages_and_the_next_finishes(
    every: int, shelf: Shelf | FolderShelf, publisher: Publisher, tmp_path: Path
) -> None:
    place, number, killed = shelf.place(tmp_path), 1, 0
    kind = "folder" if isinstance(shelf, FolderShelf) else "store"
    published(place, FIRST, number)
    for at in range(1, 1000, every):
        number += 1
        files, before = (SECOND, FIRST) if killed % 2 == 0 else (FIRST, SECOND)
        site = write(tmp_path / f"killed-{number}", files)
        receipt = receipt_of(site, number)
        (tmp_path / "receipt.json").write_bytes(to_json(receipt))
        order = {"endpoint": shelf.endpoint, "bucket": shelf.bucket, "work": shelf.work, "site": site}
        ended = publisher.publish(kind=kind, receipt=tmp_path / "receipt.json", at=at, **order)
        served = shelf.served()
        assert lacking(served) == [], f"killed at {at}"
        assert mixed(served) == [], f"killed at {at}"
        if ended.startswith("done"):
            break
        assert ended == "killed"
        killed += 1
        # The next publish finishes the activation, and need not wait for the lock to grow old.
        other = place.target("Blake")
        with other.lock():
            other.recover()
            current = other.current()
            assert differences(place, files if current == receipt.release else before) == []
            assert current in {known.release for known in other.receipts()}
        number += 1
        last = published(place, files, number, "Blake")
        assert differences(place, files) == []
        other = place.target("Blake")
        assert other.drift(last) == []
        with other.lock():
            other.remove({known.release for known in other.receipts()})
        assert [known.release for known in other.receipts()] == [last.release]
    assert killed > 50 // every
    held = {file.digest for file in last.files.values()}
    assert {key.partition(".")[0] for key in shelf.names("state/blobs/")} <= held | {
        file.digest for file in receipt.files.values()
    }


def refuse(store: BucketTarget, at: int, code: str, status: int) -> list[int]:
    """Let a store refuse everything from the n-th thing on that it is asked for; return where the count is kept."""
    count, lock = [0], threading.Lock()
    body = f"<Error><Code>{code}</Code><Message>secret AKIAEXAMPLE</Message></Error>".encode()

    class Raw:
        def stream(self, *_: object, **__: object) -> Iterator[bytes]:
            yield body

    def answer(request: Any, **_: object) -> AWSResponse | None:
        with lock:
            count[0] += 1
            if count[0] < at:
                return None
        return AWSResponse(request.url, status, {"content-type": "application/xml"}, Raw())

    store._bucket._client.meta.events.register("before-send.s3", answer)
    return count


def attempt(store: BucketTarget, site: Path, receipt: Receipt) -> str:
    """Publish, and return why it was refused; nothing when it was not."""
    try:
        with store.lock():
            store.recover()
            store.upload(site, receipt, SERVERS, HEADERS)
            store.activate(receipt.release)
    except OperationError as refusal:
        return str(refusal)
    return ""


def refuse_in_folder(store: BucketTarget, at: int) -> list[int]:
    """Do the same where the store is a folder, in the words for a key without rights."""
    count, lock = [0], threading.Lock()

    def step() -> None:
        with lock:
            count[0] += 1
            if count[0] >= at:
                raise OperationError("access was denied")

    store._bucket.step = step  # type: ignore[attr-defined]
    return count


@pytest.mark.parametrize(("server", "every"), [("folder", 1), ("moto", 9)], indirect=["server"])
def test_a_key_that_loses_its_rights_at_any_step_leaves_whole_pages(
    every: int, shelf: Shelf | FolderShelf, tmp_path: Path
) -> None:
    place, in_folder = shelf.place(tmp_path), isinstance(shelf, FolderShelf)
    published(place, FIRST, 1)
    for turn, at in enumerate(range(1, 1000, every), 1):
        files = SECOND if turn % 2 else FIRST
        site = write(tmp_path / f"refused-{at}", files)
        store = shelf.store()
        count = refuse_in_folder(store, at) if in_folder else refuse(store, at, "AccessDenied", 403)
        said = attempt(store, site, receipt_of(site, 2 * turn))
        assert not said or "access was denied" in said
        assert "AKIA" not in said
        served = shelf.served()
        assert lacking(served) == []
        assert mixed(served) == []
        if count[0] < at:
            break
        # The lock could not be given back either, and its holder lives: what a person would wait for is done here.
        shelf.open()
        published(place, files, 2 * turn + 1, "Blake")
        assert differences(place, files) == []
        other = place.target("Blake")
        with other.lock():
            other.remove({known.release for known in other.receipts()})
    assert at > 20
    assert differences(place, files) == []


class Cable:
    """A connection to a store that is cut after so many pieces went through it."""

    def __init__(self, endpoint: str, pieces: int) -> None:
        parts = urlsplit(endpoint)
        self._to = (parts.hostname, parts.port)
        self._left, self._lock, self._ends = pieces, threading.Lock(), [socket.create_server(("127.0.0.1", 0))]
        self.endpoint = f"http://127.0.0.1:{self._ends[0].getsockname()[1]}"
        self._threads = [threading.Thread(target=self._listen)]
        self._threads[0].start()

    @property
    def cut(self) -> bool:
        return self._left <= 0

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._ends[0].accept()
                far = socket.create_connection(self._to)
            except OSError:
                return
            self._ends += [near, far]
            for one, other in ((near, far), (far, near)):
                self._threads.append(threading.Thread(target=self._carry, args=(one, other)))
                self._threads[-1].start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        try:
            while data := one.recv(1 << 16):
                with self._lock:
                    self._left -= 1
                if self.cut:
                    self.end()
                    return
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)
        except OSError:
            return

    def end(self) -> None:
        for end in list(self._ends):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
            finally:
                end.close()


@pytest.mark.parametrize(("server", "pieces"), CUTS, indirect=["server"])
def test_a_network_that_is_cut_leaves_whole_pages_and_the_next_publish_finishes(
    pieces: int, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = shelf.place(tmp_path)
    published(place, FIRST, 1)
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    site = write(tmp_path / "second", SECOND)
    receipt = receipt_of(site, 2)
    cable = Cable(shelf.endpoint, pieces)
    store = BucketTarget("test", shelf.bucket, endpoint=cable.endpoint, work=shelf.work, by="Alex")
    said = attempt(store, site, receipt)
    # How many pieces there are is chance.
    assert not said or "cannot be reached" in said
    cable.end()
    served = shelf.served()
    assert lacking(served) == []
    assert mixed(served) == []
    # Its process has not ended, only the publish: whoever held the lock let go of the local file that stands for it.
    published(place, SECOND, 3, "Blake")
    assert differences(place, SECOND) == []


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [
        ("AccessDenied", 403, "access was denied"),
        ("NoSuchBucket", 404, "no such bucket"),
        ("RequestTimeTooSkewed", 403, "clock is wrong"),
        ("InvalidAccessKeyId", 403, "not one that it knows"),
        ("SignatureDoesNotMatch", 403, "not one that it knows"),
        ("ExpiredToken", 400, "has expired"),
        ("AuthorizationHeaderMalformed", 400, "another region"),
        ("SlowDown", 503, "overloaded"),
        ("XMinioStorageFull", 507, "full"),
        ("Oddity", 400, "it answered Oddity"),
    ],
)
def test_errors_of_a_store_are_plain_sentences(
    code: str, status: int, words: str, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    store = shelf.store()
    refuse(store, 1, code, status)
    asks: tuple[Callable[[], object], ...] = (store.current, store.receipts, lambda: store.lock().__enter__())
    for ask in asks:
        with pytest.raises(OperationError, match=words) as refusal:
            ask()
        assert "AKIA" not in str(refusal.value)


def test_a_publisher_without_a_key_is_told_where_to_put_it(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(OperationError, match="AWS_ACCESS_KEY_ID"):
        shelf.store().current()


@EACH_STORE
def test_a_bucket_that_is_not_there_is_said(shelf: Shelf, tmp_path: Path) -> None:
    store = BucketTarget("test", "no-such-bucket", endpoint=shelf.endpoint, work=tmp_path, by="Alex")
    with pytest.raises(OperationError, match="no such bucket"), store.lock():
        pass


def test_a_store_that_nobody_answers_for_is_said(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
    store = BucketTarget("test", shelf.bucket, endpoint=f"http://127.0.0.1:{port}", work=tmp_path, by="Alex")
    with pytest.raises(OperationError, match="cannot be reached"):
        store.current()
