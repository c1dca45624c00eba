"""A disk that fills up at each place that a publish writes to: what it says of readers is so. Mounts need root."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsroom.commands.exit_codes import ExitCode
from newsroom.commands.publish.publish import publish
from tests.building import NOW, PRESENT, Project
from tests.commands.repositories import LEDGER, committed, git, pushed, remedies, run
from tests.publishing.sites import current

pytestmark = [
    pytest.mark.audit,
    pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount a disk"),
]


@pytest.fixture(autouse=True)
def site_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEURL", "https://qn.example")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", PRESENT)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """Put what is in a folder on a small disk of its own, and yield a file that fills it up; it is there already."""
    held = folder.with_name(f"{folder.name}-held")
    if folder.exists():
        folder.rename(held)
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)
    try:
        if held.exists():
            shutil.copytree(held, folder, symlinks=True, dirs_exist_ok=True)
            shutil.rmtree(held)
        filler = folder / ".filler"
        with filler.open("wb", buffering=0) as target:
            try:
                while True:
                    target.write(b"x" * 4096)
            except OSError:
                pass
        yield filler
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def project(site: Project) -> Project:
    pushed(committed(site))
    (site.root / ".git/info/exclude").write_text(".filler\n")
    return site


def test_no_room_for_the_ledger(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    with small_disk(project.content / "data", "256k") as filler:
        assert publish(project.root, now=NOW) == ExitCode.LEFT
        output = capsys.readouterr()
        release = current(project.root / "public")
        assert f"published {release}" in output.out
        assert output.err.startswith(f"left to do: the ledger of addresses, {LEDGER}, is not written (a disk is full")
        assert [path.name for path in (project.content / "data").iterdir() if "addresses" in path.name] == []
        # Still full: the same is said, and nothing else stands in the way.
        assert publish(project.root, now=NOW) == ExitCode.LEFT
        assert capsys.readouterr().err == output.err
        filler.unlink()
        [command] = remedies(output.err)
        done = run(command, project.root)
        assert done.returncode == 0, done.stderr
        assert git(project.root, "log", "--format=%s", "origin/main").splitlines()[0].endswith(release)


def test_no_room_in_the_repository(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    with small_disk(project.root / ".git", "4m") as filler:
        assert publish(project.root, now=NOW) == ExitCode.LEFT
        errors = capsys.readouterr().err
        assert f"left to do: the ledger of addresses, {LEDGER}, is written and not committed (git " in errors
        filler.unlink()
        [command] = remedies(errors)
        done = run(command, project.root)
        assert done.returncode == 0, done.stderr
        assert git(project.root, "status", "--porcelain") == ""


def test_no_room_at_the_target(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    public = project.root / "public"
    with small_disk(public, "1m") as filler:
        assert publish(project.root, now=NOW) == ExitCode.NOT_DONE
        output = capsys.readouterr()
        assert "published " not in output.out
        assert current(public) == ""
        filler.unlink()
        subprocess.run(["mount", "-o", "remount,size=64m", str(public)], check=True)
        assert publish(project.root, now=NOW) == 0
        assert "did not end" not in capsys.readouterr().out
