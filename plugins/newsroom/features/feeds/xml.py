"""Feeds as XML: Atom (RFC 4287) and RSS 2.0, each entry written once however many feeds it is in.

A person who opens a feed finds a page: a stylesheet shows it, and in Atom the subtitle is XHTML with links. Elsewhere
validators call XHTML misplaced.
"""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import format_datetime

from lxml import etree

from newsroom.core import urls
from newsroom.features.feeds.model import Enclosure, Feed, FeedEntry

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_MEDIA = "http://search.yahoo.com/mrss/"
_XHTML = "http://www.w3.org/1999/xhtml"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: The names that stand before elements, declared once for a whole feed.
_IN_ATOM = {None: _ATOM, "h": _XHTML, "media": _MEDIA}
_IN_RSS = {"atom": _ATOM, "content": _CONTENT, "dc": _DUBLIN, "media": _MEDIA}
#: Where the entries go.
_PLACE = "entries"


def atom(feed: Feed, entries: Sequence[bytes]) -> bytes:
    """Return a feed as Atom; ``entries`` are what `atom_entry` made of its stories."""
    own = feed.base + urls.feed("")
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap=_IN_ATOM)
    root.set(_LANG, feed.lang)
    _atom(root, "id", own)
    _atom(root, "title", feed.title)
    _subtitle(root, feed)
    _atom(root, "link", rel="self", type="application/atom+xml", href=own)
    _atom(root, "link", rel="alternate", type="text/html", href=feed.base)
    if feed.hub:
        _atom(root, "link", rel="hub", href=feed.hub)
    _atom(root, "logo", feed.logo)
    _atom(root, "updated", feed.updated.isoformat())
    root.append(etree.ProcessingInstruction(_PLACE))
    return _feed_bytes(root, feed, entries)


def atom_entry(entry: FeedEntry) -> bytes:
    """Return a story as Atom, which stands within the namespaces of a feed."""
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap=_IN_ATOM)
    item = etree.SubElement(root, f"{{{_ATOM}}}entry")
    item.set(_LANG, entry.lang)
    _atom(item, "id", entry.id)
    _atom(item, "title", entry.title)
    _atom(item, "link", rel="alternate", type="text/html", href=entry.url)
    if entry.via:
        _atom(item, "link", rel="via", type="text/html", href=entry.via)
    if entry.picture:
        size = str(entry.picture.length)
        _atom(item, "link", rel="enclosure", type=entry.picture.type, length=size, href=entry.picture.url)
    for author in entry.authors:
        person = _atom(item, "author")
        _atom(person, "name", author.name)
        _atom(person, "uri", author.url)
    _atom(item, "published", entry.published.isoformat())
    _atom(item, "updated", entry.updated.isoformat())
    for topic in entry.topics:
        _atom(item, "category", term=topic)
    _atom(item, "summary", entry.summary)
    _atom(item, "content", entry.html, type="html")
    if entry.picture:
        # Behind the words: some programs look at names alone, and take the first content for them.
        _media(item, entry.picture)
    return _child_bytes(root)


def rss(feed: Feed, entries: Sequence[bytes]) -> bytes:
    """Return a feed as RSS 2.0; ``entries`` are what `rss_entry` made of its stories."""
    root = etree.Element("rss", version="2.0", nsmap=_IN_RSS)
    # Readers of feeds take the language from the channel; a browser needs it here to know which way lines run.
    root.set(_LANG, feed.lang)
    channel = etree.SubElement(root, "channel")
    _plain(channel, "title", feed.title)
    _plain(channel, "link", feed.base)
    # RSS wants words here, also of a magazine without a tagline.
    _plain(channel, "description", feed.about or feed.title)
    _plain(channel, "language", feed.lang)
    _plain(channel, "lastBuildDate", format_datetime(feed.updated))
    _atom(channel, "link", rel="self", type="application/rss+xml", href=feed.base + urls.feed("", "rss"))
    if feed.hub:
        _atom(channel, "link", rel="hub", href=feed.hub)
    image = _plain(channel, "image")
    _plain(image, "url", feed.logo)
    _plain(image, "title", feed.title)
    _plain(image, "link", feed.base)
    channel.append(etree.ProcessingInstruction(_PLACE))
    return _feed_bytes(root, feed, entries)


