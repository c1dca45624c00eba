"""Steps that a publish leaves undone behind its activation: noted before it, and taken by the next publish."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from newsroom.commands.console import say
from newsroom.commands.follow_ups import FollowUpSteps
from newsroom.commands.ledger import ledger
from newsroom.commands.ledger.ledger_history import history
from newsroom.commands.publish import hub
from newsroom.commands.settings import setting
from newsroom.core import atomic
from newsroom.publishing.target import Target

#: Beside the sources, and in no commit (.gitignore); `invoke clean` and a takedown leave it.
FILE = ".publish.pending.json"
UNFINISHED = "the last publish from here left something to do; the next one does it: invoke publish"


class PendingSteps(Struct, frozen=True):
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
        pending: steps that are left to do.

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


def catch_up(root: Path, target: Target, site_url: str, after: FollowUpSteps, *, push: bool) -> str:
    """Take the steps that the last publish to a target left undone, and remove files that it wrote halfway.

    Args:
        root: the project's folder.
        target: the target, which is held.
        site_url: the site's address.
        after: gathers what cannot be done.
        push: whether to push the commit of the ledger.

    Returns:
        The ledger as the last publish wanted it, where it is not written still; else empty.
    """
    for part in _leftovers(root):
        part.unlink(missing_ok=True)
    steps = noted(root, target.where)
    if steps is None:
        return ""
    current = target.current()
    # Somebody may have published elsewhere meanwhile: readers had the addresses all the same.
    if steps.release != current and all(receipt.before != steps.release for receipt in target.receipts()):
        clear(root, target.where)
        return ""
    say(f"the publish of {steps.release} did not end, though readers had it; what it left is done now")
    before = len(after.follow_ups)
    words = ledger.merged(ledger.text_of(root), _less_withdrawn(root, steps.ledger)) if steps.ledger else ""
    ledger.commit(root, words, steps.release, after, push=push)
    if steps.release == current:
        with after.step("the hub is not told of the feeds that changed", "invoke hub"):
            hub.notify(setting(root, "publishconf.py", "WEBSUB_HUB"), site_url, steps.feeds)
    if len(after.follow_ups) > before:
        return _less_withdrawn(root, steps.ledger)
    clear(root, target.where)
    return ""


def _less_withdrawn(root: Path, words: str) -> str:
    """Return a ledger without the stories that have vanished since it was recorded."""
    withdrawn = history(*ledger.git_location(root)).withdrawn
    return "".join(line for line in words.splitlines(keepends=True) if line.split(" ", 1)[0] not in withdrawn)


def _leftovers(root: Path) -> list[Path]:
    """Return the partial files that a killed task has left below content/."""
    content = ledger.path_of(root).parent.parent
    parts = [path for path in content.rglob(".*.part") if path.is_file() and not path.is_symlink()]
    whole = {path: path.with_name(path.name.removeprefix(".").removesuffix(".part")) for path in parts}
    return [part for part, file in whole.items() if file.is_file() or file == ledger.path_of(root)]
