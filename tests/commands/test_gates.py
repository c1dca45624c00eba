"""Gates between a build and readers."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from newsroom.commands.publish.publish import publish
from newsroom.commands.publish.releases import releases, rollback, status
from newsroom.publishing.targets.folder.target import FolderTarget
from tests.building import NOW, Project, tree

pytestmark = pytest.mark.usefixtures("site_url")

LATER = "2026-11-23T10:00:00+10:00"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Project:
    site = Project(tmp_path_factory.mktemp("gates") / "site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITEURL", "https://qn.example")
        assert publish(site.root, now=NOW) == 0
    return site


@pytest.fixture
def published(first: Project, tmp_path: Path) -> Project:
    """A magazine that was published once, and then copied: what web servers are told names the folder before."""
    return first.copy(tmp_path / "site", links=True)


@pytest.fixture
def live(site: Project) -> Project:
    """A magazine that was published where it is, so that nothing differs."""
    assert publish(site.root, now=NOW) == 0
    return site


def current(site: Project) -> str:
    return FolderTarget("public", site.root / "public", "a test").current()


def git(folder: Path, *arguments: str) -> None:
    names = ["-c", "user.name=Robin", "-c", "user.email=robin@qn.example", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_plan_says_what_would_change_and_writes_nothing(
    published: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    published.story("world/2026/new")
    (published.content / "articles/national/2026/fourth.md").unlink(missing_ok=True)
    before = tree(published.root / "public")
    capsys.readouterr()
    assert publish(published.root, now=LATER, plan=True) == 0
    output = capsys.readouterr().out
    assert f"beside {current(published)}, which is live:" in output
    row = next(line for line in output.splitlines() if "stories" in line)
    assert row.split()[3] == "1"
    assert tree(published.root / "public") == before


def test_a_plan_of_a_first_publish_makes_no_folder(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(site.root, now=NOW, plan=True) == 0
    assert "nothing is live yet:" in capsys.readouterr().out
    assert not (site.root / "public").exists()


def test_many_pages_are_not_taken_away_unasked(published: Project, capsys: pytest.CaptureFixture[str]) -> None:
    first = current(published)
    for path in (published.content / "articles").rglob("*.md"):
        path.write_text(path.read_text("utf-8").replace("---\n", "---\nstatus: withdrawn\n", 1), "utf-8")
    assert publish(published.root, now=LATER) == 1
    errors = capsys.readouterr().err
    assert "pages would be gone" in errors
    assert "If that is meant, publish with --allow-removals" in errors
    assert current(published) == first
    assert publish(published.root, now=LATER, allow_removals=True) == 0
    assert current(published) != first


def test_uncommitted_files_are_published_only_with_allow_dirty(
    site: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (site.root / ".gitignore").write_text("public/\n.cache/\noutput/\n.output*\n__pycache__/\n")
    git(site.root, "init")
    git(site.root, "add", ".")
    git(site.root, "commit", "-m", "First")
    site.story("world/2026/new")
    assert publish(site.root, now=NOW) == 1
    errors = capsys.readouterr().err
    assert errors.startswith(
        "not committed yet: content/articles/world/2026/new.md, which git does not know; commit (git "
    )
    assert publish(site.root, now=NOW, allow_dirty=True) == 0


def test_a_secret_of_this_machine_stops_it_and_is_not_printed(
    site: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COMMENTS_TOKEN", "correct-horse-battery")
    site.story("world/2026/first-light", title="The token is correct-horse-battery")
    assert publish(site.root, now=NOW) == 1
    output = capsys.readouterr()
    assert "a secret would be published: /" in output.err
    assert "holds the value of COMMENTS_TOKEN" in output.err
    assert "correct-horse-battery" not in output.err + output.out
    assert not (site.root / "public/current").exists()


@pytest.mark.parametrize(
    "folder",
    [
        "output",
        "output/inside",
        "content",
        "content/images/out",
        "theme",
        ".git",
        ".git/site",
        ".cache/site",
        ".",
        "..",
    ],
)
def test_sources_and_previews_are_no_place_for_readers(
    site: Project, folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(site.root)
    assert publish(site.root, folder=folder, now=NOW) == 1
    assert "choose another --dir" in capsys.readouterr().err
    assert tree(site.root) == before


@pytest.mark.parametrize("name", ["headers", "addresses"])
def test_a_plugin_that_publishing_needs_is_named(site: Project, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    site.setting(f'PLUGINS = [name for name in PLUGINS if name != "newsroom.features.{name}"]')
    assert publish(site.root, folder="public", now=NOW, allow_dirty=True) == 1
    assert f'"newsroom.features.{name}"' in capsys.readouterr().err
    assert not (site.root / "public/current").exists()


def test_a_target_that_is_not_there_is_refused(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (site.root / "publish.toml").write_text('default = "web"\n[target.web]\nkind = "directory"\n')
    assert publish(site.root, "wbe", now=NOW) == 1
    assert capsys.readouterr().err == 'publish.toml has no target "wbe"; did you mean "web"?\n'
    assert publish(site.root, "web", "elsewhere", now=NOW) == 1
    assert "name a target, or a folder with --dir" in capsys.readouterr().err


def test_a_mistake_in_publish_toml_is_printed_with_its_line(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (site.root / "publish.toml").write_text("keep = 0\n")
    assert publish(site.root, now=NOW) == 1
    errors = capsys.readouterr().err
    assert errors.startswith("publish.toml:1: value-shape:")
    assert errors.endswith("nothing was done: mend publish.toml\n")


def test_an_unchanged_site_is_not_published_again(live: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Though the search index comes out differently, and an hour has passed."""
    first = current(live)
    capsys.readouterr()
    assert publish(live.root, now=LATER) == 0
    assert capsys.readouterr().out == f"nothing has changed since {first}, which readers have\n"
    assert current(live) == first


