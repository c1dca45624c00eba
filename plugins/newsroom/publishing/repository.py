"""The project's git repository, where there is one: what a release is made of, and what is not in it yet."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection
from pathlib import Path

from newsroom.core.refusal import Refused

#: The tree of no files, from which everything differs: `git hash-object -t tree /dev/null`.
_EMPTY = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


def git(root: Path, *arguments: str, check: bool = True) -> str:
    """Run git in a project's folder and return what it prints.

    Raises:
        Refused: it failed, and ``check`` asks to say so.
    """
    plain = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    command = ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=plain, check=False)
    except FileNotFoundError:
        if check:
            raise Refused("git is not installed; install it, or publish to a folder") from None
        return ""
    if check and done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise Refused(f"git {arguments[0]}: {said[-1] if said else 'it failed'}")
    return done.stdout.decode("utf-8", "surrogateescape") if not done.returncode else ""


def commit(root: Path) -> str:
    """Return the commit that is checked out; empty where there is none."""
    return git(root, "rev-parse", "--verify", "-q", "HEAD", check=False).strip()


def uncommitted(root: Path) -> list[str]:
    """Return the files of the project that differ from the commit, or are in none."""
    lines = git(root, "status", "--porcelain", "--untracked-files=all", "--", ".", check=False).splitlines()
    return [line[3:] for line in lines]


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


def changes(root: Path, since: str) -> str:
    """Return what differs in the files of a project since a commit, as lines that begin with their file's name.

    Args:
        root: the project's folder.
        since: the commit; where it is not known, everything is looked at.
    """
    known = since and git(root, "cat-file", "-t", since, check=False).strip() == "commit"
    arguments = ("diff", "--no-color", "--no-ext-diff", "--unified=0", since if known else _EMPTY, "--", ".")
    return git(root, *arguments, check=False)
