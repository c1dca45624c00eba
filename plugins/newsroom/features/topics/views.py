"""The view of the page of all topics."""

from __future__ import annotations

from msgspec import Struct

from newsroom.site.parts import ListLink
from newsroom.site.views import Chrome, Head


class TopicsView(Struct, frozen=True):
    """All topics, by first letter; ``largest`` are those with the most stories, and ``count`` is how many there are."""

    chrome: Chrome
    head: Head
    count: int = 0
    largest: tuple[ListLink, ...] = ()
    letters: tuple[tuple[str, tuple[ListLink, ...]], ...] = ()
