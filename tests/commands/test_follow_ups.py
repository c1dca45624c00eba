"""Each step behind the switch fails: readers have the release, the code says so, and the printed command mends it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsroom.commands.exit_codes import ExitCode
from newsroom.commands.ledger import ledger
from newsroom.commands.publish import publish as publishing
from newsroom.commands.publish import recovery
from newsroom.commands.publish.publish import publish
from newsroom.core import atomic
from newsroom.core.operation_error import OperationError
from newsroom.publishing.targets.folder import target
from newsroom.publishing.targets.folder.target import FolderTarget
from tests.building import NOW, Project
from tests.commands.repositories import LEDGER, URL, committed, git, remedies, run
from tests.publishing.sites import current

pytestmark = pytest.mark.usefixtures("site_url")

FULL = OSError(28, "No space left on device")
#: How people are told so.
SAID = "a disk is full; make room there, or choose a folder on another disk; then do the same again"


@pytest.fixture
def project(pushed_project: Project) -> Project:
    return pushed_project


def fail(fault: BaseException) -> Callable[..., None]:
    def failing(*_: object, **__: object) -> None:
        raise fault

    return failing


#: By the step: what is patched, and how the sentence begins.
STEPS = {
    "ledger": (atomic, "write", "the ledger of addresses, content/data/addresses.txt, is not written"),
    "commit": (ledger.repository, "save", "the ledger of addresses, content/data/addresses.txt, is written and not"),
    "push": (ledger.repository, "push", "the commit of the ledger is not pushed"),
    "hub": (publishing.hub, "notify", "the hub is not told of the feeds that changed"),
    "removal": (FolderTarget, "remove", "old releases are not removed"),
    "pending": (recovery, "clear", ".publish.pending.json is not removed"),
}
FAULTS = {
    "full": (FULL, SAID),
    "refused": (OperationError("the store cannot be reached"), "the store cannot be reached"),
    "stopped": (KeyboardInterrupt(), "it was stopped"),
    "fault": (TypeError("x"), "a fault of the system, TypeError: x; please report it"),
}


@pytest.mark.sample(3)
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("step", STEPS)
def test_readers_have_it_and_what_is_left_is_told_and_done_by_the_next(
    project: Project, step: str, fault: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place, name, sentence = STEPS[step]
    error, reason = FAULTS[fault]
    with monkeypatch.context() as patch:
        if step == "ledger":
            write = atomic.write
            patch.setattr(
                atomic, "write", lambda path, raw: fail(error)() if path.name == "addresses.txt" else write(path, raw)
            )
        else:
            patch.setattr(place, name, fail(error))
        assert publish(project.root, now=NOW) == ExitCode.LEFT
    output = capsys.readouterr()
    release = current(project.root / "public")
    assert f"published {release}" in output.out
    assert output.err.startswith(f"left to do: {sentence}")
    assert f"({reason})" in output.err
    assert output.err.count("\n") == 1
    assert "nothing was published" not in output.err
    assert not list(project.content.rglob(".*.part"))
    # The next one does it, and says what was so.
    assert publish(project.root, now=NOW) == 0
    again = capsys.readouterr()
    assert again.err == ""
    assert again.out.startswith(
        f"the publish of {release} did not end, though readers had it; what it left is done now"
    )
    assert again.out.endswith(f"nothing has changed since {release}, which readers have\n")
    assert git(project.root, "status", "--porcelain") == ""
    assert git(project.root, "log", "--format=%s", "origin/main").splitlines()[0] == f"Keep the addresses of {release}"
    assert not (project.root / recovery.FILE).exists()
    assert publish(project.root, now=NOW) == 0
    assert capsys.readouterr().out == f"nothing has changed since {release}, which readers have\n"


def test_everything_may_fail_at_once_and_each_is_told_once(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patch:
        for place, name, _ in STEPS.values():
            if place is not atomic:
                patch.setattr(place, name, fail(FULL))
        assert publish(project.root, now=NOW) == ExitCode.LEFT
        first = capsys.readouterr().err
        assert publish(project.root, now=NOW) == ExitCode.LEFT
        assert capsys.readouterr().err == first
    assert [line.split(" (")[0] for line in first.splitlines()] == [
        "left to do: the ledger of addresses, content/data/addresses.txt, is written and not committed",
        "left to do: the hub is not told of the feeds that changed",
        "left to do: old releases are not removed",
    ]
    assert publish(project.root, now=NOW) == 0


# -------------------------------------------------------------------------------------------------------- the switch


def test_a_switch_that_fails_before_readers_have_it_publishes_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(target, "activate", fail(FULL))
        assert publish(project.root, now=NOW) == ExitCode.NOT_DONE
    assert capsys.readouterr().err == f"nothing was published: {SAID}\n"
    assert current(project.root / "public") == ""
    assert publish(project.root, now=NOW) == 0
    assert "did not end" not in capsys.readouterr().out


def test_a_switch_that_fails_once_readers_have_it_is_a_publish(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    switch = target.activate

    def late(folder: Path, release: str) -> None:
        switch(folder, release)
        raise FULL

    with monkeypatch.context() as patch:
        patch.setattr(target, "activate", late)
        assert publish(project.root, now=NOW) == ExitCode.LEFT
    output = capsys.readouterr()
    assert "published" in output.out
    assert f"ended with a fault ({SAID}), though readers have it; run: " in output.err
    assert publish(project.root, now=NOW) == 0


@pytest.mark.parametrize("half", [True, False])
def test_unknown_states_are_reported_as_unknown(
    project: Project, half: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(target, "activate", fail(OperationError("the connection was lost")))
        if half:
            # Of a store, of which tests/publishing cuts every step.
            patch.setattr(FolderTarget, "half_activated", lambda _self: True)
        else:

            def gone(*_: object) -> None:
                patch.setattr(FolderTarget, "current", fail(OperationError("no route to host")))
                raise OperationError("the connection was lost")

            patch.setattr(target, "activate", gone)
        assert publish(project.root, now=NOW) == ExitCode.UNKNOWN
    errors = capsys.readouterr().err
    assert ("some files of" in errors) == half
    assert ("nobody knows whether readers have" in errors) != half
    assert publish(project.root, now=NOW) == 0


def test_stopped_before_the_switch_nothing_was_published(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(FolderTarget, "upload", fail(KeyboardInterrupt()))
        assert publish(project.root, now=NOW) == ExitCode.INTERRUPTED
    assert capsys.readouterr().err == "stopped; nothing was published\n"


def test_a_lock_that_cannot_be_let_go_of_takes_nothing_back(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hold = FolderTarget.lock

    @contextmanager
    def stuck(self: FolderTarget) -> Iterator[None]:
        with hold(self):
            yield
        raise FULL

    with monkeypatch.context() as patch:
        patch.setattr(FolderTarget, "lock", stuck)
        assert publish(project.root, now=NOW) == ExitCode.LEFT
    assert "was not left in order (a disk is full" in capsys.readouterr().err


# --------------------------------------------------------------------------------------------------------- real git


@pytest.mark.audit
def test_the_lock_of_a_git_that_was_killed_is_named_with_its_age_and_the_command_opens_it(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = project.root / ".git/index.lock"
    lock.touch()
    assert publish(project.root, now=NOW) == ExitCode.LEFT
    errors = capsys.readouterr().err
    assert f"git is locked by {lock}, " in errors
    assert "second" in errors
    assert "manually" not in errors
    assert publish(project.root, now=NOW) == ExitCode.LEFT
    monkeypatch.undo()
    monkeypatch.setenv("SITEURL", URL)
    [command] = remedies(errors)
    done = run(command, project.root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert git(project.root, "status", "--porcelain") == ""


@pytest.mark.parametrize("name", ["HEAD.lock", "refs/heads/main.lock"])
def test_every_lock_of_git_is_named(project: Project, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    lock = project.root / ".git" / name
    lock.touch()
    assert publish(project.root, now=NOW) == ExitCode.LEFT
    assert f"git is locked by {lock}, " in capsys.readouterr().err
    lock.unlink()
    assert publish(project.root, now=NOW) == 0


def test_the_printed_command_merges_a_push_of_somebody_else(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    other = project.root.parent / "other"
    git(project.root.parent, "clone", "-q", f"{project.root}.git", str(other))
    (other / "content/notes.txt").write_text("meanwhile")
    git(other, "add", ".")
    git(other, "-c", "user.name=Sam", "-c", "user.email=sam@qn.example", "commit", "-q", "-m", "Meanwhile")
    git(other, "push", "-q")
    assert publish(project.root, now=NOW) == ExitCode.LEFT
    errors = capsys.readouterr().err
    assert "the commit of the ledger is not pushed (git push: somebody else has pushed meanwhile)" in errors
    [command] = remedies(errors)
    done = run(command, project.root)
    assert done.returncode == 0, done.stderr
    assert LEDGER in git(project.root, "ls-tree", "-r", "--name-only", "origin/main")


def test_a_remote_that_is_away_is_tried_again_by_the_printed_command(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    remote = Path(f"{project.root}.git")
    remote.rename(remote.with_name("away"))
    assert publish(project.root, now=NOW) == ExitCode.LEFT
    [command] = remedies(capsys.readouterr().err)
    remote.with_name("away").rename(remote)
    assert run(command, project.root).returncode == 0
    assert git(project.root, "rev-parse", "HEAD") == git(remote, "rev-parse", "main")


def test_nothing_else_is_pushed_with_the_ledger(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.story("world/2026/not-yet")
    committed(project, "Not pushed on purpose")
    assert publish(project.root, now=NOW, allow_dirty=True) == 0
    assert "waits with others that are not pushed (1): git push" in capsys.readouterr().out
    assert git(project.root, "log", "--format=%s", "origin/main").splitlines() == ["First"]


def test_the_ledger_is_not_pushed_where_others_do_that(project: Project) -> None:
    assert publish(project.root, now=NOW, push=False) == 0
    assert git(project.root, "log", "--format=%s", "origin/main").splitlines() == ["First"]
    assert publish(project.root, now=NOW, push=False) == 0


def test_no_hook_and_no_missing_name_keeps_the_ledger_from_being_committed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = project.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    for name in ("user.name", "user.email"):
        git(project.root, "config", "--unset", name)
    git(project.root, "config", "user.useConfigOnly", "true")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    assert publish(project.root, now=NOW) == 0
    assert "publish@localhost" in git(project.root, "log", "-1", "--format=%ce")


def test_a_project_below_the_top_of_its_repository_keeps_its_ledger_too(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    top = tmp_path / "top"
    top.mkdir()
    shutil.rmtree(project.root / ".git")
    root = Path(shutil.move(project.root, top / "magazine"))
    git(top, "init", "-q", "-b", "main")
    git(top, "config", "user.name", "Robin")
    git(top, "config", "user.email", "robin@qn.example")
    git(top, "add", ".")
    git(top, "commit", "-q", "-m", "First")
    assert publish(root, now=NOW) == 0
    assert git(top, "status", "--porcelain") == ""
    assert publish(root, now=NOW) == 0


@pytest.mark.parametrize("part", [".addresses.txt.part", ".sections.toml.part"])
def test_half_written_files_of_a_killed_task_are_removed_and_stop_nothing(project: Project, part: str) -> None:
    left = project.content / "data" / part
    left.write_text("half")
    assert publish(project.root, now=NOW) == 0
    assert not left.exists()
