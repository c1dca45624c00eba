"""Which stories to read next.

Related stories are found in a window, so that the choice for a story depends on the stories around it and not on how
many the magazine has: for each topic that they share, the `WINDOW` nearest in date on either side are candidates. A
shared topic counts more the rarer it was when the story was published, in steps of log2, and distance in time counts
against it. The distance is between the two stories and never from today, so that an old choice stays: a new story can
change the choice of the `WINDOW` newest stories on each of its topics, and of no other.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from newsroom.core.parts import Card

WINDOW = 12
CHOICES = 3
_YEAR = 365.25 * 86400


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the choice looks at: a story's id, date, section and topics."""

    id: str
    date: datetime
    section: str
    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReadNext:
    """What stands at the end of a story: related stories, and the neighbours in its section."""

    related: tuple[Card, ...]
    newer: Card | None
    older: Card | None


def related(stories: Sequence[Candidate]) -> dict[str, tuple[str, ...]]:
    """Choose up to `CHOICES` related stories for each story.

    Args:
        stories: all that are published.

    Returns:
        The ids of the chosen, best first, by the id of the story.
    """
    shelves: dict[str, list[Candidate]] = defaultdict(list)
    for story in sorted(stories, key=_place):
        for topic in story.topics:
            shelves[topic].append(story)
    return {story.id: _choose(story, shelves) for story in stories}


def _place(story: Candidate) -> tuple[datetime, str]:
    return story.date, story.id


def _choose(story: Candidate, shelves: dict[str, list[Candidate]]) -> tuple[str, ...]:
    scores: Counter[str] = Counter()
    found: dict[str, Candidate] = {}
    for topic in sorted(story.topics):
        shelf = shelves[topic]
        here = bisect_left(shelf, _place(story), key=_place)
        weight = 8.0 - math.floor(math.log2(here + 1)) / 2
        for other in shelf[max(0, here - WINDOW) : here + WINDOW + 1]:
            if other.id != story.id:
                found[other.id] = other
                scores[other.id] += weight  # type: ignore[assignment]  # counters hold floats as well
    for id_, other in found.items():
        years = abs((other.date - story.date).total_seconds()) / _YEAR
        scores[id_] -= math.log2(1 + years)  # type: ignore[assignment]
        scores[id_] += 0.5 if other.section == story.section else 0.0  # type: ignore[assignment]
    best = sorted(found.values(), key=lambda other: (-round(scores[other.id], 6), other.date, other.id))
    return tuple(other.id for other in best[:CHOICES])
