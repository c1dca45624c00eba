"""Views of authors' pages and of the page of all contributors."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from newsroom.core.interface_text import TranslatableText
from newsroom.core.parts import Link
from newsroom.site.page_parts import Banner, Needs
from newsroom.site.parts import Card
from newsroom.site.story_parts import BioBox
from newsroom.site.views import Chrome, Head, Pager


@dataclass(frozen=True, slots=True)
class AuthorView:
    """One page of an author's list; only the first page has the long bio.

    ``role`` is what the author does, empty where ``status`` says the same; ``created`` the moment of their first story,
    as machines read it.
    """

    chrome: Chrome
    head: Head
    bio: BioBox
    html: Markup
    status: TranslatableText
    role: str
    cards: tuple[Card, ...]
    pager: Pager
    feed: str
    trail: tuple[Link, ...]
    media: Needs | None = None
    number: int = 0
    banner: Banner | None = None
    created: str = ""


@dataclass(frozen=True, slots=True)
class ContributorsView:
    """Everybody who writes, by status: a heading and its bio boxes."""

    chrome: Chrome
    head: Head
    groups: tuple[tuple[TranslatableText, tuple[BioBox, ...]], ...]
