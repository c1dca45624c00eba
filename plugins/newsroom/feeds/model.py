"""Atom feeds (RFC 4287), written by a serializer."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from lxml import etree
from markupsafe import Markup

from newsroom.core import dates, text
from newsroom.stories.model import Change

_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"


@dataclass(frozen=True, slots=True)
class Entry:
    """A story in a feed; ``url`` is its full address, ``html`` its words, addresses still without a host.

    ``via`` is the full address at which a syndicated story first appeared.
    """

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
    via: str = ""


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


def corrected(changes: Iterable[Change], markup: str) -> str:
    """Return a story's HTML with its corrections at the top, as its page has them."""
    item = Markup("<p><strong>Correction, {}:</strong> {}</p>\n")
    return "".join(item.format(dates.in_words(change.date), text.smart(change.text)) for change in changes) + markup


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
    if entry.via:
        _add(item, "link", rel="via", type="text/html", href=entry.via)
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


@functools.lru_cache(maxsize=2048)
def absolute(markup: str, site_url: str, page: str) -> str:
    """Return HTML whose addresses all have a host, as a feed reader needs them.

    A story stands in half a dozen feeds, so the last results are remembered.

    Args:
        markup: the HTML, as the allow-list writes it: every value between double quotes.
        site_url: what stands before an address that begins with a slash.
        page: what stands before one that names a place on the page.
    """

    def whole(match: re.Match[str]) -> str:
        name, value = match["name"], match["value"]
        if name == "srcset":
            value = ", ".join(_with_host(part, site_url) for part in value.split(", "))
        elif value.startswith("#"):
            value = html.escape(page) + value
        else:
            value = _with_host(value, site_url)
        return f'{match["before"]}{name}="{value}"'

    return _TAG.sub(lambda match: _VALUE.sub(whole, match.group()), markup)


def _with_host(part: str, site_url: str) -> str:
    return html.escape(site_url) + part if part.startswith("/") and not part.startswith("//") else part


_TAG = re.compile(r'<[a-z][a-z0-9]*(?:\s+[^\s=>"]+="[^"]*")+\s*>')
_VALUE = re.compile(r'(?P<before>\s)(?P<name>href|src|cite|poster|srcset)="(?P<value>[^"]*)"')
_NEVER = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
