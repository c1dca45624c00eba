"""Parts that many views share. A view is plain data: all that a template may see."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its words, where it leads, and whether that is this very page."""

    label: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A day as people read it (``words``), with its time of day, and as machines do (``iso``)."""

    words: str
    time: str
    iso: str


@dataclass(frozen=True)
class Picture:
    """A picture on a page; widths and heights in pixels, ``srcset`` as HTML has it.

    ``alt`` is empty only where the picture adds nothing to the words beside it; ``share`` is the address of the
    largest size, for link previews.
    """

    src: str
    srcset: str
    width: int
    height: int
    alt: str
    caption: Markup = Markup("")
    credit: str = ""
    share: str = ""


@dataclass(frozen=True, slots=True)
class SectionTag:
    """A section as a kicker shows it: name, address, and the name of its accent colour."""

    name: str
    href: str
    accent: str


@dataclass(frozen=True, slots=True)
class Card:
    """A story as lists show it.

    ``label`` is the kind's name, empty for news, and ``marked`` says that it must stand wherever the story does;
    ``byline`` is a line of names. ``live`` is the moment until which the story is live, as machines read it, on the
    front page and the heads of lists; elsewhere and for all other stories it is empty.
    """

    id: str
    title: Markup
    plain_title: str
    summary: Markup
    href: str
    date: Moment
    section: SectionTag
    label: str
    byline: str
    picture: Picture | None
    lang: str
    dir: str
    minutes: int
    marked: bool = False
    live: str = ""
