"""The writer: what is staged is moved in whole, and nothing that is killed half-way stays half done."""

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
from tempfile import TemporaryDirectory
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.build.writer import Stage, foreign
from tests.building import ROOT

Files = dict[str, bytes]

BEFORE: Files = {
    "index.html": b"old",
    "same.txt": b"same",
    "gone/deep/down.html": b"x",
    "swap": b"file",
    "turn/a": b"1",
}
AFTER: Files = {"index.html": b"new", "same.txt": b"same", "new/place/a.html": b"y", "swap/inside": b"s", "turn": b"2"}

_NAMES = st.lists(st.sampled_from(["a", "b", "c", "d.html"]), min_size=1, max_size=4).map("/".join)


def _possible(paths: Files) -> Files:
    """Leave out what would need a name to be a file and a folder at once."""
    return {path: body for path, body in paths.items() if not any(other.startswith(f"{path}/") for other in paths)}


TREES = st.dictionaries(_NAMES, st.binary(max_size=3), max_size=8).map(_possible)


def commit(output: Path, files: Files) -> Stage:
    """Build a tree as a build does."""
    stage = Stage(output)
    stage.recover()
    for path, content in files.items():
        stage.write(path, content)
    stage.commit()
    return stage


def look(folder: Path) -> dict[str, bytes | None]:
    """Return everything below a folder: files with their bytes, folders with None."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")
    }


def clean(files: Files) -> dict[str, bytes | None]:
    """Return what a tree that was never anything else looks like."""
    folders = {parent.as_posix(): None for path in files for parent in Path(path).parents[:-1]}
    return {**folders, **files}


def test_unchanged_files_keep_their_time(tmp_path: Path) -> None:
    commit(tmp_path / "out", BEFORE)
    for path in BEFORE:
        os.utime(tmp_path / "out" / path, ns=(1, 1))

    stage = commit(tmp_path / "out", AFTER)

    assert (tmp_path / "out/same.txt").stat().st_mtime_ns == 1
    assert (tmp_path / "out/index.html").stat().st_mtime_ns != 1
    assert (stage.unchanged, sorted(stage.changed)) == (1, ["index.html", "new/place/a.html", "swap/inside", "turn"])


def test_what_is_not_planned_goes_with_its_empty_folders(tmp_path: Path) -> None:
    commit(tmp_path / "out", BEFORE)
    (tmp_path / "out/left/over").mkdir(parents=True)
    commit(tmp_path / "out", {"same.txt": b"same"})
    assert look(tmp_path / "out") == {"same.txt": b"same"}


def test_nothing_but_the_output_is_left_behind(tmp_path: Path) -> None:
    """No stage, no journal, no half-written file stays beside the output."""
    commit(tmp_path / "out", BEFORE)
    commit(tmp_path / "out", AFTER)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(("before", "after"), [(BEFORE, AFTER), (AFTER, BEFORE)], ids=["one way", "and back"])
def test_a_file_may_become_a_folder_and_a_folder_a_file(tmp_path: Path, before: Files, after: Files) -> None:
    commit(tmp_path / "out", before)
    commit(tmp_path / "out", after)
    assert look(tmp_path / "out") == clean(after)


@given(trees=st.lists(TREES, min_size=2, max_size=4))
@settings(deadline=None, max_examples=50)
def test_the_tree_is_what_was_written_last(trees: list[Files]) -> None:
    """Whatever was there before, the output holds what was planned and nothing else."""
    with TemporaryDirectory() as folder:
        for tree in trees:
            commit(Path(folder) / "out", tree)
            assert look(Path(folder) / "out") == clean(tree)


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/x", "a\\..\\x"])
def test_a_path_that_leads_outside_is_refused(tmp_path: Path, path: str) -> None:
    stage = Stage(tmp_path / "out")
    with pytest.raises(ValueError, match="outside"):
        stage.write(path, b"")
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------------------------------------- symbolic links


def _link_file(output: Path) -> None:
    (output.parent / "elsewhere").write_bytes(b"same")
    (output / "same.txt").unlink()
    (output / "same.txt").symlink_to(output.parent / "elsewhere")


def _link_folder(output: Path) -> None:
    (output / "gone").rename(output.parent / "elsewhere")
    (output / "gone").symlink_to(output.parent / "elsewhere")


def _link_nowhere(output: Path) -> None:
    (output / "new").symlink_to("nowhere")


@pytest.mark.parametrize("damage", [_link_file, _link_folder, _link_nowhere])
@pytest.mark.parametrize("after", [BEFORE, AFTER], ids=["the same again", "another tree"])
def test_links_in_the_output_give_way_and_nothing_behind_them_is_touched(
    tmp_path: Path, damage: Callable[[Path], None], after: Files
) -> None:
    commit(tmp_path / "out", BEFORE)
    damage(tmp_path / "out")
    behind = tmp_path / "elsewhere"
    outside = look(behind) if behind.is_dir() else (behind.read_bytes() if behind.exists() else None)

    commit(tmp_path / "out", after)

    assert look(tmp_path / "out") == clean(after)
    assert not any(path.is_symlink() for path in (tmp_path / "out").rglob("*"))
    assert outside == (look(behind) if behind.is_dir() else (behind.read_bytes() if behind.exists() else None))


def test_an_output_that_is_itself_a_link_stays_one(tmp_path: Path) -> None:
    """Somebody's output may lie on another disk; what did not change in it is still there after a build."""
    (tmp_path / "disk").mkdir()
    (tmp_path / "out").symlink_to("disk")
    commit(tmp_path / "out", BEFORE)
    commit(tmp_path / "out", AFTER)
    assert (tmp_path / "out").is_symlink()
    assert look(tmp_path / "disk") == clean(AFTER)


