"""The writer: what is staged is moved in whole, links lead nowhere, and nobody else's files are touched."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.engine.write.staging import Stage, check_output_folder
from tests.engine.outputs import AFTER, BEFORE, Files, clean, commit, look

_NAMES = st.lists(st.sampled_from(["a", "b", "c", "d.html"]), min_size=1, max_size=4).map("/".join)


def _possible(paths: Files) -> Files:
    """Leave out what would need a name to be a file and a folder at once."""
    return {path: body for path, body in paths.items() if not any(other.startswith(f"{path}/") for other in paths)}


TREES = st.dictionaries(_NAMES, st.binary(max_size=3), max_size=8).map(_possible)


def test_unchanged_files_keep_their_time(tmp_path: Path) -> None:
    commit(tmp_path / "out", BEFORE)
    for path in BEFORE:
        os.utime(tmp_path / "out" / path, ns=(1, 1))

    stage = commit(tmp_path / "out", AFTER)

    assert (tmp_path / "out/same.txt").stat().st_mtime_ns == 1
    assert (tmp_path / "out/index.html").stat().st_mtime_ns != 1
    assert (stage.unchanged, sorted(stage.changed)) == (1, ["index.html", "new/place/a.html", "swap/inside", "turn"])


def test_unplanned_files_are_removed_with_their_empty_folders(tmp_path: Path) -> None:
    commit(tmp_path / "out", BEFORE)
    (tmp_path / "out/left/over").mkdir(parents=True)
    commit(tmp_path / "out", {"same.txt": b"same"})
    assert look(tmp_path / "out") == {"same.txt": b"same"}


def test_nothing_but_the_output_is_left_behind(tmp_path: Path) -> None:
    """No stage, no journal, no half-written file stays beside the output."""
    commit(tmp_path / "out", BEFORE)
    commit(tmp_path / "out", AFTER)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_output_on_another_disk_is_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system does not rename from one disk to another."""
    replace = os.replace

    def parted(source: str | Path, target: str | Path) -> None:
        if Path(source).parent != Path(target).parent:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        replace(source, target)

    monkeypatch.setattr(os, "replace", parted)
    monkeypatch.setattr(os, "rename", parted)
    commit(tmp_path / "out", BEFORE)
    commit(tmp_path / "out", AFTER)
    assert look(tmp_path / "out") == clean(AFTER)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_new_folders_of_an_empty_output_are_moved_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many files they hold."""
    moved: list[str] = []
    for name in ("replace", "rename"):
        move = getattr(os, name)
        monkeypatch.setattr(os, name, lambda source, target, to=move: (moved.append(str(target)), to(source, target)))
    files: Files = {f"folder {number % 2}/{number}/index.html": b"x" for number in range(50)}
    commit(tmp_path / "out", files)
    assert sorted(moved) == [str(tmp_path / name) for name in (".out.journal", "out/folder 0", "out/folder 1")]
    assert look(tmp_path / "out") == clean(files)


@pytest.mark.parametrize(
    "damage",
    [
        lambda output: (output / "new/place").mkdir(parents=True),
        lambda output: (output / "new").write_bytes(b"x"),
        lambda output: (output / "new").symlink_to("nowhere"),
        lambda output: (output / "new").symlink_to(output.parent),
        lambda output: (output / "index.html/inside").mkdir(parents=True),
    ],
    ids=["a folder", "a file", "a link that leads nowhere", "a link to a folder", "a folder in place of a file"],
)
def test_files_that_come_into_an_empty_output_during_a_build_give_way(
    tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    output = tmp_path / "out"
    stage = Stage(output)
    for path, content in AFTER.items():
        stage.write(path, content)
    output.mkdir()
    damage(output)
    stage.commit()
    assert look(output) == clean(AFTER)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_file_that_is_withdrawn_leaves_no_folder(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "out")
    stage.write("a/b/c.html", b"c")
    stage.write("a/d.html", b"d")
    stage.withdraw("a/b/c.html")
    stage.commit()
    assert look(tmp_path / "out") == clean({"a/d.html": b"d"})


@pytest.mark.parametrize(("before", "after"), [(BEFORE, AFTER), (AFTER, BEFORE)], ids=["one way", "and back"])
def test_a_file_may_become_a_folder_and_a_folder_a_file(tmp_path: Path, before: Files, after: Files) -> None:
    commit(tmp_path / "out", before)
    commit(tmp_path / "out", after)
    assert look(tmp_path / "out") == clean(after)


@given(trees=st.lists(TREES, min_size=2, max_size=4))
@settings(deadline=None, max_examples=50)
def test_the_tree_is_what_was_written_last(trees: list[Files]) -> None:
    """The output holds the planned files and nothing else, with any files there before."""
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


# ---------------------------------------------------------------------------------------------- folders of others

MARK = "the mark"


def test_an_empty_or_absent_folder_and_one_of_ours_may_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("index.html", "404.html"):
        commit(tmp_path / name / "out", {name: f"<p>{MARK}".encode(), "other.html": b"plain"})
        assert check_output_folder(tmp_path / name / "out", MARK) == []
    assert check_output_folder(tmp_path / "empty", MARK) == []
    assert check_output_folder(tmp_path / "absent", MARK) == []


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
    [problem] = check_output_folder(tmp_path, MARK)
    assert problem.rule == "output-not-ours"
    assert str(tmp_path) in problem.message
    assert "empty folder" in problem.fix


def test_a_file_in_the_place_of_the_output_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    [problem] = check_output_folder(tmp_path / "out", MARK)
    assert problem.rule == "output-not-ours"