def test_a_plan_and_a_status_call_a_difference_what_a_publish_does(
    live: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert publish(live.root, now=LATER, plan=True) == 0
    assert capsys.readouterr().out.endswith("which is live:\nnothing differs\n")
    assert status(live.root, now=LATER) == 0
    assert capsys.readouterr().out.endswith("UTC:\nnothing differs\n")
    live.setting('COMMENTS_ENDPOINT = "https://comments.example/"')
    assert publish(live.root, now=LATER, plan=True) == 0
    assert "what web servers are told differs" in capsys.readouterr().out
    first = current(live)
    assert publish(live.root, now=LATER) == 0
    assert current(live) != first


# -------------------------------------------------------------------------------------------------- the way back


def test_a_rollback_gives_readers_what_they_had_and_says_what_comes_back(
    published: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    first = current(published)
    before = tree(published.root / "public/current")
    path = published.content / "articles/world/2026/first-light.md"
    words = path.read_text("utf-8")
    path.write_text(words.replace("---\n", "---\nstatus: withdrawn\n", 1), "utf-8")
    assert publish(published.root, now=LATER, allow_removals=True) == 0
    second = current(published)
    capsys.readouterr()
    assert rollback(published.root) == 0
    assert current(published) == first
    assert tree(published.root / "public/current") == before
    output = capsys.readouterr().out
    assert f"readers have {first} again" in output
    assert "there again: /world/2026/05/first-light/" in output
    assert "invoke takedown" in output
    assert rollback(published.root, release=second) == 0
    assert current(published) == second


@pytest.mark.audit
def test_after_a_rollback_and_another_publish_the_way_back_leads_to_what_readers_had(published: Project) -> None:
    """And not to the release that was rolled back."""
    first = current(published)
    published.story("world/2026/bad")
    assert publish(published.root, now=LATER) == 0
    assert rollback(published.root) == 0
    published.story("world/2026/bad", title="Mended")
    assert publish(published.root, now="2026-11-23T11:00:00+10:00") == 0
    assert rollback(published.root) == 0
    assert current(published) == first


def test_there_is_no_way_back_from_the_first_release(published: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert rollback(published.root) == 1
    assert "has no release before" in capsys.readouterr().err
    assert rollback(published.root, release="20200101T000000Z-000000000000") == 1
    assert "has no release 20200101T000000Z-000000000000" in capsys.readouterr().err
    assert rollback(published.root, release=current(published)) == 0


def test_a_release_that_was_changed_is_no_way_back(published: Project, capsys: pytest.CaptureFixture[str]) -> None:
    first = current(published)
    published.story("world/2026/new")
    assert publish(published.root, now=LATER) == 0
    (published.root / "public/releases" / first / "index.html").write_text("by hand")
    assert rollback(published.root) == 1
    assert "index.html has been changed since it was published; choose another release" in capsys.readouterr().err


def test_releases_are_listed_the_last_first(published: Project, capsys: pytest.CaptureFixture[str]) -> None:
    first = current(published)
    published.story("world/2026/new")
    assert publish(published.root, now=LATER) == 0
    capsys.readouterr()
    assert releases(published.root) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"→ {current(published)}")
    assert lines[1].startswith(f"  {first}")
    assert lines[2].endswith("keeps the last 5")


def test_before_anything_is_published_there_is_nothing_to_list(
    site: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert releases(site.root) == 0
    assert "nothing was published to" in capsys.readouterr().out
    assert status(site.root, now=NOW) == 0
    assert "nothing is live at" in capsys.readouterr().out
    assert not (site.root / "public").exists()


def test_a_status_says_what_is_live_and_what_a_publish_would_change(
    published: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    published.story("world/2026/new")
    capsys.readouterr()
    assert status(published.root, now=LATER) == 0
    output = capsys.readouterr().out
    assert output.startswith(f"live: {current(published)}")
    assert "stories" in output
    (published.root / "public/current/index.html").write_text("by hand")
    assert status(published.root, now=LATER) == 1
    assert "index.html has been changed since it was published" in capsys.readouterr().err
