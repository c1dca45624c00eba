"""Fixtures that many tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.building import Project

#: Makes the law of incremental builds look far longer for a counter-example; see docs/maintainers.md.
settings.register_profile("long", deadline=None)


@pytest.fixture
def site(tmp_path: Path) -> Project:
    """A small project of one's own, with ways to change and build it."""
    root = tmp_path / "site"
    root.mkdir()
    return Project(root)


@pytest.fixture
def project(site: Project) -> Path:
    """The folder of a small project of one's own."""
    return site.root
