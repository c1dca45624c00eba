"""The pages branch target, against a bare repository."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from newsroom.core.header_table import HeaderTable
from newsroom.core.operation_error import OperationError
from newsroom.publishing.model import to_json
from newsroom.publishing.targets.branch.git import Git
from newsroom.publishing.targets.branch.target import BranchTarget
from tests.publishing import contract
from tests.publishing.contract import FIRST, SECOND, SERVERS, Place, as_bytes, published, receipt_of, write
from tests.publishing.publisher import Publisher

pytestmark = pytest.mark.audit
_BESIDE = {".nojekyll", "CNAME", "_headers", "_redirects"}


class Host:
    """A host of pages: a bare repository, and a maintainer's with it as its remote."""

    def __init__(self, folder: Path) -> None:
        self.bare, self.own, self.folder = folder / "host.git", folder / "own", folder
        self.git("init", "--quiet", "--bare", str(self.bare), at=folder)
        self.git("init", "--quiet", str(self.own), at=folder)
        self.git("remote", "add", "origin", str(self.bare), at=self.own)

    def git(self, *arguments: str, at: Path | None = None, given: bytes = b"") -> bytes:
        person = ["-c", "user.name=Somebody", "-c", "user.email=somebody@qn.example"]
        command = ["git", *person, *arguments]
        return subprocess.run(command, cwd=at or self.bare, input=given, capture_output=True, check=True).stdout

    def names(self) -> list[str]:
        return self.git("for-each-ref", "--format=%(refname)").decode().split()

    def target(self, by: str = "Alex", work: str = "work") -> BranchTarget:
        return BranchTarget("test", self.own, work=self.folder / work, by=by)

    def served(self, *, all_of_it: bool = False) -> dict[str, bytes]:
        if not self.git("for-each-ref", "refs/heads/gh-pages"):
            return {}
        with tarfile.open(fileobj=io.BytesIO(self.git("archive", "--format=tar", "gh-pages"))) as files:
            raw = {one.name: files.extractfile(one) for one in files if one.isfile()}
            return {path: one.read() for path, one in raw.items() if one and (all_of_it or path not in _BESIDE)}

    def change(self, path: str, raw: bytes | None) -> None:
        """Commit by hand to the branch, as people do at a host's own pages."""
        clone = self.folder / "clone"
        if not clone.is_dir():
            self.git("clone", "--quiet", "--branch", "gh-pages", str(self.bare), str(clone), at=self.folder)
        self.git("pull", "--quiet", "origin", "gh-pages", at=clone)
        if raw is None:
            (clone / path).unlink()
        else:
            (clone / path).parent.mkdir(parents=True, exist_ok=True)
            (clone / path).write_bytes(raw)
        self.git("add", "--all", at=clone)
        self.git("commit", "--quiet", "-m", "by hand", at=clone)
        self.git("push", "--quiet", "origin", "HEAD:gh-pages", at=clone)

    def damage(self, release: str, raw: bytes | None) -> None:
        """Put another receipt in the place of one, in a commit that follows the same release."""
        ref = f"refs/newsroom/releases/{release}"
        if raw is None:
            self.git("update-ref", "-d", ref)
            return
        one = self.git("hash-object", "-w", "--stdin", given=raw).decode().strip()
        tree = self.git("mktree", given=f"100644 blob {one}\treceipt.json\n".encode()).decode().strip()
        parent = self.git("rev-parse", f"{ref}^").decode().strip()
        self.git("update-ref", ref, self.git("commit-tree", tree, "-p", parent, "-m", "by hand").decode().strip())

    def place(self) -> Place:
        return Place(self.target, self.served, self.change, self.damage, self.folder)


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host(tmp_path)


@pytest.mark.parametrize("promise", contract.CONTRACT, ids=contract.name_of)
def test_a_branch_does_what_a_target_has_to_do(promise: Callable[[Place], None], host: Host) -> None:
    promise(host.place())


def test_another_computer_knows_all_releases_and_can_go_back(host: Host) -> None:
    first, second = published(host.place(), FIRST, 1), published(host.place(), SECOND, 2)
    elsewhere = host.target("Blake", "elsewhere")
    assert elsewhere.current() == second.release
    assert elsewhere.receipts() == [first, second]
    with elsewhere.lock():
        elsewhere.activate(first.release)
    assert host.served() == as_bytes(FIRST)
    assert host.target().drift(first) == []


