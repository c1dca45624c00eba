"""The views: for each kind of page, all that its template may see."""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup
from msgspec import Struct

from newsroom.core.interface_text import AboutText, MarkedText, TranslatableText
from newsroom.core.parts import Alternate, DisplayMoment, Link, ShareImage
from newsroom.site.headline_font import font_files
from newsroom.site.look import PageLook
from newsroom.site.page_parts import Banner, Channel, Group, HelplineBox, Imprint, LogYear, Needs, Note, QuickExit
from newsroom.site.parts import NO_FACTS, Card, ListFacts, Sponsor
from newsroom.site.story_parts import (
    BioBox,
    BylineName,
    CommentBlock,
    CorrectionBox,
    Face,
    Jump,
    LivePage,
    Origin,
    Profile,
    ReadNext,
    Review,
    SeriesBox,
    Share,
)


class Head(Struct, frozen=True):
    """Contents of a page's head; every ``url`` is absolute, ``canonical`` is empty on the 404 page.

    ``title`` is what link previews show, ``name`` the same without the magazine's name, ``tab`` what the browser's tab
    shows. ``lang`` is the language of the page, ``locale`` the same in the form of Open Graph; the interface text is
    in English where that language has no catalogue. ``original`` is the first address of a syndicated story, for
    search engines; link previews still name the page itself. ``writers`` are the addresses of its authors' pages,
    ``fediverse`` their accounts. Previews, feeds and structured data of a ``neutral`` page may hold only what this
    head holds. ``data`` is its structured data, as JSON-LD.
    """

    title: str
    tab: str
    description: str
    canonical: str
    lang: str
    image: ShareImage
    name: str = ""
    locale: str = ""
    og_type: str = "website"
    feeds: tuple[Link, ...] = ()
    published: str = ""
    year: str = ""
    modified: str = ""
    authors: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()
    fediverse: tuple[str, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    index: bool = True
    original: str = ""
    neutral: bool = False
    data: Markup = Markup("")

    @property
    def fonts(self) -> tuple[str, ...]:
        """The files that the headings of the page need, by their names in `Chrome.fonts`.

        A page asks for them at once: what comes later would leave letters of a word in a stand-in.
        """
        return font_files(self.title + self.description if self.og_type == "article" else self.title, self.lang)


class Chrome(Struct, frozen=True):
    """Frame that every page carries around its own words: header, navigation, footer, files of the theme.

    ``look`` is what the magazine looks like.

    ``stylesheet``, ``scripts``, ``leaving`` (the script of the quick exit), ``player`` (of pages with media),
    ``search_box`` (of the box of the search on error pages; empty where there is no search) and ``icons`` (a sheet of
    SVG symbols) are addresses of files; ``bundles`` those of stylesheets that some pages need and
    ``fonts`` those of headlines, by name; ``tips`` is the page for people who want to tell the magazine something;
    ``feed`` the address of the magazine's feed, ``base_url`` the site's own without a slash at its end, ``policy`` what
    the page may load and do (empty where no plugin says so), ``x`` and ``fediverse`` the magazine's accounts there as
    previews name them; ``languages`` lead to the lists of stories in other languages; ``latest_issue`` is where the
    newest print issue stands, empty while there is none. Nothing here is new each day, or every story page would change
    with every story.
    """

    site: str
    tagline: str
    sections: tuple[Link, ...]
    more: tuple[Link, ...]
    footer: tuple[Group, ...]
    stylesheet: str
    bundles: dict[str, str]
    fonts: dict[str, str]
    scripts: tuple[str, ...]
    leaving: str
    player: str
    icons: str
    feed: str
    base_url: str
    generator: str
    look: PageLook
    accounts: tuple[Profile, ...] = ()
    tips: Link | None = None
    policy: str = ""
    search_box: str = ""
    x: str = ""
    fediverse: str = ""
    imprint: Imprint | None = None
    about: AboutText = AboutText()
    acknowledgement: tuple[MarkedText, ...] = ()
    languages: tuple[Alternate, ...] = ()
    latest_issue: str = ""


class StoryView(Struct, frozen=True):
    """A story's page.

    ``html`` is the story; parts that a plugin adds are None or empty where the plugin is not in use. ``translations``
    are those besides this page itself; on one of them ``original`` is the story they were made from. A page with
    ``exit`` has the way out; a ``sensitive`` one promotes nothing. ``updates`` are newest first; ``origin`` is where a
    syndicated story first appeared, ``sponsor`` whose a sponsored one is; ``aged`` the year of a story that is old;
    ``live`` as a card has it; ``review`` the facts of what was reviewed; ``jumps`` the parts of a list or a live page,
    of which ``points`` are what stands before the updates; ``trail`` leads to its section and state; ``text_only`` to
    its text-only edition; ``media`` is what its pictures, sound and film need of the theme.
    """

    chrome: Chrome
    head: Head
    card: Card
    html: Markup
    layout: str
    kind: str
    published: DisplayMoment
    modified: DisplayMoment | None
    corrections: CorrectionBox | None
    tags: tuple[Link, ...] = ()
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
    updates: tuple[tuple[DisplayMoment, Markup], ...] = ()
    origin: Origin | None = None
    sponsor: Sponsor | None = None
    aged: str = ""
    live: str = ""
    review: Review | None = None
    jumps: tuple[Jump, ...] = ()
    live_page: LivePage | None = None
    trail: tuple[Link, ...] = ()
    points: Markup = Markup("")
    text_only: str = ""
    media: Needs | None = None


class Pager(Struct, frozen=True):
    """The links below one sheet of a list."""

    older: Link | None
    newer: Link | None


class PageView(Struct, frozen=True):
    """A page that is no story: About, Privacy, Support and the like."""

    chrome: Chrome
    head: Head
    title: Markup
    summary: Markup
    html: Markup
    modified: DisplayMoment | None
    layout: str = "standard"
    helplines: HelplineBox | None = None
    channels: tuple[Channel, ...] = ()
    exit: QuickExit | None = None
    corrections: tuple[LogYear, ...] = ()
    media: Needs | None = None


class ListedStory(Struct, frozen=True):
    """A story on a list page: its card; in a series which part it is; of an opinion the face of who wrote it."""

    card: Card
    part: int = 0
    face: Face | None = None


#: How stories of a list page are set: a large one at the top, a large one further down, some side by side, opinions
#: with faces, rows.
GroupShape = Literal["lead", "feature", "beside", "statements", "rows"]


class CardGroup(Struct, frozen=True):
    """Stories of a list page that are set alike."""

    shape: GroupShape
    items: tuple[ListedStory, ...]


class ListView(Struct, frozen=True):
    """One sheet of a list: of a section, state, topic, series, language or month.

    ``kind`` names which; ``accent`` its colour; ``number`` is 0 for the head. ``trail`` leads to what it is a part of,
    ``here`` is its plain name; ``feed`` is empty where it has none of its own. ``cards`` are its stories in their
    order, ``groups`` the same as the page sets them; ``facts`` are of the whole list, on its first page alone.
    """

    chrome: Chrome
    head: Head
    kind: str
    kicker: str
    title: Markup | TranslatableText
    introduction: Markup | TranslatableText
    accent: str
    cards: tuple[Card, ...]
    groups: tuple[CardGroup, ...]
    pager: Pager
    facts: ListFacts = NO_FACTS
    number: int = 0
    sublists: tuple[Link, ...] = ()
    trail: tuple[Link, ...] = ()
    here: str = ""
    feed: str = ""
    banner: Banner | None = None
