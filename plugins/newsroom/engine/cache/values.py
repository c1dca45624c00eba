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
from typing import Any, Generic, TypeVar, Union, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import asdict, force_setattr
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


#: The maker of values of each type that JSON does not know, and the type that JSON holds in its place.
_makers: dict[Any, tuple[Callable[[Any], object], type]] = {}


def _of_subclass(kind: type[Any], value: object) -> object:
    """Return a value of a type that JSON does not know: `Markup`, or a record of pydantic."""
    if kind not in _makers:
        _makers[kind] = _maker(kind)
    make, held = _makers[kind]
    if type(value) is not held:
        raise TypeError(f"the cache has no {kind.__name__} here")
    return make(value)


def _maker(kind: type[Any]) -> tuple[Callable[[Any], object], type]:
    if issubclass(kind, Markup):
        # Its own constructor looks for more than text, which takes three times as long.
        return functools.partial(str.__new__, kind), str
    if issubclass(kind, str):
        return kind, str
    if issubclass(kind, BaseModel):
        return _record_maker(kind), dict
    raise TypeError(f"the cache holds no {kind.__name__}")


def _as_base(value: object) -> object:
    """Return a value of a subclass of text as plain text, and a record as the fields that are set."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, BaseModel):
        given = value.model_fields_set
        return {name: item for name, item in value.__dict__.items() if name in given}
    raise TypeError(f"the cache holds no {type(value).__name__}")


def _form(kind: type[BaseModel]) -> type[Struct]:
    """Return a struct with the fields of a record: what is not written has the value that a file without it has."""
    hints = typing.get_type_hints(kind)
    fields: list[tuple[str, Any, Any]] = []
    for name, info in kind.model_fields.items():
        if info.default_factory is not None:
            default = msgspec.field(default_factory=cast("Callable[[], Any]", info.default_factory))
        else:
            default = msgspec.NODEFAULT if info.is_required() else info.default
        fields.append((name, hints[name], default))
    return msgspec.defstruct(kind.__name__, fields, kw_only=True)


def _record_maker(kind: type[BaseModel]) -> Callable[[dict[str, object]], BaseModel]:
    """Return what makes a record of some fields, and all others as a file has them that leaves them out."""
    form, assign = _form(kind), object.__setattr__
    # Most records have the same few fields, and a set of them is as large as the values.
    names: dict[tuple[str, ...], set[str]] = {}

    def make(fields: dict[str, object]) -> BaseModel:
        values = asdict(msgspec.convert(fields, form, dec_hook=_of_subclass))
        record = kind.__new__(kind)
        # As pydantic unpickles a record; its own way past the validators takes ten times as long.
        assign(record, "__dict__", values)
        assign(record, "__pydantic_fields_set__", names.setdefault(tuple(fields), set(fields)))
        assign(record, "__pydantic_extra__", None)
        assign(record, "__pydantic_private__", None)
        return record

    return make


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
