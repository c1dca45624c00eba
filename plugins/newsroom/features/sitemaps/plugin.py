"""Plans the sitemaps of what is published, and their index."""

from __future__ import annotations

from functools import partial

from newsroom.engine import hooks
from newsroom.engine.cache import digests
from newsroom.engine.plan import Plan
from newsroom.features.sitemaps.model import NEWS_FOR, index, sitemap_address, urlset
from newsroom.features.sitemaps.reading import Map, gathered, made_map, months, news
from newsroom.site.page_head import full


def register() -> None:
    """Connect to the hooks."""
    hooks.plan.connect(plan, after=(hooks.EVERYTHING, "text_edition"))


def plan(plan: Plan) -> None:
    """Plan each sitemap that holds anything; without an address of the site there is none, since they name whole ones.

    What leaves the news sitemap when it is two days old makes those moments turns of the edition.
    """
    edition = plan.edition
    if not edition.settings.site_url:
        return
    by_month = months(edition)
    fresh = news(edition, by_month)
    edition.scheduled_changes += [item.news.published + NEWS_FOR for item in fresh if item.news]
    maps = []
    for sitemap in (*gathered(plan, by_month), made_map("news", fresh)):
        for place, changed in enumerate(sitemap.changed):
            address = sitemap_address(sitemap.name, place + 1)
            # Where a part ends depends on all of them.
            key = digests.of(sitemap.key, place)
            plan.file(address, f"the sitemap {address}", partial(_part, sitemap, place), key)
            maps.append((full(address, edition), changed))
    plan.file(sitemap_address(), "the index of sitemaps", partial(index, maps), digests.of(maps))


def _part(sitemap: Map, place: int) -> bytes:
    return urlset(sitemap.parts()[place])
