"""Gathers the corrections of all live stories, where a page lists them."""

from __future__ import annotations

from newsroom.build import hooks
from newsroom.build.cards import moment
from newsroom.build.edition import Edition
from newsroom.corrections.model import by_year, entry, in_order


def register() -> None:
    """Connect to the hooks."""
    hooks.enrich.connect(gather)


def gather(edition: Edition) -> None:
    """Put the log into the edition; without a page that shows it nothing is done."""
    if not any(page.record.layout == "corrections" for page in edition.pages):
        return
    records = [story.record for story in edition.live if story.record.corrections]
    edition.put(by_year(entry(record, change, moment(change.date, edition)) for record, change in in_order(records)))
