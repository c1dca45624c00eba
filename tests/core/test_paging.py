"""Paging: every story on exactly one sheet, and a full sheet that never changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.core.paging import PAGE_SIZE, PageSlice, pages


def page_slices(count: int, size: int = PAGE_SIZE) -> list[PageSlice[int]]:
    """Cut a list of ``count`` numbered items; the newest has the highest number."""
    return pages(list(range(count - 1, -1, -1)), size)


@settings(deadline=None, max_examples=200)
@given(st.integers(0, 500), st.integers(1, 30))
def test_every_item_is_on_exactly_one_list_page_newest_first(count: int, size: int) -> None:
    shown = [item for page in page_slices(count, size) for item in page.items]
    assert shown == list(range(count - 1, -1, -1))


@settings(deadline=None, max_examples=200)
@given(st.integers(0, 500), st.integers(1, 30))
def test_the_first_page_has_one_to_two_pages_of_items_and_all_others_are_full(count: int, size: int) -> None:
    head, *fixed = page_slices(count, size)
    assert head.number == 0
    assert all(len(page.items) == size for page in fixed)
    if fixed:
        assert size <= len(head.items) < 2 * size
    else:
        assert len(head.items) == count < 2 * size


@settings(deadline=None, max_examples=200)
@given(st.integers(0, 300), st.integers(1, 25), st.integers(1, 60))
def test_a_fixed_page_of_a_list_stays_when_newer_items_come(count: int, size: int, more: int) -> None:
    """Only the link to the next newer sheet may change, and only on the sheet that was the newest."""
    before = {page.number: page for page in page_slices(count, size) if page.number}
    after = {page.number: page for page in page_slices(count + more, size)}
    for number, page in before.items():
        same = after[number]
        assert (same.items, same.older) == (page.items, page.older)
        if number != max(before):
            assert same == page


@settings(deadline=None, max_examples=200)
@given(st.integers(0, 500), st.integers(1, 30))
def test_the_links_lead_from_the_first_page_to_the_oldest_and_back(count: int, size: int) -> None:
    made = page_slices(count, size)
    by_number = {page.number: page for page in made}
    assert len(by_number) == len(made)
    downwards, here = [0], made[0]
    while here.older is not None:
        here = by_number[here.older]
        downwards.append(here.number)
    assert downwards == [page.number for page in made]
    upwards = [here.number]
    while here.newer is not None:
        here = by_number[here.newer]
        upwards.append(here.number)
    assert upwards == downwards[::-1]


@pytest.mark.parametrize(
    ("count", "on_head", "fixed"),
    [(0, 0, 0), (1, 1, 0), (20, 20, 0), (39, 39, 0), (40, 20, 1), (59, 39, 1), (60, 20, 2), (10_000, 20, 499)],
)
def test_the_first_page_shows_the_newest_20_to_39(count: int, on_head: int, fixed: int) -> None:
    head, *others = page_slices(count)
    assert (len(head.items), len(others)) == (on_head, fixed)
    assert [page.number for page in others] == list(range(fixed, 0, -1))


def test_a_new_item_changes_two_list_pages_at_most_and_mostly_one() -> None:
    changed = []
    for count in range(40, 400):
        before = {page.number: page for page in page_slices(count)}
        after = page_slices(count + 1)
        changed.append(sum(before.get(page.number) != page for page in after))
    # The head; once in twenty times also a new sheet, and the link on the one before it.
    assert sorted(set(changed)) == [1, 3]
    assert changed.count(3) == len(changed) // PAGE_SIZE
