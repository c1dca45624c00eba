"""Problems: how they are printed, ordered and counted, and the rules that they name."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.core import problems
from newsroom.core.problems import Problem
from newsroom.core.rules import RULES
from tests.building import ROOT

WHERE = "content/articles/news/2026/x.md"
STOPS, WARNS = "author-unknown", "link-words"


@pytest.mark.parametrize(
    ("problem", "printed"),
    [
        (
            Problem(WHERE, 7, 3, STOPS, 'no author "nerele-harper"', 'did you mean "nerelle-harper"?'),
            f'{WHERE}:7: author-unknown: no author "nerele-harper"; did you mean "nerelle-harper"?',
        ),
        (Problem(WHERE, 0, 0, STOPS, "no author", ""), f"{WHERE}: author-unknown: no author"),
        (
            Problem(WHERE, 1, 0, WARNS, "says nothing", "say more", draft=True),
            f"{WHERE}:1: link-words: says nothing; say more (a draft: it stops nothing)",
        ),
        (
            Problem("content/data/helplines.toml", 0, 0, WARNS, "lists none", "list two", draft=True),
            "content/data/helplines.toml: link-words: lists none; list two (for now it stops nothing)",
        ),
        (
            Problem(WHERE, 1, 0, "helpline-old", "is old", "", age=True),
            f"{WHERE}:1: helpline-old: is old (by age alone: it stops nothing)",
        ),
    ],
)
def test_a_problem_is_printed_with_place_rule_message_and_remedy(problem: Problem, printed: str) -> None:
    assert str(problem) == printed


@pytest.mark.parametrize(
    ("rule", "draft", "error", "warning"),
    [
        (STOPS, False, True, False),
        (WARNS, False, False, True),
        (STOPS, True, False, False),
        (WARNS, True, False, False),
    ],
)
def test_an_error_stops_a_build_a_warning_a_publish_and_a_draft_nothing(
    rule: str, draft: bool, error: bool, warning: bool
) -> None:
    problem = Problem(WHERE, 1, 0, rule, "said", draft=draft)
    assert (problem.is_error, problem.is_warning) == (error, warning)
    assert problems.errors([problem]) == ([problem] if error else [])


def test_a_rule_that_is_not_listed_cannot_be_broken() -> None:
    with pytest.raises(KeyError):
        Problem(WHERE, 1, 0, "no-such-rule", "said")


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.builds(
            Problem,
            st.sampled_from(["a.md", "b.md"]),
            st.integers(0, 12),
            st.just(0),
            st.sampled_from([STOPS, WARNS]),
            st.sampled_from(["one", "two"]),
        )
    )
)
def test_problems_come_once_each_by_file_and_line(found: list[Problem]) -> None:
    ordered = problems.in_order(found)
    assert set(ordered) == set(found)
    assert len(ordered) == len(set(found))
    assert [(problem.path, problem.line) for problem in ordered] == sorted((p.path, p.line) for p in set(found))


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("nerele-harper", ["nerelle-harper", "news-desk"], "nerelle-harper"),
        ("Titel", ["title", "summary"], "title"),
        ("FACEBOK", ["facebook", "x"], "facebook"),
        ("zzz", ["title", "summary"], ""),
        ("title", [], ""),
    ],
)
def test_the_nearest_known_word(word: str, known: list[str], near: str) -> None:
    assert problems.nearest(word, known) == near


@pytest.mark.parametrize(
    ("word", "known", "fix"),
    [
        ("worlds", ["world", "national"], 'did you mean "world"?'),
        ("zzz", ["world", "national"], "use one of: world, national"),
        ("zzz", [], ""),
    ],
)
def test_the_remedy_names_the_nearest_word_or_all(word: str, known: list[str], fix: str) -> None:
    assert problems.did_you_mean(word, known) == fix


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_asks_for_something_in_one_sentence(rule: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule)
    assert re.fullmatch(r"\S.+\.", RULES[rule].asks)


def test_every_rule_is_used() -> None:
    """A rule that nothing can break is a promise that nobody keeps."""
    folder = ROOT / "plugins" / "newsroom"
    files = [file for file in folder.rglob("*.py") if file.name != "rules.py"]
    source = "\n".join(file.read_text("utf-8") for file in files)
    assert [rule for rule in RULES if f'"{rule}"' not in source] == []
