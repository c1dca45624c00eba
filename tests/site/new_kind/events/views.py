"""The view of an event's page."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from newsroom.core.parts import DisplayMoment
from newsroom.site.views import Chrome, Head


@dataclass(frozen=True, slots=True)
class EventView:
    """An event's page."""

    chrome: Chrome
    head: Head
    title: str
    date: DisplayMoment
    place: str
    html: Markup
