"""Content notes, as stories, cards, feeds and helplines name them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from newsroom.site.page_parts import Note


@dataclass(frozen=True)
class ContentNotes:
    """All notes by their id, in order, and the line of the file on which each says its helplines."""

    by_id: dict[str, Note] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def of(self, ids: Collection[str]) -> tuple[Note, ...]:
        """Return notes by their ids, in the file's order; unknown ones are left out."""
        return tuple(note for id_, note in self.by_id.items() if id_ in ids) if ids else ()

    def topics(self, ids: Collection[str]) -> tuple[str, ...]:
        """Return the topics of helplines that some notes ask for."""
        return tuple(dict.fromkeys(topic for note in self.of(ids) for topic in note.topics))

    @property
    def heavy(self) -> frozenset[str]:
        """The ids of heavy notes."""
        return frozenset(id_ for id_, note in self.by_id.items() if note.heavy)
