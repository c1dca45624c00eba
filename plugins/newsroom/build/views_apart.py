"""The views of pages that stand apart from stories and their lists: print issues, the search, the style guide."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from newsroom.core.parts import Alternate, Link
from newsroom.site.page_parts import ContentsLine, IssueCover, Needs
from newsroom.site.views import Chrome, Head, Pager
from newsroom.styleguide.model import Component, Tokens


@dataclass(frozen=True, slots=True)
class MovedView:
    """An address that something has left; ``to`` is where it stands now."""

    chrome: Chrome
    head: Head
    title: Markup
    summary: Markup
    to: str


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
    media: Needs | None = None


@dataclass(frozen=True, slots=True)
class IssuesView:
    """One sheet of the list of print issues, newest first; on the head ``latest`` stands apart from the rest.

    ``feed`` is empty where no issue is out; ``more`` are pages about the magazine, on the head.
    """

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
    """The search page; ``own`` is the folder of its scripts and styles, empty where there is no index to ask.

    ``languages`` are the lists of stories in other languages.
    """

    chrome: Chrome
    head: Head
    own: str = ""
    languages: tuple[Alternate, ...] = ()


@dataclass(frozen=True, slots=True)
class StyleguideView:
    """The style guide: colours and sizes, and every component with its examples."""

    chrome: Chrome
    head: Head
    tokens: Tokens
    components: tuple[Component, ...]
