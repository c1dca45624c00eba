"""Parts of views that features fill, each with the type of what belongs there.

A feature attaches a part to one story, or provides it for every story, page or chrome. A `ViewPart` carries the type of
the field and that of the view, so that mypy refuses a value or a part of another one. A test holds each part to its
field.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Any, Generic, TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

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

V = TypeVar("V", bound=Struct)
T = TypeVar("T")


class ViewPart(Generic[V, T]):
    """A field of the view ``V``, of the type ``T``; its name is that of the part in small letters."""

    name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        """Take the name."""
        self.name = name.lower()


class ViewParts(Generic[V]):
    """Parts of one view ``V``, each with a value of its type."""

    def __init__(self) -> None:
        self._values: dict[ViewPart[V, Any], object] = {}

    def put(self, part: ViewPart[V, T], value: T) -> None:
        """Put a part in, in place of what was there."""
        self._values[part] = value

    def get(self, part: ViewPart[V, T], default: T) -> T:
        """Return a part; the default where it is not there."""
        return cast("T", self._values.get(part, default))

    @property
    def values(self) -> dict[str, object]:
        """Every part by the name of its field, as plain values."""
        return {part.name: value for part, value in self._values.items()}

    def fill(self, view: V, only: Container[ViewPart[V, Any]] | None = None) -> V:
        """Return a view with these parts in it; with ``only``, no others of them."""
        chosen = {part.name: value for part, value in self._values.items() if only is None or part in only}
        return replace(view, **chosen) if chosen else view


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
    TAGS = ViewPart[StoryView, tuple[Link, ...]]()
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
    LANGUAGES = ViewPart[Chrome, tuple[Alternate, ...]]()
    LATEST_ISSUE = ViewPart[Chrome, str]()
    POLICY = ViewPart[Chrome, str]()
    SEARCH_BOX = ViewPart[Chrome, str]()
    TIPS = ViewPart[Chrome, Link | None]()
    X = ViewPart[Chrome, str]()
