"""Looks at the names that the headline font sets: of pages, authors and sections; stories are looked at when read."""

from __future__ import annotations

from newsroom.engine import hooks
from newsroom.engine.edition import Edition
from newsroom.features.author_bios.model import Authors
from newsroom.features.fonts import checks
from newsroom.features.pages.reading import Pages
from newsroom.site.sections import Sections


def register() -> None:
    """Connect to the hooks."""
    hooks.read.connect(check)


def check(edition: Edition) -> None:
    """Add a problem for each name that holds a sign which the headline font has not."""
    for page in edition.get(Pages).all:
        edition.problems += checks.of_words([page.record.title, page.record.summary], page.record.source, 2)
    for author in edition.get(Authors).by_id.values():
        edition.problems += checks.of_words([author.name], f"content/authors/{author.id}.md", 2)
    for section in edition.get(Sections).by_id.values():
        edition.problems += checks.of_words([section.name], "content/data/sections.toml", 0)
