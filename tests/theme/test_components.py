"""Components: each is a folder with a macro, a style and examples, and every example renders."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from newsroom.engine.render.templates import environment
from newsroom.engine.theme import SOFTWARE, Theme
from newsroom.features.social_links.services import SERVICES
from newsroom.features.styleguide.model import arguments
from newsroom.site.assets import stylesheet
from newsroom.site.parts import BEST, Rating
from tests.looks import LOOK

THEME = SOFTWARE
COMPONENTS = sorted(path for path in (THEME / "templates" / "components").iterdir() if path.is_dir())


def _examples() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (folder.name, example["name"], arguments(example["arguments"]))
        for folder in COMPONENTS
        for example in tomllib.loads((folder / "examples.toml").read_text("utf-8"))["example"]
    ]


@pytest.mark.parametrize("folder", COMPONENTS, ids=lambda folder: folder.name)
def test_a_component_is_whole(folder: Path) -> None:
    assert {"macro.html", "style.css", "examples.toml"} <= {path.name for path in folder.iterdir()}
    styles = THEME / "styles"
    sheets = [file.read_text("utf-8") for file in (styles / "main.css", *(styles / "bundles").glob("*.css"))]
    assert any(f"components/{folder.name}/style.css" in sheet for sheet in sheets)


@pytest.mark.parametrize(("name", "example", "arguments"), _examples(), ids=lambda value: str(value)[:40])
def test_an_example_renders(name: str, example: str, arguments: dict[str, Any]) -> None:
    """It holds something, no inline style or script, and no id twice."""
    env = environment(Theme(THEME, THEME))
    module = env.get_template(f"components/{name}/macro.html").module
    markup = str(getattr(module, name)(**arguments))
    tree = BeautifulSoup(markup, "lxml")
    says_nothing = example.split(maxsplit=1)[0] in ("no", "nobody", "none", "nothing", "one") or "only" in example
    assert says_nothing or tree.find(True) is not None
    assert not tree.find_all(style=True)
    assert not tree.find_all(["script", "style"])
    ids = [tag["id"] for tag in tree.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_the_stylesheet_is_one_small_file_of_known_layers() -> None:
    """All imports are taken in, nothing is loaded from elsewhere, and the layers are declared in order."""
    sheet = stylesheet(Theme(THEME, THEME), "styles/main.css", LOOK)
    assert "@import" not in sheet
    assert "url(http" not in sheet
    assert "/*" not in sheet
    assert sheet.index("@layer reset") < sheet.index("@layer tokens {") < sheet.index("@layer components {")


def test_a_photo_essay_is_as_dark_as_every_page_in_the_dark() -> None:
    """Its colours are said twice, since no style can ask for those of another scheme."""
    dark = re.search(r"@media \(prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}", _filled("main"), re.DOTALL)
    essay = re.search(r"\.page-photo-essay \{(.*?)\}", _filled("bundles/media"), re.DOTALL)
    assert dark
    assert essay
    assert "--paper" in essay[1]
    assert essay[1].split() == dark[1].split()


def test_no_style_holds_a_colour_of_a_magazine() -> None:
    """Styles have greys of their own, and the colours that stand in for a picture until it comes."""
    for file in sorted(THEME.rglob("*.css")):
        greys = re.findall(r"#[0-9a-f]{3,8}\b", file.read_text("utf-8"))
        assert file.parent.name == "picture" or all(len({*colour[1:]}) == 1 for colour in greys), file
        assert "rgb(" not in file.read_text("utf-8"), file


def _filled(name: str) -> str:
    return stylesheet(Theme(THEME, THEME), f"styles/{name}.css", LOOK)


def test_every_service_has_an_icon() -> None:
    icons = (THEME / "static" / "icons.svg").read_text("utf-8")
    for service in SERVICES:
        assert f'id="{service}"' in icons


def test_every_class_of_a_stylesheet_is_one_that_pages_can_have() -> None:
    """Templates, scripts and code name it, or the beginning that they put something behind."""
    package = SOFTWARE.parent
    files = (path for ending in ("html", "js", "py", "toml") for path in package.rglob(f"*.{ending}"))
    sources = "".join(path.read_text("utf-8") for path in files)
    named = set(re.findall(r"[\w-]+", sources))
    begun = tuple(set(re.findall(r"\b(?:[a-z]+-)+(?=\{)", sources)))
    sheets = "".join(
        re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL) for path in THEME.rglob("*.css")
    )
    classes = set(re.findall(r"\.([a-z][\w-]*)(?=[^{};]*\{)", sheets))
    # Pagefind's own begin with these letters.
    assert [name for name in sorted(classes - named) if not name.startswith((*begun, "pf-"))] == []


def test_every_icon_is_used() -> None:
    """Each reader loads them all."""
    icons = (THEME / "static" / "icons.svg").read_text("utf-8")
    templates = " ".join(path.read_text("utf-8") for path in (THEME / "templates").rglob("*.html"))
    named = set(re.findall(r"icons \}\}#([a-z]+)", templates))
    stars = {sign for number in range(2 * BEST) for sign in Rating((number + 1) / 2).signs}
    assert set(re.findall(r'<symbol id="([a-z-]+)"', icons)) == named | set(SERVICES) | stars


@pytest.mark.parametrize("path", sorted((THEME / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_templates_only_display(path: Path) -> None:
    """No sorting, querying or globals: what a page shows is in its view."""
    text = path.read_text("utf-8")
    for word in ("|sort", "|selectattr", "|groupby", "|map(", "|reject", "namespace(", "|safe", "articles", "|attr("):
        assert word not in text.replace(" | ", "|"), word
