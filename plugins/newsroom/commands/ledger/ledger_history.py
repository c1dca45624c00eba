"""The ledger as git remembers it: which addresses it has to hold, whatever became of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field

from newsroom.publishing import repository

#: How the subject of a commit begins with which a publish keeps the ledger, and one that brings it back.
KEPT, RESTORED = "Keep the addresses of", "Restore the ledger of addresses"
#: The subject of a commit that takes lines out on purpose: a takedown with --vanish.
WITHDRAWN = "Withdraw a story"
_SUBJECT = "\0"


class History(Struct, frozen=True):
    """The lines that the ledger has to hold, by address, and the addresses that were taken out on purpose."""

    lines: dict[str, str] = field(default_factory=dict)
    withdrawn: frozenset[str] = frozenset()


def history(root: Path, path: str) -> History:
    """Return the history of the ledger in git; an empty one where there is no repository, or never was a ledger.

    It begins with the last ledger that a publish has kept, and adds what every commit since then has added, so that
    lines which somebody has taken out, or lost while joining two branches, are known still.

    Args:
        root: the project's folder.
        path: the ledger, relative to it.
    """
    base = _last(root, path)
    if not base:
        return History()
    lines = lines_of(repository.git(root, "show", f"{base}:./{path}", check=False).splitlines())
    since = _log(root, path, "--reverse", f"{base}..HEAD")
    for _, added, _ in since:
        lines |= added
    asked = ("--fixed-strings", f"--grep={WITHDRAWN}", "HEAD")
    withdrawn = {address: subject for subject, _, removed in _log(root, path, *asked) for address in removed}
    gone = {address for address, subject in withdrawn.items() if subject == WITHDRAWN}
    return History({address: line for address, line in lines.items() if address not in gone}, frozenset(gone))


def lines_of(lines: Iterable[str]) -> dict[str, str]:
    """Return lines of a ledger by their address; of two for one address the last."""
    return {line.split()[0]: line for line in lines if line.startswith("/")}


def _last(root: Path, path: str) -> str:
    """Return the last commit of a publish that holds the ledger, or else the last one of anybody."""
    grep = [f"--grep=^{KEPT}", f"--grep=^{RESTORED}"]
    for only in (grep, []):
        asked = ("log", "--full-history", "-1", "--diff-filter=AM", "--format=%H", *only, "--", path)
        commit = repository.git(root, *asked, check=False).strip()
        if commit:
            return commit
    return ""


def _log(root: Path, path: str, *which: str) -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """Yield the subject of each commit that changed the ledger, and the lines that it added and removed."""
    asked = ("log", "--full-history", "--format=%x00%s", "-p", "-U0", "--no-color")
    log = repository.git(root, *asked, "--no-ext-diff", "--no-renames", *which, "--", path, check=False)
    for entry in log.split(_SUBJECT)[1:]:
        subject, *lines = entry.splitlines()
        added, removed = (lines_of(line[1:] for line in lines if line.startswith(f"{sign}/")) for sign in "+-")
        yield subject, added, {address: line for address, line in removed.items() if address not in added}
