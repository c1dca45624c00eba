"""Plans the archive: a list for each month, a page for each year, and one of all years."""

from __future__ import annotations

from collections import defaultdict
from functools import partial

from msgspec.structs import replace

from newsroom.core.interface_text import Month, TranslatableText
from newsroom.core.parts import Link
from newsroom.engine import hooks
from newsroom.engine.plan import Plan, SitemapEntry
from newsroom.features.archive.views import ArchiveView
from newsroom.features.stories.addresses import archive_address
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.list_links import list_facts, list_link
from newsroom.features.stories.lists import List, plan_list
from newsroom.features.stories.rendering import Story
from newsroom.site.chrome import chrome
from newsroom.site.look import Look
from newsroom.site.page_head import page_head
from newsroom.site.parts import ListLink
from newsroom.site.views import Head

_ALL = Link(TranslatableText("Archive"), archive_address())
Years = dict[int, list[int]]


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "site", "stories")
    hooks.plan.connect(plan)


def plan(plan: Plan) -> None:
    """Plan every month, year, and the archive itself."""
    months = plan.edition.get(Stories).index.month
    years: Years = defaultdict(list)
    for year, month in sorted(months):
        years[year].append(month)
        title = plan.edition.printed(Month(month, year))
        listed = List(
            archive_address(year, month),
            "archive",
            title,
            kicker=TranslatableText("Archive"),
            accent=plan.edition.get(Look).colours.plain,
            outward=True,
        )
        listed = replace(listed, trail=(_ALL, Link(str(year), archive_address(year))))
        plan_list(plan, listed, months[year, month], f"the archive of {title}")
    by_year = {
        year: [story for month in in_year[::-1] for story in months[year, month]] for year, in_year in years.items()
    }
    for year, newest_first in by_year.items():
        view = partial(_year, plan, year, newest_first, years[year])
        entry = SitemapEntry(modified=newest_first[0].record.fields.date)
        plan.page(archive_address(year), "archive.html", f"the archive of {year}", view, sitemap=entry)
    stories = plan.edition.get(Stories).listed
    entry = SitemapEntry(modified=stories[0].record.fields.date if stories else None)
    plan.page(archive_address(), "archive.html", "the archive", partial(_whole, plan, years, by_year), sitemap=entry)


def _whole(plan: Plan, years: Years, by_year: dict[int, list[Story]]) -> ArchiveView:
    edition = plan.edition
    shown = tuple(
        (list_link(str(year), archive_address(year), by_year[year], edition), _months(plan, year, years[year]))
        for year in sorted(years, reverse=True)
    )
    newest_first = [story for year in sorted(years, reverse=True) for story in by_year[year]]
    top = _head(plan, plan.edition.phrase("Archive"), archive_address())
    return ArchiveView(chrome(plan), top, list_facts(newest_first, edition), years=shown, here=str(_ALL.label))


def _year(plan: Plan, year: int, newest_first: list[Story], months: list[int]) -> ArchiveView:
    top = _head(plan, f"{plan.edition.phrase('Archive')}: {year}", archive_address(year))
    facts = list_facts(newest_first, plan.edition)
    shown = _months(plan, year, months[::-1])
    return ArchiveView(chrome(plan), top, facts, months=shown, trail=(_ALL,), here=str(year))


def _months(plan: Plan, year: int, months: list[int]) -> tuple[ListLink, ...]:
    edition, stories = plan.edition, plan.edition.get(Stories).index.month
    return tuple(
        list_link(edition.printed(Month(month)), archive_address(year, month), stories[year, month], edition)
        for month in months
    )


def _head(plan: Plan, title: str, address: str) -> Head:
    about = TranslatableText("Every story that the magazine has published, by month.")
    return page_head(title, about, address, plan.edition)
