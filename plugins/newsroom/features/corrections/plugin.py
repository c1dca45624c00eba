"""Gathers the corrections of all live stories, where a page lists them."""

from __future__ import annotations

from newsroom.engine import hooks
from newsroom.engine.edition import Edition
from newsroom.features.corrections.model import by_year, entry, in_order
from newsroom.features.pages.reading import Pages
from newsroom.features.stories.collection import Stories
from newsroom.site.page_head import moment
from newsroom.site.view_parts import PagePart


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "pages", "stories")
    hooks.enrich.connect(provide_log)


def provide_log(edition: Edition) -> None:
    """Provide the log for the page that shows it; without a page that shows it nothing is done."""
    if not any(page.record.fields.layout == "corrections" for page in edition.get(Pages).all):
        return
    stories = {story.record.id: story for story in edition.get(Stories).live if story.record.fields.corrections}
    found = in_order(story.record for story in stories.values())
    log = by_year(entry(it, change, moment(change.date, edition), stories[it.id].title) for it, change in found)
    years = log.years
    edition.get(Pages).provide(
        PagePart.CORRECTIONS, lambda page: years if page.record.fields.layout == "corrections" else ()
    )
