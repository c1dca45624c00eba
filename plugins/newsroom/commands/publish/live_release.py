"""The live release, by the receipt of the release that a target has switched to."""

from __future__ import annotations

from newsroom.commands.console import OperationError
from newsroom.features.stories.appointments import LiveSite
from newsroom.publishing.model import lasting_files
from newsroom.publishing.target import Target


def live_on(target: Target) -> LiveSite:
    """Return the live release of a target.

    Raises:
        OperationError: the target cannot be asked, or what is live there has no receipt.
    """
    current = target.current()
    if not current:
        return LiveSite()
    receipt = next((known for known in target.receipts() if known.release == current), None)
    if receipt is None:
        raise OperationError(
            f"{target.where} shows {current}, which has no receipt; `invoke publish` makes one that has"
        )
    return LiveSite(receipt.moment, frozenset(lasting_files(receipt.files)))