def rss_entry(entry: FeedEntry) -> bytes:
    """Return a story as RSS, which stands within the namespaces of a feed.

    RSS has one author, who is an e-mail address; dc:creator is what readers take, and says nothing but names. Their
    pages are links beside them: whoever is said as Atom says it besides would stand there twice.
    """
    root = etree.Element("rss", nsmap=_IN_RSS)
    item = etree.SubElement(root, "item")
    _plain(item, "title", entry.title)
    _plain(item, "link", entry.url)
    _plain(item, "guid", entry.id, isPermaLink="false")
    _plain(item, "pubDate", format_datetime(entry.published))
    for author in entry.authors:
        _named(item, _DUBLIN, "creator", author.name)
    for author in entry.authors:
        _atom(item, "link", rel="author", type="text/html", href=author.url, title=author.name)
    _named(item, _DUBLIN, "language", entry.lang)
    for topic in entry.topics:
        _plain(item, "category", topic)
    _atom(item, "updated", entry.updated.isoformat())
    if entry.via:
        _atom(item, "link", rel="via", type="text/html", href=entry.via)
    _plain(item, "description", entry.summary)
    if entry.picture:
        size = str(entry.picture.length)
        _plain(item, "enclosure", url=entry.picture.url, length=size, type=entry.picture.type)
    _named(item, _CONTENT, "encoded", entry.html)
    if entry.picture:
        _media(item, entry.picture)
    return _child_bytes(root)


def _media(item: etree._Element, picture: Enclosure) -> None:
    """Add a picture as Media RSS has it, which says what it shows and whose it is."""
    size = {"fileSize": str(picture.length), "width": str(picture.width), "height": str(picture.height)}
    content = _named(item, _MEDIA, "content", url=picture.url, type=picture.type, medium="image", **size)
    if picture.alt:
        _named(content, _MEDIA, "description", picture.alt, type="plain")
    if picture.credit:
        _named(content, _MEDIA, "credit", picture.credit)


def _subtitle(root: etree._Element, feed: Feed) -> None:
    """Add what a feed carries, and for a person who opens it what it is, with links to the page and the forms."""
    heading, words, link = feed.opened
    box = _named(_atom(root, "subtitle", type="xhtml"), _XHTML, "div")
    if feed.about:
        _named(box, _XHTML, "p", feed.about)
    _named(box, _XHTML, "p", heading, **{"class": "feed-what"})
    _named(box, _XHTML, "p", words)
    ways = _named(box, _XHTML, "p", **{"class": "feed-ways"})
    _named(ways, _XHTML, "a", link, href=feed.base)
    for form, name in (("atom", "Atom"), ("rss", "RSS"), ("json", "JSON Feed")):
        _named(ways, _XHTML, "a", name, href=feed.base + urls.feed("", form))


def _atom(parent: etree._Element, name: str, words: str = "", **attributes: str) -> etree._Element:
    return _named(parent, _ATOM, name, words, **attributes)


def _plain(parent: etree._Element, name: str, words: str = "", **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, name, attributes)
    child.text = words or None
    return child


def _named(parent: etree._Element, space: str, name: str, words: str = "", **attributes: str) -> etree._Element:
    return _plain(parent, f"{{{space}}}{name}", words, **attributes)


def _child_bytes(root: etree._Element) -> bytes:
    """Return the one child of an element as it stands within it, without the namespaces that are declared there."""
    whole = bytes(etree.tostring(root, encoding="utf-8"))
    return whole[whole.index(b">") + 1 : whole.rindex(b"</")]


def _feed_bytes(root: etree._Element, feed: Feed, entries: Sequence[bytes]) -> bytes:
    """Return a whole feed, with its entries in their place."""
    if feed.stylesheet:
        root.addprevious(etree.ProcessingInstruction("xml-stylesheet", f'type="text/css" href="{feed.stylesheet}"'))
    around = bytes(etree.tostring(root.getroottree(), xml_declaration=True, encoding="utf-8"))
    before, _, after = around.partition(bytes(etree.tostring(etree.ProcessingInstruction(_PLACE))))
    return before + b"\n" + b"\n".join(entries) + b"\n" + after + b"\n"
