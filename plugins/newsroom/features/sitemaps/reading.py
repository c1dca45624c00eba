"""Gathers what search engines may list: pages that say nothing against it and are nobody else's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from newsroom.core import text, urls
from newsroom.core.parts import Alternate
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.features.issues.model import Issues
from newsroom.features.pictures.library import PictureLibrary
from newsroom.features.pictures.model import view
from newsroom.features.sections.reading import of_states
from newsroom.features.sitemaps.model import MOST_NEWS, Address, News, is_news, publication_language
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.documents import uses
from newsroom.features.stories.preview import preview
from newsroom.features.stories.rendering import Story
from newsroom.features.stories.translations import alternate, by_language
from newsroom.site.page_head import full

#: Templates of lists, and of pages that are no documents. Not in a sitemap: sheets, which are found from the heads
#: of their lists; text-only editions, which name the story as theirs; searches, and the page for lost addresses.
_LISTS = frozenset({"archive.html", "author.html", "front.html", "issues.html", "list.html", "topics.html"})
_PAGES = frozenset({"contributors.html"})
Map = tuple[str, Sequence[Address]]


def gathered(plan: Plan) -> Iterator[Map]:
    """Yield each sitemap but that of news, by its name.

    That a story is new, or is another, changes the map of its month and that of lists, however many there are.
    """
    edition = plan.edition
    months: dict[str, list[Address]] = defaultdict(list)
    for story in edition.get(Stories).live:
        # What appeared somewhere else first names that as its own address.
        if story.record.origin is None:
            months[f"{story.record.date:%Y-%m}"].append(_story(story, edition))
    listed = [document for document in edition.live_documents() if document.is_in_sitemap and document.address]
    changed = {document.address: document.modified for document in listed if document.modified}
    there = {document.address for document in listed} & plan.pages.keys()
    pages = [Address(full(at, edition), changed.get(at)) for at in sorted({*there, *_of(plan, _PAGES)})]
    changed = _lists_changed(edition)
    lists = [Address(full(at, edition), changed.get(at)) for at in sorted(_of(plan, _LISTS))]
    yield "pages", pages
    yield "lists", lists
    for month in sorted(months):
        yield f"stories-{month}", months[month]


def news(edition: Edition) -> Sequence[Address]:
    """Return the stories of the last two days, the newest thousand of them, newest first."""
    settings = edition.settings
    found = []
    for story in edition.get(Stories).live:
        record = story.record
        if record.origin is None and is_news(record.date, settings.now):
            title = preview(story, edition).title
            said = News(settings.site, publication_language(record.lang), record.date, title)
            found.append(Address(full(record.address, edition), news=said))
    return found[:MOST_NEWS]


def _of(plan: Plan, templates: frozenset[str]) -> Iterator[str]:
    """Yield the addresses of pages that are made with some templates, without sheets and what stands elsewhere too."""
    for address, page in plan.pages.items():
        if page.template in templates and "/page/" not in address and address != urls.latest_issue():
            yield address


def _story(story: Story, edition: Edition) -> Address:
    record = story.record
    parts = edition.get(Stories).parts(record.id)
    original: Alternate | None = parts.get("original")
    others: tuple[Alternate, ...] = (*((original,) if original else ()), *parts.get("translations", ()))
    versions = [(item.lang, item.url) for item in (alternate(story, edition), *others)] if others else []
    if versions:
        versions.append(("x-default", (original or alternate(story, edition)).url))
    return Address(
        full(record.address, edition), record.changed or record.date, _pictures(story, edition), tuple(versions)
    )


def _pictures(story: Story, edition: Edition) -> tuple[str, ...]:
    """Return the addresses of a story's pictures; a discreet one's would say what it is about."""
    shelf = edition.desk.shelf
    if story.record.discreet is not None or not isinstance(shelf, PictureLibrary):
        return ()
    shown = (view(shelf.subject(use.src, use.boxes), use) for use in uses(story) if use.src in shelf.measured)
    return tuple(dict.fromkeys(full(picture.share or picture.src, edition) for picture in shown))


def _lists_changed(edition: Edition) -> dict[str, datetime]:
    """Return when lists were last changed: when the newest story on them came out."""
    shelves = edition.get(Stories).shelves
    held: dict[str, Sequence[Story]] = {
        urls.front(): edition.get(Stories).listed,
        urls.archive(): edition.get(Stories).listed,
    }
    for id_, stories in shelves.section.items():
        held[urls.section(id_)] = stories
        held |= {urls.state(id_, state): of_state for state, of_state in of_states(stories).items()}
    held |= {urls.author(id_): stories for id_, stories in shelves.author.items()}
    held |= {urls.topic(slug): stories for slug, stories in shelves.topic.items()}
    held |= {urls.series(text.slugify(name)): stories for name, stories in shelves.series.items()}
    held |= {urls.language(lang): stories for lang, stories in by_language(edition).items()}
    for (year, month), stories in sorted(shelves.month.items()):
        held[urls.archive(year, month)] = held[urls.archive(year)] = stories
    found = {address: stories[0].record.date for address, stories in held.items() if stories}
    out = edition.get(Issues, Issues()).out
    return found | ({urls.issue(): out[0].date} if out else {})
