"""Addresses that disappear when a story is taken down: its own pages, and lists that held nothing else."""

from __future__ import annotations

from newsroom.features.stories.expired import going_with
from tests.features.stories.test_appointments import NOW, record


def test_pages_of_a_story_and_lists_that_held_it_alone_go_with_it() -> None:
    story = record("a", more="tags: Rivers, Law\nauthors: robin-vale\n")
    other = record("b", more="tags: Law\n")
    waiting = record("c", "2026-12-24", more="tags: Rivers\n")
    going = going_with(story, [story, other, waiting], NOW)
    own = {"/world/2026/05/a/", "/world/2026/05/a/text/"}
    assert own <= going
    assert {"/topic/rivers/", "/topic/rivers/feed.atom", "/author/robin-vale/"} <= going
    assert not [address for address in going if address.startswith(("/topic/law/", "/archive/"))]


def test_a_list_that_another_story_fills_stays() -> None:
    story, other = record("a", more="tags: Rivers\n"), record("b", more="tags: Rivers\n")
    assert going_with(story, [other], NOW) == {"/world/2026/05/a/", "/world/2026/05/a/text/"}
