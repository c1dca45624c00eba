"""``invoke ledger``: checks the ledger of addresses and restores lost lines."""

from __future__ import annotations

from pathlib import Path

from newsroom.commands import target_choice
from newsroom.commands.console import OperationError, say, with_messages
from newsroom.commands.exit_codes import ExitCode
from newsroom.commands.follow_ups import FollowUpSteps
from newsroom.commands.ledger import ledger, ledger_loss
from newsroom.commands.ledger.ledger_history import RESTORED, History, history
from newsroom.core import atomic
from newsroom.publishing import schema
from newsroom.publishing.model import Receipt


@with_messages
def ledger_task(root: Path, name: str = "", folder: str = "", *, restore: bool = False) -> int:
    """Report lost lines of the ledger, or restore them from git and from the receipts of live releases.

    Args:
        root: the project's folder.
        name: the only target whose receipt is asked; by default every one of publish.toml.
        folder: a folder that was published to, instead.
        restore: whether to bring back what is lost.

    Returns:
        0; 1 when addresses are lost and stay so; 3 when they are back and the file is not committed or not pushed.
    """
    if restore:
        return _restored(root, name, folder)
    lost = ledger_loss.problems(root)
    for problem in lost:
        say(str(problem), error=True)
    say(f"{ledger.shown_path(root)} has {len(ledger.addresses(root)):,} addresses")
    return ExitCode.NOT_DONE if lost else ExitCode.DONE


def _restored(root: Path, name: str, folder: str) -> int:
    path, shown = ledger.path_of(root), ledger.shown_path(root)
    if path.is_dir():
        raise OperationError(f"{shown} is a folder; move it away, and run this again")
    words, known = ledger.text_of(root), history(*ledger.git_location(root))
    present = ledger.addresses(root)
    back = {address: line for address, line in known.lines.items() if address not in present}
    receipts = _live(root, name, folder)
    from_receipts = _missing(root, receipts, known, present | back.keys())
    if not (present or back or from_receipts):
        raise OperationError("nothing is known of any address: git has no ledger, and no target has a receipt")
    if path.parent.is_symlink():
        raise OperationError(f"{path.parent} is a link; put the folder itself there, and run this again")
    linked = path.is_symlink()
    if back or from_receipts or linked:
        lines = [*words.splitlines(), *back.values(), *from_receipts.values()]
        if linked:
            path.unlink()
        atomic.write(path, ledger.merged("\n".join(lines), "").encode())
    _report(shown, back, from_receipts, receipts, linked=linked)
    after = FollowUpSteps("invoke ledger --restore")
    ledger.save(root, RESTORED, after)
    return after.end()


def _report(
    shown: str, back: dict[str, str], from_receipts: dict[str, str], receipts: list[Receipt], *, linked: bool
) -> None:
    if linked:
        say(f"{shown} was a link and is a file of its own now")
    if back:
        say(f"restored from git: {len(back):,} addresses")
    if from_receipts:
        releases = ", ".join(receipt.release for receipt in receipts)
        say(f"restored from what readers have ({releases}): {len(from_receipts):,} addresses")
        say(f"their ids are taken from the addresses, so look through them: git show -- {shown}")
    for address in sorted(back.keys() | from_receipts.keys()):
        say(f"  {address}")
    if not (back or from_receipts or linked):
        say(f"{shown} lacks nothing that git or a target knows")


def _live(root: Path, name: str, folder: str) -> list[Receipt]:
    """Return the receipt of what each target shows; a target that cannot be asked is told and passed over."""
    _, known, _ = schema.load(root)
    receipts = []
    for target_name in [name] if name or folder else list(known) or [""]:
        try:
            target, _ = target_choice.target(root, target_name, folder)
            current = target.current()
            receipts += [receipt for receipt in target.receipts() if receipt.release == current]
        except OperationError as refusal:
            say(f"not asked what its readers have: {refusal}", error=True)
    return [receipt for receipt in receipts if not ledger.is_trial(receipt)]


def _missing(root: Path, receipts: list[Receipt], known: History, present: frozenset[str]) -> dict[str, str]:
    """Return lines for the addresses that readers have and nothing else knows; what was withdrawn stays away."""
    lines: dict[str, str] = {}
    for receipt in receipts:
        lines = ledger_loss.lines_of_receipt(root, receipt) | lines
    return {address: line for address, line in lines.items() if address not in present | known.withdrawn}
