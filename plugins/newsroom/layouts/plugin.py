"""Offers the transform for live pages and lists, and tells their pages what stands on them."""

from __future__ import annotations

from newsroom.build import hooks
from newsroom.build.edition import Edition
from newsroom.build.reading import Desk
from newsroom.layouts import model


def register() -> None:
    """Connect to the hooks."""
    hooks.transforms.connect(offer)
    hooks.enrich.connect(attach)


def offer(desk: Desk) -> None:
    """Offer the transform."""
    desk.add("layouts", model.arrange)


def attach(edition: Edition) -> None:
    """Attach to each live page and each list what its reader may jump to; other stories have none."""
    for story in edition.live:
        if story.text.items:
            edition.attach(story.record.id, "jumps", model.jumps(story.text.items))
            edition.attach(story.record.id, "live_page", model.live_page(story.text.items))
