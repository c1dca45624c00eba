"""Git for a branch target: a separate repository with the remotes and keys of the project's own."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, cast

from newsroom.core.operation_error import OperationError

#: Git settings that override a maintainer's own: hooks, signatures and line ends would change or stop a publish.
_PINNED = {
    "core.bare": "true",
    "core.hooksPath": os.devnull,
    # A log of what names stood for would keep what was removed.
    "core.logAllRefUpdates": "false",
    "core.autocrlf": "false",
    "commit.gpgSign": "false",
    "push.gpgSign": "false",
    "push.followTags": "false",
    "gc.auto": "0",
}
#: Variables that say where a repository is: they may come from a hook that runs this.
_ELSEWHERE = re.compile(
    r"GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_\w+|COMMON_DIR|PREFIX|NAMESPACE|COMMITTER_\w+|AUTHOR_\w+)\Z"
)
#: By what git says in English; the first that is found. What it says itself may hold an address with a key.
_FAULTS = (
    (r"host key verification failed", "its host key is not the one that this computer knows; see who answers there"),
    (
        r"could not read (username|password)|authentication failed|permission denied|access denied|error: 40[13]",
        "it does not let this key in; give the key the right to write, or sign in, and publish again",
    ),
    (
        r"could not resolve|connection|timed out|network is unreachable|hung up|early eof|unable to access",
        "it cannot be reached; publish again when it is there: what was brought already is not sent twice",
    ),
    (r"no space left|disk quota", "a disk is full; make room and publish again"),
    (r"does not support --atomic", "it cannot move two names at once, which a publish needs; use another host"),
    (r"declined|protected|remote rejected", "it refused what was pushed; let this key force-push to the branch"),
    (
        r"not a git repository|does not appear to be|repository not found|does not exist|no such remote",
        "there is no such repository; see `remote` in publish.toml and `git remote -v`",
    ),
)
MOVED = re.compile(
    r"stale info|fetch first|non-fast-forward|cannot lock ref|incorrect old value|reference already", re.IGNORECASE
)


class GitError(Exception):
    """Git ended with an error; it holds git's output."""


