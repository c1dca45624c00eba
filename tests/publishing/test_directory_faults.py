"""A publisher is killed at every change that it makes to a folder: readers see one site or the other, whole."""

from __future__ import annotations

import errno
import os
import shutil
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from newsroom.core.operation_error import OperationError
from newsroom.publishing.target import previous
from newsroom.publishing.targets.folder import target as directory
from newsroom.publishing.targets.folder.target import FolderTarget
from tests.publishing import faults
from tests.publishing.sites import MOMENT, publish


def publish_second(folder: Path) -> None:
    """Publish another site, and keep no release but that."""
    target = FolderTarget("public", folder / "public", "a test")
    publish(target, "second")
    with target.lock():
        target.remove([known.release for known in target.receipts()])


def words_shown(folder: Path) -> set[str]:
    """Return the words that the pages of the current site say."""
    site = folder / "current"
    pages = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*") if path.is_file()}
    assert len(pages) == 6, sorted(pages)
    assert all(len(words) == 2_000 for words in pages.values())
    return {words.split()[1] for words in pages.values()}


def test_killed_at_any_change_readers_see_one_site_or_the_other_and_the_next_publish_ends_it(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    publish(FolderTarget("public", whole / "public", "a test"), "first")
    fresh = tmp_path / "fresh"
    shutil.copytree(whole, fresh, symlinks=True)
    changes = faults.run(lambda: publish_second(fresh), 0)
    assert changes >= 50
    seen = set()
    for limit in range(1, changes + 1):
        place = tmp_path / f"at-{limit}"
        shutil.copytree(whole, place, symlinks=True)
        assert faults.run(partial(publish_second, place), limit) == -1
        [words] = words_shown(place / "public")
        seen.add(words)
        target = FolderTarget("public", place / "public", "a test")
        publish(target, "third")
        assert words_shown(place / "public") == {"third"}
        assert all(not target.drift(receipt) for receipt in target.receipts())
        there = sorted(path.name for path in (place / "public/releases").iterdir())
        assert there == sorted(receipt.release for receipt in target.receipts()), "nothing is left over"
        shutil.rmtree(place)
    assert seen == {"first", "second"}


@pytest.mark.parametrize("step", ["_write", "_sync", "_copy", "_point"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_full_disk_or_a_lost_permission_leaves_readers_what_they_had(
    tmp_path: Path, step: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = FolderTarget("public", tmp_path / "public", "a test")
    publish(target, "first")

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(directory, step, fail)
        with pytest.raises((OSError, OperationError)):
            publish(target, "second")
    assert words_shown(target.folder) == {"first"}
    publish(target, "second")
    assert words_shown(target.folder) == {"second"}


def test_a_real_disk_that_is_full(tmp_path: Path) -> None:
    """A folder that may hold no more, where the system lets us make one."""
    resource = pytest.importorskip("resource")
    target = FolderTarget("public", tmp_path / "public", "a test")
    publish(target, "first")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        with pytest.raises((OSError, OperationError), match=r"File too large|larger than the system allows"):
            publish(target, "second")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert words_shown(target.folder) == {"first"}
    publish(target, "second")
    assert words_shown(target.folder) == {"second"}


def test_a_clock_that_jumps_back_changes_no_order(tmp_path: Path) -> None:
    """The order of releases is counted, and taken from no clock."""
    target = FolderTarget("public", tmp_path / "public", "a test")
    first = publish(target, "first")
    second = publish(target, "second", MOMENT - timedelta(days=400))
    assert second.release < first.release
    assert target.current() == second.release
    back = previous(target.receipts(), target.current())
    assert back is not None
    assert back.release == first.release
