from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.commands.quality import audit, localstack, programs
from newsroom.commands.quality.audit import Tool
from tests.audit import startup, validators
from tests.building import ROOT


def tools(*there: str) -> tuple[Tool, ...]:
    names = {"java": "default-jre-headless", "lynx": "lynx", "stylelint": ""}
    return tuple(Tool(name, package, lambda _, name=name: name in there) for name, package in names.items())


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every program that would have been run."""
    commands: list[str] = []

    def run(command: list[str | Path], folder: Path | None = None, extra: dict[str, str] | None = None) -> int:
        commands.append(" ".join(str(word) for word in command))
        return 0

    monkeypatch.setattr(programs, "run", run)
    return commands


def test_missing_tools_are_named_on_one_line(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "TOOLS", tools("java"))
    assert audit.audit(tmp_path, install=False) == 1
    assert capsys.readouterr().err == (
        "missing: lynx (Debian: lynx), stylelint (npm ci --ignore-scripts);"
        " on Debian, root gets them with: invoke audit --install\n"
    )
    assert asked == []


def test_audits_that_are_named_run_in_one_process(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "TOOLS", tools("java", "lynx", "stylelint"))
    assert audit.audit(tmp_path, install=True, arguments="-k nginx") == 0
    assert len(asked) == 1
    assert asked[0].endswith("-m pytest -o faulthandler_timeout=3600 --durations=20 -m audit -n 0 -k nginx")


def test_without_names_all_audits_run_whatever_one_of_the_runs_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, ...]] = []

    def run(command: list[str | Path], *_: object) -> int:
        asked.append(tuple(command[6:]))
        return len(asked) % 2

    monkeypatch.setattr(audit, "TOOLS", tools("java", "lynx", "stylelint"))
    monkeypatch.setattr(programs, "run", run)
    assert audit.audit(tmp_path, install=True) == 1
    assert asked == list(audit.RUNS)


def test_a_test_outlasts_a_validator_that_hangs_twice() -> None:
    """Else the run would end at the first hang, before the validator is named."""
    assert 2 * 2 * max(validators.PATIENCE, startup.PATIENCE) < audit._HANGS


def test_installing_uses_apt_for_programs_and_npm_for_the_rest(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def install(packages: list[str]) -> bool:
        asked.append("install " + " ".join(packages))
        return True

    monkeypatch.setattr(audit, "TOOLS", tools())
    monkeypatch.setattr(programs, "can_install", lambda: True)
    monkeypatch.setattr(programs, "install", install)
    audit.get(tmp_path)
    assert asked == ["install default-jre-headless lynx", "npm ci --ignore-scripts --no-audit --no-fund"]


def test_installing_without_root_says_what_to_get(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "TOOLS", tools())
    monkeypatch.setattr(programs, "can_install", lambda: False)
    assert audit.audit(tmp_path, install=True) == 1
    assert "only root on Debian can install these" in capsys.readouterr().err
    assert asked == []


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that lacks LocalStack and nothing else."""
    (tmp_path / localstack.VERSIONS).parent.mkdir(parents=True)
    (tmp_path / localstack.VERSIONS).write_text("one==1\n")
    monkeypatch.setattr(audit, "TOOLS", (Tool("LocalStack", "", localstack.is_installed, localstack.install),))
    return tmp_path


def _with_python(root: Path, code: int) -> Callable[..., int]:
    """Return what stands for running programs: an environment comes to be, and pip ends with a code."""

    def run(command: list[str | Path], folder: Path | None = None, extra: dict[str, str] | None = None) -> int:
        if "venv" in command:
            localstack.python(root).parent.mkdir(parents=True, exist_ok=True)
            localstack.python(root).touch()
            return 0
        return code

    return run


def test_a_tool_with_an_environment_of_its_own_needs_neither_debian_nor_npm(
    asked: list[str], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.audit(project, install=False) == 1
    assert "missing: LocalStack (an environment of its own); " in capsys.readouterr().err
    # pip has done nothing here.
    localstack.python(project).parent.mkdir(parents=True)
    audit.get(project)
    assert [re.sub(r"\S*/", "", command) for command in asked] == [
        re.sub(r"\S*/", "", f"{sys.executable} -m venv --clear .venv-localstack"),
        "python -m pip install --quiet --disable-pip-version-check -r localstack.txt",
    ]


def test_partly_installed_tools_and_other_versions_count_as_missing(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(programs, "run", _with_python(project, 1))
    assert audit.audit(project, install=True) == 1
    assert "pip could not install what tests/audit/localstack.txt names" in capsys.readouterr().err
    assert audit.missing(project) != []
    monkeypatch.setattr(programs, "run", _with_python(project, 0))
    audit.get(project)
    assert audit.missing(project) == []
    (project / localstack.VERSIONS).write_text("one==2\n")
    assert audit.missing(project) != []
    audit.get(project)
    assert audit.missing(project) == []
    localstack.python(project).unlink()
    assert audit.missing(project) != []


def test_the_versions_of_localstack_are_pinned_and_name_no_registry() -> None:
    text = (ROOT / localstack.VERSIONS).read_text("utf-8")
    pins = [line for line in text.splitlines() if not line.startswith("#")]
    assert "localstack-core==" in text
    assert all(re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; .+)?", line) for line in pins)
    assert "://" not in text + (ROOT / localstack.VERSIONS).with_suffix(".in").read_text("utf-8")


def test_git_knows_nothing_of_the_environment_of_localstack() -> None:
    assert f"{localstack.ENVIRONMENT}/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


def test_packages_of_npm_are_pinned_and_the_lock_names_no_registry() -> None:
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    for name, version in package["devDependencies"].items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert lock["packages"][f"node_modules/{name}"]["version"] == version
    assert lock["packages"][""]["devDependencies"] == package["devDependencies"]
    for name, entry in lock["packages"].items():
        assert "resolved" not in entry, name
        assert not name or entry["integrity"].startswith("sha512-")
