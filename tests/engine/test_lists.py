"""Every list says what it is, leads back to what it is a part of, and to its feed."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.building import TRANSLATION, Project, problem_lines
from tests.site.edits import EDITS, change

Crumbs = list[tuple[str, str]]


@pytest.fixture(scope="module")
def magazine(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A magazine that has every kind of list, one of them with a second sheet."""
    site = Project(tmp_path_factory.mktemp("lists") / "site")
    EDITS["many"](site, 24)
    site.story("world/2026/perevod", TRANSLATION)
    for number in range(20):
        site.story(f"national/2026/more-{number}", title=f"More {number}")
    change(site.content / "articles/national/2026/second-wind.md", "tags:", "state: tas\nseries: Long walk\ntags:")
    site.story(
        "opinion/2026/letters", "---\ntitle: L\nsummary: S\ndate: 2026-05-04\ntags: [Zebras, 9 lives]\n---\n\nW.\n"
    )
    assert problem_lines(site.build()) == []
    return site


def crumbs(page: BeautifulSoup) -> Crumbs:
    """Return the words and addresses of the way to a page; of these a page's number alone has none."""
    [way] = page.select("nav.crumbs")
    found = [(at.get_text(" ", strip=True), str(at.get("href", ""))) for at in way.select("a, span")]
    assert [at.get("aria-current") for at in way.select("span")] == ["page"] * len(way.select("span"))
    return found


HOME, LAW = ("Home", "/"), ("Law reform", "/topic/law-reform/")
ARCHIVE, YEAR = ("Archive", "/archive/"), ("2026", "/archive/2026/")


@pytest.mark.parametrize(
    ("address", "way", "feed"),
    [
        ("/national/", [HOME], "/national/feed.atom"),
        ("/national/page/1/", [HOME, ("National", "/national/"), ("Page 1", "")], "/national/feed.atom"),
        ("/national/tas/", [HOME, ("National", "/national/")], "/national/tas/feed.atom"),
        ("/topic/law-reform/", [HOME, ("Topics", "/topics/")], "/topic/law-reform/feed.atom"),
        ("/topic/law-reform/page/1/", [HOME, ("Topics", "/topics/"), LAW, ("Page 1", "")],
         "/topic/law-reform/feed.atom"),
        ("/series/long-walk/", [HOME], "/series/long-walk/feed.atom"),
        ("/ru/", [("Главная", "/")], "/ru/feed.atom"),
        ("/author/robin-vale/", [HOME, ("Contributors", "/contributors/")],
         "/author/robin-vale/feed.atom"),
        ("/archive/2026/05/", [HOME, ARCHIVE, YEAR], "/feed.atom"),
        ("/archive/2026/", [HOME, ARCHIVE], "/feed.atom"),
        ("/archive/", [HOME], "/feed.atom"),
        ("/topics/", [HOME], "/feed.atom"),
    ],
)  # fmt: skip
def test_each_kind_of_list_has_a_heading_a_way_back_and_a_feed(
    magazine: Project, address: str, way: Crumbs, feed: str
) -> None:
    page = BeautifulSoup(magazine.page(address), "lxml")
    assert len(page.select("h1")) == 1
    assert crumbs(page) == way
    [link] = page.select(".feed-link a")
    assert link["href"] == feed
    assert ("all stories" in link.text) is (feed == "/feed.atom")
    assert feed in [str(at["href"]) for at in page.select('link[rel=alternate][type="application/atom+xml"]')]
    assert feed.removeprefix("/") in magazine.tree()


@pytest.mark.parametrize(
    ("address", "way"),
    [
        ("/world/2026/05/first-light/", [HOME, ("World", "/world/")]),
        ("/national/2026/05/second-wind/", [HOME, ("National", "/national/"), ("Tasmania", "/national/tas/")]),
        ("/contributors/", [HOME]),
    ],
)
def test_stories_and_contributors_lead_back_too(magazine: Project, address: str, way: Crumbs) -> None:
    assert crumbs(BeautifulSoup(magazine.page(address), "lxml")) == way


def test_feeds_of_a_state_and_of_a_language_hold_their_stories_and_no_others(magazine: Project) -> None:
    assert magazine.page("/national/tas/feed.atom").count("<entry ") == 1
    assert "A second wind" in magazine.page("/national/tas/feed.atom")
    feed = magazine.page("/ru/feed.atom")
    assert feed.count("<entry ") == 1
    assert 'xml:lang="ru"' in feed.partition("<entry")[0]


def test_topics_stand_by_letter_and_every_letter_can_be_jumped_to(magazine: Project) -> None:
    page = BeautifulSoup(magazine.page("/topics/"), "lxml")
    letters = [(at.text, str(at["href"])) for at in page.select("nav[aria-label=Letters] a")]
    assert letters == [("9", "#letter-9"), ("L", "#letter-L"), ("Z", "#letter-Z")]
    for letter, place in letters:
        [heading] = page.select(f'[id="{place.removeprefix("#")}"]')
        assert heading.text == letter
