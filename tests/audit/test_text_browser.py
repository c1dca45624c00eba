"""The magazine as somebody sees it who reads text alone."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.audit.verdicts import lynx

pytestmark = pytest.mark.audit

STORY = "world/2017/04/rainbow-railroad-chechnya/index.html"


def as_text(page: Path) -> str:
    """Return a page as lynx shows it, on one line."""
    return plain(lynx(page))


def plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).split())


def assert_in_order(text: str, parts: list[str]) -> None:
    at = 0
    for part in parts:
        found = text.find(part, at)
        assert found >= 0, f"{part!r} does not come after what stands before it"
        at = found + len(part)


def words_of(tag: Tag | None) -> str:
    assert tag is not None
    return plain(tag.get_text(" "))


def test_a_story_reads_from_its_headline_to_the_comments(magazine: Path) -> None:
    soup = BeautifulSoup((magazine / STORY).read_text("utf-8"), "lxml")
    text = as_text(magazine / STORY)
    main = soup.find("main")
    assert isinstance(main, Tag)
    headline = words_of(main.find("h1"))
    assert "Rainbow Railroad" in headline
    assert_in_order(
        text,
        [
            headline,
            "Nerelle Harper",
            "A Canadian charity is working to get gay men out of Chechnya",
            "legal assistance",
            "The Underground Railroad had neither trains nor tracks",
            "Leave a reply",
        ],
    )


def test_the_sections_are_listed_once(magazine: Path) -> None:
    """Once, though styles show them in a row or behind the menu's button."""
    for page in (STORY, "index.html", "world/index.html"):
        assert as_text(magazine / page).count("* National * World * Politics") == 1, page


def test_a_text_edition_reads_as_its_story_does(magazine: Path) -> None:
    page = magazine / STORY.replace("index.html", "text/index.html")
    text = as_text(page)
    assert_in_order(
        text,
        [
            "The whole story, with pictures",
            "Rainbow Railroad",
            "By Nerelle Harper",
            "[Picture: ",
            "A Canadian charity is working to get gay men out of Chechnya",
            "The Underground Railroad had neither trains nor tracks",
            "More from World",
        ],
    )


def test_the_front_page_reads_from_its_lead_to_its_foot(magazine: Path) -> None:
    soup = BeautifulSoup((magazine / "index.html").read_text("utf-8"), "lxml")
    text = as_text(magazine / "index.html")
    main = soup.find("main")
    assert isinstance(main, Tag)
    headlines = [words_of(tag) for tag in main.find_all(["h2", "h3"])]
    assert len(headlines) > 10
    assert_in_order(text, [*headlines, "Turrbal"])
