"""Front matter: values stay what somebody wrote, and every problem names its line."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsroom.core import front_matter, front_matter_reader
from newsroom.core.front_matter import SplitFile
from tests.plain_words import program_words
from tests.read_context import lines_and_rules


def split(words: str) -> SplitFile:
    return front_matter.split(words, "x.md")


def split_lines(*lines: str) -> SplitFile:
    """Read lines between two fences; the first of them is line 2 of the file."""
    return split("\n".join(["---", *lines, "---", "", "Body."]))


@pytest.mark.parametrize(
    "written",
    [
        "A win: the bill passes",
        "Ends with a colon:",
        "Number #1 of 10 # and so on",
        "#LoveWins at ten",
        '"Yes" vote wins',
        "'Tis the season",
        "'Yes' and 'No'",
        "[Update] The bill passes",
        "it's 5 o'clock: now",
        "22:30",
        "12:30:45",
        "No",
        "yes",
        "null",
        "~",
        "0x1F",
        "1_000",
        "1e3",
        "010",
        "2026-05-04",
        "100%",
        "%done",
        "@home",
        "`code`",
        "*starred*",
        "&co",
        "!important",
        "!!python/object:os.system x",
        "? what",
        "- dash",
        "a, b",
        "Q&A: all of it",
        r"C:\new \\ path",
        "🏳️‍🌈: a flag",
        "عنوان: خبر",
        "Заголовок: новость # 1",
        "<b>bold</b>",
    ],
)
def test_a_value_needs_no_quotes(written: str) -> None:
    """A writer of headlines need not know what YAML makes of colons, number signs, quotes and words like No."""
    located = split_lines(f"title: {written}", "slug: after")
    assert located.fields == {"title": written, "slug": "after"}
    assert located.problems == ()


_ONE_LINE = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff"),
    min_size=1,
    max_size=40,
).map(front_matter_reader.stripped)


@settings(deadline=None, max_examples=300)
@example("a\u200bb")
@example("//")
@example("// and more")
@given(_ONE_LINE.filter(lambda words: words and words[0] not in "\"'[{|>#"))
def test_a_value_is_kept_or_reported_and_never_changed(written: str) -> None:
    located = split_lines("summary: before", f"title: {written}", "slug: after")
    if located.problems:
        assert lines_and_rules(located.problems) == [(3, "front-matter-syntax")]
        assert program_words(located.problems) == []
    else:
        assert located.fields == {"summary": "before", "title": written, "slug": "after"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('"A: quoted"', "A: quoted"),
        ("'It''s'", "It's"),
        (r'"a \"b\" c"', 'a "b" c'),
        ('"quoted" # a note to oneself', "quoted"),
        ("# a note to oneself: nothing yet", ""),
        ("[one, two]", ["one", "two"]),
        ("[one, 'two: three'] # both", ["one", "two: three"]),
        ("{src: a.jpg, alt: A river}", {"src": "a.jpg", "alt": "A river"}),
    ],
)
def test_yaml_syntax_is_read_as_yaml(written: str, read: Any) -> None:
    located = split_lines(f"key: {written}")
    assert located.fields == {"key": read}
    assert located.problems == ()


def test_a_value_over_several_lines_is_one_value() -> None:
    """Folded and literal text keeps its own colons and number signs; so does text between quotes."""
    located = split_lines(
        "summary: >-",
        "  One: two",
        "  # three",
        "title: First",
        "  and second",
        'series: "A',
        '  b"',
        "text: |",
        "  Line: one",
        "",
        "  - line two: here",
    )
    assert located.problems == ()
    assert located.fields == {
        "summary": "One: two # three",
        "title": "First and second",
        "series": "A b",
        "text": "Line: one\n\n- line two: here",
    }


def test_lists_and_records_keep_colons_and_number_signs() -> None:
    located = split_lines(
        "tags:",
        "  - Law reform",
        "  - #pride",
        "image:",
        "  src: 2026/x.jpg",
        "  alt: A sign: Love #1",
        "bylines:",
        "  - author: robin-vale",
        "    role: Words: all of them",
    )
    assert located.problems == ()
    assert located.fields == {
        "tags": ["Law reform", "#pride"],
        "image": {"src": "2026/x.jpg", "alt": "A sign: Love #1"},
        "bylines": [{"author": "robin-vale", "role": "Words: all of them"}],
    }
    assert located.line_of(("image", "alt"))[0] == 7
    assert located.line_of(("bylines", 0, "role"))[0] == 10
    assert located.line_of(("tags", 1))[0] == 4


def test_a_value_that_is_not_there_is_looked_for_where_it_would_stand() -> None:
    located = split_lines("title: T", "image:", "  src: x.jpg")
    assert located.line_of(("image", "alt"))[0] == located.line_of(("image",))[0] == 3
    assert located.line_of(("nothing",))[0] in (1, 2)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True), min_size=1, max_size=12, unique=True))
def test_every_field_knows_its_line(names: list[str]) -> None:
    fields = [f"{name}: value of {name}" for name in names]
    for first, located in ((2, split_lines(*fields)), (1, split("\n".join([*fields, "", "Body."])))):
        assert located.fields == {name: f"value of {name}" for name in names}
        assert [located.line_of((name,))[0] for name in names] == list(range(first, first + len(names)))
        assert located.body.strip() == "Body."


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("No head at all.", (1, "front-matter-missing")),
        ("", (1, "front-matter-missing")),
        ("---\ntitle: T\nThe story begins.", (3, "front-matter-unclosed")),
        ("---\n\ntitle: T\n---\n", (2, "front-matter-blank-line")),
        ("---\ntitle: T\ndate: [2026\nslug: s\n---\n", (3, "front-matter-syntax")),
        ("---\ntitle: T\nslug\n---\n", (3, "front-matter-syntax")),
        ("---\ntitle: T\n...\nslug: s\n---\n", (3, "front-matter-syntax")),
        ("---\n- title\n---\n", (2, "front-matter-syntax")),
        ("---\njust words\n---\n", (2, "front-matter-syntax")),
        ("---\ntitle: One\nslug: s\ntitle: Two\n---\n", (4, "key-twice")),
        ("---\nimage:\n  src: a\n  src: b\n---\n", (4, "key-twice")),
        ("Title: One\nSlug: s\nTitle: Two\n\nBody.", (3, "key-twice")),
        ("Title: One\nSlug: s\nBody without a blank line.", (3, "front-matter-syntax")),
    ],
)
def test_unreadable_lines_are_reported_with_their_number(words: str, expected: tuple[int, str]) -> None:
    assert lines_and_rules(split(words).problems) == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "tags: [&a [*a]]",
        "tags: [&a x, *a]",
        "a: [&a [x,x,x,x,x,x,x,x], &b [*a,*a,*a,*a,*a,*a], &c [*b,*b,*b,*b,*b,*b], &d [*c,*c,*c,*c,*c,*c,*c]]",
    ],
)
def test_no_value_stands_for_another(line: str) -> None:
    """YAML's stars could go round for ever or fill the memory."""
    located = split_lines("title: T", line)
    assert lines_and_rules(located.problems) == [(3, "front-matter-syntax")]
    assert located.fields == {}


def test_of_two_titles_the_first_counts() -> None:
    assert split_lines("title: One", "title: Two").fields == {"title": "One"}
    assert split("Title: One\nTitle: Two\n\nBody.").fields == {"title": "One"}


@pytest.mark.parametrize("odd", ["\x85", "\u2028", "\u2029"])
def test_signs_that_only_yaml_takes_for_line_ends_are_spaces(odd: str) -> None:
    """They come along when text is pasted, and would move every line after them."""
    located = split_lines(f"title: One{odd}two", "slug: s", "slug: t")
    assert located.fields == {"title": "One two", "slug": "s"}
    assert lines_and_rules(located.problems) == [(4, "key-twice")]


def test_the_body_begins_where_the_front_matter_ends() -> None:
    located = split("---\ntitle: T\n---\nFirst.\n\n---\n\nAfter a rule.\n")
    assert (located.body_line, located.body) == (4, "First.\n\n---\n\nAfter a rule.\n")
    classic = split("Title: T\nSlug: s\n\nFirst.\n")
    assert (classic.body_line, classic.body) == (4, "First.\n")
