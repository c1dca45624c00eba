"""Content around an unpublished story goes with it: its author, its comments, its series, links to it."""

from __future__ import annotations

import re

import pytest

from tests.building import TRANSLATION, Project, problem_lines
from tests.site.canaries import STATES, drawing

_STORY = """\
---
title: A quay
summary: S.
date: {date}
{life}
authors: [{author}]
series: On the water
---

Words.
"""
_AUTHOR = (
    "---\nname: Zuleika Shaw\nbio: Sails.\nphoto:\n  src: authors/zuleika.png\n  alt: Zuleika at sea\n---\n\nMore.\n"
)
HIDDEN = {what: ("2026-05-04 09:30", life) for what, life in STATES.items()} | {
    "dated ahead": ("2026-12-24 09:30", "kind: news"),
    "dated ahead in another zone": ("2026-11-23 10:01 Australia/Sydney", "kind: news"),
}


def add(site: Project, date: str, life: str, author: str = "zuleika-shaw", id_: str = "world/2026/quay") -> None:
    site.story(id_, _STORY.format(date=date, life=life, author=author))


def add_author(site: Project) -> None:
    """Give the project an author with a portrait."""
    drawing(site, "authors/zuleika.png")
    site.write("authors/zuleika-shaw.md", _AUTHOR)


def traces(site: Project, *words: str) -> set[str]:
    """Return the files of the output whose names or contents hold some words."""
    return {
        path
        for path, body in site.tree().items()
        if any(word in path.lower() or word.encode() in body.lower() for word in words)
    }


# ----------------------------------------------------------------------------------------------------------- authors


@pytest.mark.sample(2)
@pytest.mark.parametrize(("date", "life"), HIDDEN.values(), ids=HIDDEN)
def test_an_author_without_a_published_story_is_nowhere(site: Project, date: str, life: str) -> None:
    """No page, no feed, no portrait, no place among the contributors: that they write for us is not known."""
    assert problem_lines(site.build()) == []
    before = site.tree()
    add_author(site)
    add(site, date, life)
    assert problem_lines(site.build()) == []
    assert traces(site, "zuleika") == set()
    assert site.tree() == before


def test_an_author_without_any_story_is_no_secret(site: Project) -> None:
    """An editor, or a desk."""
    add_author(site)
    assert problem_lines(site.build()) == []
    assert traces(site, "zuleika") > {"author/zuleika-shaw/index.html", "contributors/index.html"}


def test_an_author_of_one_published_story_has_a_page(site: Project) -> None:
    add_author(site)
    add(site, "2026-05-04", "status: draft")
    add(site, "2026-05-04", "kind: news", id_="world/2026/quay-two")
    assert problem_lines(site.build()) == []
    assert "author/zuleika-shaw/index.html" in traces(site, "zuleika")


def test_a_translator_of_a_published_story_has_a_page(site: Project) -> None:
    add_author(site)
    site.story("world/2026/pervyi", TRANSLATION.replace("lang: ru", "lang: ru\nauthors: zuleika-shaw"))
    add(site, "2026-05-04", "status: draft")
    assert problem_lines(site.build()) == []
    assert "author/zuleika-shaw/index.html" in traces(site, "zuleika")


@pytest.mark.parametrize("head", ["title: [A\nauthors: zuleika-shaw", "bogus: x\nbylines:\n  - author: zuleika-shaw"])
def test_a_draft_with_unreadable_front_matter_hides_its_author_too(site: Project, head: str) -> None:
    add_author(site)
    site.story("world/2026/quay", f"---\nstatus: draft\n{head}\n---\n\nWords.\n")
    assert site.build().ok
    assert traces(site, "zuleika") == set()


def test_an_author_comes_with_their_first_story_and_goes_with_their_last(site: Project) -> None:
    add_author(site)
    add(site, "2026-05-04", "expires: 2026-11-23 09:00 Australia/Brisbane")
    site.build(now="2026-11-23T08:59:59+10:00")
    assert traces(site, "zuleika")
    site.build(now="2026-11-23T09:00:00+10:00")
    assert traces(site, "zuleika") == set()


