"""Plans a feed for everything, and for each section, state, author, topic, series and language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from newsroom.author_bios.model import Authors
from newsroom.build import digests, hooks
from newsroom.build.cards import card_key
from newsroom.build.edition import Edition
from newsroom.build.languages import NAMES, by_language
from newsroom.build.plan import Plan
from newsroom.build.reading import Story
from newsroom.core import text, urls
from newsroom.feeds.entries import care, entry
from newsroom.feeds.model import Feed, write
from newsroom.links.model import Directory
from newsroom.sections.model import Sections
from newsroom.sections.reading import of_states


def register() -> None:
    """Connect to the hooks."""
    hooks.plan.connect(plan)


def plan(plan: Plan) -> None:
    """Plan every feed."""
    edition = plan.edition
    shelves = edition.shelves
    states = edition.get(Sections).states
    _plan(plan, "/", "", edition.listed)
    for section in edition.get(Sections).by_id.values():
        stories = shelves.section.get(section.id, [])
        _plan(plan, urls.section(section.id), section.name, stories)
        for state, of_state in sorted(of_states(stories).items()):
            if state in states:
                _plan(plan, urls.state(section.id, state), f"{section.name}, {states[state]}", of_state)
    for author in edition.get(Authors).public.values():
        _plan(plan, author.address, author.name, shelves.author.get(author.id, []))
    topics = {tag.slug: tag.name for story in edition.live for tag in story.record.tags}
    for slug, name in topics.items():
        _plan(plan, urls.topic(slug), name, shelves.topic.get(slug, []))
    for name in sorted(shelves.series):
        _plan(plan, urls.series(text.slugify(name)), name, shelves.series[name])
    for lang, translated in sorted(by_language(edition).items()):
        _plan(plan, urls.language(lang), NAMES.get(lang, lang), translated, lang)


def _plan(plan: Plan, page: str, name: str, stories: Sequence[Story], lang: str = "") -> None:
    edition = plan.edition
    address = urls.feed(page)
    newest = stories[: edition.settings.feed_items]
    directory = edition.get(Directory)
    links = [tuple(directory.address(link) for link in story.text.links) for story in newest]
    key = digests.of(
        page, name, lang, [(story.whole, card_key(story, edition)) for story in newest], links, care(newest, edition)
    )
    plan.file(
        address,
        f"the feed {address}",
        partial(_content, edition, page, name, newest, lang or edition.settings.lang),
        key,
    )


def _content(edition: Edition, page: str, name: str, newest: Sequence[Story], lang: str) -> bytes:
    settings = edition.settings
    title = f"{name} – {settings.site}" if name else settings.site
    entries = tuple(entry(story, edition) for story in newest)
    feed = Feed(title, settings.site_url + urls.feed(page), settings.site_url + page, lang, entries)
    return write(feed, settings.site_url)
