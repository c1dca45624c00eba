"""Headers that an object store sends with each file of a site, and the order in which files may go live."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from newsroom.core.media_types import TEXTS, type_of
from newsroom.core.precompression import original
from newsroom.features.headers import model as headers
from newsroom.publishing.difference import kind_of
from newsroom.publishing.model import Receipt, ReleaseFiles
from newsroom.publishing.targets.bucket.bucket import ObjectMetadata

#: Parts of the search index are named by what they hold, one folder down.
_INDEX_PART = re.compile(r"pagefind/[^/]+/")
_FRONT = "index.html"
#: Those list pages, so that they come after them.
_LISTS = ("feeds", "sitemaps")
_NEWS = "breaking.json"


def served(receipt: Receipt, encoding: str, handed: headers.Headers | None = None) -> dict[str, ObjectMetadata]:
    """Return how each file of a release lies in a store. Precompressed files are left out: a store cannot choose.

    Args:
        receipt: the receipt of the release.
        encoding: how text is stored: ``gzip``, or empty for as it is.
        handed: the table of headers of the build; where there is none, the one that its addresses and receipt give.
    """
    table = handed or headers.headers(headers.uses((f"/{path}" for path in receipt.files), "", receipt.site_url))
    found = {}
    for path in plain(receipt.files):
        file, kind = receipt.files[path], type_of(path)
        text = kind.startswith("text/") or kind.partition(";")[0] in TEXTS
        coded = encoding if text else ""
        cache = table.of(f"/{path}").get("Cache-Control", "")
        found[path] = ObjectMetadata(file.digest, f"{file.digest}.gz" if coded else file.digest, kind, cache, coded)
    return found


def alike(
    objects: Mapping[str, ObjectMetadata], live: Mapping[str, tuple[str, ObjectMetadata]]
) -> dict[str, ObjectMetadata]:
    """Return how files lie in a store, with what is sent of those that are live already: who may keep them, how long.

    Args:
        objects: how they would lie.
        live: what is live, by path; see `newsroom.publishing.targets.bucket.live.Live`.
    """
    return {path: replace(one, cache=live[path][1].cache) if path in live else one for path, one in objects.items()}


def plain(files: ReleaseFiles | Collection[str]) -> list[str]:
    """Return the paths of a site that are not precompressed, in order."""
    return [path for path in sorted(files) if original(path) == path or original(path) not in files]


def lasting(path: str, cache: str) -> bool:
    """Return whether a file is named by what it holds: pages that are open somewhere may still ask for it."""
    return "immutable" in cache or _INDEX_PART.match(path) is not None


def rank(path: str, *, new: bool) -> int:
    """Return the place of a file among those that go live: what is referred to comes before what refers to it.

    New pages come before those that were there, which link to them, and the front page after both.
    """
    if path == _FRONT:
        return 4
    if path == _NEWS or kind_of(path) in _LISTS:
        return 5
    return (2 if path.endswith(".html") else 0) + (0 if new else 1)
