"""Names of all fields of front matter, to tell a misspelt field from a sentence.

Front matter is read before anybody knows of which kind a file is. A package offers the schema of its files in a module
``fields`` (`newsroom.core.offers`), and the names here follow from all of them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple, get_args, get_origin

from newsroom.core import offers
from newsroom.core.schema import Many, Prose, Record
from newsroom.core.shapes import model_in

#: Stands among the annotations of text for readers.
_TYPESET = get_args(Prose)[-1]
_APART = re.compile(r"[\s_-]+")


class FieldNames(NamedTuple):
    """Names of fields, of whatever kind of file.

    Args:
        top: those that stand in front matter itself.
        inside: for each field that holds records, the names of their fields.
        beside: for each field that holds records, the names that stand beside it in front matter.
        lists: fields that hold several values, which commas (or semicolons) part.
        free: fields that hold words for readers, in which quotation marks are part of the words.
        records: fields that hold a list of records.
        open: fields whose names inside are no fixed list.
    """

    top: frozenset[str]
    inside: dict[str, frozenset[str]]
    beside: dict[str, frozenset[str]]
    lists: frozenset[str]
    free: frozenset[str]
    records: frozenset[str]
    open: frozenset[str]


@functools.cache
def names() -> FieldNames:
    """Return the names that all schemas have."""
    inside: dict[str, frozenset[str]] = {}
    beside: dict[str, frozenset[str]] = {}
    tops, lists, free, records, unlisted = set[str](), set[str](), set[str](), set[str](), set[str]()
    for module in offers.modules("fields"):
        schema: type[Record] = module.OWN
        own = _names(schema)
        tops |= own
        for name, field in schema.model_fields.items():
            record = model_in(field.annotation)
            if record is not None:
                inside[name] = inside.get(name, frozenset()) | _names(record)
                beside[name] = beside.get(name, frozenset()) | own
            if record is not None and get_origin(field.annotation) is tuple:
                records.add(name)
            elif get_origin(field.annotation) is dict:
                unlisted.add(name)
        for name, marks in _fields_and_types(schema):
            if Many in marks:
                lists.add(name)
            elif _TYPESET in marks:
                free.add(name)
    return FieldNames(
        frozenset(tops), inside, beside, frozenset(lists), frozenset(free), frozenset(records), frozenset(unlisted)
    )


def _names(record: Any) -> frozenset[str]:
    return frozenset(name for name in record.model_fields if name != "source")


def _fields_and_types(record: Any) -> Iterator[tuple[str, list[object]]]:
    """Yield each field of a record and of those in it, with all that its type is made of."""
    for name, field in record.model_fields.items():
        yield name, [*field.metadata, *_parts(field.annotation)]
        inner = model_in(field.annotation)
        if inner is not None:
            yield from _fields_and_types(inner)


def _parts(annotation: Any) -> Iterator[object]:
    for part in get_args(annotation):
        yield part
        yield from _parts(part)


def only_inside(parent: str) -> frozenset[str]:
    """Return the names of fields that stand inside ``parent`` and never beside it."""
    return names().inside.get(parent, frozenset()) - names().beside.get(parent, frozenset())


def known(typed: str, parent: str = "") -> str:
    """Return the field that a name means, however its capitals, blanks and hyphens are; empty where it means none.

    Args:
        typed: the name as somebody typed it.
        parent: the field that it stands in; empty for the head itself.
    """
    among: Collection[str] = names().inside.get(parent, frozenset()) if parent else names().top
    if typed in among:
        return typed
    plain = _APART.sub("_", typed.strip()).casefold()
    if parent == "links":
        return plain
    return plain if plain in among else ""
