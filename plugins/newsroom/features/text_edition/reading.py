"""The view of a story's text-only edition."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsroom.core import urls
from newsroom.core.parts import Alternate
from newsroom.engine.plan import Plan
from newsroom.features.stories.rendering import Story
from newsroom.features.stories.story_page import story_view
from newsroom.features.text_edition.model import Piece, pieces
from newsroom.site.chrome import chrome
from newsroom.site.views import Chrome, Head, StoryView

#: The parts of a story that plugins add and this edition shows; the rest are not made for it.
SHOWN = frozenset(("aged", "bylines", "exit", "helplines", "live", "notes", "original", "translations"))


@dataclass(frozen=True, slots=True)
class TextView:
    """A story's text-only edition: the story, and its translations in editions like this.

    Its words are in ``pieces``; before them stand the ``points`` of a live page.
    """

    chrome: Chrome
    head: Head
    story: StoryView
    points: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    translations: tuple[Alternate, ...] = ()


def text_view(story: Story, plan: Plan) -> TextView:
    """Return all that a story's text-only edition shows; it is no page to be found or shared by itself."""
    whole = story_view(story, plan, SHOWN)
    others = (*((whole.original,) if whole.original else ()), *whole.translations)
    return TextView(
        # Without what the story's own page may load from elsewhere.
        chrome=chrome(plan, story.record.section),
        head=whole.head,
        story=whole,
        points=pieces(whole.points),
        pieces=pieces(whole.html),
        translations=tuple(replace(other, href=urls.text(other.href)) for other in others),
    )
