"""Gathers from an edition the links of what is published, and the old addresses that its files name."""

from __future__ import annotations

from urllib.parse import unquote

from newsroom.core.passage import InternalLink
from newsroom.engine.edition import Edition
from newsroom.features.addresses.reading import Rulings
from newsroom.features.author_bios.model import Authors
from newsroom.features.issues.model import Issues
from newsroom.features.pages.reading import Pages
from newsroom.features.stories.collection import Stories


def published_links(edition: Edition) -> list[tuple[str, tuple[InternalLink, ...]]]:
    """Return the links into the magazine of every text that is published, with the path of its file."""
    found = [(story.record.source, story.text.links) for story in edition.get(Stories).live]
    found += [(p.record.source, p.text.links) for p in edition.get(Pages).all if p.record.status == "published"]
    found += [(issue.source, issue.links) for issue in edition.get(Issues).out]
    return found + [(author.source, author.links) for author in edition.get(Authors).public.values()]


def own_old_addresses(edition: Edition) -> dict[str, str]:
    """Return where the old addresses lead that published files and moved.toml name, in the form that links have."""
    moved = {old: ruling.to for old, ruling in edition.get(Rulings).by_address.items() if ruling.to}
    moved |= {old: story.record.address for story in edition.get(Stories).live for old in story.record.aliases}
    moved |= {
        old: page.record.address
        for page in edition.get(Pages).all
        if page.record.status == "published"
        for old in page.record.aliases
    }
    return {unquote(old): address for old, address in moved.items()}
