"""The views of an event's page and of the list."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from newsroom.core.parts import DisplayMoment
from newsroom.site.views import Chrome, Head


class EventView(Struct, frozen=True):
    """An event's page."""

    chrome: Chrome
    head: Head
    title: str
    date: DisplayMoment
    place: str
    html: Markup
    text_only: str


class EventLine(Struct, frozen=True):
    """An event in the list."""

    title: str
    href: str


class EventsView(Struct, frozen=True):
    """The list of events."""

    chrome: Chrome
    head: Head
    events: tuple[EventLine, ...]
