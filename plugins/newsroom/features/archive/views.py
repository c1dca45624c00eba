"""The view of the archive and of its years."""

from __future__ import annotations

from dataclasses import dataclass

from newsroom.core.parts import Link
from newsroom.site.views import Chrome, Head


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """The archive, or a year of it: years, and under each its months; ``trail`` and ``here`` as lists have them."""

    chrome: Chrome
    head: Head
    years: tuple[tuple[Link, tuple[Link, ...]], ...]
    trail: tuple[Link, ...] = ()
    here: str = ""
