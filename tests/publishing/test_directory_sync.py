"""A release is on the disk before readers are led to it, and nothing else of the machine is waited for."""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.core import storage
from newsroom.publishing.model import Receipt
from newsroom.publishing.targets.folder import target as directory
from newsroom.publishing.targets.folder.target import FolderTarget
from tests.publishing.sites import SERVERS, publish
from tests.publishing.test_directory_faults import words_shown

pytestmark = pytest.mark.skipif(not hasattr(os, "O_DIRECTORY"), reason="folders cannot be opened here")


@pytest.fixture
def target(tmp_path: Path) -> FolderTarget:
    return FolderTarget("public", tmp_path / "public", "a test")


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The syncs of the whole machine."""
    asked: list[str] = []
    monkeypatch.setattr(os, "sync", lambda: asked.append("sync"))
    return asked


def number(path: Path) -> int:
    return path.lstat().st_ino


def parts(target: FolderTarget, made: Receipt) -> set[int]:
    """Return the number on the disk of everything that a release is made of."""
    release, headers = (target.folder / kind / made.release for kind in ("releases", "headers"))
    receipt = target.folder / "receipts" / f"{made.release}.json"
    folders = (receipt.parent, headers.parent, release.parent)
    assert {path.name for path in headers.iterdir()} == set(SERVERS)
    return {number(path) for path in (*release.rglob("*"), release, *headers.iterdir(), headers, receipt, *folders)}


@pytest.mark.parametrize("before", [0, 1, 2])
def test_all_of_a_release_and_nothing_else_is_on_the_disk_before_it_is_current(
    target: FolderTarget, machine: list[str], before: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for count in range(before):
        publish(target, f"number {count}")
    written: set[int] = set()
    at_the_switch: list[set[int]] = []
    point = directory._point
    monkeypatch.setattr(os, "fsync", lambda handle: written.add(os.fstat(handle).st_ino))
    monkeypatch.setattr(directory, "_point", lambda *to: (at_the_switch.append(set(written)), point(*to)))
    receipt = publish(target, "new")
    assert at_the_switch[0] == parts(target, receipt)
    assert machine == []


def test_a_name_is_on_the_disk_after_the_release_has_got_it(
    target: FolderTarget, machine: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[Path]] = []
    there: list[bool] = []

    def flush(paths: list[Path]) -> None:
        asked.append(list(paths))
        there.append(any(path.is_dir() and not path.name.startswith(".") for path in releases.iterdir()))

    releases = target.folder / "releases"
    monkeypatch.setattr(directory, "_sync", flush)
    publish(target, "new")
    assert there == [False, True]
    assert asked[1] == [releases]


def test_a_rollback_waits_for_nothing_but_names(
    target: FolderTarget, machine: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = publish(target, "first"), publish(target, "second")
    written: set[int] = set()
    monkeypatch.setattr(os, "fsync", lambda handle: written.add(os.fstat(handle).st_ino))
    target.activate(first.release)
    assert words_shown(target.folder) == {"first"}
    assert written == {number(target.folder / "releases")}
    assert machine == []


def test_of_very_many_files_the_disk_is_written_through_before_readers_are_led_to_them(
    target: FolderTarget, machine: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    flush_disk = storage._flush_disk
    one_by_one: list[int] = []
    disks: list[tuple[int, str]] = []
    monkeypatch.setattr(storage, "_MANY", 3)
    monkeypatch.setattr(os, "fsync", one_by_one.append)

    def noted(path: Path) -> bool:
        disks.append((path.lstat().st_dev, target.current()))
        return flush_disk(path)

    monkeypatch.setattr(storage, "_flush_disk", noted)
    publish(target, "new")
    assert disks == [(target.folder.stat().st_dev, "")]
    assert len(one_by_one) <= 3, "names alone"
    assert machine == []


def test_a_disk_that_fails_as_a_whole_leaves_readers_what_they_had(
    target: FolderTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(target, "first")

    class Library:
        def syncfs(self, _: int) -> int:
            ctypes.set_errno(errno.EIO)
            return -1

    monkeypatch.setattr(storage, "_MANY", 3)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Library())
    with pytest.raises(OSError, match=str(target.folder)) as failed:
        publish(target, "second")
    assert failed.value.errno == errno.EIO
    assert words_shown(target.folder) == {"first"}


def _fails(code: int) -> Callable[[int], None]:
    def fsync(_: int) -> None:
        raise OSError(code, os.strerror(code))

    return fsync


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP, errno.ENOSYS])
def test_a_disk_that_cannot_write_one_file_through_is_synced_whole(
    target: FolderTarget, machine: list[str], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", _fails(code))
    publish(target, "new")
    assert words_shown(target.folder) == {"new"}
    assert machine != []


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EDQUOT])
def test_a_disk_that_fails_leaves_readers_what_they_had_and_the_error_names_a_file(
    target: FolderTarget, machine: list[str], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sync of the whole machine tells nobody of it."""
    publish(target, "first")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", _fails(code))
        with pytest.raises(OSError, match=str(target.folder)) as failed:
            publish(target, "second")
    assert failed.value.errno == code
    assert words_shown(target.folder) == {"first"}
    publish(target, "third")
    assert words_shown(target.folder) == {"third"}


def test_links_are_passed_over(target: FolderTarget, machine: list[str], tmp_path: Path) -> None:
    """One that leads nowhere is no reason to fail."""
    publish(target, "first")
    (target.folder / "headers" / "stray").symlink_to(tmp_path / "nowhere")
    directory._sync([target.folder / "headers" / "stray"])
    assert machine == []