# ------------------------------------------------------------------------------------------- commits that are killed


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
        # What pathlib and shutil themselves call: every change to the disk goes through one of these.
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
            assert steps > 10, "the commit made no changes that could be counted"
            return
        yield output
    pytest.fail("the commit never ended")


@pytest.mark.parametrize(("before", "after"), [(BEFORE, AFTER), (AFTER, BEFORE)], ids=["one way", "and back"])
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
    """What a killed build had staged gets into no later tree."""
    third: Files = {"index.html": b"third", "swap/inside/deeper": b"d"}
    for output in _every_step(tmp_path, monkeypatch, BEFORE, AFTER):
        commit(output, third)
        assert look(output) == clean(third)
        assert [path.name for path in output.parent.iterdir()] == ["out"]


_CHILD = """
    import sys
    from pathlib import Path
    from newsroom.build.writer import Stage

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


# ---------------------------------------------------------------------------------------------- folders of others

MARK = "the mark"


def test_an_empty_or_absent_folder_and_one_of_ours_may_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("index.html", "404.html"):
        commit(tmp_path / name / "out", {name: f"<p>{MARK}".encode(), "other.html": b"plain"})
        assert foreign(tmp_path / name / "out", MARK) == []
    assert foreign(tmp_path / "empty", MARK) == []
    assert foreign(tmp_path / "absent", MARK) == []


@pytest.mark.parametrize(
    "files",
    [
        {"notes.txt": b"mine"},
        {"index.html": b"<p>somebody else's site"},
        {".hidden": b"mine"},
        {"photos/a.jpg": b"mine", "old/site/index.html": MARK.encode()},
    ],
    ids=["no page", "another's page", "a hidden file", "an output of ours further down"],
)
def test_a_folder_that_holds_somebody_elses_files_is_refused(tmp_path: Path, files: Files) -> None:
    """Everything that is not planned is removed from an output, so the wrong folder would be emptied."""
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    [problem] = foreign(tmp_path, MARK)
    assert problem.rule == "output-foreign"
    assert str(tmp_path) in problem.message
    assert "empty folder" in problem.fix


def test_a_file_in_the_place_of_the_output_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    [problem] = foreign(tmp_path / "out", MARK)
    assert problem.rule == "output-foreign"
