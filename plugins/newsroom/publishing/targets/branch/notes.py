"""Commits beside a branch that is served: one file each, a receipt or a pause, under names that no reader sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from newsroom.publishing import pause as pauses
from newsroom.publishing.local_folders import writable_folder
from newsroom.publishing.targets.branch.git import Git

#: The file that holds a receipt.
RECEIPT = "receipt.json"
#: The name that a pause has at the remote.
_PAUSED = "refs/newsroom/paused"


def make_note(git: Git, name: str, raw: bytes, message: str, seconds: int, parent: str = "") -> str:
    """Make a commit that holds one file, and return its id.

    Args:
        git: the repository.
        name: the name of the file.
        raw: its bytes.
        message: message of the commit.
        seconds: its moment, in seconds since 1970.
        parent: the commit that it follows; empty for none.
    """
    blob = git.run("hash-object", "-w", "--stdin", given=raw).decode().strip()
    tree = git.run("mktree", given=f"100644 blob {blob}\t{name}\n".encode()).decode().strip()
    person = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "newsroom"), ("EMAIL", ""), ("DATE", f"{seconds} +0000"))
    }
    follows = ("-p", parent) if parent else ()
    return git.run("commit-tree", tree, *follows, given=f"{message}\n".encode(), **person).decode().strip()


class ReceiptRepository:
    """A repository for such commits, fetched without the sites that they are of; it needs no lock of a publish.

    Args:
        folder: a local folder.
        repository: the maintainers' repository.
        remote: the name of the remote, or its address.
        where: the branch and the remote, for people.
    """

    def __init__(self, folder: Path, repository: Path, remote: str, where: str) -> None:
        self.git = Git(folder / "receipts.git", repository, where)
        self._folder, self._remote = folder, remote

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with FileLock(writable_folder(self._folder) / "receipts.lock"):
            self.git.prepare()
            yield

    def receipts(self, names: Mapping[str, str], refs: Sequence[str]) -> list[bytes]:
        """Return the receipts under some names; empty for one that is not there."""
        with self._locked():
            wanted = [f"{names[ref]}:{RECEIPT}" for ref in refs]
            lacking = [ref for ref, raw in zip(refs, self.git.contents(wanted), strict=True) if raw is None]
            self._fetch(lacking)
            return [bytes(raw or b"") for raw in self.git.contents(wanted)]

    def _fetch(self, refs: Sequence[str]) -> None:
        if refs:
            self.git.run("fetch", "--quiet", "--no-tags", "--depth=1", self._remote, *(f"+{one}:{one}" for one in refs))

    def commit_before(self, commit: str) -> str:
        """Return the commit before one, which need not be there."""
        raw = self.git.run("cat-file", "commit", commit).decode()
        return next((line.split()[1] for line in raw.splitlines() if line.startswith("parent ")), "")

    def paused(self, names: Mapping[str, str]) -> pauses.Pause | None:
        """Return the pause that the remote holds, by its names."""
        if _PAUSED not in names:
            return None
        with self._locked():
            where = f"{names[_PAUSED]}:{pauses.NAME}"
            if next(self.git.contents([where])) is None:
                self._fetch([_PAUSED])
            return pauses.from_json(bytes(next(self.git.contents([where])) or b""))

    def pause(self, paused: pauses.Pause) -> None:
        """Keep a pause at the remote."""
        seconds = int(datetime.now(UTC).timestamp())
        with self._locked():
            commit = make_note(self.git, pauses.NAME, pauses.to_json(paused), "Pause publishing", seconds)
            self.git.run("push", "--quiet", self._remote, f"+{commit}:{_PAUSED}")

    def resume(self, names: Mapping[str, str]) -> None:
        """Take the pause away."""
        if _PAUSED in names:
            with self._locked():
                self.git.run("push", "--quiet", self._remote, f":{_PAUSED}")
