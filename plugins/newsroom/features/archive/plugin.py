"""Plans the archive: a list for each month, a page for each year, and one of all years."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import partial

from newsroom.core.interface_text import Month, TranslatableText
from newsroom.core.parts import Link
from newsroom.engine import hooks
from newsroom.engine.plan import Plan, SitemapEntry
from newsroom.features.archive.views import ArchiveView
from newsroom.features.stories.addresses import archive_address
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.lists import List, plan_list
from newsroom.site.chrome import chrome
from newsroom.site.page_head import page_head

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
            accent="black",
            outward=True,
        )
        listed = replace(listed, trail=(_ALL, Link(str(year), archive_address(year))))
        plan_list(plan, listed, months[year, month], f"the archive of {title}")
    for year, in_year in years.items():
        view = partial(_view, plan, {year: in_year}, year)
        entry = SitemapEntry(modified=months[year, in_year[-1]][0].record.fields.date)
        plan.page(archive_address(year), "archive.html", f"the archive of {year}", view, sitemap=entry)
    stories = plan.edition.get(Stories).listed
    entry = SitemapEntry(modified=stories[0].record.fields.date if stories else None)
    plan.page(archive_address(), "archive.html", "the archive", partial(_view, plan, dict(years)), sitemap=entry)


def _view(plan: Plan, years: Years, only: int | None = None) -> ArchiveView:
    archive = plan.edition.phrase("Archive")
    title = f"{archive}: {only}" if only else archive
    about = TranslatableText("Every story that the magazine has published, by month.")
    top = page_head(title, about, archive_address(only), plan.edition)
    shown = tuple(
        (
            Link(str(year), archive_address(year), year == only),
            tuple(Link(plan.edition.printed(Month(month)), archive_address(year, month)) for month in years[year]),
        )
        for year in sorted(years, reverse=True)
    )
    return ArchiveView(chrome(plan), top, shown, (_ALL,) if only else (), str(only or _ALL.label))
