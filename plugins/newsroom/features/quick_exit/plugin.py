"""Gives the button to stories that ask for it, and says which pages ask for care."""

from __future__ import annotations

from newsroom.engine import hooks
from newsroom.engine.edition import Edition
from newsroom.engine.safety import Safety
from newsroom.features.pages.reading import Page, Pages
from newsroom.features.quick_exit.model import ABOUT, LAYOUTS, state
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.rendering import Story
from newsroom.site.no_store import NoStorePages
from newsroom.site.page_parts import QuickExit


def register() -> None:
    """Connect to the hooks."""
    hooks.enrich.connect(attach)
    hooks.safety.connect(say)


def attach(edition: Edition) -> None:
    """Provide the button for each story that asks for it; put `QuickExit` and `NoStorePages` where pages find them."""
    published = [page for page in edition.get(Pages).all if page.record.status == "published"]
    about = ABOUT if any(page.record.address == ABOUT for page in published) else ""
    button = QuickExit(edition.settings.quick_exit_url, about)
    stories = [story.record.address for story in edition.get(Stories).live if story.record.quick_exit]
    pages = [page.record.address for page in published if _asks(page)]
    edition.put(button)
    edition.put(NoStorePages(frozenset([*stories, *pages])))
    known = (button.href, button.about)

    def make(story: Story) -> QuickExit | None:
        return button if story.record.quick_exit else None

    edition.get(Stories).provide("exit", make, lambda story: known if story.record.quick_exit else None)


def _asks(page: Page) -> bool:
    return page.record.quick_exit or page.record.layout in LAYOUTS


def say(safety: Safety) -> None:
    """Say whether every page that is to have the button has it."""
    found = [(address, safety.page(address)) for address in sorted(safety.edition.get(NoStorePages).addresses)]
    safety.say("quick-exit", *state(found, safety.edition.settings.quick_exit_url))
