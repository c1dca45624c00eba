"""The view of a page at an old address."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from newsroom.site.views import Chrome, Head


@dataclass(frozen=True, slots=True)
class MovedView:
    """An address that something has left; ``to`` is where it stands now."""

    chrome: Chrome
    head: Head
    title: Markup
    summary: Markup
    to: str
