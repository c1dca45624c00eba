"""Neutral titles: what gives a story away is told, and what does not is let be."""

from __future__ import annotations

import pytest

from newsroom.features.discreet.model import Secret, families, state, telling_words
from newsroom.features.stories.model import StoryRecord
from tests.read_context import read_story

HEAD = """\
---
title: Coming home to Rockhampton after the clinic closed
summary: S
date: 2026-05-01
tags: [Privacy, Trans rights]
{more}
---

Words.
"""
DISCREET = "discreet:\n  title: {0}\n  summary: {1}"


def record(more: str, path: str = "content/articles/health/2026/home.md") -> StoryRecord:
    story, problems = read_story(HEAD.format(more=more), path)
    assert problems == ()
    assert story is not None
    return story.record


@pytest.mark.parametrize(
    ("title", "summary", "told"),
    [
        ("A long way back", "What one town did without.", []),
        ("After the summer", "Somebody tells us about those years.", []),
        ("Back in Rockhampton", "One town.", ["rockhampton"]),
        ("coming home to rockhampton after the clinic closed", "One.", [HEAD.splitlines()[1][7:].casefold()]),
        (
            "What he said: Coming home to Rockhampton, after the clinic closed",
            "S",
            [HEAD.splitlines()[1][7:].casefold()],
        ),
        ("A word", "On trans rights in the country.", ["trans rights", "trans"]),
        ("A word", "For gay men, and others.", ["gay"]),
        ("Settings", "A little privacy.", ["privacy"]),
        ("News of Health", "S", ["health"]),
        ("The closet", "S", ["closet"]),
    ],
)
def test_telling_words_are_reported(title: str, summary: str, told: list[str]) -> None:
    found = list(telling_words(record(DISCREET.format(title, summary)), "Health"))
    assert [problem.message.split('"')[1] for problem in found] == told
    assert {(problem.rule, problem.line, problem.is_error) for problem in found} <= {("discreet-tells", 6, False)}


def test_other_stories_are_left_alone() -> None:
    assert list(telling_words(record("kind: news"), "Health")) == []


@pytest.mark.parametrize("both", [True, False])
def test_translations_are_discreet_together(both: bool) -> None:
    neutral = DISCREET.format("A long way back", "One town.")
    original = record(neutral)
    more = f"lang: ru\ntranslation_of: health/2026/home\n{neutral if both else ''}"
    other = record(more.strip(), "content/articles/health/2026/domoy.md")
    found = [(p.source if hasattr(p, "source") else p.path, p.rule) for p in families([other], [original, other])]
    assert found == ([] if both else [("content/articles/health/2026/domoy.md", "discreet-translation")])
    open_original = record("kind: news")
    hidden = record(f"lang: ru\ntranslation_of: health/2026/home\n{neutral}", "content/articles/health/2026/domoy.md")
    assert [p.path for p in families([hidden], [open_original, hidden])] == ["content/articles/health/2026/home.md"]


def test_the_promise_is_broken_by_a_feed_or_a_head_that_tells() -> None:
    secret = Secret("a.md", "The real one", "the-slug", "<title>Neutral</title>")
    assert state([secret], {"feed.atom": "Neutral"})[0]
    assert state([secret], {"feed.atom": "The real one"}) == (False, "a.md is told by feed.atom")
    assert not state([secret], {"feed.atom": "/world/the-slug/"})[0]
    assert not state([Secret("a.md", "The real one", "the-slug", "<title>The real one</title>")], {})[0]
