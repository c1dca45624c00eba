"""Digests of files that nobody has touched are not made again, and those of all others are."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.publishing import file_digests
from newsroom.publishing.file_digests import FileDigests
from newsroom.publishing.model import File, read_file, read_files


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read."""
    names: list[str] = []

    def noted(path: Path) -> File:
        names.append(path.name)
        return read_file(path)

    monkeypatch.setattr(file_digests, "read_file", noted)
    monkeypatch.setattr(file_digests, "_SETTLED", -1)
    return names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "site/a").mkdir(parents=True)
    (tmp_path / "site/empty").mkdir()
    for name in ("index.html", "a/one.html", "a/two.html"):
        (tmp_path / "site" / name).write_text(f"the page {name}")
    return tmp_path / "site"


def test_files_are_read_once_and_are_those_of_the_folder(folder: Path, read: list[str]) -> None:
    digests = FileDigests()
    assert digests.files(folder) == digests.files(folder) == read_files(folder)
    assert sorted(read) == ["index.html", "one.html", "two.html"]
    assert digests.file(folder / "index.html") == read_file(folder / "index.html")


def _other_words(path: Path) -> None:
    path.write_text("THE PAGE a/one.html")


def _other_words_and_the_old_time(path: Path) -> None:
    before = path.stat()
    path.write_text("THE PAGE a/one.html")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _another_file(path: Path) -> None:
    other = path.with_name("other")
    other.write_text("THE PAGE a/one.html")
    other.replace(path)


@pytest.mark.parametrize("touch", [_other_words, _other_words_and_the_old_time, _another_file])
def test_a_file_that_somebody_touched_is_read_again(
    folder: Path, read: list[str], touch: Callable[[Path], None]
) -> None:
    digests = FileDigests()
    digests.files(folder)
    read.clear()
    touch(folder / "a/one.html")
    assert digests.files(folder) == read_files(folder)
    assert read == ["one.html"]


def test_digests_are_kept_for_the_next_time(folder: Path, read: list[str]) -> None:
    kept: list[file_digests.KnownDigests] = []
    first = FileDigests(dict, lambda known: kept.append(dict(known)))
    files = first.files(folder)
    first.save()
    first.save()
    assert len(kept) == 1
    (folder / "a/two.html").unlink()
    read.clear()
    second = FileDigests(lambda: kept[0], lambda known: kept.append(dict(known)))
    assert second.files(folder) == {path: file for path, file in files.items() if path != "a/two.html"}
    assert read == []
    second.save()
    assert len(kept[-1]) == 2, "what is gone is forgotten"


def test_further_names_and_lost_names_are_no_change(folder: Path, read: list[str], tmp_path: Path) -> None:
    digests = FileDigests()
    files = digests.files(folder)
    with digests.relinked(folder):
        for path in files:
            os.link(folder / path, tmp_path / path.replace("/", "-"))
    assert digests.files(folder) == files
    with digests.relinked(folder):
        (tmp_path / "index.html").unlink()
    assert digests.files(folder) == files
    assert len(read) == 3
    # Outside of that, nobody knows why the time has changed.
    (tmp_path / "a-one.html").unlink()
    digests.files(folder)
    assert read[3:] == ["one.html"]


def test_a_file_that_changes_while_names_are_given_is_read_again(folder: Path, read: list[str]) -> None:
    digests = FileDigests()
    digests.files(folder)
    read.clear()
    with digests.relinked(folder):
        (folder / "index.html").write_text("other words of another length")
    assert digests.files(folder) == read_files(folder)
    assert read == ["index.html"]


def test_a_file_that_was_just_written_is_read_again(
    folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Clocks of disks have steps: a second change within one could not be seen."""
    monkeypatch.setattr(file_digests, "_SETTLED", 3600 * 10**9)
    digests = FileDigests()
    digests.files(folder)
    digests.files(folder)
    assert len(read) == 6


@pytest.mark.parametrize("where", ["index.html", "nowhere"])
def test_a_link_is_no_file_of_a_site(folder: Path, where: str) -> None:
    (folder / "link").symlink_to(where)
    with pytest.raises(ValueError, match="link is no plain file"):
        FileDigests().files(folder)
