"""Files that are kept between builds: written atomically, and noticed when they are not what they were."""

from __future__ import annotations

import hashlib
import pickle
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from newsroom.core import storage

T = TypeVar("T")
R = TypeVar("R")

_MARK = b"newsroom 1\n"


class Unusable(Exception):
    """A kept file is cut short, foreign or old; the message says which."""


class _Memory:
    """Objects that this process loaded and saved, for as long as the files are what they were then."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[object, object]] = {}
        self.results: dict[str, tuple[object, dict[int, tuple[object, Any]]]] = {}

    def get(self, path: Path) -> object:
        known = self._known.get(path)
        return known[1] if known is not None and known[0] == _stamp(path) else None

    def put(self, path: Path, content: object) -> None:
        self._known[path] = (_stamp(path), content)


def _stamp(path: Path) -> object:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


_memory: _Memory | None = None


def remember(*, on: bool = True) -> None:
    """Keep in memory, from now on, what is loaded and saved: for a process that builds again and again.

    What `load` returns is shared from then on, and must not be changed.

    Args:
        on: False to forget it all.
    """
    global _memory  # noqa: PLW0603  one process, one memory
    _memory = _Memory() if on else None


def each(name: str, inputs: object, items: Iterable[T], make: Callable[[T], R]) -> list[R]:
    """Return what `make` makes of each item; in a process that remembers, of those alone that are new.

    Args:
        name: what is made, in words that nobody else uses.
        inputs: all that it is made of besides the item; when it is another than the last time, all are made anew.
        items: objects that are never changed, such as frozen records.
        make: makes it, of nothing but the item and the inputs.
    """
    if _memory is None:
        return [make(item) for item in items]
    before, known = _memory.results.get(name, (None, {}))
    known = known if before == inputs else {}
    found: dict[int, tuple[object, Any]] = {}
    results: list[R] = []
    for item in items:
        kept_one = known.get(id(item))
        # The item is kept with its result, so that its id cannot become another's.
        if kept_one is None or kept_one[0] is not item:
            kept_one = (item, make(item))
        found[id(item)] = kept_one
        results.append(kept_one[1])
    _memory.results[name] = (inputs, found)
    return results


def save(path: Path, content: object) -> None:
    """Keep a value; a reader finds the old file or the new one and never a part of it."""
    body = pickle.dumps(content, protocol=pickle.HIGHEST_PROTOCOL)
    write(path, _MARK + hashlib.sha256(body).digest() + body)
    if _memory is not None:
        _memory.put(path, content)


def write(path: Path, raw: bytes) -> None:
    """Write bytes to a file in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        remove(path)
    storage.write_whole(path, raw, path.name + ".")


def is_kept(path: Path) -> bool:
    """Return whether a file is one that `save` wrote, whole or not."""
    if not path.is_file():
        return False
    with path.open("rb") as source:
        return source.read(len(_MARK)) == _MARK


def remove(path: Path) -> None:
    """Remove a kept file, or whatever stands in its place."""
    if path.is_dir() and not path.is_symlink():
        # Another build may be removing it too; what both leave is removed by the next.
        with suppress(FileNotFoundError):
            shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def load(path: Path) -> Any:
    """Return a value that was kept, or None where there is none.

    Raises:
        Unusable: the file is not, or not wholly, what `save` wrote, or holds what this code does not know.
    """
    if _memory is not None and (remembered := _memory.get(path)) is not None:
        return remembered
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
        content = pickle.loads(body)  # noqa: S301  our own file, whole: its digest has just been compared
    except (pickle.UnpicklingError, AttributeError, ImportError, TypeError, EOFError, IndexError) as error:
        raise Unusable(f"{path.name} was written by another version") from error
    if _memory is not None:
        _memory.put(path, content)
    return content
