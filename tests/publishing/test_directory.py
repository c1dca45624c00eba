"""A folder as target; what every target has to do is in test_targets."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newsroom.core.header_table import HeaderTable
from newsroom.core.operation_error import OperationError
from newsroom.publishing import file_digests
from newsroom.publishing.model import Receipt, read_file
from newsroom.publishing.targets.folder import target as directory
from newsroom.publishing.targets.folder.target import FolderTarget
from tests.building import ROOT
from tests.publishing import contract
from tests.publishing.contract import Place, folder_place
from tests.publishing.sites import MOMENT, SERVERS, lay_out, publish, receipt


@pytest.fixture
def target(tmp_path: Path) -> FolderTarget:
    return FolderTarget("public", tmp_path / "public", "robin on desk")


def test_the_second_publisher_is_told_who_holds_the_lock(target: FolderTarget) -> None:
    other = FolderTarget("public", target.folder, "kit on phone")
    with target.lock(), pytest.raises(OperationError, match=r"is under way \(robin on desk, since 20"), other.lock():
        pass
    with other.lock():
        pass


def test_the_lock_of_a_killed_publisher_holds_nobody_up(target: FolderTarget) -> None:
    program = (
        "import os, pathlib, signal\n"
        "from newsroom.publishing.targets.folder.target import FolderTarget\n"
        f"with FolderTarget('public', pathlib.Path({str(target.folder)!r}), 'x').lock():\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    path = {"PYTHONPATH": str(ROOT / "plugins")}
    assert subprocess.run([sys.executable, "-c", program], check=False, env=path).returncode == -9
    with target.lock():
        pass


def test_a_file_that_changes_while_it_is_published_is_refused(target: FolderTarget) -> None:
    first = publish(target, "first")
    with target.lock():
        site = lay_out(target.workplace() / "site", "second")
        new_receipt = receipt(target, site)
        (site / "p1/index.html").write_text("another by now")
        with pytest.raises(OperationError, match=r"p1/index\.html changed while it was published"):
            target.upload(site, new_receipt, SERVERS, HeaderTable())
    assert target.current() == first.release
    assert [known.release for known in target.receipts()] == [first.release]


def _numbers(target: FolderTarget, release: str) -> dict[str, int]:
    """Return the number on the disk of each file of a release."""
    folder = target.folder / "releases" / release
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def _publish(target: FolderTarget, site: Path, at: datetime) -> Receipt:
    with target.lock():
        new_receipt = receipt(target, site, at)
        target.upload(site, new_receipt, SERVERS, HeaderTable())
        target.activate(new_receipt.release)
    return new_receipt


def test_files_that_are_the_same_in_two_releases_are_one_on_the_disk(target: FolderTarget, tmp_path: Path) -> None:
    site = lay_out(tmp_path / "site", "first")
    first = _publish(target, site, MOMENT)
    (site / "p1/index.html").write_text("another page")
    second = _publish(target, site, MOMENT + timedelta(hours=1))
    old, new = _numbers(target, first.release), _numbers(target, second.release)
    assert {path for path in old if old[path] != new[path]} == {"p1/index.html"}
    built = {path.stat().st_ino for path in site.rglob("*") if path.is_file()}
    assert not built & {*old.values(), *new.values()}, "no release shares a file with the folder that builds write to"
    assert target.verify(first) == target.verify(second) == []


def test_files_that_somebody_changed_by_hand_get_into_no_further_release(target: FolderTarget, tmp_path: Path) -> None:
    site = lay_out(tmp_path / "site", "first")
    _publish(target, site, MOMENT)
    for name, change in (("p0", "write"), ("p1", "replace"), ("p2", "link")):
        page = target.folder / "current" / name / "index.html"
        times, length = page.stat(), page.stat().st_size
        if change != "write":
            page.unlink()
        if change == "link":
            page.symlink_to(site / name / "index.html")
        else:
            page.write_text("by hand".ljust(length))
            os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
    (site / "index.html").write_text("another front page")
    second = _publish(target, site, MOMENT + timedelta(hours=1))
    assert target.verify(second) == []


def test_a_file_that_somebody_took_rights_from_gets_them_back_in_the_next_release(
    target: FolderTarget, tmp_path: Path
) -> None:
    site = lay_out(tmp_path / "site", "first")
    first = _publish(target, site, MOMENT)
    (target.folder / "current/p0/index.html").chmod(0o600)
    (site / "p1/index.html").write_text("another page")
    second = _publish(target, site, MOMENT + timedelta(hours=1))
    pages = [target.folder / "current" / path for path in second.files]
    assert {path.stat().st_mode for path in pages} == {(target.folder / "current/p1/index.html").stat().st_mode}
    old, new = _numbers(target, first.release), _numbers(target, second.release)
    assert {path for path in old if old[path] != new[path]} == {"p0/index.html", "p1/index.html"}


def test_where_a_file_can_have_no_second_name_it_is_copied(
    target: FolderTarget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    site = lay_out(tmp_path / "site", "first")
    first = _publish(target, site, MOMENT)
    monkeypatch.setattr(os, "link", refused)
    (site / "p1/index.html").write_text("another page")
    second = _publish(target, site, MOMENT + timedelta(hours=1))
    assert not {*_numbers(target, first.release).values()} & {*_numbers(target, second.release).values()}
    assert target.verify(second) == []


def test_only_new_files_are_read_copied_and_written_through(
    target: FolderTarget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when the names that older releases have for the same files go."""
    read: list[str] = []
    copied: list[str] = []
    flushed: list[str] = []
    copy, sync = directory._copy, directory._sync

    def noted_sync(paths: Iterable[Path]) -> None:
        asked = [*paths]
        flushed.extend(path.name for path in asked)
        sync(asked)

    monkeypatch.setattr(file_digests, "_SETTLED", -1)
    monkeypatch.setattr(file_digests, "read_file", lambda path: read.append(path.name) or read_file(path))
    monkeypatch.setattr(directory, "_copy", lambda *given: copied.append(given[3]) or copy(*given))
    monkeypatch.setattr(directory, "_sync", noted_sync)
    site = lay_out(tmp_path / "site", "first", pages=20)
    receipts = [_publish(target, site, MOMENT)]
    for hour in (1, 2, 3):
        (site / "p1/index.html").write_text(f"another page, {hour}")
        for names in (read, copied, flushed):
            names.clear()
        assert target.drift(receipts[-1]) == []
        receipts.append(_publish(target, site, MOMENT + timedelta(hours=hour)))
        with target.lock():
            target.remove([one.release for one in receipts[:-1]])
        assert target.drift(receipts[-1]) == []
        assert (read, copied) == ([], ["p1/index.html"])
        assert [name for name in flushed if name.endswith(".html")] == ["index.html"]


