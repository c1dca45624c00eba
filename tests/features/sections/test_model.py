"""Sections, states and navigation: what the data files may say, and what is wrong with them."""

from __future__ import annotations

import pytest

from newsroom.core import reserved
from newsroom.core.parts import Link
from newsroom.features.sections.model import (
    GroupField,
    LinkField,
    NavigationFile,
    SectionField,
    SectionsFile,
    StateField,
    assemble,
    section_problems,
)
from newsroom.site.page_parts import Group
from newsroom.site.parts import SectionTag
from tests.building import Project, problem_lines

WORLD = '[[section]]\nid = "world"\nname = "World"\nintroduction = "News."\n'
OTHERS = "".join(
    f'[[section]]\nid = "{id_}"\nname = "{id_.title()}"\nintroduction = "News."\n' for id_ in ("national", "opinion")
)


def reported(site: Project, file: str, words: str) -> list[str]:
    site.write(f"data/{file}", words)
    messages = problem_lines(site.build(check_only=True))
    return [line.removeprefix(f"content/data/{file}:") for line in messages if f"data/{file}" in line]


def test_sections_and_states_keep_the_order_of_their_files() -> None:
    shelves = SectionsFile(
        section=(
            SectionField(id="world", name="World", introduction="News.", colour="blue"),
            SectionField(id="arts", name="Arts", introduction="Shows."),
        ),
        state=(StateField(id="qld", name="Queensland"),),
    )
    navigation = NavigationFile(
        main=(LinkField(label="About", href="/about/"),),
        footer=(GroupField(title="Help", links=(LinkField(label="Support", href="/support/"),)),),
    )
    made = assemble(shelves, navigation, ["blue", "c1c6e8c"])
    assert list(made.names.items()) == [("world", "World"), ("arts", "Arts")]
    assert made.by_id["world"].tag == SectionTag("World", "/world/", "blue")
    assert made.by_id["arts"].accent == "c1c6e8c"
    assert made.states == {"qld": "Queensland"}
    assert made.more == (Link("About", "/about/"),)
    assert made.footer == (Group("Help", (Link("Support", "/support/"),)),)


def test_a_file_that_could_not_be_read_is_empty() -> None:
    made = assemble(None, None)
    assert (made.by_id, made.states, made.more, made.footer) == ({}, {}, (), ())


def test_no_section_takes_the_place_of_a_language_and_a_state_may() -> None:
    [problem] = section_problems(["world", "ru"], "x.toml", lambda place: (10 + int(place[1]), 1))
    assert (problem.line, problem.rule) == (11, "slug-reserved")
    assert list(section_problems(["sa", "ru"], "x.toml", lambda _: (1, 1), "state")) == []


@pytest.mark.parametrize("name", sorted(reserved.names()))
def test_no_section_takes_a_name_of_the_site(name: str) -> None:
    (problem,) = section_problems(["world", name], "x.toml", lambda place: (10 + int(place[1]), 1))
    assert (problem.line, problem.rule) == (11, "slug-reserved")


