"""The view of the page of all topics."""

from __future__ import annotations

from dataclasses import dataclass

from newsroom.site.parts import ListLink
from newsroom.site.views import Chrome, Head


@dataclass(frozen=True, slots=True)
class TopicsView:
    """All topics, by first letter; ``largest`` are those with the most stories, and ``count`` is how many there are."""

    chrome: Chrome
    head: Head
    count: int = 0
    largest: tuple[ListLink, ...] = ()
    letters: tuple[tuple[str, tuple[ListLink, ...]], ...] = ()
