"""Folders on this computer that a publish works in."""

from __future__ import annotations

from pathlib import Path

from newsroom.core import storage
from newsroom.core.operation_error import OperationError


def writable_folder(folder: Path) -> Path:
    """Return a folder that is there and can be written in.

    Raises:
        OperationError: it cannot be made, or nothing can be written in it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # A full disk takes a name and no byte.
        (folder / ".writable").write_bytes(b"here")
        (folder / ".writable").unlink(missing_ok=True)
    except OSError as error:
        raise OperationError(
            f"nothing can be written in {folder}: {storage.error_line(error, {'cache': folder})}"
        ) from None
    return folder
