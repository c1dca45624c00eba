"""Releases of a target: those with a readable receipt, and those whose receipt is damaged or gone."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from newsroom.core.operation_error import OperationError
from newsroom.publishing.model import Receipt, UnreadableReceipt, from_json


class Releases(Struct, frozen=True):
    """Releases of a target.

    Args:
        receipts: those that can be read, the latest number last.
        damaged: the other releases, each with a sentence on its receipt; empty where it has none.
    """

    receipts: list[Receipt]
    damaged: Mapping[str, str]

    def demanded(self) -> list[Receipt]:
        """Return the receipts, once there is none that cannot be read.

        Raises:
            OperationError: there is one.
        """
        for damage in filter(None, self.damaged.values()):
            raise OperationError(damage)
        return self.receipts


def releases_of(
    stored: Mapping[str, bytes | None],
    message_of: Callable[[str, str], str],
    decoded: dict[bytes, Receipt] | None = None,
) -> Releases:
    """Return releases.

    Args:
        stored: the bytes of each receipt, by release; None for a release that has none.
        message_of: gives the sentence on a receipt that cannot be read, for its release and the fault.
        decoded: receipts that were read before, by the digest of their bytes; those that are read now join them.
    """
    receipts, damaged = [], {}
    for release, raw in stored.items():
        try:
            digest = hashlib.sha256(raw or b"").digest()
            receipt = (decoded or {}).get(digest) or from_json(raw or b"")
        except UnreadableReceipt as error:
            damaged[release] = message_of(release, str(error)) if raw is not None else ""
            continue
        if decoded is not None:
            decoded[digest] = receipt
        if receipt.release == release:
            receipts.append(receipt)
        else:
            damaged[release] = message_of(release, "this is the receipt of another release")
    return Releases(sorted(receipts, key=lambda receipt: receipt.number), damaged)


def raw_receipt(path: Path) -> bytes | None:
    """Return the bytes of a receipt; None where there is none, and nothing where they cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError:
        return b""


def remove_receipt(path: Path) -> None:
    """Remove a receipt, and a folder that somebody has put in its place."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
