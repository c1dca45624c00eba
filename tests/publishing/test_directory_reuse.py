"""A release that is made out of an old one is what one made from nothing is, whatever was done to the old one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.core.header_table import HeaderTable
from newsroom.publishing.model import Receipt
from newsroom.publishing.targets.folder.target import FolderTarget
from tests.publishing import faults
from tests.publishing.sites import MOMENT, SERVERS, lay_out, publish, receipt

_NEXT = "releases/.next"


def published(target: FolderTarget, words: str, hour: int, *, pages: int = 3, keep: int = 1) -> Receipt:
    """Publish a site of which one page and the style differ from others, and remove what is too old."""
    with target.lock():
        target.recover()
        place = target.workplace()
        try:
            site = lay_out(place / "site", "same", pages)
            (site / "p1/index.html").write_text(f"another page, {words}")
            one = receipt(target, site, MOMENT + timedelta(hours=hour))
            target.upload(site, one, SERVERS, HeaderTable())
            target.activate(one.release)
        finally:
            shutil.rmtree(place, ignore_errors=True)
        old = [known.release for known in target.receipts()][:-keep]
        target.remove(old, reuse=True)
    return one


@pytest.fixture
def target(tmp_path: Path) -> FolderTarget:
    """Return a folder in which a release waits to be reused."""
    target = FolderTarget("public", tmp_path / "public", "a test")
    published(target, "first", 0)
    published(target, "second", 1)
    return target


def files_of(place: Path) -> dict[str, str]:
    return {path.relative_to(place).as_posix(): path.read_text("utf-8") for path in place.rglob("*") if path.is_file()}


def folders_of(place: Path) -> set[str]:
    return {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_dir()}


def test_the_waiting_release_has_nothing_that_the_live_one_lacks(target: FolderTarget) -> None:
    waiting, live = files_of(target.folder / _NEXT), files_of(target.folder / "current")
    assert waiting == {path: words for path, words in live.items() if path != "p1/index.html"}
    assert [known.release for known in target.receipts()] == [target.current()]


def test_names_of_the_old_release_stay(target: FolderTarget) -> None:
    kept = (target.folder / _NEXT / "p0").stat().st_ino
    third = published(target, "third", 2)
    live = target.folder / "releases" / third.release
    assert (live / "p0").stat().st_ino == kept
    assert target.verify(third) == []
    assert (live / "p1/index.html").read_text() == "another page, third"


def written_to(waiting: Path) -> None:
    # In place would be in the live release too: somebody put another file there.
    (waiting / "p0/index.html").unlink()
    (waiting / "p0/index.html").write_text("index.html same ".ljust(2_000, "!"))


def closed(waiting: Path) -> None:
    shutil.copy(waiting / "p0/index.html", waiting / "copy")
    (waiting / "copy").replace(waiting / "p0/index.html")
    (waiting / "p0/index.html").chmod(0o600)


def more(waiting: Path) -> None:
    (waiting / "secret.html").write_text("a draft")
    (waiting / "deep/er").mkdir(parents=True)
    (waiting / "deep/er/secret.html").write_text("a draft")


def linked(waiting: Path) -> None:
    (waiting / "p0/index.html").unlink()
    (waiting / "p0/index.html").symlink_to("/etc/hostname")
    (waiting / "p9").symlink_to("/etc")


def swapped(waiting: Path) -> None:
    (waiting / "p0/index.html").rename(waiting / "between")
    (waiting / "p2/index.html").rename(waiting / "p0/index.html")
    (waiting / "between").rename(waiting / "p2/index.html")


def a_folder_for_a_file(waiting: Path) -> None:
    (waiting / "robots.txt").unlink()
    (waiting / "robots.txt").mkdir()


def a_file_for_a_folder(waiting: Path) -> None:
    shutil.rmtree(waiting / "p0")
    (waiting / "p0").write_text("no folder")


def emptied(waiting: Path) -> None:
    shutil.rmtree(waiting)
    waiting.mkdir()


def a_link_itself(waiting: Path) -> None:
    shutil.rmtree(waiting)
    waiting.symlink_to("/etc")


@pytest.mark.parametrize(
    "change",
    [written_to, closed, more, linked, swapped, a_folder_for_a_file, a_file_for_a_folder, emptied, a_link_itself],
)
def test_changes_by_hand_get_into_no_release(target: FolderTarget, change: Callable[[Path], None]) -> None:
    change(target.folder / _NEXT)
    third = published(target, "third", 2, keep=2)
    live = target.folder / "releases" / third.release
    assert target.verify(third) == []
    assert files_of(live).keys() == third.files.keys()
    assert folders_of(live) == {"p0", "p1", "p2", "theme"}
    assert {path.stat().st_mode & 0o777 for path in live.rglob("*") if path.is_file()} == {0o666 & ~_umask()}
    assert all(target.verify(known) == [] for known in target.receipts())


def test_a_removal_for_good_leaves_nothing_to_reuse(target: FolderTarget) -> None:
    """As a takedown asks for it, which may find no release besides the live one."""
    with target.lock():
        target.remove([])
    assert not (target.folder / _NEXT).exists()


def test_a_release_without_a_receipt_is_removed_and_not_reused(target: FolderTarget) -> None:
    shutil.rmtree(target.folder / _NEXT)
    live = target.current()
    shutil.copytree(target.folder / "releases" / live, target.folder / "releases/20260101T000000Z-0123456789ab")
    with target.lock():
        target.remove(["20260101T000000Z-0123456789ab"], reuse=True)
    assert sorted(path.name for path in (target.folder / "releases").iterdir()) == [live]


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(2, 5), st.integers(1, 3), st.booleans()), min_size=2, max_size=7
    )
)
def test_every_kept_release_is_whole_after_any_publishes(steps: list[tuple[str, int, int, bool]]) -> None:
    """Each release is, file for file, what its receipt says; those that are kept share no change of a later one."""
    with tempfile.TemporaryDirectory() as name:
        target = FolderTarget("public", Path(name) / "public", "a test")
        for hour, (words, pages, keep, back) in enumerate(steps):
            one = published(target, words, hour, pages=pages, keep=keep)
            receipts = target.receipts()
            assert receipts[-1] == one
            if back:
                with target.lock():
                    target.activate(receipts[0].release)
            for known in receipts:
                assert target.drift(known) == target.verify(known) == []
                assert folders_of(target.folder / "releases" / known.release) == {
                    path.rpartition("/")[0] for path in known.files if "/" in path
                }


def _publish_third(folder: Path) -> None:
    published(FolderTarget("public", folder / "public", "a test"), "third", 2)


def test_killed_at_any_change_readers_see_one_release_or_the_other(target: FolderTarget, tmp_path: Path) -> None:
    before = target.current()
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    shutil.copytree(target.folder, fresh / "public", symlinks=True)
    changes = faults.run(lambda: _publish_third(fresh), 0)
    after = FolderTarget("public", fresh / "public", "a test").current()
    assert changes >= 20
    seen = set()
    for limit in range(1, changes + 1):
        place = tmp_path / f"at-{limit}"
        place.mkdir()
        # Hard links, as releases have them: a copy would lose what makes them one file.
        shutil.copytree(target.folder, place / "public", symlinks=True, copy_function=os.link)
        assert faults.run(partial(_publish_third, place), limit) == -1
        killed = FolderTarget("public", place / "public", "a test")
        seen.add(killed.current())
        [live] = [known for known in killed.receipts() if known.release == killed.current()]
        assert killed.verify(live) == []
        fourth = published(killed, "fourth", 3)
        assert killed.verify(fourth) == []
        there = {path.name for path in (place / "public/releases").iterdir()}
        assert there <= {fourth.release, ".next"}
        shutil.rmtree(place)
    assert seen == {before, after}


def test_a_site_of_other_files_alone_reuses_nothing(target: FolderTarget) -> None:
    new = publish(target, "other", MOMENT + timedelta(hours=5))
    assert target.verify(new) == []


def _umask() -> int:
    before = os.umask(0)
    os.umask(before)
    return before
