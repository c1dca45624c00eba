"""Selection of related stories for all stories at once; sensitive ones get none with heavy notes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec import Struct

from newsroom.core import text
from newsroom.engine import workers
from newsroom.engine.cache import digests
from newsroom.engine.cache.store import Records
from newsroom.engine.edition import Edition
from newsroom.features.read_next.model import Candidate, Related, chosen
from newsroom.features.stories.rendering import Story

#: Choosing takes a twentieth of a millisecond, and a process some tens of them.
_WORTH_A_PROCESS = 1000


def keep_away(
    newest_first: Sequence[Story], newer: dict[str, Story], older: dict[str, Story], heavy: frozenset[str]
) -> None:
    """Give each sensitive story of a section the nearest neighbours that may stand below it, or none.

    Args:
        newest_first: the stories of the section.
        newer: the next newer neighbour of each, by id; changed in place.
        older: the next older one; changed in place.
        heavy: the ids of heavy content notes.
    """
    for place, story in enumerate(newest_first):
        if not story.record.fields.sensitive:
            continue
        own = _candidate(story, heavy)
        for near, places in ((newer, range(place - 1, -1, -1)), (older, range(place + 1, len(newest_first)))):
            near.pop(own.id, None)
            others = (newest_first[other] for other in places)
            replacement = next((other for other in others if _candidate(other, heavy).may_follow(own)), None)
            if replacement is not None:
                near[own.id] = replacement


class _Kept(Struct, frozen=True):
    """Choice of the last build, with the digest of all candidates that it was made of."""

    made_of: str
    related: Related


def choose(stories: list[Story], heavy: frozenset[str], edition: Edition) -> dict[str, tuple[str, ...]]:
    """Return the choice, from the last build for each story on whose topics no candidate has changed since."""
    context = digests.of_bytes(digests.code() + digests.of(sorted(heavy)))
    made_of = digests.of_bytes(b"".join(story.kin for story in stories)).hex()
    cached = Records(edition.cache, "read-next", _Kept, context)
    kept = cached.get("choice")
    if kept is not None and kept.made_of == made_of:
        return kept.related.choices
    candidates = [_candidate(story, heavy) for story in stories]
    spread = partial(workers.run_on_all_cores, least=_WORTH_A_PROCESS)
    found = chosen(candidates, spread, kept.related if kept is not None else None)
    cached.put("choice", _Kept(made_of, found))
    return found.choices


def _candidate(story: Story, heavy: frozenset[str]) -> Candidate:
    record = story.record
    topics = frozenset(tag.slug for tag in record.tags)
    return Candidate(
        record.id,
        record.fields.date,
        record.section,
        topics,
        series=text.slugify(record.fields.series or ""),
        sensitive=record.fields.sensitive,
        heavy=not heavy.isdisjoint(record.fields.content_notes),
        paid=record.fields.kind == "sponsored",
        kin=story.kin,
    )
