"""Front matter of a print issue, and what is said of a slip in it."""

from __future__ import annotations

import pytest

from newsroom.core import front_matter, schema
from newsroom.core.problems import Problem
from newsroom.features.issues.schema import IssueFields
from tests.read_context import BRISBANE

_COVER = "cover:\n  src: issues/512.jpg\n  alt: A lamp\n"


def read(lines: str, cover: str = _COVER) -> tuple[IssueFields | None, list[Problem]]:
    """Read a head that has a title, a date and a cover, and more lines behind them."""
    located = front_matter.split(f"---\ntitle: Winter\ndate: 2026-06-01\n{cover}{lines}---\n", "x.md")
    assert located.problems == ()
    return schema.read(IssueFields, located.fields, "x.md", located.line_of, BRISBANE)


def test_an_entry_is_a_title_a_story_or_more() -> None:
    fields, problems = read(
        "contents:\n  - Letters\n  - story: world/2026/a\n    page: 004\n"
        "  - title: Long: a story\n    authors: Ana Lee, bo-tran\n"
    )
    assert problems == []
    assert fields is not None
    assert [(entry.title, entry.story, entry.page, entry.authors) for entry in fields.contents] == [
        ("Letters", None, None, ()),
        (None, "world/2026/a", 4, ()),
        ("Long: a story", None, None, ("Ana Lee", "bo-tran")),
    ]


@pytest.mark.parametrize("given", ["issues/512.pdf", "/files/issues/512.pdf", "files/issues/512.pdf"])
def test_a_pdf_is_named_from_content_files_on(given: str) -> None:
    fields, _ = read(f"pdf: {given}\n")
    assert fields is not None
    assert fields.pdf == "issues/512.pdf"


@pytest.mark.parametrize(
    ("lines", "line", "rule", "says"),
    [
        ("contents:\n  - title: A\n    page: twelve\n", 9, "value-shape", "page: 12"),
        ("contents:\n  - title: A\n    page: 0\n", 9, "value-shape", '"0" is no number of a page'),
        ("contents:\n  - title: A\n    page: -3\n", 9, "value-shape", "in digits"),
        ("contents:\n  - title: A\n    page: ²\n", 9, "value-shape", "in digits"),
        ("contents:\n  - page: 3\n", 8, "value-missing", "add title: or story:"),
        ("contents:\n  - title: A\n    stroy: b\n", 9, "key-unknown", 'did you mean "story"?'),
        ("pdf: ../512.pdf\n", 7, "value-shape", "issues/512.pdf"),
        ("pdf: 512.docx\n", 7, "value-shape", "is no PDF"),
        ("pdf: https://qnews.example/512.pdf\n", 7, "value-shape", "is no PDF"),
        ("status: withdrawn\n", 7, "value-unknown", "draft, published"),
        ("number: 512\n", 7, "key-unknown", "the fields are"),
    ],
)
def test_each_fault_is_said_on_its_line(lines: str, line: int, rule: str, says: str) -> None:
    fields, [problem] = read(lines)
    assert fields is None
    assert (problem.line, problem.rule) == (line, rule)
    assert says in str(problem)


@pytest.mark.parametrize(
    ("cover", "rule", "says"),
    [
        ("", "value-missing", '"cover" is missing'),
        ("cover: issues/512.jpg\n", "value-shape", "src: and alt:"),
        ("cover:\n  src: issues/512.jpg\n", "picture-alt", "no alt text"),
        ("cover:\n  src: ../512.jpg\n  alt: A lamp\n", "picture-missing", "no place under content/images/"),
    ],
)
def test_a_cover_is_a_picture_with_words_for_it(cover: str, rule: str, says: str) -> None:
    fields, [problem] = read("", cover)
    assert fields is None
    assert problem.rule == rule
    assert says in str(problem)
