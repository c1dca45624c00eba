"""A real server over real ssh and rsync: whole sites or none, whatever is killed or cut."""

from __future__ import annotations

import errno
import fcntl
import getpass
import os
import shlex
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from newsroom.commands import target_choice
from newsroom.core.header_table import HeaderTable
from newsroom.core.operation_error import OperationError
from newsroom.publishing.target import previous
from newsroom.publishing.targets.folder.target import FolderTarget
from newsroom.publishing.targets.ssh import target as ssh
from newsroom.publishing.targets.ssh.remote import Shell, file_option
from newsroom.publishing.targets.ssh.target import SshTarget
from tests.audit.sshd import Sshd, running
from tests.publishing import contract
from tests.publishing.contract import Place, folder_place
from tests.publishing.sites import MOMENT, SERVERS, lay_out, publish, receipt
from tests.publishing.test_directory_faults import words_shown

pytestmark = [pytest.mark.audit, pytest.mark.xdist_group("sshd")]


@pytest.fixture(scope="module")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with running(tmp_path_factory.mktemp("sshd") / "a server's keys") as server:
        yield server


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """The folder on the server; a blank and a quotation mark in it are nobody's business."""
    return tmp_path / "the magazine's"


@pytest.fixture
def target(sshd: Sshd, there: Path, tmp_path: Path) -> SshTarget:
    return SshTarget("web", sshd.shell(there), tmp_path / "work", "robin on desk")


@pytest.mark.parametrize("promise", contract.CONTRACT, ids=contract.name_of)
def test_a_server_does_what_a_target_has_to_do(
    promise: Callable[[Place], None], sshd: Sshd, there: Path, tmp_path: Path
) -> None:
    def target(by: str) -> SshTarget:
        return SshTarget("web", sshd.shell(there), tmp_path / "work" / by.partition(" ")[0], by)

    promise(folder_place(tmp_path, there, target))


def test_a_site_arrives_whole_and_becomes_current(target: SshTarget, there: Path) -> None:
    receipt = publish(target, "first")
    assert words_shown(there) == {"first"}
    assert (there / "headers/current/nginx.conf").read_text() == SERVERS["nginx.conf"]
    assert target.receipts() == [receipt]
    assert target.current() == receipt.release
    assert target.drift(receipt) == []
    assert oct((there / "current/index.html").stat().st_mode)[-3:] == "644"


def test_only_what_changed_travels(target: SshTarget, there: Path) -> None:
    """An unchanged file is the very same file, by its number on the disk."""
    first = publish(target, "first")
    (there / "releases" / first.release / "p0/index.html").stat()
    with target.lock():
        site = lay_out(target.workplace() / "site", "first")
        (site / "p1/index.html").write_text("new")
        second = receipt(target, site, MOMENT + timedelta(hours=1))
        target.upload(site, second, SERVERS, HeaderTable())
        target.activate(second.release)
    same, other = ((there / "releases" / made.release) for made in (first, second))
    assert (same / "p0/index.html").stat().st_ino == (other / "p0/index.html").stat().st_ino
    assert (same / "p1/index.html").stat().st_ino != (other / "p1/index.html").stat().st_ino


@pytest.mark.parametrize("pages", [3, 30])
def test_files_are_read_once_there_and_new_ones_once_more(
    target: SshTarget, there: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages: int
) -> None:
    with target.lock():
        site = lay_out(tmp_path / "one", "first", pages)
        first = receipt(target, site)
        target.upload(site, first, SERVERS, HeaderTable())
        target.activate(first.release)
    (there / "current/p2/index.html").chmod(0o600)
    counted: list[list[str]] = []
    sent: list[list[str]] = []
    digests, send = SshTarget._digests, Shell.send

    def noted_digests(self: SshTarget, folder: str, script: str) -> dict[str, str]:
        sums = digests(self, folder, script)
        counted.append(sorted(path for path, digest in sums.items() if digest != "linked"))
        return sums

    def noted_send(self: Shell, source: Path, place: str, files: list[str]) -> None:
        sent.append([*files])
        send(self, source, place, files)

    monkeypatch.setattr(SshTarget, "_digests", noted_digests)
    monkeypatch.setattr(Shell, "send", noted_send)
    with target.lock():
        site = lay_out(tmp_path / "another", "first", pages)
        (site / "p1/index.html").write_text("new")
        second = receipt(target, site, MOMENT + timedelta(hours=1))
        assert target.drift(first) == []
        target.upload(site, second, SERVERS, HeaderTable())
        target.activate(second.release)
    # One that somebody took rights from is copied there, and gets them back.
    assert counted == [sorted(first.files), ["p1/index.html", "p2/index.html"]]
    assert sent[0] == ["p1/index.html"]
    assert {path.stat().st_mode & 0o777 for path in (there / "current").rglob("*.html")} == {0o644}
    assert target.drift(second) == []


