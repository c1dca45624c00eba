"""Parts of views that features fill, each with the type of what belongs there.

A feature attaches a part to one story, or provides it for every story, page or chrome. A `ViewPart` carries the type of
the field and that of the view, so that mypy refuses a value or a part of another one. A test holds each part to its
field.
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


class ViewPart(Generic[V, T]):
    """A field of the view ``V``, of the type ``T``; its name is that of the part in small letters."""

    name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        """Take the name."""
        self.name = name.lower()


class StoryPart:
    """Parts of `newsroom.site.views.StoryView`."""

    AGED = ViewPart[StoryView, str]()
    BIOS = ViewPart[StoryView, tuple[BioBox, ...]]()
    BYLINES = ViewPart[StoryView, tuple[BylineName, ...]]()
    COMMENTS = ViewPart[StoryView, CommentBlock | None]()
    EXIT = ViewPart[StoryView, QuickExit | None]()
    HELPLINES = ViewPart[StoryView, HelplineBox | None]()
    JUMPS = ViewPart[StoryView, tuple[Jump, ...]]()
    LIVE = ViewPart[StoryView, str]()
    LIVE_PAGE = ViewPart[StoryView, LivePage | None]()
    MEDIA = ViewPart[StoryView, Needs | None]()
    NOTES = ViewPart[StoryView, tuple[Note, ...]]()
    ORIGINAL = ViewPart[StoryView, Alternate | None]()
    READ_NEXT = ViewPart[StoryView, ReadNext | None]()
    SERIES = ViewPart[StoryView, SeriesBox | None]()
    SHARE = ViewPart[StoryView, Share | None]()
    TEXT_ONLY = ViewPart[StoryView, str]()
    TRANSLATIONS = ViewPart[StoryView, tuple[Alternate, ...]]()


class PagePart:
    """Parts of `newsroom.site.views.PageView`."""

    CHANNELS = ViewPart[PageView, tuple[Channel, ...]]()
    CORRECTIONS = ViewPart[PageView, tuple[LogYear, ...]]()
    EXIT = ViewPart[PageView, QuickExit | None]()
    HELPLINES = ViewPart[PageView, HelplineBox | None]()


class ChromePart:
    """Parts of `newsroom.site.views.Chrome`."""

    ACCOUNTS = ViewPart[Chrome, tuple[Profile, ...]]()
    FEDIVERSE = ViewPart[Chrome, str]()
    POLICY = ViewPart[Chrome, str]()
    TIPS = ViewPart[Chrome, Link | None]()
    X = ViewPart[Chrome, str]()
