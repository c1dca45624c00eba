"""Progress: a bar for those who wait at a terminal, lines for those who read a log."""

from __future__ import annotations

import io
import threading

import pytest
from rich.console import Console

from newsroom.engine import progress_display
from newsroom.engine.progress_display import Display


class Clock:
    """A clock that goes on by what it is told."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(progress_display, "time", clock)
    return clock


def printed(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_quick_build_shows_nothing(clock: Clock) -> None:
    console = Console(file=io.StringIO())
    display = Display(console)
    clock.now += 1.9
    display("read stories", 10, 20)
    display.close()
    assert printed(console) == ""


def test_progress_without_a_terminal_is_an_occasional_line(clock: Clock) -> None:
    console = Console(file=io.StringIO())
    display = Display(console)
    for second in range(12):
        clock.now = 100 + second
        display("read stories", 1000 * second, 12000)
    assert printed(console) == "read stories: 2,000 of 12,000\nread stories: 7,000 of 12,000\n"


def test_on_a_terminal_a_bar_moves_and_goes(clock: Clock) -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=100)
    display = Display(console)
    threads = set(threading.enumerate())  # an earlier test may have left one
    for step in range(4):
        clock.now += 2
        display("render", step, 4)
    moving = printed(console)
    assert "render" in moving
    assert "3/4" in moving
    # A build forks, and may not while there are threads.
    assert set(threading.enumerate()) <= threads
    display("feeds", 1, 2)
    display.close()
    assert printed(console).endswith("\x1b[?25h") or "\x1b[2K" in printed(console)[len(moving) :]
