"""Content notes as a build shows them: before the words, in lists and in feeds, and hiding nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from tests.building import Project, problem_lines

NOTES = """\
[[note]]
id = "violence"
words = "This story speaks of violence & of war."
label = "Violence"
heavy = true

[[note]]
id = "death"
words = "This story speaks of death."
label = "Death"
"""
STORY = "---\ntitle: T\nsummary: S\ndate: 2026-05-06\ncontent_notes: [death, violence]\n{0}---\n\nThe words.\n"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def with_notes(root: Path) -> Project:
    """Return a project that was built, with a story that has two notes."""
    site = Project(root)
    site.write("data/content_notes.toml", NOTES)
    site.story("world/2026/noted", STORY.format(""))
    assert problem_lines(site.build()) == []
    return site


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project, for tests that only look at it."""
    return with_notes(tmp_path_factory.mktemp("noted") / "site")


def test_notes_stand_before_the_words_in_the_files_order_and_hide_nothing(noted: Project) -> None:
    page = BeautifulSoup(noted.page("/world/2026/05/noted/"), "lxml")
    notes = page.select('[role="note"]')
    assert [note["aria-label"] for note in notes] == ["Content note"] * 2
    assert ["war" in note.text for note in notes] == [True, False]
    prose = page.select_one(".prose")
    assert prose is not None
    assert notes[-1].find_next(class_="prose") is prose
    assert prose.find_parent(["details", "dialog"]) is None
    assert not [tag for tag in [prose, *prose.parents] if tag.has_attr("hidden") or tag.has_attr("inert")]


def test_lists_say_them_in_a_word(noted: Project) -> None:
    for address in ("/world/", "/archive/2026/05/", "/"):
        assert "Content note: Violence, Death" in BeautifulSoup(noted.page(address), "lxml").text, address


def test_feeds_say_them_first_and_as_categories(noted: Project) -> None:
    tree = etree.fromstring((noted.output / "feed.atom").read_bytes())
    entry = tree.xpath('a:entry[a:title="T"]', namespaces=ATOM)[0]
    content = entry.findtext("a:content", namespaces=ATOM)
    assert content.startswith(
        "<p><strong>Content note:</strong> This story speaks of violence &amp; of war.</p><p><str"
    )
    assert content.index("of death.") < content.index("words.")
    terms = entry.xpath("a:category/@term", namespaces=ATOM)
    assert terms == ["Content note: Violence", "Content note: Death"]


def test_a_discreet_story_says_them_on_its_page_alone(tmp_path: Path) -> None:
    noted = with_notes(tmp_path / "site")
    noted.story("world/2026/noted", STORY.format("discreet:\n  title: A walk\n  summary: By the sea.\n"))
    assert problem_lines(noted.build()) == []
    assert "Content note" not in (noted.output / "feed.atom").read_text("utf-8")
    assert "Content note" not in noted.page("/archive/2026/05/")
    page, text = (raw.decode() for path, raw in sorted(noted.tree().items()) if path.startswith("read/"))
    assert page.count('role="note"') == text.count("Content note") == 2


def test_other_words_change_the_pages_and_feeds_that_say_them(tmp_path: Path) -> None:
    noted = with_notes(tmp_path / "site")
    before = noted.tree()
    noted.write(
        "data/content_notes.toml",
        NOTES.replace("of violence", "of force").replace('"Violence"', '"Force"'),
    )
    assert problem_lines(noted.build()) == []
    changed = {path for path, raw in noted.tree().items() if before.get(path) != raw}
    assert {
        "world/2026/05/noted/index.html",
        "index.html",
        "world/index.html",
        "feed.atom",
        "world/feed.atom",
    } <= changed
    assert "about/index.html" not in changed
