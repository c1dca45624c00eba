"""Lists numbered from the oldest, so that a page that is full never changes again.

Page 1 holds the oldest stories for ever. The list's own address, its head, holds the newest: between one and two
pages' worth of them (20 to 39), so that every story is either on the head or on exactly one fixed page. A new story
then changes the head, and once in twenty times makes one new page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")

PAGE_SIZE = 20


class PageSlice(Struct, Generic[T], frozen=True):
    """One page of a list.

    Args:
        number: counted from 1 for the oldest; 0 for the head.
        items: newest first.
        older: the number of the next older sheet; None when there is none.
        newer: the number of the next newer sheet, 0 for the head; None on the head.
    """

    number: int
    items: tuple[T, ...]
    older: int | None
    newer: int | None


def pages(newest_first: Sequence[T], size: int = PAGE_SIZE) -> list[PageSlice[T]]:
    """Cut a list into its first page and its fixed list pages.

    Args:
        newest_first: the whole list.
        size: items on a fixed sheet, at least 1.

    Returns:
        The head, then the fixed sheets from the newest to the oldest.
    """
    count = len(newest_first)
    fixed = max(0, count // size - 1)
    oldest_first = list(reversed(newest_first))
    result = [PageSlice(0, tuple(newest_first[: count - fixed * size]), fixed or None, None)]
    for number in range(fixed, 0, -1):
        items = tuple(reversed(oldest_first[(number - 1) * size : number * size]))
        result.append(PageSlice(number, items, number - 1 or None, 0 if number == fixed else number + 1))
    return result


def parts(first_first: Sequence[T], size: int = PAGE_SIZE) -> list[PageSlice[T]]:
    """Cut a list that begins with its oldest item, such as a series, into pages.

    Only the last sheet grows. Here ``items`` stand in their order, ``older`` is the number of the sheet that follows,
    and ``newer`` that of the one before.

    Args:
        first_first: the whole list.
        size: items on a sheet, at least 1.
    """
    count = max(1, -(-len(first_first) // size))
    numbers = [0, *range(2, count + 1)]
    return [
        PageSlice(
            number,
            tuple(first_first[at * size : (at + 1) * size]),
            numbers[at + 1] if at + 1 < count else None,
            numbers[at - 1] if at else None,
        )
        for at, number in enumerate(numbers)
    ]
