"""The view of a page at an old address."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from newsroom.site.views import Chrome, Head


@dataclass(frozen=True, slots=True)
class MovedView:
    """A page at an old address; ``to`` is the new address."""

    chrome: Chrome
    head: Head
    title: Markup
    summary: Markup
    to: str
