"""Errors of disks and folders become a sentence that names the folder and the remedy."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from newsroom.core import storage

_WORDS = {
    errno.ENOSPC: "the disk of the cache is full",
    errno.EDQUOT: "is used up",
    errno.EROFS: "read-only",
    errno.EACCES: "may not be used by",
    errno.EPERM: "may not be used by",
    errno.ENOENT: "is not there any more",
    errno.ENOTDIR: "is a file where a folder should be",
    errno.ESTALE: "is not there any more",
    errno.EMFILE: "more files are open than the system allows",
    errno.ENFILE: "more files are open than the system allows",
    errno.EIO: "does not answer as it should",
    errno.EFBIG: "larger than the system allows",
    errno.ENOMEM: "not enough memory",
}


@pytest.mark.parametrize("number", _WORDS, ids=errno.errorcode.get)
def test_each_error_says_where_it_is_and_what_to_do(number: int, tmp_path: Path) -> None:
    places = {"output": tmp_path / "output", "cache": tmp_path / "a cache {x}"}
    error = OSError(number, os.strerror(number), str(tmp_path / "a cache {x}" / "stories"))
    assert storage.concerns(error, places)
    message, fix = storage.sentence(error, places)
    assert _WORDS[number] in message
    assert fix
    assert "Errno" not in message + fix
    # Limits of the whole machine have no place.
    if number not in {errno.EMFILE, errno.ENFILE, errno.ENOMEM}:
        assert "a cache {x}" in message
        assert "cache" in message.replace("a cache {x}", "")


def test_an_error_of_a_program_that_looks_for_its_own_file_is_none_of_the_disk(tmp_path: Path) -> None:
    error = FileNotFoundError(errno.ENOENT, "No such file or directory", "/nowhere/words.json")
    assert not storage.concerns(error, {"cache": tmp_path})
    assert not storage.concerns(ValueError("x"), {"cache": tmp_path})


def test_errors_in_a_staging_folder_name_the_folder_it_is_for(tmp_path: Path) -> None:
    error = OSError(errno.ENOSPC, "No space left on device", str(tmp_path / ".output.stage-1f/a0"))
    assert storage.sentence(error, {"output": tmp_path / "output"})[0].startswith("the disk of the output is full")


def test_of_folders_within_one_another_the_innermost_is_named(tmp_path: Path) -> None:
    error = OSError(errno.ENOSPC, "No space left on device", str(tmp_path / ".cache/pictures/x"))
    message, _ = storage.sentence(error, {"project": tmp_path, "cache": tmp_path / ".cache"})
    assert message.startswith("the disk of the cache is full")


def test_no_folder_for_temporary_files_is_said(tmp_path: Path) -> None:
    error = FileNotFoundError(errno.ENOENT, f"No usable temporary directory found in ['{tmp_path}']")
    assert storage.concerns(error, {})
    assert "TMPDIR" in storage.error_line(error)


def test_a_file_that_cannot_be_written_whole_leaves_no_part(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    file = tmp_path / "one"
    storage.write_whole(file, b"whole", "new-")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        with pytest.raises(OSError, match="File too large") as error:
            storage.write_whole(file, b"x" * 100_000, "new-")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert error.value.filename == str(file)
    assert file.read_bytes() == b"whole"
    assert list(tmp_path.iterdir()) == [file]
