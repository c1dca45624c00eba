from __future__ import annotations

import pytest

from newsroom.commands.check import check
from newsroom.commands.github import annotation
from newsroom.core.problems import Problem
from tests.building import NOW, Project

pytestmark = pytest.mark.usefixtures("site_url")

PATH = "content/articles/world/2026/x.md"
BROKEN = "---\ntitle: Broken\n---\n"


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (
            Problem(PATH, 7, 3, "author-unknown", 'no author "x"', "name one"),
            f'::error file={PATH},line=7,col=3,title=author-unknown::no author "x"; name one',
        ),
        (
            Problem(PATH, 7, 0, "heading-order", "a level is left out"),
            f"::warning file={PATH},line=7,title=heading-order::a level is left out",
        ),
        (
            Problem(PATH, 7, 0, "author-unknown", "no author", draft=True),
            f"::notice file={PATH},line=7,title=author-unknown::no author",
        ),
        (
            Problem("a,b:c%.md", 0, 4, "file-name", "100% of\r\nit: a, b"),
            "::error file=a%2Cb%3Ac%25.md,title=file-name::100%25 of%0D%0Ait: a, b",
        ),
    ],
)
def test_a_problem_is_one_command_that_nothing_in_it_can_end(problem: Problem, expected: str) -> None:
    assert annotation(problem) == expected


def test_words_of_a_file_cannot_give_another_command(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """The author of a pull request writes the words that problems quote."""
    site.story("world/2026/x", '---\ntitle: T\nsummary: S.\ndate: "2026\\n::error file=y::z"\n---\n\nText.\n')
    assert check(site.root, NOW, form="github") == 1
    output = capsys.readouterr()
    commands = [line for line in (output.out + output.err).splitlines() if line.lstrip().startswith("::")]
    assert commands
    assert all(line.startswith(f"::error file={PATH},") for line in commands)


def test_a_check_annotates_on_github_and_when_it_is_asked_to(
    site: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    site.story("world/2026/x", BROKEN)
    assert check(site.root, NOW) == 1
    assert "::" not in capsys.readouterr().out
    assert check(site.root, NOW, form="github") == 1
    asked = capsys.readouterr()
    assert f"::error file={PATH},line=2," in asked.out
    # The message for people is there as well.
    assert f"{PATH}:2: " in asked.err
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert check(site.root, NOW) == 1
    assert capsys.readouterr().out == asked.out


def test_errors_come_before_drafts(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    site.story("national/2026/a-draft", "---\ntitle: T\nstatus: draft\nkind: poem\n---\n")
    site.story("world/2026/x", BROKEN)
    assert check(site.root, NOW, form="github") == 1
    levels = [line.split(" ")[0] for line in capsys.readouterr().out.splitlines() if line.startswith("::")]
    assert levels == sorted(levels)
    assert set(levels) == {"::error", "::notice"}
