"""An answer of a store is cut at a chosen place: the publish says that the store was not reached."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.publishing.targets.bucket.target import BucketTarget
from tests.publishing.contract import FIRST, SECOND, differences, published, receipt_of, write
from tests.publishing.relay import HEADERS_END, Relay
from tests.publishing.stores import Shelf
from tests.publishing.test_store_faults import attempt, lacking, mixed

pytestmark = pytest.mark.audit
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


class Cable(Relay):
    """A connection to a store that breaks off in the n-th answer, for good.

    Args:
        endpoint: the store.
        at: the answer.
        place: where in it.
    """

    def __init__(self, endpoint: str, at: int, place: Callable[[int, int], int]) -> None:
        self._at, self._place, self.answers = at, place, 0
        super().__init__(endpoint)

    def carry(self, near: socket.socket, request: bytes) -> None:
        """Pass answers on, the n-th in part and none after it."""
        with self.lock:
            self.answers += 1
            number = self.answers
        if number > self._at:
            return
        answer = self.ask(request)
        head = answer.index(HEADERS_END) + len(HEADERS_END)
        near.sendall(answer if number < self._at else answer[: self._place(head, len(answer))])


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
        store = BucketTarget("test", shelf.bucket, endpoint=cable.endpoint, work=shelf.work, by="Alex")
        said = attempt(store, site, receipt_of(site, at + 1))
        cable.end()
        served = shelf.served()
        assert lacking(served) == [], f"cut in answer {at}"
        assert mixed(served) == [], f"cut in answer {at}"
        # Behind the switch only the lock is left to be given back, which ends nothing.
        live = shelf.store().current() == receipt_of(site, at + 1).release
        assert "cannot be reached" in said or (live and not said), f"cut in answer {at}: {said}"
        # The next publish need not wait here until the lock is old.
        shelf.open()
        cuts += cable.answers >= at
        if cable.answers < at:
            break
    # The last went through; of what there was to cut in it every sixth answer was cut before.
    assert cuts == (at - first) // _STEP
    assert cable.answers >= _FEWEST
    published(shelf.place(tmp_path), SECOND, _MOST, "Blake")
    assert differences(shelf.place(tmp_path), SECOND) == []
