"""The languages that readers find documents in."""

from __future__ import annotations

from newsroom.engine.edition import Edition


def spoken(edition: Edition) -> tuple[str, ...]:
    """Return the languages of catalogues, besides the magazine's own, that readers find documents in."""
    catalogues = edition.read_context.catalogues
    home = edition.settings.lang.lower()
    known = {document.lang for document in edition.live_documents() if document.lang}
    languages = {catalogues.choose(lang) for lang in known if lang.lower() != home}
    return tuple(sorted(languages - {catalogues.source, catalogues.choose(edition.settings.lang)}))
