"""Parts of pages of several kinds that features provide: helplines, the quick exit, banners, media, print issues."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from newsroom.core.interface_text import SILENT, Day, NameList, TranslatableText
from newsroom.core.parts import DisplayMoment, Link, Picture
from newsroom.site.parts import SectionTag


class Note(Struct, frozen=True):
    """A note as pages show it."""

    id: str
    words: TranslatableText
    label: TranslatableText
    topics: tuple[str, ...]
    heavy: bool


class HelplineBox(Struct, frozen=True):
    """Services by place: those of all of the magazine's country, then the rest, the story's own state first."""

    lines: tuple[Helpline, ...]
    places: tuple[PlaceGroup, ...] = ()

    @property
    def open_lines(self) -> tuple[Helpline, ...]:
        """The services that a reader sees without opening anything."""
        return self.lines + tuple(line for group in self.places if group.open for line in group.lines)


class QuickExit(Struct, frozen=True):
    """Quick-exit button: where it leads, and the page or part of one on its limits; empty where there is none."""

    href: str
    about: str


class Channel(Struct, frozen=True):
    """A channel as the page shows it; all but the name and the how may be empty."""

    name: str
    how: str
    address: str
    onion: str
    note: str


class CorrectionLine(Struct, frozen=True):
    """One correction or clarification with its label and day, and the story, whose language and direction it has."""

    label: TranslatableText
    date: DisplayMoment
    words: Markup
    title: Markup
    href: str
    lang: str
    dir: str


class LogYear(Struct, frozen=True):
    """The corrections of one year, newest first."""

    year: str
    entries: tuple[CorrectionLine, ...]


class Banner(Struct, frozen=True):
    """Breaking news, in ``words`` as HTML and ``plain`` for scripts; ``href`` may be empty.

    ``until`` is the moment at which it ends, as machines read it.
    """

    words: Markup
    plain: str
    href: str
    until: str


class Needs(Struct, frozen=True):
    """Needs of a page with media besides the sheet for them: the script, or not."""

    script: bool


class Group(Struct, frozen=True):
    """A group of links in the footer."""

    title: TranslatableText
    links: tuple[Link, ...]


class Imprint(Struct, frozen=True):
    """The last line of every page: whose the magazine is, and links to the imprint and to a licence.

    Either may be empty.
    """

    copyright: str
    links: tuple[Link, ...]


class IssueCover(Struct, frozen=True):
    """An issue as lists show it; ``summary`` may be empty."""

    number: int
    title: Markup
    summary: Markup
    href: str
    date: DisplayMoment
    picture: Picture


class ContentsLine(Struct, frozen=True):
    """One line of an issue's contents, as readers see it.

    ``href``, ``section``, ``kind`` and ``label`` (its name) are those of a story that is on this site, ``lang`` and
    ``dir`` those of its headline where that is the title; ``byline`` holds names; ``page`` 0 stands for none.
    """

    title: Markup
    href: str
    page: int
    byline: NameList
    section: SectionTag | None = None
    kind: str = ""
    label: TranslatableText = SILENT
    lang: str = ""
    dir: str = ""


#: Hours in whatever zone the caller is in.
LOCAL = "local"


class Helpline(Struct, frozen=True):
    """A service as a page shows it; ``tel`` and ``sms`` are numbers for a telephone. All but the name may be empty.

    ``zone`` says whose ``hours`` they are: local for the caller's own, or a city; at all hours it is all the same.
    ``stale`` says that nobody has checked it for too long: pages say so, since a number may have changed.
    """

    name: str
    phone: str
    tel: str
    text: str
    sms: str
    chat: str
    hours: TranslatableText
    zone: str
    serves: TranslatableText
    note: TranslatableText
    web: str
    around_the_clock: bool
    checked: Day
    stale: bool = False

    @property
    def when(self) -> str:
        """The hours in English with their zone."""
        zone = "your local" if self.zone == LOCAL else self.zone
        return f"{self.hours}, {zone} time" if zone else self.hours


class PlaceGroup(Struct, frozen=True):
    """The services of one place, which a reader opens; ``open`` where the story is about that place."""

    place: TranslatableText
    open: bool
    lines: tuple[Helpline, ...]
