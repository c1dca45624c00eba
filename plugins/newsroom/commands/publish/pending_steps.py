"""Steps of a publish after the activation, saved before it, so that a killed publish can be finished."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from newsroom.core import atomic

#: Beside the sources, and in no commit (.gitignore); `invoke clean` and a takedown leave it.
FILE = ".publish.pending.json"
UNFINISHED = "the last publish from here left something to do; the next one does it: invoke publish"


@dataclass(frozen=True)
class PendingSteps:
    """The steps left to do once readers have a release.

    Args:
        release: its id.
        ledger: the ledger of addresses as it is to be; empty for a trial.
        feeds: the files of its feeds that changed, of which a hub has to be told.
    """

    release: str
    ledger: str
    feeds: tuple[str, ...]


def note(root: Path, where: str, pending: PendingSteps) -> None:
    """Note what a publish to a place has yet to do.

    Args:
        root: the project's folder.
        where: the place, as `Target.where` calls it.
        pending: what there is to do.

    Raises:
        OSError: it cannot be written.
    """
    _write(root, _all(root) | {where: asdict(pending)})


def noted(root: Path, where: str) -> PendingSteps | None:
    """Return the pending steps of a target; None where there are none, or they cannot be read."""
    try:
        return PendingSteps(**_all(root)[where])
    except (KeyError, TypeError):
        return None


def clear(root: Path, where: str) -> None:
    """Forget what was noted for a place: it is done."""
    left = _all(root)
    if left.pop(where, None) is not None:
        _write(root, left)


def forget(root: Path, id_: str) -> None:
    """Take the addresses of a story out of what is noted: it is to vanish, and no later publish may bring it back."""
    everything = _all(root)
    for found in everything.values():
        lines = str(found.get("ledger", "")).splitlines(keepends=True)
        found["ledger"] = "".join(line for line in lines if id_ not in line.split()[2:3])
    if everything:
        _write(root, everything)


def _all(root: Path) -> dict[str, dict[str, Any]]:
    try:
        found = json.loads((root / FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(root: Path, everything: dict[str, dict[str, Any]]) -> None:
    if everything:
        atomic.write(root / FILE, json.dumps(everything).encode())
    else:
        (root / FILE).unlink(missing_ok=True)
