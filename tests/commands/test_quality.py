from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.commands.console import OperationError
from newsroom.commands.quality import audit, browser, programs, quality
from tests.building import ROOT


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Every program that would have been run; those that hold the word "fail" end with 3."""
    commands: list[list[str]] = []

    def run(command: list[str | Path], folder: Path | None = None, extra: dict[str, str] | None = None) -> int:
        words = [str(word) for word in command]
        commands.append(words)
        return 3 if "fail" in words or "mypy" in words else 0

    monkeypatch.setattr(programs, "run", run)
    monkeypatch.setattr(browser, "ensure", lambda: Path("/usr/bin/chromium"))
    return commands


def test_arguments_go_on_to_pytest(asked: list[list[str]], tmp_path: Path) -> None:
    assert quality.test(tmp_path, "-k 'two words' -x") == 0
    assert asked == [[sys.executable, "-m", "pytest", "-k", "two words", "-x"]]


def test_all_tests_run_and_those_in_the_browser_by_themselves(
    asked: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure of the first run does not keep the second from being made."""
    monkeypatch.setattr(quality, "RUNS", (("-m", "fail"), ("-m", "browser")))
    assert quality.test(tmp_path, "") == 3
    assert [command[3:] for command in asked] == [
        ["-m", "fail", "--durations=20"],
        ["-m", "browser", "--durations=20"],
    ]


@pytest.mark.parametrize("arguments", ["", "-x"])
def test_processes_of_tests_find_modules_compiled_whatever_the_terminal_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: str
) -> None:
    """Otherwise each of hundreds of processes compiles all modules anew."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    run, look = programs.run, [sys.executable, "-c", "import sys; sys.exit(sys.dont_write_bytecode)"]
    assert run(look, tmp_path) == 1
    monkeypatch.setattr(programs, "run", lambda _command, folder, extra: run(look, folder, extra))
    monkeypatch.setattr(browser, "ensure", lambda: Path("/usr/bin/chromium"))
    assert quality.test(tmp_path, arguments) == 0


def test_every_test_is_in_one_of_the_runs() -> None:
    """Each test is in exactly one run of tests or of audits, by its marks; Lighthouse has a run of its own."""
    alone = [run for run in audit.RUNS if "--ignore" not in run and "-n" in run]
    assert [run[-1] for run in alone] == ["tests/audit/test_lighthouse.py"]
    others = [run for run in (*quality.RUNS, *audit.RUNS) if run not in alone]
    for in_browser, audited in itertools.product((True, False), repeat=2):
        marks = {"browser": in_browser, "audit": audited}
        in_runs = [run for run in others if eval(run[1], {}, marks)]  # noqa: S307  our own words
        assert len(in_runs) == 1
        assert (in_runs[0] in audit.RUNS) == audited


@pytest.mark.audit
def test_audits_run_the_cases_that_tests_leave_out_in_any_order() -> None:
    def cases(marks: str, seed: int) -> set[str]:
        command = [
            sys.executable,
            "-m",
            "pytest",
            "--collect-only",
            "-q",
            "-n",
            "0",
            f"--randomly-seed={seed}",
            "-m",
            marks,
        ]
        file = "tests/features/social_links/test_share.py"
        done = subprocess.run([*command, file], cwd=ROOT, capture_output=True, text=True, check=True)
        return {line for line in done.stdout.splitlines() if "::test_every_character_arrives" in line}

    tests, audits = cases("not audit", 1), cases("audit", 2)
    assert len(tests) == 20
    assert not tests & audits
    assert tests | audits == cases("audit or not audit", 3)


def test_pytests_code_is_the_tasks(asked: list[list[str]], tmp_path: Path) -> None:
    assert quality.test(tmp_path, "fail") == 3


def test_tests_do_not_run_without_a_browser(
    asked: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def none() -> Path:
        raise OperationError("the tests need Chromium: install it")

    monkeypatch.setattr(browser, "ensure", none)
    assert quality.test(tmp_path, "") == 1
    assert capsys.readouterr().err == "the tests need Chromium: install it\n"
    assert asked == []


def test_all_linters_run_even_when_one_finds_something(
    asked: list[list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert quality.lint(tmp_path) == 1
    output = capsys.readouterr().out
    assert len(asked) == 5
    assert output.endswith("found something: mypy\n")
    assert "stylelint is left out: it comes with `invoke audit --install`" in output


def test_stylelint_is_among_them_once_it_is_there(asked: list[list[str]], tmp_path: Path) -> None:
    stylelint = tmp_path / "node_modules" / ".bin" / "stylelint"
    stylelint.parent.mkdir(parents=True)
    stylelint.touch()
    quality.lint(tmp_path)
    assert asked[-1] == [str(stylelint), "plugins/newsroom/theme/**/*.css"]
