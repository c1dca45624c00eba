"""Plans the feeds of everything, and of each section, state, author, topic, series and language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsroom.core import text, urls
from newsroom.engine import hooks, setting_groups
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.features.author_bios.model import Authors
from newsroom.features.feeds.entries import care, entry, publisher
from newsroom.features.feeds.pages import Entries, FeedSelection, plan_feed
from newsroom.features.feeds.settings import GROUP, FeedSettings
from newsroom.features.links.model import LinkResolver
from newsroom.features.sections.reading import of_states
from newsroom.features.stories.addresses import series_address, topic_address
from newsroom.features.stories.cards import card_key
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.rendering import Story
from newsroom.features.stories.translations import language_name
from newsroom.site.feature_data import ListFeeds, Sections, section_address, state_address


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "links", "sections", "stories")
    setting_groups.offer(GROUP)
    hooks.documents.connect(begin)
    hooks.plan.connect(plan, after=("author_bios", "sections", "series", "site", "stories", "topics"))


def begin(edition: Edition) -> None:
    """Say that lists have feeds."""
    edition.put(ListFeeds(made=True))


def plan(plan: Plan) -> None:
    """Plan every feed of stories."""
    edition = plan.edition
    entries: Entries[Story] = Entries(
        plan, lambda story, length: entry(story, edition, length), lambda story: story.record.id
    )
    for page, name, stories, lang in _lists(edition):
        if page != urls.front() and page not in plan.pages:
            # The plugin that makes the list is not in use.
            continue
        # Stories in another language are in the feed of that language alone.
        spoken = [story for story in stories if lang or story.record.home]
        newest = spoken[: edition.settings.of(FeedSettings).items]
        plan_feed(plan, FeedSelection(page, name, newest, entries, _key(newest, edition), lang))


def _lists(edition: Edition) -> Iterator[tuple[str, str, Sequence[Story], str]]:
    """Yield each list that has a feed: its address, what it is called, its stories, and another language than ours."""
    index = edition.get(Stories).index
    states = edition.get(Sections).states
    yield urls.front(), "", edition.get(Stories).listed, ""
    for section in edition.get(Sections).by_id.values():
        stories = index.section.get(section.id, [])
        yield section_address(section.id), section.name, stories, ""
        for state, of_state in sorted(of_states(stories).items()):
            if state in states:
                yield state_address(section.id, state), f"{section.name}, {states[state]}", of_state, ""
    for author in edition.get(Authors, Authors()).public.values():
        yield author.address, author.fields.name, index.author.get(author.id, []), ""
    for slug, name in index.topic_names.items():
        yield topic_address(slug), name, index.topic.get(slug, []), ""
    for name in sorted(index.series):
        yield series_address(text.slugify(name)), name, index.series[name], ""
    for lang, translated in sorted(index.language.items()):
        yield urls.language(lang), language_name(lang), translated, lang


def _key(newest: Sequence[Story], edition: Edition) -> object:
    """Return, as plain values, all that the entries of some stories are made of."""
    directory = edition.get(LinkResolver)
    links = [tuple(directory.address(link) for link in story.text.links) for story in newest]
    return (
        [(story.whole, card_key(story, edition)) for story in newest],
        links,
        care(newest, edition),
        publisher(edition),
    )
