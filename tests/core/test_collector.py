"""The garbage collector pauses while a command needs all that it has made, and works again afterwards."""

from __future__ import annotations

import gc

import pytest

from newsroom.core import collector


def test_the_collector_pauses_and_works_again() -> None:
    with collector.paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_pause_in_a_pause_ends_with_the_outer_one() -> None:
    with collector.paused():
        with collector.paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_works_again_after_an_error() -> None:
    with pytest.raises(OSError, match="full"), collector.paused():
        raise OSError("full")
    assert gc.isenabled()