def test_a_publish_that_is_overtaken_names_the_other_and_changes_nothing(host: Host) -> None:
    published(host.place(), FIRST, 1)
    slow = host.target("Alex", "elsewhere")
    receipt = receipt_of(write(host.folder / "slow", FIRST), 9)
    with slow.lock():
        slow.upload(host.folder / "slow", receipt, SERVERS, HeaderTable())
        theirs = published(host.place(), SECOND, 2, "Blake")
        with pytest.raises(OperationError, match=f"Blake published {theirs.release}"):
            slow.activate(receipt.release)
    assert host.served() == as_bytes(SECOND)


def test_a_branch_of_somebody_else_is_never_overwritten(host: Host) -> None:
    tree = host.git("mktree", given=b"").decode().strip()
    commit = host.git("commit-tree", tree, "-m", "the source").decode().strip()
    host.git("update-ref", "refs/heads/gh-pages", commit)
    target = host.target()
    receipt = receipt_of(write(host.folder / "1", FIRST), 1)
    with target.lock():
        target.upload(host.folder / "1", receipt, SERVERS, HeaderTable())
        with pytest.raises(OperationError, match="not published from here"):
            target.activate(receipt.release)
    assert host.git("rev-parse", "gh-pages").decode().strip() == commit


def test_host_files_are_in_the_branch_and_precompressed_files_are_not(host: Host) -> None:
    target = BranchTarget("test", host.own, domain="qn.example", work=host.folder / "work", by="Alex")
    site = write(host.folder / "1", {**FIRST, "index.html.br": "packed", "index.html.gz": "packed", "a.gz": "own"})
    receipt = receipt_of(site, 1)
    with target.lock():
        target.upload(site, receipt, {**SERVERS, "nginx.conf": "secret paths"}, HeaderTable())
        target.activate(receipt.release)
    served = host.served(all_of_it=True)
    assert served["CNAME"] == b"qn.example"
    assert served[".nojekyll"] == b""
    assert served["_headers"].decode() == SERVERS["_headers"]
    assert set(served) - _BESIDE == {*FIRST, "a.gz"}


def test_a_removed_release_leaves_nothing_at_the_host_and_here(host: Host) -> None:
    place = host.place()
    first = published(place, FIRST, 1)
    gone = host.git("rev-parse", "gh-pages:news/2026/01/one/index.html").decode().strip()
    published(place, SECOND, 2)
    target = host.target()
    with target.lock():
        target.remove({first.release})
    host.git("gc", "--quiet", "--prune=now")
    assert host.git("rev-list", "--count", "gh-pages").decode().strip() == "1"
    for repository in (host.bare, host.folder / "work/pages.git"):
        known = host.git("cat-file", "--batch-check", at=repository, given=gone.encode())
        assert known.split()[1] == b"missing", repository


