"""The stories of an edition: all that were read, those that readers may see, and the parts that plugins add."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Mapping, Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar

from msgspec import Struct, field

from newsroom.core import text
from newsroom.core.publication import PublicationState
from newsroom.engine.edition import Edition
from newsroom.engine.read.text_rendering import Source
from newsroom.features.stories.model import StoryRecord, life
from newsroom.features.stories.record_index import RecordIndex, index_records
from newsroom.features.stories.rendering import Story, render_story
from newsroom.features.stories.story_store import StoryStore
from newsroom.site.parts import Card
from newsroom.site.view_parts import ViewPart, ViewParts
from newsroom.site.views import StoryView

T = TypeVar("T")


class Provider(Struct, Generic[T], frozen=True):
    """Makes a part of a story's view when its page is rendered.

    Args:
        part: the part.
        make: returns the part.
        key: returns, as plain values, all that the part depends on besides the story itself; or has it by the story's
            id, for those stories where it depends on any; None for nothing.
    """

    part: ViewPart[StoryView, T]
    make: Callable[[Story], T]
    key: Callable[[Story], object] | Mapping[str, object] | None

    def put(self, parts: ViewParts[StoryView], story: Story) -> None:
        """Put the part of a story among its parts."""
        parts.put(self.part, self.make(story))


class StoryIndex(Struct, frozen=True):
    """The listed stories by what they belong to, newest first: ids of sections and authors, slugs, year and month.

    ``language`` holds the live stories in each language that is not the magazine's own, ``topic_names`` the name of
    each topic of a live story by its slug: one that only translations have is in no list, yet their pages link to it.
    """

    topic_names: dict[str, str]
    section: dict[str, list[Story]] = field(default_factory=lambda: defaultdict(list))
    author: dict[str, list[Story]] = field(default_factory=lambda: defaultdict(list))
    topic: dict[str, list[Story]] = field(default_factory=lambda: defaultdict(list))
    series: dict[str, list[Story]] = field(default_factory=lambda: defaultdict(list))
    month: dict[tuple[int, int], list[Story]] = field(default_factory=lambda: defaultdict(list))
    language: dict[str, list[Story]] = field(default_factory=lambda: defaultdict(list))


class Stories(Struct):
    """The stories, in whatever state, and what plugins add to their pages.

    Args:
        edition: the edition that they belong to.
        all: all stories that could be read, in the order of their files; with fields at fault, a story stops the build.
        faulty_drafts: drafts with fields at fault, which are no stories yet; checks alone look at them.
        store: results of reading them; None where there is none.
        cards: the cards that were made, by the story's id; ``card_keys`` their keys.
        last_view: the last view that was made, without parts, with its story: the text-only edition of a story is
            rendered next to its page, and shows the same.
    """

    edition: Edition
    all: list[Story] = field(default_factory=list)
    faulty_drafts: list[Story] = field(default_factory=list)
    store: StoryStore | None = None
    cards: dict[str, Card] = field(default_factory=dict)
    card_keys: dict[str, bytes] = field(default_factory=dict)
    last_view: tuple[Story, StoryView] | None = None
    _parts: dict[str, ViewParts[StoryView]] = field(default_factory=dict)
    _providers: dict[str, Provider[Any]] = field(default_factory=dict)
    _keys: list[Callable[[Story], object]] = field(default_factory=list)
    _keys_by_id: dict[str, dict[str, object]] = field(default_factory=lambda: defaultdict(dict))
    _part_names: tuple[str, ...] = ()
    _live: tuple[Story, ...] | None = None
    _listed: tuple[Story, ...] | None = None
    _index: StoryIndex | None = None
    _records: RecordIndex | None = None

    def attach(self, story_id: str, part: ViewPart[StoryView, T], value: T) -> None:
        """Attach a part to a story's view: a `StoryPart`, with a value of its type."""
        self._parts.setdefault(story_id, ViewParts()).put(part, value)

    def provide(
        self,
        part: ViewPart[StoryView, T],
        make: Callable[[Story], T],
        key: Callable[[Story], object] | Mapping[str, object] | None = None,
    ) -> None:
        """Provide a part of every story's view, made only when a page is rendered; see `Provider`."""
        self._providers[part.name] = Provider(part, make, key)
        self._part_names = tuple(sorted(self._providers))
        self._keys = [provider.key for provider in self._providers.values() if callable(provider.key)]
        self._keys_by_id.clear()
        for name, provider in self._providers.items():
            for story_id, key_ in provider.key.items() if isinstance(provider.key, Mapping) else ():
                self._keys_by_id[story_id][name] = key_

    def parts(self, story_id: str) -> ViewParts[StoryView]:
        """Return the parts that features attached to a story."""
        return self._parts.get(story_id, ViewParts())

    def fill(self, view: StoryView, story: Story, only: Container[ViewPart[StoryView, Any]] | None = None) -> StoryView:
        """Return the view of a story with its parts, provided and attached; with ``only``, no others of them."""
        parts: ViewParts[StoryView] = ViewParts()
        for provider in self._providers.values():
            if only is None or provider.part in only:
                provider.put(parts, story)
        return self.parts(story.record.id).fill(parts.fill(view), only)

    def parts_key(self, story: Story) -> tuple[object, ...]:
        """Return, as plain values, everything that the parts of a story's view depend on besides the story."""
        id_ = story.record.id
        attached = self._parts.get(id_)
        provided = [key(story) for key in self._keys], self._part_names, self._keys_by_id.get(id_)
        return *provided, tuple(attached.values.items()) if attached else ()

    def html(self, story: Story) -> str:
        """Return a story's HTML; only its page and its feeds need it."""
        if story.text.html or self.store is None:
            return story.text.html
        stored = self.store.html(story.record.source)
        if stored is None:
            # The store was damaged since it was loaded: the story is read once more.
            source = Source.at(story.record.source, self.edition.settings.root)
            again, _ = render_story(source, self.edition.read_context)
            stored = again.text.html if again else ""
        return stored

    def is_live(self, record: StoryRecord) -> bool:
        """Return whether readers may see a story now."""
        return life(record, self.edition.settings.now) is PublicationState.LIVE

    @property
    def to_check(self) -> list[Story]:
        """Every story of which something can be read, for checks of what its writer wrote."""
        return [*self.all, *self.faulty_drafts]

    @property
    def records(self) -> RecordIndex:
        """The records of all stories `to_check`, once everything is read, by what stands in their fields."""
        if self._records is None:
            self._records = index_records([story.record for story in self.to_check])
        return self._records

    @property
    def live(self) -> tuple[Story, ...]:
        """Stories that readers may see, in every language, newest first."""
        if self._live is None:
            found = [story for story in self.all if self.is_live(story.record)]
            found.sort(key=lambda story: story.record.id)
            found.sort(key=lambda story: story.record.fields.date, reverse=True)
            self._live = tuple(found)
        return self._live

    @property
    def listed(self) -> tuple[Story, ...]:
        """Stories that lists show: live ones in the magazine's own language, newest first."""
        if self._listed is None:
            self._listed = tuple(story for story in self.live if story.record.home)
        return self._listed

    @property
    def moments(self) -> list[datetime]:
        """Every time at which a story becomes due or expires."""
        published = (story.record.fields for story in self.all if story.record.fields.status == "published")
        found = (at for fields in published for at in (fields.date, fields.publish_at, fields.expires))
        return [at for at in found if at is not None]

    @property
    def index(self) -> StoryIndex:
        """Stories by the list that shows them; a translation is in none while its original is published.

        One without a published original is in the lists, since nothing else stands for it there.
        """
        if self._index is None:
            live = {story.record.id for story in self.live}
            shown = [it for it in self.live if it.record.home or it.record.fields.translation_of not in live]
            self._index = _build_index(shown, self.live)
        return self._index


def _build_index(listed: Sequence[Story], live: Sequence[Story]) -> StoryIndex:
    index = StoryIndex({tag.slug: tag.name for story in live for tag in story.record.tags})
    for story in live:
        if not story.record.home:
            index.language[story.record.lang].append(story)
    series: dict[str, str] = {}
    for story in listed:
        record = story.record
        index.section[record.section].append(story)
        # The address of a story names the month in the date's own zone; so does the archive.
        index.month[record.fields.date.year, record.fields.date.month].append(story)
        for author in dict.fromkeys(byline.author for byline in record.bylines):
            index.author[author].append(story)
        for tag in record.tags:
            index.topic[tag.slug].append(story)
        if record.fields.series:
            # Written differently here and there it is a problem, and still one list.
            index.series[series.setdefault(text.slugify(record.fields.series), record.fields.series)].append(story)
    return index
