"""A publish with a clock that is ahead: a rehearsal, which leaves the project's ledger of addresses alone."""

from __future__ import annotations

import pytest

from newsroom.commands.exit_codes import ExitCode
from newsroom.commands.publish import recovery
from newsroom.commands.publish.publish import publish
from tests.building import NOW, Project
from tests.commands.repositories import LEDGER, URL, committed, git, pushed
from tests.publishing.sites import current

YEARS_AHEAD = "2031-11-23T09:00:00+10:00"
COMES = "/opinion/2026/05/comes/"
STORY = (
    "---\ntitle: It comes\nsummary: S.\ndate: 2026-05-06\nauthors: [sam-okoro]\n"
    "publish_at: 2028-02-01 Australia/Brisbane\n---\n\nIt came at last.\n"
)


@pytest.fixture
def project(site: Project, monkeypatch: pytest.MonkeyPatch, plain_environment: None) -> Project:
    """A project in a repository with a remote that was published once, and in which a story comes years from now."""
    monkeypatch.setenv("SITEURL", URL)
    site.story("opinion/2026/comes", STORY)
    pushed(committed(site))
    assert publish(site.root, now=NOW) == 0
    return site


def state(site: Project) -> tuple[bytes, str, str]:
    root = site.root
    head = git(root, "rev-parse", "HEAD", "origin/main")
    return (root / LEDGER).read_bytes(), head, git(root, "status", "--porcelain")


@pytest.mark.audit
def test_a_rehearsal_in_a_folder_leaves_the_project_as_it_was_and_says_so(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(project)
    folder = project.root.parent / "rehearsal"
    for _ in range(2):
        capsys.readouterr()
        assert publish(project.root, folder=str(folder), now=YEARS_AHEAD) == 0
        output = capsys.readouterr().out
        assert (
            f"{YEARS_AHEAD} has not come yet, so the ledger of addresses stays as it is: a rehearsal leaves" in output
        )
        assert (folder / "current" / COMES.strip("/") / "index.html").is_file()
        assert state(project) == before
        assert not (project.root / recovery.FILE).exists()
    # The next publish, to the folder too, knows nothing of it.
    assert publish(project.root, now=NOW) == 0
    assert state(project) == before


@pytest.mark.audit
def test_a_rehearsal_ahead_of_time_is_reported_and_recorded_when_the_moment_has_come(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(project)
    assert publish(project.root, now=YEARS_AHEAD) == ExitCode.LEFT
    assert "left to do: 2031-11-23T09:00:00+10:00 has not come yet, so the ledger" in capsys.readouterr().err
    assert (project.root / "public/current" / COMES.strip("/") / "index.html").is_file()
    assert state(project) == before
    ahead = current(project.root / "public")
    # Years on the same publish keeps its addresses, though nothing else is new.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2000000000")
    assert publish(project.root, now=YEARS_AHEAD) == 0
    assert current(project.root / "public") == ahead
    assert f"{COMES} story " in (project.root / LEDGER).read_text("utf-8")
    assert not (project.root / recovery.FILE).exists()


@pytest.mark.parametrize(
    ("present", "ahead"), [("1795388400", False), ("1795388399", True), ("1795388401", False), ("1000000000", True)]
)
def test_a_moment_is_ahead_when_it_is_later_than_the_present(
    site: Project, present: str, ahead: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NOW is 1795388400."""
    monkeypatch.setenv("SITEURL", URL)
    committed(site)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", present)
    assert publish(site.root, now=NOW) == (ExitCode.LEFT if ahead else 0)
    assert (site.root / LEDGER).exists() is not ahead
