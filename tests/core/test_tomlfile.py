"""Data files: values as TOML has them, and the line of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.core import tomlfile
from newsroom.core.front_matter import FieldPath, SplitFile
from tests.read_context import lines_and_rules

SECTIONS = '''\
# The sections.
top = "level"

[[section]]
id = "world"
name = "World"  # a comment

[[section]]
  id = "national"
introduction = """
id = "not an id"
[[section]]
"""
colour = "red"

[group.inner]
key = [
  { label = "About", href = "/about/" },
]
"quoted" = 1

[[state]]
id = "qld"

[[group.item]]
id = "first"

[[group.item]]
id = "second"
'''


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data.toml"


def load(file: Path, words: str | bytes) -> SplitFile:
    file.write_bytes(words if isinstance(words, bytes) else words.encode())
    return tomlfile.load(file, "content/data/data.toml")


def test_a_file_that_is_not_there_is_empty(file: Path) -> None:
    located = tomlfile.load(file, "x.toml")
    assert (located.fields, located.problems) == ({}, ())
    assert located.line_of(("anything", 0)) == (1, 0)


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("top",), 2),
        (("section", 0), 4),
        (("section", 0, "id"), 5),
        (("section", 0, "name"), 6),
        (("section", 1, "id"), 9),
        (("section", 1, "introduction"), 10),
        (("section", 1, "colour"), 14),
        (("group", "inner", "key"), 17),
        (("group", "inner", "key", 0, "href"), 17),
        (("state", 0, "id"), 23),
        (("group", "item", 0, "id"), 26),
        (("group", "item", 1, "id"), 29),
        (("section", 1, "missing"), 8),
        (("state", 0, "name"), 22),
    ],
)
def test_every_value_knows_its_line_or_that_of_what_holds_it(file: Path, place: FieldPath, line: int) -> None:
    located = load(file, SECTIONS)
    assert located.problems == ()
    assert located.line_of(place)[0] == line


def test_values_are_as_toml_has_them(file: Path) -> None:
    located = load(file, SECTIONS)
    assert located.fields["section"][0] == {"id": "world", "name": "World"}
    assert located.fields["section"][1]["introduction"] == 'id = "not an id"\n[[section]]\n'
    assert located.fields["group"]["inner"]["quoted"] == 1


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbf" + SECTIONS.encode(), SECTIONS.replace("\n", "\r\n").encode()])
def test_byte_order_marks_and_windows_line_ends_make_no_difference(file: Path, raw: bytes) -> None:
    assert load(file, raw) == load(file, SECTIONS)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ('name = "A"\nname = News desk\n', 2),
        ('name = "A"\n\nname = "B"\n', 3),
        ("[[section]\n", 1),
        ('name = "A\n', 1),
        ("checked = 2026-02-30\n", 1),
        ("= 5\n", 1),
        ('ok = 1\nwords = """never ends\nmore\n', 3),
        ("ok = 1\nlist = [1,\n", 2),
    ],
)
def test_unreadable_lines_are_reported_with_their_number(file: Path, words: str, line: int) -> None:
    located = load(file, words)
    assert located.fields == {}
    assert [problem.path for problem in located.problems] == ["content/data/data.toml"]
    assert lines_and_rules(located.problems) == [(line, "front-matter-syntax")]
    assert "end of document" not in str(located.problems[0])


def test_bytes_that_are_not_utf8_are_reported_with_their_line(file: Path) -> None:
    located = load(file, 'a = 1\nname = "Caf\xe9"\n'.encode("latin-1"))
    assert lines_and_rules(located.problems) == [(2, "file-encoding")]
    assert located.fields["name"] == "Caf\ufffd"
