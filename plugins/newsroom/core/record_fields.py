"""Fields of records, for code that walks through values of every kind."""

from __future__ import annotations

import dataclasses  # noqa: TID251  for those of other people

from msgspec import Struct
from pydantic import BaseModel


def record_fields(kind: type) -> tuple[str, ...] | None:
    """Return the names of a record's fields; None where the type is no record.

    A record is a struct, front matter, or a dataclass: models are structs, and a plugin of somebody else's may offer
    dataclasses.
    """
    if issubclass(kind, Struct):
        return kind.__struct_fields__
    if issubclass(kind, BaseModel):
        return tuple(kind.model_fields)
    return tuple(item.name for item in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else None
