"""Plans the sitemaps of what is published, and their index."""

from __future__ import annotations

from functools import partial

from newsroom.engine import hooks
from newsroom.engine.cache import digests
from newsroom.engine.plan import Plan
from newsroom.features.sitemaps.model import NEWS_FOR, index, newest, parts, sitemap_address, urlset
from newsroom.features.sitemaps.reading import gathered, news
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
    fresh = news(edition)
    edition.scheduled_changes += [item.news.published + NEWS_FOR for item in fresh if item.news]
    maps = []
    for name, addresses in (*gathered(plan), ("news", fresh)):
        for number, part in enumerate(parts(addresses), 1):
            address = sitemap_address(name, number)
            plan.file(address, f"the sitemap {address}", partial(urlset, part), digests.of(part))
            maps.append((full(address, edition), newest(part)))
    plan.file(sitemap_address(), "the index of sitemaps", partial(index, maps), digests.of(maps))
