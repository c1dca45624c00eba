"""Addresses that go with expired stories: their pages, and lists that held nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from newsroom.core import text, urls
from newsroom.core.publication import PublicationState
from newsroom.engine.documents import text_address
from newsroom.features.links.model import ExpiredAddresses
from newsroom.features.stories.addresses import archive_address, author_address, series_address, topic_address
from newsroom.features.stories.model import StoryRecord, life
from newsroom.site.feature_data import state_address


def lapsed(records: Iterable[StoryRecord], now: datetime) -> ExpiredAddresses:
    """Return the pages that disappear with expired stories.

    Args:
        records: all stories.
        now: the moment of the build.
    """
    by_state: dict[PublicationState, list[StoryRecord]] = {PublicationState.EXPIRED: [], PublicationState.LIVE: []}
    for record in records:
        by_state.setdefault(life(record, now), []).append(record)
    gone = {address for record in by_state[PublicationState.EXPIRED] for address in _addresses(record)}
    # Most magazines have none, and no need to go through all that is live.
    expired = gone.difference(*(_addresses(record) for record in by_state[PublicationState.LIVE])) if gone else ()
    return ExpiredAddresses(
        frozenset(expired), {record.source: record.address for record in by_state[PublicationState.EXPIRED]}
    )


def going_with(record: StoryRecord, records: Iterable[StoryRecord], now: datetime) -> frozenset[str]:
    """Return the pages that disappear when a story is taken down: its own, and lists that held nothing else.

    Args:
        record: the story.
        records: all stories, or all others.
        now: the moment at which it is taken down.
    """
    others = (one for one in records if one.id != record.id and life(one, now) is PublicationState.LIVE)
    return frozenset(_addresses(record)).difference(*map(_addresses, others))


def _addresses(record: StoryRecord) -> Iterator[str]:
    yield record.address
    yield text_address(record.address)
    for base in _lists(record):
        yield base
        yield from (urls.feed(base, form) for form in urls.FEEDS)


def _lists(record: StoryRecord) -> Iterator[str]:
    if record.fields.state:
        yield state_address(record.section, record.fields.state)
    yield from (topic_address(tag.slug) for tag in record.tags)
    if record.fields.series:
        yield series_address(text.slugify(record.fields.series))
    yield from (author_address(byline.author) for byline in record.bylines)
    date = record.fields.date
    yield from (archive_address(date.year), archive_address(date.year, date.month))
    if not record.home:
        yield urls.language(record.lang)
