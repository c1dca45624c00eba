"""Recovery: takes the steps that an earlier publish left undone after its activation."""

from __future__ import annotations

from pathlib import Path

from newsroom.commands.console import say
from newsroom.commands.follow_ups import FollowUpSteps
from newsroom.commands.ledger import ledger
from newsroom.commands.ledger.ledger_history import history
from newsroom.commands.publish import hub, pending_steps
from newsroom.commands.settings import setting
from newsroom.publishing.target import Target


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
    left = pending_steps.noted(root, target.where)
    if left is None:
        return ""
    current = target.current()
    # Somebody may have published elsewhere meanwhile: readers had the addresses all the same.
    if left.release != current and all(receipt.before != left.release for receipt in target.receipts()):
        pending_steps.clear(root, target.where)
        return ""
    say(f"the publish of {left.release} did not end, though readers had it; what it left is done now")
    before = len(after.follow_ups)
    words = ledger.joined(ledger.text_of(root), _less_withdrawn(root, left.ledger)) if left.ledger else ""
    ledger.keep(root, words, left.release, after, push=push)
    if left.release == current:
        with after.step("the hub is not told of the feeds that changed", "invoke hub"):
            hub.tell(setting(root, "publishconf.py", "WEBSUB_HUB"), site_url, left.feeds)
    if len(after.follow_ups) > before:
        return _less_withdrawn(root, left.ledger)
    pending_steps.clear(root, target.where)
    return ""


def _less_withdrawn(root: Path, words: str) -> str:
    """Return a ledger without what somebody has made vanish since it was noted."""
    withdrawn = history(*ledger.home(root)).withdrawn
    return "".join(line for line in words.splitlines(keepends=True) if line.split(" ", 1)[0] not in withdrawn)


def _leftovers(root: Path) -> list[Path]:
    """Return what a killed task has left beside files that it was writing below content/."""
    content = ledger.path_of(root).parent.parent
    found = [path for path in content.rglob(".*.part") if path.is_file() and not path.is_symlink()]
    whole = {path: path.with_name(path.name.removeprefix(".").removesuffix(".part")) for path in found}
    return [part for part, file in whole.items() if file.is_file() or file == ledger.path_of(root)]
