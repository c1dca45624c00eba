"""Parts of views that features fill, each with the type of what belongs there.

A feature attaches a part to one story, or provides it for every story, page or chrome. `Part` carries the type of the
field and that of the view, so that mypy refuses a value or a part of another one. A test holds each part to its field.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from newsroom.core.parts import Alternate, Link
from newsroom.site.page_parts import Channel, HelplineBox, LogYear, Needs, Note, QuickExit
from newsroom.site.story_parts import (
    BioBox,
    BylineName,
    CommentBlock,
    Jump,
    LivePage,
    Profile,
    ReadNext,
    SeriesBox,
    Share,
)
from newsroom.site.views import Chrome, PageView, StoryView

V = TypeVar("V")
T = TypeVar("T")


class Part(Generic[V, T]):
    """A field of the view ``V``, of the type ``T``; its name is that of the part in small letters."""

    name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        """Take the name."""
        self.name = name.lower()


class StoryPart:
    """Parts of `newsroom.site.views.StoryView`."""

    AGED = Part[StoryView, str]()
    BIOS = Part[StoryView, tuple[BioBox, ...]]()
    BYLINES = Part[StoryView, tuple[BylineName, ...]]()
    COMMENTS = Part[StoryView, CommentBlock | None]()
    EXIT = Part[StoryView, QuickExit | None]()
    HELPLINES = Part[StoryView, HelplineBox | None]()
    JUMPS = Part[StoryView, tuple[Jump, ...]]()
    LIVE = Part[StoryView, str]()
    LIVE_PAGE = Part[StoryView, LivePage | None]()
    MEDIA = Part[StoryView, Needs | None]()
    NOTES = Part[StoryView, tuple[Note, ...]]()
    ORIGINAL = Part[StoryView, Alternate | None]()
    READ_NEXT = Part[StoryView, ReadNext | None]()
    SERIES = Part[StoryView, SeriesBox | None]()
    SHARE = Part[StoryView, Share | None]()
    TEXT_ONLY = Part[StoryView, str]()
    TRANSLATIONS = Part[StoryView, tuple[Alternate, ...]]()


class PagePart:
    """Parts of `newsroom.site.views.PageView`."""

    CHANNELS = Part[PageView, tuple[Channel, ...]]()
    CORRECTIONS = Part[PageView, tuple[LogYear, ...]]()
    EXIT = Part[PageView, QuickExit | None]()
    HELPLINES = Part[PageView, HelplineBox | None]()


class ChromePart:
    """Parts of `newsroom.site.views.Chrome`."""

    ACCOUNTS = Part[Chrome, tuple[Profile, ...]]()
    FEDIVERSE = Part[Chrome, str]()
    POLICY = Part[Chrome, str]()
    TIPS = Part[Chrome, Link | None]()
    X = Part[Chrome, str]()
