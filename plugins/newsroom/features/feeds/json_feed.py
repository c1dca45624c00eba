"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), each entry written once however many feeds it is in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from newsroom.core import urls
from newsroom.features.feeds.model import Feed, FeedEntry


def json_feed(feed: Feed, entries: Sequence[bytes]) -> bytes:
    """Return a feed; ``entries`` are what `json_entry` made of its stories."""
    fields: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.base,
        "feed_url": feed.base + urls.feed("", "json"),
        "description": feed.about,
        "user_comment": " ".join(feed.opened[:2]),
        "icon": feed.logo,
        "language": feed.lang,
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
    }
    return _json_of(fields)[:-1] + b', "items": [\n' + b",\n".join(entries) + b"\n]}\n"


def json_entry(entry: FeedEntry) -> bytes:
    """Return a story as an item of a feed."""
    picture = entry.picture
    item: dict[str, object] = {
        "id": entry.id,
        "url": entry.url,
        "external_url": entry.via,
        "title": entry.title,
        "summary": entry.summary,
        "image": picture.url if picture else "",
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": author.name, "url": author.url} for author in entry.authors],
        "tags": entry.topics,
        "language": entry.lang,
        "attachments": [
            _without_nothing(
                {"url": found.url, "mime_type": found.type, "title": found.alt, "size_in_bytes": found.length}
            )
            for found in (picture,)
            if found
        ],
    }
    # An item has words, though there may be none in them.
    return _json_of(item | {"content_html": entry.html or "<p></p>"})


def _json_of(fields: Mapping[str, object]) -> bytes:
    """Return an object as JSON; what holds nothing is left out, as the format asks."""
    return json.dumps(_without_nothing(fields), ensure_ascii=False).encode("utf-8", "surrogatepass")


def _without_nothing(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value}
