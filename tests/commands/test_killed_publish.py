"""A publish that is killed anywhere: whatever the next one says is so, and nothing is left when it has ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsroom.commands.exit_codes import ExitCode
from newsroom.commands.publish import publish as publishing
from newsroom.commands.publish import recovery
from newsroom.commands.publish.publish import publish
from newsroom.core import atomic
from newsroom.publishing import repository
from newsroom.publishing.targets.folder import target
from newsroom.publishing.targets.folder.target import FolderTarget
from tests.building import NOW, ROOT, Project
from tests.commands.repositories import committed, git, pushed, remedies, run
from tests.publishing.faults import die
from tests.publishing.sites import current

pytestmark = pytest.mark.usefixtures("site_url")


@pytest.fixture
def project(pushed_project: Project) -> Project:
    return pushed_project


def then_die(function: Callable[..., Any]) -> Callable[..., None]:
    def dying(*given: Any, **named: Any) -> None:
        function(*given, **named)
        die()

    return dying


def half_written(path: Path, content: bytes) -> None:
    if path.name == "addresses.txt":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_name(f".{path.name}.part").write_bytes(content[:100])
        die()
    WRITE(path, content)


WRITE = atomic.write
#: Where it is killed: what is patched, by what, and whether readers have the release by then.
KILLS: dict[str, tuple[Any, str, Callable[..., None], bool]] = {
    "before the note": (recovery, "note", die, False),
    "before the upload": (FolderTarget, "upload", die, False),
    "after the upload": (FolderTarget, "upload", then_die(FolderTarget.upload), False),
    "before the switch": (target, "activate", die, False),
    "after the switch": (target, "activate", then_die(target.activate), True),
    "half a ledger": (atomic, "write", half_written, True),
    "before the commit": (repository, "save", die, True),
    "after the commit": (repository, "save", then_die(repository.save), True),
    "before the push": (repository, "push", die, True),
    "after the push": (repository, "push", then_die(repository.push), True),
    "at the hub": (publishing.hub, "notify", die, True),
    "after the removal": (FolderTarget, "remove", then_die(FolderTarget.remove), True),
    "before the end": (recovery, "clear", die, True),
}


@pytest.mark.sample(2)
@pytest.mark.parametrize("kill", KILLS)
def test_the_next_publish_reports_the_state_after_a_kill_correctly(
    project: Project, kill: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    place, name, by, switched = KILLS[kill]
    child = os.fork()
    if not child:
        setattr(place, name, by)
        publish(project.root, now=NOW)
        os._exit(0)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    release = current(project.root / "public")
    assert bool(release) == switched
    capfd.readouterr()
    assert publish(project.root, now=NOW) == 0
    said = capfd.readouterr()
    assert said.err == ""
    if switched:
        early = f"the publish of {release} did not end, though readers had it; what it left is done now\n"
        assert early in said.out
        assert "killed" not in said.out.replace("a publish was killed here before readers had it", "")
        assert said.out.endswith(f"nothing has changed since {release}, which readers have\n")
    else:
        release = current(project.root / "public")
        assert "did not end" not in said.out
        assert said.out.splitlines()[-2].startswith(f"published {release} ")
    assert git(project.root, "status", "--porcelain") == ""
    assert git(project.root, "rev-parse", "HEAD") == git(project.root, "rev-parse", "origin/main")
    assert git(project.root, "log", "--format=%s").splitlines() == [f"Keep the addresses of {release}", "First"]
    assert not (project.root / recovery.FILE).exists()
    assert publish(project.root, now=NOW) == 0
    assert capfd.readouterr().out == f"nothing has changed since {release}, which readers have\n"


@pytest.mark.sample(1)
@pytest.mark.parametrize("hook", ["prepare-commit-msg", "reference-transaction", "post-commit"])
def test_the_real_process_killed_with_its_git_while_that_commits_the_ledger(
    site: Project, hook: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The hook runs while git holds its locks, and kills git and the publish that waits for it."""
    pushed(committed(site))
    script = site.root / ".git/hooks" / hook
    script.parent.mkdir(exist_ok=True)
    only = '[ "$1" = prepared ] || exit 0\n' if hook == "reference-transaction" else ""
    script.write_text(f"#!/bin/sh\n{only}kill -KILL $PPID $PUBLISHER\n")
    script.chmod(0o755)
    program = (
        "import os, pathlib\n"
        "os.environ['PUBLISHER'] = str(os.getpid())\n"
        "from newsroom.commands.publish.publish import publish\n"
        f"publish(pathlib.Path({str(site.root)!r}), now={NOW!r})\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    ended = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    script.unlink()
    release = current(site.root / "public")
    locks = sorted(path.name for path in (site.root / ".git").rglob("*.lock"))
    code = publish(site.root, now=NOW)
    said = capsys.readouterr()
    assert f"the publish of {release} did not end, though readers had it; what it left is done now\n" in said.out
    assert f"nothing has changed since {release}, which readers have\n" in said.out
    assert "manually" not in said.err
    while code == ExitCode.LEFT:
        assert "is locked by" in said.err
        [command] = remedies(said.err)
        done = run(command, site.root)
        assert done.returncode in (0, 3), done.stderr
        code, said = done.returncode, said._replace(err=done.stderr)
    assert code == 0, (locks, said)
    # Git names this one by the process that made it, so that it stands in nobody's way.
    assert [path.name for path in (site.root / ".git").rglob("*.lock") if not path.match("next-index-*")] == []
    assert git(site.root, "status", "--porcelain") == ""
    assert git(site.root, "log", "--format=%s", "origin/main").splitlines() == [
        f"Keep the addresses of {release}",
        "First",
    ]


def test_parts_of_files_that_a_killed_task_left_are_taken_away(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where nothing is to be written in their place, too; a file of somebody's own that is called so stays."""
    assert publish(project.root, now=NOW) == 0
    parts = [project.content / "data/.addresses.txt.part", project.content / "articles/world/2026/.first-light.md.part"]
    own = project.content / "articles/world/2026/.nothing.md.part"
    for part in (*parts, own):
        part.write_text("half a")
    assert publish(project.root, now=NOW, allow_dirty=True) == 0, capsys.readouterr().err
    assert [part for part in parts if part.exists()] == []
    assert own.read_text() == "half a"
    own.unlink()
    parts[0].write_text("half a")
    assert publish(project.root, now=NOW) == 0, capsys.readouterr().err
    assert git(project.root, "status", "--porcelain") == ""
