"""The text-only edition as a build makes it: one file that loads nothing, and comes and goes with its story."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from newsroom.commands.build.build import BuildRequest, planned
from newsroom.core import urls
from newsroom.engine.documents import text_address
from newsroom.features.headers.model import Headers
from newsroom.features.stories.addresses import discreet_address
from newsroom.site.page_rules import NoStorePages
from tests.building import NOW, TRANSLATION, Project, problem_lines

#: The quick exit of the small projects of tests.
WEATHER = "https://www.wikipedia.org/"

NOTES = '[[note]]\nid = "death"\nwords = "This story speaks of death & loss."\nlabel = "Death"\n'
STORY = """\
---
title: The long way & home
summary: What happened on the way.
date: 2026-05-06 10:00
authors: [robin-vale]
content_notes: [death]
kind: opinion
tags: [Law reform]
image:
  src: 2026/river.jpg
  alt: A river in flood
  caption: The river in May
  credit: Sam Okoro
corrections:
  - date: 2026-05-07
    text: It was the north bank.
  - date: 2026-05-08
    kind: clarification
    text: The bank is the river's.
updates:
  - date: 2026-05-08
    text: The bridge is open again.
{more}---

The first words.[^1]

![A bridge](/images/2026/bridge.jpg "The bridge | Robin Vale")

More words, and [a story]({{filename}}/articles/world/2026/first-light.md).

[^1]: A note.
"""
ADDRESS = "/world/2026/05/long-way/"
TEXT = text_address(ADDRESS)


def written(root: Path, more: str = "") -> Project:
    """Return a project that was built, with a story that has all that an edition shows."""
    site = Project(root)
    site.write("data/content_notes.toml", NOTES)
    site.picture("2026/bridge.jpg")
    site.story("world/2026/long-way", STORY.format(more=more))
    assert problem_lines(site.build()) == []
    return site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project, for tests that only look at it."""
    return written(tmp_path_factory.mktemp("text") / "site")


def page(site: Project, address: str = TEXT) -> BeautifulSoup:
    return BeautifulSoup(site.page(address), "lxml")


def words(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


def test_a_text_edition_has_all_words_of_the_story_in_reading_order(built: Project) -> None:
    text = words(page(built).body)
    at = 0
    for part in (
        "World",
        "Opinion",
        "The long way & home",
        "What happened on the way.",
        "This story speaks of death & loss.",
        "Robin Vale",
        "10am, 6 May 2026",
        "Correction, 7 May 2026: It was the north bank.",
        "Clarification, 8 May 2026: The bank is the river’s.",
        "The bridge is open again.",
        "A river in flood",
        "The river in May (Sam Okoro)",
        "The first words.",
        "A bridge",
        "The bridge (Robin Vale)",
        "More words",
        "A note.",
    ):
        assert text.find(part, at) >= 0, part
        at = text.find(part, at)


def test_a_text_edition_is_one_file_that_loads_nothing(built: Project) -> None:
    found = page(built)
    assert not found.find_all(["img", "picture", "source", "script", "style", "svg", "form", "button"])
    assert {rel for link in found.find_all("link") for rel in link["rel"]} == {"canonical", "icon"}
    assert not found.find_all(class_=True)
    assert not found.find_all(style=True)


def test_a_text_edition_belongs_to_its_story_and_is_linked_from_it(built: Project) -> None:
    found, story = page(built), page(built, ADDRESS)
    canonical = found.find("link", rel="canonical")
    assert isinstance(canonical, Tag)
    assert str(canonical["href"]).endswith(ADDRESS)
    links = [link["href"] for link in found.select("body a")]
    assert {"/", "/world/", ADDRESS, "/support/", "/author/robin-vale/"} <= set(links)
    assert [words(link) for link in story.select(f'a[href="{TEXT}"]')] == ["Text only"]
    assert "data-pagefind-body" not in built.page(TEXT)
    assert words(found.title) == "The long way & home – QN Magazine (text only)"


def test_its_notes_lead_there_and_back(built: Project) -> None:
    found = page(built)
    for link in found.select('a[href^="#"]'):
        assert found.find(id=str(link["href"])[1:]), link
    assert found.select('a[href="#fn:1"]')


def test_a_text_edition_promotes_nothing_and_asks_for_nothing(built: Project) -> None:
    text = words(page(built).body)
    for part in ("Share", "reply", "Read next", "Topics", "latest magazine"):
        assert part not in text


def test_a_text_edition_has_the_quick_exit_and_the_same_caching_headers(tmp_path: Path) -> None:
    site = written(tmp_path / "site", "quick_exit: true\n")
    found = page(site)
    first = found.select("body a")[0]
    assert first["href"] == WEATHER
    assert set(first["rel"]) == {"noreferrer", "noopener", "nofollow"}
    assert "history" in words(first.find_parent("p"))
    _, plan = planned(BuildRequest(site.root, now=NOW, check_only=True))
    assert plan is not None
    assert NoStorePages(frozenset({TEXT})) in plan.edition.offered(NoStorePages)
    assert plan.edition.get(Headers).table.of(TEXT)["Cache-Control"] == "no-store"
    assert plan.edition.get(Headers).table.of(ADDRESS)["Cache-Control"] == "no-store"
    assert plan.edition.get(Headers).table.of("/world/2026/05/first-light/text/")["Cache-Control"] != "no-store"


def test_the_tab_says_what_the_storys_does(tmp_path: Path) -> None:
    site = written(tmp_path / "site", "tab_title: Notes from May\n")
    assert words(page(site).title) == "Notes from May – QN Magazine (text only)"


def test_a_discreet_text_edition_has_a_neutral_address_and_tells_nothing_outside(tmp_path: Path) -> None:
    more = "discreet:\n  title: A river in May\n  summary: Notes from an afternoon.\n  tab: true\n"
    site = written(tmp_path / "site", more)
    address = text_address(discreet_address("world/2026/long-way"))
    head = site.page(address).partition("</head>")[0]
    assert "long way" not in head
    assert "A river in May" in head
    assert "The long way" in site.page(address)
    assert not (site.output / urls.file_of(TEXT)).exists()


def test_translations_lead_to_one_another_and_keep_their_direction(site: Project) -> None:
    arabic = TRANSLATION.replace("lang: ru", "lang: ar")
    site.story("world/2026/light-ru", TRANSLATION)
    site.story("world/2026/light-ar", arabic)
    assert problem_lines(site.build()) == []
    found = page(site, "/ar/world/2026/05/light-ar/text/")
    assert found.html is not None
    assert (found.html["lang"], found.html["dir"]) == ("ar", "rtl")
    assert {link["href"] for link in found.select("a[hreflang]")} == {
        "/world/2026/05/first-light/text/",
        "/ru/world/2026/05/light-ru/text/",
    }


def test_a_text_edition_is_removed_when_its_story_is_withdrawn(tmp_path: Path) -> None:
    site = written(tmp_path / "site")
    assert TEXT.strip("/") + "/index.html" in site.tree()
    site.story("world/2026/long-way", STORY.format(more="status: withdrawn\n"))
    assert problem_lines(site.build()) == []
    assert not [path for path in site.tree() if "long-way" in path]


def test_without_the_plugin_no_story_leads_to_it(site: Project) -> None:
    """Also where the story's page was made with it."""
    site.build()
    assert "/text/" in site.page("/world/2026/05/first-light/")
    site.setting('PLUGINS = [name for name in PLUGINS if name != "newsroom.features.text_edition"]')
    assert problem_lines(site.build()) == []
    assert not [path for path, body in site.tree().items() if "/text/" in path or b"/text/" in body]
