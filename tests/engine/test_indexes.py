"""Indexes say of every list how much it holds, show no picture that may not stand for it, and say a thing once."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from PIL import Image

from tests.building import Project, problem_lines

_STORY = """\
---
title: The story {name}
summary: S.
date: 2026-0{month}-{day:02d} 09:30
authors: [{author}]
tags: [{tags}]
{more}image:
  src: 2026/{name}.jpg
  alt: Alt of {name}
---

Words of {name}.
"""
#: Stories whose pictures may not stand for a list, newest first, each with what forbids it.
_CAREFUL = {
    "sensitive": "sensitive: true\n",
    "discreet": "discreet:\n  title: A river\n  summary: Of a river.\n",
    "noted": "content_notes: [heavy]\n",
    "exit": "quick_exit: true\n",
    "sold": "kind: sponsored\nsponsor: {name: A shop}\n",
}


def _picture(site: Project, path: str) -> None:
    """Make a picture that looks like no other."""
    blocks = random.Random(path).randbytes(8 * 6 * 3)  # noqa: S311  nothing secret
    Image.frombytes("RGB", (8, 6), blocks).resize((480, 360), Image.Resampling.NEAREST).save(site.picture(path))


def _write(site: Project, name: str, day: int, more: str = "", **other: object) -> None:
    given = {"month": 5, "tags": "Law reform", "author": "robin-vale"} | other
    _picture(site, f"2026/{name}.jpg")
    section = other.get("section", "world")
    site.story(f"{section}/2026/{name}", _STORY.format(name=name, day=day, more=more, **given))


@pytest.fixture(scope="module")
def magazine(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A magazine with one topic of careful stories, drafts, and opinions."""
    site = Project(tmp_path_factory.mktemp("indexes") / "site")
    site.write("data/content_notes.toml", '[[note]]\nid = "heavy"\nwords = "Heavy."\nlabel = "Heavy"\n')
    site.write(
        "authors/ana-lee.md", "---\nname: Ana Lee\nrole: Contributor\nbio: Sails.\n---\n\nAna is a contributor.\n"
    )
    for day, (name, more) in enumerate(reversed(_CAREFUL.items()), 20):
        _write(site, name, day, more, tags="Law reform, Quiet")
    _write(site, "plain", 10)
    _write(site, "older", 3, month=4, tags="Law reform, Rivers", more="state: tas\n")
    _write(site, "drafted", 27, more="status: draft\n", tags="Law reform, Unheard")
    _write(site, "coming", 28, month=8, more="publish_at: 2026-12-24 09:00 Australia/Brisbane\n")
    for number in (1, 2):
        _write(site, f"think-{number}", number, more="kind: opinion\n", section="opinion", tags="Rivers")
    site.story(
        "opinion/2026/both",
        "---\ntitle: Both\nsummary: S.\ndate: 2026-04-01\nkind: opinion\nauthors: [ana-lee, sam-okoro]\n---\n\nW.\n",
    )
    site.story("opinion/2026/alone", "---\ntitle: A\nsummary: S.\ndate: 2026-04-02\nauthors: [ana-lee]\n---\n\nW.\n")
    assert problem_lines(site.build()) == []
    return site


def page(site: Project, address: str) -> BeautifulSoup:
    """Return the page at an address."""
    return BeautifulSoup(site.page(address), "lxml")


def facts(within: Tag | None) -> str:
    """Return the facts of a list, as text."""
    assert within is not None
    found = within.select_one(".list-facts")
    return found.get_text(" ", strip=True) if found else ""


def pictures(within: Tag) -> list[str]:
    """Return the names of the pictures of stories."""
    return re.findall(r'src="/images/2026/([\w-]+?)-[0-9a-f]{12}', str(within))


def test_a_topic_says_how_many_stories_it_has_and_when_the_newest_was_published(magazine: Project) -> None:
    index = page(magazine, "/topics/")
    entries = {str(entry.select_one("a")["href"]): facts(entry) for entry in index.select(".index-entry")}  # type: ignore[index]
    # Three stories that every project has are on the first topic too.
    assert entries == {
        "/topic/law-reform/": "10 stories newest 24 May 2026",
        "/topic/quiet/": "5 stories newest 24 May 2026",
        "/topic/rivers/": "3 stories newest 2 May 2026",
    }
    assert facts(index.select_one(".list-head-facts")) == "3 topics"
    for address, words in entries.items():
        assert facts(page(magazine, address).select_one(".list-head")) == words


def test_careful_stories_give_no_list_its_picture(magazine: Project) -> None:
    tiles = {tile.select_one("a").text: pictures(tile) for tile in page(magazine, "/topics/").select(".tile")}  # type: ignore[union-attr]
    # No picture stands twice, and of five stories none may stand for the list.
    assert tiles == {"Law reform": ["plain"], "Quiet": [], "Rivers": ["think-2"]}
    year = page(magazine, "/archive/2026/")
    months = {tile.select_one("a").text: (facts(tile), pictures(tile)) for tile in year.select(".tile")}  # type: ignore[union-attr]
    assert months == {
        "May": ("11 stories newest 24 May 2026", ["plain"]),
        "April": ("3 stories newest 3 April 2026", ["older"]),
    }
    whole = page(magazine, "/archive/")
    assert pictures(whole.main) == ["plain"]  # type: ignore[arg-type]
    for name in _CAREFUL:
        for address in ("/topics/", "/archive/", "/archive/2026/"):
            assert f"/{name}-" not in magazine.page(address), (name, address)
    assert not [image for image in [*year.select(".tile img"), *whole.select(".index-picture img")] if image["alt"]]


