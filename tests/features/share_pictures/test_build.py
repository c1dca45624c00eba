"""Stories that get a picture for link previews; each picture is made once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsroom.features.share_pictures import drawing
from tests.building import Project, problem_lines, tree
from tests.site.edits import change

pytestmark = pytest.mark.usefixtures("bytes_made_anew")
_STORY = "---\ntitle: {}\nsummary: S.\ndate: 2026-05-04\n{}\n---\n\nWords.\n"
_LEAD = "image:\n  src: 2026/river.jpg\n  alt: The river"
_NEUTRAL = "discreet:\n  title: A river\n  summary: Notes."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    site = Project(tmp_path_factory.mktemp("share") / "site")
    site.setting("SHARE_PICTURES = True")
    site.story("world/2026/lead", _STORY.format("With a picture", _LEAD))
    site.story("world/2026/quiet", _STORY.format("Zinnia speaks", f"id: quiet\n{_NEUTRAL}"))
    site.story("world/2026/draft", _STORY.format("A draft", "status: draft"))
    assert problem_lines(site.build()) == []
    return site


def image(site: Project, address: str) -> str:
    [found] = re.findall(r'<meta property="og:image" content="http://127.0.0.1:8000([^"]+)">', site.page(address))
    return found


def pictures(site: Project) -> set[str]:
    return {f"/{path}" for path in site.tree() if path.startswith("images/share/")}


def quiet(site: Project) -> str:
    [path] = [path for path in site.tree() if path.startswith("read/") and path.count("/") == 2]
    return "/" + path.removesuffix("index.html")


def test_a_story_without_a_picture_has_one_made_and_no_other_has(built: Project) -> None:
    bare = ["/world/2026/05/first-light/", "/national/2026/05/second-wind/", "/opinion/2026/05/third-word/"]
    assert {image(built, address) for address in bare} == pictures(built)
    assert len(pictures(built)) == 3
    page = built.page(bare[0])
    assert '<meta property="og:image:type" content="image/png">' in page
    assert '<meta property="og:image:alt" content="First light on the river">' in page
    assert image(built, bare[0]) in page.partition("ld+json")[2]
    assert image(built, "/world/2026/05/lead/").startswith("/images/2026/river-")
    assert image(built, quiet(built)) == "/theme/brand/share-plain.jpg"
    assert image(built, "/world/") == "/theme/brand/share.jpg"


def test_the_brand_picture_is_used_without_the_setting(site: Project) -> None:
    assert problem_lines(site.build()) == []
    assert pictures(site) == set()
    assert image(site, "/world/2026/05/first-light/") == "/theme/brand/share.jpg"


def test_each_is_drawn_once_and_a_new_headline_is_a_new_picture(
    built: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = built.copy(tmp_path / "site")
    before, drawn = pictures(site), []
    draw = drawing.draw
    monkeypatch.setattr(drawing, "draw", lambda design, *rest: drawn.append(design.title) or draw(design, *rest))
    assert problem_lines(site.build(output=site.root / "again")) == []
    assert drawn == []
    change(site.content / "articles/world/2026/first-light.md", "First light on the river", "Last light")
    (site.content / "articles/opinion/2026/third-word.md").unlink()
    assert problem_lines(site.build()) == []
    assert drawn == ["Last light"]
    assert len(pictures(site) - before) == 1
    assert len(pictures(site)) == 2
    assert problem_lines(site.build(output=site.root / "clean")) == []
    assert tree(site.root / "clean") == site.tree()


@pytest.mark.audit
def test_another_mark_or_colour_is_another_picture(built: Project, tmp_path: Path) -> None:
    site = built.copy(tmp_path / "site")
    before = pictures(site)
    change(site.content / "data/sections.toml", 'colour = "blue"', 'colour = "green"')
    assert problem_lines(site.build()) == []
    assert len(pictures(site) - before) == 1
    logo = site.content / "brand/icon-512.png"
    logo.write_bytes((site.content / "brand/icon-192.png").read_bytes())
    assert problem_lines(site.build()) == []
    assert pictures(site).isdisjoint(before)
