"""Fixtures that tests of the tasks share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from newsroom.commands.publish import publish
from newsroom.commands.publish.release_build import ReleaseBuild, built
from tests.building import NOW, PRESENT, ROOT, Project
from tests.commands.repositories import URL, committed, pushed


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


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> ReleaseBuild:
    """A site that is built for readers once, for tests of the steps behind the build."""
    root = tmp_path_factory.mktemp("built")
    return built(Project(root / "site").root, root / "built", URL, datetime.fromisoformat(NOW))


@pytest.fixture
def pushed_project(site: Project, built_site: ReleaseBuild, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project in a repository with a remote; to build it is to copy the site that was built before."""

    def copied(_root: Path, place: Path, *_: object) -> ReleaseBuild:
        shutil.copytree(built_site.site, place)
        return replace(built_site, site=place)

    monkeypatch.setattr(publish, "built", copied)
    pushed(committed(site))
    return site
