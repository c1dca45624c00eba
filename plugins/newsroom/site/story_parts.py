"""Parts of a story's view that features provide: authors, comments, the series, related stories, sharing."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from newsroom.core.interface_text import SILENT, TranslatableText
from newsroom.core.parts import DisplayMoment, Link, Picture
from newsroom.site.parts import Card


class Profile(Struct, frozen=True):
    """An account: the service's id (which names its icon), a label for readers, and where it is."""

    service: str
    label: str
    href: str


class Share(Struct, frozen=True):
    """A story's share links, and what the enhanced ones need: its plain title and full address.

    ``hint`` says what others will see, where a reader should know before sharing; it may be empty.
    """

    links: tuple[Profile, ...]
    title: str
    url: str
    hint: TranslatableText = SILENT


class BioBox(Struct, frozen=True):
    """An author as the box under a story shows them; ``did`` is their part in this story.

    The newsroom itself, which signs what nobody does, has no ``bio`` of its own; it and each ``desk`` is no person.
    ``lang`` is the language of the name where it is another than the magazine's.
    """

    name: str
    href: str
    pronouns: str
    role: str
    bio: Markup
    did: str
    initials: str
    picture: Picture | None
    profiles: tuple[Profile, ...]
    email: str
    desk: bool = False
    lang: str = ""
    dir: str = ""


class Face(Struct, frozen=True):
    """A portrait beside an opinion; without a picture the initials stand in for it."""

    picture: Picture | None
    initials: str


class BylineName(Struct, frozen=True):
    """A name in a byline, with what the author did (may be empty).

    ``lang`` is the language of the name where it is another than the magazine's.
    """

    name: str
    href: str
    did: str
    lang: str = ""
    dir: str = ""


class CommentView(Struct, frozen=True):
    """A comment as the page shows it, with the replies to it."""

    anchor: str
    name: str
    website: str
    date: DisplayMoment
    html: Markup
    replies: tuple[CommentView, ...] = ()


class CommentBlock(Struct, frozen=True):
    """The whole block under a story.

    ``mode`` is placeholder, endpoint or closed (none leaves no block); ``endpoint`` is where the form posts to.
    """

    mode: str
    story_id: str
    count: int
    comments: tuple[CommentView, ...]
    endpoint: str = ""

    @property
    def referrer(self) -> str:
        """The referrer policy of the page: how much it tells other sites of itself.

        Nothing; but under no-referrer a form says that it comes from nowhere, and services refuse what does:
        https://fetch.spec.whatwg.org/#append-a-request-origin-header
        """
        if self.mode != "endpoint":
            return "no-referrer"
        return "same-origin" if self.endpoint.startswith("/") else "strict-origin"


class SeriesBox(Struct, frozen=True):
    """A story's place in its series: the part, counted from 1 for the oldest, its title, and its neighbours.

    It never says of how many, so that a new part changes only the page of the part before it.
    """

    name: str
    href: str
    part: int
    title: str
    previous: Link | None
    next: Link | None

    @property
    def start(self) -> int:
        """The number of the first part that it names."""
        return self.part - 1 if self.previous else self.part


class ReadNext(Struct, frozen=True):
    """The end of a story: related stories, and the neighbours in its section."""

    related: tuple[Card, ...]
    newer: Card | None
    older: Card | None


class CorrectionEntry(Struct, frozen=True):
    """A correction or a clarification: which of the two, in words, its day, and what it says."""

    label: TranslatableText
    date: DisplayMoment
    words: Markup


class CorrectionBox(Struct, frozen=True):
    """The corrections of a story below a title; if ``labelled``, each shows its label, since there are both kinds."""

    title: TranslatableText
    entries: tuple[CorrectionEntry, ...]
    labelled: bool = False


class Origin(Struct, frozen=True):
    """Where a syndicated story first appeared: who published it, and its full address there."""

    name: str
    href: str


class Review(Struct, frozen=True):
    """Facts about a reviewed work; all but ``what`` may be empty.

    ``starts`` and ``ends`` are days or moments in ISO 8601, for machines; ``when`` says the same to readers.
    """

    what: str
    form: str = ""
    by: str = ""
    where: str = ""
    when: str = ""
    price: str = ""
    access: str = ""
    advice: str = ""
    starts: str = ""
    ends: str = ""


class Jump(Struct, frozen=True):
    """A place on the page that a reader may jump to; ``number`` and ``moment`` as far as it has one."""

    label: Markup
    href: str
    number: str = ""
    moment: DisplayMoment | None = None


class LivePage(Struct, frozen=True):
    """When a live page was updated last, where that is, and in which place's time all its times are."""

    updated: DisplayMoment
    latest: str
    zone: str
