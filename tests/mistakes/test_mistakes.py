"""Mistakes that volunteers make: read where they have one meaning, else told so that their writers can mend them alone.

The advice is followed, and what comes of it is what the writer meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from newsroom.core import tomlfile
from newsroom.engine.read_context import ReadContext
from tests.mistakes.accepted import READ
from tests.mistakes.cases import Row, story
from tests.mistakes.other_files import OTHERS
from tests.mistakes.readers import part, printed, read
from tests.mistakes.reported import TOLD
from tests.plain_words import program_words
from tests.read_context import context, read_story
from tests.site.faults import CASES

ROWS: dict[str, Row] = {**READ, **TOLD, **OTHERS}


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> ReadContext:
    """A desk with one picture."""
    images = tmp_path_factory.mktemp("images")
    Image.new("RGB", (900, 600)).save(images / "river.jpg")
    return context(images)


@pytest.mark.parametrize("name", ROWS)
def test_a_mistake_is_read_as_it_is_meant_or_told_with_a_remedy_that_holds(
    at: ReadContext, tmp_path: Path, name: str
) -> None:
    row = ROWS[name]
    record, problems = read(row.kind, row.text, at, tmp_path)
    said = [printed(problem) for problem in problems]
    assert len(said) == len(row.told), said
    for line, told in zip(said, row.told, strict=True):
        assert line.startswith(told.removesuffix("…")) if told.endswith("…") else line == told
    if row.mended:
        record, problems = read(row.kind, row.mended, at, tmp_path)
        assert [printed(problem) for problem in problems] == []
    assert bool(row.told) is bool(row.mended)
    assert {key: part(record, key) for key in row.gives} == dict(row.gives)


#: Words of a remedy that are to be typed as they are.
_WORD_FOR_WORD = re.compile(r"(?:^|; )(?:write it as|write|did you mean) (?P<words>\"?[^\";,]+\"?)\??(?:$|,| for )")


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.told and isinstance(row.mended, str)])
def test_text_that_a_remedy_proposes_mends_the_file(at: ReadContext, tmp_path: Path, name: str) -> None:
    row = ROWS[name]
    _, problems = read(row.kind, row.text, at, tmp_path)
    for problem in problems:
        given_ = _WORD_FOR_WORD.search(problem.fix)
        words = re.split(r" for |\?", given_["words"].strip('"'))[0] if given_ else ""
        if re.match(r"\d{4}-\d\d-\d\d|https?://|[\w-]+: \S|[\w-]+ = \S|\[\[", words):
            assert words in str(row.mended), (words, problem.fix)


def test_there_are_as_many_mistakes_as_volunteers_make_and_each_can_be_mended_alone() -> None:
    assert len(ROWS) >= 120
    assert len(ROWS) == len(READ) + len(TOLD) + len(OTHERS)
    assert {row.kind for row in ROWS.values()} >= {"story", "author", "page", "comment", "issue", "sections.toml"}
    assert [name for name, row in ROWS.items() if row.score != "alone"] == []


def test_no_message_speaks_as_a_program_does(at: ReadContext, tmp_path: Path) -> None:
    """Not of mistakes in the table, and not of those that stop a build elsewhere in the tests."""
    told = [problem for row in ROWS.values() for problem in read(row.kind, row.text, at, tmp_path)[1]]
    for case in CASES.values():
        for path, text in case.files.items():
            if path.endswith(".md"):
                told += read_story(text, at=at)[1]
            elif path.endswith(".toml"):
                (tmp_path / "case.toml").write_text(text, "utf-8")
                told += tomlfile.load(tmp_path / "case.toml", "case.toml").problems
    assert len(told) > 100
    assert program_words(told) == []


_NASTY = st.sampled_from(
    [*"[]{}:#'\"\\|>&*!%@`-?,=\t\u00a0\u201c\u201d\uff1a\u2014~<", "- ", ": ", "\n", "\n  ", "---", "\n\n", "  - "]
)


def _spoilt(text: str, changes: Iterable[tuple[int, str, int]]) -> str:
    for place, sign, cut in changes:
        at_ = place % (len(text) + 1)
        text = text[:at_] + sign + text[at_ + cut :]
    return text


_CHANGES = st.lists(st.tuples(st.integers(0, 400), _NASTY, st.integers(0, 3)), min_size=1, max_size=6)
_FULL = story(
    "tags: [Books, Pride]\nbylines:\n  - author: a\n    role: b\nimage:\n  src: river.jpg\n  alt: A\nlang: ru"
)


@settings(deadline=None, max_examples=60)
@given(_CHANGES)
def test_no_message_on_a_spoilt_story_speaks_as_a_program_does(changes: list[tuple[int, str, int]]) -> None:
    told = read_story(_spoilt(_FULL, changes), at=_PLAIN)[1]
    assert program_words(told) == []
    assert [problem for problem in told if problem.rule == "unexpected" or not problem.fix] == []


@settings(deadline=None, max_examples=60)
@given(_CHANGES)
def test_no_message_on_a_spoilt_data_file_speaks_as_a_program_does(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, str, int]]
) -> None:
    text = '[[section]]\nid = "world"\nname = "World"\ntopics = ["a", "b"]\nheavy = true\nchecked = 2026-05-04\n'
    file = tmp_path_factory.getbasetemp() / "spoilt.toml"
    file.write_text(_spoilt(text, changes), "utf-8")
    told = tomlfile.load(file, "spoilt.toml").problems
    assert program_words(told) == []
    assert [problem for problem in told if not problem.fix or not problem.line] == []


_PLAIN = context()
