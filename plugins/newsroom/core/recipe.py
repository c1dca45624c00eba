"""What decides the bytes that are made of a file: when it is the same, what was kept need not be made again."""

from __future__ import annotations

import functools
import hashlib
from importlib.metadata import version
from pathlib import Path


@functools.cache
def recipe(modules: tuple[Path, ...], packages: tuple[str, ...]) -> str:
    """Return a short name for some code and the packages that it works with.

    What was made by code that has since been mended is made anew, without anybody having to think of it.

    Args:
        modules: the files of the code.
        packages: names of packages, as pip knows them.
    """
    made = hashlib.sha256()
    for module in modules:
        made.update(module.name.encode() + b"\0" + module.read_bytes() + b"\0")
    made.update("".join(f"{name} {version(name)}\0" for name in packages).encode())
    return made.hexdigest()[:16]
