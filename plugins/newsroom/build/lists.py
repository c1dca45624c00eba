"""Lists: of a section, a topic, a series, a month; numbered from the oldest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from newsroom.build import digests
from newsroom.build.cards import aired, card, cards_key, head, outward_card
from newsroom.build.edition import Edition
from newsroom.build.list_views import ListView
from newsroom.build.plan import Plan
from newsroom.build.reading import Story
from newsroom.build.views import Head, Pager
from newsroom.core import paging, text, urls
from newsroom.core.parts import Card, Link
from newsroom.front.model import Banner, OnAir


@dataclass(frozen=True, slots=True)
class List:
    """What a list is of.

    Args:
        address: its own, with slashes at both ends.
        kind: section, state, topic, series, language or archive.
        title: plain.
        introduction: a sentence or two at the top of the head; may be empty.
        kicker: the small line above the title; may be empty.
        accent: the name of its colour.
        section: the id of the section it belongs to, for the navigation.
        feed: the address of its feed; empty where it has none.
        shelves: links to narrower lists, on the head.
        outward: whether it shows of discreet stories only what is neutral.
        trail: links to what it is a part of, the widest first, without the front page.
        in_order: whether it is read from its beginning, as a series is; its stories are parts.
    """

    address: str
    kind: str
    title: str
    introduction: str = ""
    kicker: str = ""
    accent: str = "violet"
    section: str = ""
    feed: str = ""
    shelves: tuple[Link, ...] = ()
    outward: bool = False
    trail: tuple[Link, ...] = ()
    in_order: bool = False

    @property
    def named(self) -> str:
        """The title of its page: a topic and a page may both be called Privacy, yet tabs tell them apart."""
        if not self.kicker:
            return self.title
        return f"{self.kicker}{' ' if self.kind == 'language' else ': '}{self.title}"

    @property
    def is_past(self) -> bool:
        """Whether it is a month of the archive, whose head shows no breaking news in its HTML.

        There are the more of these the longer the magazine lasts, and a banner should not change them all.
        """
        return self.kind == "archive"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a list, ready for a view."""

    head: Head
    cards: tuple[Card, ...]
    pager: Pager
    number: int
    trail: tuple[Link, ...]
    banner: Banner | None


def plan_sheets(
    plan: Plan,
    listed: List,
    newest_first: Sequence[Story],
    template: str,
    source: str,
    view: Callable[[Sheet], object],
    extra: object = None,
) -> None:
    """Plan every sheet of a list.

    Args:
        plan: the plan.
        listed: what the list is of.
        newest_first: its stories.
        template: the template of each sheet.
        source: what problems name as its source.
        view: makes the view of one sheet.
        extra: what the view is made of besides the list and its stories, as plain values.
    """
    # Fixed sheets show neither, so that a word in them changes one page and not all.
    fixed = digests.of(replace(listed, introduction="", shelves=()), extra)
    news = plan.edition.get(OnAir)
    sheets = paging.parts(newest_first[::-1]) if listed.in_order else paging.sheets(newest_first)
    for sheet in sheets:
        make = partial(_make, plan.edition, listed, sheet, view)
        around = f"{sheet.number} {sheet.older} {sheet.newer} ".encode()
        if sheet.number:
            base = fixed
        else:
            live = [(story.record.id, news.live.get(story.record.id)) for story in sheet.items] if news.live else []
            base = digests.of(listed, extra, None if listed.is_past else news.banner, live)
        key = digests.of_bytes(base + around + cards_key(sheet.items, plan.edition))
        plan.page(urls.sheet(listed.address, sheet.number), template, source, make, key)


def _make(edition: Edition, listed: List, sheet: paging.Sheet[Story], view: Callable[[Sheet], object]) -> object:
    feeds = (Link(f"{listed.title} – {edition.settings.site}", listed.feed),) if listed.feed else ()
    introduction = listed.introduction if not sheet.number else ""
    description = introduction or f"{listed.title}: stories in {edition.settings.site}."
    address = urls.sheet(listed.address, sheet.number)
    top = head(listed.named, description, address, edition, feeds=feeds, number=sheet.number)
    make = outward_card if listed.outward else card
    cards = tuple(make(story, edition) for story in sheet.items)
    links = parts_pager(listed.address, sheet) if listed.in_order else pager(listed.address, sheet)
    if sheet.number:
        trail = (*listed.trail, Link(listed.title, listed.address))
        return view(Sheet(top, cards, links, sheet.number, trail, None))
    banner = None if listed.is_past else edition.get(OnAir).banner
    return view(Sheet(top, tuple(aired(item, edition) for item in cards), links, 0, listed.trail, banner))


def pager(base: str, sheet: paging.Sheet[Any], what: str = "stories") -> Pager:
    """Return the links below one sheet of the list at ``base``; ``what`` it is a list of, in the plural."""
    older = None if sheet.older is None else Link(f"Older {what}", urls.sheet(base, sheet.older))
    newer = None if sheet.newer is None else Link(f"Newer {what}", urls.sheet(base, sheet.newer))
    return Pager(older, newer)


def parts_pager(base: str, sheet: paging.Sheet[Any]) -> Pager:
    """Return the links below one sheet of the series at ``base``."""
    later = None if sheet.older is None else Link("Later parts", urls.sheet(base, sheet.older))
    earlier = None if sheet.newer is None else Link("Earlier parts", urls.sheet(base, sheet.newer))
    return Pager(later, earlier)


def plan_list(plan: Plan, listed: List, newest_first: Sequence[Story], source: str) -> None:
    """Plan a list with the theme's own template for lists; see `plan_sheets`."""

    def view(sheet: Sheet) -> ListView:
        return ListView(
            chrome=plan.chrome(listed.section),
            head=sheet.head,
            kind=listed.kind,
            kicker=listed.kicker,
            title=text.smart(listed.title),
            introduction=text.smart(listed.introduction if not sheet.number else ""),
            trail=sheet.trail,
            here=listed.title,
            feed=listed.feed,
            accent=listed.accent,
            cards=sheet.cards,
            parts=_parts(sheet) if listed.in_order else (),
            pager=sheet.pager,
            number=sheet.number,
            shelves=listed.shelves if not sheet.number else (),
            banner=sheet.banner,
        )

    plan_sheets(plan, listed, newest_first, "list.html", source, view)


def _parts(sheet: Sheet) -> tuple[int, ...]:
    """Return the number of each part on a sheet of a series."""
    first = max(0, sheet.number - 1) * paging.PAGE_SIZE + 1
    return tuple(range(first, first + len(sheet.cards)))
