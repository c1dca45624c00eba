"""What kind of file each is, as the web names it: servers know most, and not all that matter here."""

from __future__ import annotations

import mimetypes

#: By ending; the rest is as `mimetypes` has it. https://www.iana.org/assignments/media-types/
BY_ENDING = {
    "atom": "application/atom+xml",
    "avif": "image/avif",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "rss": "application/rss+xml",
    "vtt": "text/vtt",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xsl": "text/xsl",
}
#: By name: of what ends in .json only this is a feed.
FEED = ("feed.json", "application/feed+json")
#: Kinds of text besides text/…, so that the answer says that it is UTF-8.
WORDED = frozenset((*BY_ENDING.values(), FEED[1], "application/json", "application/xml", "image/svg+xml"))
_NO_TEXT = frozenset(("image/avif", "image/webp", "font/woff2", "application/wasm"))
TEXTS = tuple(sorted(WORDED - _NO_TEXT))


def type_of(address: str) -> str:
    """Return the Content-Type of what answers at an address, with its charset where it is text."""
    name = address.rpartition("/")[2] or "index.html"
    if name == FEED[0]:
        kind = FEED[1]
    else:
        kind = BY_ENDING.get(name.rpartition(".")[2]) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind in TEXTS else kind
