"""The view of a story's page."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any

from newsroom.core import text, urls
from newsroom.core.languages import locale
from newsroom.core.parts import Link
from newsroom.engine.cache import digests
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.features.links.model import LinkResolver, resolve
from newsroom.features.stories.cards import card, card_key, section_tag
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.corrections import correction_box
from newsroom.features.stories.model import StoryRecord, newest_first
from newsroom.features.stories.preview import image, preview
from newsroom.features.stories.rendering import Story
from newsroom.features.stories.review import facts
from newsroom.features.stories.translations import versions
from newsroom.site.chrome import chrome
from newsroom.site.feature_data import (
    Contributor,
    Contributors,
    ListFeeds,
    Sections,
    SharePictures,
    section_address,
    state_address,
)
from newsroom.site.page_head import full, moment, words
from newsroom.site.story_parts import Origin
from newsroom.site.view_parts import ViewPart
from newsroom.site.views import Head, StoryView

#: Where the first update begins; nobody can write it into a text.
_UPDATE = '<section class="live-update"'


def story_view(story: Story, plan: Plan, only: Container[ViewPart[StoryView, Any]] | None = None) -> StoryView:
    """Return all that a story's page shows; what plugins attached is part of it.

    Args:
        story: the story.
        plan: the plan.
        only: the parts that are shown of what plugins add; None for all.
    """
    stories = plan.edition.get(Stories)
    if stories.last_view is None or stories.last_view[0] is not story:
        stories.last_view = story, _view_without_parts(story, plan)
    return stories.fill(stories.last_view[1], story, only)


def _view_without_parts(story: Story, plan: Plan) -> StoryView:
    """Return what a story's page and its text-only edition show without the parts that plugins add."""
    edition = plan.edition
    record = story.record
    fields = record.fields
    states = edition.get(Sections).states
    section = section_tag(record.section, edition)
    state = Link(states[fields.state], state_address(record.section, fields.state)) if fields.state in states else None
    markup = resolve(edition.get(Stories).html(story), story.text.links, edition.get(LinkResolver))
    points, markup = parted(markup) if record.last_update else ("", markup)
    return StoryView(
        # One that plays films from elsewhere has a policy of its own.
        chrome=chrome(plan, record.section, record.address),
        head=story_head(story, edition),
        card=card(story, edition),
        html=words(markup),
        points=words(points),
        layout=fields.layout,
        kind=fields.kind,
        published=moment(fields.date, edition),
        modified=moment(record.changed, edition) if record.changed else None,
        corrections=correction_box(fields.corrections, edition),
        state=state if record.home else None,
        trail=(Link(section.name, section.href), *((state,) if state and record.home else ())),
        sensitive=fields.sensitive,
        updates=tuple((moment(item.date, edition), text.line(item.text)) for item in newest_first(fields.updates)),
        origin=Origin(fields.syndicated_from.name, fields.syndicated_from.href) if fields.syndicated_from else None,
        sponsor=record.sponsor,
        review=facts(fields.review),
    )


def story_keys(edition: Edition) -> Callable[[Story], bytes]:
    """Return what gives the digest of all that a story's page is made of, besides what every page carries."""
    every, address, states = edition.get(Stories), edition.get(LinkResolver).address, edition.get(Sections).states
    shared = edition.get(SharePictures, SharePictures()).by_id

    def key(story: Story) -> bytes:
        record = story.record
        return digests.of(
            story.whole,
            card_key(story, edition),
            states.get(record.fields.state or ""),
            [address(link) for link in story.text.links],
            shared.get(record.id),
            every.parts_key(story),
        )

    return key


def story_head(story: Story, edition: Edition) -> Head:
    """Return the head of a story's page, with what link previews show."""
    record = story.record
    fields = record.fields
    settings = edition.settings
    shown = preview(story, edition)
    # Its section would say what a discreet story is about.
    section = "" if shown.discreet else section_tag(record.section, edition).name
    who = [] if shown.discreet else _writers(record, edition)
    lists = edition.get(ListFeeds, ListFeeds())
    feeds = [Link(settings.site, lists.of(urls.front()))]
    if section:
        feeds.append(Link(f"{section} – {settings.site}", lists.of(section_address(record.section))))
    return Head(
        title=f"{shown.title} – {settings.site}",
        tab=f"{_tab(record)} – {settings.site}",
        description=shown.summary,
        canonical=shown.url,
        lang=record.lang,
        og_type="article",
        feeds=tuple(feed for feed in feeds if feed.href),
        image=image(shown, record, edition),
        name=shown.title,
        locale=locale(record.lang),
        published=fields.date.isoformat(),
        year=str(fields.date.year),
        modified=(record.changed or fields.date).isoformat(),
        authors=() if shown.discreet else shown.authors,
        writers=tuple(full(author.address, edition) for author in who),
        fediverse=tuple(author.fediverse for author in who if author.fediverse),
        section=section,
        tags=shown.topics,
        alternates=tuple(versions(story, edition)),
        original=fields.syndicated_from.href if fields.syndicated_from else "",
        neutral=shown.discreet,
    )


def _writers(record: StoryRecord, edition: Edition) -> list[Contributor]:
    known = edition.get(Contributors, Contributors()).by_id
    return [known[item.author] for item in record.bylines if item.author in known]


def _tab(record: StoryRecord) -> str:
    """Return what stands in the browser's tab, its history and its bookmarks."""
    fields = record.fields
    if fields.tab_title:
        return fields.tab_title
    return fields.discreet.title if fields.discreet and fields.discreet.tab else record.title


def parted(markup: str) -> tuple[str, str]:
    """Return the HTML of a live page's key points, and that of its updates."""
    points, mark, updates = markup.partition(_UPDATE)
    return points.strip(), mark + updates
