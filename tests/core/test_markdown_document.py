"""Passages: where in the Markdown a thing stands that was found in the HTML."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.core import tree
from newsroom.core.markdown_document import MarkdownDocument
from newsroom.features.pictures.library import PictureLibrary
from tests.read_context import PATH


def document_of(source: str, first_line: int = 1) -> MarkdownDocument:
    return MarkdownDocument(PATH, first_line, source, tree.parse(""), PictureLibrary(Path("/nowhere")))


SOURCE = """\
A [first](/world/2026/05/x/) and `/world/` as code.

```
[code](/world/)
```

    /world/

Here is [the section](/world/), then https://qnews.example/world/ and

![a](/images/a.jpg) [again](/world/).
"""


def test_a_thing_is_found_outside_code_and_outside_of_longer_ones() -> None:
    assert document_of(SOURCE).line_of("/world/") == 9


def test_each_search_goes_on_to_the_next_place_and_stays_at_the_last() -> None:
    where = document_of(SOURCE)
    assert [where.line_of("/world/") for _ in range(4)] == [9, 11, 11, 11]
    assert where.line_of("/images/a.jpg") == 11


def test_lines_are_those_of_the_file() -> None:
    assert document_of(SOURCE, first_line=20).line_of("/images/a.jpg") == 30


@pytest.mark.parametrize("needle", ["/nowhere/", "/worl", "world/2026/05"])
def test_words_that_are_not_found_get_the_first_line(needle: str) -> None:
    assert document_of(SOURCE, first_line=7).line_of(needle) == 7


def test_a_search_may_ask_for_what_stands_before() -> None:
    where = document_of("Law reform came.\n\n## Law\n")
    assert where.line_of("Law", before="^#+ ") == 3


def test_special_characters_in_a_term_are_literal() -> None:
    assert document_of("a.b\n\na+b (c)").line_of("a+b (c)") == 3
    assert document_of("x\n\n[t]()").line_of("]()") == 3


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(["plain words", "[a](/x/)", "`/x/`", "[b](/x/y/)", ""]), max_size=20))
def test_every_place_is_found_in_its_turn(lines: list[str]) -> None:
    where = document_of("\n\n".join(lines))
    expected = [2 * number + 1 for number, line in enumerate(lines) if line == "[a](/x/)"]
    assert [where.line_of("/x/") for _ in expected] == expected


def test_a_problem_names_file_line_and_rule() -> None:
    where = document_of(SOURCE)
    where.problem("link-words", 3, "said", "mend it")
    assert [str(problem) for problem in where.problems] == [f"{PATH}:3: link-words: said; mend it"]
