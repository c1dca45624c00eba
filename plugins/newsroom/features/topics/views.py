"""The view of the page of all topics."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsroom.core.parts import Link
from newsroom.site.views import Chrome, Head


@dataclass(frozen=True, slots=True)
class TopicsView:
    """All topics, by first letter."""

    chrome: Chrome
    head: Head
    letters: tuple[tuple[str, tuple[Link, ...]], ...] = field(default=())
