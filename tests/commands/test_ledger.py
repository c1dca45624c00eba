"""A ledger that is lost stops a publish, and comes back from git or from what readers have."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.commands.check import check
from newsroom.commands.exit_codes import ExitCode
from newsroom.commands.ledger import ledger_loss
from newsroom.commands.ledger.ledger_history import WITHDRAWN, history
from newsroom.commands.ledger.ledger_restore import ledger_task
from newsroom.commands.publish import publish as publishing
from newsroom.commands.publish import recovery
from newsroom.commands.publish.publish import publish
from newsroom.commands.takedown import withdrawal
from newsroom.core import front_matter_edit
from tests.building import NOW, Project
from tests.commands.repositories import LEDGER, committed, git, pushed, remedies, run
from tests.publishing.sites import current

pytestmark = pytest.mark.usefixtures("site_url")

URL = "https://qn.example"
OLD = "/world/2026/05/first-light/"


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


@pytest.mark.sample(3)
@pytest.mark.parametrize("lose", LOSSES)
def test_a_ledger_that_lost_addresses_is_a_problem_and_restored_from_git(
    project: Project, lose: Callable[[Project], None], capsys: pytest.CaptureFixture[str]
) -> None:
    before = words(project)
    lose(project)
    assert check(project.root, NOW) == 1
    assert "address-ledger-lost: the ledger of addresses" in capsys.readouterr().err
    assert publish(project.root, now=NOW, allow_dirty=True) == ExitCode.NOT_DONE
    errors = capsys.readouterr().err
    assert "bring them back: invoke ledger --restore" in errors
    assert errors.endswith("bring them back: invoke ledger --restore\n")
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


def test_a_ledger_whose_removal_is_only_staged_is_restored_with_nothing_left_to_do(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    git(project.root, "rm", "-q", LEDGER)
    assert ledger_task(project.root, restore=True) == 0
    assert "left to do" not in capsys.readouterr().err
    assert git(project.root, "status", "--porcelain", "--", LEDGER) == ""


@pytest.mark.audit
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
    path.write_bytes(front_matter_edit.with_field(path.read_bytes(), "slug", "other"))
    assert publish(project.root, now=NOW) == ExitCode.NOT_DONE
    errors = capsys.readouterr().err
    assert f"does not know {OLD} and 1 more, which readers have; bring them back: invoke ledger --restore" in errors
    assert ledger_task(project.root, restore=True) == 0
    assert "restored from what readers have (" in capsys.readouterr().out
    assert {line.split()[0]: line.split()[1:3] for line in words(project).splitlines() if line.startswith("/")} == known
    assert publish(project.root, now=NOW) == 0
    moved = (project.root / "public/current" / OLD.strip("/") / "index.html").read_text("utf-8")
    assert "/world/2026/05/other/" in moved


def test_a_story_that_vanished_is_not_missed_and_never_restored(project: Project) -> None:
    story = withdrawal.find(project.root, OLD)
    withdrawal.set_withdrawn(project.root, story, vanish=True)
    withdrawal.commit_withdrawal(project.root, story, vanish=True)
    assert OLD not in words(project)
    assert ledger_loss.problems(project.root) == []
    assert OLD in history(project.root, LEDGER).withdrawn
    assert publish(project.root, now=NOW, allow_removals=True) == 0
    removed(project)
    assert ledger_task(project.root, restore=True) == 0
    assert OLD not in words(project)
    assert git(project.root, "log", "--format=%s", f"--grep={WITHDRAWN}") == f"{WITHDRAWN}\n"


@pytest.mark.parametrize("elsewhere", [True, False])
def test_pending_steps_of_a_killed_publish_bring_no_vanished_story_back(project: Project, elsewhere: bool) -> None:
    """Whether it was made to vanish here, or on another machine and pulled."""
    noted = recovery.PendingSteps(current(project.root / "public"), words(project), ())
    story = withdrawal.find(project.root, OLD)
    if not elsewhere:
        recovery.note(project.root, str(project.root / "public"), noted)
    withdrawal.set_withdrawn(project.root, story, vanish=True)
    withdrawal.commit_withdrawal(project.root, story, vanish=True)
    if elsewhere:
        recovery.note(project.root, str(project.root / "public"), noted)
    assert publish(project.root, now=NOW, allow_removals=True) == 0
    assert OLD not in words(project)
    assert not (project.root / recovery.FILE).exists()


def test_addresses_of_a_killed_publish_are_not_lost_with_its_machine(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """It was killed behind the switch, its note of what is left is gone, and the story has another address by now."""
    project.story("world/2026/brief")
    committed(project, "Brief")
    git(project.root, "push", "-q")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing.ledger, "commit", lambda *_, **__: None)
        assert publish(project.root, now=NOW) == 0
    assert not (project.root / recovery.FILE).exists()
    path = project.content / "articles/world/2026/brief.md"
    path.write_bytes(front_matter_edit.with_field(path.read_bytes(), "slug", "long"))
    committed(project, "Longer")
    git(project.root, "push", "-q")
    capsys.readouterr()
    assert publish(project.root, now=NOW) == ExitCode.NOT_DONE
    assert "does not know /world/2026/05/brief/, which readers have" in capsys.readouterr().err
    assert ledger_task(project.root, restore=True) == 0
    assert publish(project.root, now=NOW) == 0
    assert "/world/2026/05/long/" in (project.root / "public/current/world/2026/05/brief/index.html").read_text("utf-8")


def test_an_empty_record_restores_nothing(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
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
    assert withdrawal._MESSAGE == WITHDRAWN


def with_other_ends_of_lines(site: Project) -> None:
    (site.root / LEDGER).write_bytes((site.root / LEDGER).read_bytes().replace(b"\n", b"\r\n"))


def with_a_mark_of_its_encoding(site: Project) -> None:
    lines = words(site).splitlines(keepends=True)
    first = [line for line in lines if line.startswith("/")]
    (site.root / LEDGER).write_bytes(b"\xef\xbb\xbf" + "".join(first).encode())


def with_both_sides_of_a_merge_that_agree(site: Project) -> None:
    lines = [line for line in words(site).splitlines(keepends=True) if line.startswith("/")]
    (site.root / LEDGER).write_text("".join([*lines, *reversed(lines)]))


def in_a_working_tree_of_its_own(site: Project) -> None:
    """The folder of the project is another working tree of the repository, so that .git in it is a file."""
    elsewhere = site.root.parent / "moved"
    site.root.rename(elsewhere)
    git(elsewhere, "checkout", "-q", "--detach")
    git(elsewhere, "worktree", "add", "-q", str(site.root), "main")
    shutil.copytree(elsewhere / "public", site.root / "public", symlinks=True)


@pytest.mark.parametrize(
    "change",
    [
        with_other_ends_of_lines, with_a_mark_of_its_encoding, with_both_sides_of_a_merge_that_agree,
        in_a_working_tree_of_its_own,
    ],
)  # fmt: skip
def test_edits_and_merges_of_the_ledger_lose_no_line(
    project: Project, change: Callable[[Project], object], capsys: pytest.CaptureFixture[str]
) -> None:
    before = words(project)
    change(project)
    project.story("world/2026/new")
    committed(project, "New")
    git(project.root, "push", "-q")
    assert ledger_loss.problems(project.root) == []
    assert publish(project.root, now=NOW) == 0, capsys.readouterr().err
    after = words(project)
    assert "/world/2026/05/new/ " in after
    assert {line for line in before.splitlines() if line.startswith("/")} <= set(after.splitlines())
    assert b"\r" not in (project.root / LEDGER).read_bytes()
    assert git(project.root, "status", "--porcelain", "--", LEDGER) == ""
    assert git(project.root, "log", "-1", "--format=%s", "origin/main").startswith("Keep the addresses of ")


def with_marks_of_a_conflict(site: Project) -> None:
    lines = words(site).splitlines(keepends=True)
    conflict = ["<<<<<<< HEAD\n", lines[3], "=======\n", lines[4], ">>>>>>> other\n"]
    (site.root / LEDGER).write_text("".join([*lines[:3], *conflict, *lines[5:]]))


def with_another_case(site: Project) -> None:
    git(site.root, "mv", LEDGER, "content/data/Addresses.txt")
    git(site.root, "commit", "-q", "-m", "Write it with a capital")


def with_a_pipe_in_its_place(site: Project) -> None:
    (site.root / LEDGER).unlink()
    os.mkfifo(site.root / LEDGER)


def outside_of_a_sparse_checkout(site: Project) -> None:
    # A copy has other moments than git knows, and what seems changed stays.
    git(site.root, "update-index", "-q", "--refresh")
    git(site.root, "sparse-checkout", "set", "--no-cone", "/*", f"!/{LEDGER}")
    assert not (site.root / LEDGER).exists()


def without_its_folder(site: Project) -> None:
    git(site.root, "rm", "-rq", "content/data")
    git(site.root, "commit", "-q", "-m", "Tidy up")
    assert not (site.content / "data").exists()


@pytest.mark.parametrize("loss", [with_another_case, outside_of_a_sparse_checkout, without_its_folder])
def test_a_ledger_that_is_not_where_it_belongs_is_refused_and_comes_back(
    project: Project, loss: Callable[[Project], object], capsys: pytest.CaptureFixture[str]
) -> None:
    before = words(project)
    loss(project)
    assert publish(project.root, now=NOW, allow_dirty=True) == ExitCode.NOT_DONE
    assert "invoke ledger --restore" in capsys.readouterr().err
    code = ledger_task(project.root, restore=True)
    output = capsys.readouterr()
    assert words(project) == before
    assert code in (0, 3), output.err
    assert (
        code == 0 or "left to do: the ledger of addresses, content/data/addresses.txt, is written and not" in output.err
    )
    assert "Traceback" not in output.err
    assert ledger_loss.problems(project.root) == []


def test_marks_of_a_conflict_are_named_and_both_sides_are_kept(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = words(project)
    with_marks_of_a_conflict(project)
    assert check(project.root, NOW) == 1
    assert "git left two versions of this file side by side" in capsys.readouterr().err
    assert publish(project.root, now=NOW, allow_dirty=True) == ExitCode.NOT_DONE
    lines = [line for line in words(project).splitlines(keepends=True) if line[0] not in "<=>"]
    (project.root / LEDGER).write_text("".join(lines))
    assert words(project) == before


def test_a_pipe_in_its_place_is_told_and_not_waited_for(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    with_a_pipe_in_its_place(project)
    assert check(project.root, NOW) == 1
    assert "address-ledger" in capsys.readouterr().err
    assert publish(project.root, now=NOW, allow_dirty=True) == ExitCode.NOT_DONE


def test_a_clone_that_is_too_shallow_to_know_says_so(project: Project, tmp_path: Path) -> None:
    removed(project)
    git(project.root, "push", "-q")
    clone = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{project.root}.git", str(clone))
    [problem] = ledger_loss.problems(clone)
    assert problem.message.endswith("this clone is too shallow to tell whether there was one")
    assert problem.fix == "bring its history: git fetch --unshallow"
    git(clone, "fetch", "-q", "--unshallow")
    [problem] = ledger_loss.problems(clone)
    assert problem.message.startswith("the ledger of addresses is gone")
    # A shallow clone that has it is no problem.
    ledger_task(project.root, restore=True)
    git(project.root, "push", "-q")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{project.root}.git", str(tmp_path / "other"))
    assert ledger_loss.problems(tmp_path / "other") == []


@pytest.mark.audit
def test_sources_in_a_repository_of_their_own_keep_the_ledger_there_and_the_project_is_told(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """content/ is a submodule."""
    content, bare = project.content, project.root.parent / "content.git"
    git(content, "init", "-q", "-b", "main")
    for name, value in (("user.name", "Robin"), ("user.email", "robin@qn.example")):
        git(content, "config", name, value)
    git(content, "add", "--all")
    git(content, "commit", "-q", "-m", "Sources")
    git(content, "init", "-q", "--bare", "-b", "main", str(bare))
    git(content, "remote", "add", "origin", str(bare))
    git(content, "push", "-q", "-u", "origin", "main")
    git(project.root, "rm", "-rq", "--cached", "content")
    git(project.root, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(bare), "content")
    git(project.root, "commit", "-q", "-m", "Sources are a submodule")
    git(project.root, "push", "-q")
    project.story("world/2026/new")
    git(content, "add", "--all")
    git(content, "commit", "-q", "-m", "New")
    git(content, "push", "-q")
    committed(project, "New sources")
    git(project.root, "push", "-q")
    capsys.readouterr()
    assert publish(project.root, now=NOW) == ExitCode.LEFT, capsys.readouterr().err
    errors = capsys.readouterr().err
    assert "is a repository of its own, and the project does not have its new commit yet" in errors
    assert git(content, "log", "-1", "--format=%s", "origin/main").startswith("Keep the addresses of ")
    assert git(content, "status", "--porcelain") == ""
    [command] = remedies(errors)
    assert run(command, project.root).returncode == 0
    assert git(project.root, "status", "--porcelain") == ""
    assert publish(project.root, now=NOW) == 0
    # A loss there is known there.
    git(content, "rm", "-q", "data/addresses.txt")
    git(content, "commit", "-q", "-m", "Tidy up")
    [problem] = ledger_loss.problems(project.root)
    assert problem.message.startswith("the ledger of addresses is gone")
    assert ledger_task(project.root, restore=True) == ExitCode.LEFT
    assert "/world/2026/05/new/ " in words(project)
