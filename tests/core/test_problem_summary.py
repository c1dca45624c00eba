"""However many problems there are, people are shown as many as they can mend, and the number of the rest."""

from __future__ import annotations

import pytest

from newsroom.commands import github
from newsroom.core import problem_summary
from newsroom.core.problem_summary import LONGEST, MOST, MOST_OF_A_FILE, lines
from newsroom.core.problems import Problem
from newsroom.engine.report import BuildOutcome
from newsroom.engine.report import lines as report_lines

ERROR, WARNING = "link-target", "heading-order"


def many(path: str, count: int, rule: str = ERROR, *, draft: bool = False) -> list[Problem]:
    return [Problem(path, number, 0, rule, "it leads nowhere", draft=draft) for number in range(1, count + 1)]


def test_few_problems_are_all_shown_as_they_are() -> None:
    problems = [*many("content/a.md", MOST_OF_A_FILE), *many("content/b.md", 3)]
    assert lines(problems) == [str(problem) for problem in problems]


def test_a_file_with_forty_thousand_problems_shows_some_and_counts_the_rest() -> None:
    said = lines([*many("content/a.md", 40_000), *many("content/b.md", 2)])
    assert len(said) == MOST_OF_A_FILE + 1 + 2
    assert said[MOST_OF_A_FILE] == (
        "content/a.md: 39,960 more problems in this file are not shown; mend those above and check again"
    )
    assert said[-1].startswith("content/b.md:2: ")


def test_forty_thousand_files_with_problems_show_some_and_count_the_rest() -> None:
    said = lines([problem for number in range(40_000) for problem in many(f"content/{number:05}.md", 2)])
    assert len(said) == MOST + 1
    assert said[-1].startswith("79,600 more problems in 39,800 more files are not shown")


@pytest.mark.parametrize("draft", [True, False])
def test_errors_are_shown_before_warnings(draft: bool) -> None:
    crowd = [problem for number in range(500) for problem in many(f"content/a{number}.md", 90, WARNING, draft=draft)]
    last = Problem("content/z.md", 7, 0, ERROR, "it leads nowhere")
    mine = Problem("content/a0.md", 91, 0, ERROR, "it leads nowhere")
    said = lines([*crowd, mine, last])
    assert len(said) < MOST + 20
    assert {str(mine), str(last)} <= set(said)


def test_every_problem_is_either_shown_or_counted() -> None:
    sizes = (1, 39, 40, 41, 42, 500, 3)
    problems = [problem for number, size in enumerate(sizes) for problem in many(f"content/{number}.md", size)]
    shown, rest = problem_summary.chosen(problems)
    assert sorted(shown + rest) == sorted(problems)
    counted = [line for line in lines(problems) if "more problem" in line]
    assert [line.partition(" more")[0] for line in counted] == [
        "content/3.md: 1",
        "content/4.md: 2",
        "content/5.md: 460",
    ]


def test_a_line_is_one_line_of_bounded_length() -> None:
    problem = Problem("content/a.md", 1, 0, ERROR, f"no {'x' * 500_000}\n::error::y", "mend it")
    [said] = lines([problem])
    assert len(said) <= LONGEST + 3
    assert "\n" not in said
    assert said.endswith("; mend it")


def test_the_report_of_a_build_is_bounded_and_its_last_line_counts_all() -> None:
    outcome = BuildOutcome(many("content/a.md", 40_000), notes=[f"note {number}" for number in range(9_000)])
    said = [line for line, _ in report_lines(outcome, check_only=True)]
    assert len(said) == MOST_OF_A_FILE + 1 + MOST + 1 + 1
    assert said[-2] == "8,600 more notes like these are not shown"
    assert said[-1] == "40,000 problems to mend; nothing was written."


def test_annotations_are_bounded(capsys: pytest.CaptureFixture[str]) -> None:
    github.annotate([*many("content/a.md", 40_000), *many("content/b.md", 1, WARNING)])
    said = capsys.readouterr().out.splitlines()
    assert len(said) == MOST_OF_A_FILE + 2
    assert said[-2].startswith("::warning file=content/b.md")
    assert said[-1] == "::notice title=problems::39,960 more problems are not shown"
