"""The rhythm of a list page: which stories stand large, which side by side, and which in rows; pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle, takewhile
from typing import NamedTuple

from newsroom.site.views import GroupShape

#: The most stories side by side, and the most rows before something else comes.
BESIDE, ROWS = 3, 4
_TURNS: tuple[GroupShape, ...] = ("beside", "rows", "feature")


class Beat(NamedTuple):
    """A shape, and how many stories that follow one another have it."""

    shape: GroupShape
    size: int


class RhythmStory(NamedTuple):
    """The facts about a story that decide its shape: whether it has a picture, and the face of its author."""

    has_picture: bool
    has_face: bool = False


def rhythm(stories: Sequence[RhythmStory], *, lead: bool) -> list[Beat]:
    """Return the shapes of the stories of a page, in their order.

    After the lead, up to three stand side by side, four are rows, one is large, and so on. A story without a picture is
    a row, unless it leads; opinions with faces are statements.

    Args:
        stories: those of the page.
        lead: whether the first one leads.
    """
    beats: list[Beat] = []
    at = 0
    if lead and stories:
        beats, at = [Beat("lead", 1)], 1
    for turn in cycle(_TURNS):
        if at == len(stories):
            break
        beat = _next(stories[at:], turn)
        at += beat.size
        if beats and beats[-1].shape == beat.shape == "rows":
            beat = Beat("rows", beats.pop().size + beat.size)
        beats.append(beat)
    return beats


def _next(stories: Sequence[RhythmStory], turn: GroupShape) -> Beat:
    faces = len(list(takewhile(lambda story: story.has_face, stories)))
    if faces:
        return Beat("statements", faces)
    plain = list(takewhile(lambda story: not story.has_face, stories[:ROWS]))
    pictured = len(list(takewhile(lambda story: story.has_picture, plain[:BESIDE])))
    if turn == "beside" and pictured == len(plain[:BESIDE]) > 1:
        return Beat("beside", pictured)
    if turn == "feature" and pictured and len(stories) > 1:
        return Beat("feature", 1)
    return Beat("rows", len(plain))
