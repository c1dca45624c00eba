from __future__ import annotations

import sys
from pathlib import Path

import pytest

from newsroom.commands.console import OperationError
from newsroom.commands.quality import programs


def test_a_program_ends_with_its_own_code(tmp_path: Path) -> None:
    look = "import os, sys; sys.exit(7 if os.environ['X'] == 'y' and os.getcwd() == sys.argv[1] else 1)"
    assert programs.run([sys.executable, "-c", look, tmp_path.resolve()], tmp_path, {"X": "y"}) == 7


def test_a_program_that_is_not_there_ends_as_in_a_shell() -> None:
    assert programs.run(["no-such-program-anywhere"]) == 127


def test_missing_packages_for_development_are_one_line() -> None:
    programs.need_dev("pytest")
    with pytest.raises(OperationError, match=r"pip install -c constraints.txt -e '.\[dev\]'$"):
        programs.need_dev("pytest", "no_such_module_anywhere")


def test_an_open_quotation_mark_is_one_line() -> None:
    assert programs.words("-k 'two words' -x") == ["-k", "two words", "-x"]
    with pytest.raises(OperationError, match="cannot be read"):
        programs.words("-k 'open")


def test_debian_packages_need_root_and_apt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs.os, "geteuid", lambda: 0)
    monkeypatch.setattr(programs.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert programs.can_install()
    monkeypatch.setattr(programs.os, "geteuid", lambda: 1000)
    assert not programs.can_install()
    monkeypatch.setattr(programs.os, "geteuid", lambda: 0)
    monkeypatch.setattr(programs.shutil, "which", lambda name: None)
    assert not programs.can_install()


def test_installing_asks_no_questions_and_survives_a_list_that_cannot_be_fetched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def run(command: list[str], folder: Path | None = None, extra: dict[str, str] | None = None) -> int:
        asked.append((command[:2], extra))
        return 100 if "update" in command else 0

    monkeypatch.setattr(programs, "run", run)
    assert programs.install(["lynx"])
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    assert asked == [(["apt-get", "update"], quiet), (["apt-get", "install"], quiet)]
