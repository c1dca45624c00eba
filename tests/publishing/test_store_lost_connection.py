"""Switches and removals that are cut off at any of their requests, in a bucket that is a folder."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from newsroom.core.operation_error import OperationError
from newsroom.publishing.targets.bucket.target import BucketTarget
from tests.publishing.contract import (
    FIRST,
    HEADERS,
    SECOND,
    SERVERS,
    THIRD,
    as_bytes,
    differences,
    published,
    receipt_of,
    write,
)
from tests.publishing.stores import FolderShelf

pytestmark = pytest.mark.parametrize("server", ["folder"], indirect=True)
_CUT = "the connection was cut"


def cut_off(store: BucketTarget, at: int, act: Callable[[], object]) -> bool:
    """Do something with a store that answers no more from its n-th request on; return whether it came to that."""
    left, lock = [at], threading.Lock()

    def step() -> None:
        with lock:
            left[0] -= 1
            if left[0] <= 0:
                raise OperationError(_CUT)

    store._bucket.step = step  # type: ignore[attr-defined]
    try:
        act()
    except OperationError as refusal:
        if str(refusal) != _CUT:
            raise
        return True
    finally:
        store._bucket.step = lambda: None  # type: ignore[attr-defined]
    return False


def test_a_release_is_the_current_one_only_when_readers_have_all_of_it(shelf: FolderShelf, tmp_path: Path) -> None:
    place, before, switched = shelf.place(tmp_path), FIRST, False
    published(place, FIRST, 1)
    for at in count(1):
        files = SECOND if before is FIRST else FIRST
        site = write(tmp_path / f"site-{at}", files)
        receipt, store = receipt_of(site, 1 + at), shelf.store()
        with store.lock():
            store.upload(site, receipt, SERVERS, HEADERS)
            is_cut = cut_off(store, at, lambda: store.activate(receipt.release))  # noqa: B023  called at once
        served = shelf.served()
        if store.current() == receipt.release:
            assert {path for path, raw in as_bytes(files).items() if served.get(path) != raw} == set(), at
        with store.lock():
            store.recover()
        is_new = store.current() == receipt.release
        assert differences(place, files if is_new else before) == []
        before, switched = (files, True) if is_new else (before, switched)
        if not is_cut:
            break
    assert at > 10
    assert switched


def test_a_removal_that_is_cut_off_has_not_begun_or_is_finished_by_the_next_publisher(
    shelf: FolderShelf, tmp_path: Path
) -> None:
    place, numbers, finished = shelf.place(tmp_path), count(1), 0
    digests = {hashlib.sha256(text.encode()).hexdigest() for text in THIRD.values()}
    for at in count(1):
        published(place, FIRST, next(numbers))
        published(place, THIRD, next(numbers))
        store = shelf.store()
        known = {receipt.release for receipt in store.receipts()}
        old = known - {store.current()}
        with store.lock():
            is_cut = cut_off(store, at, lambda: store.remove(old))  # noqa: B023  called at once
        other = shelf.store("Blake")
        with other.lock():
            said = other.recover()
        left = {receipt.release for receipt in other.receipts()}
        if left != known:
            assert left == {other.current()}, at
            assert set(shelf.names("site/")) == set(THIRD), at
            assert {key.partition(".")[0] for key in shelf.names("state/blobs/")} == digests, at
            assert not [key for key in shelf.names() for release in old if release in key], at
            finished += any("removal" in line for line in said)
        if not is_cut:
            break
    assert finished > 5
