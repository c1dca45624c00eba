"""Posts from social media, as quotations with author, service, day and a link; never as embeds."""

from __future__ import annotations

import datetime as dt
import re

from lxml.html import HtmlElement
from msgspec import Struct

from newsroom.core import dates, tree
from newsroom.core.markdown_document import MarkdownDocument
from newsroom.features.social_links.services import SERVICES

POST = "post"
#: Services besides those on which the magazine has accounts, from which people quote.
_OTHERS = ("Tumblr", "Reddit", "Telegram", "Weibo", "VK", "Pixelfed")
_NAMES = {name.casefold(): name for name in (*(service.name for service in SERVICES.values()), *_OTHERS, "Twitter")}
#: Service, day, and the language where it is another one.
_WHERE = re.compile(r"(?P<service>[^,]+),\s*(?P<day>[^,]+?)(?:,\s*(?P<lang>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?\s*\Z")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_MONTHS = {name.casefold(): number for number, name in enumerate(dates.MONTHS, 1)}
#: Where single posts lie, which nobody links to but to quote them.
_POST_ADDRESS = re.compile(
    r"https?://(?:www\.|mobile\.|m\.)?(?:(?:x|twitter)\.com/\w+/status/|bsky\.app/profile/[^/]+/post/|"
    r"instagram\.com/(?:p|reel)/|facebook\.com/[^/]+/posts/|tiktok\.com/@[^/]+/video/|threads\.(?:net|com)/@[^/]+/post/)"
)
_FIX = "end it with a line like > — Name, [Mastodon, 3 May 2026](address), and a language such as ru behind the day"


def posts(document: MarkdownDocument) -> None:
    """Set quotations whose last line leads to a post, once quotations have found whose words they are."""
    if "](" not in document.source or ">" not in document.source:
        return
    for block in tree.elements(document.tree, "blockquote"):
        footer = block[-1] if len(block) else None
        if footer is None or footer.tag != "footer":
            continue
        links = [link for link in footer.iter("a") if link.get("rel")]
        if len(links) != 1:
            continue
        link = links[0]
        post = _where(tree.words(link))
        if post is None:
            address = link.get("href", "")
            if _POST_ADDRESS.match(address):
                message = "the quoted post does not say whose it is, where and when"
                document.problem("post-whole", document.line_of(address), message, _FIX)
            continue
        document.media.add(POST)
        _set(block, link, post)


class _PostOrigin(Struct, frozen=True):
    """Where and when something was posted, and in which language: as it is written, and as machines read it."""

    service: str
    day: str
    iso: str
    lang: str


def _where(words: str) -> _PostOrigin | None:
    """Return what the words of a link name; None when they do not name a service and a day."""
    match = _WHERE.match(words.replace("\N{NO-BREAK SPACE}", " "))
    service = _NAMES.get(match["service"].strip().casefold(), "") if match else ""
    iso = _iso(match["day"].strip()) if match and service else ""
    return _PostOrigin(service, match["day"].strip(), iso, match["lang"] or "") if match and iso else None


def _iso(words: str) -> str:
    """Return the day that is written as 3 May 2026 or 2026-05-03; empty when it is no day."""
    try:
        if _ISO.match(words):
            return dt.date.fromisoformat(words).isoformat()
        day, month, year = words.split()
        return dt.date(int(year), _MONTHS[month.casefold()], int(day)).isoformat()
    except (ValueError, KeyError):
        return ""


def _set(block: HtmlElement, link: HtmlElement, origin: _PostOrigin) -> None:
    block.set("class", "post")
    block.set("cite", link.get("href", ""))
    for child in list(link):
        link.remove(child)
    link.text = f"{origin.service}, "
    link.append(tree.new("time", origin.day, datetime=origin.iso))
    if origin.lang:
        for part in list(block)[:-1]:
            # The browser finds the direction out of the first letters.
            part.attrib.update({"lang": origin.lang, "dir": "auto"})