def test_nothing_unpublished_counts(magazine: Project) -> None:
    for address in ("/topics/", "/archive/", "/archive/2026/", "/contributors/"):
        words = magazine.page(address)
        assert not [name for name in ("Unheard", "drafted", "coming", "August") if name in words], address


def test_a_year_stands_once_on_its_page(magazine: Project) -> None:
    year = page(magazine, "/archive/2026/")
    assert year.main is not None
    for day in year.main.select("time"):
        day.decompose()
    assert year.main.get_text(" ").count("2026") == 1
    [part] = page(magazine, "/archive/").select(".index-part")
    assert facts(part) == "14 stories newest 24 May 2026"
    assert [facts(entry) for entry in part.select(".index-entry")] == ["3 stories", "11 stories"]


def test_the_status_of_a_contributor_stands_once(magazine: Project) -> None:
    people = page(magazine, "/contributors/")
    boxes = {box.select_one(".bio-name").text: box for box in people.select(".bio")}  # type: ignore[union-attr]
    assert facts(boxes["Ana Lee"]) == "2 stories newest 2 April 2026"
    assert facts(boxes["Sam Okoro"]) == "1 story 1 April 2026"
    assert "Contributor" not in boxes["Ana Lee"].text
    own = page(magazine, "/author/ana-lee/")
    assert own.main is not None
    head = own.select_one(".page-head")
    assert head is not None
    assert facts(head) == "2 stories newest 2 April 2026"
    assert head.get_text(" ").casefold().count("contributor") == 2  # the way back, and the bio
    assert head.get_text(" ").count("Ana Lee") == 1
    bylines = [card.select_one(".card-byline") for card in own.select(".card")]
    assert [line and line.text for line in bylines] == [None, "Ana Lee and Sam Okoro"]


def test_the_heading_of_a_group_is_not_the_title_again(site: Project) -> None:
    site.write("authors/robin-vale.md", "---\nname: Robin Vale\nbio: Sails.\n---\n")
    for status, silent in (("contributor", True), ("staff", False)):
        site.write("authors/sam-okoro.md", f"---\nname: Sam Okoro\nstatus: {status}\nbio: Sails.\n---\n")
        assert problem_lines(site.build()) == []
        headings = {h2.text: "visually-hidden" in h2["class"] for h2 in page(site, "/contributors/").select(".main h2")}
        assert headings["Contributors"] is silent


def test_a_card_does_not_name_the_section_that_it_stands_in(magazine: Project) -> None:
    for address in ("/world/", "/world/tas/", "/opinion/"):
        found = page(magazine, address)
        assert found.select(".card")
        assert not found.select(".kicker-section"), address
    assert [kicker.text for kicker in page(magazine, "/world/").select(".kicker-label-sponsored")] == ["Sponsored"]
    assert page(magazine, "/topic/rivers/").select(".kicker-section")


def test_an_opinion_has_the_face_of_who_wrote_it_unless_the_one_before_has_it(magazine: Project) -> None:
    cards = {
        str(card.select_one("a.card-link")["href"]).split("/")[-2]: card
        for card in page(magazine, "/opinion/").select(".card")
    }  # type: ignore[index]
    faces = {name: [face.text for face in card.select(".portrait")] for name, card in cards.items()}
    assert faces == {"think-2": ["RV"], "think-1": [], "both": ["AL"], "alone": [], "third-word": []}
    assert not page(magazine, "/topic/rivers/").select(".portrait")


@pytest.mark.audit
def test_a_new_portrait_is_on_the_section_and_a_new_story_in_every_index(magazine: Project, tmp_path: Path) -> None:
    site = magazine.copy(tmp_path / "site")
    before = site.tree()
    _picture(site, "authors/robin.jpg")
    photo = "photo:\n  src: authors/robin.jpg\n  alt: Robin\n"
    site.write(
        "authors/robin-vale.md", f"---\nname: Robin Vale\nstatus: staff\n{photo}bio: Writes about the law.\n---\n"
    )
    assert problem_lines(site.build()) == []
    assert 'alt="Robin"' in site.page("/opinion/")
    _write(site, "newest", 20, month=6, tags="Rivers")
    assert problem_lines(site.build()) == []
    changed = {path for path, raw in site.tree().items() if before.get(path) != raw}
    assert {
        f"{name}/index.html" for name in ("topics", "archive", "archive/2026", "contributors", "opinion")
    } <= changed
    assert facts(page(site, "/archive/").select_one(".list-head")) == "15 stories newest 20 June 2026"
    after = site.tree()
    site.forget()
    assert problem_lines(site.build()) == []
    assert site.tree() == after
