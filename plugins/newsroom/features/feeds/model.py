"""Feeds: a feed and its entries, independent of the format."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from markupsafe import Markup
from msgspec import Struct

from newsroom.core import dates, text
from newsroom.core.parts import Picture
from newsroom.features.stories.corrections import CORRECTION_LABELS
from newsroom.features.stories.schema import CorrectionField

#: Media types of pictures by file ending: https://www.iana.org/assignments/media-types
_TYPES = {"jpg": "image/jpeg", "png": "image/png", "svg": "image/svg+xml", "webp": "image/webp"}
#: The moment of a feed in which nothing stands.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Person(Struct, frozen=True):
    """An author in a feed: the name, and the full address of their page."""

    name: str
    url: str


class Enclosure(Struct, frozen=True):
    """The lead picture of a story in a feed: one file of it, that every reader of feeds can show.

    Args:
        url: its full address.
        type: its media type.
        length: in bytes.
        width, height: in pixels.
        alt: description for those who do not see it.
        credit: name of its maker; may be empty.
    """

    url: str
    type: str
    length: int
    width: int
    height: int
    alt: str
    credit: str


class FeedEntry(Struct, frozen=True):
    """A story in a feed; ``url`` is its full address, ``html`` its words, in which every address has a host.

    ``via`` is the full address at which a syndicated story first appeared.
    """

    id: str
    url: str
    title: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    authors: tuple[Person, ...]
    topics: tuple[str, ...]
    lang: str
    picture: Enclosure | None = None
    via: str = ""


class Feed(Struct, frozen=True):
    """Description of a feed, without its entries.

    Args:
        title: its name.
        about: sentence on its contents.
        base: the full address of the page that it belongs to.
        lang: the language of most of it.
        updated: the moment of its last change: that of its newest entry, never the clock's.
        logo: the full address of a picture of the magazine.
        hub: the full address of the WebSub hub that tells when it changes; empty for none.
        stylesheet: the address of what makes it readable to a person who opens it.
        opened: words for that person: a heading, a sentence, and the words of the link to the page.
    """

    title: str
    about: str
    base: str
    lang: str
    updated: datetime
    logo: str
    hub: str = ""
    stylesheet: str = ""
    opened: tuple[str, str, str] = ("", "", "")


def entry_id(site_url: str, story_id: str) -> str:
    """Return a story's lasting id as a tag URI (RFC 4151), which stays when its address and its date do not.

    The year in it says only since when the name of the host has been the magazine's.
    """
    host = urlsplit(site_url).hostname or "localhost"
    return f"tag:{host},2026:{story_id}"


def corrected(changes: Iterable[CorrectionField], markup: str) -> str:
    """Return a story's HTML with its corrections and clarifications at the top, as its page has them."""
    item = Markup("<p><strong>{}, {}:</strong> {}</p>\n")
    top = (
        item.format(CORRECTION_LABELS[change.kind], dates.in_words(change.date), text.line(change.text))
        for change in changes
    )
    return "".join(top) + markup


def file_of(picture: Picture) -> str:
    """Return the address of the file of a picture that feeds name: what link previews show, or a drawing in SVG."""
    return picture.share or picture.src


def attached(picture: Picture, site_url: str, length: int) -> Enclosure:
    """Return a picture as feeds name it; ``length`` is that of its file, in bytes."""
    address = file_of(picture)
    width = int(address.rpartition("-")[2].partition(".")[0])
    height = round(picture.height * width / picture.width)
    kind = _TYPES[picture.endings[-1]]
    return Enclosure(site_url + address, kind, length, width, height, picture.alt, picture.credit)


def figure(picture: Picture) -> str:
    """Return the HTML of a picture before the text of its story."""
    shown = Markup('<figure><img src="{}" alt="{}" width="{}" height="{}">{}</figure>\n')
    below = Markup(" ").join(filter(None, (picture.caption, picture.credit)))
    words = Markup("<figcaption>{}</figcaption>").format(below) if below else ""
    return str(shown.format(picture.src, picture.alt, picture.width, picture.height, words))


def absolute(markup: str, site_url: str, page: str) -> str:
    """Return HTML whose addresses all have a host, as a feed reader needs them.

    Args:
        markup: the HTML, as the allow-list writes it: every value between double quotes.
        site_url: address of the site, put before an address that begins with a slash.
        page: full address of the page, put before an address that names a place on it.
    """

    def absolute(match: re.Match[str]) -> str:
        name, value = match["name"], match["value"]
        if name == "srcset":
            value = ", ".join(_with_host(part, site_url) for part in value.split(", "))
        elif value.startswith("#"):
            value = html.escape(page) + value
        else:
            value = _with_host(value, site_url)
        return f'{match["before"]}{name}="{value}"'

    return _TAG.sub(lambda match: _VALUE.sub(absolute, match.group()), markup)


def _with_host(part: str, site_url: str) -> str:
    return html.escape(site_url) + part if part.startswith("/") and not part.startswith("//") else part


_TAG = re.compile(r'<[a-z][a-z0-9]*(?:\s+[^\s=>"]+="[^"]*")+\s*>')
_VALUE = re.compile(r'(?P<before>\s)(?P<name>href|src|cite|poster|srcset)="(?P<value>[^"]*)"')
