"""Shows each story its place in its series, and plans a list for each series."""

from __future__ import annotations

from newsroom.core import text
from newsroom.core.interface_text import TranslatableText
from newsroom.core.parts import Link
from newsroom.engine import hooks
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.features.introductions.model import Introductions
from newsroom.features.series.model import boxes
from newsroom.features.stories.addresses import series_address
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.lists import List, plan_list
from newsroom.features.stories.rendering import Story
from newsroom.site.feature_data import ListFeeds
from newsroom.site.story_parts import SeriesBox
from newsroom.site.view_parts import StoryPart


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "stories")
    hooks.enrich.connect(attach)
    hooks.plan.connect(plan)


def attach(edition: Edition) -> None:
    """Provide its box for each story of a series, oldest first."""
    of_story: dict[str, SeriesBox] = {}
    for name, newest_first in _series(edition).items():
        stories = newest_first[::-1]
        links = [Link(story.title or story.record.title, story.record.address) for story in stories]
        of_story |= dict(zip((story.record.id for story in stories), boxes(name, links), strict=True))

    keys = {
        id_: (box.name, box.part, [(link.label, link.href) if link else None for link in (box.previous, box.next)])
        for id_, box in of_story.items()
    }
    edition.get(Stories).provide(StoryPart.SERIES, lambda story: of_story.get(story.record.id), keys)


def plan(plan: Plan) -> None:
    """Plan a list for each series, its first part first."""
    introductions = plan.edition.get(Introductions, Introductions()).series
    feeds = plan.edition.get(ListFeeds, ListFeeds())
    for name, stories in sorted(_series(plan.edition).items()):
        slug = text.slugify(name)
        address, words = series_address(slug), introductions.get(slug, "")
        listed = List(address, "series", name, words, TranslatableText("Series"), feed=feeds.of(address), in_order=True)
        plan_list(plan, listed, stories, f'the series "{name}"')


def _series(edition: Edition) -> dict[str, list[Story]]:
    return edition.get(Stories).index.series
