"""Small disks of their own, in memory, that fill up; made by root alone."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def disk(folder: Path, kilobytes: int, *options: str) -> Iterator[Path]:
    """Have a folder be a disk of its own.

    Args:
        folder: the folder; what is in it is out of sight meanwhile.
        kilobytes: how much it holds.
        options: more options of mount.
    """
    folder.mkdir(parents=True, exist_ok=True)
    chosen = ",".join((f"size={kilobytes}k", *options))
    subprocess.run(["mount", "-t", "tmpfs", "-o", chosen, "none", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def enlarge(folder: Path, kilobytes: int) -> None:
    """Make room on a disk."""
    subprocess.run(["mount", "-o", f"remount,size={kilobytes}k", str(folder)], check=True)


def fill(folder: Path, left: int) -> Path:
    """Fill a disk up to so many bytes, and return the file that does it."""
    free = os.statvfs(folder)
    path = folder / ".filler"
    path.write_bytes(b"x" * max(0, free.f_bavail * free.f_frsize - left))
    return path
