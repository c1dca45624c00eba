"""Parts of pages of several kinds that features provide: helplines, the quick exit, banners, media, print issues."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from newsroom.core.interface_text import SILENT, Day, NameList, TranslatableText
from newsroom.core.parts import DisplayMoment, Link, Picture
from newsroom.site.parts import SectionTag


@dataclass(frozen=True, slots=True)
class Note:
    """A note as pages show it."""

    id: str
    words: TranslatableText
    label: TranslatableText
    topics: tuple[str, ...]
    heavy: bool


@dataclass(frozen=True, slots=True)
class HelplineBox:
    """Services by place: those of all of the magazine's country, then the rest, the story's own state first."""

    lines: tuple[Helpline, ...]
    places: tuple[PlaceGroup, ...] = ()

    @property
    def open_lines(self) -> tuple[Helpline, ...]:
        """The services that a reader sees without opening anything."""
        return self.lines + tuple(line for group in self.places if group.open for line in group.lines)


@dataclass(frozen=True, slots=True)
class QuickExit:
    """Quick-exit button: where it leads, and the page or part of one on its limits; empty where there is none."""

    href: str
    about: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel as the page shows it; all but the name and the how may be empty."""

    name: str
    how: str
    address: str
    onion: str
    note: str


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One correction or clarification with its label and day, and the story, whose language and direction it has."""

    label: TranslatableText
    date: DisplayMoment
    words: Markup
    title: Markup
    href: str
    lang: str
    dir: str


@dataclass(frozen=True, slots=True)
class LogYear:
    """The corrections of one year, newest first."""

    year: str
    entries: tuple[CorrectionLine, ...]


@dataclass(frozen=True, slots=True)
class Banner:
    """Breaking news, in ``words`` as HTML and ``plain`` for scripts; ``href`` may be empty.

    ``until`` is the moment at which it ends, as machines read it.
    """

    words: Markup
    plain: str
    href: str
    until: str


@dataclass(frozen=True, slots=True)
class Needs:
    """Needs of a page with media besides the sheet for them: the script, or not."""

    script: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A group of links in the footer."""

    title: TranslatableText
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Imprint:
    """The last line of every page: whose the magazine is, and links to the imprint and to a licence.

    Either may be empty.
    """

    copyright: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class IssueCover:
    """An issue as lists show it; ``summary`` may be empty."""

    number: int
    title: Markup
    summary: Markup
    href: str
    date: DisplayMoment
    picture: Picture


@dataclass(frozen=True, slots=True)
class ContentsLine:
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


@dataclass(frozen=True, slots=True)
class Helpline:
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


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """The services of one place, which a reader opens; ``open`` where the story is about that place."""

    place: TranslatableText
    open: bool
    lines: tuple[Helpline, ...]
