"""Files of the theme: one stylesheet made of many, and names that follow from what a file holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsroom.engine.theme import SOFTWARE, Theme
from newsroom.features.brand.model import FILES
from newsroom.site.assets import stylesheet
from newsroom.site.headline_font import CUTS
from tests.building import Project, problem_lines
from tests.looks import LOOK


def _named(site: Project, start: str, end: str) -> str:
    [found] = [path for path in site.tree() if path.startswith(start) and path.endswith(end)]
    return found


def test_imports_become_blocks_of_their_layers_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "part").mkdir()
    (tmp_path / "a.css").write_text("/* why */\np { color: red; }", "utf-8")
    (tmp_path / "part/b.css").write_text("h1 { color: blue; }", "utf-8")
    (tmp_path / "main.css").write_text(
        '@layer x, y;\n@import url("part/b.css") layer(y);\n@import url("a.css") layer(x);\n', "utf-8"
    )
    made = re.sub(r"\s", "", stylesheet(Theme(tmp_path, tmp_path), "main.css", LOOK))
    assert made == "@layerx,y;@layery{h1{color:blue;}}@layerx{p{color:red;}}"


def test_the_real_stylesheet_is_one_file_that_fetches_no_other() -> None:
    css = stylesheet(Theme(SOFTWARE, SOFTWARE), "styles/main.css", LOOK)
    assert "@import" not in css
    assert css.count("{") == css.count("}")
    assert "/*" not in css
    declared = re.match(r"@layer ([\w, -]+);", css)
    assert declared
    assert {*re.findall(r"@layer ([\w-]+) ?\{", css)} <= {*re.split(", *", declared[1])}


def test_every_source_is_part_of_a_stylesheet() -> None:
    """Of the one that every page loads, or of one of some kinds of pages."""
    styles = SOFTWARE / "styles"
    sheets = [styles / "main.css", *(styles / "bundles").glob("*.css")]
    taken = {
        (sheet.parent / at).resolve() for sheet in sheets for at in re.findall(r'url\("([^"]+)"\)', sheet.read_text())
    }
    assert taken == {*styles.glob("*.css"), *(SOFTWARE / "templates").rglob("*.css")} - {
        styles / "main.css",
        # Some magazines alone have them: with a drawn wordmark, and with many sections.
        styles / "wordmark.css",
        styles / "menu_only.css",
    }


def test_stylesheets_of_some_pages_have_the_layers_of_the_first() -> None:
    """It is loaded after the one that declares their order, and fetches no other."""
    declared = re.match(r"@layer ([\w, -]+);", stylesheet(Theme(SOFTWARE, SOFTWARE), "styles/main.css", LOOK))
    assert declared
    for path in (SOFTWARE / "styles/bundles").glob("*.css"):
        css = stylesheet(Theme(SOFTWARE, SOFTWARE), f"styles/bundles/{path.name}", LOOK)
        assert css.startswith("@layer ")
        assert "@import" not in css
        assert css.count("{") == css.count("}")
        assert {*re.findall(r"@layer ([\w-]+) ?\{", css)} <= {*re.split(", *", declared[1])}


def test_a_page_loads_the_stylesheets_that_its_template_names(site: Project) -> None:
    site.build()
    loaded = {
        address: {
            name.split(".")[0] for name in re.findall(r'rel="stylesheet" href="/theme/([^"]+)"', site.page(address))
        }
        for address in ("/", "/world/", "/world/2026/05/first-light/", "/about/")
    }
    assert loaded["/"] == {"main", "front", "issues"}
    assert loaded["/world/"] == loaded["/about/"] == {"main", "lists"}
    assert loaded["/world/2026/05/first-light/"] == {"main", "story"}


def test_a_changed_stylesheet_changes_the_pages_that_load_it(site: Project) -> None:
    site.build()
    before = site.tree()
    with (site.root / "theme/styles/lists.css").open("a", encoding="utf-8") as file:
        file.write(".list { color: red; }")
    assert problem_lines(site.build()) == []
    changed = {path for path, body in site.tree().items() if before.get(path) != body}
    assert {"world/index.html", "about/index.html"} <= changed
    assert not changed & {"index.html", "world/2026/05/first-light/index.html"}


def test_a_template_that_names_a_missing_stylesheet_is_named(site: Project, no_software_theme: None) -> None:
    (site.root / "theme/styles/bundles/issues.css").unlink()
    problems = site.build().problems
    assert problems
    assert all("issues" in problem.message for problem in problems)


def test_files_that_the_stylesheet_names_exist(site: Project) -> None:
    """Fonts and pictures in it are written relative to it."""
    site.build()
    sheet = _named(site, "theme/main.", ".css")
    names = re.findall(r"url\(\"?([^)\"]+)\"?\)", site.tree()[sheet].decode())
    assert names
    for name in names:
        target = name.removeprefix("/") if name.startswith("/") else f"theme/{name}"
        assert (site.output / target).resolve().is_relative_to(site.output)
        assert (site.output / target).is_file(), name


def test_every_file_of_the_theme_is_published(site: Project) -> None:
    site.build(search=True)
    sources = [p.name for p in (SOFTWARE / "static").rglob("*") if p.is_file() and not p.name.startswith(".")]
    published = [Path(path).name for path in site.tree() if path.startswith("theme/")]
    sheets = list((SOFTWARE / "styles/bundles").glob("*.css"))
    assert len(published) == len(sources) + len(sheets) + 1 + len(CUTS) + len(FILES)


def test_a_changed_file_has_another_name_which_every_page_uses(site: Project) -> None:
    """A browser that keeps files for a year never shows an old look with a new page."""
    site.build()
    sheet, script = _named(site, "theme/main.", ".css"), _named(site, "theme/js/share.", ".js")
    icons = _named(site, "theme/icons.", ".svg")
    for name in ("styles/base.css", "static/js/share.js", "static/icons.svg"):
        with (site.root / "theme" / name).open("a", encoding="utf-8") as file:
            file.write("/* */ p { color: red; }" if name.endswith("css") else "\n")
    assert problem_lines(site.build()) == []

    for old, start, end in (
        (sheet, "theme/main.", ".css"),
        (script, "theme/js/share.", ".js"),
        (icons, "theme/icons.", ".svg"),
    ):
        new = _named(site, start, end)
        assert new != old, "the old file is gone, and the new one has another name"
        pages = [body.decode() for path, body in site.tree().items() if path.endswith(".html")]
        assert all(old not in page for page in pages)
        assert any(new in page for page in pages)


def test_hidden_files_are_not_published(site: Project) -> None:
    (site.root / "theme/static/.DS_Store").write_bytes(b"x")
    (site.root / "theme/static/fonts/.secret").write_bytes(b"x")
    site.build()
    assert not [path for path in site.tree() if "DS_Store" in path or "secret" in path]


def test_a_stylesheet_that_is_missing_is_named(site: Project, no_software_theme: None) -> None:
    (site.root / "theme/styles/base.css").unlink()
    [problem] = site.build().problems
    assert (problem.path, problem.rule) == ("theme/styles/base.css", "template-missing")
    assert "main.css" in problem.fix


def test_a_stylesheet_without_its_main_file_is_named(site: Project, no_software_theme: None) -> None:
    (site.root / "theme/styles/main.css").unlink()
    [problem] = site.build().problems
    assert (problem.path, problem.rule) == ("theme/styles/main.css", "template-missing")


@pytest.mark.parametrize(("count", "in_menu"), [(3, False), (7, False), (20, True), (60, True)])
def test_many_sections_stand_in_the_menu_at_every_width(site: Project, count: int, in_menu: bool) -> None:
    """Links that a row has no room for would be cut off below it, in the way of the page's own."""
    names = [f"Topic {number}" for number in range(count)]
    entry = '[[section]]\nid = "{}"\nname = "{}"\nintroduction = "I."\n'
    more = "".join(entry.format(name.lower().replace(" ", "-"), name) for name in names)
    sections = (site.content / "data/sections.toml").read_text("utf-8")
    site.write("data/sections.toml", sections.replace("[[state]]", more + "[[state]]", 1))
    assert problem_lines(site.build()) == []
    css = site.tree()[_named(site, "theme/main.", ".css")].decode()
    assert css.count(".menu[open] + .nav {") == 1 + in_menu
