"""A folder as target; what every target has to do is in test_targets."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from newsroom.core.header_table import HeaderTable
from newsroom.core.operation_error import OperationError
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


def test_a_receipt_that_somebody_spoilt_is_named(target: FolderTarget) -> None:
    receipt = publish(target, "first")
    path = target.folder / "receipts" / f"{receipt.release}.json"
    path.write_text("{}")
    with pytest.raises(OperationError, match=r"this is no receipt .*; move it and its release away"):
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
