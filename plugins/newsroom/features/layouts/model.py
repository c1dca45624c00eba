"""Layouts of texts: live pages with the newest update first, lists and long stories with links to their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement
from msgspec import Struct

from newsroom.core import dates, text, tree
from newsroom.core.interface_text import Clock, Day
from newsroom.core.markdown_document import Item, MarkdownDocument
from newsroom.core.parts import DisplayMoment
from newsroom.core.problems import Problem
from newsroom.features.prose.model import heading_words, line_of_heading
from newsroom.site.story_parts import Jump, LivePage

#: How an update begins: with its time, before that perhaps its day, and behind it perhaps a sign.
_WHEN = re.compile(r"\s*(?:(?P<day>\d{4}-\d{2}-\d{2})[ T]+)?(?P<clock>\d{1,2}:\d{2})(?![\w:])\s*(?:[-–—:,.]+\s)?\s*")
_NUMBER = re.compile(r"\s*(?P<number>\d{1,3})[.):]\s+")
#: The zone of moments as they are read; the page shows them in the zone of the story.
_ANY = ZoneInfo("UTC")
#: A story with as many headings has contents beside it; fewer can be seen at a glance.
_PARTS_WITH_CONTENTS = 3
_HOW = "begin each update with its time: ## 14:30 Headline, or ## 2026-11-24 14:30 Headline"


def arrange(document: MarkdownDocument) -> None:
    """Give a text the form of its layout, if that has one."""
    options = document.options
    if options.layout == "live" and options.date is not None:
        _live(document, options.date)
    elif options.layout == "list":
        _list(document)
    elif options.layout in ("standard", "long-read"):
        _contents(document)


def _without_footnotes(document: MarkdownDocument) -> list[HtmlElement]:
    """Return what a text holds besides its footnotes."""
    return [element for element in document.tree if "notes" not in tree.classes(element)]


# ------------------------------------------------------------------------------------------------------- live pages


class _Update(Struct, frozen=True):
    moment: datetime
    line: int
    parts: list[HtmlElement]


def _live(document: MarkdownDocument, date: datetime) -> None:
    """Part a text into its updates, and put the newest first; what stands before the first stays where it is."""
    updates: list[_Update] = []
    headings = 0
    for element in _without_footnotes(document):
        if element.tag == "h2":
            headings += 1
            line = line_of_heading(document, heading_words(element))
            moment = _moment(document, element, date, line)
            if moment is not None:
                updates.append(_Update(moment, line, []))
        if updates:
            updates[-1].parts.append(element)
    if not headings:
        document.problem("value-missing", document.first_line, "the live page has no update", _HOW)
    if not updates:
        return
    # Of one moment, the newer is the later in the file, unless its newest comes first.
    if updates[0].moment <= updates[-1].moment:
        updates.reverse()
    updates.sort(key=lambda update: update.moment, reverse=True)
    _set(document, updates, date)


def _moment(document: MarkdownDocument, heading: HtmlElement, date: datetime, line: int) -> datetime | None:
    """Return the moment of an update, which goes out of its heading; None where it has none that can be right."""
    words = heading_words(heading)
    match = _WHEN.match(heading.text or "")
    if match is None:
        document.problem(
            "date-unreadable", line, f'the update "{words}" does not say when', f"{_HOW}; within it use ###"
        )
        return None
    day = match["day"] or f"{date:%Y-%m-%d}"
    try:
        moment = dates.parse(f"{day} {match['clock']}", _ANY).replace(tzinfo=date.tzinfo)
    except dates.UnreadableDate as error:
        document.problem("date-unreadable", line, str(error), error.fix)
        return None
    if moment < date:
        message = f"the update of {match['clock']} is older than the story"
        fix = "if it is of another day, write that before the time: ## 2026-11-24 00:30 Headline; else mend date:"
        document.problem("date-order", line, message, fix)
        return None
    heading.text = (heading.text or "")[match.end() :]
    if not heading_words(heading):
        message = f"the update of {match['clock']} has no headline"
        document.problem("value-missing", line, message, "say in a few words what is new, behind the time")
    return moment


def _set(document: MarkdownDocument, updates: Sequence[_Update], date: datetime) -> None:
    """Put each update into a section of its own, whose time is the link to it."""
    days = {update.moment.date() for update in updates} | {date.date()}
    place = document.tree.index(min((update.parts[0] for update in updates), key=document.tree.index))
    for number, update in enumerate(updates):
        name = f"at-{update.moment:%Y-%m-%d-%H%M}"
        # The oldest of one moment keeps the name, since links to it are there already.
        same = sum(other.moment == update.moment for other in updates[number + 1 :])
        name += f"-{same + 1}" if same else ""
        words = _when(document, update.moment, with_day=len(days) > 1)
        time = tree.new("time", words, datetime=update.moment.isoformat())
        link = tree.new("a", href=f"#{name}")
        link.append(time)
        line = tree.new("p", class_="live-time")
        line.append(link)
        line.tail = "\n"
        heading = update.parts[0]
        heading.attrib.pop("id", None)
        section = tree.new("section", class_="live-update", id=name)
        section.extend([line, *update.parts])
        section.tail = "\n"
        document.tree.insert(place + number, section)
        document.items.append(Item(name, heading_words(heading), date=update.moment, line=update.line))


def to_come(source: str, items: Sequence[Item], now: datetime) -> Iterator[Problem]:
    """Yield the updates of a live page whose time has not come, such as one for which 21:30 was written and not 12:30.

    Args:
        source: path of the file that problems name.
        items: the updates.
        now: the moment of the build.
    """
    for item in items:
        if item.date is not None and item.date > now:
            message = f'the update "{item.words}" is of a time that is yet to come'
            fix = "write the time at which it is written; take it out while it is not to be read"
            yield Problem(source, item.line, 0, "date-order", message, fix)


def _when(document: MarkdownDocument, moment: datetime, *, with_day: bool) -> str:
    """Return a moment in the language of the text."""
    clock, day = document.printed(Clock.of(moment)), document.printed(Day.of(moment))
    return document.phrase("%(time)s, %(day)s") % {"time": clock, "day": day} if with_day else str(clock)


def live_page(items: Sequence[Item]) -> LivePage | None:
    """Return the data of a live page; None where these are items of a list."""
    newest = items[0]
    if newest.date is None:
        return None
    key = getattr(newest.date.tzinfo, "key", "")
    zone = key.rpartition("/")[2].replace("_", " ") if "/" in key else newest.date.strftime("%Z")
    # In its own zone, and not in the site's as elsewhere: that is the one in which it was written.
    return LivePage(DisplayMoment.of(newest.date), f"#{newest.anchor}", zone)


# ------------------------------------------------------------------------------------------------------------ lists


def _list(document: MarkdownDocument) -> None:
    """Mark the items of a list: each second-level heading up to a rule, or where some are numbered, those."""
    headings = []
    for element in _without_footnotes(document):
        if element.tag == "hr":
            break
        if element.tag == "h2":
            headings.append(element)
    if not headings:
        fix = "begin each item with ## and its name; for a numbered list, ## 1. and its name"
        document.problem("value-missing", document.first_line, "the list has no items", fix)
    counted = [(heading, match) for heading in headings if (match := _NUMBER.match(heading.text or ""))]
    _check_numbers(document, [(heading, int(match["number"])) for heading, match in counted])
    for heading, match in counted:
        number = tree.new("span", f"{match['number']}.", class_="item-number")
        number.tail = f" {(heading.text or '')[match.end() :]}"
        heading.text = None
        heading.insert(0, number)
        words = heading_words(heading).removeprefix(f"{match['number']}.").strip()
        document.items.append(Item(heading.get("id", ""), words, match["number"]))
    if not counted:
        document.items += [Item(heading.get("id", ""), heading_words(heading)) for heading in headings]
    for heading in [heading for heading, _ in counted] or headings:
        heading.set("class", "item")


def _check_numbers(document: MarkdownDocument, counted: Sequence[tuple[HtmlElement, int]]) -> None:
    """Note the first number that does not follow on the one before it, up or down."""
    numbers = [number for _, number in counted]
    step = -1 if numbers[1:] and numbers[1] < numbers[0] else 1
    for (heading, number), before in zip(counted[1:], numbers, strict=False):
        if number != before + step:
            words = heading_words(heading)
            message = f'the item "{words}" comes after number {before}'
            fix = f"give it number {before + step}; items count up or down by one"
            document.problem("value-shape", line_of_heading(document, words), message, fix)
            return


def _contents(document: MarkdownDocument) -> None:
    """Note the second-level headings of a story that has several."""
    headings = [element for element in _without_footnotes(document) if element.tag == "h2"]
    if len(headings) >= _PARTS_WITH_CONTENTS:
        document.items += [Item(heading.get("id", ""), heading_words(heading)) for heading in headings]


def jump_links(items: Sequence[Item]) -> tuple[Jump, ...]:
    """Return the links to the parts of a page, in its order."""
    return tuple(
        Jump(text.line(item.words), f"#{item.anchor}", item.number, DisplayMoment.of(item.date) if item.date else None)
        for item in items
    )
