"""Plans the front page, and /breaking.json, from which other pages get breaking news."""

from __future__ import annotations

import json
from functools import partial

from newsroom.core import text
from newsroom.engine import hooks
from newsroom.engine.cache import digests
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan, SitemapEntry
from newsroom.features.author_bios.model import Authors, face
from newsroom.features.front.model import Curation, Pick, fill, shapes
from newsroom.features.front.reading import read_front
from newsroom.features.front.views import FrontSection, FrontView
from newsroom.features.issues.model import Issues
from newsroom.features.stories.addresses import series_address, topic_address
from newsroom.features.stories.cards import card, live_labelled
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.rendering import Story
from newsroom.site.chrome import chrome
from newsroom.site.feature_data import LiveNow, Sections, SupportInvitation
from newsroom.site.page_head import page_head
from newsroom.site.parts import Card
from newsroom.site.view_parts import StoryPart


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "sections", "site", "stories")
    hooks.read.connect(read_front)
    hooks.enrich.connect(attach)
    hooks.plan.connect(plan)


def attach(edition: Edition) -> None:
    """Tell the pages of live stories that they are."""
    for id_, until in edition.get(LiveNow, LiveNow()).live.items():
        edition.get(Stories).attach(id_, StoryPart.LIVE, until)


def plan(plan: Plan) -> None:
    """Plan the front page, and the file that says what is breaking."""
    listed = plan.edition.get(Stories).listed
    entry = SitemapEntry(modified=listed[0].record.fields.date if listed else None)
    plan.page("/", "front.html", "the front page", partial(_view, plan), sitemap=entry)
    news = plan.edition.get(LiveNow, LiveNow()).banner
    fields = {"words": news.plain, "href": news.href, "until": news.until} if news else {}
    raw = (json.dumps(fields, ensure_ascii=False) + "\n").encode()
    plan.file("/breaking.json", "content/data/front.toml", lambda: raw, digests.of_bytes(raw))


def _view(plan: Plan) -> FrontView:
    edition, authors = plan.edition, plan.edition.get(Authors, Authors())
    stories = {story.record.id: story for story in edition.get(Stories).listed}
    picks = [_pick(story) for story in stories.values()]
    sections = edition.get(Sections).by_id
    slots = fill(picks, sections, edition.get(Curation, Curation()).pins)

    def cards(ids: tuple[str, ...]) -> tuple[Card, ...]:
        return tuple(live_labelled(card(stories[id_], edition), edition) for id_ in ids)

    filled = {id_: ids for id_, ids in slots.sections.items() if ids}
    layouts = shapes([len(ids) for ids in filled.values()])
    shown = (
        FrontSection(sections[id_].tag, sections[id_].introduction, cards(ids), layout)
        for (id_, ids), layout in zip(filled.items(), layouts, strict=True)
    )
    faces = [face(stories[id_].record, authors) for id_ in slots.opinion]
    return FrontView(
        chrome=chrome(plan),
        head=page_head("", edition.settings.tagline, "/", edition),
        lead=cards((slots.lead,))[0] if slots.lead else None,
        secondary=cards(slots.secondary),
        latest=cards(slots.latest),
        # A face that would stand there twice tells nobody apart.
        opinion=tuple(
            (item, shown if faces.count(shown) == 1 else None)
            for item, shown in zip(cards(slots.opinion), faces, strict=True)
        ),
        sections=tuple(shown),
        banner=edition.get(LiveNow, LiveNow()).banner,
        issue=edition.get(Issues, Issues()).latest,
        support=edition.get(SupportInvitation, SupportInvitation()).words,
    )


def _pick(story: Story) -> Pick:
    record = story.record
    lists = {topic_address(tag.slug) for tag in record.tags}
    if record.fields.series:
        lists.add(series_address(text.slugify(record.fields.series)))
    return Pick(record.id, record.section, record.fields.kind, story.lead is not None, frozenset(lists))
