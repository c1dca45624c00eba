"""The views: for each kind of page, all that its template may see."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from newsroom.author_bios.model import BioBox, BylineName
from newsroom.comment_form.model import CommentBlock
from newsroom.core.parts import Card, Link, Moment, SectionTag
from newsroom.read_next.model import ReadNext
from newsroom.sections.model import Group
from newsroom.series.model import SeriesBox
from newsroom.social_links.model import Profile, Share
from newsroom.support.model import Helpline


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language: the language's code, its own name, and the address."""

    lang: str
    name: str
    dir: str
    href: str
    url: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in a page's head; every ``url`` is absolute, ``canonical`` is empty on the 404 page.

    ``lang`` is the language of the title; the page's furniture is always in the magazine's own.
    """

    title: str
    description: str
    canonical: str
    lang: str
    og_type: str = "website"
    feeds: tuple[Link, ...] = ()
    image: str = ""
    image_alt: str = ""
    published: str = ""
    year: str = ""
    modified: str = ""
    authors: tuple[str, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    index: bool = True


@dataclass(frozen=True, slots=True)
class Chrome:
    """What every page carries around its own words: header, navigation, footer, files of the theme.

    ``stylesheet``, ``scripts`` and ``icons`` (a sheet of SVG symbols, one for each service) are addresses of files;
    ``feed`` is the address of the magazine's feed, ``base_url`` the site's own without a slash at its end. Nothing here
    is new each day, or every story page would change with every story.
    """

    site: str
    tagline: str
    sections: tuple[Link, ...]
    more: tuple[Link, ...]
    footer: tuple[Group, ...]
    accounts: tuple[Profile, ...]
    stylesheet: str
    scripts: tuple[str, ...]
    icons: str
    feed: str
    base_url: str
    generator: str


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story's page.

    ``html`` is the story; parts that a plugin adds are None or empty where the plugin is not in use. ``translations``
    are the translations besides this page itself; on one of them ``original`` is the story they were made from.
    """

    chrome: Chrome
    head: Head
    card: Card
    html: Markup
    layout: str
    kind: str
    published: Moment
    modified: Moment | None
    tags: tuple[Link, ...]
    corrections: tuple[tuple[Moment, Markup], ...]
    state: Link | None = None
    bylines: tuple[BylineName, ...] = ()
    bios: tuple[BioBox, ...] = ()
    share: Share | None = None
    comments: CommentBlock | None = None
    series: SeriesBox | None = None
    read_next: ReadNext | None = None
    translations: tuple[Alternate, ...] = ()
    original: Alternate | None = None


@dataclass(frozen=True, slots=True)
class Pager:
    """The links below one sheet of a list."""

    older: Link | None
    newer: Link | None


@dataclass(frozen=True, slots=True)
class ListView:
    """One sheet of a list: of a section, state, topic, series, language or month.

    ``kind`` names which; ``accent`` its colour; ``number`` is 0 for the head.
    """

    chrome: Chrome
    head: Head
    kind: str
    kicker: str
    title: Markup
    introduction: str
    accent: str
    cards: tuple[Card, ...]
    pager: Pager
    number: int = 0
    shelves: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorView:
    """One sheet of an author's page; the long bio stands on the head only."""

    chrome: Chrome
    head: Head
    bio: BioBox
    html: Markup
    status: str
    cards: tuple[Card, ...]
    pager: Pager
    feed: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class ContributorsView:
    """Everybody who writes, by status: a heading and its bio boxes."""

    chrome: Chrome
    head: Head
    groups: tuple[tuple[str, tuple[BioBox, ...]], ...]


@dataclass(frozen=True, slots=True)
class FrontSection:
    """A section on the front page."""

    section: SectionTag
    introduction: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class FrontView:
    """The front page: a lead story, those beside it, the latest, opinion, and the sections."""

    chrome: Chrome
    head: Head
    lead: Card | None
    secondary: tuple[Card, ...]
    latest: tuple[Card, ...]
    opinion: tuple[Card, ...]
    sections: tuple[FrontSection, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """A page that is no story: About, Privacy, Support and the like."""

    chrome: Chrome
    head: Head
    title: Markup
    summary: Markup
    html: Markup
    modified: Moment | None
    layout: str = "standard"
    helplines: tuple[Helpline, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """The archive: years, and under each its months, as links."""

    chrome: Chrome
    head: Head
    years: tuple[tuple[Link, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True)
class TopicsView:
    """All topics, by first letter."""

    chrome: Chrome
    head: Head
    letters: tuple[tuple[str, tuple[Link, ...]], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page; ``own`` is the folder of its scripts and styles, empty where there is no index to ask."""

    chrome: Chrome
    head: Head
    own: str = ""
