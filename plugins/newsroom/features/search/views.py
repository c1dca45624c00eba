"""The view of the search page."""

from __future__ import annotations

from msgspec import Struct

from newsroom.core.parts import Alternate
from newsroom.site.views import Chrome, Head


class SearchView(Struct, frozen=True):
    """The search page; ``own`` is the folder of its scripts and styles, empty where there is no index to ask.

    ``languages`` are the lists of stories in other languages.
    """

    chrome: Chrome
    head: Head
    own: str = ""
    languages: tuple[Alternate, ...] = ()
