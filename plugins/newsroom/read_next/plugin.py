"""Puts related stories and the neighbours in the section at the end of each story."""

from __future__ import annotations

from collections import defaultdict

from newsroom.build import hooks
from newsroom.build.cards import card
from newsroom.build.edition import Edition
from newsroom.build.reading import Story
from newsroom.read_next.model import Candidate, ReadNext, related


def register() -> None:
    """Connect to the hooks."""
    hooks.enrich.connect(attach)


def attach(edition: Edition) -> None:
    """Attach what to read next to each story that lists show."""
    stories = {story.record.id: story for story in edition.listed}
    chosen = related([_candidate(story) for story in stories.values() if story.record.kind != "sponsored"])
    sections: dict[str, list[Story]] = defaultdict(list)
    for story in stories.values():
        sections[story.record.section].append(story)
    for in_section in sections.values():
        for place, story in enumerate(in_section):
            newer = card(in_section[place - 1], edition) if place else None
            older = card(in_section[place + 1], edition) if place + 1 < len(in_section) else None
            cards = tuple(card(stories[id_], edition) for id_ in chosen.get(story.record.id, ()))
            edition.attach(story.record.id, "read_next", ReadNext(cards, newer, older))


def _candidate(story: Story) -> Candidate:
    record = story.record
    topics = frozenset(tag.slug for tag in record.tags)
    return Candidate(record.id, record.date, record.section, topics)
