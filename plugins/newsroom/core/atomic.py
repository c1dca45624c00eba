"""Atomic writing of files: others see the old file or the new one, and an error leaves no temporary file."""

from __future__ import annotations

import os
import re
from pathlib import Path

#: A file that a killed process has left beside the one that it was writing.
LEFTOVER = re.compile(r"(?:.*/)?\.[^/]+\.part")


def write(path: Path, content: bytes) -> None:
    """Write a file in one step, onto the disk.

    Args:
        path: the file; its folder is made.
        content: all of its bytes.

    Raises:
        OSError: it cannot be written; what stood there stands there still.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as target:
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
