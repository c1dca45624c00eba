"""Values of a record without those that are at fault, so that the rest of the record can be read and checked."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from newsroom.core.front_matter_values import FieldPath

#: Words and year in place of a required value that is at fault. Nothing happens before that year.
WORDS, _YEAR = "…", 1970

#: In place of a value that nobody has looked at.
_ANY = object()


class LeftOut:
    """Values of a record, from which those at fault are left out one after another.

    Places are those of the file: an entry of a list keeps its number when another one is left out.

    Args:
        model: the schema.
        values: names and values, which stay as they are.
        zone: the zone of a date that stands in for another.
    """

    def __init__(self, model: type[BaseModel], values: Mapping[str, Any], zone: ZoneInfo) -> None:
        #: The values that are left; a copy as soon as anything is left out.
        self.values = values
        #: The places that were left out.
        self.places: set[FieldPath] = set()
        self._model = model
        self._zone = zone
        self._numbers: dict[FieldPath, list[int]] = {}

    def place(self, found: Sequence[int | str]) -> FieldPath:
        """Return the place in the file of something that was found in what is left."""
        place: FieldPath = ()
        for part in found:
            numbers = self._numbers.get(place, ())
            place = (*place, numbers[part] if isinstance(part, int) and part < len(numbers) else part)
        return place

    def explains(self, place: FieldPath) -> bool:
        """Return whether what was left out at a place, or inside it, may be why the value there is at fault."""
        return any(left[: len(place)] == place for left in self.places)

    def leave_out(self, place: FieldPath, part: str = "", value: object = _ANY) -> None:
        """Leave out the value at a place, or the record around it if that has to have the value.

        Args:
            place: where it is in the file; empty for the record itself.
            part: the field or entry inside the value that alone is at fault; one that is missing is filled.
            value: the value that was found there. Where another is there, as schemas read lists that are written in
                another way too, the list as a whole is left out.
        """
        if not place:
            place, part = (part,) if part else (), ""
        if any(place[: length + 1] in self.places for length in range(len(place))):
            # A record that misses a value which was left out of it goes as a whole.
            place = place[:-1] if place in self.places else ()
        if place:
            self._leave_out(place, part, value)

    def _leave_out(self, place: FieldPath, part: str, value: object) -> None:
        if not self.places:
            self.values = copy.deepcopy(dict(self.values))
        self.places.add((*place, part) if part else place)
        around, last, depth = self._deepest(place)
        if value is not _ANY and depth == len(place) > 1 and around[last] != value:
            place, part = place[:-1], ""
            around, last, depth = self._deepest(place)
        inside = around[last] if part and depth == len(place) else None
        if isinstance(inside, dict):
            if str(inside.get(part, "")).strip():
                del inside[part]
            else:
                inside[part] = WORDS
            return
        if depth:
            self.places.add(place[:depth])
            if isinstance(around, list):
                self._numbers.setdefault(place[: depth - 1], list(range(len(around)))).pop(last)
            del around[last]
        if depth <= 1:
            self._fill(str(place[0]))

    def _deepest(self, place: FieldPath) -> tuple[Any, Any, int]:
        """Return the container and the key of the deepest value on the way to a place, and how deep it is."""
        around: Any = None
        last: Any = None
        inside: Any = self.values
        for depth, part in enumerate(place):
            key: Any = part
            if isinstance(inside, list) and isinstance(part, int):
                numbers = self._numbers.get(place[:depth], range(len(inside)))
                key = numbers.index(part) if part in numbers else None
                there = key is not None
            else:
                there = isinstance(inside, dict) and part in inside
            if not there:
                return around, last, depth
            around, last, inside = inside, key, inside[key]
        return around, last, len(place)

    def _fill(self, name: str) -> None:
        """Give a required field a value that nothing follows from, if its type has one."""
        field = self._model.model_fields.get(name)
        if field is None or not field.is_required():
            return
        if field.annotation is str:
            self.values = {**self.values, name: WORDS}
        elif field.annotation is datetime:
            self.values = {**self.values, name: datetime(_YEAR, 1, 1, tzinfo=self._zone)}
