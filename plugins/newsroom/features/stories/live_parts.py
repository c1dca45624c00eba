"""The two parts of a live page: its key points, and its updates."""

from __future__ import annotations

#: Where the first update begins; nobody can write it into a text.
_UPDATE = '<section class="live-update"'


def parted(markup: str) -> tuple[str, str]:
    """Return the HTML of a live page's key points, and that of its updates."""
    points, mark, updates = markup.partition(_UPDATE)
    return points.strip(), mark + updates
