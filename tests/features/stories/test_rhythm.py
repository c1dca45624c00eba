"""The rhythm of list pages: every story once and in its order, whatever there is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.features.stories.rhythm import BESIDE, RhythmStory, rhythm

PICTURE, WORDS, OPINION = (
    RhythmStory(has_picture=True),
    RhythmStory(has_picture=False),
    RhythmStory(True, has_face=True),
)


@pytest.mark.parametrize(
    ("stories", "beats"),
    [
        ([], []),
        ([PICTURE], [("lead", 1)]),
        ([WORDS], [("lead", 1)]),
        ([PICTURE] * 2, [("lead", 1), ("rows", 1)]),
        ([PICTURE] * 3, [("lead", 1), ("beside", 2)]),
        ([PICTURE] * 5, [("lead", 1), ("beside", 3), ("rows", 1)]),
        (
            [PICTURE] * 13,
            [("lead", 1), ("beside", 3), ("rows", 4), ("feature", 1), ("beside", 3), ("rows", 1)],
        ),
        ([WORDS] * 13, [("lead", 1), ("rows", 12)]),
        ([PICTURE, PICTURE, WORDS, PICTURE], [("lead", 1), ("rows", 3)]),
        ([OPINION] * 3, [("lead", 1), ("statements", 2)]),
        ([PICTURE, OPINION, PICTURE, PICTURE], [("lead", 1), ("statements", 1), ("rows", 2)]),
    ],
)  # fmt: skip
def test_a_first_page_has_a_lead_and_then_changes_its_pace(
    stories: list[RhythmStory], beats: list[tuple[str, int]]
) -> None:
    assert [tuple(beat) for beat in rhythm(stories, lead=True)] == beats


def test_a_page_with_a_number_has_no_lead() -> None:
    shapes = [beat.shape for beat in rhythm([PICTURE] * 20, lead=False)]
    assert shapes == ["beside", "rows", "feature", "beside", "rows", "feature", "beside", "rows"]


@given(st.lists(st.builds(RhythmStory, st.booleans(), st.booleans())), st.booleans())
def test_each_story_is_set_once_and_none_large_without_its_picture(stories: list[RhythmStory], lead: bool) -> None:
    at = 0
    for place, beat in enumerate(rhythm(stories, lead=lead)):
        here = stories[at : at + beat.size]
        at += beat.size
        assert here
        assert (beat.shape == "lead") is (lead and place == 0)
        if beat.shape in ("beside", "feature"):
            assert all(story.has_picture and not story.has_face for story in here)
        if beat.shape == "beside":
            assert 1 < beat.size <= BESIDE
        if beat.shape != "lead":
            assert all(story.has_face is (beat.shape == "statements") for story in here)
    assert at == len(stories)
