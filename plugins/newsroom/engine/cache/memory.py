"""Memory from one build to the next, in a process that builds again and again."""

from __future__ import annotations

from typing import Any

#: Where an entry is: the database, the namespace and the key.
EntryPlace = tuple[str, str, str]


class _Memory:
    """Values read from the cache and put into it in this process."""

    def __init__(self) -> None:
        self.values: dict[EntryPlace, tuple[bytes, Any]] = {}


_memory: _Memory | None = None


def remember(*, on: bool = True) -> None:
    """Keep entries in memory, from now on, that are read from the cache or put into it.

    What the cache returns is shared from then on, and must not be changed.

    Args:
        on: False to forget it all.
    """
    global _memory  # noqa: PLW0603  one process, one memory
    _memory = _Memory() if on else None


def remembers() -> bool:
    """Return whether this process keeps entries in memory."""
    return _memory is not None


def recall(place: EntryPlace, digest: bytes) -> tuple[Any] | None:
    """Return the value of an entry that has this digest; None where it is not in memory."""
    known = _memory.values.get(place) if _memory is not None else None
    return (known[1],) if known is not None and known[0] == digest else None


def note(place: EntryPlace, digest: bytes, value: object) -> None:
    """Keep the value of an entry, where this process remembers."""
    if _memory is not None:
        _memory.values[place] = (digest, value)
