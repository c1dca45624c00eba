"""Problems with colours in data: each names its line, and a tone that can be read."""

from __future__ import annotations

import re

import pytest

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
        ('[colours]\nalert = "#ff9999"\n', ["2: colour-contrast", "white on alert"]),
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


HARD_TO_READ = {
    "words on one ground": ("light", 'paper = "#ffffff"\nmuted = "#bbbbbb"\n'),
    "words on three grounds, of which one is the darkest": ("light", 'ink = "#cccccc"\n'),
    "a ground whose words nobody gave": ("light", 'band = "#ffffff"\n'),
    "words in the dark": ("dark", 'ink = "#333333"\n'),
}


@pytest.mark.parametrize(("scheme", "lines"), HARD_TO_READ.values(), ids=HARD_TO_READ)
def test_the_remedies_of_words_that_are_hard_to_read_mend_them(site: Project, scheme: str, lines: str) -> None:
    remedies = {told[1]: told[2] for line in found(site, _scheme(scheme, lines)) if (told := _REMEDY.search(line))}
    assert remedies
    lines = "".join(f"{line}\n" for line in lines.splitlines() if line.partition(" ")[0] not in remedies)
    lines += "".join(f'{field} = "{tone}"\n' for field, tone in remedies.items())
    left = found(site, _scheme(scheme, lines))
    # A band in the dark has the words of the one in the light, until it is given its own.
    assert [line for line in left if f"in the {scheme}" in line] == []


_REMEDY = re.compile(r'write (\w+) = "(#[0-9a-f]{6})" in \[colours\.')


def _scheme(name: str, lines: str) -> str:
    return f"[colours.{name}]\n{lines}"


def test_a_colour_below_white_words_is_the_one_to_change(site: Project) -> None:
    [line] = found(site, '[colours]\nalert = "#ff9999"\n')
    assert "white on alert" in line
    tone = re.search(r'write alert = "(#[0-9a-f]{6})" in \[colours\]', line)
    assert tone
    assert found(site, f'[colours]\nalert = "{tone[1]}"\n') == []


def test_grounds_too_far_apart_for_one_tone_are_to_be_changed(site: Project) -> None:
    [line] = found(site, '[colours.light]\nnotice = "#000000"\n')
    assert line.endswith("bring the grounds nearer to one another: no tone can be read on all of them")


def test_an_accent_that_is_named_where_there_is_none_can_be_added(site: Project) -> None:
    [line] = found(site, '[colours]\npage = "red"\n')
    assert 'add [[colours.accent]] with name = "red" and a fill' in line
    assert found(site, '[colours]\npage = "red"\n\n[[colours.accent]]\nname = "red"\nfill = "#a33"\n') == []


def test_a_magazine_that_names_one_colour_or_none_has_no_problem(site: Project) -> None:
    assert found(site, "") == []
    assert found(site, '[colours]\nbrand = "#ffee00"\n') == []
