"""Contents of a search index, for tests: Pagefind's files are gzip with a mark in front."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

_MARK = b"pagefind_dcd"


def opened(file: Path) -> bytes:
    """Return what one of Pagefind's files holds."""
    held = gzip.decompress(file.read_bytes())
    assert held.startswith(_MARK), file
    return held.removeprefix(_MARK)


def records(output: Path) -> dict[str, dict[str, Any]]:
    """Return what the index of a site holds of each page, by its address."""
    read = [json.loads(opened(file)) for file in (output / "pagefind" / "fragment").glob("*")]
    return {record["url"]: record for record in read}


def indexed_words(output: Path) -> str:
    """Return every word that the index of a site holds, in whatever file of it."""
    folder = output / "pagefind"
    kinds = ("fragment/*", "index/*", "filter/*", "*.pf_meta")
    held = [opened(file).decode("utf-8", "replace") for kind in kinds for file in sorted(folder.glob(kind))]
    assert held
    return "\n".join(held)
