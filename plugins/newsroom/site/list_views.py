"""The views of lists and indexes: for each kind of page, all that its template may see."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from newsroom.core.parts import Link
from newsroom.core.words import Word
from newsroom.site.page_parts import Banner, Needs
from newsroom.site.parts import Card
from newsroom.site.story_parts import BioBox
from newsroom.site.views import Chrome, Head, Pager


@dataclass(frozen=True, slots=True)
class ListView:
    """One sheet of a list: of a section, state, topic, series, language or month.

    ``kind`` names which; ``accent`` its colour; ``number`` is 0 for the head. ``trail`` leads to what it is a part of,
    ``here`` is its plain name; ``feed`` is empty where it has none of its own; ``parts`` numbers those
    of a series.
    """

    chrome: Chrome
    head: Head
    kind: str
    kicker: str
    title: Markup | Word
    introduction: Markup | Word
    accent: str
    cards: tuple[Card, ...]
    pager: Pager
    number: int = 0
    shelves: tuple[Link, ...] = ()
    trail: tuple[Link, ...] = ()
    here: str = ""
    feed: str = ""
    parts: tuple[int, ...] = ()
    banner: Banner | None = None


@dataclass(frozen=True, slots=True)
class AuthorView:
    """One sheet of an author's page; the long bio stands on the head only."""

    chrome: Chrome
    head: Head
    bio: BioBox
    html: Markup
    status: Word
    cards: tuple[Card, ...]
    pager: Pager
    feed: str
    trail: tuple[Link, ...]
    media: Needs | None = None
    number: int = 0
    banner: Banner | None = None


@dataclass(frozen=True, slots=True)
class ContributorsView:
    """Everybody who writes, by status: a heading and its bio boxes."""

    chrome: Chrome
    head: Head
    groups: tuple[tuple[Word, tuple[BioBox, ...]], ...]


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """The archive, or a year of it: years, and under each its months; ``trail`` and ``here`` as lists have them."""

    chrome: Chrome
    head: Head
    years: tuple[tuple[Link, tuple[Link, ...]], ...]
    trail: tuple[Link, ...] = ()
    here: str = ""


@dataclass(frozen=True, slots=True)
class TopicsView:
    """All topics, by first letter."""

    chrome: Chrome
    head: Head
    letters: tuple[tuple[str, tuple[Link, ...]], ...] = field(default=())
