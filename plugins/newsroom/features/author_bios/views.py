"""Views of authors' pages and of the page of all contributors."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from newsroom.core.interface_text import TranslatableText
from newsroom.core.parts import Link
from newsroom.site.page_parts import Banner, Needs
from newsroom.site.parts import NO_FACTS, Card, ListFacts
from newsroom.site.story_parts import BioBox
from newsroom.site.views import Chrome, Head, Pager


class AuthorView(Struct, frozen=True):
    """One page of an author's list; only the first page has the long bio and the facts.

    ``role`` is what the author does, empty where ``status`` says the same; ``status`` is silent where the bio says it.
    ``created`` is the moment of their first story, as machines read it.
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
    facts: ListFacts = NO_FACTS
    media: Needs | None = None
    number: int = 0
    banner: Banner | None = None
    created: str = ""


class ContributorGroup(Struct, frozen=True):
    """Those of one status, each with the facts about their stories.

    The heading is ``silent``, for screen readers alone, where the title of the page above it says the same.
    """

    heading: TranslatableText
    people: tuple[tuple[BioBox, ListFacts], ...]
    silent: bool = False


class ContributorsView(Struct, frozen=True):
    """Everybody who writes, by status."""

    chrome: Chrome
    head: Head
    groups: tuple[ContributorGroup, ...]
