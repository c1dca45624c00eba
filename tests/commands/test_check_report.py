"""The forms of a check: for people on a terminal and in a log, for programs, and for a few files alone."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from newsroom.commands import check_report
from newsroom.commands.check import check
from newsroom.core.problems import Problem
from tests.building import NOW, Project

pytestmark = pytest.mark.usefixtures("site_url")

ONE, OTHER = "content/articles/world/2026/one.md", "content/articles/health/2026/other.md"
BROKEN = "---\ntitle: Broken\n---\n"


class Terminal(io.StringIO):
    """An error output that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def faulty(site: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    site.story("world/2026/one", BROKEN)
    site.story("health/2026/other", BROKEN)
    return site


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_json_is_one_object_with_every_problem(faulty: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(faulty.root, NOW, form="json") == 1
    output = capsys.readouterr()
    found = json.loads(output.out)
    assert found["ok"] is False
    assert found["elsewhere"] == 0
    assert {row["file"] for row in found["problems"]} == {ONE, OTHER}
    assert found["problems"] == sorted(found["problems"], key=lambda row: (row["file"], row["line"]))
    row = next(row for row in found["problems"] if row["file"] == ONE)
    assert row.keys() == {"file", "line", "column", "rule", "level", "message", "fix"}
    assert row["level"] == "error"
    assert "publish will refuse" in found["closing"]


def test_json_of_a_site_without_problems_says_so(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(site.root, NOW, form="json") == 0
    found = printed(capsys)
    assert (found["ok"], found["problems"]) == (True, [])


def test_a_draft_is_in_json_and_stops_nothing(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    site.story("world/2026/one", "---\ntitle: T\nstatus: draft\nkind: poem\n---\n")
    assert check(site.root, NOW, form="json") == 0
    rows = printed(capsys)["problems"]
    assert isinstance(rows, list)
    assert {row["level"] for row in rows} == {"draft"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ([ONE], {ONE}),
        ([OTHER], {OTHER}),
        ([ONE, OTHER], {ONE, OTHER}),
        (["content/articles/world"], {ONE}),
        (["content"], {ONE, OTHER}),
        (["."], {ONE, OTHER}),
        (["content/articles/world/../health/2026/other.md"], {OTHER}),
    ],
)
def test_files_and_folders_show_their_own_problems(
    faulty: Project, capsys: pytest.CaptureFixture[str], asked: list[str], found: set[str]
) -> None:
    assert check(faulty.root, NOW, files=[str(faulty.root / path) for path in asked], form="json") == 1
    result = printed(capsys)
    rows = result["problems"]
    assert isinstance(rows, list)
    assert {row["file"] for row in rows} == found
    assert bool(result["elsewhere"]) == (found != {ONE, OTHER})


def test_a_file_without_problems_passes_and_the_others_are_counted(
    faulty: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    good = faulty.story("world/2026/good")
    assert check(faulty.root, NOW, files=[str(good)]) == 0
    output = capsys.readouterr()
    assert "more problems in other files; invoke check shows all." in output.out
    assert ONE not in output.err


def test_a_file_that_is_not_there_is_named(faulty: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(faulty.root, NOW, files=["content/nowhere.md"]) == 1
    assert "there is no file content/nowhere.md" in capsys.readouterr().err


def test_a_file_outside_of_the_project_is_named(
    faulty: Project, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "story.md"
    elsewhere.write_text(BROKEN)
    assert check(faulty.root, NOW, files=[str(elsewhere)]) == 1
    assert "name a file of the project" in capsys.readouterr().err


def test_an_unknown_format_is_refused(faulty: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(faulty.root, NOW, form="xml") == 1
    assert 'there is no format "xml"; choose one of text, json, github' in capsys.readouterr().err


def test_a_terminal_shows_each_file_once_and_its_problems_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    problems = [
        Problem("b.md", 12, 0, "heading-order", "a level is left out", "add it"),
        Problem("b.md", 3, 5, "author-unknown", 'no author "x"', "name one"),
        Problem("a.md", 0, 0, "file-name", "a name [bold] \x1b[31m of\nbytes"),
    ]
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    check_report.print_problems(problems, every=False)
    lines = terminal.getvalue().splitlines()
    assert lines[0] == "a.md"
    assert lines[1].split()[:3] == ["error", "a", "name"]
    assert "[bold]" in lines[1]
    assert "<U+001B>[31m" in lines[1]
    assert "\x1b" not in terminal.getvalue()
    assert lines[2:] == [
        "b.md",
        '   3  error  no author "x"; name one  author-unknown',
        "  12  warning  a level is left out; add it  heading-order",
    ]


def test_a_terminal_gets_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    check_report.print_problems([Problem("a.md", 1, 0, "author-unknown", "no author")], every=False)
    assert "\x1b[1;31merror" in terminal.getvalue()


def test_a_log_has_one_line_for_each_problem(capsys: pytest.CaptureFixture[str]) -> None:
    check_report.print_problems([Problem("a.md", 1, 0, "author-unknown", "no author", "name one")], every=False)
    assert capsys.readouterr().err == "a.md:1: author-unknown: no author; name one\n"


def test_paths_are_those_of_problems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("")
    monkeypatch.chdir(tmp_path / "content")
    assert check_report.paths_below(tmp_path, ["a.md", "content/a.md", str(tmp_path)]) == [
        "content/a.md",
        "content/a.md",
        ".",
    ]
