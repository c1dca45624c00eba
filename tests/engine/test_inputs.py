"""Inputs of a build: looked at as little as possible, and never taken for what it is not."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.engine.cache import digests, inputs
from newsroom.engine.cache.inputs import InputDigests
from newsroom.engine.cache.store import Cache


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that nobody has touched for a while."""
    made = tmp_path / "story.md"
    made.write_text("words")
    return made


def later(monkeypatch: pytest.MonkeyPatch, seconds: float = 10.0) -> None:
    """Let some time go by."""
    now = inputs.time.time_ns() + int(seconds * 1e9)
    monkeypatch.setattr(inputs.time, "time_ns", lambda: now)


def opened(place: Path) -> Cache:
    return Cache(place, datetime(2026, 11, 23, tzinfo=UTC))


def look(file: Path, place: Path) -> bytes:
    """Look at a file as a build does, and cache what was seen."""
    cache = opened(place)
    known = InputDigests(cache, file.parent)
    found = known.digest(str(file), file.stat())
    known.save()
    cache.close()
    return found


def forbid_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> None:
        raise AssertionError("the content was read")

    monkeypatch.setattr(inputs, "open", read, raising=False)


def test_a_file_that_was_not_touched_is_not_read_again(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    first = look(file, tmp_path / "cache")
    forbid_reading(monkeypatch)
    assert look(file, tmp_path / "cache") == first == digests.of_bytes(b"words")


def test_a_file_that_was_changed_a_moment_ago_is_read_the_next_time(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within one tick of the disk's clock it may change again, and its times would not tell."""
    look(file, tmp_path / "cache")
    forbid_reading(monkeypatch)
    with pytest.raises(AssertionError, match="was read"):
        look(file, tmp_path / "cache")


def test_a_change_that_sets_the_time_back_is_seen(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later(monkeypatch)
    before = file.stat()
    look(file, tmp_path / "cache")
    file.write_text("WORDS")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert look(file, tmp_path / "cache") == digests.of_bytes(b"WORDS")


def test_everything_is_read_where_the_system_reports_no_changes(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    monkeypatch.setattr(inputs, "_TOLD", False)
    look(file, tmp_path / "cache")
    forbid_reading(monkeypatch)
    with pytest.raises(AssertionError, match="was read"):
        look(file, tmp_path / "cache")


def test_files_that_are_gone_are_forgotten(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other.md"
    other.write_text("more")
    later(monkeypatch)
    cache = opened(tmp_path / "cache")
    known = InputDigests(cache, file.parent)
    for path in (file, other):
        known.digest(str(path), path.stat())
    known.save()
    cache.close()
    look(file, tmp_path / "cache")
    assert set(InputDigests(opened(tmp_path / "cache"), file.parent).digests_by_file) == {str(file)}


def test_a_file_whose_name_is_no_text_does_not_keep_the_others_out(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / os.fsdecode(b"caf\xe9.md")
    other.write_text("more")
    later(monkeypatch)
    cache = opened(tmp_path / "cache")
    known = InputDigests(cache, file.parent)
    for path in (file, other):
        known.digest(str(path), path.stat())
    known.save()
    cache.close()
    assert set(InputDigests(opened(tmp_path / "cache"), file.parent).digests_by_file) == {str(file)}
