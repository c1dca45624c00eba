"""Headers that an object store sends with each file of a site, and the order in which files may go live."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from newsroom.core.header_table import HeaderTable
from newsroom.core.media_types import TEXTS, type_of
from newsroom.publishing.difference import kind_of
from newsroom.publishing.model import Receipt, uncompressed
from newsroom.publishing.targets.bucket.bucket import ObjectMetadata

#: Parts of the search index are named by what they hold, one folder down.
_INDEX_PART = re.compile(r"pagefind/[^/]+/")
_FRONT = "index.html"
#: Those list pages, so that they come after them.
_LISTS = ("feeds", "sitemaps")
_NEWS = "breaking.json"


def served(receipt: Receipt, encoding: str, table: HeaderTable) -> dict[str, ObjectMetadata]:
    """Return the metadata of each file of a release, without precompressed files: a store cannot choose.

    Args:
        receipt: the receipt of the release.
        encoding: how text is stored: ``gzip``, or empty for as it is.
        table: the headers of each address, of which a store sends Cache-Control.
    """
    metadata = {}
    for path in uncompressed(receipt.files):
        file, kind = receipt.files[path], type_of(path)
        text = kind.startswith("text/") or kind.partition(";")[0] in TEXTS
        coded = encoding if text else ""
        cache = table.of(f"/{path}").get("Cache-Control", "")
        metadata[path] = ObjectMetadata(file.digest, f"{file.digest}.gz" if coded else file.digest, kind, cache, coded)
    return metadata


def with_live_cache_control(
    objects: Mapping[str, ObjectMetadata], live: Mapping[str, tuple[str, ObjectMetadata]]
) -> dict[str, ObjectMetadata]:
    """Return the metadata of files, with the Cache-Control of those that are live already.

    Args:
        objects: how they would lie.
        live: ETag and metadata of each live file, by its path.
    """
    return {path: replace(one, cache=live[path][1].cache) if path in live else one for path, one in objects.items()}


def is_permanent(path: str, cache: str) -> bool:
    """Return whether a file is named by what it holds: pages that are open somewhere may still ask for it."""
    return "immutable" in cache or _INDEX_PART.match(path) is not None


def rank(path: str, *, new: bool) -> int:
    """Return the rank of a file in the order of activation: a file comes before those that refer to it.

    New pages come before those that were there, which link to them, and the front page after both.
    """
    if path == _FRONT:
        return 4
    if path == _NEWS or kind_of(path) in _LISTS:
        return 5
    return (2 if path.endswith(".html") else 0) + (0 if new else 1)
