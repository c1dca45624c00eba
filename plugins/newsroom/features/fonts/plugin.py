"""Checks headings of documents and names of sections for characters that the headline font lacks."""

from __future__ import annotations

from newsroom.engine import hooks
from newsroom.engine.edition import Edition
from newsroom.features.fonts import checks
from newsroom.site.feature_data import Sections


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "sections")
    hooks.enrich.connect(check)


def check(edition: Edition) -> None:
    """Add a problem for each name that holds a sign which the headline font has not."""
    for document in edition.documents():
        if document.headings:
            edition.problems += checks.of_words(document.headings, document.source, 2)
    for section in edition.get(Sections).by_id.values():
        edition.problems += checks.of_words([section.name], "content/data/sections.toml", 0)
