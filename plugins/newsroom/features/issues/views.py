"""Views of print issues and of their list."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from newsroom.core.parts import Link
from newsroom.site.page_parts import ContentsLine, IssueCover, Needs
from newsroom.site.views import Chrome, Head, Pager


class IssueView(Struct, frozen=True):
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


class IssuesView(Struct, frozen=True):
    """One page of the list of print issues, newest first; the first page shows ``latest`` apart from the rest.

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
