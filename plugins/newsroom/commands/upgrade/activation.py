"""Activation of another version of the software: a commit, and an environment in the place of another.

The magazine builds after each step, with the one version or the other. The journal, in git's own folder, says what was
begun; each step can be done twice, so whoever comes next does all of them again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from newsroom.commands.upgrade import environment
from newsroom.core import atomic
from newsroom.core.operation_error import OperationError
from newsroom.publishing import repository

_JOURNAL = "newsroom-upgrade.json"


class Activation(Struct, frozen=True):
    """A change of version that was decided.

    Args:
        environment: the environment whose place is taken.
        candidate: the environment that takes it.
        mark: the candidate's mark.
        files: the new text of each file of the project that changes.
        subject: the subject of the commit.
    """

    environment: str
    candidate: str
    mark: str
    files: Mapping[str, str]
    subject: str


def journal(root: Path) -> Path:
    """Return the place of the journal."""
    path = repository.git(root, "rev-parse", "--git-path", _JOURNAL).strip("\n")
    return root / path


def begun(root: Path) -> Activation | None:
    """Return the activation that was begun and not finished.

    Raises:
        OperationError: its journal cannot be read.
    """
    path = journal(root)
    if not path.is_file():
        return None
    try:
        return Activation(**json.loads(path.read_text("utf-8")))
    except (ValueError, TypeError):
        raise OperationError(f"{path} cannot be read; see git status, remove it, and run the command again") from None


def begin(root: Path, decided: Activation) -> None:
    """Write the journal: from now on it will be done."""
    atomic.write(journal(root), json.dumps(asdict(decided)).encode())


def finish(root: Path, decided: Activation) -> None:
    """Do each step of an activation that is not done.

    Raises:
        OperationError: git refuses, or the environment is gone.
    """
    used, candidate = Path(decided.environment), Path(decided.candidate)
    for name, text in decided.files.items():
        raw = text.encode()
        if not (root / name).is_file() or (root / name).read_bytes() != raw:
            atomic.write(root / name, raw)
    repository.save_all(root, list(decided.files), decided.subject)
    if environment.mark(used) != decided.mark:
        if environment.mark(candidate) != decided.mark:
            journal(root).unlink()
            raise OperationError(
                f"{candidate} is gone; install what is pinned: {environment.python(used)} -m pip install "
                "-c constraints.txt -r requirements.txt"
            )
        environment.exchange(used, candidate)
    before = environment.previous(used)
    if candidate != before and candidate.exists():
        environment.remove(before)
        candidate.rename(before)
    journal(root).unlink()
