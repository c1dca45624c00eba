"""The view of the archive and of its years."""

from __future__ import annotations

from msgspec import Struct

from newsroom.core.parts import Link
from newsroom.site.parts import ListFacts, ListLink
from newsroom.site.views import Chrome, Head


class ArchiveView(Struct, frozen=True):
    """The archive: years, and under each its months; or a year of it, which has ``months`` alone.

    ``facts`` are of all that it leads to; ``trail`` and ``here`` as lists have them.
    """

    chrome: Chrome
    head: Head
    facts: ListFacts
    years: tuple[tuple[ListLink, tuple[ListLink, ...]], ...] = ()
    months: tuple[ListLink, ...] = ()
    trail: tuple[Link, ...] = ()
    here: str = ""
