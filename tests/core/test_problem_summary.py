"""However many problems there are, people are shown as many as they can mend, and the number of the rest."""

from __future__ import annotations

from collections import Counter

import pytest

from newsroom.commands import github
from newsroom.core import problem_summary
from newsroom.core.problem_summary import (
    LONGEST,
    MOST,
    MOST_IN_ORDER,
    MOST_OF_A_FILE,
    MOST_OF_A_RULE,
    lines,
)
from newsroom.core.problems import Problem
from newsroom.core.rules import RULES
from newsroom.engine.report import BuildOutcome
from newsroom.engine.report import lines as report_lines

ERROR, WARNING = "link-target", "heading-order"


def many(path: str, count: int, rule: str = ERROR, *, draft: bool = False) -> list[Problem]:
    return [Problem(path, number, 0, rule, "it leads nowhere", draft=draft) for number in range(1, count + 1)]


def test_few_problems_are_all_shown_as_they_are() -> None:
    problems = [*many("content/a.md", MOST_IN_ORDER - 3), *many("content/b.md", 3, WARNING)]
    assert lines(problems) == [str(problem) for problem in problems]


def test_a_file_with_forty_thousand_problems_shows_some_and_counts_the_rest() -> None:
    said = lines([*many("content/a.md", 40_000), *many("content/b.md", 2)])
    assert len(said) == MOST_OF_A_FILE + 2 + 1
    assert said[-2].startswith("content/b.md:2: ")
    assert said[-1] == (
        "link-target: 39,996 more problems of this rule in 1 file are not shown; invoke build --all shows every problem"
    )


def test_forty_thousand_files_with_problems_show_some_and_count_the_rest() -> None:
    said = lines([problem for number in range(40_000) for problem in many(f"content/{number:05}.md", 2)])
    assert len(said) == MOST_OF_A_RULE + 1
    assert said[-1].startswith("link-target: 79,990 more problems of this rule in 39,995 files are not shown")


def test_many_problems_are_grouped_by_rule() -> None:
    rules = [ERROR, WARNING, "author-unknown"]
    problems = [it for number in range(200) for rule in rules for it in many(f"content/{number:03}.md", 1, rule)]
    said = lines(problems)
    shown = [rule for line in said for rule in rules if f": {rule}: " in line]
    # Errors come first.
    assert shown == [rule for rule in (ERROR, "author-unknown", WARNING) for _ in range(MOST_OF_A_RULE)]
    assert [line.partition(" more")[0] for line in said if " more problems " in line] == [
        "link-target: 190",
        "author-unknown: 190",
        "heading-order: 190",
    ]


def test_every_problem_is_shown_in_the_order_of_files_where_all_are_asked_for() -> None:
    problems = [
        it for number in range(90) for rule in (ERROR, WARNING) for it in many(f"content/{number:03}.md", 2, rule)
    ]
    assert lines(problems, every=True) == [str(problem) for problem in problems]


@pytest.mark.parametrize("draft", [True, False])
def test_errors_are_shown_before_warnings(draft: bool) -> None:
    rules = sorted(name for name, rule in RULES.items() if not rule.stops_build)
    crowd = [it for number in range(90) for rule in rules for it in many(f"content/a{number}.md", 1, rule, draft=draft)]
    last = Problem("content/z.md", 7, 0, ERROR, "it leads nowhere")
    mine = Problem("content/a0.md", 91, 0, ERROR, "it leads nowhere")
    said = lines([*crowd, mine, last])
    assert len(said) <= MOST + len(rules)
    assert said[:2] == [str(mine), str(last)]


def test_problems_of_every_rule_are_bounded_and_counted() -> None:
    problems = [problem for number in range(20) for rule in RULES for problem in many(f"content/{number}.md", 1, rule)]
    said = lines(problems)
    assert len(said) == MOST + len(RULES)
    assert sum(" more problems of this rule in " in line for line in said) == len(RULES)


def test_every_problem_is_either_shown_or_counted() -> None:
    sizes = (1, 3, 4, 5, 6, 500, 3)
    problems = [problem for number, size in enumerate(sizes) for problem in many(f"content/{number}.md", size)]
    shown, rest = problem_summary.chosen(problems)
    assert Counter(shown + rest) == Counter(problems)
    assert lines(problems)[-1].startswith(f"link-target: {len(problems) - MOST_OF_A_RULE} more problems of this rule")


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
    assert "invoke check --all" in said[MOST_OF_A_FILE]
    assert said[-2] == "8,600 more notes like these are not shown"
    assert said[-1] == "40,000 problems to mend; nothing was written."


def test_annotations_are_bounded(capsys: pytest.CaptureFixture[str]) -> None:
    github.annotate([*many("content/a.md", 40_000), *many("content/b.md", 1, WARNING)])
    said = capsys.readouterr().out.splitlines()
    assert len(said) == MOST_OF_A_FILE + 2
    assert said[-2].startswith("::warning file=content/b.md")
    assert said[-1] == "::notice title=problems::39,996 more problems are not shown"
