"""A folder inside the project can be published to, again and again, and git never takes the site for a part of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from newsroom.commands.publish.publish import publish
from tests.building import NOW, Project
from tests.commands.repositories import committed, git, run
from tests.publishing.sites import current

pytestmark = pytest.mark.usefixtures("site_url")

LATER = "2026-11-23T10:00:00+10:00"


@pytest.mark.parametrize("folder", ["www", "sites/the magazine"])
def test_the_own_folder_is_published_to_repeatedly_and_stays_out_of_git(site: Project, folder: str) -> None:
    committed(site)
    assert publish(site.root, folder=folder, now=NOW) == 0
    assert git(site.root, "status", "--porcelain") == ""
    site.story("world/2026/new")
    committed(site, "New")
    assert publish(site.root, folder=folder, now=LATER) == 0
    assert current(site.root / folder).startswith("20261123T000000Z")
    assert not [name for name in git(site.root, "ls-files").splitlines() if name.startswith(folder)]
    assert not (site.root / folder / "current" / ".gitignore").exists()


def test_a_published_folder_that_git_does_not_ignore_is_no_obstacle(site: Project) -> None:
    committed(site)
    assert publish(site.root, folder="www", now=NOW) == 0
    (site.root / "www/.gitignore").unlink()
    assert git(site.root, "status", "--porcelain") != ""
    assert publish(site.root, folder="www", now=NOW) == 0
    assert git(site.root, "status", "--porcelain") == ""


def test_a_published_site_that_was_committed_is_taken_out_by_the_printed_command(
    site: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    committed(site)
    assert publish(site.root, folder="www", now=NOW) == 0
    (site.root / "www/.gitignore").unlink()
    committed(site, "By mistake")
    before = current(site.root / "www")
    assert publish(site.root, folder="www", now=LATER) == 1
    errors = capsys.readouterr().err
    assert errors.startswith("nothing was published: git keeps ")
    done = run(errors.partition("stay where they are: ")[2].strip(), site.root)
    assert done.returncode == 0, done.stderr
    assert current(site.root / "www") == before
    assert publish(site.root, folder="www", now=LATER) == 0


@pytest.mark.parametrize("folder", ["docs", "tests/deep", "plugins"])
def test_a_folder_with_files_of_the_project_is_refused_at_first(
    site: Project, folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (site.root / folder).mkdir(parents=True)
    (site.root / folder / "mine.md").write_text("mine")
    committed(site)
    assert publish(site.root, folder=folder, now=NOW) == 1
    assert (
        f"{folder}/ holds files of the project ({folder}/mine.md), so no site can come there" in capsys.readouterr().err
    )
    assert [path.name for path in (site.root / folder).iterdir()] == ["mine.md"]


def test_untracked_files_are_named_with_a_command_that_adds_them(
    site: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    committed(site)
    (site.root / "my notes.txt").write_text("mine")
    assert publish(site.root, now=NOW) == 1
    errors = capsys.readouterr().err
    assert errors.startswith(
        "not committed yet: my notes.txt, which git does not know; commit (git add -- 'my notes.txt' && "
    )
    command = errors.partition("commit (")[2].partition(")")[0]
    assert run(f"{command} -q -m Notes", site.root).returncode == 0
    assert publish(site.root, now=NOW) == 0
    site.story("world/2026/first-light", title="Changed")
    assert publish(site.root, now=NOW) == 1
    assert "commit (git commit -a)" in capsys.readouterr().err
    site.story("world/2026/new")
    assert publish(site.root, now=NOW) == 1
    assert "commit (git add --all && git commit)" in capsys.readouterr().err


def test_a_folder_outside_of_the_project_gets_no_file_for_git(site: Project, tmp_path: Path) -> None:
    committed(site)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    assert publish(site.root, folder=str(tmp_path / "www"), now=NOW) == 0
    assert not (tmp_path / "www/.gitignore").exists()
