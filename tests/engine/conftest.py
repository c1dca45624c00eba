"""An edition to look at from the inside, read the way a build reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pelican.contents import Article
from pelican.settings import read_settings

from newsroom.core.problems import Problem
from newsroom.engine import folder_checks, pipeline, setting_groups, settings
from newsroom.engine.edition import Edition
from newsroom.engine.pelican.pelican_class import NewsroomPelican
from newsroom.engine.settings import Settings
from tests.building import NOW, Project
from tests.engine.articles import Builds
from tests.features.groups import groups


@pytest.fixture
def configure(site: Project) -> Callable[..., tuple[Settings, list[Problem]]]:
    """Make our settings of the project's pelicanconf.py, some of them changed."""

    def typed_settings(**changes: Any) -> tuple[Settings, list[Problem]]:
        override = {"NEWSROOM_NOW": NOW, **changes}
        ours, problems = settings.from_pelican(
            read_settings(str(site.root / "pelicanconf.py"), override=override), groups()
        )
        return ours, problems + folder_checks.problems(ours)

    return typed_settings


@pytest.fixture
def read(site: Project) -> Callable[[], Edition]:
    """Read the project as it stands, with its plugins registered."""

    def edition() -> Edition:
        raw = read_settings(str(site.root / "pelicanconf.py"), override={"NEWSROOM_NOW": NOW})
        NewsroomPelican(raw)
        ours, _ = settings.from_pelican(raw, setting_groups.offered())
        return pipeline.read(ours)

    return edition


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> Builds:
    """Build, and take down each article that Pelican itself makes."""
    builds = Builds()
    make = Article.__init__

    def note(self: Article, *given: Any, **named: Any) -> None:
        make(self, *given, **named)
        builds.made.append(self.slug)

    monkeypatch.setattr(Article, "__init__", note)
    return builds
