"""Kept files: whole or noticed; and in a process that stays, in memory as long as they are what they were."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.engine.cache import kept


@pytest.fixture
def remembering() -> Iterator[None]:
    kept.remember()
    yield
    kept.remember(on=False)


def test_a_value_comes_back(tmp_path: Path) -> None:
    kept.save(tmp_path / "x", {"a": (1, b"2")})
    assert kept.load(tmp_path / "x") == {"a": (1, b"2")}
    assert kept.load(tmp_path / "none") is None


def test_without_a_memory_every_load_reads(tmp_path: Path) -> None:
    kept.save(tmp_path / "x", ["a"])
    assert kept.load(tmp_path / "x") is not kept.load(tmp_path / "x")


@pytest.mark.usefixtures("remembering")
def test_what_was_saved_or_loaded_is_remembered(tmp_path: Path) -> None:
    value = ["a"]
    kept.save(tmp_path / "x", value)
    assert kept.load(tmp_path / "x") is value


@pytest.mark.usefixtures("remembering")
def test_a_file_that_another_process_wrote_is_read(tmp_path: Path) -> None:
    kept.save(tmp_path / "x", "first")
    kept.save(tmp_path / "y", "other")
    (tmp_path / "y").replace(tmp_path / "x")
    assert kept.load(tmp_path / "x") == "other"
    (tmp_path / "x").unlink()
    assert kept.load(tmp_path / "x") is None


@pytest.mark.usefixtures("remembering")
def test_a_file_that_is_damaged_meanwhile_is_noticed(tmp_path: Path) -> None:
    kept.save(tmp_path / "x", "whole")
    (tmp_path / "x").write_bytes((tmp_path / "x").read_bytes()[:-2])
    with pytest.raises(kept.Unusable, match="cut short"):
        kept.load(tmp_path / "x")
