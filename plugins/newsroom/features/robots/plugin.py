"""Reads the data for robots.txt, security.txt, humans.txt and ads.txt, and plans these files."""

from __future__ import annotations

from msgspec import Struct

from newsroom.engine import hooks
from newsroom.engine.cache import digests
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.engine.read import data
from newsroom.features.robots import model
from newsroom.features.robots.schema import AdsFile, HumansFile, RobotsFile, SecurityFile
from newsroom.features.sitemaps.model import sitemap_address
from newsroom.site.page_head import full


class Notices(Struct, frozen=True):
    """Data files for machines; None where there is no such file."""

    robots: RobotsFile | None = None
    security: SecurityFile | None = None
    humans: HumansFile | None = None
    ads: AdsFile | None = None


def register() -> None:
    """Connect to the hooks."""
    hooks.read.connect(read)
    hooks.plan.connect(plan)


def read(edition: Edition) -> None:
    """Read the four data files, of which a magazine needs none."""
    folder = edition.settings.content / "data"
    shown = f"{edition.settings.content.name}/data"
    robots, lines = data.load(edition, "robots.toml", RobotsFile)
    if robots is not None:
        edition.problems += model.robots_problems(robots, f"{shown}/robots.toml", lines.line_of)
    security = None
    if (folder / "security.toml").is_file():
        security, lines = data.load(edition, "security.toml", SecurityFile)
    if security is not None:
        now = edition.settings.now
        edition.problems += model.security_problems(security, now, f"{shown}/security.toml", lines.line_of)
        edition.scheduled_changes += model.security_changes(security)
    humans, _ = data.load(edition, "humans.toml", HumansFile)
    ads, _ = data.load(edition, "ads.toml", AdsFile)
    edition.put(Notices(robots, security, humans, ads))


def plan(plan: Plan) -> None:
    """Plan robots.txt always, and of the others those for which there are data."""
    edition, notices = plan.edition, plan.edition.get(Notices)
    sitemap = full(sitemap_address(), edition) if edition.settings.site_url else ""
    own = "/.well-known/security.txt"
    texts = {
        "/robots.txt": model.robots(notices.robots or RobotsFile(), sitemap),
        own: model.security(notices.security, full(own, edition)) if notices.security else "",
        "/humans.txt": model.humans(notices.humans or HumansFile(), edition.settings.site),
        "/ads.txt": model.ads(notices.ads or AdsFile()),
    }
    for address, words in texts.items():
        if words:
            plan.file(address, address.removeprefix("/"), words.encode, digests.of(words))
