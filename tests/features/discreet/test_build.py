"""A discreet story as a build shows it: what leaves the house is neutral, and the house itself is not."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from newsroom.features.discreet import plugin
from newsroom.features.stories import model
from newsroom.features.stories.addresses import discreet_address
from newsroom.features.structured_data.jsonld import graph
from newsroom.features.structured_data.model import WebPage
from tests.building import Project, problem_lines

TITLE = "Zinnia speaks about the ward"
STORY = f"""\
---
title: {TITLE}
summary: What Zinnia saw there.
date: 2026-05-06 10:00
authors: [robin-vale]
tags: [Quokkas]
series: Long nights
image:
  src: 2026/river.jpg
  alt: Zinnia on a bench
discreet:
  title: A river in May
  summary: Notes from a long afternoon.
---

The ward was called Wattle.
"""
ADDRESS = discreet_address("world/2026/zinnia")
PAGE = ADDRESS.removeprefix("/") + "index.html"
#: Words that stand nowhere else in the site.
TOLD = ("Zinnia", "zinnia", "Quokkas", "quokkas", "Wattle")


def discreet(root: Path) -> Project:
    """Return a project that was built, with a discreet story and one that links to it."""
    site = Project(root)
    site.story("world/2026/zinnia", STORY)
    site.story("national/2026/nearby", "---\ntitle: Near\nsummary: S\ndate: 2026-05-07\n---\n\n"
               "[On]({filename}/articles/world/2026/zinnia.md)\n")  # fmt: skip
    assert problem_lines(site.build()) == []
    return site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project, for tests that only look at it."""
    return discreet(tmp_path_factory.mktemp("discreet") / "site")


def test_its_address_is_a_code_that_holds_no_word_and_stays(built: Project) -> None:
    assert re.fullmatch(r"/read/[2-9b-df-hj-km-np-tv-z]{10}/", ADDRESS)
    assert discreet_address("world/2026/zinnia") == ADDRESS != discreet_address("world/2026/zinnias")
    assert PAGE in built.tree()
    assert not [path for path in built.tree() if "zinnia" in path]
    for path in (
        "world/index.html",
        "index.html",
        "author/robin-vale/index.html",
        "national/2026/05/nearby/index.html",
    ):
        assert f'href="{ADDRESS}"' in built.tree()[path].decode(), path


def test_the_head_of_its_page_says_only_what_is_neutral(built: Project) -> None:
    html = built.page(ADDRESS)
    head = BeautifulSoup(html, "lxml").head
    assert head is not None
    assert head.title is not None
    assert head.title.text == "A river in May – QN Magazine"
    said_there = str(head)
    assert not [word for word in (*TOLD, "Robin Vale", "World", "/world/", "river.jpg", "bench") if word in said_there]
    told = {str(tag.get("property") or tag.get("name")): str(tag["content"]) for tag in head.select("meta[content]")}
    assert told["og:title"] == "A river in May – QN Magazine"
    assert told["og:description"] == told["description"] == "Notes from a long afternoon."
    assert told["og:url"].endswith(ADDRESS)
    assert told["og:image"].endswith("/theme/brand/share-plain.jpg")
    assert not {"og:image:alt", "author", "article:section", "article:tag"} & set(told)
    assert [link["href"] for link in head.select("link[type='application/atom+xml']")] == ["/feed.atom"]


def test_the_page_itself_and_the_lists_of_the_magazine_show_the_headline(built: Project) -> None:
    page = BeautifulSoup(built.page(ADDRESS), "lxml")
    assert page.h1 is not None
    assert page.h1.text == TITLE.replace("the ward", "the\xa0ward")
    for address in ("/", "/world/", "/topic/quokkas/", "/author/robin-vale/", "/series/long-nights/"):
        assert "Zinnia speaks" in built.page(address), address


def test_share_links_hold_what_is_neutral(built: Project) -> None:
    block = BeautifulSoup(built.page(ADDRESS), "lxml").select_one(".share")
    assert block is not None
    assert not [word for word in TOLD if word in str(block)]
    assert "A%20river%20in%20May" in str(block)
    assert "neutral headline" in block.text


