"""Front matter: the two forms, and the ways in which a file can be saved, give one record."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsroom.core import deceptive_text, front_matter, schema
from newsroom.core.front_matter import SplitFile
from newsroom.core.typography import typeset
from newsroom.features.stories.schema import StoryFields
from tests.read_context import BRISBANE, lines_and_rules


def split(words: str) -> SplitFile:
    return front_matter.split(words, "x.md")


def record(located: SplitFile) -> StoryFields | None:
    fields, _ = schema.read(StoryFields, located.fields, "x.md", located.line_of, BRISBANE)
    return fields


YAML = """\
---
title: A win: the bill passes #1
summary: It took "ten years", and it's done.
date: 2026-05-04 09:30
modified: 2026-05-05
bylines:
  - author: robin-vale
    role: Words
  - author: sam-okoro
    role: Pictures: all
tags: [Law reform, Health]
slug: a-win
status: published
kind: feature
layout: long-read
image:
  src: 2026/river.jpg
  alt: A river
  credit: Sam Okoro
series: Ten years
corrections:
  - date: 2026-05-06
    text: The year was wrong.
comments: closed
state: qld
waive:
  link-words: it is a quotation
---

The story.
"""

CLASSIC = """\
Title: A win: the bill passes #1
Summary: It took "ten years",
    and it's done.
Date: 2026-05-04 09:30
Modified: 2026-05-05
Bylines: [{author: robin-vale, role: Words}, {author: sam-okoro, role: "Pictures: all"}]
Tags: Law reform, Health
Slug: a-win
Status: published
Kind: feature
Layout: long-read
Image: {src: 2026/river.jpg, alt: A river, credit: Sam Okoro}
Series: Ten years
Corrections: [{date: 2026-05-06, text: The year was wrong.}]
Comments: closed
State: qld
Waive: {link-words: it is a quotation}

The story.
"""


def test_both_forms_can_say_everything() -> None:
    yaml, classic = split(YAML), split(CLASSIC)
    assert yaml.problems == classic.problems == ()
    assert record(yaml) == record(classic) is not None
    assert yaml.body.strip() == classic.body.strip() == "The story."


_WORDS = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp"), exclude_characters="\ufffe\uffff"),
        min_size=1,
        max_size=40,
    )
    .map(str.strip)
    # These begin what is no plain text in one of the forms.
    .filter(lambda words: words and words[0] not in "\"'[{|>#-?:")
    .filter(lambda words: not deceptive_text.invisible(words) and not [*deceptive_text.faults(words)])
)
_TAG = _WORDS.filter(lambda words: not set(words) & set(",;[]{}'\"#:&*!%@`?-") and words.strip(","))
_ID = st.from_regex(r"[a-z]{1,8}(-[a-z]{1,8})?", fullmatch=True)
_STORY = st.fixed_dictionaries(
    {"title": _WORDS, "summary": _WORDS, "date": st.dates().map(lambda day: f"{1950 + day.year % 100}{day:-%m-%d}")},
    optional={
        "kind": st.sampled_from(["news", "opinion", "review"]),
        "status": st.sampled_from(["draft", "published", "withdrawn"]),
        "slug": _ID,
        "series": _WORDS,
        "lang": st.sampled_from(["ru", "ar", "zh-Hans"]),
        "authors": st.lists(_ID, min_size=1, max_size=3, unique=True),
        "tags": st.lists(_TAG, min_size=1, max_size=3, unique=True),
    },
)


@settings(deadline=None, max_examples=150)
@example({"title": "A", "summary": "B", "date": "1950-01-01", "tags": ["..."]}, ",")
@example({"title": "A", "summary": "B", "date": "1950-01-01", "tags": ["a\u1680b", "c\u3000d", "e  f", "g\xa0h"]}, ",")
@given(_STORY.filter(lambda story: not story["date"].endswith("02-29")), st.sampled_from([",", ";"]))
def test_both_forms_give_the_same_record(story: dict[str, str | list[str]], comma: str) -> None:
    """Lists are lists in YAML, or words with commas or semicolons between them in either form."""
    one_line = {key: value if isinstance(value, str) else f"{comma} ".join(value) for key, value in story.items()}
    as_list = {key: value if isinstance(value, str) else f"[{', '.join(value)}]" for key, value in story.items()}
    classic = split("".join(f"{key.title()}: {value}\n" for key, value in one_line.items()) + "\nBody.\n")
    same = record(classic)
    assert same is not None
    assert same.title == story["title"]
    assert list(same.tags) == [typeset(tag, str(story.get("lang", "en"))) for tag in story.get("tags", [])]
    for fields in (one_line, as_list):
        yaml = split("---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + "---\n\nBody.\n")
        assert yaml.problems == classic.problems == ()
        assert record(yaml) == same
        assert yaml.body.strip() == classic.body.strip()


@settings(deadline=None, max_examples=100)
@given(
    st.sampled_from([YAML, CLASSIC]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff\ufffe\uffff")),
)
def test_line_ends_and_byte_order_marks_make_no_difference(words: str, end: str, mark: bool, body: str) -> None:
    whole = words + body + "\n"
    raw = (b"\xef\xbb\xbf" if mark else b"") + whole.replace("\n", end).encode()
    text, problems = front_matter.decode(raw, "x.md")
    assert problems == ()
    assert split(text) == split(whole)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_bytes_that_are_not_utf8_are_reported_with_their_line(end: str) -> None:
    raw = end.join(["---", "title: Fine", "summary: caf\xe9", "---", "", "Body"]).encode("latin-1")
    text, problems = front_matter.decode(raw, "x.md")
    assert lines_and_rules(problems) == [(3, "file-encoding")]
    assert split(text).fields == {"title": "Fine", "summary": "caf\ufffd"}


@pytest.mark.parametrize("bad", ["\x00", "\x08", "\x0b", "\x0c", "\x1b", "\x7f", "\ufffe", "\uffff"])
@pytest.mark.parametrize("words", [YAML, CLASSIC])
def test_signs_that_no_page_can_hold_become_spaces(words: str, bad: str) -> None:
    """Word's soft line breaks come along when text is pasted; a feed with one in it cannot be read."""
    text, problems = front_matter.decode(words.replace("the bill", f"the{bad}bill").encode(), "x.md")
    assert problems == ()
    assert text == words


def test_a_list_of_words_may_be_parted_by_commas_or_semicolons() -> None:
    """With semicolons a name may hold a comma, as in Pelican."""
    for words in ("Title: T\nTags: A, b; C\n\nx", "---\ntitle: T\ntags: A, b; C\n---\n"):
        fields = split(words).fields
        story = StoryFields.model_validate({"summary": "S", "date": "2026-05-04", **fields}, context={"zone": BRISBANE})
        assert story.tags == ("A, b", "C")


def test_the_classic_form_knows_the_lines_of_records() -> None:
    located = split("Title: T\nImage: {src: x.jpg, atl: y}\nSlug: s\n\nBody.")
    assert located.line_of(("image", "atl"))[0] == 2
    assert located.line_of(("slug",))[0] == 3
    assert located.line_of(("summary",))[0] == 1


def test_a_record_that_cannot_be_read_in_the_classic_form_is_reported_with_its_line() -> None:
    located = split("Title: T\nImage: {src: x.jpg, alt\nSlug: s\n\nBody.")
    assert [rule for _, rule in lines_and_rules(located.problems)] == ["front-matter-syntax"]
    assert located.problems[0].line in (2, 3)
