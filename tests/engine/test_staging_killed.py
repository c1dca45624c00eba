"""A commit that is killed: the next build finds the old tree or makes the new one, and nothing in between stays."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

import pytest

from newsroom.engine.write.staging import Stage
from tests.building import ROOT
from tests.engine.outputs import AFTER, BEFORE, Files, clean, commit, look


class Killed(BaseException):
    """Stands for the end of the process; no `except Exception` stops it."""


@contextmanager
def killed_after(steps: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Let the process end instead of the next change to the disk, once ``steps`` of them were made."""
    done: list[str] = []

    def counted(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def step(*args: object, **kwargs: object) -> object:
            if len(done) >= steps:
                raise Killed
            done.append(name)
            return real(*args, **kwargs)

        return step

    with monkeypatch.context() as patch:
        # Functions that pathlib and shutil call: every change to the disk goes through one of them.
        for name in ("replace", "rename", "unlink", "rmdir", "mkdir"):
            patch.setattr(os, name, counted(name, getattr(os, name)))
        try:
            yield done
        except Killed:
            done.append("killed")


def _half_commit(output: Path, files: Files, steps: int, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Build a tree and be killed in the commit; return whether the commit ended before that."""
    stage = Stage(output)
    stage.recover()
    for path, content in files.items():
        stage.write(path, content)
    with killed_after(steps, monkeypatch) as done:
        stage.commit()
    return done[-1:] != ["killed"]


def _every_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: Files, after: Files) -> Iterator[Path]:
    """Yield an output for each step at which the commit can be killed."""
    for steps in range(200):
        output = tmp_path / str(steps) / "out"
        commit(output, before)
        if _half_commit(output, after, steps, monkeypatch):
            assert steps > (10 if before else 5), "the commit made no changes that could be counted"
            return
        yield output
    pytest.fail("the commit never ended")


@pytest.mark.parametrize(
    ("before", "after"),
    [(BEFORE, AFTER), (AFTER, BEFORE), ({}, AFTER)],
    ids=["one way", "and back", "from nothing"],
)
def test_a_commit_killed_at_any_step_is_all_or_nothing_once_recovered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: Files, after: Files
) -> None:
    """The next build finds either the old tree untouched, or a journal that makes the new one of it."""
    seen = set()
    for output in _every_step(tmp_path, monkeypatch, before, after):
        journal = (output.parent / ".out.journal").exists()
        stage = Stage(output)
        assert stage.recover() == journal
        assert look(output) in ([clean(after)] if journal else [clean(before), clean(after)])
        assert not stage.recover(), "there is nothing left to recover"
        seen.add(journal)
    assert seen == {True, False}


def test_a_recovery_killed_at_any_step_is_carried_on_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody who presses Ctrl-C again and again still ends with the whole tree."""
    output = tmp_path / "out"
    commit(output, BEFORE)
    assert not _half_commit(output, AFTER, 3, monkeypatch)
    for steps in range(200):
        with killed_after(steps, monkeypatch) as done:
            Stage(output).recover()
        if done[-1:] != ["killed"]:
            break
    assert look(output) == clean(AFTER)


def test_a_build_after_a_kill_leaves_what_a_clean_one_leaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that a killed build had staged get into no later tree."""
    third: Files = {"index.html": b"third", "swap/inside/deeper": b"d"}
    for output in _every_step(tmp_path, monkeypatch, BEFORE, AFTER):
        commit(output, third)
        assert look(output) == clean(third)
        assert [path.name for path in output.parent.iterdir()] == ["out"]


_CHILD = """
    import sys
    from pathlib import Path
    from newsroom.engine.write.staging import Stage

    stage = Stage(Path(sys.argv[1]))
    stage.recover()
    for number in range(400):
        stage.write(f"{number % 20}/{number}.html", b"after" * 50)
    print("ready", flush=True)
    stage.commit()
    print("done", flush=True)
"""


@pytest.mark.parametrize("seed", range(4))
def test_a_process_that_is_really_killed_leaves_one_tree_or_the_other(tmp_path: Path, seed: int) -> None:
    """SIGKILL at a moment that nobody chose: what was there, or after recovery what was to be, is whole."""
    output = tmp_path / "out"
    before = {f"{number % 25}/{number}.html": b"before" for number in range(400)}
    after = {f"{number % 20}/{number}.html": b"after" * 50 for number in range(400)}
    commit(output, before)
    command = [sys.executable, "-c", dedent(_CHILD), str(output)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT / "plugins")}
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        time.sleep(random.Random(seed).uniform(0, 0.04))  # noqa: S311  any moment will do
        child.send_signal(signal.SIGKILL)

    Stage(output).recover()

    assert look(output) in (clean(before), clean(after))
    assert not (tmp_path / ".out.journal").exists()
