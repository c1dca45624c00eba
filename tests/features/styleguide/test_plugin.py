"""The page /styleguide/: every component of the theme, as the theme is now."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from newsroom.engine.theme import SOFTWARE
from tests.building import Project, problem_lines
from tests.site.edits import change


@pytest.fixture
def guided(site: Project) -> Project:
    site.setting("STYLEGUIDE = True")
    assert problem_lines(site.build()) == []
    return site


def test_every_component_and_every_example_is_there(guided: Project) -> None:
    page = BeautifulSoup(guided.page("/styleguide/"), "lxml")
    shown = {str(tag["id"]) for tag in page.select(".guide-part > h2")}
    components = {path.parent.name for path in (SOFTWARE / "templates/components").glob("*/macro.html")}
    assert shown == components | {"colours", "sizes"}
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert all(sample.get_text(strip=True) or sample.find("img") for sample in page.select(".guide-sample"))
    assert page.select_one("meta[name=robots]")["content"] == "noindex"  # type: ignore[index]


@pytest.mark.parametrize(
    ("path", "old", "new", "seen"),
    [
        ("templates/components/tags/macro.html", "{#-", "{#- Quite another.\n\n", "Quite another."),
        ("templates/components/tags/examples.toml", 'name = "', 'name = "newly ', "newly "),
        ("styles/tokens.css", "--h-small: 1.1875rem", "--h-small: 1.1876rem", "1.1876rem"),
    ],
)
def test_the_style_guide_follows_an_edit_of_the_theme(
    guided: Project, path: str, old: str, new: str, seen: str, tmp_path: Path
) -> None:
    """And the page of a build after an edit is that of a build from nothing."""
    assert seen not in guided.page("/styleguide/")
    change(guided.root / "theme" / path, old, new)
    assert problem_lines(guided.build()) == []
    assert seen in guided.page("/styleguide/")
    clean = tmp_path / "clean"
    assert problem_lines(guided.build(output=clean)) == []
    assert (clean / "styleguide/index.html").read_text("utf-8") == guided.page("/styleguide/")


def test_without_the_setting_there_is_none(site: Project) -> None:
    assert problem_lines(site.build()) == []
    assert not (site.output / "styleguide").exists()
