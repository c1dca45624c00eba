"""A ledger that is lost stops a publish, and comes back from git or from what readers have."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.core import head_edit
from newsroom.ops import ledger_loss, pending, withdraw
from newsroom.ops import publish as publishing
from newsroom.ops.exit_codes import ExitCode
from newsroom.ops.ledger_history import WITHDRAWN, history
from newsroom.ops.ledger_restore import ledger_task
from newsroom.ops.make import check
from newsroom.ops.publish import publish
from tests.building import NOW, Project
from tests.ops.repositories import LEDGER, committed, git, pushed, run
from tests.publishing.sites import current

URL = "https://qn.example"
OLD = "/world/2026/05/first-light/"


@pytest.fixture(autouse=True)
def site_url(monkeypatch: pytest.MonkeyPatch, plain_environment: None) -> None:
    monkeypatch.setenv("SITEURL", URL)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in a repository that was published once."""
    root = tmp_path_factory.mktemp("once")
    site = committed(Project(root / "site"))
    pushed(site)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITEURL", URL)
        assert publish(site.root, now=NOW) == 0
    return root


@pytest.fixture
def project(once: Path, tmp_path: Path) -> Project:
    """The same, in a folder of one's own."""
    shutil.copytree(once, tmp_path / "mine", symlinks=True)
    site = Project.__new__(Project)
    site.root = tmp_path / "mine" / "site"
    site.content, site.output = site.root / "content", site.root / "output"
    git(site.root, "remote", "set-url", "origin", f"{site.root}.git")
    return site


def words(site: Project) -> str:
    return (site.root / LEDGER).read_text("utf-8")


def removed(site: Project) -> None:
    git(site.root, "rm", "-q", LEDGER)
    git(site.root, "commit", "-q", "-m", "Tidy up")


def removed_from_the_disk(site: Project) -> None:
    (site.root / LEDGER).unlink()


def emptied(site: Project) -> None:
    (site.root / LEDGER).write_text("")


