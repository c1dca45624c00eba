"""Problems with colours in data: each names its line, and a tone that can be read."""

from __future__ import annotations

import re

import pytest

from newsroom.site.colours.contrast import AA, ratio
from tests.building import MAGAZINE, Project, problem_lines


def found(site: Project, colours: str) -> list[str]:
    """Return the problems of magazine.toml with a table of colours behind the test magazine's own data."""
    site.write("data/magazine.toml", f"{MAGAZINE}\n{colours}")
    lines = problem_lines(site.build(check_only=True))
    assert all("data/magazine.toml" in line for line in lines), lines
    first = MAGAZINE.count("\n") + 1
    return [re.sub(r".*magazine\.toml:(\d+)", lambda match: str(int(match[1]) - first), line) for line in lines]


@pytest.mark.parametrize(
    ("colours", "expected"),
    [
        ('[colours]\nbrand = "green"\n', ["2: colour-shape", '"#1c6e8c"']),
        (
            '[colours]\npage = "see"\n\n[[colours.accent]]\nname = "sea"\nfill = "#05668d"\n',
            ["2: colour-unknown", "sea"],
        ),
        ('[colours]\nalert = "#ff9999"\n', ["2: colour-contrast", "alert"]),
        ('[colours.light]\nmuted = "#bbbbbb"\n', ["2: colour-contrast", "muted on paper"]),
        ('[colours.dark]\nink = "#333333"\n', ["2: colour-contrast", "in the dark"]),
        (
            '[[colours.accent]]\nname = "sun"\nfill = "#ffcc33"\non_paper = "#ffcc33"\n',
            ["4: colour-contrast", "on_paper on paper of sun"],
        ),
        (
            '[[colours.accent]]\nname = "sea"\nfill = "#057"\n\n[[colours.accent]]\nname = "sea"\nfill = "#224"\n',
            ["6: key-twice", '"sea"'],
        ),
        ('[colours]\nbrnad = "#05668d"\n', ["2: key-unknown", "brand"]),
    ],
)
def test_a_problem_is_named_on_its_line(site: Project, colours: str, expected: list[str]) -> None:
    lines = found(site, colours)
    assert lines
    assert lines[0].startswith(expected[0]), lines
    assert expected[1] in lines[0]


def test_the_tone_that_a_problem_names_can_be_read(site: Project) -> None:
    [line, *_] = found(site, '[colours.light]\npaper = "#ffffff"\nmuted = "#bbbbbb"\n')
    tone = re.search(r'write "(#[0-9a-f]{6})" for #bbbbbb', line)
    assert tone
    assert ratio(tone[1], "#ffffff") >= AA


def test_a_magazine_that_names_one_colour_or_none_has_no_problem(site: Project) -> None:
    assert found(site, "") == []
    assert found(site, '[colours]\nbrand = "#ffee00"\n') == []
