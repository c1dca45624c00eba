"""Offers the transform for live pages and lists, and attaches updates and items to their pages."""

from __future__ import annotations

from newsroom.core.publication import PublicationState
from newsroom.engine import hooks
from newsroom.engine.edition import Edition
from newsroom.engine.read_context import ReadContext
from newsroom.features.layouts import model
from newsroom.features.stories.appointments import comes
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.model import life
from newsroom.site.view_parts import StoryPart


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "stories")
    hooks.transforms.connect(offer)
    hooks.read.connect(check)
    hooks.enrich.connect(attach)


def offer(context: ReadContext) -> None:
    """Offer the transform."""
    context.add("layouts", model.arrange, after=("pictures", "links", "posts", "lists"))


def check(edition: Edition) -> None:
    """Find updates that are of a time yet to come when readers see a live page, now or once its moment has come."""
    now = edition.settings.now
    for story in edition.get(Stories).all:
        if story.record.last_update and life(story.record, now) in (PublicationState.LIVE, PublicationState.SCHEDULED):
            seen = max(now, comes(story.record))
            edition.problems += model.to_come(story.record.source, story.text.items, seen)


def attach(edition: Edition) -> None:
    """Attach to each live page and each list what its reader may jump to; other stories have none."""
    for story in edition.get(Stories).live:
        if story.text.items:
            edition.get(Stories).attach(story.record.id, StoryPart.JUMPS, model.jump_links(story.text.items))
            edition.get(Stories).attach(story.record.id, StoryPart.LIVE_PAGE, model.live_page(story.text.items))
