from __future__ import annotations

import pytest

from newsroom.core.promises import PROMISES, PromiseStatus


def test_a_state_is_one_line_that_says_whether_the_promise_is_kept() -> None:
    name = next(iter(PROMISES))
    assert str(PromiseStatus(name, True, "3 stories")) == f"kept    {name}: 3 stories"
    assert str(PromiseStatus(name, False, "a.md shows it")) == f"BROKEN  {name}: a.md shows it"


def test_only_promises_that_are_listed_can_be_spoken_of() -> None:
    with pytest.raises(KeyError):
        PromiseStatus("eternal-life", True, "")
