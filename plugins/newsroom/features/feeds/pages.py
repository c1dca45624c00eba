"""Plans the feeds of each list in three formats, which share their entries.

A story stands in half a dozen feeds. It is turned into an entry once, and that is written once in each form.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Generic, TypeVar

from msgspec import Struct

from newsroom.core import urls
from newsroom.core.interface_text import TranslatableText
from newsroom.engine.cache import digests
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.features.feeds.json_feed import json_entry, json_feed
from newsroom.features.feeds.model import NEVER, Feed, FeedEntry
from newsroom.features.feeds.settings import FeedSettings
from newsroom.features.feeds.xml import atom, atom_entry, rss, rss_entry
from newsroom.site.page_head import full

T = TypeVar("T")
#: How many entries, and how many of them in each form, are remembered: some forty megabytes at most.
_REMEMBERED = 2048
#: Functions that write a feed and an entry of it, by format.
_FORMS: dict[str, tuple[Callable[[Feed, Sequence[bytes]], bytes], Callable[[FeedEntry], bytes]]] = {
    "atom": (atom, atom_entry),
    "rss": (rss, rss_entry),
    "json": (json_feed, json_entry),
}
#: How the address begins of what makes a feed readable to a person: theme/styles/bundles/feed.css.
_STYLESHEET = "/theme/feed."
#: The picture of a feed that has none of its own.
LOGO = "/theme/brand/icon-192.png"
# Translators: the heading of a feed that somebody opens in a browser.
_WHAT = TranslatableText("This is a feed")
# Translators: what somebody reads who opens a feed in a browser.
_HOW = TranslatableText(
    "Copy the address of this page into a feed reader, and new stories come to you by themselves: without an account, "
    "and without anybody who looks at what you read."
)
# Translators: a link at the top of a feed that somebody opened in a browser.
_READ = TranslatableText("Read these stories on the site")


class Entries(Generic[T]):
    """Makes the entries of feeds, and remembers those that it made last.

    Args:
        plan: the plan, with the files of the theme.
        make: turns something (a story, a print issue) into an entry; told what says how long a file is.
        name: returns what tells it from all others.
    """

    def __init__(
        self, plan: Plan, make: Callable[[T, Callable[[str], int]], FeedEntry], name: Callable[[T], str]
    ) -> None:
        # The pages' own head is not used here: their policy is not known yet.
        self.stylesheet = next((address for address in plan.files if address.startswith(_STYLESHEET)), "")
        length = _length_in(plan)
        self._name = name
        self._items: dict[str, T] = {}
        self._entry = functools.lru_cache(maxsize=_REMEMBERED)(lambda name: make(self._items[name], length))
        self._entries = functools.lru_cache(maxsize=_REMEMBERED * len(_FORMS))(self._write)

    def entry(self, item: T, form: str) -> bytes:
        """Return something as an entry of a feed in one form."""
        return self._entries(self._register(item), form)

    def updated(self, item: T) -> datetime:
        """Return the moment at which something was last changed."""
        return self._entry(self._register(item)).updated

    def _register(self, item: T) -> str:
        name = self._name(item)
        self._items[name] = item
        return name

    def _write(self, name: str, form: str) -> bytes:
        return _FORMS[form][1](self._entry(name))


class FeedSelection(Struct, Generic[T], frozen=True):
    """Stories that a feed carries.

    Args:
        page: the address of the list that it belongs to.
        name: name of the list; empty for the whole magazine.
        items: items of the list, newest first.
        entries: makes them entries.
        key: everything that the entries are made of, as plain values.
        lang: the language of most of it; empty for the magazine's own.
    """

    page: str
    name: str
    items: Sequence[T]
    entries: Entries[T]
    key: object
    lang: str = ""


def _length_in(plan: Plan) -> Callable[[str], int]:
    """Return a function that gives the size of the file at an address in bytes; 0 where none is planned.

    Pictures are made before anything is rendered, so that it need only be read.
    """

    @functools.lru_cache(maxsize=_REMEMBERED)
    def length(address: str) -> int:
        planned = plan.files.get(address)
        return len(planned.content()) if planned else 0

    return length


def plan_feed(plan: Plan, carried: FeedSelection[T]) -> None:
    """Plan a feed in its three forms."""
    settings = plan.edition.settings
    stylesheet = carried.entries.stylesheet
    lang = carried.lang or settings.lang
    words = plan.edition.read_context.catalogues.digest(lang)
    key = digests.of(carried.page, carried.name, lang, settings.of(FeedSettings).hub, stylesheet, words, carried.key)
    for form in urls.FEEDS:
        address = urls.feed(carried.page, form)
        make = partial(_content, plan.edition, carried, form)
        plan.file(address, f"the feed {address}", make, key)


def _content(edition: Edition, carried: FeedSelection[T], form: str) -> bytes:
    settings = edition.settings
    lang = carried.lang or settings.lang
    names = {"title": carried.name, "site": settings.site}
    feed = Feed(
        title=f"{carried.name} – {settings.site}" if carried.name else settings.site,
        about=edition.phrase("%(title)s: stories in %(site)s.", lang) % names if carried.name else settings.tagline,
        base=full(carried.page, edition),
        lang=lang,
        updated=max((carried.entries.updated(item) for item in carried.items), default=NEVER),
        logo=full(LOGO, edition),
        hub=settings.of(FeedSettings).hub,
        stylesheet=carried.entries.stylesheet,
        opened=(edition.printed(_WHAT, lang), edition.printed(_HOW, lang), edition.printed(_READ, lang)),
    )
    return _FORMS[form][0](feed, [carried.entries.entry(item, form) for item in carried.items])
