"""A branch that a host of pages serves, as a target.

A release is a commit without history. It is brought under a name that no reader sees, with its receipt in a commit that
follows it, and a switch moves the branch and the name of the current release in one step
([ADR 29](docs/adr/0029-bucket-and-branch-activation.md)).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from newsroom.core.header_table import HeaderTable
from newsroom.core.operation_error import OperationError
from newsroom.publishing.local_folders import writable_folder
from newsroom.publishing.model import Receipt, to_json, uncompressed
from newsroom.publishing.pause import Pause
from newsroom.publishing.releases import Releases, releases_of
from newsroom.publishing.target import tell_nobody
from newsroom.publishing.targets.branch.git import MOVED, Git, GitError, in_words
from newsroom.publishing.targets.branch.notes import RECEIPT, ReceiptRepository, make_note
from newsroom.publishing.targets.branch.stage import KnownBlobs, message, staged, unstaged

_RELEASES, _CURRENT = "refs/newsroom/releases/", "refs/newsroom/current"
_MADE = "made"
#: Files for web servers that static hosts read.
_READ = ("_headers", "_redirects")
#: Names of files in the branch that do not belong to the site.
_BESIDE = frozenset({".nojekyll", "CNAME", *_READ})
_TOLD = 20


class BranchTarget:
    """A branch of a repository that a host of pages serves.

    Args:
        name: its name in publish.toml.
        repository: the maintainers' repository; nothing in it is changed.
        remote: the name of the remote, or its address.
        branch: the branch that is served.
        domain: the domain that the host is told; empty for none.
        work: a local folder.
        by: name of the user and of the machine that publish, for the lock.
    """

    #: A host of pages sends its files, and no web server of ours.
    local_folder = None
    server_folder = ""

    def __init__(
        self,
        name: str,
        repository: Path,
        remote: str = "origin",
        branch: str = "gh-pages",
        domain: str = "",
        *,
        work: Path,
        by: str,
    ) -> None:
        self.name, self.where = name, f"the branch {branch} of {remote}"
        self._remote, self._ref, self._domain, self._work, self._by = remote, f"refs/heads/{branch}", domain, work, by
        if "://" in remote:
            self.where = f"the branch {branch} of {remote.partition('://')[2].rpartition('@')[2]}"
        self._pages = Git(work / "pages.git", repository, self.where)
        # Receipts are fetched without the sites that they are of, into a repository that knows only them.
        self._notes = ReceiptRepository(work, repository, remote, self.where)
        self._blobs = KnownBlobs(self._pages, work / "blobs.json")
        self._seen: dict[str, str] | None = None
        self.on_progress: Callable[[int, int], None] = tell_nobody

    def workplace(self) -> Path:
        """Return a local folder for the build."""
        return writable_folder(self._work / "build")

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep every other publisher of this computer away; one elsewhere is found out when the branch is moved.

        Raises:
            OperationError: somebody holds it.
        """
        holder = writable_folder(self._work) / "holder.json"
        try:
            with FileLock(self._work / "lock", timeout=0):
                holder_note = {"by": self._by, "since": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"}
                holder.write_text(json.dumps(holder_note), encoding="utf-8")
                self._pages.prepare()
                self._seen = self._remote_names()
                try:
                    yield
                finally:
                    self._seen = None
                    holder.unlink(missing_ok=True)
        except Timeout:
            raise OperationError(f"{self.where}: {_lock_message(holder)}; wait until that has ended.") from None

    def recover(self) -> list[str]:
        """Return nothing: at the remote nothing can be half done."""
        return []

    def half_activated(self) -> bool:
        """Return False: a switch is one step."""
        return False

    def current(self) -> str:
        """Return the id of the release that readers get; empty where there is none."""
        return _current(self._remote_names())

    def receipts(self) -> list[Receipt]:
        """Return the receipts of all releases, the latest number last."""
        return self.known().demanded()

    def known(self) -> Releases:
        """Return all releases, with those whose receipt is damaged."""
        names = self._remote_names()
        refs = [ref for ref in names if ref.startswith(_RELEASES)]
        raw = self._notes.receipts(names, refs)
        return releases_of(
            {ref.removeprefix(_RELEASES): one for ref, one in zip(refs, raw, strict=True)}, self._damage_message
        )

    def _damage_message(self, release: str, _fault: str) -> str:
        ref = f"{_RELEASES}{release}"
        return f"{self.where}: {ref} was changed by somebody and is no receipt; delete it and publish again."

    def drift(self, receipt: Receipt) -> list[str]:
        """Return, in words, where what is live is not what a receipt says."""
        names = self._remote_names()
        head, note = names.get(self._ref, ""), names.get(f"{_RELEASES}{receipt.release}", "")
        if not head:
            return ["the branch is gone"]
        self._notes.receipts(names, [f"{_RELEASES}{receipt.release}"] if note else [])
        if note and head == self._notes.commit_before(note):
            return []
        git = self._notes.git
        git.run("fetch", "--quiet", "--no-tags", "--depth=1", self._remote, f"+{self._ref}:refs/heads/live")
        live = git.digests(git.tree("refs/heads/live"))
        wanted = {path: receipt.files[path].digest for path in uncompressed(receipt.files)}
        message_of = [
            f"/{path} {'is missing' if path not in live else 'is none of ours' if path not in wanted else 'is another'}"
            for path in sorted(wanted.keys() | live.keys() - _BESIDE)
            if wanted.get(path) != live.get(path)
        ]
        more = [f"and {len(message_of) - _TOLD:,} more"] if len(message_of) > _TOLD else []
        return message_of[:_TOLD] + more or ["the branch was moved by somebody, to the same files"]

    def verify(self, receipt: Receipt) -> list[str]:  # noqa: ARG002  as every target has it
        """Return nothing: git names what it keeps by its digest."""
        return []

    def upload(self, site: Path, receipt: Receipt, servers: Mapping[str, str], headers: HeaderTable) -> None:  # noqa: ARG002  as every target has it
        """Bring a release to the remote under a name that no reader sees.

        Args:
            site: the folder with its files.
            receipt: receipt of the release.
            servers: configuration for web servers, by file name; hosts of pages read `_headers` and `_redirects`.
            headers: nothing is made of it: `_headers` says the same.

        Raises:
            OperationError: a file is another than the receipt says, or the remote will not.
        """
        self._pages.prepare()
        beside = {name: servers[name] for name in _READ if name in servers}
        beside |= {".nojekyll": ""} | ({"CNAME": self._domain} if self._domain else {})
        wanted: dict[str, str] = {}

        def noted() -> Iterator[tuple[str, str, bytes | None]]:
            known = self._blobs.of(receipt)
            for path, name, raw in staged(site, receipt, beside, known):
                wanted[path] = name
                self.on_progress(len(wanted), len(receipt.files))
                yield path, name, raw

        moment = f"{int(receipt.moment.timestamp())} {receipt.moment:%z}"
        commit = self._pages.import_files(noted(), _MADE, message(receipt), moment)
        taken = self._pages.tree(commit)
        if taken != wanted:
            raise OperationError(f"{self.where}: what git took is not the site; look at the disk, and publish again.")
        # It follows the commit that is its site.
        subject, seconds = f"Receipt of {receipt.release}", int(receipt.moment.timestamp())
        note = make_note(self._pages, RECEIPT, to_json(receipt), subject, seconds, commit)
        ref = f"{_RELEASES}{receipt.release}"
        self._pages.run("update-ref", ref, note)
        self._blobs.remember(receipt, wanted)
        # Only with such a map does git know which files of commits without history are there already.
        self._pages.run("repack", "-a", "-d", "-b", "-q")
        self._pages.run("push", "--quiet", self._remote, f"+{ref}:{ref}")
        if self._remote_names().get(ref) != note:
            raise OperationError(f"{self.where}: the release did not arrive; publish again.")

    def activate(self, release: str) -> None:
        """Move the branch to a release, and the name of the current release with it, both or neither.

        Args:
            release: its id.
        """
        self._pages.prepare()
        names = self._remote_names()
        ref = f"{_RELEASES}{release}"
        note, before = names.get(ref, ""), self._seen if self._seen is not None else names
        if not note:
            raise OperationError(
                f"{self.where}: there is no release {release}; `invoke releases` lists those that there are."
            )
        if before.get(self._ref) and not before.get(_CURRENT):
            raise OperationError(
                f"{self.where}: it holds something that was not published from here; name another `branch` in "
                "publish.toml, or delete that one at the remote."
            )
        commit = self._site(ref, note)
        leases = [f"--force-with-lease={one}:{before.get(one, '')}" for one in (self._ref, _CURRENT)]
        try:
            self._pages.attempt(
                "push", "--quiet", "--atomic", *leases, self._remote, f"{commit}:{self._ref}", f"{note}:{_CURRENT}"
            )
        except GitError as failed:
            if MOVED.search(str(failed)):
                raise self._overtaken() from None
            raise OperationError(f"{self.where}: {in_words(str(failed))}.") from None
        after = self._remote_names()
        if (after.get(self._ref), after.get(_CURRENT)) != (commit, note):
            raise self._overtaken()
        if self._seen is not None:
            self._seen = after

    def _overtaken(self) -> OperationError:
        """Return what is told to whoever began before somebody else had ended."""
        live = self.current()
        theirs = next((receipt for receipt in self.receipts() if receipt.release == live), None)
        who = f"{theirs.by} published {live} (number {theirs.number})" if theirs else "somebody moved the branch"
        return OperationError(
            f"{self.where}: {who} meanwhile; nothing was changed. Pull what they have, and publish again."
        )

    def remove(self, releases: Collection[str], *, reuse: bool = False) -> None:  # noqa: ARG002  as below
        """Remove releases. As no commit has a history, nothing leads to their files from then on.

        Args:
            releases: their ids; the current one is passed over.
            reuse: whether one of them may be reused; here releases share their files anyway.
        """
        names = self._remote_names()
        going = [f"{_RELEASES}{release}" for release in sorted(set(releases) - {_current(names)})]
        there = [ref for ref in going if ref in names]
        if there:
            self._pages.run("push", "--quiet", self._remote, *(f":{ref}" for ref in there))
        refs = {ref for ref in names if ref.startswith(_RELEASES)} - set(there)
        for git in (self._pages, self._notes.git):
            git.prepare()
            here = git.run("for-each-ref", "--format=%(refname)").decode().split()
            git.run(
                "update-ref", "--stdin", given="".join(f"delete {ref}\n" for ref in here if ref not in refs).encode()
            )
            # Objects that only they referred to go from here as well.
            git.run("repack", "-a", "-d", "-q")
            git.run("prune", "--expire=now")

    def fetch(self, release: str, folder: Path) -> dict[str, str]:
        """Bring the files of a release from the remote, without precompressed files, which no branch holds."""
        self._pages.prepare()
        ref = f"{_RELEASES}{release}"
        note = self._remote_names().get(ref, "")
        if not note:
            raise OperationError(
                f"{self.where}: there is no release {release}; `invoke releases` lists those that there are."
            )
        return unstaged(self._pages, self._site(ref, note), folder, _BESIDE, _READ)

    def paused(self) -> Pause | None:
        """Return the pause that the remote holds, under a name that no reader sees."""
        return self._notes.paused(self._remote_names())

    def pause(self, paused: Pause) -> None:
        """Keep a pause at the remote."""
        self._notes.pause(paused)

    def resume(self) -> None:
        """Take the pause away."""
        self._notes.resume(self._remote_names())

    def _site(self, ref: str, note: str) -> str:
        """Return the commit that is the site of a release, once all of it is here."""
        try:
            self._pages.attempt("cat-file", "-e", note)
        except GitError:
            self._pages.run("fetch", "--quiet", "--no-tags", self._remote, f"+{ref}:{ref}")
        return self._pages.text("rev-parse", f"{note}^1")

    def _remote_names(self) -> dict[str, str]:
        """Return what each name at the remote stands for."""
        if not self._pages.folder.is_dir():
            writable_folder(self._work)
            self._pages.prepare()
        listing = self._pages.run("ls-remote", self._remote, self._ref, "refs/newsroom/*").decode()
        return {ref: one for one, _, ref in (line.partition("\t") for line in listing.splitlines())}


def _current(names: Mapping[str, str]) -> str:
    """Return the release that the name of the current one stands for."""
    note = names.get(_CURRENT)
    refs = [ref for ref, one in names.items() if one == note and ref.startswith(_RELEASES)]
    return refs[0].removeprefix(_RELEASES) if refs else ""


def _lock_message(holder: Path) -> str:
    try:
        holder_note = json.loads(holder.read_text(encoding="utf-8"))
        return f"{holder_note['by']} has been publishing since {holder_note['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "somebody is publishing"
