"""Files of Pagefind that readers need, and checks of a search index."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from fnmatch import fnmatchcase

#: The folder of the index in the output.
FOLDER = "pagefind/"
#: The file with the index of each language and its number of pages.
ENTRY = "pagefind-entry.json"
#: Pagefind also makes styles and two more user interfaces, of which nothing is used here.
_USED = (
    ENTRY, "pagefind.js", "pagefind-worker.js", "pagefind-component-ui.js", "*.pf_meta", "wasm.*.pagefind",
    "fragment/*.pf_fragment", "index/*.pf_index", "filter/*.pf_filter",
)  # fmt: skip


def used(names: Iterable[str]) -> list[str]:
    """Return those of Pagefind's files that the search page asks for, in order.

    Args:
        names: paths below the index, with slashes.
    """
    return sorted(name for name in names if any(fnmatchcase(name, pattern) for pattern in _USED))


def pages(entry: bytes) -> int:
    """Return how many pages the indexes of all languages hold.

    Args:
        entry: the content of `ENTRY`.
    """
    return sum(int(language["page_count"]) for language in json.loads(entry)["languages"].values())


def address(fragment: bytes) -> str:
    """Return the address of the page that a fragment of an index is of.

    Args:
        fragment: the content of a ``.pf_fragment``: JSON behind a word, compressed.

    Raises:
        ValueError, OSError, EOFError, KeyError: it is none.
    """
    raw = gzip.decompress(fragment)
    return str(json.loads(raw[raw.index(b"{") :])["url"])
