"""Git repository of the project: the commit of a release, and uncommitted files."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from newsroom.core.operation_error import OperationError

#: The tree of no files, from which everything differs: `git hash-object -t tree /dev/null`.
_EMPTY = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
_LOCK = re.compile(r"Unable to create '(?P<path>[^']+\.lock)': File exists")
#: The committer on a machine where nobody has told git a name.
_NOBODY = ("-c", "user.name=invoke publish", "-c", "user.email=publish@localhost")
_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))


class RepositoryLockError(OperationError):
    """Another git is at work in the repository, or one was killed and has left its lock; ``lock`` is the file."""

    def __init__(self, lock: Path) -> None:
        self.lock = lock
        super().__init__(
            f"git is locked by {lock}, {_age(lock)} old: another git is at work there, or one was killed; if no other "
            "git is at work, the lock can go"
        )


def git(root: Path, *arguments: str, check: bool = True) -> str:
    """Run git in a project's folder and return what it prints.

    Args:
        root: the project's folder.
        arguments: arguments of git.
        check: whether to say so when it fails.

    Raises:
        RepositoryLockError: another git is at work, and ``check`` asks to say so.
        OperationError: it failed, likewise.
    """
    plain = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    command = ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=plain, check=False)
    except FileNotFoundError:
        if check:
            raise OperationError("git is not installed; install it, or publish to a folder") from None
        return ""
    if check and done.returncode:
        message = done.stderr.decode("utf-8", "replace").strip()
        lock = _LOCK.search(message)
        if lock:
            raise RepositoryLockError(Path(root, lock["path"]))
        raise OperationError(f"git {_verb(arguments)}: {_fault(message)}")
    return done.stdout.decode("utf-8", "surrogateescape") if not done.returncode else ""


def _verb(arguments: Collection[str]) -> str:
    return next((word for word in arguments if re.fullmatch(r"[a-z]+(-[a-z]+)*", word)), "")


def _fault(output: str) -> str:
    """Return what git said first, without an address: that may hold a key."""
    if "[rejected]" in output:
        return "somebody else has pushed meanwhile"
    lines = output.splitlines() or ["it failed"]
    fault = next((line for line in lines if line.startswith(("fatal:", "error:", "remote: error"))), lines[-1])
    return re.sub(r"\S*://\S*", "…", fault.removeprefix("fatal:").strip())


def _age(path: Path) -> str:
    """Return how old a file is, in its largest unit."""
    try:
        seconds = int(datetime.now(UTC).timestamp() - path.stat().st_mtime)
    except OSError:  # it is gone by now
        seconds = 0
    size, unit = next(((size, unit) for size, unit in _UNITS if seconds >= size), _UNITS[-1])
    count = max(0, seconds) // size
    return f"{count} {unit}{'' if count == 1 else 's'}"


def commit(root: Path) -> str:
    """Return the commit that is checked out; empty where there is none."""
    return git(root, "rev-parse", "--verify", "-q", "HEAD", check=False).strip()


def top(folder: Path) -> str:
    """Return the top folder of the repository that a folder is in; empty where there is none."""
    return git(folder, "rev-parse", "--show-toplevel", check=False).strip("\n")


def is_shallow(root: Path) -> bool:
    """Return whether the repository has only the last commits of its history."""
    return git(root, "rev-parse", "--is-shallow-repository", check=False).strip() == "true"


def uncommitted(root: Path) -> list[str]:
    """Return the files of the project that differ from the commit, or are in none; relative to the project."""
    return [path for _, path in _status(root)]


def untracked(root: Path) -> list[str]:
    """Return those of the files that no commit knows, and `git commit -a` would pass over."""
    return [path for state, path in _status(root) if state == "??"]


def _status(root: Path) -> list[tuple[str, str]]:
    """Return each file that differs with the two letters that git has for how."""
    asked = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", ".")
    entries = git(root, *asked, check=False).split("\0")
    # Git names files from the top of the repository, and a project may lie below it.
    prefix = git(root, "rev-parse", "--show-prefix", check=False).strip("\n")
    return [(entry[:2], entry[3:].removeprefix(prefix)) for entry in entries if entry]


def tracked(root: Path, folder: str) -> list[str]:
    """Return the files below a folder that git keeps."""
    return [name for name in git(root, "ls-files", "-z", "--", folder, check=False).split("\0") if name]


def ignores(root: Path, path: str) -> bool:
    """Return whether git ignores a path, which need not be there; also where there is no repository."""
    if not git(root, "rev-parse", "--git-dir", check=False):
        return True
    return bool(git(root, "check-ignore", "--", path, check=False))


def unpushed(root: Path, apart: Collection[str] = ()) -> list[str]:
    """Return the commits that no remote has yet, as ``id subject``; empty where there is no remote.

    Args:
        root: the project's folder.
        apart: files that a commit may hold for itself: those that publishing commits.
    """
    if not git(root, "remote", check=False).strip():
        return []
    left_out = [f":(exclude){name}" for name in apart]
    arguments = ("log", "--format=%h %s", "HEAD", "--not", "--remotes", "--", ".", *left_out)
    return git(root, *arguments, check=False).splitlines()


def save(root: Path, path: str, subject: str) -> None:
    """Commit one file and nothing else, where there is a repository and the file differs from the commit.

    Raises:
        OperationError: git will not.
    """
    save_all(root, [path], subject)


def save_all(root: Path, paths: Collection[str], subject: str) -> None:
    """Commit some files and nothing else, where there is a repository and any of them differs from the commit.

    Raises:
        OperationError: git will not.
    """
    if not commit(root) or not set(paths) & set(uncommitted(root)):
        return
    person = () if git(root, "var", "GIT_COMMITTER_IDENT", check=False) else _NOBODY
    # A new file has to be known to git before it can be committed by its name.
    git(root, "add", "--force", "--", *paths)
    if not git(root, "diff", "--cached", "--name-only", "HEAD", "--", *paths):
        # They were only staged differently, as a file is that `git rm` took away and that is back.
        return
    # A hook that looks at stories has nothing to say about a file that nobody writes.
    git(root, *person, "commit", "--quiet", "--no-verify", "--only", "-m", subject, "--", *paths)


def push(root: Path) -> None:
    """Push the branch that is checked out, where it follows a branch of a remote and has something to give.

    Raises:
        OperationError: it does not arrive.
    """
    if git(root, "rev-parse", "--verify", "-q", "@{upstream}", check=False) and git(
        root, "rev-list", "@{upstream}..HEAD", check=False
    ):
        git(root, "push", "--quiet")


def changes(root: Path, since: str) -> str:
    """Return the changed files of a project since a commit, as lines that begin with the file's name.

    Args:
        root: the project's folder.
        since: the commit; where it is not known, everything is looked at.
    """
    known = since and git(root, "cat-file", "-t", since, check=False).strip() == "commit"
    arguments = ("diff", "--no-color", "--no-ext-diff", "--unified=0", since if known else _EMPTY, "--", ".")
    return git(root, *arguments, check=False)
