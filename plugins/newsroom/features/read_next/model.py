"""Stories to read next.

Related stories are found in a window, so that the choice for a story depends on the stories around it and not on how
many the magazine has: for each topic that they share, the `WINDOW` nearest in date on either side are candidates. A
shared topic counts more the rarer it was when the story was published, in steps of log2, and distance in time counts
against it. Of two that are likely of one event, as a report and its live page are, the better one is enough. The
distance is between the two stories and never from today, so that an old choice stays: a new story can
change the choice of the `WINDOW` newest stories on each of its topics, and of no other.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeAlias

from msgspec import Struct

from newsroom.engine.cache import digests

WINDOW = 12
CHOICES = 3
_DAY = 86400
_YEAR = 365.25 * _DAY


class Candidate(Struct, frozen=True):
    """Candidate for a related story: its id, date, section and topics, and what keeps it away from others.

    ``kin`` is a digest of all of these; a choice that is kept from build to build needs it. A sensitive story is
    followed by no ``heavy`` one (of a heavy content note, or sponsored), unless both are of one series: there the next
    part is what a reader came for.
    """

    id: str
    date: datetime
    section: str
    topics: frozenset[str]
    series: str = ""
    sensitive: bool = False
    heavy: bool = False
    paid: bool = False
    kin: bytes = b""

    def may_follow(self, story: Candidate) -> bool:
        """Return whether this story may stand at the end of another."""
        if not story.sensitive:
            return True
        return not self.paid and (not self.heavy or bool(self.series and self.series == story.series))


class Related(Struct, frozen=True):
    """The related stories of each story.

    Args:
        choices: the ids of the chosen, best first, by the id of the story.
        topics: the digest of all candidates of each topic, in their order: a choice follows from those of its topics.
    """

    choices: dict[str, tuple[str, ...]]
    topics: dict[str, str]

    def holds(self, story: Candidate, topics: dict[str, str]) -> bool:
        """Return whether the choice for a story is still what it would be with other candidates.

        Args:
            story: the story.
            topics: the digests of the topics now.
        """
        if not story.topics:
            return False  # nothing is chosen for it now, and nothing tells whether it had topics before
        return story.id in self.choices and all(self.topics.get(topic) == topics[topic] for topic in story.topics)


Work: TypeAlias = Callable[[Sequence[Candidate]], list[tuple[str, ...]]]
Spread: TypeAlias = Callable[[Work, Sequence[Candidate]], list[tuple[str, ...]]]


class Window:
    """Finds related stories.

    Args:
        stories: all published stories.
    """

    def __init__(self, stories: Sequence[Candidate]) -> None:
        self._by_topic: dict[str, list[Candidate]] = defaultdict(list)
        for story in sorted(stories, key=lambda story: (story.date, story.id)):
            for topic in story.topics:
                self._by_topic[topic].append(story)
        self._places = {
            topic: {story.id: place for place, story in enumerate(stories)} for topic, stories in self._by_topic.items()
        }
        self._seconds = {story.id: story.date.timestamp() for story in stories}

    def topics(self) -> dict[str, str]:
        """Return the digest of the candidates of each topic, in their order."""
        return {
            topic: digests.of_bytes(b"".join([story.kin for story in stories])).hex()
            for topic, stories in self._by_topic.items()
        }

    def choose(self, story: Candidate) -> tuple[str, ...]:
        """Return the ids of up to `CHOICES` related stories, best first."""
        scores: dict[str, float] = defaultdict(float)
        chosen: dict[str, Candidate] = {}
        for topic in sorted(story.topics):
            stories, here = self._by_topic[topic], self._places[topic][story.id]
            weight = 8.0 - math.floor(math.log2(here + 1)) / 2
            for other in stories[max(0, here - WINDOW) : here + WINDOW + 1]:
                scores[other.id] += weight
                chosen[other.id] = other
        chosen.pop(story.id, None)
        if story.sensitive:
            chosen = {id_: other for id_, other in chosen.items() if other.may_follow(story)}
        now = self._seconds[story.id]

        def rank(other: Candidate) -> tuple[float, float, str]:
            then = self._seconds[other.id]
            nearness = math.log2(1 + abs(then - now) / _YEAR) - (0.5 if other.section == story.section else 0.0)
            return -round(scores[other.id] - nearness, 6), then, other.id

        return tuple(self._of_different_events(sorted(chosen.values(), key=rank)))

    def _of_different_events(self, best_first: Sequence[Candidate]) -> list[str]:
        """Return the first `CHOICES`; those of an event that a better one is about come after all others."""
        choice: list[Candidate] = []
        again: list[Candidate] = []
        for other in best_first:
            (again if any(self._same_event(other, better) for better in choice) else choice).append(other)
            if len(choice) == CHOICES:
                break
        return [other.id for other in (choice + again)[:CHOICES]]

    def _same_event(self, one: Candidate, other: Candidate) -> bool:
        """Return whether two stories are likely of one event, as a report and its live page are."""
        return (
            one.section == other.section
            and abs(self._seconds[one.id] - self._seconds[other.id]) < _DAY
            and len(one.topics & other.topics) > 1
        )


def related(
    stories: Sequence[Candidate], spread: Spread | None = None, before: Related | None = None
) -> dict[str, tuple[str, ...]]:
    """Choose related stories for each story; see `chosen`."""
    return chosen(stories, spread, before).choices


def chosen(stories: Sequence[Candidate], spread: Spread | None = None, before: Related | None = None) -> Related:
    """Choose related stories for each story; see `Window`.

    Args:
        stories: all published stories.
        spread: does work on a sequence, perhaps on several cores; by default it is done here.
        before: an earlier choice, from which that of each story is taken on whose topics nothing has changed.
    """
    window = Window(stories)
    topics = window.topics()

    def work(some: Sequence[Candidate]) -> list[tuple[str, ...]]:
        return [window.choose(story) for story in some]

    stale = [story for story in stories if before is None or not before.holds(story, topics)]
    found = spread(work, stale) if spread else work(stale)
    choices = {story.id: before.choices.get(story.id, ()) for story in stories} if before else {}
    choices.update((story.id, choice) for story, choice in zip(stale, found, strict=True))
    return Related(choices, topics)
