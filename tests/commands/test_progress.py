"""Progress of commands: stages for those who wait, and where the time went."""

from __future__ import annotations

import io
import threading
import time

import pytest
from rich.console import Console

from newsroom.commands import progress as shows
from newsroom.commands.console import say
from newsroom.commands.progress import CommandProgress
from newsroom.commands.publish.publish import publish
from newsroom.engine import build_progress, progress_display
from newsroom.engine.build_progress import BuildProgress
from newsroom.engine.progress_display import Display
from newsroom.publishing.targets.folder.target import FolderTarget
from tests.building import NOW, Project


class Clock:
    """A clock that goes on by what it is told."""

    def __init__(self) -> None:
        self.now = 100.0

    def perf_counter(self) -> float:
        return self.now


def _log() -> Console:
    return Console(file=io.StringIO())


def _printed(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_stage_that_tells_nothing_is_named_once_somebody_has_waited() -> None:
    console = _log()
    progress = CommandProgress(Display(console, patience=0.05))
    with progress.stage("a quick one"):
        pass
    with progress.stage("a long one"):
        deadline = time.monotonic() + 10
        while not _printed(console) and time.monotonic() < deadline:
            time.sleep(0.01)
    assert _printed(console) == "a long one\n"


def test_a_bar_goes_before_a_line_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=100, _environ={})
    progress = CommandProgress(Display(console, patience=0))
    with progress.build() as display:
        display("render", 1, 2)
        assert "1 of 2, 1 left" in _printed(console).splitlines()[-1]
        say("published")
        assert _printed(console).endswith("\x1b[2K")
    assert capsys.readouterr().out == "published\n"


def test_a_stage_leaves_no_thread_behind_for_builds_fork() -> None:
    before = set(threading.enumerate())
    with pytest.raises(ValueError, match="no"), CommandProgress(Display(_log())).stage("upload"):
        raise ValueError("no")
    assert set(threading.enumerate()) <= before


def test_an_upload_tells_how_many_files_are_left(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    console = _log()
    target = FolderTarget("public", tmp_path_factory.mktemp("public"), "a test")
    progress = CommandProgress(Display(console, patience=0.05))
    monkeypatch.setattr(progress_display, "_SELDOM", 0)
    with progress.upload_to(target):
        time.sleep(0.06)
        target.on_progress(20, 82)
    assert "upload: 20 of 82, 62 left\n" in _printed(console) + "\n"
    target.on_progress(21, 82)


def test_at_the_end_a_command_tells_where_its_time_went(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(build_progress, "time", clock)
    progress = CommandProgress(Display(_log()))
    with progress.build():
        clock.now += 30
    progress.built(BuildProgress(stages={"render": 12.0, "write: search": 9.0, "commit": 0.5}))
    for name, seconds in (("upload", 8.0), ("activate", 0.1), ("gate: secrets", 2.0)):
        with progress.stage(name):
            clock.now += seconds
    assert progress.time_line(45.1) == (
        "it took 45.1 s: build 30.0 s (render 12.0 s, write: search 9.0 s), upload 8.0 s, all else 5.0 s, "
        "gate: secrets 2.0 s"
    )


@pytest.mark.usefixtures("site_url", "copied_builds")
def test_a_publish_tells_each_stage_and_where_its_time_went(
    site: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    names: list[str] = []
    stage = CommandProgress.stage

    def noted(self: CommandProgress, name: str) -> object:
        names.append(name)
        return stage(self, name)

    monkeypatch.setattr(shows.CommandProgress, "stage", noted)
    assert publish(site.root, now=NOW) == 0
    assert {"compare with the live release", "gate: secrets", "upload", "activate", "remove old releases"} <= {*names}
    assert capsys.readouterr().out.splitlines()[-1].startswith("it took ")