@pytest.mark.parametrize(
    "target", ["{author}zuleika-shaw", "{filename}/authors/zuleika-shaw.md", "/author/zuleika-shaw/"]
)
def test_a_link_to_an_author_who_is_not_published_is_a_problem(site: Project, target: str) -> None:
    add_author(site)
    add(site, "2026-05-04", "status: draft")
    path = site.story("world/2026/first-light")
    path.write_text(path.read_text("utf-8") + f"\n[Somebody]({target})\n", "utf-8")
    [line] = problem_lines(site.build())
    assert re.match(r"content/articles/world/2026/first-light\.md:\d+: link-target: .*is (not )?published", line) or (
        "nothing is published at" in line
    )


def test_links_of_an_unpublished_author_are_not_checked(site: Project) -> None:
    add_author(site)
    add(site, "2026-05-04", "status: draft")
    with (site.content / "authors/zuleika-shaw.md").open("a", encoding="utf-8") as file:
        file.write("\n[My first](/world/2026/05/quay/)\n")
    assert problem_lines(site.build()) == []


# ------------------------------------------------------------------------------------------- comments, series, front


def test_comments_go_with_their_story_and_come_back_with_it(site: Project) -> None:
    comment = "---\nname: Zuleika\ndate: 2026-05-05\n---\n\nI was aboard.\n"
    site.write("comments/world/2026/quay/1.md", comment)
    add(site, "2026-05-04", "status: withdrawn", "robin-vale")
    assert problem_lines(site.build()) == []
    assert traces(site, "zuleika", "was aboard") == set()
    add(site, "2026-05-04", "kind: news", "robin-vale")
    assert problem_lines(site.build()) == []
    assert traces(site, "zuleika") == {"world/2026/05/quay/index.html"}


@pytest.mark.sample(2)
@pytest.mark.parametrize(("date", "life"), HIDDEN.values(), ids=HIDDEN)
def test_a_series_counts_and_names_only_the_parts_that_are_published(site: Project, date: str, life: str) -> None:
    for number in (1, 2):
        add(site, f"2026-05-0{number}", "kind: news", "robin-vale", f"world/2026/part-{number}")
    site.build()
    before = site.tree()
    add(site, date, life, "robin-vale", "world/2026/quay")
    assert problem_lines(site.build()) == []
    assert site.tree() == before


@pytest.mark.sample(2)
@pytest.mark.parametrize(("date", "life"), HIDDEN.values(), ids=HIDDEN)
def test_the_front_page_does_not_lead_with_it_whatever_is_asked_for(site: Project, date: str, life: str) -> None:
    site.build()
    before = site.tree()
    site.write("data/front.toml", '[[slot]]\nslot = "lead"\nstory = "world/2026/quay"\n')
    add(site, date, life, "robin-vale")
    assert problem_lines(site.build()) == []
    assert site.tree() == before


@pytest.mark.sample(2)
@pytest.mark.parametrize("life", STATES.values(), ids=STATES)
def test_a_translation_that_is_kept_back_leaves_no_language_and_no_link(site: Project, life: str) -> None:
    site.build()
    before = site.tree()
    site.story("world/2026/pervyi", TRANSLATION.replace("lang: ru", f"lang: ru\n{life}"))
    assert problem_lines(site.build()) == []
    assert site.tree() == before


def test_neighbours_pass_over_what_is_kept_back(site: Project) -> None:
    for day in (1, 3):
        site.story(f"national/2026/day-{day}", f"---\ntitle: Day {day}\nsummary: S.\ndate: 2026-06-0{day}\n---\n\nW.\n")
    site.build()
    before = site.tree()
    add(site, "2026-06-02", "status: draft", "robin-vale", "national/2026/day-2")
    assert problem_lines(site.build()) == []
    assert site.tree() == before
    assert "Day 3" in site.page("/national/2026/06/day-1/").replace("\xa0", " ").replace("&nbsp;", " ")


def test_files_beside_the_stories_are_not_published(site: Project) -> None:
    """Notes, spreadsheets and whatever else lies in content/; a data file that nothing reads is named."""
    site.build()
    before = site.tree()
    for path in (
        "articles/world/2026/_notes.txt",
        "files/2026/list.docx",
        "images/2026/list.csv",
        "data/sources.json",
        "comments/.x.html",
    ):
        site.write(path, "Zuleika Shaw, 04 1234 5678")
    [unread] = problem_lines(site.build())
    assert unread.startswith("content/data/sources.json: file-unread: ")
    assert site.tree() == before
