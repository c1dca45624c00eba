"""Work on all cores gives what one core gives, in the same order."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.build import workers


def double(some: Sequence[int]) -> list[int]:
    return [2 * item for item in some]


@given(items=st.lists(st.integers(), max_size=300), least=st.integers(1, 80))
@settings(deadline=None, max_examples=20)
def test_results_stand_in_the_order_of_the_items(items: list[int], least: int) -> None:
    assert workers.spread(double, items, least) == double(items)


def test_one_process_serves_where_a_system_cannot_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "can_fork", lambda: False)
    assert workers.spread(lambda some: [os.getpid() for _ in some], list(range(500))) == [os.getpid()] * 500


def test_the_part_of_a_child_that_is_killed_is_done_by_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 2)
    parent = os.getpid()

    def work(some: Sequence[int]) -> list[int]:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return double(some)

    assert workers.spread(work, list(range(200)), 1) == double(range(200))
