"""Introductions of topics and series: where they stand, and what is said of those that nobody needs."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.building import Project, problem_lines
from tests.site.edits import change

LAW, WALK = "/topic/law-reform/", "/series/long-walk/"


def entry(table: str, name: str, words: str = "What it is.") -> str:
    return f'[[{table}]]\nname = "{name}"\nintroduction = "{words}"\n'


@pytest.fixture
def walk(site: Project) -> Project:
    """A magazine with a series."""
    change(site.content / "articles/world/2026/first-light.md", "tags:", "series: Long walk\ntags:")
    return site


def introduction(site: Project, address: str) -> str:
    found = BeautifulSoup(site.page(address), "lxml").select_one(".page-head-introduction")
    return found.text if found else ""


def test_introductions_are_on_the_first_page_and_in_its_description(walk: Project) -> None:
    walk.write("data/introductions.toml", entry("topic", "law reform", "It's <law>.") + entry("series", "Long walk"))
    assert problem_lines(walk.build()) == []
    assert introduction(walk, LAW).replace("\xa0", " ") == "It’s <law>."
    assert introduction(walk, WALK).replace("\xa0", " ") == "What it is."
    assert 'name="description" content="It’s &lt;law&gt;."' in walk.page(LAW)


def test_a_topic_and_a_series_of_one_name_have_their_own(walk: Project) -> None:
    change(walk.content / "articles/national/2026/second-wind.md", "[Law reform]", "[Long walk]")
    walk.write("data/introductions.toml", entry("series", "Long walk"))
    assert problem_lines(walk.build()) == []
    assert introduction(walk, "/topic/long-walk/") == ""


def test_without_one_there_is_none(walk: Project) -> None:
    assert problem_lines(walk.build()) == []
    assert introduction(walk, LAW) == introduction(walk, WALK) == ""


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (entry("topic", "Law reform") * 2, ':5: key-twice: the topic "Law reform" has an introduction already'),
        (entry("series", "A") + entry("series", "a"), ':5: key-twice: the series "a" has an introduction already'),
        ('[[topic]]\nname = "Law reform"\n', 'value-missing: "topic.1.introduction" is missing'),
        ('[[topics]]\nname = "Law reform"\n', "key-unknown"),
    ],
)
def test_a_fault_is_told_on_its_line(walk: Project, words: str, says: str) -> None:
    walk.write("data/introductions.toml", words)
    told = problem_lines(walk.build())
    assert len(told) == 1
    assert says in told[0]


def test_unused_introductions_are_reported_and_stop_nothing(walk: Project) -> None:
    walk.write("data/introductions.toml", entry("topic", "Law refrom") + entry("series", "Short walk to nowhere"))
    outcome = walk.build()
    assert problem_lines(outcome) == []
    assert [note for note in outcome.notes if "introductions" in note] == [
        'content/data/introductions.toml:2: no story is of the topic "Law refrom"; did you mean "Law reform"?',
        'content/data/introductions.toml:5: no story is of the series "Short walk to nowhere"; it may be taken out',
    ]


def test_an_introduction_of_a_topic_of_drafts_alone_is_not_published(walk: Project) -> None:
    walk.story(
        "world/2026/draft", "---\ntitle: D\nsummary: S\ndate: 2026-05-12\ntags: [Hush]\nstatus: draft\n---\n\nW.\n"
    )
    walk.write("data/introductions.toml", entry("topic", "Hush", "Nobody knows of these things yet."))
    outcome = walk.build()
    assert problem_lines(outcome) == []
    assert outcome.notes == []
    assert not [path for path, raw in walk.tree().items() if b"Nobody knows" in raw]
