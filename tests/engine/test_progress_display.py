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
    monkeypatch.setattr(progress_display, "PATIENCE", 2.0)
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
    assert printed(console) == (
        "read stories: 2,000 of 12,000, 10,000 left\nread stories: 7,000 of 12,000, 5,000 left\n"
    )


def test_a_log_names_stages_that_begin_at_most_each_second(clock: Clock) -> None:
    console = Console(file=io.StringIO())
    display = Display(console)
    clock.now += 1
    display("read stories", 0, 0)
    for second, stage in (
        (1.0, "plan: feeds"),
        (0.5, "plan: pages"),
        (0.6, "upload"),
        (0.2, "upload"),
        (5.0, "upload"),
    ):
        clock.now += second
        display(stage, 0, 0)
        display.begin(stage)
    display("upload", 20, 82)
    clock.now += 5
    display("upload", 30, 82)
    assert printed(console) == "plan: feeds\nupload\nupload\nupload: 30 of 82, 52 left\n"


@pytest.mark.parametrize(("width", "bar"), [(100, True), (50, False)])
def test_a_bar_stands_on_one_line_of_any_terminal(clock: Clock, width: int, bar: bool) -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=width, _environ={})
    display = Display(console)
    clock.now += 2
    display("read stories", 12, 12)
    for stage in ("compare the inputs and the output", "render"):
        display(stage, 0, 0)
        assert "12" not in printed(console).rpartition("\r")[2]
    clock.now += 1
    display("render", 2_046, 10_000)
    display.move()
    said = printed(console)
    assert said.count("\n") == 0
    assert "2,046 of 10,000, 7,954 left" in said
    assert ("━" in said) is bar


def test_a_terminal_that_cannot_move_back_gets_lines(clock: Clock) -> None:
    console = Console(file=io.StringIO(), force_terminal=True, _environ={"TERM": "dumb"})
    display = Display(console)
    clock.now += 2
    display("render", 1, 2)
    assert printed(console) == "render: 1 of 2, 1 left\n"


def test_on_a_terminal_a_bar_moves_and_goes(clock: Clock) -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=100)
    display = Display(console)
    threads = set(threading.enumerate())  # an earlier test may have left one
    for step in range(4):
        clock.now += 2
        display("render", step, 4)
    moving = printed(console)
    assert "render" in moving
    assert "3 of 4, 1 left" in moving
    # A build forks, and may not while there are threads.
    assert set(threading.enumerate()) <= threads
    display("feeds", 1, 2)
    display.close()
    assert printed(console).endswith("\x1b[?25h") or "\x1b[2K" in printed(console)[len(moving) :]
