"""Offers the transforms for galleries, players and posts, and says what pages need for them."""

from __future__ import annotations

from newsroom.build import hooks
from newsroom.build.edition import Edition
from newsroom.build.reading import Desk, Story
from newsroom.media.galleries import galleries
from newsroom.media.model import Needs, needs


def register() -> None:
    """Connect to the hooks."""
    hooks.transforms.connect(offer)
    hooks.enrich.connect(attach)


def offer(desk: Desk) -> None:
    """Offer the transforms."""
    desk.add("galleries", galleries)


def attach(edition: Edition) -> None:
    """Provide for each story's page what it needs; a digest of the story decides it."""

    def make(story: Story) -> Needs | None:
        return needs(story.text.media, story.record.layout)

    edition.provide("media", make)
