"""Gathers what search engines may list: documents that readers may see, and pages that ask for an entry."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from operator import itemgetter

from msgspec import Struct

from newsroom.engine import results
from newsroom.engine.cache import digests
from newsroom.engine.documents import Document, no_versions
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan, SitemapEntry
from newsroom.features.pictures.library import PictureLibrary
from newsroom.features.pictures.model import view
from newsroom.features.sitemaps.model import (
    MOST_NEWS,
    NEWS_FOR,
    Address,
    News,
    is_news,
    newest,
    parts,
    publication_language,
)
from newsroom.site.page_head import full

#: Documents with a date by its year and month.
Months = dict[tuple[int, int], list[Document]]


class Map(Struct, frozen=True):
    """A sitemap.

    Args:
        name: its name.
        key: the digest of its entries, or of their sources.
        changed: when the newest page of each part was changed.
        parts: makes the entries of each part.
    """

    name: str
    key: bytes
    changed: tuple[datetime | None, ...]
    parts: Callable[[], list[Sequence[Address]]]


def months(edition: Edition) -> Months:
    """Return the documents that readers may see and that have a date and an address, by its month."""
    by_month: Months = defaultdict(list)
    for document in edition.live_documents():
        date = document.date
        if date is not None and document.address:
            by_month[date.year, date.month].append(document)
    return by_month


def gathered(plan: Plan, by_month: Months) -> Iterator[Map]:
    """Yield each sitemap but that of news.

    That a document with a date is new, or is another, changes the map of its month and that of lists, however many
    there are.
    """
    edition, pages = plan.edition, plan.pages
    entries: dict[str, list[Address]] = {"pages": [], "lists": []}
    documents = {document.address: document for document in edition.live_documents() if document.address}
    # Most pages are those of documents, and far the most of these have a date.
    others: list[tuple[str, SitemapEntry | None]] = [
        (address, page.sitemap) for address, page in pages.items() if page.sitemap and address not in documents
    ]
    for address, document in documents.items():
        if document.is_in_sitemap and address in pages:
            if document.is_list:
                others.append((address, pages[address].sitemap))
            elif document.date is None:
                others.append((address, SitemapEntry("pages", document.modified)))
    for address, entry in sorted(others, key=itemgetter(0)):
        if entry is not None:
            entries.setdefault(entry.sitemap, []).append(Address(full(address, edition), entry.modified))
    for name, addresses in entries.items():
        yield made_map(name, addresses)
    yield from _month_maps(plan, by_month)


def made_map(name: str, addresses: Sequence[Address]) -> Map:
    """Return a sitemap of which every entry is made."""
    cut = list(parts(addresses))
    return Map(name, digests.of(addresses), tuple(map(newest, cut)), lambda: cut)


def _month_maps(plan: Plan, by_month: Months) -> Iterator[Map]:
    """Yield the sitemaps of months; the entries of one are made only where it has to be written."""
    edition, pages = plan.edition, plan.pages
    shown = {}
    for month, documents in sorted(by_month.items()):
        listed = [it for it in documents if it.is_in_sitemap and not it.is_list and it.address in pages]
        if listed:
            shown[month] = listed
    made = [functools.cache(functools.partial(_parts, edition, listed)) for listed in shown.values()]
    keys = [_key(edition, listed) for listed in shown.values()]
    changed = results.of_each(
        edition,
        "sitemap-months",
        tuple[datetime | None, ...],
        None,
        zip(keys, made, strict=True),
        lambda make: tuple(map(newest, make())),
    )
    for (year, number), key, moments, make in zip(shown, keys, changed, made, strict=True):
        yield Map(f"stories-{year:04}-{number:02}", key, moments, make)


def _key(edition: Edition, documents: Iterable[Document]) -> bytes:
    """Return the digest of the sources of some documents' entries."""
    made_of = [edition.pipeline, repr((edition.settings.site_url, edition.read_context.formats)).encode()]
    for document in documents:
        made_of.append(document.digest or digests.of(_address(document, edition)))
        if document.versions is not no_versions:
            made_of.append(digests.of(document.versions()))
    return digests.of_bytes(b"".join(made_of))


def _parts(edition: Edition, documents: Sequence[Document]) -> list[Sequence[Address]]:
    return list(parts([_address(document, edition) for _, document in _newest_first(documents)]))


def news(edition: Edition, by_month: Months) -> Sequence[Address]:
    """Return the news of the last two days, the newest thousand of them, newest first."""
    settings = edition.settings
    # A date is in the zone that its story names, and may be of the month before there.
    since = settings.now - NEWS_FOR - timedelta(days=2)
    recent = (of_month for month, of_month in by_month.items() if month >= (since.year, since.month))
    titled = (it for of_month in recent for it in of_month if it.news_title and it.date)
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


def _address(document: Document, edition: Edition) -> Address:
    return Address(
        full(document.address, edition),
        document.modified or document.date,
        _pictures(edition, document),
        tuple((version.lang, version.url) for version in document.versions()),
    )


def _pictures(edition: Edition, document: Document) -> tuple[str, ...]:
    """Return the addresses of a document's pictures; those of a neutral one would say what it is about."""
    library = edition.read_context.picture_lookup
    if document.is_neutral or not isinstance(library, PictureLibrary):
        return ()
    shown = (view(library.subject(use.src, use.boxes), use) for use in document.pictures if use.src in library.measured)
    return tuple(dict.fromkeys(full(picture.share or picture.src, edition) for picture in shown))
