"""Schemas: what a head says becomes a record, or problems that name line, rule and remedy."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, field_validator

from newsroom.core import dates, front_matter, pelican_fields, schema
from newsroom.core.problems import Problem
from newsroom.core.schema import Many, MomentValue, Record, Words, ZonedMoment, fault
from tests.read_context import BRISBANE


class Inner(Record):
    """A record inside a record."""

    src: Words
    alt: Words | None = None


class Sample(Record):
    """One field of each kind."""

    title: Words
    kind: Literal["news", "opinion", "review"] = "news"
    names: Annotated[tuple[Words, ...], Many] = ()
    date: MomentValue | None = None
    until: ZonedMoment | None = None
    image: Inner | None = None
    parts: tuple[Inner, ...] = ()
    count: Annotated[str, Field(min_length=1)] = "1"
    braces: str = ""

    @field_validator("braces")
    @classmethod
    def _no_braces(cls, value: str) -> str:
        if value:
            raise fault("slug-shape", f"{value} {{}} {{said}}", "none {here}")
        return value


class Typed(Record):
    """A data file, whose values may have types."""

    title: str
    size: int = 0


def read_fields(*lines: str, model: type[Record] = Sample) -> tuple[Any, list[Problem]]:
    located = front_matter.split("\n".join(["---", *lines, "---", ""]), "x.md")
    assert located.problems == ()
    return schema.read(model, located.fields, "x.md", located.line_of, BRISBANE)


def test_a_record_holds_what_was_written() -> None:
    record, problems = read_fields(
        "title: T", "names: [a, b]", "date: 2026-05-04", "image:", "  src: x", "parts:", "  - src: y", "    alt: z"
    )
    assert problems == []
    assert record.title == "T"
    assert record.names == ("a", "b")
    assert record.date == datetime(2026, 5, 4, tzinfo=BRISBANE)
    assert record.image == Inner(src="x")
    assert record.parts == (Inner(src="y", alt="z"),)


@pytest.mark.parametrize(
    ("written", "names"),
    [("a", ("a",)), ("a, b,c", ("a", "b", "c")), ("a, b; c", ("a, b", "c")), ("[a, b]", ("a", "b")), ("''", ())],
)
def test_one_word_stands_for_a_list(written: str, names: tuple[str, ...]) -> None:
    record, problems = read_fields("title: T", f"names: {written}")
    assert problems == []
    assert record.names == names


@pytest.mark.parametrize(
    ("lines", "line", "rule", "says"),
    [
        (["kind: news"], 2, "value-missing", "a line that begins with title:"),
        (["title:"], 2, "value-missing", "write something after the colon"),
        (["title: ' '"], 2, "value-missing", "write something after the colon"),
        (["title: T", "names: [a, '']"], 3, "value-missing", "write something"),
        (["title: T", "count: ''"], 3, "value-missing", '"count" is empty'),
        (["title: T", "titel: U"], 3, "key-unknown", 'did you mean "title"?'),
        (["Title: T", "title: U"], 2, "key-unknown", 'did you mean "title"?'),
        (["title: T", "qqq: U"], 3, "key-unknown", "the fields are: title, kind, names"),
        (["title: T", "image:", "  src: x", "  atl: y"], 5, "key-unknown", 'did you mean "alt"?'),
        (["title: T", "parts:", "  - src: x", "  - scr: y", "    src: z"], 5, "key-unknown", 'did you mean "src"?'),
        (["title: T", "parts:", "  - src: x", "  - alt: y"], 5, "value-missing", '"parts.2.src" is missing'),
        (["title: T", "kind: opinoin"], 3, "value-unknown", 'did you mean "opinion"?'),
        (["title: T", "kind: 7"], 3, "value-unknown", "use one of: news, opinion, review"),
        (["title: T", "kind: Newz"], 3, "value-unknown", 'did you mean "news"?'),
        (["title: [a, b]"], 2, "value-shape", '"title"'),
        (["title: T", "parts: x"], 3, "value-shape", '"parts"'),
        (["title: T", "image: [x]"], 3, "value-shape", '"image"'),
        (["title: T", "names:", "  a: b"], 3, "value-shape", '"names"'),
        (["title: T", "date: March"], 3, "date-unreadable", dates.HOW),
        (["title: T", "date: 2026-02-30"], 3, "date-unreadable", 'no day "2026-02-30"'),
        (["title: T", "date: 2026-05-04 09:30 Australia"], 3, "date-unreadable", 'no time zone "Australia"'),
        (["title: T", "date: 2026-05-04 09:30 +99:00"], 3, "date-unreadable", 'no offset "+99:00"'),
        (["title: T", "date:"], 3, "value-missing", '"date" is empty'),
        (["title: T", "date: [2026-05-04]"], 3, "value-shape", '"date"'),
        (["title: T", "until: 2026-05-04 09:30"], 3, "date-unreadable", "no time zone"),
        (["title: T", "until: March"], 3, "date-unreadable", "is not a date"),
        (["title: T", "braces: '{x}'"], 3, "slug-shape", "{x} {} {said}; none {here}"),
    ],
)
def test_each_fault_is_said_on_its_line(lines: list[str], line: int, rule: str, says: str) -> None:
    record, problems = read_fields(*lines)
    assert record is None
    assert [(problem.path, problem.line, problem.rule) for problem in problems] == [("x.md", line, rule)]
    assert says in str(problems[0])


@pytest.mark.parametrize("written", ["2026-05-04", "2026-05-04 09:30"])
def test_the_remedy_for_a_date_without_a_zone_can_be_followed(written: str) -> None:
    _, problems = read_fields("title: T", f"until: {written}")
    remedy = problems[0].fix.removeprefix("write it as ")
    record, problems = read_fields("title: T", f"until: {remedy}")
    assert problems == []
    assert record.until == dates.parse(written, BRISBANE)


@pytest.mark.parametrize("key", sorted(pelican_fields.FORBIDDEN))
def test_fields_that_the_system_sets_are_refused_with_the_reason(key: str) -> None:
    record, problems = read_fields("title: T", f"{key}: {{}}")
    assert record is None
    assert [(problem.line, problem.rule, problem.fix) for problem in problems] == [
        (3, "key-forbidden", pelican_fields.FORBIDDEN[key])
    ]


def test_all_faults_are_said_at_once() -> None:
    _, problems = read_fields("url: x", "kind: nws", "date: March", "nothing: here")
    assert sorted((problem.line, problem.rule) for problem in problems) == [
        (2, "key-forbidden"),
        (2, "value-missing"),
        (3, "value-unknown"),
        (4, "date-unreadable"),
        (5, "key-unknown"),
    ]


def test_a_data_file_may_hold_typed_values_and_they_are_checked() -> None:
    record, problems = schema.read(Typed, {"title": "T", "size": 3}, "x.toml", lambda _: (1, 1), BRISBANE)
    assert (record, problems) == (Typed(title="T", size=3), [])
    record, problems = schema.read(Typed, {"title": 5, "size": "many"}, "x.toml", lambda _: (4, 1), BRISBANE)
    assert record is None
    assert [(problem.line, problem.rule) for problem in problems] == [(4, "value-shape"), (4, "value-shape")]


def test_signs_that_no_page_can_hold_become_spaces() -> None:
    """YAML lets them in between double quotes."""
    record, problems = read_fields(r'title: "one\btwo\x00three"')
    assert problems == []
    assert record.title == "one two three"
