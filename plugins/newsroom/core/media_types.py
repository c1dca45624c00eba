"""Media types of files: servers know most of them, and not all that matter here."""

from __future__ import annotations

#: By ending, all that the site may hold; what is missing is no text. https://www.iana.org/assignments/media-types/
#: Feeds are plain XML, since browsers show those with a kind of their own as source, and not as a person can read them.
BY_ENDING = {
    "atom": "application/xml",
    "avif": "image/avif",
    "css": "text/css",
    "gif": "image/gif",
    "html": "text/html",
    "htm": "text/html",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "json": "application/json",
    "m4a": "audio/mp4",
    "mjs": "text/javascript",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "pdf": "application/pdf",
    "png": "image/png",
    "rss": "application/xml",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "vtt": "text/vtt",
    "wasm": "application/wasm",
    "webm": "video/webm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml",
    "xsl": "text/xsl",
}
#: By name: of what ends in .json only this is a feed.
FEED = ("feed.json", "application/feed+json")
#: Kinds of text besides text/…, of which the answer says too that they are UTF-8.
TEXTS = tuple(sorted(kind for kind in {*BY_ENDING.values(), FEED[1]} if kind.endswith(("xml", "json"))))


def type_of(address: str) -> str:
    """Return the Content-Type of an address, with its charset where it is text."""
    name = address.rpartition("/")[2] or "index.html"
    kind = FEED[1] if name == FEED[0] else BY_ENDING.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind in TEXTS else kind
