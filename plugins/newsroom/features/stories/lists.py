"""Lists: of a section, a topic, a series, a month; numbered from the oldest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from markupsafe import Markup
from msgspec import Struct, field
from msgspec.structs import replace

from newsroom.core import paging, text, urls
from newsroom.core.interface_text import SILENT, TranslatableText
from newsroom.core.languages import direction
from newsroom.core.parts import Link
from newsroom.engine.cache import digests
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan, SitemapEntry
from newsroom.features.stories.cards import card, cards_key, live_labelled, outward_card
from newsroom.features.stories.list_links import list_facts
from newsroom.features.stories.rendering import Story
from newsroom.features.stories.rhythm import RhythmStory, rhythm
from newsroom.site.chrome import chrome
from newsroom.site.feature_data import LiveNow
from newsroom.site.page_head import page_head
from newsroom.site.page_parts import Banner
from newsroom.site.pagination import pager
from newsroom.site.parts import NO_FACTS, Card, ListFacts
from newsroom.site.story_parts import Face
from newsroom.site.views import CardGroup, Head, ListedStory, ListView, Pager


class List(Struct, frozen=True):
    """Definition of a list.

    Args:
        address: its own, with slashes at both ends.
        kind: section, state, topic, series, language or archive.
        title: plain.
        introduction: a sentence or two at the top of the head; may be empty.
        kicker: the small line above the title; may be empty.
        accent: the name of its colour; by default that of pages without a section.
        section: the id of the section it belongs to, for the navigation.
        feed: the address of its feed; empty where it has none.
        sublists: links to narrower lists, on the head.
        outward: whether it shows of discreet stories only what is neutral.
        lang: the language of its page; empty for the magazine's own.
        title_lang: the language of its title, where that is another than its page's.
        trail: links to what it is a part of, the widest first, without the front page.
        in_order: whether it is read from its beginning, as a series is; its stories are parts.
        faces: of those who wrote its opinions, by the story's id; they stand beside them.
    """

    address: str
    kind: str
    title: str
    introduction: str = ""
    kicker: str = ""
    accent: str = ""
    section: str = ""
    feed: str = ""
    sublists: tuple[Link, ...] = ()
    outward: bool = False
    lang: str = ""
    title_lang: str = ""
    trail: tuple[Link, ...] = ()
    in_order: bool = False
    faces: Mapping[str, Face] = field(default_factory=dict)

    @property
    def is_past(self) -> bool:
        """Whether it is a month of the archive, whose first page has no breaking news in its HTML.

        There are the more of these the longer the magazine lasts, and a banner should not change them all.
        """
        return self.kind == "archive"


class ListPage(Struct, frozen=True):
    """One sheet of a list, ready for a view; ``facts`` are of the whole list, and only its first page has them."""

    head: Head
    cards: tuple[Card, ...]
    pager: Pager
    number: int
    trail: tuple[Link, ...]
    facts: ListFacts
    banner: Banner | None


def plan_list_pages(
    plan: Plan,
    listed: List,
    newest_first: Sequence[Story],
    template: str,
    source: str,
    view: Callable[[ListPage], object],
    extra: object = None,
) -> None:
    """Plan every sheet of a list.

    Args:
        plan: the plan.
        listed: definition of the list.
        newest_first: its stories.
        template: the template of each sheet.
        source: path of the source that problems name.
        view: makes the view of one sheet.
        extra: plain values that the view is made of besides the list and its stories.
    """
    # List pages with a number show no introduction and no sublists, and only some of the faces.
    fixed = digests.of(replace(listed, introduction="", sublists=(), faces={}), extra)
    news = plan.edition.get(LiveNow, LiveNow())
    entry = SitemapEntry(modified=newest_first[0].record.fields.date if newest_first else None)
    # The first page of a long series stays as it is when its last page grows.
    facts = NO_FACTS if listed.in_order else list_facts(newest_first, plan.edition)
    pages = paging.parts(newest_first[::-1]) if listed.in_order else paging.pages(newest_first)
    for page in pages:
        make = partial(_make, plan.edition, listed, page, facts, view)
        around = f"{page.number} {page.older} {page.newer} ".encode()
        if page.number:
            base = fixed
        else:
            live = [(story.record.id, news.live.get(story.record.id)) for story in page.items] if news.live else []
            base = digests.of(listed, extra, None if listed.is_past else news.banner, live, facts)
        shown = digests.of([listed.faces.get(story.record.id) for story in page.items]) if listed.faces else b""
        key = digests.of_bytes(base + around + shown + cards_key(page.items, plan.edition))
        # Search engines find the sheets from the head of their list.
        at = None if page.number else entry
        plan.page(urls.list_page(listed.address, page.number), template, source, make, key, listed.lang, at)


def _make(
    edition: Edition,
    listed: List,
    page: paging.PageSlice[Story],
    facts: ListFacts,
    view: Callable[[ListPage], object],
) -> object:
    feeds = (Link(f"{listed.title} – {edition.settings.site}", listed.feed),) if listed.feed else ()
    introduction = edition.printed(listed.introduction, listed.lang) if not page.number else ""
    named, title = _named(listed, edition), edition.printed(listed.title, listed.lang)
    names = {"title": title, "site": edition.settings.site}
    description = introduction or edition.phrase("%(title)s: stories in %(site)s.", listed.lang) % names
    address = urls.list_page(listed.address, page.number)
    top = page_head(named, description, address, edition, feeds=feeds, number=page.number, lang=listed.lang)
    make = outward_card if listed.outward else card
    cards = tuple(make(story, edition) for story in page.items)
    links = pager(listed.address, page, "parts" if listed.in_order else "stories")
    if page.number:
        trail = (*listed.trail, Link(listed.title, listed.address))
        return view(ListPage(top, cards, links, page.number, trail, NO_FACTS, None))
    banner = None if listed.is_past else edition.get(LiveNow, LiveNow()).banner
    cards = tuple(live_labelled(item, edition) for item in cards)
    return view(ListPage(top, cards, links, 0, listed.trail, facts, banner))


def _title(listed: List) -> Markup | TranslatableText:
    """Return the title of a list as its page shows it."""
    if listed.title_lang:
        foreign = Markup('<span lang="{}" dir="{}">{}</span>')
        return foreign.format(listed.title_lang, direction(listed.title_lang), listed.title)
    return listed.title if isinstance(listed.title, TranslatableText) else text.line(listed.title)


def _introduction(listed: List) -> Markup | TranslatableText:
    """Return what a list says of itself as its page shows it."""
    words = listed.introduction
    return words if isinstance(words, TranslatableText) else text.line(words)


def _named(listed: List, edition: Edition) -> str:
    """Return the title of its page: a topic and a page may both be called Privacy, yet tabs tell them apart."""
    title, kicker = (edition.printed(words, listed.lang) for words in (listed.title, listed.kicker))
    return f"{kicker}{' ' if listed.kind == 'language' else ': '}{title}" if kicker else title


def plan_list(plan: Plan, listed: List, newest_first: Sequence[Story], source: str) -> None:
    """Plan a list with the theme's own template for lists; see `plan_list_pages`."""

    def view(page: ListPage) -> ListView:
        return ListView(
            chrome=chrome(plan, listed.section),
            head=page.head,
            kind=listed.kind,
            # The way to the page says it already.
            kicker="" if listed.trail else listed.kicker,
            title=_title(listed),
            introduction=_introduction(listed) if not page.number else SILENT,
            trail=page.trail,
            here=listed.title,
            feed=listed.feed,
            accent=listed.accent,
            cards=page.cards,
            groups=_groups(listed, page),
            facts=page.facts,
            pager=page.pager,
            number=page.number,
            sublists=listed.sublists if not page.number else (),
            banner=page.banner,
        )

    plan_list_pages(plan, listed, newest_first, "list.html", source, view)


def _groups(listed: List, page: ListPage) -> tuple[CardGroup, ...]:
    """Return the stories of a page as it sets them: a series, which is read in order, and the archive in rows alone."""
    first = max(0, page.number - 1) * paging.PAGE_SIZE + 1 if listed.in_order else 0
    items = [ListedStory(card, first and first + at, listed.faces.get(card.id)) for at, card in enumerate(page.cards)]
    if listed.in_order or listed.is_past:
        return (CardGroup("rows", tuple(items)),) if items else ()
    subjects = [RhythmStory(item.card.picture is not None, item.face is not None) for item in items]
    groups, at = [], 0
    for shape, count in rhythm(subjects, lead=not page.number):
        groups.append(CardGroup(shape, tuple(items[at : at + count])))
        at += count
    return tuple(groups)
