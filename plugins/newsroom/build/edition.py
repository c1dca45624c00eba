"""The edition: everything that this build knows, and where plugins put what they add."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar, cast

from newsroom.build.reading import Desk, Rendered, Story
from newsroom.build.settings import Settings
from newsroom.build.views import StoryView
from newsroom.core.problems import Problem
from newsroom.pages.model import PageRecord
from newsroom.stories.model import State, StoryRecord, life

T = TypeVar("T")
_STORY_PARTS = frozenset(item.name for item in fields(StoryView))


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was read."""

    record: PageRecord
    text: Rendered


@dataclass
class Edition:
    """What was read, what plugins add to it, and the problems.

    ``stories`` holds all that could be read, whatever their state, in the order of their files; ``drafts`` the paths of
    files that say they are drafts and are not among them.
    """

    settings: Settings
    desk: Desk
    stories: list[Story] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    drafts: set[str] = field(default_factory=set)
    _data: dict[type, Any] = field(default_factory=dict)
    _parts: dict[str, dict[str, Any]] = field(default_factory=dict)
    _live: tuple[Story, ...] | None = None

    def put(self, data: object) -> None:
        """Keep a plugin's own data, one object of a kind."""
        self._data[type(data)] = data

    def get(self, kind: type[T]) -> T:
        """Return the data of a kind; an empty one where its plugin is not in use."""
        if kind not in self._data:
            self._data[kind] = kind()
        found = self._data[kind]
        return cast("T", found)

    def attach(self, story_id: str, part: str, value: object) -> None:
        """Attach a part to a story's view.

        Raises:
            KeyError: `newsroom.build.views.StoryView` has no such field.
        """
        if part not in _STORY_PARTS:
            raise KeyError(part)
        self._parts.setdefault(story_id, {})[part] = value

    def parts(self, story_id: str) -> dict[str, Any]:
        """Return what plugins attached to a story."""
        return self._parts.get(story_id, {})

    def is_live(self, record: StoryRecord) -> bool:
        """Return whether readers may see a story now."""
        return life(record, self.settings.now) is State.LIVE

    @property
    def live(self) -> tuple[Story, ...]:
        """What readers may see, in every language, newest first."""
        if self._live is None:
            found = [story for story in self.stories if self.is_live(story.record)]
            found.sort(key=lambda story: story.record.id)
            found.sort(key=lambda story: story.record.date, reverse=True)
            self._live = tuple(found)
        return self._live

    @property
    def listed(self) -> tuple[Story, ...]:
        """What lists show: live stories in the magazine's own language, newest first."""
        return tuple(story for story in self.live if story.record.home)

    def standing(self) -> list[Problem]:
        """Return the problems that stand: without repeats, without the warnings that a story waives.

        Those of drafts are marked, whoever found them: a draft may be unfinished.
        """
        drafts = self.drafts | {story.record.source for story in self.stories if story.record.status == "draft"}
        found = {replace(problem, draft=True) if problem.path in drafts else problem for problem in self.problems}
        waived = {(story.record.source, rule) for story in self.stories for rule, _ in story.record.waive}
        return sorted(p for p in found if p.is_error or (p.path, p.rule) not in waived)
