"""Collects the links of published documents, and the old addresses of files."""

from __future__ import annotations

from urllib.parse import unquote

from newsroom.core.markdown_document import InternalLink
from newsroom.engine.edition import Edition
from newsroom.features.addresses.reading import Rulings


def published_links(edition: Edition) -> list[tuple[str, tuple[InternalLink, ...]]]:
    """Return the links into the magazine of every text that is published, with the path of its file."""
    return [(document.source, document.links) for document in edition.live_documents() if document.links]


def own_old_addresses(edition: Edition) -> dict[str, str]:
    """Return where the old addresses lead that published files and moved.toml name, in the form that links have."""
    moved = {old: ruling.to for old, ruling in edition.get(Rulings, Rulings()).by_address.items() if ruling.to}
    moved |= {old: document.address for document in edition.live_documents() for old in document.aliases}
    return {unquote(old): address for old, address in moved.items()}
