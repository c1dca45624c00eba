"""Atom feeds (RFC 4287), written by a serializer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from lxml import etree

_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"
_ADDRESSES = ("href", "src", "cite")


@dataclass(frozen=True, slots=True)
class Entry:
    """A story in a feed; ``url`` is its full address, ``html`` its words, addresses still without a host."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    lang: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, the full addresses of the feed itself and of the page it belongs to, and its entries."""

    title: str
    url: str
    page: str
    lang: str
    entries: tuple[Entry, ...]


def entry_id(site_url: str, story_id: str) -> str:
    """Return a story's lasting id as a tag URI (RFC 4151), which stays when its address and its date do not.

    The year in it says only since when the name of the host has been the magazine's.
    """
    host = urlsplit(site_url).hostname or "localhost"
    return f"tag:{host},2026:{story_id}"


def write(feed: Feed, site_url: str) -> bytes:
    """Return a feed as XML.

    Args:
        feed: the feed; its ``updated`` is that of its newest entry, never the clock's.
        site_url: what addresses without a host are completed with.
    """
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    root.set(f"{{{_XML}}}lang", feed.lang)
    _add(root, "id", feed.url)
    _add(root, "title", feed.title)
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.url)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    _add(root, "updated", max((entry.updated for entry in feed.entries), default=_NEVER).isoformat())
    for entry in feed.entries:
        _entry(root, entry, site_url)
    etree.indent(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8")) + b"\n"


def _entry(root: etree._Element, entry: Entry, site_url: str) -> None:
    item = etree.SubElement(root, f"{{{_ATOM}}}entry")
    item.set(f"{{{_XML}}}lang", entry.lang)
    _add(item, "id", entry.id)
    _add(item, "title", entry.title)
    _add(item, "link", rel="alternate", type="text/html", href=entry.url)
    _add(item, "published", entry.published.isoformat())
    _add(item, "updated", entry.updated.isoformat())
    for name in entry.authors:
        _add(_add(item, "author"), "name", name)
    for topic in entry.topics:
        _add(item, "category", term=topic)
    _add(item, "summary", entry.summary)
    _add(item, "content", absolute(entry.html, site_url, entry.url), type="html")


def _add(parent: etree._Element, name: str, words: str = "", **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    if words:
        child.text = words
    return child


def absolute(markup: str, site_url: str, page: str) -> str:
    """Return HTML whose addresses all have a host, as a feed reader needs them.

    Args:
        markup: the HTML.
        site_url: what stands before an address that begins with a slash.
        page: what stands before one that names a place on the page.
    """
    tree = BeautifulSoup(markup, "lxml")
    for tag in tree.find_all(True):
        for name in _ADDRESSES:
            value = tag.get(name)
            if isinstance(value, str) and value.startswith("/") and not value.startswith("//"):
                tag[name] = site_url + value
            elif isinstance(value, str) and value.startswith("#"):
                tag[name] = page + value
        srcset = tag.get("srcset")
        if isinstance(srcset, str):
            tag["srcset"] = ", ".join(_with_host(part, site_url) for part in srcset.split(", "))
    return tree.body.decode_contents() if tree.body else ""


def _with_host(part: str, site_url: str) -> str:
    return site_url + part if part.startswith("/") else part


_NEVER = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
