"""What readers get now, by the receipt of the release that a target has switched to."""

from __future__ import annotations

from pathlib import Path

from newsroom.ops import places
from newsroom.ops.console import Refused
from newsroom.publishing.model import standing
from newsroom.stories.due import Live


def live_of(root: Path, name: str = "", folder: str = "") -> Live:
    """Return what is live on a target.

    Args:
        root: the project's folder.
        name: the target's name in publish.toml; by default the one that it names.
        folder: a folder that was published to, instead.

    Raises:
        Refused: the target cannot be asked, or what is live there has no receipt.
    """
    target, _ = places.target(root, name, folder)
    current = target.current()
    if not current:
        return Live()
    receipt = next((known for known in target.receipts() if known.release == current), None)
    if receipt is None:
        raise Refused(f"{target.where} shows {current}, which has no receipt; `invoke publish` makes one that has")
    return Live(receipt.moment, frozenset(standing(receipt.files)))
