"""Values of the cache as bytes: JSON that is read back as one declared type, and as nothing else.

A record of pydantic (`newsroom.core.schema.Record`) is written without the fields that its file leaves out, and read
back without its validators: what they do was done before it was written.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable
from datetime import datetime
from typing import Any, Generic, NamedTuple, TypeVar, Union, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import force_setattr
from pydantic import BaseModel

from newsroom.core.record_fields import record_fields

T = TypeVar("T")
#: Changes a moment, or looks at it.
Visit = Callable[[datetime], datetime]
#: Visits every moment in a value, in one order, and returns the value with what the visits returned.
ValueWalk = Callable[[Any, Visit], Any]


class UnreadableValueError(Exception):
    """Bytes are no value of the type that was asked for."""


class Codec(Generic[T]):
    """Writes values of one type as bytes and reads them back: equal, and of the same types throughout.

    JSON has the offset of a moment and not its zone, so the names of zones stand before the value, in a line of their
    own.

    Args:
        kind: the type; a struct, a dataclass, a record of pydantic, a plain type, or containers of them.
    """

    def __init__(self, kind: type[T]) -> None:
        self._decoder = msgspec.json.Decoder(kind, dec_hook=_of_subclass)
        self._zones = msgspec.json.Decoder(list[str])
        self._walk = _walk(kind)

    def encode(self, value: T) -> bytes:
        """Return a value as bytes.

        Raises:
            UnicodeEncodeError: a text in it is no Unicode.
        """
        zones: list[str] = []

        def look(moment: datetime) -> datetime:
            key = getattr(moment.tzinfo, "key", None)
            zones.append(f"{moment.fold}{key}" if key else "")
            return moment

        if self._walk is not None:
            self._walk(value, look)
        body = msgspec.json.encode(value, enc_hook=_as_base)
        return (msgspec.json.encode(zones) if any(zones) else b"") + b"\n" + body

    def decode(self, raw: bytes) -> T:
        """Return the value that some bytes are.

        Raises:
            UnreadableValueError: they are none of this type.
        """
        zones, _, body = raw.partition(b"\n")
        try:
            value = self._decoder.decode(body)
            if zones and self._walk is not None:
                names = iter(self._zones.decode(zones))

                def with_zone(moment: datetime) -> datetime:
                    name = next(names)
                    return moment.replace(tzinfo=ZoneInfo(name[1:]), fold=int(name[0])) if name else moment

                value = self._walk(value, with_zone)
        # A record that checks its own fields may refuse them with a KeyError; a zone may be unknown here.
        except (msgspec.MsgspecError, ValueError, KeyError, TypeError, StopIteration, ZoneInfoNotFoundError) as error:
            raise UnreadableValueError(str(error)) from error
        return value


_codecs: dict[Any, Codec[Any]] = {}


def codec(kind: type[T]) -> Codec[T]:
    """Return the codec of a type, made once."""
    if kind not in _codecs:
        _codecs[kind] = Codec(kind)
    return _codecs[kind]


def _of_subclass(kind: type[Any], value: object) -> object:
    """Return a value of a type that JSON does not know: `Markup`, or a record of pydantic."""
    if kind is Markup and isinstance(value, str):
        # Its own constructor looks for more than text, which takes three times as long.
        return str.__new__(Markup, value)
    if isinstance(value, str) and issubclass(kind, str):
        return kind(value)
    if issubclass(kind, BaseModel):
        return _of_fields(kind, value)
    raise TypeError(f"the cache holds no {kind.__name__}")


def _as_base(value: object) -> object:
    """Return a value of a subclass of text as plain text, and a record as the fields that are set."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, BaseModel):
        given = value.model_fields_set
        return {name: item for name, item in value.__dict__.items() if name in given}
    raise TypeError(f"the cache holds no {type(value).__name__}")


