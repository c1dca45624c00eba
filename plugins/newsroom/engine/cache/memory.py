"""Memory from one build to the next, in a process that builds again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

#: Where an entry is: the database, the namespace and the key.
EntryPlace = tuple[str, str, str]


class _Memory:
    """Values read from the cache and put into it in this process, and results for objects that never change."""

    def __init__(self) -> None:
        self.values: dict[EntryPlace, tuple[bytes, Any]] = {}
        self.objects: dict[str, tuple[object, Any]] = {}
        self.results: dict[str, tuple[object, dict[int, tuple[object, Any]]]] = {}


_memory: _Memory | None = None


def remember(*, on: bool = True) -> None:
    """Keep entries in memory, from now on, that are read from the cache or put into it.

    What the cache returns is shared from then on, and must not be changed.

    Args:
        on: False to forget it all.
    """
    global _memory  # noqa: PLW0603  one process, one memory
    _memory = _Memory() if on else None


def recall(place: EntryPlace, digest: bytes) -> tuple[Any] | None:
    """Return the value of an entry that has this digest; None where it is not in memory."""
    known = _memory.values.get(place) if _memory is not None else None
    return (known[1],) if known is not None and known[0] == digest else None


def note(place: EntryPlace, digest: bytes, value: object) -> None:
    """Keep the value of an entry, where this process remembers."""
    if _memory is not None:
        _memory.values[place] = (digest, value)


def result(name: str, inputs: object, make: Callable[[], R]) -> R:
    """Return the result of `make`; in a process that remembers, call it only when the inputs have changed.

    Args:
        name: what is made, in words that nobody else uses.
        inputs: all that it is made of, as values that can be compared.
        make: makes it.
    """
    if _memory is None:
        return make()
    known = _memory.objects.get(name)
    if known is None or known[0] != inputs:
        known = _memory.objects[name] = (inputs, make())
    return known[1]


def results(name: str, inputs: object, items: Iterable[T], make: Callable[[T], R]) -> list[R]:
    """Return the result of `make` for each item; in a process that remembers, call it only for new items.

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
    by_id: dict[int, tuple[object, Any]] = {}
    results: list[R] = []
    for item in items:
        result = known.get(id(item))
        # The item stays with its result, so that its id cannot become another's.
        if result is None or result[0] is not item:
            result = (item, make(item))
        by_id[id(item)] = result
        results.append(result[1])
    _memory.results[name] = (inputs, by_id)
    return results
