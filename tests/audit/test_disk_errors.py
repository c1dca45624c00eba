"""Real disks that fill up, or are read-only: each ends a build or a publish with a sentence, and nothing is lost."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from newsroom.commands.publish.publish import publish
from newsroom.features.files.cleaning import clean_apart
from tests.audit.disks import disk, enlarge, fill
from tests.building import NOW, Project, problem_lines, tree, without_index
from tests.features.files.recordings import mp3
from tests.publishing.sites import current

pytestmark = [
    pytest.mark.audit,
    pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root makes disks"),
]
_ENOUGH = 60_000
#: Words of the system and of Python, which no message may have.
_FOREIGN = ("Errno", "No space left", "Error:", "Traceback", "unexpected", "report it", "Read-only file system")


def checked_words(words: str) -> str:
    """Hold that some words are for people, and return them."""
    assert not [foreign for foreign in _FOREIGN if foreign in words], words
    return words


@pytest.mark.parametrize("kilobytes", [8, 60, 200, 300, 400, 500])
def test_a_build_onto_a_full_disk_says_so_and_the_next_succeeds(site: Project, kilobytes: int) -> None:
    assert site.build().ok
    place = site.root / "disk"
    with disk(place, kilobytes):
        ended = site.build(output=place / "output")
        [words] = problem_lines(ended)
        assert "the disk of the output is full" in checked_words(words)
        assert str(place) in words
        assert tree(place / "output") == {}
        enlarge(place, _ENOUGH)
        assert problem_lines(site.build(output=place / "output")) == []
        assert tree(place / "output") == site.tree()


@pytest.mark.parametrize("left", [0, 4_096, 60_000])
def test_an_edit_on_a_disk_that_is_full_leaves_the_last_good_site(site: Project, left: int) -> None:
    place = site.root / "disk"
    with disk(place, _ENOUGH):
        assert site.build(output=place / "output").ok
        before = tree(place / "output")
        filler = fill(place, left)
        for number in range(30):
            site.story(f"world/2026/more-{number}", title=f"More {number}")
        [words] = problem_lines(site.build(output=place / "output"))
        assert "the disk of the output is full" in checked_words(words)
        assert tree(place / "output") == before
        filler.unlink()
        assert problem_lines(site.build(output=place / "output")) == []
        assert problem_lines(site.build()) == []
        assert tree(place / "output") == site.tree()


@pytest.mark.parametrize("kilobytes", [4, 20, 40])
def test_a_full_cache_is_named_and_stops_no_build(site: Project, kilobytes: int) -> None:
    with disk(site.root / ".cache", kilobytes):
        outcome = site.build()
        assert problem_lines(outcome) == []
        [note] = [note for note in outcome.notes if "cache" in note]
        assert "the disk of the cache is full" in checked_words(note)
        enlarge(site.root / ".cache", _ENOUGH)
        assert problem_lines(site.build()) == []
    assert any("/first-light/" in path for path in site.tree())


@pytest.mark.parametrize("kilobytes", [8, 60, 120, 200, 300])
def test_a_publish_onto_a_full_disk_says_so_and_readers_have_what_they_had(
    site: Project, kilobytes: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SITEURL", "https://qn.example")
    public = site.root / "disk" / "public"
    with disk(public.parent, _ENOUGH):
        assert publish(site.root, folder="disk/public", now=NOW) == 0
        first, before = current(public), tree(public / "current")
        capsys.readouterr()
        filler = fill(public.parent, kilobytes * 1024)
        site.story("world/2026/another", title="Another")
        assert publish(site.root, folder="disk/public", now="2026-11-23T10:00:00+10:00") == 1
        words = checked_words(capsys.readouterr().err)
        assert "full" in words
        assert str(public) in words
        assert "nothing was published" in words or "cannot be written to" in words
        assert current(public) == first
        assert without_index(tree(public / "current")) == without_index(before)
        filler.unlink()
        assert publish(site.root, folder="disk/public", now="2026-11-23T11:00:00+10:00") == 0
        assert any("/another/" in path for path in tree(public / "current"))


@pytest.mark.parametrize("which", ["output", "cache", "target"])
def test_a_disk_that_is_read_only_is_said(
    site: Project, which: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SITEURL", "https://qn.example")
    place = site.root / ".cache" if which == "cache" else site.root / "disk"
    with disk(place, _ENOUGH, "ro"):
        if which == "target":
            assert publish(site.root, folder="disk/public", now=NOW) == 1
            words = capsys.readouterr().err
        elif which == "cache":
            outcome = site.build()
            assert problem_lines(outcome) == []
            [words] = [note for note in outcome.notes if "cache" in note]
        else:
            [words] = problem_lines(site.build(output=place / "output"))
        assert "read-only" in checked_words(words)
        assert str(place) in words


def test_a_full_folder_for_temporary_files_is_not_the_fault_of_a_recording(
    site: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site.content / "files").mkdir()
    (site.content / "files" / "talk.mp3").write_bytes(mp3())
    head = "title: A talk\nsummary: One.\ndate: 2026-05-04"
    site.story("world/2026/talk", f"---\n{head}\n---\n\n[Talk](/files/talk.mp3)\n> Transcript\n>\n> Words.\n")
    with disk(tmp_path / "temporary", 64) as temporary:
        fill(temporary, 0)
        monkeypatch.setattr(tempfile, "tempdir", str(temporary))
        [words] = problem_lines(site.build())
    assert "the disk of the folder for temporary files is full" in checked_words(words)
    monkeypatch.undo()
    assert problem_lines(site.build()) == []


def test_a_child_that_cannot_write_says_so(tmp_path: Path) -> None:
    (tmp_path / "talk.mp3").write_bytes(mp3())
    with disk(tmp_path / "full", 16) as full:
        fill(full, 0)
        with pytest.raises(OSError, match="No space left"):
            clean_apart(tmp_path / "talk.mp3", "files/talk.mp3", full / "bare")
