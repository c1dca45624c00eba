"""Schema of content/data/introductions.toml, and the introductions of topics and series."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct, field
from pydantic import Field

from newsroom.core import text
from newsroom.core.front_matter import FieldPath
from newsroom.core.name_index import NameIndex
from newsroom.core.problems import Problem
from newsroom.core.schema import Prose, Record


class TopicField(Record):
    """The introduction of a topic."""

    name: Prose = Field(description="the topic, as stories name it in tags")
    introduction: Prose = Field(description="a sentence or two at the top of its page")


class SeriesField(Record):
    """The introduction of a series."""

    name: Prose = Field(description="the series, as its stories name it")
    introduction: Prose = Field(description="a sentence or two at the top of its page")


class IntroductionsFile(Record):
    """The whole of content/data/introductions.toml."""

    topic: tuple[TopicField, ...] = Field((), description="topics that have an introduction")
    series: tuple[SeriesField, ...] = Field((), description="series that have one")


class Introductions(Struct, frozen=True):
    """The introductions of topics and of series, by the last part of their addresses."""

    topics: Mapping[str, str] = field(default_factory=dict)
    series: Mapping[str, str] = field(default_factory=dict)


def assemble(file: IntroductionsFile) -> Introductions:
    """Return the introductions of a data file, by address."""
    return Introductions(
        {text.slugify(item.name): item.introduction for item in file.topic},
        {text.slugify(item.name): item.introduction for item in file.series},
    )


def duplicates(
    table: str, items: Iterable[TopicField | SeriesField], source: str, line_of: Callable[[FieldPath], tuple[int, int]]
) -> Iterator[Problem]:
    """Yield a problem for each second introduction of the same list.

    Args:
        table: the table of the data file: topic or series.
        items: its entries, in order.
        source: path of the file that problems name.
        line_of: says where a value stands.
    """
    seen: set[str] = set()
    for number, item in enumerate(items):
        slug = text.slugify(item.name)
        if slug in seen:
            line, column = line_of((table, number, "name"))
            message = f'the {table} "{item.name}" has an introduction already'
            yield Problem(source, line, column, "key-twice", message, "keep one of the two")
        seen.add(slug)


def unused(
    table: str, items: Iterable[TopicField | SeriesField], known: Mapping[str, str]
) -> Iterator[tuple[int, str]]:
    """Yield the number of each entry that no story uses, and a sentence for maintainers.

    Args:
        table: the table of the data file: topic or series.
        items: its entries, in order.
        known: the names of those that stories have, published or not, by address.
    """
    names = NameIndex(known.values())
    for number, item in enumerate(items):
        if text.slugify(item.name) not in known:
            near = names.nearest(item.name)
            asked = f'; did you mean "{near}"?' if near else "; it may be taken out"
            yield number, f'no story is of the {table} "{item.name}"{asked}'
