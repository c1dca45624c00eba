"""Plans a feed for everything, and for each section, author, topic and series."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from newsroom.author_bios.model import Authors
from newsroom.build import hooks
from newsroom.build.cards import byline
from newsroom.build.edition import Edition
from newsroom.build.plan import Plan
from newsroom.build.reading import Story
from newsroom.core import text, urls
from newsroom.feeds.model import Entry, Feed, entry_id, write
from newsroom.links.model import Directory, resolve
from newsroom.sections.model import Sections


def register() -> None:
    """Connect to the hooks."""
    hooks.plan.connect(plan)


def plan(plan: Plan) -> None:
    """Plan every feed."""
    edition = plan.edition
    stories = edition.listed
    _plan(plan, "/", "", stories)
    for section in edition.get(Sections).by_id.values():
        in_section = [s for s in stories if s.record.section == section.id]
        _plan(plan, urls.section(section.id), section.name, in_section)
    for author in edition.get(Authors).by_id.values():
        by_author = [s for s in stories if author.id in {byline.author for byline in s.record.bylines}]
        _plan(plan, author.address, author.name, by_author)
    topics = {tag.slug: tag.name for story in edition.live for tag in story.record.tags}
    for slug, name in topics.items():
        on_topic = [s for s in stories if slug in {tag.slug for tag in s.record.tags}]
        _plan(plan, urls.topic(slug), name, on_topic)
    for name in sorted({story.record.series for story in stories} - {""}):
        in_series = [s for s in stories if s.record.series == name]
        _plan(plan, urls.series(text.slugify(name)), name, in_series)


def _plan(plan: Plan, page: str, name: str, stories: Sequence[Story]) -> None:
    address = urls.feed(page)
    plan.file(address, f"the feed {address}", partial(_content, plan.edition, page, name, stories))


def _content(edition: Edition, page: str, name: str, stories: Sequence[Story]) -> bytes:
    settings = edition.settings
    title = f"{name} – {settings.site}" if name else settings.site
    entries = tuple(_entry(story, edition) for story in stories[: settings.feed_items])
    feed = Feed(title, settings.site_url + urls.feed(page), settings.site_url + page, settings.lang, entries)
    return write(feed, settings.site_url)


def _entry(story: Story, edition: Edition) -> Entry:
    record = story.record
    site_url = edition.settings.site_url
    authors = edition.get(Authors)
    return Entry(
        id=entry_id(site_url, record.id),
        url=site_url + record.address,
        title=record.title,
        summary=record.summary,
        html=resolve(story.text.html, story.text.links, edition.get(Directory)),
        published=record.date,
        updated=record.modified or record.date,
        authors=tuple(authors.name(item.author) for item in record.bylines) or (byline(story, edition),),
        topics=tuple(tag.name for tag in record.tags),
        lang=record.lang,
    )