def shortened(site: Project) -> None:
    lines = words(site).splitlines(keepends=True)
    (site.root / LEDGER).write_text("".join(lines[: len(lines) // 2]))
    committed(site, "Make it shorter")


def without_a_line(site: Project) -> None:
    lines = [line for line in words(site).splitlines(keepends=True) if not line.startswith(f"{OLD} ")]
    (site.root / LEDGER).write_text("".join(lines))
    committed(site, "Take a line out")


def lost_in_a_merge(site: Project) -> None:
    """Somebody's branch began before there was a ledger, and the merge took their side."""
    git(site.root, "checkout", "-q", "-b", "old", "HEAD~1")
    site.story("opinion/2026/other")
    committed(site, "Other")
    git(site.root, "checkout", "-q", "main")
    git(site.root, "merge", "-q", "--no-ff", "--no-commit", "old")
    git(site.root, "rm", "-q", "-f", LEDGER)
    git(site.root, "commit", "-q", "-m", "Merge")


def renamed(site: Project) -> None:
    git(site.root, "mv", LEDGER, "content/data/addresses-old.txt")
    git(site.root, "commit", "-q", "-m", "Tidy up")


def unreadable(site: Project) -> None:
    (site.root / LEDGER).write_bytes(bytes(range(128, 256)) * 20)


LOSSES: list[Callable[[Project], None]] = [
    removed, removed_from_the_disk, emptied, shortened, without_a_line, lost_in_a_merge, renamed, unreadable,
]  # fmt: skip


@pytest.mark.parametrize("lose", LOSSES)
def test_a_ledger_that_lost_addresses_is_a_problem_and_restored_from_git(
    project: Project, lose: Callable[[Project], None], capsys: pytest.CaptureFixture[str]
) -> None:
    before = words(project)
    lose(project)
    assert check(project.root, NOW) == 1
    assert "address-ledger-lost: the ledger of addresses" in capsys.readouterr().err
    assert publish(project.root, now=NOW, allow_dirty=True) == ExitCode.NOT_DONE
    said = capsys.readouterr().err
    assert "bring them back: invoke ledger --restore" in said
    assert said.endswith("bring them back: invoke ledger --restore\n")
    assert ledger_task(project.root, restore=True) in (0, 3)
    assert "restored from git: " in capsys.readouterr().out
    assert words(project) == before
    assert git(project.root, "status", "--porcelain", "--", LEDGER) == ""
    assert ledger_loss.problems(project.root) == []
    assert ledger_task(project.root) == 0


def test_the_printed_command_restores_it_and_the_next_publish_goes_through(project: Project) -> None:
    removed(project)
    git(project.root, "push", "-q")
    done = run("invoke ledger --restore", project.root)
    assert done.returncode == 0, done.stderr
    assert "restored from git: " in done.stdout
    assert f"  {OLD}\n" in done.stdout
    project.story("world/2026/new")
    committed(project, "New")
    git(project.root, "push", "-q")
    assert publish(project.root, now=NOW) == 0
    assert "/world/2026/05/new/ " in words(project)


def test_a_ledger_that_is_a_link_is_a_problem_and_made_a_file_again(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = words(project)
    for there in (project.root / "elsewhere.txt", project.content / "data/other.txt", project.root / "nowhere.txt"):
        path = project.root / LEDGER
        if there.name != "nowhere.txt":
            shutil.move(path, there)
        else:
            path.unlink()
        path.symlink_to(there)
        assert check(project.root, NOW) == 1
        assert f"{LEDGER}: address-ledger: the ledger of addresses is a link" in capsys.readouterr().err
        assert publish(project.root, now=NOW, allow_dirty=True) == ExitCode.NOT_DONE
        capsys.readouterr()
        assert ledger_task(project.root, restore=True) == 0
        assert "was a link and is a file of its own now" in capsys.readouterr().out
        assert not path.is_symlink()
        assert words(project) == before
        there.unlink(missing_ok=True)


def test_outside_of_git_the_receipt_of_what_is_live_knows(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(project.root / ".git")
    known = {line.split()[0]: line.split()[1:3] for line in words(project).splitlines() if line.startswith("/")}
    (project.root / LEDGER).unlink()
    # As long as every page is still published, the next publish writes the same ledger.
    path = project.content / "articles/world/2026/first-light.md"
    path.write_bytes(head_edit.with_field(path.read_bytes(), "slug", "other"))
    assert publish(project.root, now=NOW) == ExitCode.NOT_DONE
    said = capsys.readouterr().err
    assert f"does not know {OLD} and 1 more, which readers have; bring them back: invoke ledger --restore" in said
    assert ledger_task(project.root, restore=True) == 0
    assert "restored from what readers have (" in capsys.readouterr().out
    assert {line.split()[0]: line.split()[1:3] for line in words(project).splitlines() if line.startswith("/")} == known
    assert publish(project.root, now=NOW) == 0
    moved = (project.root / "public/current" / OLD.strip("/") / "index.html").read_text("utf-8")
    assert "/world/2026/05/other/" in moved


def test_a_story_that_vanished_is_not_missed_and_never_restored(project: Project) -> None:
    found = withdraw.find(project.root, OLD)
    withdraw.mark(project.root, found, vanish=True)
    withdraw.keep(project.root, found, vanish=True)
    assert OLD not in words(project)
    assert ledger_loss.problems(project.root) == []
    assert OLD in history(project.root, LEDGER).withdrawn
    assert publish(project.root, now=NOW, allow_removals=True) == 0
    removed(project)
    assert ledger_task(project.root, restore=True) == 0
    assert OLD not in words(project)
    assert git(project.root, "log", "--format=%s", f"--grep={WITHDRAWN}") == f"{WITHDRAWN}\n"


@pytest.mark.parametrize("elsewhere", [True, False])
def test_what_a_killed_publish_noted_brings_nothing_back_that_vanished(project: Project, elsewhere: bool) -> None:
    """Whether it was made to vanish here, or on another machine and pulled."""
    noted = pending.Pending(current(project.root / "public"), words(project), ())
    found = withdraw.find(project.root, OLD)
    if not elsewhere:
        pending.note(project.root, str(project.root / "public"), noted)
    withdraw.mark(project.root, found, vanish=True)
    withdraw.keep(project.root, found, vanish=True)
    if elsewhere:
        pending.note(project.root, str(project.root / "public"), noted)
    assert publish(project.root, now=NOW, allow_removals=True) == 0
    assert OLD not in words(project)
    assert not (project.root / pending.FILE).exists()


def test_what_a_killed_publish_gave_readers_is_not_lost_with_its_machine(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """It was killed behind the switch, its note of what is left is gone, and the story has another address by now."""
    project.story("world/2026/brief")
    committed(project, "Brief")
    git(project.root, "push", "-q")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing.ledger, "keep", lambda *_, **__: None)
        assert publish(project.root, now=NOW) == 0
    assert not (project.root / pending.FILE).exists()
    path = project.content / "articles/world/2026/brief.md"
    path.write_bytes(head_edit.with_field(path.read_bytes(), "slug", "long"))
    committed(project, "Longer")
    git(project.root, "push", "-q")
    capsys.readouterr()
    assert publish(project.root, now=NOW) == ExitCode.NOT_DONE
    assert "does not know /world/2026/05/brief/, which readers have" in capsys.readouterr().err
    assert ledger_task(project.root, restore=True) == 0
    assert publish(project.root, now=NOW) == 0
    assert "/world/2026/05/long/" in (project.root / "public/current/world/2026/05/brief/index.html").read_text("utf-8")


def test_where_nothing_is_known_nothing_is_restored(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert ledger_task(site.root, restore=True) == 1
    assert "nothing is known of any address" in capsys.readouterr().err
    assert ledger_task(site.root) == 0


def test_a_folder_in_place_of_the_ledger_is_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (project.root / LEDGER).unlink()
    (project.root / LEDGER).mkdir()
    assert check(project.root, NOW) == 1
    assert "the ledger of addresses is no file" in capsys.readouterr().err
    assert ledger_task(project.root, restore=True) == 1
    assert "is a folder; move it away, and run this again" in capsys.readouterr().err


def test_a_trial_on_this_machine_keeps_and_misses_nothing(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEURL", "http://localhost:8000")
    committed(site)
    assert publish(site.root, now=NOW) == 0
    assert not (site.root / LEDGER).exists()
    site.story("world/2026/first-light", title="Second light")
    committed(site, "Second")
    assert publish(site.root, now=NOW) == 0


def test_the_subject_of_a_takedown_is_the_one_that_is_looked_for() -> None:
    assert withdraw._MESSAGE == WITHDRAWN
