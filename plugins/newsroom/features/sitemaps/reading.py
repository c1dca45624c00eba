"""Gathers what search engines may list: documents that readers may see, and pages that ask for an entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

from newsroom.engine import results
from newsroom.engine.documents import Document
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.features.pictures.library import PictureLibrary
from newsroom.features.pictures.model import view
from newsroom.features.sitemaps.model import MOST_NEWS, Address, News, is_news, publication_language
from newsroom.site.page_head import full

Map = tuple[str, Sequence[Address]]


def gathered(plan: Plan) -> Iterator[Map]:
    """Yield each sitemap but that of news, by its name.

    That a document with a date is new, or is another, changes the map of its month and that of lists, however many
    there are.
    """
    edition = plan.edition
    entries: dict[str, list[Address]] = {"pages": [], "lists": []}
    months: dict[str, list[Address]] = defaultdict(list)
    documents = {document.address: document for document in edition.live_documents() if document.address}
    for address, page in sorted(plan.pages.items()):
        document = documents.get(address)
        if document is None or (document.is_list and document.is_in_sitemap):
            if page.sitemap is not None:
                entry = Address(full(address, edition), page.sitemap.modified)
                entries.setdefault(page.sitemap.sitemap, []).append(entry)
        elif document.is_in_sitemap and not document.date:
            entries["pages"].append(Address(full(address, edition), document.modified))
    dated = [
        document
        for _, document in _newest_first(documents.values())
        if document.is_in_sitemap and not document.is_list and document.address in plan.pages
    ]
    pictures = results.of_each(
        edition,
        "sitemap-pictures",
        tuple[str, ...],
        edition.settings.site_url,
        ((document.digest, document) for document in dated),
        partial(_pictures, edition),
    )
    for document, shown in zip(dated, pictures, strict=True):
        months[f"stories-{document.date:%Y-%m}"].append(_dated(document, shown, edition))
    yield from entries.items()
    yield from sorted(months.items())


def news(edition: Edition) -> Sequence[Address]:
    """Return the news of the last two days, the newest thousand of them, newest first."""
    settings = edition.settings
    titled = [document for document in edition.live_documents() if document.news_title and document.date]
    entries = []
    for date, document in _newest_first(it for it in titled if it.date and is_news(it.date, settings.now)):
        item = News(settings.site, publication_language(document.lang or settings.lang), date, document.news_title)
        entries.append(Address(full(document.address, edition), news=item))
    return entries[:MOST_NEWS]


def _newest_first(documents: Iterable[Document]) -> list[tuple[datetime, Document]]:
    """Return the documents that have a date, each behind its date; of one date in the order of their ids."""
    dated = [(document.date, document) for document in documents if document.date]
    dated.sort(key=lambda item: item[1].id)
    dated.sort(key=lambda item: item[0], reverse=True)
    return dated


def _dated(document: Document, pictures: tuple[str, ...], edition: Edition) -> Address:
    return Address(
        full(document.address, edition),
        document.modified or document.date,
        pictures,
        tuple((version.lang, version.url) for version in document.versions()),
    )


def _pictures(edition: Edition, document: Document) -> tuple[str, ...]:
    """Return the addresses of a document's pictures; those of a neutral one would say what it is about."""
    library = edition.read_context.picture_lookup
    if document.is_neutral or not isinstance(library, PictureLibrary):
        return ()
    shown = (view(library.subject(use.src, use.boxes), use) for use in document.pictures if use.src in library.measured)
    return tuple(dict.fromkeys(full(picture.share or picture.src, edition) for picture in shown))
