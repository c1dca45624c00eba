"""The store of files: each is made bare once, in a process of its own, and made again where it is not right."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.engine.cache.store import DATABASE, Cache
from newsroom.features.files import cleaning
from newsroom.features.files.cleaning import clean_apart
from newsroom.features.files.model import CleanFile, FileFault
from newsroom.features.files.store import FileStore
from tests.features.files.documents import pdf
from tests.features.files.recordings import mp3


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    content = tmp_path / "content"
    (content / "files").mkdir(parents=True)
    (content / "files/a.pdf").write_bytes(pdf())
    (content / "files/b.mp3").write_bytes(mp3())
    (content / "files/c.pdf").write_bytes(b"%PDF-1.7 no more")
    return FileStore(opened(content), content)


PATHS = ["files/a.pdf", "files/b.mp3", "files/c.pdf"]


def opened(content: Path, *, writes: bool = True) -> Cache:
    return Cache(content.parent / "cache", datetime(2026, 11, 23, tzinfo=UTC), writes=writes)


def reopened(store: FileStore) -> FileStore:
    """Return the store as the next build has it."""
    store.cache.close()
    return FileStore(opened(store.content), store.content)


def test_publishable_files_are_cached_and_others_have_a_reason(store: FileStore) -> None:
    told: list[tuple[int, int]] = []
    found = store.prepare(PATHS, on_progress=lambda done, of: told.append((done, of)))
    assert [type(found[path]) for path in PATHS] == [CleanFile, CleanFile, FileFault]
    assert told == [(1, 3), (2, 3), (3, 3)]
    for path in PATHS[:2]:
        body, what = store.content_of(path), found[path]
        assert isinstance(what, CleanFile)
        assert len(body) == what.size


def test_nothing_is_made_twice(store: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    first = store.prepare(PATHS[:2])
    bodies = [store.content_of(path) for path in PATHS[:2]]

    def never(*_: object, **__: object) -> object:
        raise AssertionError

    monkeypatch.setattr(subprocess, "run", never)
    later = reopened(store)
    assert later.prepare(PATHS[:2]) == first
    assert [later.content_of(path) for path in PATHS[:2]] == bodies
    # A file that was only touched is known by what it holds.
    (store.content / "files/a.pdf").touch()
    assert reopened(later).prepare(PATHS[:2]) == first


def test_a_file_that_changes_is_made_anew(store: FileStore) -> None:
    before = store.prepare(PATHS[:2])
    (store.content / "files/a.pdf").write_bytes(pdf(lambda made: made.add_blank_page()))
    later = reopened(store)
    after = later.prepare(PATHS[:2])
    assert after["files/a.pdf"] != before["files/a.pdf"]
    assert after["files/b.mp3"] == before["files/b.mp3"]


def test_damaged_entries_are_made_again(store: FileStore) -> None:
    store.prepare(PATHS[:2])
    before = [store.content_of(path) for path in PATHS[:2]]
    later = reopened(store)
    with sqlite3.connect(store.cache.folder / DATABASE) as database:
        database.execute("UPDATE entries SET value = value || x'00' WHERE namespace = 'stripped-files'")
    assert later.prepare(PATHS[:2])
    assert [later.content_of(path) for path in PATHS[:2]] == before


def test_nothing_is_written_where_nothing_may_be(store: FileStore) -> None:
    found = FileStore(opened(store.content, writes=False), store.content).prepare(PATHS)
    assert isinstance(found["files/c.pdf"], FileFault)
    assert not store.cache.folder.exists()


@pytest.mark.parametrize(
    ("code", "patience", "reason"),
    [
        ("import os; os.abort()", 60, "broke down twice"),
        ("while True: pass", 0.2, "did not end in time"),
        ("print('no JSON')", 60, "broke down twice"),
        ("print('[]')", 60, "broke down twice"),
        ("x = bytearray(1 << 42)", 60, "broke down twice"),
    ],
)
def test_a_reader_that_falls_over_takes_only_the_file_with_it(
    store: FileStore, monkeypatch: pytest.MonkeyPatch, code: str, patience: float, reason: str, tmp_path: Path
) -> None:
    run = subprocess.run

    def instead(_: object, **options: object) -> object:
        return run([sys.executable, "-c", code], **options)  # type: ignore[call-overload]

    monkeypatch.setattr(cleaning, "_PATIENCE", patience)
    monkeypatch.setattr(subprocess, "run", instead)
    with pytest.raises(FileFault, match=f"the program that reads it {reason}"):
        clean_apart(store.content / "files/a.pdf", "files/a.pdf", tmp_path / "out")


@pytest.mark.parametrize("code", ["import os; os.abort()", "import os; os.kill(os.getpid(), 9)", "raise MemoryError"])
def test_a_reader_that_somebody_ends_is_begun_once_more(
    store: FileStore, monkeypatch: pytest.MonkeyPatch, code: str, tmp_path: Path
) -> None:
    run, begun = subprocess.run, []

    def instead(command: list[str], **options: object) -> object:
        begun.append(command)
        return run([sys.executable, "-c", code] if len(begun) == 1 else command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", instead)
    assert clean_apart(store.content / "files/a.pdf", "files/a.pdf", tmp_path / "out").size
    assert begun[0] == begun[1]
