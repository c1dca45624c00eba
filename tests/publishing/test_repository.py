from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from newsroom.core.operation_error import OperationError
from newsroom.publishing import repository


def git(folder: Path, *arguments: str) -> None:
    names = ["-c", "user.name=Robin", "-c", "user.email=robin@qn.example", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    root.mkdir()
    git(root, "init")
    (root / "a.md").write_text("words\n")
    git(root, "add", ".")
    git(root, "commit", "-m", "First")
    return root


def test_outside_of_a_repository_nothing_is_asked(tmp_path: Path) -> None:
    assert repository.commit(tmp_path) == ""
    assert repository.uncommitted(tmp_path) == []
    assert repository.unpushed(tmp_path) == []
    assert repository.changes(tmp_path, "") == ""


def test_untracked_files_are_named(project: Path) -> None:
    assert len(repository.commit(project)) == 40
    assert repository.uncommitted(project) == []
    (project / "a.md").write_text("other\n")
    (project / "é b.md").write_text("new\n")
    assert sorted(repository.uncommitted(project)) == ["a.md", "é b.md"]
    assert repository.untracked(project) == ["é b.md"]


def test_a_project_below_the_top_of_its_repository_names_files_from_its_own_folder(project: Path) -> None:
    below = project / "magazine"
    below.mkdir()
    (below / "b.md").write_text("new\n")
    (project / "a.md").write_text("other\n")
    assert repository.uncommitted(below) == ["b.md"]
    repository.save(below, "b.md", "Keep it")
    assert repository.uncommitted(below) == []
    assert repository.uncommitted(project) == ["a.md"]


@pytest.mark.parametrize(
    ("seconds", "age"), [(0, " second"), (61, "1 minute "), (7_201, "2 hours "), (180_001, "2 days ")]
)
def test_a_lock_is_named_with_its_age(project: Path, seconds: int, age: str) -> None:
    lock = project / ".git/index.lock"
    lock.touch()
    then = lock.stat().st_mtime - seconds
    os.utime(lock, (then, then))
    (project / "a.md").write_text("other\n")
    with pytest.raises(repository.RepositoryLockError, match=f"git is locked by {lock}, .*{age}") as told:
        repository.save(project, "a.md", "Other")
    assert told.value.lock == lock
    assert "manually" not in str(told.value)


@pytest.mark.parametrize("address", ["https://robin:s3cret@127.0.0.1:1/there.git", "ssh://127.0.0.1:1/there.git"])
def test_no_address_of_a_remote_is_repeated(project: Path, address: str) -> None:
    git(project, "remote", "add", "origin", address)
    git(project, "config", "branch.main.remote", "origin")
    git(project, "config", "branch.main.merge", "refs/heads/main")
    git(project, "update-ref", "refs/remotes/origin/main", "HEAD")
    (project / "a.md").write_text("other\n")
    git(project, "commit", "-a", "-m", "Second")
    with pytest.raises(OperationError, match="git push: ") as told:
        repository.push(project)
    assert "s3cret" not in str(told.value)


def test_unpushed_commits_are_named_without_those_of_publishing(project: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "--bare", "there.git")
    assert repository.unpushed(project) == []
    git(project, "remote", "add", "origin", str(tmp_path / "there.git"))
    assert [line.partition(" ")[2] for line in repository.unpushed(project)] == ["First"]
    git(project, "push", "origin", "main")
    assert repository.unpushed(project) == []
    (project / "ledger").write_text("x\n")
    git(project, "add", ".")
    git(project, "commit", "-m", "Second")
    assert repository.unpushed(project, ["ledger"]) == []
    assert [line.partition(" ")[2] for line in repository.unpushed(project)] == ["Second"]


def test_changes_since_a_commit_or_all(project: Path) -> None:
    first = repository.commit(project)
    (project / "a.md").write_text("other words\n")
    assert "+other words" in repository.changes(project, first)
    assert "+words" not in repository.changes(project, first)
    for unknown in ("", "0123456789012345678901234567890123456789"):
        assert "+other words" in repository.changes(project, unknown)


def test_an_error_of_git_is_one_sentence(project: Path) -> None:
    with pytest.raises(OperationError, match=r"git checkout: error: pathspec 'nowhere'"):
        repository.git(project, "checkout", "nowhere")
