"""Puts related stories and the neighbours in the section at the end of each story."""

from __future__ import annotations

import itertools

from newsroom.engine import hooks
from newsroom.engine.edition import Edition
from newsroom.features.read_next.selection import choose, keep_away
from newsroom.features.stories.cards import card, cards_key
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.rendering import Story
from newsroom.site.feature_data import ContentNotes
from newsroom.site.story_parts import ReadNext
from newsroom.site.view_parts import StoryPart


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "stories")
    hooks.enrich.connect(attach)


def attach(edition: Edition) -> None:
    """Attach what to read next to each story that lists show."""
    stories = {story.record.id: story for story in edition.get(Stories).listed}
    heavy = edition.get(ContentNotes, ContentNotes()).heavy_ids
    chosen = choose([story for story in stories.values() if story.record.fields.kind != "sponsored"], heavy, edition)
    newer: dict[str, Story] = {}
    older: dict[str, Story] = {}
    for every in edition.get(Stories).index.section.values():
        in_section = [story for story in every if story.record.home]
        for late, early in itertools.pairwise(in_section):
            newer[early.record.id], older[late.record.id] = late, early
        keep_away(in_section, newer, older, heavy)
    for near in (newer, older):
        for id_ in [id_ for id_, story in near.items() if story.record.id in chosen.get(id_, ())]:
            # It stands above already.
            del near[id_]

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
        late, early = newer.get(id_), older.get(id_)
        keys = cards_key([*map(stories.__getitem__, related_ones), *filter(None, (late, early))], edition)
        # Where the related end, and which of the two neighbours there is, belongs to it.
        return len(related_ones), late is not None, early is not None, keys

    edition.get(Stories).provide(StoryPart.READ_NEXT, make, key)