def test_readers_may_read_all_whatever_the_umask_there(there: Path, tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        with running(tmp_path / "keys") as server:
            target = SshTarget("web", server.shell(there), tmp_path / "work", "robin on desk")
            publish(target, "first")
            publish(target, "second")
    finally:
        os.umask(before)
    rights = {path.stat().st_mode & 0o777 for path in [there / "current/", *(there / "current/").rglob("*")]}
    assert rights == {0o755, 0o644}


def test_a_link_in_the_live_release_stops_no_upload(target: SshTarget, there: Path, tmp_path: Path) -> None:
    publish(target, "first")
    (there / "current/p1/link.html").symlink_to("index.html")
    site = lay_out(tmp_path / "another", "second")
    second = receipt(target, site, MOMENT + timedelta(hours=1))
    with target.lock():
        target.upload(site, second, SERVERS, HeaderTable())
        target.activate(second.release)
    assert target.drift(second) == []


def test_the_way_back_and_what_is_removed(target: SshTarget, there: Path) -> None:
    first, second = publish(target, "first"), publish(target, "second")
    back = previous(target.receipts(), target.current())
    assert back == first
    target.activate(first.release)
    assert words_shown(there) == {"first"}
    target.remove([first.release, second.release])
    assert [known.release for known in target.receipts()] == [first.release], "the current one stays"
    assert sorted(path.name for path in (there / "headers").iterdir()) == sorted([first.release, "current"])


def test_the_second_publisher_is_told_who_holds_the_lock(
    target: SshTarget, sshd: Sshd, there: Path, tmp_path: Path
) -> None:
    other = SshTarget("web", sshd.shell(there), tmp_path / "other", "kit on phone")
    with target.lock(), pytest.raises(OperationError, match=r"is under way \(robin on desk\)"), other.lock():
        pass
    with other.lock():
        pass


def test_edits_by_hand_are_reported_and_never_taken_over(target: SshTarget, there: Path) -> None:
    first = publish(target, "first")
    page = there / "releases" / first.release / "p0/index.html"
    before = page.stat()
    page.write_text(page.read_text().replace("first", "FIRST"))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    [said] = target.drift(first)
    assert "p0/index.html is not what was published" in said
    site = lay_out(target.workplace() / "site", "first")
    (site / "p1/index.html").write_text("new")
    second = receipt(target, site, MOMENT + timedelta(hours=1))
    target.upload(site, second, SERVERS, HeaderTable())
    assert target.drift(second) == []


def test_a_server_with_another_key_gets_nothing(sshd: Sshd, there: Path, tmp_path: Path) -> None:
    known = sshd.folder / "known_hosts"
    words = known.read_text()
    other = (sshd.folder / "me.pub").read_text().split()[1]
    known.write_text(" ".join([*words.split()[:2], other]) + "\n")
    try:
        with pytest.raises(OperationError, match="the server's key is not the one that is known, so nothing was sent"):
            publish(SshTarget("web", sshd.shell(there), tmp_path / "work", "x"), "first")
    finally:
        known.write_text(words)
    assert not there.exists()


def test_a_server_whose_key_nobody_has_noted_gets_nothing_and_is_not_said_to_have_another(
    sshd: Sshd, there: Path, tmp_path: Path
) -> None:
    known = sshd.folder / "known_hosts"
    words = known.read_text()
    known.write_text("")
    try:
        with pytest.raises(OperationError, match="the server's key is not known here yet, so nothing was sent"):
            publish(SshTarget("web", sshd.shell(there), tmp_path / "work", "x"), "first")
    finally:
        known.write_text(words)
    assert not there.exists()


@pytest.mark.parametrize(
    "name",
    ["a blank", "it's", 'say "hi"', "100%", "a%h", "#x", "a #b", "$HOME", "ümläut 新聞", "back\\slash", "~x", "a;b|c&d",
     "*", "`id`", "-o x", "end "],
)  # fmt: skip
def test_any_name_of_the_projects_folder_reaches_the_server(
    name: str, sshd: Sshd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The keys lie in the project, as publish.toml names them, and so does the folder that is sent."""
    root = tmp_path / name
    (root / "keys").mkdir(parents=True)
    for file in ("me", "known_hosts"):
        (root / "keys" / file).write_bytes((sshd.folder / file).read_bytes())
        (root / "keys" / file).chmod(0o600)
    fields = f'kind = "ssh"\nhost = "127.0.0.1"\nuser = "{getpass.getuser()}"\nport = {sshd.port}\n'
    files = 'identity = "keys/me"\nknown_hosts = "keys/known_hosts"\n'
    folder = f'dir = "{tmp_path}/there"\n'
    (root / "publish.toml").write_text(f'default = "web"\n\n[target.web]\n{fields}{files}{folder}')
    target, _ = target_choice.target(root)
    publish(target, "first")
    assert words_shown(tmp_path / "there") == {"first"}
    assert target.drift(target.receipts()[0]) == []


def test_a_file_of_keys_that_is_not_there_is_named(tmp_path: Path) -> None:
    words = 'kind = "ssh"\nhost = "127.0.0.1"\ndir = "/srv/x"\nknown_hosts = "keys/known_hosts"\n'
    (tmp_path / "publish.toml").write_text(f'default = "web"\n\n[target.web]\n{words}')
    with pytest.raises(OperationError, match=r"keys/known_hosts as `known_hosts`, and there is no such file"):
        target_choice.target(tmp_path)


def test_nobody_is_let_in_without_the_key(sshd: Sshd, there: Path, tmp_path: Path) -> None:
    shell = sshd.shell(there)
    other = file_option("IdentityFile", str(sshd.folder / "host"))[1]
    options = tuple(other if part.startswith("IdentityFile") else part for part in shell.options)
    shut = type(shell)(shell.login, shell.folder, options)
    with pytest.raises(OperationError, match="the server does not let us in"):
        publish(SshTarget("web", shut, tmp_path / "work", "x"), "first")


def test_a_file_that_changes_on_the_way_is_noticed(target: SshTarget, there: Path) -> None:
    publish(target, "first")
    site = lay_out(target.workplace() / "site", "second")
    new_receipt = receipt(target, site)
    (site / "p1/index.html").write_text("another by now")
    with pytest.raises(OperationError, match="1 files changed on the way"):
        target.upload(site, new_receipt, SERVERS, HeaderTable())
    assert words_shown(there) == {"first"}


def _publish_in_child(target: SshTarget, words: str) -> int:
    child = os.fork()
    if not child:
        os.setsid()
        try:
            publish(target, words)
            os._exit(0)
        except OperationError:
            os._exit(3)
        except BaseException:  # noqa: BLE001  the child must not go on as a second test run
            os._exit(4)
    return child


def _waits(there: Path) -> None:
    """Wait until the server, whose publisher is gone, waits for what that began; a lock that is free is a failure."""
    number = f":{(there / 'releases').stat().st_ino} "
    while not any("->" in line and number in line for line in Path("/proc/locks").read_text().splitlines()):
        with (there / ".publish.lock").open("a") as lock, pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        threading.Event().wait(0.01)


#: In so many parts a publish is cut at this many moments each: one test by itself would take minutes.
_PARTS, _MOMENTS = 5, 5


@pytest.mark.parametrize("part", range(_PARTS))
@pytest.mark.parametrize("fault", ["killed", "cut"])
def test_killed_or_cut_at_any_moment_readers_see_one_site_or_the_other(
    target: SshTarget, sshd: Sshd, there: Path, tmp_path: Path, fault: str, part: int
) -> None:
    """At 25 moments each, spread over the time that a publish takes; the next one ends what was begun."""
    publish(target, "first")
    whole = tmp_path / "whole"
    shutil.copytree(there, whole, symlinks=True)
    started = time.monotonic()
    os.waitpid(_publish_in_child(target, "second"), 0)
    lasted = time.monotonic() - started
    # The server's folder is here as well, and laid out as any other.
    local = FolderTarget("there", there, "a test")
    seen = set()
    for step in range(part, _PARTS * _MOMENTS, _PARTS):
        shutil.rmtree(there)
        shutil.copytree(whole, there, symlinks=True)
        child = _publish_in_child(target, "second")
        threading.Event().wait(lasted * step / (_PARTS * _MOMENTS - 1))
        if fault == "killed":
            os.kill(child, signal.SIGKILL)
        else:
            sshd.cut()
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) in {0, 3}, "it ends with a sentence"
        # A publish that was killed before the server had its lock takes it later, and lets go at once.
        sshd.wait_until_idle(child)
        [words] = words_shown(there)
        seen.add(words)
        publish(target, "third")
        assert words_shown(there) == {"third"}
        left = sorted(path.name for path in (there / "releases").iterdir())
        assert left == sorted(known.release for known in local.receipts())
        assert not any(local.drift(known) for known in local.receipts())
    # The version that readers get at a moment is chance; the next test holds the one of each step.
    assert seen <= {"first", "second"}


#: Where the server waits for the test: in which script, before or behind it, and what readers have then.
_POINTS = {
    "before a release has its place": ("_PLACE", True, "first"),
    "before the switch": ("_ACTIVATE", True, "first"),
    "behind the switch": ("_ACTIVATE", False, "second"),
}


def _opened(pipe: Path, child: int) -> int:
    """Open a pipe to which the server comes; a publish that ends before is a failure."""
    while True:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            assert error.errno == errno.ENXIO  # noqa: PT017  nobody reads there yet
        assert os.waitpid(child, os.WNOHANG) == (0, 0), "the publish has ended"
        threading.Event().wait(0.01)


@pytest.mark.parametrize("point", _POINTS)
@pytest.mark.parametrize("fault", ["killed", "cut"])
def test_killed_or_cut_at_a_step_readers_have_what_that_step_left(
    target: SshTarget, sshd: Sshd, there: Path, tmp_path: Path, fault: str, point: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server itself waits in the middle of a script, by a pipe, until the connection or the publisher is gone."""
    script, before, words = _POINTS[point]
    publish(target, "first")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    waiting = f"read -r line < {shlex.quote(str(pipe))} || exit 1"
    parts = [waiting, getattr(ssh, script)] if before else [getattr(ssh, script), waiting]
    with monkeypatch.context() as patch:
        patch.setattr(ssh, script, "\n".join(parts))
        child = _publish_in_child(target, "second")
    with os.fdopen(_opened(pipe, child), "w"):
        if fault == "killed":
            os.kill(child, signal.SIGKILL)
        else:
            sshd.cut()
        _, status = os.waitpid(child, 0)
        _waits(there)
        with pytest.raises(OperationError, match=r"is under way \(robin on desk\)"):
            publish(target, "third")
    sshd.wait_until_idle(child)
    assert os.WIFSIGNALED(status) if fault == "killed" else os.waitstatus_to_exitcode(status) == 3
    assert words_shown(there) == {words}
    publish(target, "third")
    assert words_shown(there) == {"third"}
    local = FolderTarget("there", there, "a test")
    assert sorted(path.name for path in (there / "releases").iterdir()) == sorted(
        known.release for known in local.receipts()
    )
