"""The links below one page of a list."""

from __future__ import annotations

from typing import Any

from newsroom.core import paging, urls
from newsroom.core.interface_text import TranslatableText
from newsroom.core.parts import Link
from newsroom.site.views import Pager

#: Texts of the links below a list, to the older and the newer page, by the kind of list.
_PAGER = {
    "parts": (TranslatableText("Later parts"), TranslatableText("Earlier parts")),
    "stories": (TranslatableText("Older stories"), TranslatableText("Newer stories")),
    "issues": (TranslatableText("Older issues"), TranslatableText("Newer issues")),
}


def pager(base: str, page: paging.PageSlice[Any], what: str = "stories") -> Pager:
    """Return the links below one page of the list at ``base``; ``what`` is its kind, a key of `_PAGER`."""
    older, newer = _PAGER[what]
    return Pager(
        None if page.older is None else Link(older, urls.list_page(base, page.older)),
        None if page.newer is None else Link(newer, urls.list_page(base, page.newer)),
    )