def test_nobodys_own_name_address_hooks_or_settings_come_into_it(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = host.folder / "settings"
    hooks = host.folder / "hooks"
    hooks.mkdir()
    for name in ("pre-push", "post-commit"):
        (hooks / name).write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        (hooks / name).chmod(0o755)
    settings.write_text(
        f"[user]\n name = Private Person\n email = private@qn.example\n[core]\n hooksPath = {hooks}\n"
        "autocrlf = true\n[commit]\n gpgSign = true\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_DIR", str(host.folder / "nowhere"))
    target = host.target()
    receipt = receipt_of(write(host.folder / "1", FIRST), 1)
    with target.lock():
        target.upload(host.folder / "1", receipt, SERVERS, HeaderTable())
        target.activate(receipt.release)
    monkeypatch.undo()
    assert host.served() == as_bytes(FIRST)
    assert b"rivate" not in host.git("cat-file", "commit", "gh-pages")
    assert host.git("for-each-ref", at=host.own) == b""


#: Changes of a file between the site and the commit: by a disk, a filter of git's or another program.
_SPOILT: dict[str, Callable[[dict[str, bytes]], dict[str, bytes]]] = {
    "changed": lambda files: files | {"index.html": b"another"},
    "lost": lambda files: {path: raw for path, raw in files.items() if path != "feed.atom"},
    "added": lambda files: files | {"more.html": b"of nobody"},
    "changed beside the site": lambda files: files | {"_redirects": b"/ /gone/ 301"},
}


@pytest.mark.parametrize("how", _SPOILT)
def test_a_commit_that_is_not_the_site_is_not_brought_to_the_host(
    how: str, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = Git.import_files

    def spoilt(git: Git, files: Iterable[tuple[str, str, bytes | None]], *rest: str) -> str:
        spoilt_files = _SPOILT[how]({path: raw or b"" for path, _, raw in files})
        return imported(git, [(path, "", raw) for path, raw in spoilt_files.items()], *rest)

    monkeypatch.setattr(Git, "import_files", spoilt)
    target, site = host.target(), write(host.folder / "1", FIRST)
    with target.lock(), pytest.raises(OperationError, match="what git took is not the site"):
        target.upload(site, receipt_of(site, 1), SERVERS, HeaderTable())
    assert host.names() == []


@pytest.mark.parametrize("pages", [3, 300])
@pytest.mark.parametrize("damage", ["", "memory", "objects"])
def test_only_what_changed_is_read(host: Host, monkeypatch: pytest.MonkeyPatch, pages: int, damage: str) -> None:
    files = {f"p{number}.html": f"page {number}" for number in range(pages)}
    published(host.place(), files, 1)
    if damage == "memory":
        (host.folder / "work/blobs.json").write_text('{"a": ["b"', encoding="utf-8")
    if damage == "objects":
        shutil.rmtree(host.folder / "work/pages.git")
    read: list[Path] = []
    read_bytes = Path.read_bytes

    def noted(path: Path) -> bytes:
        read.append(path)
        return read_bytes(path)

    site = write(host.folder / "2", {**files, "p1.html": "another"})
    receipt = receipt_of(site, 2)
    target = host.target()
    with target.lock():
        with monkeypatch.context() as patch:
            patch.setattr(Path, "read_bytes", noted)
            target.upload(site, receipt, SERVERS, HeaderTable())
        target.activate(receipt.release)
    names = sorted(path.name for path in read if path.is_relative_to(site))
    assert names == (sorted(files) if damage else ["p1.html"])
    assert host.served()["p1.html"] == b"another"
    assert target.drift(receipt) == []


def test_only_what_changed_travels(host: Host) -> None:
    published(host.place(), {**FIRST, "big.txt": "\n".join(str(number**3) for number in range(50_000))}, 1)
    before = sum(path.stat().st_size for path in host.bare.rglob("*") if path.is_file())
    published(host.place(), {**SECOND, "big.txt": "\n".join(str(number**3) for number in range(50_000))}, 2)
    after = sum(path.stat().st_size for path in host.bare.rglob("*") if path.is_file())
    assert after - before < 20_000 < before


@pytest.mark.parametrize(
    ("remote", "words"),
    [
        ("nowhere", "no such repository"),
        ("http://name:hunter2@127.0.0.1:1/x.git", "cannot be reached"),
        ("ssh://127.0.0.1:1/x.git", "cannot be reached|no such repository|host key"),
    ],
)
def test_a_remote_that_does_not_answer_is_said_without_its_key(remote: str, words: str, host: Host) -> None:
    target = BranchTarget("test", host.own, remote, work=host.folder / "work", by="Alex")
    with pytest.raises(OperationError, match=words) as refusal:
        target.current()
    assert "hunter2" not in str(refusal.value)


def test_a_host_that_refuses_the_push_is_said(host: Host) -> None:
    hook = host.bare / "hooks/update"
    hook.write_text(
        '#!/bin/sh\ncase "$1" in refs/heads/*) echo protected branch >&2; exit 1;; esac\n', encoding="utf-8"
    )
    hook.chmod(0o755)
    target = host.target()
    receipt = receipt_of(write(host.folder / "1", FIRST), 1)
    with target.lock():
        target.upload(host.folder / "1", receipt, SERVERS, HeaderTable())
        with pytest.raises(OperationError, match="force-push"):
            target.activate(receipt.release)
    assert host.served() == {}
    assert target.current() == ""


def test_a_publisher_killed_at_any_step_leaves_a_whole_site_and_the_next_finishes(
    host: Host, publisher: Publisher
) -> None:
    place, killed = host.place(), 0
    published(place, FIRST, 1)
    for at in range(1, 1000):
        before = host.served()
        files = FIRST if before == as_bytes(SECOND) else SECOND
        site = write(host.folder / f"killed-{at}", files)
        receipt = receipt_of(site, 2 * at)
        (host.folder / "receipt.json").write_bytes(to_json(receipt))
        order = {"repository": host.own, "work": host.folder / "work", "site": site}
        ended = publisher.publish(kind="branch", receipt=host.folder / "receipt.json", at=at, **order)
        served = host.served()
        assert served in (as_bytes(FIRST), as_bytes(SECOND)), f"killed at {at}"
        if ended.startswith("done"):
            break
        assert ended == "killed"
        killed += 1
        other = host.target("Blake")
        with other.lock():
            other.recover()
        current = other.current()
        assert served == (as_bytes(files) if current == receipt.release else before)
        [live] = [known for known in other.receipts() if known.release == current]
        assert other.drift(live) == []
        if not at % 5:
            last = published(place, files, 2 * at + 1, "Blake")
            assert host.served() == as_bytes(files)
            assert host.target().drift(last) == []
            with other.lock():
                other.remove({known.release for known in other.receipts()})
    assert killed > 25
    assert host.served() == as_bytes(files)
