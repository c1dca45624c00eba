"""The views: for each kind of page, all that its template may see."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from newsroom.author_bios.model import BioBox, BylineName
from newsroom.comment_form.model import CommentBlock
from newsroom.content_notes.model import Note
from newsroom.core.parts import Card, Link, Moment, Picture, SectionTag
from newsroom.corrections.model import LogYear
from newsroom.front.model import Banner
from newsroom.issues.model import ContentsLine, IssueCover
from newsroom.media.model import Needs
from newsroom.quick_exit.model import QuickExit
from newsroom.read_next.model import ReadNext
from newsroom.sections.model import Group
from newsroom.series.model import SeriesBox
from newsroom.social_links.model import Profile, Share
from newsroom.stories.model import Origin
from newsroom.support.model import HelplineBox
from newsroom.tips.model import Channel


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

    ``title`` is what link previews show, ``tab`` what the browser's tab does. ``lang`` is the language of both; the
    page's furniture is always in the magazine's own. ``original`` is where a syndicated story first appeared: search
    engines are sent there, while the page still shares itself.
    """

    title: str
    tab: str
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
    original: str = ""


@dataclass(frozen=True, slots=True)
class Chrome:
    """What every page carries around its own words: header, navigation, footer, files of the theme.

    ``stylesheet``, ``scripts``, ``leaving`` (the script of the quick exit), ``media_styles`` and ``media_script`` (of
    pages with media) and ``icons`` (a sheet of SVG symbols, one for each service) are addresses of files; ``tips`` is
    the page for people who want to tell the magazine something; ``feed`` is the address of the magazine's feed,
    ``base_url`` the site's own without a slash at its end, ``policy`` what the page may load and do (empty where no
    plugin says so). Nothing here is new each day, or every story page would change with every story.
    """

    site: str
    tagline: str
    sections: tuple[Link, ...]
    more: tuple[Link, ...]
    footer: tuple[Group, ...]
    accounts: tuple[Profile, ...]
    tips: Link | None
    stylesheet: str
    scripts: tuple[str, ...]
    leaving: str
    icons: str
    feed: str
    base_url: str
    generator: str
    media: tuple[str, str] = ("", "")
    policy: str = ""


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story's page.

    ``html`` is the story; parts that a plugin adds are None or empty where the plugin is not in use. ``translations``
    are the translations besides this page itself; on one of them ``original`` is the story they were made from. A page
    with ``exit`` has the button for leaving quickly; a ``sensitive`` one promotes nothing. ``updates`` are newest
    first; ``origin`` is where a syndicated story first appeared; ``aged`` the year of a story that is old enough to say
    so, else empty; ``live`` as a card has it; ``media`` what its pictures, sound and film need of the theme.
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
    exit: QuickExit | None = None
    notes: tuple[Note, ...] = ()
    helplines: HelplineBox | None = None
    sensitive: bool = False
    updates: tuple[tuple[Moment, Markup], ...] = ()
    origin: Origin | None = None
    aged: str = ""
    live: str = ""
    media: Needs | None = None


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
    banner: Banner | None = None


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
    banner: Banner | None = None


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
class Face:
    """A portrait beside an opinion; without a picture the initials stand in for it."""

    picture: Picture | None
    initials: str


@dataclass(frozen=True, slots=True)
class FrontView:
    """The front page: a lead, those beside it, the latest, opinion with its faces, the sections, the newest issue."""

    chrome: Chrome
    head: Head
    lead: Card | None
    secondary: tuple[Card, ...]
    latest: tuple[Card, ...]
    opinion: tuple[tuple[Card, Face | None], ...]
    sections: tuple[FrontSection, ...]
    banner: Banner | None = None
    issue: IssueCover | None = None


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
    helplines: HelplineBox | None = None
    channels: tuple[Channel, ...] = ()
    exit: QuickExit | None = None
    corrections: tuple[LogYear, ...] = ()
    media: Needs | None = None


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
class IssueView:
    """A print issue: its cover, a word from the editors, what is in it, and its neighbours.

    ``pdf`` is the address of the file to read or print, ``pdf_note`` its kind and size; both may be empty. ``more`` are
    pages about the magazine, which the newest issue links to.
    """

    chrome: Chrome
    head: Head
    cover: IssueCover
    html: Markup
    contents: tuple[ContentsLine, ...]
    pdf: str = ""
    pdf_note: str = ""
    older: IssueCover | None = None
    newer: IssueCover | None = None
    more: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class IssuesView:
    """One sheet of all print issues, newest first; on its head ``latest`` stands apart, and ``more`` leads on."""

    chrome: Chrome
    head: Head
    latest: IssueCover | None
    covers: tuple[IssueCover, ...]
    pager: Pager
    number: int = 0
    feed: str = ""
    more: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page; ``own`` is the folder of its scripts and styles, empty where there is no index to ask."""

    chrome: Chrome
    head: Head
    own: str = ""
