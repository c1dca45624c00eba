from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.commands.console import OperationError
from newsroom.commands.quality import browser, programs


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A browser that was found before is forgotten, before and after, and the environment names no program."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    browser._starts.cache_clear()
    browser._playwrights_own.cache_clear()
    yield
    browser._starts.cache_clear()
    browser._playwrights_own.cache_clear()


def program(path: Path, code: int = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\nexit {code}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which no program is found but those in the folder that is returned."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(browser, "_playwrights_own", _cached(None))
    return folder


def _cached(found: Path | None) -> object:
    def own() -> Path | None:
        return found

    own.cache_clear = lambda: None  # type: ignore[attr-defined]
    return own


def test_the_environment_counts_first(bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare / "chromium")
    mine = program(tmp_path / "mine")
    monkeypatch.setenv("CHROMIUM", str(mine))
    assert browser.find() == mine


def test_an_environment_that_names_nothing_is_refused(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(OperationError, match="CHROMIUM names /nowhere/chromium"):
        browser.find()


def test_a_stub_that_does_not_start_is_passed_over(bare: Path) -> None:
    """Ubuntu's package chromium-browser only says that there is a snap."""
    program(bare / "chromium", code=1)
    chrome = program(bare / "google-chrome")
    assert browser.find() == chrome


def test_playwrights_own_is_the_last_resort(bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = program(tmp_path / "own")
    monkeypatch.setattr(browser, "_playwrights_own", _cached(own))
    assert browser.find() == own
    system = program(bare / "chromium")
    assert browser.find() == system


def test_root_on_debian_gets_debians_package(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "can_install", lambda: True)
    monkeypatch.setattr(programs, "install", lambda packages: bool(program(bare / packages[0])))
    assert browser.ensure() == bare / "chromium"


def test_systems_without_a_browser_get_playwrights_download(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(command: list[str]) -> int:
        assert command[1:] == ["-m", "playwright", "install", "chromium"]
        monkeypatch.setattr(browser, "_playwrights_own", _cached(program(tmp_path / "own")))
        return 0

    monkeypatch.setattr(programs, "can_install", lambda: False)
    monkeypatch.setattr(programs, "run", run)
    assert browser.ensure() == tmp_path / "own"


def test_when_nothing_helps_one_line_says_what_to_install(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "can_install", lambda: True)
    monkeypatch.setattr(programs, "install", lambda packages: False)
    monkeypatch.setattr(programs, "run", lambda command: 1)
    with pytest.raises(OperationError, match=r"^the tests need Chromium: .*apt-get install chromium") as caught:
        browser.ensure()
    assert "\n" not in str(caught.value)


def test_launch_options_of_playwright(bare: Path) -> None:
    assert "executable_path" not in browser.launch_options()
    chromium = program(bare / "chromium")
    options = browser.launch_options()
    assert options["executable_path"] == str(chromium)
    assert "--disable-background-networking" in options["args"]


def test_playwright_can_be_asked_where_its_own_is() -> None:
    own = browser._playwrights_own()
    assert own is None or os.access(own, os.X_OK)
