"""The views of an event's page and of the list."""

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
    text_only: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in the list."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class EventsView:
    """The list of events."""

    chrome: Chrome
    head: Head
    events: tuple[EventLine, ...]
