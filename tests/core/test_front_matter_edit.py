from __future__ import annotations

import pytest

from newsroom.core.front_matter_edit import UnsupportedFrontMatter, with_field, without_field

HEAD = """\
---
# Ask the lawyers before any change.
title: A night: on the river
summary: |
  Two lines
  of it.

tags: [Law reform]   # the house's word
{status}date: 2026-05-04 09:30
---

Status: published is what the text says.
"""


def raw(status: str = "") -> bytes:
    return HEAD.format(status=status).encode()


@pytest.mark.parametrize("status", ["status: published\n", "status:   draft\n", 'status: "published"\n'])
def test_a_field_gets_another_value_and_nothing_else_changes(status: str) -> None:
    start = status[: len("status:") + status.count(" ")]
    assert with_field(raw(status), "status", "withdrawn") == raw(f"{start}withdrawn\n")


def test_a_remark_behind_the_value_stays() -> None:
    before = raw('status: "published"  # since May\n')
    assert with_field(before, "status", "withdrawn") == raw('status: "withdrawn"  # since May\n')


def test_a_field_that_is_not_there_comes_last() -> None:
    after = with_field(raw(), "status", "withdrawn")
    assert after == raw().replace(b"09:30\n---", b"09:30\nstatus: withdrawn\n---")
    assert with_field(after, "status", "withdrawn") == after


@pytest.mark.parametrize("before", [raw(), raw("status: published\n")])
def test_line_ends_and_byte_order_marks_stay_what_they_are(before: bytes) -> None:
    windows = b"\xef\xbb\xbf" + before.replace(b"\n", b"\r\n")
    expected = with_field(before, "status", "withdrawn").replace(b"\n", b"\r\n")
    assert with_field(windows, "status", "withdrawn") == b"\xef\xbb\xbf" + expected


def test_the_form_without_fences_is_known_too() -> None:
    assert with_field(b"Title: T\nDate: 2026-05-04\n\nText.\n", "status", "withdrawn") == (
        b"status: withdrawn\nTitle: T\nDate: 2026-05-04\n\nText.\n"
    )
    assert with_field(b"Title: T\nStatus: published\n\nText.", "status", "withdrawn") == (
        b"Title: T\nStatus: withdrawn\n\nText."
    )


@pytest.mark.parametrize(
    "before",
    [
        b"no head at all\n",
        b"---\ntitle: never closed\n",
        b"---\ntitle: T\nstatus: draft\nstatus: published\n---\n",
        b"---\ntitle: T\nstatus:\n  draft\n---\n",
        b"---\n{title: T, status: draft}\n---\n",
        b"---\ntitle: \xff\n---\n",
    ],
)
def test_front_matter_that_cannot_be_changed_safely_is_left_to_a_person(before: bytes) -> None:
    with pytest.raises(UnsupportedFrontMatter):
        with_field(before, "status", "withdrawn")


@pytest.mark.parametrize(
    "field",
    ["aliases: [/old/]\n", "aliases:\n  - /old/\n  # from the first site\n  - /older/\n", "aliases:\n- /old/\n\n"],
)
def test_a_field_goes_with_all_its_lines_and_the_remarks_of_others_stay(field: str) -> None:
    assert without_field(raw(f"{field}# the day of the march\n"), "aliases") == raw("# the day of the march\n")
    assert without_field(HEAD.format(status="").replace("---\n\nS", f"{field}---\n\nS").encode(), "aliases") == raw()


def test_a_field_that_is_not_there_leaves_the_file_as_it_is() -> None:
    assert without_field(raw(), "aliases") == raw()
