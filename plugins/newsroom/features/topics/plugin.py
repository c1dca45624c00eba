"""Plans a list for each topic, and the page of all topics."""

from __future__ import annotations

from itertools import groupby

from msgspec.structs import replace

from newsroom.core.interface_text import TranslatableText
from newsroom.core.parts import Link
from newsroom.engine import hooks
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.features.introductions.model import Introductions
from newsroom.features.stories.addresses import topic_address
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.list_links import list_facts, list_picture
from newsroom.features.stories.lists import List, plan_list
from newsroom.features.stories.rendering import Story
from newsroom.features.topics.addresses import topics_address
from newsroom.features.topics.views import TopicsView
from newsroom.site.chrome import chrome
from newsroom.site.feature_data import ListFeeds
from newsroom.site.page_head import page_head
from newsroom.site.parts import ListLink
from newsroom.site.view_parts import StoryPart

#: How many topics stand above the index, with pictures.
LARGEST = 8
_ALL = Link(TranslatableText("Topics"), topics_address())


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "site", "stories")
    hooks.enrich.connect(attach)
    hooks.plan.connect(plan)


def attach(edition: Edition) -> None:
    """Provide the links of each story to the lists of its topics."""

    def links(story: Story) -> tuple[Link, ...]:
        return tuple(Link(tag.name, topic_address(tag.slug)) for tag in story.record.tags)

    edition.get(Stories).provide(StoryPart.TAGS, links)


def plan(plan: Plan) -> None:
    """Plan every topic's list and the list of all."""
    index = plan.edition.get(Stories).index
    stories, names = index.topic, index.topic_names
    feeds = plan.edition.get(ListFeeds, ListFeeds())
    introductions = plan.edition.get(Introductions, Introductions()).topics
    for slug, name in sorted(names.items()):
        address = topic_address(slug)
        words, feed = introductions.get(slug, ""), feeds.of(address)
        listed = List(address, "topic", name, words, TranslatableText("Topic"), feed=feed, trail=(_ALL,))
        plan_list(plan, listed, stories.get(slug, []), f'the tag "{name}"')
    plan.page(topics_address(), "topics.html", "the list of topics", lambda: _index(plan, names, stories))


def _index(plan: Plan, names: dict[str, str], stories: dict[str, list[Story]]) -> TopicsView:
    edition = plan.edition
    links = {
        slug: ListLink(name, topic_address(slug), list_facts(stories.get(slug, []), edition))
        for slug, name in sorted(names.items())
    }
    letters = tuple(
        (letter, tuple(link for _, link in group))
        for letter, group in groupby(links.items(), key=lambda item: item[0][0].upper())
    )
    about = TranslatableText("Everything the magazine writes about, from A to Z.")
    top = page_head(TranslatableText("Topics"), about, topics_address(), edition)
    return TopicsView(chrome(plan), top, len(names), _largest(links, stories), letters)


def _largest(links: dict[str, ListLink], stories: dict[str, list[Story]]) -> tuple[ListLink, ...]:
    """Return the topics with the most stories, each with a picture that no other has; of equals the newest is first."""
    known = [slug for slug in links if stories.get(slug)]
    known.sort(key=lambda slug: (len(stories[slug]), stories[slug][0].record.fields.date), reverse=True)
    largest: list[ListLink] = []
    taken: set[str] = set()
    for slug in known[:LARGEST]:
        picture = list_picture(stories[slug], taken)
        largest.append(replace(links[slug], picture=picture))
        taken |= {picture.stem} if picture else set()
    return tuple(largest)
