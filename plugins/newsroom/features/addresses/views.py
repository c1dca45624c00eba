"""The view of a page at an old address."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from newsroom.site.views import Chrome, Head


class MovedView(Struct, frozen=True):
    """A page at an old address; ``to`` is the new address."""

    chrome: Chrome
    head: Head
    title: Markup
    summary: Markup
    to: str