class _RecordForm(NamedTuple):
    """Form of a record in the cache.

    Args:
        written: the type of the fields that are set, by their names.
        defaults: the values of the others.
        factories: functions that make the value of each other field that has a new object in every record.
    """

    written: Any
    defaults: dict[str, Any]
    factories: dict[str, Callable[[], Any]]


@functools.cache
def _form(kind: type[BaseModel]) -> _RecordForm:
    hints = typing.get_type_hints(kind)
    fields = kind.model_fields
    written = {
        name: hints[name] if field.is_required() else typing.NotRequired[hints[name]] for name, field in fields.items()
    }
    factories = {
        name: cast("Callable[[], Any]", field.default_factory)
        for name, field in fields.items()
        if field.default_factory is not None
    }
    defaults = {name: field.default for name, field in fields.items()}
    written_as = typing.TypedDict(kind.__name__, written)  # type: ignore[misc]  # made at run time
    return _RecordForm(written_as, defaults, factories)


def _of_fields(kind: type[BaseModel], value: object) -> BaseModel:
    """Return a record with some fields, and all others as a file has them that leaves them out."""
    form = _form(kind)
    written = msgspec.convert(value, form.written, dec_hook=_of_subclass)
    made = {name: make() for name, make in form.factories.items()}
    record = kind.__new__(kind)
    # As pydantic unpickles a record; its own way past the validators takes ten times as long.
    record.__setstate__(
        {
            "__dict__": {**form.defaults, **made, **written},
            "__pydantic_fields_set__": set(written),
            "__pydantic_extra__": None,
            "__pydantic_private__": None,
        }
    )
    return record


def _walk(kind: Any) -> ValueWalk | None:
    """Return the visitor of moments in values of a type; None where there can be none."""
    if kind is datetime:
        return lambda value, visit: visit(value)
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (Union, types.UnionType):
        return _optional(*filter(None, map(_walk, inner)))
    if origin in (list, tuple) and inner:
        return _sequence(origin, _walk(inner[0])) if origin is list or inner[-1] is ... else _fixed(inner)
    if origin is dict:
        return _mapping(_walk(inner[1]))
    if isinstance(kind, type) and (names := record_fields(kind)) is not None:
        return _record(kind, names)
    return None


def _optional(*walks: ValueWalk) -> ValueWalk | None:
    """Return the visitor of a value that may be None; JSON could not tell two records in one union apart."""
    if not walks:
        return None
    [walk] = walks
    return lambda value, visit: None if value is None else walk(value, visit)


def _sequence(container: Callable[[Any], Any], walk: ValueWalk | None) -> ValueWalk | None:
    if walk is None:
        return None
    return lambda values, visit: container([walk(value, visit) for value in values]) if values else values


def _fixed(inner: tuple[Any, ...]) -> ValueWalk | None:
    walks = [_walk(kind) for kind in inner]
    if not any(walks):
        return None
    return lambda values, visit: tuple(
        [walk(value, visit) if walk else value for walk, value in zip(walks, values, strict=True)]
    )


def _mapping(walk: ValueWalk | None) -> ValueWalk | None:
    if walk is None:
        return None
    return lambda values, visit: {key: walk(value, visit) for key, value in values.items()}


@functools.cache
def _record(kind: type[Any], names: tuple[str, ...]) -> ValueWalk | None:
    hints = typing.get_type_hints(kind)
    # A frozen struct has a way of its own past what freezes it.
    assign: Callable[[Any, str, Any], None] = force_setattr if issubclass(kind, Struct) else object.__setattr__
    walks = [(name, walk) for name in names if (walk := _walk(hints[name]))]
    if not walks:
        return None

    def visit_fields(value: Any, visit: Visit) -> Any:
        for name, walk in walks:
            before = getattr(value, name)
            # In most records most fields hold nothing, and so no moment.
            if before:
                after = walk(before, visit)
                if after is not before:
                    assign(value, name, after)
        return value

    return visit_fields