def test_a_receipt_that_somebody_spoilt_is_named(target: FolderTarget) -> None:
    receipt = publish(target, "first")
    path = target.folder / "receipts" / f"{receipt.release}.json"
    path.write_text("{}")
    with pytest.raises(OperationError, match=r"this is no receipt, or not a whole one; move it and its release away"):
        target.receipts()


def test_the_same_site_at_the_same_moment_is_one_release(target: FolderTarget) -> None:
    first = publish(target, "first")
    publish(target, "second", MOMENT + timedelta(hours=1))
    again = publish(target, "first")
    assert again.release == first.release == target.current()
    assert again.number == 3
    assert [known.number for known in target.receipts()] == [2, 3]


def test_a_release_that_was_changed_is_not_taken_for_the_same(target: FolderTarget) -> None:
    first = publish(target, "first")
    publish(target, "second")
    (target.folder / "releases" / first.release / "index.html").write_text("by hand")
    with pytest.raises(OperationError, match="has been changed since it was published"):
        publish(target, "first")


def test_headers_catch_up_when_a_publish_was_killed_between_the_two_links(target: FolderTarget) -> None:
    first = publish(target, "first")
    second = publish(target, "second")
    link = target.folder / "headers" / "current"
    link.unlink()
    link.symlink_to(first.release)
    with target.lock():
        target.recover()
    assert link.readlink().name == second.release


def test_the_release_before_stays_at_hand_for_pages_that_are_open(target: FolderTarget) -> None:
    first, second = publish(target, "first"), publish(target, "second")
    previous = target.folder / "previous"
    assert str(previous.readlink()) == f"releases/{first.release}"
    target.activate(second.release)
    assert previous.readlink().name == first.release, "what is current already is not what was before"
    target.activate(first.release)
    assert previous.readlink().name == second.release


@pytest.mark.parametrize("promise", contract.CONTRACT, ids=contract.name_of)
def test_a_folder_does_what_a_target_has_to_do(promise: Callable[[Place], None], tmp_path: Path) -> None:
    public = tmp_path / "public"
    promise(folder_place(tmp_path, public, lambda by: FolderTarget("test", public, by)))


def test_a_pause_that_cannot_be_read_is_one_still(tmp_path: Path) -> None:
    target = FolderTarget("test", tmp_path, "me")
    for damaged in (b"", b"{", b"[]", b'{"reason": 1}', b"\xff"):
        (tmp_path / "paused.json").write_bytes(damaged)
        paused = target.paused()
        assert paused is not None
        assert "cannot be read" in paused.reason
