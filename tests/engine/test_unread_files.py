"""Files below content/ that nothing reads."""

from __future__ import annotations

from pathlib import Path

from newsroom.engine.read.unread_files import unread


def test_texts_in_a_folder_that_a_plugin_reads_are_no_problem(tmp_path: Path) -> None:
    """A new kind of documents says which folder it reads, and this list of folders is nowhere else."""
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "a-night.md").write_text("---\ntitle: A night\n---\n\nWords.\n", "utf-8")
    assert list(unread(tmp_path, {"articles", "events"}, {"articles", "data", "events", "images"}, set())) == []
    [problem] = unread(tmp_path, {"articles"}, {"articles", "data", "images"}, set())
    assert problem.path == f"{tmp_path.name}/events/a-night.md"
    assert problem.rule == "file-unread"


def test_a_folder_whose_name_has_a_slip_is_told_the_one_that_a_plugin_reads(tmp_path: Path) -> None:
    (tmp_path / "event").mkdir()
    (tmp_path / "event" / "a-night.md").write_text("---\ntitle: A night\n---\n\nWords.\n", "utf-8")
    [problem] = unread(tmp_path, {"articles", "events"}, {"articles", "data", "events"}, set())
    assert problem.fix == "did you mean content/events/?"
