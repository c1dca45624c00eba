"""Plans a list for each topic, and the page of all topics."""

from __future__ import annotations

from itertools import groupby

from newsroom.core import urls
from newsroom.core.interface_text import TranslatableText
from newsroom.core.parts import Link
from newsroom.engine import hooks
from newsroom.engine.plan import Plan
from newsroom.features.introductions.model import Introductions
from newsroom.features.stories.addresses import topic_address
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.lists import List, plan_list
from newsroom.features.topics.views import TopicsView
from newsroom.site.chrome import chrome
from newsroom.site.page_head import page_head

_ALL = Link(TranslatableText("Topics"), "/topics/")


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "site", "stories")
    hooks.plan.connect(plan)


def plan(plan: Plan) -> None:
    """Plan every topic's list and /topics/."""
    stories = plan.edition.get(Stories).index.topic
    introductions = plan.edition.get(Introductions, Introductions()).topics
    # A topic that only translations have is in no list, yet their pages link to it.
    names = {tag.slug: tag.name for story in plan.edition.get(Stories).live for tag in story.record.tags}
    for slug, name in sorted(names.items()):
        address = topic_address(slug)
        words = introductions.get(slug, "")
        listed = List(address, "topic", name, words, TranslatableText("Topic"), feed=urls.feed(address), trail=(_ALL,))
        plan_list(plan, listed, stories.get(slug, []), f'the tag "{name}"')
    plan.page("/topics/", "topics.html", "the list of topics", lambda: _index(plan, names))


def _index(plan: Plan, names: dict[str, str]) -> TopicsView:
    in_order = sorted(names.items(), key=lambda item: (item[0], item[1]))
    letters = tuple(
        (letter, tuple(Link(name, topic_address(slug)) for slug, name in group))
        for letter, group in groupby(in_order, key=lambda item: item[0][0].upper())
    )
    about = TranslatableText("Everything the magazine writes about, from A to Z.")
    top = page_head(TranslatableText("Topics"), about, "/topics/", plan.edition)
    return TopicsView(chrome(plan), top, letters)
