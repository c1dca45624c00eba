"""Files that are kept between builds: written atomically, and noticed when they are not what they were."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import tempfile
from pathlib import Path
from typing import Any

_MARK = b"newsroom 1\n"


class Unusable(Exception):
    """A kept file is cut short, foreign or old; the message says which."""


def save(path: Path, content: object) -> None:
    """Keep a value; a reader finds the old file or the new one and never a part of it."""
    body = pickle.dumps(content, protocol=pickle.HIGHEST_PROTOCOL)
    write(path, _MARK + hashlib.sha256(body).digest() + body)


def write(path: Path, raw: bytes) -> None:
    """Write bytes to a file in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name + ".")
    with os.fdopen(handle, "wb") as target:
        target.write(raw)
    if path.is_dir():
        remove(path)
    Path(name).replace(path)


def remove(path: Path) -> None:
    """Remove a kept file, or whatever stands in its place."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def load(path: Path) -> Any:
    """Return a value that was kept, or None where there is none.

    Raises:
        Unusable: the file is not, or not wholly, what `save` wrote, or holds what this code does not know.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unusable(f"{path.name} cannot be read") from error
    head, body = raw[: len(_MARK)], raw[len(_MARK) + 32 :]
    if head != _MARK:
        raise Unusable(f"{path.name} was not written by this version")
    if hashlib.sha256(body).digest() != raw[len(_MARK) : len(_MARK) + 32]:
        raise Unusable(f"{path.name} is cut short or damaged")
    try:
        return pickle.loads(body)  # noqa: S301  our own file, whole: its digest has just been compared
    except (pickle.UnpicklingError, AttributeError, ImportError, TypeError, EOFError, IndexError) as error:
        raise Unusable(f"{path.name} was written by another version") from error
