"""Plans a feed for everything, and for each section, author, topic and series."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from newsroom.author_bios.model import Authors
from newsroom.build import digests, hooks
from newsroom.build.cards import byline, card_key
from newsroom.build.edition import Edition
from newsroom.build.plan import Plan
from newsroom.build.reading import Story
from newsroom.core import text, urls
from newsroom.feeds.model import Entry, Feed, corrected, entry_id, write
from newsroom.links.model import Directory, resolve
from newsroom.sections.model import Sections
from newsroom.stories.model import KIND_LABELS, MARKED


def register() -> None:
    """Connect to the hooks."""
    hooks.plan.connect(plan)


def plan(plan: Plan) -> None:
    """Plan every feed."""
    edition = plan.edition
    shelves = edition.shelves
    _plan(plan, "/", "", edition.listed)
    for section in edition.get(Sections).by_id.values():
        _plan(plan, urls.section(section.id), section.name, shelves.section.get(section.id, []))
    for author in edition.get(Authors).by_id.values():
        _plan(plan, author.address, author.name, shelves.author.get(author.id, []))
    topics = {tag.slug: tag.name for story in edition.live for tag in story.record.tags}
    for slug, name in topics.items():
        _plan(plan, urls.topic(slug), name, shelves.topic.get(slug, []))
    for name in sorted(shelves.series):
        _plan(plan, urls.series(text.slugify(name)), name, shelves.series[name])


def _plan(plan: Plan, page: str, name: str, stories: Sequence[Story]) -> None:
    edition = plan.edition
    address = urls.feed(page)
    newest = stories[: edition.settings.feed_items]
    directory = edition.get(Directory)
    links = [tuple(directory.address(link) for link in story.text.links) for story in newest]
    key = digests.of(page, name, [(story.whole, card_key(story, edition)) for story in newest], links)
    plan.file(address, f"the feed {address}", partial(_content, edition, page, name, newest), key)


def _content(edition: Edition, page: str, name: str, newest: Sequence[Story]) -> bytes:
    settings = edition.settings
    title = f"{name} – {settings.site}" if name else settings.site
    entries = tuple(_entry(story, edition) for story in newest)
    feed = Feed(title, settings.site_url + urls.feed(page), settings.site_url + page, settings.lang, entries)
    return write(feed, settings.site_url)


def _entry(story: Story, edition: Edition) -> Entry:
    record = story.record
    site_url = edition.settings.site_url
    authors = edition.get(Authors)
    return Entry(
        id=entry_id(site_url, record.id),
        url=site_url + record.address,
        # A reader of feeds sees no kicker, and must not take an advertisement or an opinion for a report.
        title=f"{KIND_LABELS[record.kind]}: {record.title}" if record.kind in MARKED else record.title,
        summary=record.summary,
        html=corrected(record.corrections, resolve(edition.html(story), story.text.links, edition.get(Directory))),
        published=record.date,
        updated=record.changed or record.date,
        authors=tuple(authors.name(item.author) for item in record.bylines) or (byline(story, edition),),
        topics=tuple(tag.name for tag in record.tags),
        lang=record.lang,
        via=record.origin.href if record.origin else "",
    )
