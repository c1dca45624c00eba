"""An answer of a store is cut at a chosen place: the publish says that the store was not reached."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from newsroom.publishing.store import Store
from tests.publishing.contract import FIRST, SECOND, published, receipt_of, unlike, write
from tests.publishing.stores import Shelf
from tests.publishing.test_store_faults import attempt, lacking, mixed

pytestmark = pytest.mark.audit
_HEAD_ENDS = b"\r\n\r\n"
_MOST = 200
#: Every so many answers are cut, and so many a publish has at least of which all bytes are there already.
_STEP, _FEWEST = 6, 20

#: Where an answer is cut: each makes the number of bytes that arrive out of the bytes of its head and of all.
PLACES: dict[str, Callable[[int, int], int]] = {
    "before it": lambda head, all_of_it: 0,
    "in the status": lambda head, all_of_it: 8,
    "after the status": lambda head, all_of_it: len("HTTP/1.1 200 OK\r\n"),
    "among the headers": lambda head, all_of_it: head // 2,
    "in the last header": lambda head, all_of_it: head - 3,
    "after the headers": lambda head, all_of_it: head,
    "in the body": lambda head, all_of_it: (head + all_of_it) // 2,
    "before the last byte": lambda head, all_of_it: all_of_it - 1,
}
#: … in which store.
CUTS = [
    *(("moto", place) for place in PLACES),
    *(("localstack", place) for place in ("in the last header", "in the body")),
]


class Cable:
    """A connection to a store that breaks off in the n-th answer, for good.

    Args:
        endpoint: the store.
        at: the answer.
        place: where in it.
    """

    def __init__(self, endpoint: str, at: int, place: Callable[[int, int], int]) -> None:
        parts = urlsplit(endpoint)
        self._to, self._at, self._place = (parts.hostname, parts.port), at, place
        self.answers, self._lock = 0, threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.endpoint = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def end(self) -> None:
        self._listener.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=self._carry, args=(self._listener.accept()[0],), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        with contextlib.suppress(OSError), near:
            asked = _last(_message(near))
            with self._lock:
                self.answers += 1
                number = self.answers
            if number > self._at or not asked:
                return
            with socket.create_connection(self._to) as far:
                far.sendall(asked)
                answer = b"".join(iter(lambda: far.recv(1 << 16), b""))
            head = answer.index(_HEAD_ENDS) + len(_HEAD_ENDS)
            near.sendall(answer if number < self._at else answer[: self._place(head, len(answer))])


def _last(request: bytes) -> bytes:
    """Return a request that asks for its connection to be closed, so that an answer ends with it."""
    return request.replace(b"\r\n", b"\r\nConnection: close\r\n", 1)


def _message(connection: socket.socket) -> bytes:
    """Return a request, whole."""
    found = b""
    while _HEAD_ENDS not in found:
        found += _more(connection)
    head, _, body = found.partition(_HEAD_ENDS)
    if re.search(rb"(?i)\r\nexpect: 100", head):
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        head = re.sub(rb"(?i)\r\nexpect: [^\r]*", b"", head)
    length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
    while len(body) < int(length[1] if length else 0):
        body += _more(connection)
    return head + _HEAD_ENDS + body


def _more(connection: socket.socket) -> bytes:
    some = connection.recv(1 << 16)
    if not some:
        raise ConnectionError("the publisher has hung up")
    return some


@pytest.mark.parametrize(("server", "place"), CUTS, indirect=["server"])
def test_an_answer_that_is_cut_at_any_place_is_said_to_be_that(
    place: str, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every sixth answer of a publish, at each place: no listing counts as empty, and nothing as lost."""
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    published(shelf.place(tmp_path), FIRST, 1)
    site, cuts = write(tmp_path / "second", SECOND), 0
    first = 1 + list(PLACES).index(place) % _STEP
    for at in range(first, _MOST, _STEP):
        cable = Cable(shelf.endpoint, at, PLACES[place])
        store = Store("test", shelf.bucket, endpoint=cable.endpoint, work=shelf.work, by="Alex")
        said = attempt(store, site, receipt_of(site, at + 1))
        cable.end()
        assert lacking(shelf.served()) == [], f"cut in answer {at}"
        assert mixed(shelf.served()) == [], f"cut in answer {at}"
        # Behind the switch only the lock is left to be given back, which ends nothing.
        live = shelf.store().current() == receipt_of(site, at + 1).release
        assert "cannot be reached" in said or (live and not said), f"cut in answer {at}: {said}"
        # Whoever would have to wait until the lock is old does not wait here.
        shelf.client.delete_object(Bucket=shelf.bucket, Key="state/lock.json")
        cuts += cable.answers >= at
        if cable.answers < at:
            break
    # The last went through; of what there was to cut in it every sixth answer was cut before.
    assert cuts == (at - first) // _STEP
    assert cable.answers >= _FEWEST
    published(shelf.place(tmp_path), SECOND, _MOST, "Blake")
    assert unlike(shelf.place(tmp_path), SECOND) == []
