"""Addresses that go with expired stories: their pages, and lists that held nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from newsroom.core import text, urls
from newsroom.core.publication import PublicationState
from newsroom.features.links.model import ExpiredAddresses
from newsroom.features.stories.model import StoryRecord, life


def lapsed(records: Iterable[StoryRecord], now: datetime) -> ExpiredAddresses:
    """Return the pages that disappear with expired stories.

    Args:
        records: all stories.
        now: the moment of the build.
    """
    by_state: dict[PublicationState, list[StoryRecord]] = {PublicationState.EXPIRED: [], PublicationState.LIVE: []}
    for record in records:
        by_state.setdefault(life(record, now), []).append(record)
    gone = {address for record in by_state[PublicationState.EXPIRED] for address in _of(record)}
    # Most magazines have none, and no need to go through all that is live.
    left = gone.difference(*(_of(record) for record in by_state[PublicationState.LIVE])) if gone else ()
    return ExpiredAddresses(
        frozenset(left), {record.source: record.address for record in by_state[PublicationState.EXPIRED]}
    )


def _of(record: StoryRecord) -> Iterator[str]:
    yield record.address
    yield urls.text(record.address)
    for base in _lists(record):
        yield base
        yield from (urls.feed(base, form) for form in urls.FEEDS)


def _lists(record: StoryRecord) -> Iterator[str]:
    if record.fields.state:
        yield urls.state(record.section, record.fields.state)
    yield from (urls.topic(tag.slug) for tag in record.tags)
    if record.fields.series:
        yield urls.series(text.slugify(record.fields.series))
    yield from (urls.author(byline.author) for byline in record.bylines)
    yield from (urls.archive(record.fields.date.year), urls.archive(record.fields.date.year, record.fields.date.month))
    if not record.home:
        yield urls.language(record.lang)
