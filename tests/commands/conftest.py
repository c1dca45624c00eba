"""Fixtures that tests of the tasks share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from newsroom.commands.progress import CommandProgress
from newsroom.commands.publish import publish
from newsroom.commands.publish.release_build import ReleaseBuild, built
from newsroom.commands.publish.release_site import ReleaseSite
from newsroom.publishing import model
from newsroom.publishing.file_digests import FileDigests
from tests.building import NOW, PRESENT, ROOT, Project
from tests.commands.repositories import URL, committed, pushed

#: The page of the story whose headline tests change.
_PAGE = "opinion/2026/05/third-word/index.html"


@pytest.fixture(scope="module", autouse=True)
def present() -> Iterator[None]:
    """Let the present be 23 December 2026, whatever the machine's clock says: no moment of a test is yet to come."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", PRESENT)
        yield


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, present: None) -> None:
    """Nothing of the outer environment counts, and processes that a test starts find the newsroom."""
    monkeypatch.delenv("SITEURL", raising=False)
    path = os.pathsep.join(filter(None, [str(ROOT / "plugins"), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("PYTHONPATH", path)


@pytest.fixture
def site_url(monkeypatch: pytest.MonkeyPatch, plain_environment: None) -> None:
    """Let the site have its address."""
    monkeypatch.setenv("SITEURL", URL)


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> ReleaseBuild:
    """A site that is built for readers once, for tests of the steps behind the build."""
    root = tmp_path_factory.mktemp("built")
    place = ReleaseSite(root / "built", FileDigests())
    return built(Project(root / "site").root, place, URL, datetime.fromisoformat(NOW), CommandProgress())


@pytest.fixture
def copied_builds(built_site: ReleaseBuild, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a publish copy the site that was built before; of an edit that a test makes, the headline is on its page."""

    def copied(root: Path, place: ReleaseSite, *_: object) -> ReleaseBuild:
        shutil.rmtree(place.folder, ignore_errors=True)
        shutil.copytree(built_site.site, place.folder)
        text = Project.at(root).content.joinpath("articles/opinion/2026/third-word.md").read_text("utf-8")
        page = place.folder / _PAGE
        page.write_text(
            page.read_text("utf-8").replace("The third word", text.partition("title: ")[2].partition("\n")[0]), "utf-8"
        )
        return replace(built_site, site=place.folder, files={**built_site.files, _PAGE: model.read_file(page)})

    monkeypatch.setattr(publish, "built", copied)


@pytest.fixture
def pushed_project(site: Project, copied_builds: None) -> Project:
    """A project in a repository with a remote; to build it is to copy the site that was built before."""
    pushed(committed(site))
    return site