def test_feeds_and_the_archive_say_nothing_else(built: Project) -> None:
    feeds = {path: raw.decode() for path, raw in built.tree().items() if path.endswith(".atom")}
    carried = [path for path, text in feeds.items() if "<title>A river in May</title>" in text]
    assert {"feed.atom", "world/feed.atom", "author/robin-vale/feed.atom"} <= set(carried)
    for path in carried:
        [entry] = [part for part in feeds[path].split("<entry")[1:] if "<title>A river in May</title>" in part]
        assert not [word for word in (*TOLD, "Robin Vale", "category", ".jpg") if word in entry], path
        assert "<name>QN Magazine</name>" in entry
        assert "Notes from a long afternoon." in entry
    archive = built.page("/archive/2026/05/")
    assert "A river in" in archive
    assert not [word for word in TOLD if word in archive]


def test_a_neutral_word_more_changes_what_shows_it(tmp_path: Path) -> None:
    built = discreet(tmp_path / "site")
    before = built.tree()
    file = built.content / "articles/world/2026/zinnia.md"
    file.write_text(file.read_text("utf-8").replace("A river in May", "A river in June"), "utf-8")
    assert problem_lines(built.build()) == []
    changed = {path for path, raw in built.tree().items() if before.get(path) != raw}
    assert {PAGE, "archive/2026/05/index.html", "feed.atom", "world/feed.atom"} <= changed
    assert "national/2026/05/nearby/index.html" not in changed


@pytest.mark.parametrize(
    ("more", "tab"),
    [
        ("", "A river in May"),
        ("  tab: false\n", TITLE),
        ("tab_title: Reading\n", "Reading"),
        ("  tab: false\ntab_title: Reading\n", "Reading"),
    ],
)
def test_the_tab_is_neutral_unless_its_writer_says_otherwise(site: Project, more: str, tab: str) -> None:
    site.story("world/2026/zinnia", STORY.replace("afternoon.\n", f"afternoon.\n{more}"))
    assert problem_lines(site.build()) == []
    head = BeautifulSoup(site.page(ADDRESS), "lxml").head
    assert head is not None
    assert head.title is not None
    assert head.title.text == f"{tab} – QN Magazine"
    assert head.select_one('meta[property="og:title"]')["content"] == "A river in May – QN Magazine"


def test_the_alternates_of_a_discreet_family_are_neutral(tmp_path: Path) -> None:
    built = discreet(tmp_path / "site")
    russian = STORY.replace("title: Zinnia", "lang: ru\ntranslation_of: world/2026/zinnia\ntitle: Zinnia")
    built.story("world/2026/zinniya", russian)
    assert problem_lines(built.build()) == []
    other = discreet_address("world/2026/zinniya")
    for address in (ADDRESS, other):
        head = built.page(address).partition("</head>")[0]
        assert {ADDRESS, other} == set(re.findall(r'hreflang="[^"]*" href="http://127.0.0.1:8000([^"]*)"', head))


def test_a_form_that_posts_elsewhere_names_it_by_its_code(site: Project) -> None:
    site.setting('COMMENTS_ENDPOINT = "https://comments.example/post"\nCOMMENTS_MODE = "endpoint"')
    site.story("world/2026/the-ward", STORY)
    assert problem_lines(site.build()) == []
    address = discreet_address("world/2026/the-ward")
    form = BeautifulSoup(site.page(address), "html.parser").select_one("form[method=post]")
    assert form.select_one("input[name=story]")["value"] == address.strip("/")
    assert "the-ward" not in str(form)


def test_two_stories_with_one_code_are_told(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "discreet_address", lambda _: "/read/2222222222/")
    for name in ("one", "two"):
        site.story(f"world/2026/{name}", STORY)
    assert [line.split(": ")[1] for line in problem_lines(site.build(check_only=True))] == ["output-collision"]


def test_a_page_may_not_take_the_place_of_codes(site: Project) -> None:
    site.write("pages/read.md", "---\ntitle: Read\nsummary: S\n---\n\nWords.\n")
    assert [line.split(": ")[1] for line in problem_lines(site.build(check_only=True))] == ["slug-reserved"]


def test_structured_data_is_searched_for_telling_words_as_well() -> None:
    """JSON writes signs in another way than HTML, and would hide a headline that holds one."""
    record = graph(WebPage(type="WebPage", name='The "ward" & the night'))
    page = f'<head><title>x</title><script type="application/ld+json">{record}</script></head><p>The body'
    told = html.escape('The "ward" & the night')
    assert told not in page
    assert told in plugin._page_head(page, tab=True)
