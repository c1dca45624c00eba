"""The file of the article store: what is noticed, what is forgotten, and that nothing depends on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.engine.cache import kept
from tests.building import Project
from tests.engine.articles import EVERYTHING, Builds, enrich, told


@pytest.fixture
def site(site: Project) -> Project:
    """A project with every kind of story."""
    return enrich(site)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "damage",
    [
        _cut,
        _folder,
        lambda path: path.write_bytes(b"somebody else's"),
        lambda path: shutil.copy(path.with_name("stories") / "index", path),
        lambda path: kept.save(path, ["articles"]),
    ],
    ids=["cut short", "a folder", "foreign", "another store", "a list"],
)
def test_a_damaged_store_is_noted_and_thrown_away(site: Project, build: Builds, damage: Callable[[Path], None]) -> None:
    first = {slug: told(article) for slug, article in build(site).items()}
    damage(site.root / ".cache/articles")
    second = {slug: told(article) for slug, article in build(site).items()}
    assert second == first
    assert set(build.made) == EVERYTHING
    [note] = build.notes
    assert note.startswith("articles ")
    assert note.endswith(": every article is made again")
    build(site)
    assert (build.made, build.notes) == ([], [])


def test_a_store_that_is_gone_is_nothing_to_speak_of(site: Project, build: Builds) -> None:
    build(site)
    (site.root / ".cache/articles").unlink()
    build(site)
    assert (set(build.made), build.notes) == (EVERYTHING, [])


def test_a_story_that_is_gone_is_forgotten(site: Project, build: Builds) -> None:
    build(site)
    (site.content / "articles/national/2026/fourth.md").unlink()
    build(site)
    assert build.made == []
    found = kept.load(site.root / ".cache/articles")["articles"]
    assert {Path(path).stem for path in found} == EVERYTHING - {"fourth"}


def test_a_check_keeps_nothing(site: Project) -> None:
    assert site.build(check_only=True).ok
    assert not (site.root / ".cache/articles").exists()
