"""Offers the transforms for galleries, players and posts, and attaches the assets that their pages need."""

from __future__ import annotations

from functools import partial

from newsroom.engine import hooks
from newsroom.engine.edition import Edition
from newsroom.engine.read_context import ReadContext
from newsroom.engine.safety import Safety
from newsroom.features.media import embeds
from newsroom.features.media.galleries import galleries
from newsroom.features.media.model import hosts, needs, playing
from newsroom.features.media.players import players
from newsroom.features.media.posts import posts
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.rendering import Story
from newsroom.site.page_parts import Needs
from newsroom.site.page_rules import FramePages, frames
from newsroom.site.view_parts import StoryPart


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "stories")
    hooks.transforms.connect(offer)
    hooks.enrich.connect(attach)
    hooks.safety.connect(say)


def offer(context: ReadContext) -> None:
    """Offer the transforms, and the filter of embed code."""
    context.add_filter(embeds.without_embeds)
    context.add("galleries", galleries)
    context.add("players", partial(players, home=context.lang), after=("galleries", "pictures", "links"))
    context.add("posts", posts, after=("players", "quotes"))


def attach(edition: Edition) -> None:
    """Provide for each story's page what it needs, which the story's digest decides, and say who may play on which."""

    def make(story: Story) -> Needs | None:
        return needs(story.text.media, story.record.fields.layout)

    edition.get(Stories).provide(StoryPart.MEDIA, make)
    holding = [story for story in edition.get(Stories).live if story.text.media]
    framed = {story.record.address: hosts(story.text.media) for story in holding}
    edition.offer(FramePages({address: found for address, found in framed.items() if found}))


def say(safety: Safety) -> None:
    """Say whether films from elsewhere wait, and only where they may."""
    careful = {story.record.address for story in safety.edition.get(Stories).live if story.record.fields.sensitive}
    pages = {f"/{path.parent.relative_to(safety.site).as_posix()}/": path for path in safety.site.rglob("index.html")}
    held = ((address, path.read_text("utf-8")) for address, path in sorted(pages.items()))
    safety.say("films-wait", *playing(held, frames(safety.edition.offered(FramePages)), careful))
