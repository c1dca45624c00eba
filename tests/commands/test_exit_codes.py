from __future__ import annotations

import pytest

from newsroom.commands.console import OperationError, with_messages
from newsroom.commands.exit_codes import ExitCode, UnknownState
from newsroom.commands.follow_ups import FollowUpSteps


def test_unknown_state_exits_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    @with_messages
    def task() -> int:
        raise UnknownState("the connection was lost")

    assert task() == 2
    assert capsys.readouterr().err == "the connection was lost\n"


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (
            OSError(30, "Read-only file system", "/nowhere/x"),
            "/nowhere/x is on a disk that is read-only; mount it for writing, or choose another folder",
        ),
        (OperationError("somebody holds it"), "somebody holds it"),
        (KeyboardInterrupt(), "it was stopped"),
        (TypeError("x"), "a fault of the system, TypeError: x; please report it"),
    ],
)
def test_a_step_behind_the_switch_that_fails_is_told_and_stops_no_other(
    fault: BaseException, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    after, ran = FollowUpSteps("invoke publish"), []
    with after.step("the ledger is not written"):
        raise fault
    with after.step("the hub was not told", "invoke hub"):
        ran.append("hub")
    assert ran == ["hub"]
    assert after.end() == ExitCode.LEFT
    assert capsys.readouterr() == ("", f"left to do: the ledger is not written ({reason}); run: invoke publish\n")


def test_steps_without_an_error_print_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    after = FollowUpSteps("invoke publish")
    with after.step("the ledger is not written"):
        pass
    assert after.end() == 0
    assert capsys.readouterr() == ("", "")
