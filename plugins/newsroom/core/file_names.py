"""Names of files whose accents systems write in two ways: é as one character, or as e and an accent.

Texts are composed when they are read (`newsroom.core.text.composed`), so that a name in a text is found whatever system
wrote the name on the disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from newsroom.core.text import composed


def located(folder: Path, path: str) -> Path:
    """Return the file that a path below a folder names; the path as it is where there is none.

    Args:
        folder: the folder.
        path: a path with slashes, its letters composed.
    """
    place = folder / path
    if path.isascii() or _exists(place):
        return place
    found = folder
    for part in path.split("/"):
        found = next((entry for entry in _entries(found) if composed(entry.name) == part), found / part)
    return found


def doubles(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield the names that look the same and are written with different characters, those of each look together."""
    strange = sorted((name for name in names if not name.isascii()), key=lambda name: (composed(name), name))
    for _, same in groupby(strange, key=composed):
        together = tuple(same)
        if len(together) > 1:
            yield together


def has_double(path: Path) -> bool:
    """Return whether another file in the same folder has a name that looks the same."""
    if path.name.isascii():
        return False
    names = [entry.name for entry in _entries(path.parent)]
    return any(path.name in together for together in doubles(names))


def message(name: str) -> tuple[str, str]:
    """Return what is said of a name that two files have, and the remedy."""
    said = f'two files here are called "{composed(name)}": their accents are written with different characters'
    return said, "keep one of the two, or give one another name, best without accents"


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that is too long for the disk
        return False


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
