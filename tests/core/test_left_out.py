"""Values of a record without those at fault: one fault hides no other, and nothing false follows from any."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated

import pytest
from pydantic import BeforeValidator, Field, field_validator, model_validator

from newsroom.core import front_matter, schema
from newsroom.core.schema import Many, MomentValue, Reading, Record, Words, fault
from tests.read_context import BRISBANE


class Part(Record):
    """A record in a list, whose two ends lean on one another."""

    src: Words
    first: int = 0
    last: int = 9

    @model_validator(mode="after")
    def _in_order(self) -> Part:
        if self.first > self.last:
            raise fault("value-shape", "the first is behind the last", "change them over")
        return self


class Picture(Record):
    """A record of which one part can be missing."""

    src: Words
    alt: Words

    @model_validator(mode="before")
    @classmethod
    def _has_alt(cls, value: object) -> object:
        if isinstance(value, dict) and not value.get("alt"):
            raise fault("picture-alt", "no alt", "add it", "alt")
        return value


def numbers(value: object) -> object:
    """Return numbers that stand in one list as one entry, as boxes of pictures may be written."""
    return [" ".join(value)] if isinstance(value, list) else value


class Sample(Record):
    """Fields of each kind."""

    leans_on = MappingProxyType({"kind": ("stars",)})

    title: Words
    date: MomentValue
    kind: str = "news"
    stars: int | None = None
    names: Annotated[tuple[Words, ...], Many] = ()
    parts: tuple[Part, ...] = ()
    picture: Picture | None = None
    boxes: Annotated[tuple[Annotated[str, Field(max_length=3)], ...], BeforeValidator(numbers)] = ()
    gallery: tuple[Picture, ...] = ()
    reasons: dict[str, Words] = Field(default_factory=dict)

    @field_validator("kind")
    @classmethod
    def _kind(cls, value: str) -> str:
        if value == "wrong":
            raise fault("value-unknown", "no kind", "write news")
        return value

    @field_validator("reasons")
    @classmethod
    def _known(cls, value: dict[str, str]) -> dict[str, str]:
        for name in value:
            if name.startswith("x"):
                raise fault("value-unknown", f'no "{name}"', "take it out", name)
        return value

    @model_validator(mode="after")
    def _one_of_two(self) -> Sample:
        if self.names and self.picture:
            raise fault("value-shape", "both are given", "keep one", "names")
        return self


def read(*lines: str) -> Reading[Sample]:
    located = front_matter.split("\n".join(["---", *lines, "---", ""]), "x.md")
    assert located.problems == ()
    return schema.read_in_part(Sample, located.fields, "x.md", located.line_of, BRISBANE)


def told(reading: Reading[Sample]) -> list[tuple[int, str]]:
    return sorted((problem.line, problem.rule) for problem in reading.problems)


def test_a_whole_record_has_nothing_at_fault() -> None:
    reading = read("title: T", "date: 2026-05-04", "names: a, b")
    assert (reading.problems, reading.at_fault) == ([], frozenset())
    assert reading.record is not None
    assert reading.record.names == ("a", "b")


def test_a_needed_value_is_stood_in_for_and_the_rest_is_read() -> None:
    reading = read("date: March", "names: a, b")
    assert told(reading) == [(2, "date-unreadable"), (2, "value-missing")]
    assert reading.at_fault == {"title", "date"}
    assert reading.record is not None
    assert reading.record.names == ("a", "b")
    assert reading.record.date.year == 1970
    assert reading.record.date.tzinfo is BRISBANE


def test_a_field_that_leans_on_one_at_fault_goes_with_it() -> None:
    reading = read("title: T", "date: 2026-05-04", "kind: wrong", "stars: 4")
    assert told(reading) == [(4, "value-unknown")]
    assert reading.record is not None
    assert (reading.record.kind, reading.record.stars) == ("news", None)


def test_a_field_with_a_slip_in_its_name_is_not_missed() -> None:
    reading = read("title: T", "date: 2026-05-04", "kinds: review", "stars: 4")
    assert told(reading) == [(4, "key-unknown")]
    assert reading.at_fault == {"kind", "kinds"}
    assert reading.record is not None
    assert reading.record.stars is None


def test_a_fault_of_a_whole_record_is_told_beside_others() -> None:
    reading = read("date: March", "names: a", "picture:", "  src: s")
    assert told(reading) == [
        (2, "date-unreadable"),
        (2, "value-missing"),
        (3, "value-shape"),
        (4, "picture-alt"),
    ]
    assert reading.record is not None
    assert reading.record.picture == Picture(src="s", alt="…")
    assert reading.record.names == ()


def test_entries_keep_their_numbers_when_others_are_left_out() -> None:
    reading = read(
        *("title: T", "date: 2026-05-04", "parts:"),
        *("  - first: 1", "  - src: b", "  - src: c", "    first: 5", "    last: 3", "  - src: d", "    sec: 3"),
    )
    assert told(reading) == [(5, "value-missing"), (7, "value-shape"), (11, "key-unknown")]
    assert [problem.message for problem in reading.problems if problem.rule == "value-missing"] == [
        '"parts.1.src" is missing'
    ]
    assert reading.record is not None
    assert [part.src for part in reading.record.parts] == ["b", "d"]


def test_a_fault_behind_another_is_told_of_the_entry_that_has_it() -> None:
    gallery = ("gallery:", "  - alt: a", "  - src: b", "    foo: x", "  - src: c", "    alt: c")
    reading = read("title: T", "date: 2026-05-04", *gallery)
    assert told(reading) == [(5, "value-missing"), (6, "picture-alt"), (7, "key-unknown")]
    assert reading.record is not None
    assert [picture.src for picture in reading.record.gallery] == ["b", "c"]


def test_a_list_that_is_read_in_another_way_than_it_is_written_is_left_out_as_a_whole() -> None:
    reading = read("title: T", "date: 2026-05-04", "boxes: [10, 20, 30]")
    assert told(reading) == [(4, "value-shape")]
    assert reading.record is not None
    assert reading.record.boxes == ()


def test_two_values_are_not_compared_while_one_is_at_fault() -> None:
    reading = read("title: T", "date: 2026-05-04", "parts:", "  - src: a", "    first: 12", "    last: many")
    assert told(reading) == [(7, "value-shape")]
    assert reading.record is not None
    assert reading.record.parts == ()


def test_each_entry_that_is_at_fault_is_told() -> None:
    reading = read("title: T", "date: 2026-05-04", "reasons:", "  xa: b", "  ya: b", "  xb: c")
    assert told(reading) == [(5, "value-unknown"), (7, "value-unknown")]
    assert reading.record is not None
    assert reading.record.reasons == {"ya": "b"}


@pytest.mark.parametrize("lines", [["title: [a]"], ["picture: x", "parts: y", "names:", "  a: b"], ["parts:", "  - x"]])
def test_values_of_any_shape_are_left_out(lines: list[str]) -> None:
    reading = read(*lines)
    assert reading.record is not None
    assert reading.record.title == "…"


def test_a_text_that_is_too_long_is_told_with_the_rest() -> None:
    reading = read("title: " + "x" * 6000, "date: March", "url: x", "kind: wrong")
    assert told(reading) == [
        (2, "text-too-much"),
        (3, "date-unreadable"),
        (4, "key-forbidden"),
        (5, "value-unknown"),
    ]
