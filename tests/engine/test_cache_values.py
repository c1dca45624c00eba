"""Values of the cache come back equal and of the same types, so that a page made of them is the same page."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Annotated, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from msgspec import Struct
from pydantic import Field

from newsroom.core.record_fields import record_fields
from newsroom.core.schema import Many, MomentValue, Prose, Record, Words
from newsroom.engine.cache.values import UnreadableValueError, codec
from newsroom.engine.edition import Edition
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.story_store import Entry
from tests.building import Project
from tests.engine.articles import enrich


class _Kind(enum.IntEnum):
    ONE = 1
    TWO = 2


class _Pair(NamedTuple):
    words: bytes
    kind: _Kind


class _Inner(Struct, frozen=True):
    at: datetime | None
    title: Markup = Markup("")


@dataclass(frozen=True)
class _Outer:
    name: str
    date: datetime
    inner: tuple[_Inner, ...]
    fixed: tuple[str, datetime]
    by_day: dict[str, datetime]
    pairs: dict[bytes, tuple[_Pair, ...]]
    number: int
    maybe: _Inner | None = None


_ZONES = [
    ZoneInfo("Australia/Brisbane"),
    ZoneInfo("Australia/Sydney"),
    ZoneInfo("UTC"),
    UTC,
    timezone(timedelta(hours=9.5)),
]
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
_MOMENTS = st.builds(
    lambda at, zone, fold: at.replace(tzinfo=zone, fold=fold),
    st.datetimes(datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2200-01-01")),
    st.sampled_from(_ZONES),
    st.sampled_from([0, 1]),
)
_INNERS = st.builds(_Inner, st.none() | _MOMENTS, st.builds(Markup, _TEXTS))
_OUTERS = st.builds(
    _Outer,
    _TEXTS,
    _MOMENTS,
    st.lists(_INNERS, max_size=3).map(tuple),
    st.tuples(_TEXTS, _MOMENTS),
    st.dictionaries(_TEXTS, _MOMENTS, max_size=3),
    st.dictionaries(
        st.binary(), st.lists(st.builds(_Pair, st.binary(), st.sampled_from(_Kind))).map(tuple), max_size=3
    ),
    st.integers(),
    st.none() | _INNERS,
)


@given(_OUTERS)
def test_a_value_comes_back_as_it_was(value: _Outer) -> None:
    back = codec(_Outer).decode(codec(_Outer).encode(value))
    assert back == value
    # Its repr shows the types as well: the zone, Markup and all.
    if all(moment.fold == 0 or isinstance(moment.tzinfo, ZoneInfo) for moment in _moments(value)):
        assert repr(back) == repr(value)


class _Note(Record):
    at: MomentValue
    words: Prose | None = None


class _Fields(Record):
    title: Words
    date: MomentValue
    notes: tuple[_Note, ...] = ()
    tags: Annotated[tuple[Words, ...], Many] = ()
    why: dict[str, Words] = Field(default_factory=dict)
    lead: _Note | None = None


@dataclass(frozen=True)
class _WithFields:
    fields: _Fields


@pytest.mark.parametrize("zone", _ZONES, ids=str)
@pytest.mark.parametrize("more", [{}, {"tags": "a, b", "notes": [{"at": "2026-05-04"}], "lead": {"at": "2026-05-05"}}])
def test_a_record_comes_back_with_the_same_fields_set(zone: ZoneInfo, more: dict[str, object]) -> None:
    context = {"zone": zone, "doubtful": {}}
    value = _WithFields(_Fields.model_validate({"title": "A", "date": "2026-10-04 02:30", **more}, context=context))
    raw = codec(_WithFields).encode(value)
    back = codec(_WithFields).decode(raw)
    assert (back, repr(back)) == (value, repr(value))
    assert back.fields.model_fields_set == value.fields.model_fields_set
    assert back.fields.why is not codec(_WithFields).decode(raw).fields.why
    assert b"why" not in raw


@pytest.mark.parametrize("fields", ["1", "{}", '{"title": 1, "date": "2026-05-04T00:00:00Z"}', '{"title": "A"}'])
def test_a_value_that_is_no_record_is_refused(fields: str) -> None:
    with pytest.raises(UnreadableValueError):
        codec(_WithFields).decode(f'\n{{"fields": {fields}}}'.encode())


def _moments(value: object) -> list[datetime]:
    if isinstance(value, datetime):
        return [value]
    if names := record_fields(type(value)):
        return [at for name in names for at in _moments(getattr(value, name))]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
    return [at for item in items for at in _moments(item)]


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b"{}", b'\n{"name": 1}', b"[]\nnull", b'["0Nowhere/Town"]\n"2026-01-01T00:00:00Z"', b"[1]\n1"]
)
def test_an_unreadable_cache_value_raises(raw: bytes) -> None:
    for kind in (_Outer, datetime):
        if (kind, raw) != (datetime, b""):
            with pytest.raises(UnreadableValueError):
                codec(kind).decode(raw)


def test_every_story_comes_back_as_it_was(site: Project, read: Callable[[], Edition]) -> None:
    """With corrections, a live page, a review and the like: whatever a record can hold, in the type that it has."""
    enrich(site)
    head = """\
---
title: Live <b>&</b> "quoted"
summary: All *at* once.
date: 2026-05-04 08:00 Australia/Sydney
modified: 2026-05-06 09:00 +09:30
authors: [robin-vale]
kind: review
layout: live
tags: [Courts]
corrections:
  - date: 2026-05-05
    text: It was wrong.
review: {title: A film, stars: 4}
---

## 10am Rain

Words ![A river](/images/2026/river.jpg)
"""
    site.story("world/2026/live", head)
    stories = read().get(Stories)
    assert stories.store is not None
    assert len(stories.store.entries) > 5
    for entry in stories.store.entries.values():
        assert repr(codec(Entry).decode(codec(Entry).encode(entry))) == repr(entry)
