"""Sitemaps (https://www.sitemaps.org/protocol.html) with pictures, languages and news, written by a serializer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from lxml import etree
from msgspec import Struct

_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
#: The most addresses, and bytes, of one file; the protocol has them.
MOST, MOST_BYTES = 50_000, 50 * 1024 * 1024
#: The most stories of a news sitemap, and for how long one stands there after it came out:
#: https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
MOST_NEWS, NEWS_FOR = 1000, timedelta(days=2)
#: The most pictures of one page.
_MOST_PICTURES = 1000
_NAMES = {None: _MAP, "image": _IMAGE, "news": _NEWS, "xhtml": _XHTML}


def sitemap_address(name: str = "", number: int = 1) -> str:
    """Return the address of the index of sitemaps, or of one of them by its name and, where it is long, its part."""
    return f"/sitemaps/{name}{f'-{number}' if number > 1 else ''}.xml" if name else "/sitemap.xml"


class News(Struct, frozen=True):
    """Entry of a news sitemap: the publication and its language, the moment and the title."""

    publication: str
    lang: str
    published: datetime
    title: str


class Address(Struct, frozen=True):
    """A page in a sitemap.

    Args:
        url: its full address.
        changed: when it was last changed, as far as that is known.
        pictures: full addresses.
        versions: languages, and the full address of the page in each.
        news: its entry in the sitemap of news; None where it is no news.
    """

    url: str
    changed: datetime | None = None
    pictures: tuple[str, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    news: News | None = None


def newest(addresses: Iterable[Address]) -> datetime | None:
    """Return when any of some pages was last changed; None where that is known of none."""
    return max((address.changed for address in addresses if address.changed), default=None)


def is_news(published: datetime, now: datetime) -> bool:
    """Return whether a story stands in the news sitemap at a moment."""
    return published <= now < published + NEWS_FOR


def publication_language(lang: str) -> str:
    """Return a language as news sitemaps want it: two or three letters, and two words for Chinese."""
    first, _, rest = lang.lower().partition("-")
    if first == "zh":
        return "zh-tw" if rest in ("hant", "tw", "hk", "mo") else "zh-cn"
    return first


def urlset(addresses: Sequence[Address]) -> bytes:
    """Return a sitemap."""
    spaces = {None, *(("image",) if any(at.pictures for at in addresses) else ())}
    spaces |= {"xhtml"} if any(at.versions for at in addresses) else set()
    spaces |= {"news"} if any(at.news for at in addresses) else set()
    root = etree.Element(f"{{{_MAP}}}urlset", nsmap={name: space for name, space in _NAMES.items() if name in spaces})
    for address in addresses:
        _url(root, address)
    return _xml_bytes(root)


def _url(root: etree._Element, address: Address) -> None:
    item = etree.SubElement(root, f"{{{_MAP}}}url")
    _add(item, _MAP, "loc", address.url)
    if address.changed:
        _add(item, _MAP, "lastmod", address.changed.isoformat())
    for lang, url in address.versions:
        etree.SubElement(item, f"{{{_XHTML}}}link", rel="alternate", hreflang=lang, href=url)
    if address.news:
        news = etree.SubElement(item, f"{{{_NEWS}}}news")
        publication = etree.SubElement(news, f"{{{_NEWS}}}publication")
        _add(publication, _NEWS, "name", address.news.publication)
        _add(publication, _NEWS, "language", address.news.lang)
        _add(news, _NEWS, "publication_date", address.news.published.isoformat())
        _add(news, _NEWS, "title", address.news.title)
    for picture in address.pictures[:_MOST_PICTURES]:
        _add(etree.SubElement(item, f"{{{_IMAGE}}}image"), _IMAGE, "loc", picture)


def index(maps: Iterable[tuple[str, datetime | None]]) -> bytes:
    """Return the index of sitemaps: the full address of each, and when the newest page in it was changed."""
    root = etree.Element(f"{{{_MAP}}}sitemapindex", nsmap={None: _MAP})
    for url, changed in maps:
        item = etree.SubElement(root, f"{{{_MAP}}}sitemap")
        _add(item, _MAP, "loc", url)
        if changed:
            _add(item, _MAP, "lastmod", changed.isoformat())
    return _xml_bytes(root)


def _add(parent: etree._Element, space: str, name: str, words: str) -> None:
    etree.SubElement(parent, f"{{{space}}}{name}").text = words


def _xml_bytes(root: etree._Element) -> bytes:
    etree.indent(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8")) + b"\n"


def size(address: Address) -> int:
    """Return at most how many bytes a page takes in a sitemap."""
    signs = len(address.url) + sum(len(url) for url in address.pictures) + sum(len(url) for _, url in address.versions)
    news_signs = len(address.news.publication) + len(address.news.title) if address.news else 0
    # Addresses are of plain letters, an & takes five, and a sign of a title at most four or five.
    return 5 * (signs + news_signs) + 150 * (3 + len(address.pictures) + len(address.versions))


def parts(addresses: Sequence[Address], most: int = MOST, most_bytes: int = MOST_BYTES) -> Iterator[Sequence[Address]]:
    """Yield some pages in as many parts as files take them, in their order.

    Args:
        addresses: the pages.
        most: how many one file may hold.
        most_bytes: how many bytes it may have.
    """
    first = used = 0
    for place, address in enumerate(addresses):
        takes = size(address)
        if place > first and (place - first >= most or used + takes > most_bytes):
            yield addresses[first:place]
            first, used = place, 0
        used += takes
    if addresses:
        yield addresses[first:]