@pytest.mark.parametrize("table", ["section", "state"])
def test_no_id_is_given_twice(table: str) -> None:
    places = {(table, 0, "id"): (2, 1), (table, 1, "id"): (6, 1), (table, 2, "id"): (9, 1)}
    (problem,) = section_problems(["a", "b", "a"], "x.toml", lambda place: places[place], table)  # type: ignore[index]
    assert (problem.line, problem.rule) == (9, "key-twice")
    assert f'the {table} "a"' in problem.message


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", []),
        ('[[state]]\nid = "qld"\nname = "Queensland"\n', []),
        ('[[section]]\nid = "World News"\nname = "W"\nintroduction = "x"\n', ["14: slug-shape", "write world-news"]),
        ('[[section]]\nid = ""\nname = "W"\nintroduction = "x"\n', ["14: value-missing", ""]),
        ('[[section]]\nid = 2026\nname = "W"\nintroduction = "x"\n', ["14: value-shape", ""]),
        ('[[section]]\nid = "theme"\nname = "W"\nintroduction = "x"\n', ["14: slug-reserved", "choose another id"]),
        ('[[section]]\nid = "world"\nname = "W"\nintroduction = "x"\n', ["14: key-twice", "keep one"]),
        ('[[section]]\nid = "arts"\nintroduction = "x"\n', ["13: value-missing", '"section.4.name" is missing']),
        ('[[section]]\nid = "arts"\nname = " "\nintroduction = "x"\n', ["15: value-missing", ""]),
        (
            '[[section]]\nid = "arts"\nname = "A"\nintroduction = "x"\ncolour = "bleu"\n',
            ["17: colour-unknown", 'did you mean "blue"?'],
        ),
        ('[[section]]\nid = "arts"\nname = "A"\nintroduction = "x"\ncolor = "blue"\n', ["17: key-unknown", '"colour"']),
        ('[[sections]]\nid = "arts"\n', ["13: key-unknown", 'did you mean "section"?']),
        ('[[state]]\nid = "QLD"\nname = "Q"\n', ["14: slug-shape", "write qld"]),
        ('[[state]]\nid = "qld"\nname = "Q"\n\n[[state]]\nid = "qld"\nname = "R"\n', ["18: key-twice", "keep one"]),
        ('name = "x\n', ["13: front-matter-syntax", "double quotes"]),
    ],
)
def test_each_fault_of_the_sections_is_said_on_its_line(site: Project, more: str, expected: list[str]) -> None:
    messages = reported(site, "sections.toml", WORLD + OTHERS + more)
    assert len(messages) == bool(expected)
    if expected:
        assert messages[0].startswith(expected[0])
        assert expected[1] in messages[0]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ('[[main]]\nlabel = "About"\nhref = "/about/"\n', []),
        ('[[main]]\nlabel = "x"\nhref = "javascript:alert(1)"\n', ["3: link-forbidden"]),
        ('[[main]]\nlabel = "x"\nhref = 5\n', ["3: value-shape"]),
        ('[[main]]\nlabel = ""\nhref = "/about/"\n', ["2: value-missing"]),
        ('[[main]]\nlable = "x"\nhref = "/about/"\n', ["1: value-missing", "2: key-unknown"]),
        ('[[footer]]\ntitle = "x"\nlinks = [{ label = "y" }]\n', ["3: value-missing"]),
        ("[[footer]]\nlinks = []\n", ["1: value-missing"]),
    ],
)
def test_each_fault_of_the_navigation_is_said_on_its_line(site: Project, words: str, expected: list[str]) -> None:
    messages = reported(site, "navigation.toml", words)
    assert [line.split(": ", 2)[0] + ": " + line.split(": ", 2)[1] for line in messages] == expected


def test_a_story_in_an_unknown_section_is_a_problem(site: Project) -> None:
    site.story("wrld/2026/x")
    messages = problem_lines(site.build(check_only=True))
    assert len(messages) == 1
    assert messages[0].startswith('content/articles/wrld/2026/x.md: section-unknown: there is no section "wrld"')
    assert 'did you mean "world"?' in messages[0]


def test_a_section_without_stories_and_a_state_with_some_have_pages(site: Project) -> None:
    words = (site.content / "data" / "sections.toml").read_text("utf-8")
    site.write("data/sections.toml", words + '\n[[section]]\nid = "arts"\nname = "Arts"\nintroduction = "Shows."\n')
    site.story("national/2026/x", "---\ntitle: In Tasmania\nsummary: S\ndate: 2026-05-04\nstate: tas\n---\n\nWords.\n")
    assert problem_lines(site.build()) == []
    assert "Arts" in site.page("/arts/")
    assert "In Tasmania" in site.page("/national/tas/")
    assert 'href="/national/tas/"' in site.page("/national/")
    assert not (site.output / "national" / "qld").exists()
