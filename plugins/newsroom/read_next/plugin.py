"""Puts related stories and the neighbours in the section at the end of each story."""

from __future__ import annotations

import itertools
from functools import partial
from typing import cast

from newsroom.build import digests, hooks, kept, workers
from newsroom.build.cards import card
from newsroom.build.edition import Edition
from newsroom.build.reading import Story
from newsroom.read_next.model import Candidate, ReadNext, related

#: Choosing takes a twentieth of a millisecond, and a process some tens of them.
_WORTH_A_PROCESS = 1000


def register() -> None:
    """Connect to the hooks."""
    hooks.enrich.connect(attach)


def attach(edition: Edition) -> None:
    """Attach what to read next to each story that lists show."""
    stories = {story.record.id: story for story in edition.listed}
    chosen = _chosen([story for story in stories.values() if story.record.kind != "sponsored"], edition)
    newer: dict[str, Story] = {}
    older: dict[str, Story] = {}
    for in_section in edition.shelves.section.values():
        for late, early in itertools.pairwise(in_section):
            newer[early.record.id], older[late.record.id] = late, early

    def make(story: Story) -> ReadNext | None:
        id_ = story.record.id
        if not story.record.home:
            return None
        cards = tuple(card(stories[other], edition) for other in chosen.get(id_, ()))
        neighbours = (card(near[id_], edition) if id_ in near else None for near in (newer, older))
        return ReadNext(cards, *neighbours)

    def key(story: Story) -> object:
        id_ = story.record.id
        related_ones = chosen.get(id_, ())
        near = (side[id_].record.id for side in (newer, older) if id_ in side)
        keys = b"".join([edition.card_keys[other] for other in (*related_ones, *near)])
        # Where the related end, and which of the two neighbours there is, belongs to it.
        return len(related_ones), id_ in newer, keys

    edition.provide("read_next", make, key)


def _chosen(stories: list[Story], edition: Edition) -> dict[str, tuple[str, ...]]:
    """Return the choice, from the last build where all candidates are what they were then."""
    path = edition.settings.cache / "related"
    mark = digests.of_bytes(digests.code() + b"".join(story.kin for story in stories))
    try:
        known = kept.load(path)
    except kept.Unusable:
        known = None
    if isinstance(known, tuple) and known[0] == mark:
        return cast("dict[str, tuple[str, ...]]", known[1])
    candidates = [_candidate(story) for story in stories]
    chosen = related(candidates, partial(workers.spread, least=_WORTH_A_PROCESS))
    if not edition.settings.check_only:
        kept.save(path, (mark, chosen))
    return chosen


def _candidate(story: Story) -> Candidate:
    record = story.record
    topics = frozenset(tag.slug for tag in record.tags)
    return Candidate(record.id, record.date, record.section, topics)
