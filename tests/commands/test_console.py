from __future__ import annotations

import pytest

from newsroom.commands.console import OperationError, say, with_messages


def test_a_refusal_is_one_line_and_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    @with_messages
    def task() -> int:
        raise OperationError("no [bold]port[/bold] :tada: 1")

    assert task() == 1
    assert capsys.readouterr() == ("", "no [bold]port[/bold] :tada: 1\n")


def test_ctrl_c_ends_a_task_quietly(capsys: pytest.CaptureFixture[str]) -> None:
    @with_messages
    def task() -> int:
        raise KeyboardInterrupt

    assert task() == 130
    assert capsys.readouterr().err == "stopped\n"


def test_long_lines_stay_whole_and_odd_bytes_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    say("x" * 300)
    say("name-\udcff")
    assert capsys.readouterr().out == "x" * 300 + "\n" + "name-\\udcff\n"
