from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from newsroom.ops import audit, programs
from newsroom.ops.audit import Tool
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


def test_what_is_missing_is_one_line(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "TOOLS", tools("java"))
    assert audit.audit(tmp_path, install=False) == 1
    assert capsys.readouterr().err == (
        "missing: lynx (Debian: lynx), stylelint (npm ci --ignore-scripts);"
        " on Debian, root gets them with: invoke audit --install\n"
    )
    assert asked == []


def test_the_audits_run_in_one_process(asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "TOOLS", tools("java", "lynx", "stylelint"))
    assert audit.audit(tmp_path, install=True, arguments="-k nginx") == 0
    assert len(asked) == 1
    assert asked[0].endswith("-m pytest -m audit -n 0 -k nginx")


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