class Git:
    """A bare repository for publishing.

    Args:
        folder: where it is; it is made when it is not there.
        repository: the maintainers' repository, whose remotes, keys and helpers for keys are used.
        where: the branch and the remote, for people.
    """

    def __init__(self, folder: Path, repository: Path, where: str) -> None:
        self.folder, self._repository, self._where = folder.absolute(), repository, where
        self._settings: dict[str, str] | None = None

    def prepare(self) -> None:
        """Make the repository, and clear locks that a git that was killed has left. The caller holds the lock."""
        if not (self.folder / "HEAD").is_file():
            self.folder.mkdir(parents=True, exist_ok=True)
            self._run(["git", "init", "--quiet", "--bare", str(self.folder)])
        for folder in (self.folder, self.folder / "refs"):
            for lock in folder.glob("*.lock") if folder == self.folder else folder.rglob("*.lock"):
                lock.unlink(missing_ok=True)

    def environment(self, **more: str) -> dict[str, str]:
        """Return the variables that git is run with."""
        given = {name: value for name, value in os.environ.items() if not _ELSEWHERE.match(name)}
        if self._settings is None:
            self._settings = {**_maintainers_config(self._repository), **_PINNED}
        settings = self._settings
        start = int(given.get("GIT_CONFIG_COUNT", "0") or "0")
        for number, (name, value) in enumerate(settings.items(), start):
            given |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
        given |= {"GIT_CONFIG_COUNT": str(start + len(settings)), "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
        return given | {"GIT_DIR": str(self.folder)} | more

    def run(self, *arguments: str, given: bytes = b"", **more: str) -> bytes:
        """Run git and return what it says.

        Raises:
            OperationError: it ended with an error; in words for people.
        """
        try:
            return self.attempt(*arguments, given=given, **more)
        except GitError as failed:
            raise OperationError(f"{self._where}: {in_words(str(failed))}.") from None

    def attempt(self, *arguments: str, given: bytes = b"", **more: str) -> bytes:
        """Run git and return what it says.

        Raises:
            Failed: it ended with an error.
        """
        return self._run(["git", *arguments], given, **more)

    def text(self, *arguments: str) -> str:
        """Run git and return the one line that it says."""
        return self.run(*arguments).decode().strip()

    def import_files(self, files: Iterable[tuple[str, str, bytes | None]], branch: str, message: str, when: str) -> str:
        """Make a commit without history of files, and return its id.

        Args:
            files: the path and the id of each, and its bytes where it is not here yet.
            branch: the branch that is made anew for it.
            message: message of the commit.
            when: its moment, as git writes it: seconds since 1970, and the offset.

        Raises:
            OperationError: git would not take them.
        """
        self.run("update-ref", "-d", f"refs/heads/{branch}")
        words = message.encode()
        command = ["git", "fast-import", "--quiet", "--date-format=raw"]
        with tempfile.TemporaryFile() as said:
            importer = subprocess.Popen(
                command, env=self.environment(), stdin=subprocess.PIPE, stdout=said, stderr=said
            )
            try:
                with cast("IO[bytes]", importer.stdin) as given:
                    # No address of whoever publishes is put where everybody reads it.
                    given.write(b"commit refs/heads/%s\n" % branch.encode())
                    given.write(b"committer newsroom <> %s\ndata %d\n%s\n" % (when.encode(), len(words), words))
                    for path, name, raw in files:
                        at = path.encode("utf-8", "surrogateescape")
                        if raw is None:
                            given.write(b"M 100644 %s %s\n" % (name.encode(), at))
                        else:
                            given.write(b"M 100644 inline %s\ndata %d\n%s\n" % (at, len(raw), raw))
            except BrokenPipeError:
                importer.wait()
            except BaseException:
                importer.kill()
                raise
            finally:
                importer.wait()
            if importer.returncode:
                said.seek(0)
                raise OperationError(f"{self._where}: {in_words(said.read().decode('utf-8', 'replace'))}.")
        return self.text("rev-parse", f"refs/heads/{branch}")

    def present(self, names: Sequence[str]) -> set[str]:
        """Return those of some files, by their ids, that are here."""
        said = self.run("cat-file", "--batch-check", given="".join(f"{name}\n" for name in names).encode())
        return {line.split()[0] for line in said.decode().splitlines() if line.split()[1] == "blob"}

    def tree(self, commit: str) -> dict[str, str]:
        """Return the id of each file of a commit, by its path."""
        blobs = {}
        for line in self.run("ls-tree", "-r", "-z", commit).split(b"\0"):
            head, _, path = line.partition(b"\t")
            if head:
                blobs[path.decode("utf-8", "surrogateescape")] = head.split()[2].decode()
        return blobs

    def contents(self, names: Sequence[str]) -> Iterator[memoryview | None]:
        """Yield the bytes of each object, in one go of git; nothing for one that is not there."""
        raw = self.run("cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
        view, start = memoryview(raw), 0
        for _ in names:
            end = raw.index(b"\n", start)
            head = raw[start:end].split()
            start = end + 1
            if head[-1] == b"missing":
                yield None
            else:
                size = int(head[2])
                yield view[start : start + size]
                start += size + 1

    def digests(self, ids: Mapping[str, str]) -> dict[str, str]:
        """Return the SHA-256 of each file, by its path."""
        contents = self.contents(list(ids.values()))
        return {path: hashlib.sha256(raw or b"").hexdigest() for path, raw in zip(ids, contents, strict=True)}

    def _run(self, command: list[str], given: bytes = b"", **more: str) -> bytes:
        try:
            ended = subprocess.run(
                command,
                cwd=self._repository,
                env=self.environment(**more) if command[1] != "init" else None,
                input=given,
                capture_output=True,
                check=False,
            )
        except OSError as error:
            raise OperationError(f"{self._where}: git cannot be run here ({error.strerror}); install git.") from None
        if ended.returncode:
            raise GitError(ended.stderr.decode("utf-8", "replace"))
        return ended.stdout


def blob(raw: bytes) -> str:
    """Return the id that git gives to a file."""
    return hashlib.sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


def in_words(output: str) -> str:
    """Return git's output in words for people, without an address that may hold a key."""
    message = next((words for pattern, words in _FAULTS if re.search(pattern, output, re.IGNORECASE)), "")
    last = re.sub(r"\S*://\S*", "…", output.strip().rpartition("\n")[2])
    return message or f"git would not ({last or 'without saying why'}); put that right and publish again"


def _maintainers_config(repository: Path) -> dict[str, str]:
    """Return the setting that reads the maintainers' own settings of their repository."""
    asked = ["git", "-C", str(repository), "rev-parse", "--path-format=absolute", "--git-common-dir"]
    given = {name: value for name, value in os.environ.items() if not _ELSEWHERE.match(name)}
    try:
        ended = subprocess.run(asked, env=given, capture_output=True, check=False)
    except OSError:
        return {}
    common = ended.stdout.decode().strip()
    return {"include.path": f"{common}/config"} if common else {}
