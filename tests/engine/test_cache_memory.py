"""Results that a process which remembers makes once: of new items, or of all when something else changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from newsroom.engine.cache import memory


@dataclass(frozen=True)
class Item:
    """Something that is never changed."""

    name: str


@pytest.fixture
def remembering() -> Iterator[None]:
    memory.remember()
    yield
    memory.remember(on=False)


def results(items: list[Item], inputs: object = 0) -> tuple[list[str], list[str]]:
    """Return the results, and of which items they were made just now."""
    asked: list[str] = []
    return memory.results("capitals", inputs, items, lambda item: asked.append(item.name) or item.name.upper()), asked


A, B, C = Item("a"), Item("b"), Item("c")


def test_without_a_memory_all_are_made() -> None:
    assert results([A, B]) == (["A", "B"], ["a", "b"])
    assert results([A, B]) == (["A", "B"], ["a", "b"])


@pytest.mark.usefixtures("remembering")
def test_only_what_is_new_is_made() -> None:
    assert results([A, B]) == (["A", "B"], ["a", "b"])
    assert results([C, B, A]) == (["C", "B", "A"], ["c"])
    # An equal one is not the same: what it says elsewhere may differ.
    assert results([Item("a"), B]) == (["A", "B"], ["a"])


@pytest.mark.usefixtures("remembering")
def test_results_of_removed_items_are_forgotten() -> None:
    results([A, B])
    results([A])
    assert results([A, B]) == (["A", "B"], ["b"])


@pytest.mark.usefixtures("remembering")
def test_when_the_inputs_change_all_are_made() -> None:
    results([A, B], inputs={"x": 1})
    assert results([A, B], inputs={"x": 1})[1] == []
    assert results([A, B], inputs={"x": 2})[1] == ["a", "b"]
