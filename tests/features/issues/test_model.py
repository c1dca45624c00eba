"""Print issues as plain data: numbers, which are out, and which entries readers see."""

from __future__ import annotations

from datetime import datetime

import pytest
from markupsafe import Markup

from newsroom.core import text
from newsroom.core.name_index import NameIndex
from newsroom.core.parts import DisplayMoment, Picture
from newsroom.core.publication import PublicationState
from newsroom.features.issues.model import (
    ContentsEntry,
    Issues,
    PrintIssue,
    entry_problems,
    file_problems,
    is_shown,
    number_of,
    story_id,
)
from newsroom.features.issues.schema import EntryField, IssueFields
from newsroom.features.stories.model import StoryRecord, make_record
from newsroom.features.stories.schema import StoryFields
from newsroom.site.page_parts import IssueCover
from tests.read_context import BRISBANE

NOW = datetime(2026, 11, 23, 9, tzinfo=BRISBANE)


def issue(number: int, date: datetime = NOW, status: str = "published", *contents: ContentsEntry) -> PrintIssue:
    picture = Picture("/x", (3,), ("jpg",), 3, 4, "A lamp")
    cover = IssueCover(number, Markup("T"), Markup(""), f"/magazine/{number}/", DisplayMoment("", "", ""), picture)
    fields = IssueFields.model_validate(
        {"title": "T", "date": date, "status": status, "cover": {"src": "a", "alt": "A lamp"}}
    )
    return PrintIssue(number, f"content/issues/{number}.md", fields, "T", "", cover, contents)


def entry(title: str = "", story: str = "", line: int = 9) -> ContentsEntry:
    fields = EntryField(title=title or None, story=story or "world/2026/a")
    return ContentsEntry(fields, title, text.line(title), story, line)


def story(title: str) -> StoryRecord:
    fields = StoryFields(title=title, summary="S", date=NOW)
    return make_record(fields, "content/articles/world/2026/a.md", {}, "en-AU")


@pytest.mark.parametrize(
    ("name", "number"),
    [("512", 512), ("1", 1), ("0512", 0), ("0", 0), ("512b", 0), ("winter", 0), ("-1", 0), ("٥", 0), ("1234567", 0)],
)
def test_a_file_is_named_with_its_number(name: str, number: int) -> None:
    assert number_of(f"content/issues/{name}.md") == number


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("content/issues/0512.md", "rename it to 512.md"),
        ("content/issues/issue-512.md", "rename it to 512.md"),
        ("content/issues/winter.md", "its own number"),
        ("content/issues/2026/512.md", "move it to content/issues/512.md"),
        ("content/issues/7.markdown", "content/issues/7.md has the number 7 too"),
    ],
)
def test_a_place_that_is_no_issues_is_told_with_the_right_one(path: str, says: str) -> None:
    [problem] = file_problems(path, {7: "content/issues/7.md"})
    assert problem.rule == "issue-number"
    assert says in str(problem)


def test_the_highest_number_is_the_newest_whatever_the_days_say() -> None:
    old, new = issue(9, datetime(2026, 8, 1, tzinfo=BRISBANE)), issue(10, datetime(2026, 7, 1, tzinfo=BRISBANE))
    issues = Issues.of([old, new], NOW)
    assert issues.out == (new, old)
    assert issues.latest is new.cover


def test_an_issue_is_out_from_its_moment_on_and_a_draft_never() -> None:
    later = issue(3, datetime(2026, 11, 23, 9, 0, 1, tzinfo=BRISBANE))
    issues = Issues.of([issue(1), issue(2, status="draft"), later], NOW)
    assert [item.number for item in issues.out] == [1]
    assert [item.number for item in issues.all] == [3, 2, 1]
    assert Issues.of([], NOW).latest is None


@pytest.mark.parametrize(
    ("title", "state", "shown"),
    [
        ("", PublicationState.LIVE, True),
        ("Printed", PublicationState.LIVE, True),
        ("", PublicationState.DRAFT, False),
        ("", PublicationState.SCHEDULED, False),
        # The editors published these words; the headline is not theirs to give away.
        ("Printed", PublicationState.DRAFT, True),
        ("Printed", PublicationState.SCHEDULED, True),
        ("The hidden headline's end", PublicationState.DRAFT, False),
        ("the hidden  headline’s end!", PublicationState.SCHEDULED, False),
        # Somebody may have asked for it to be gone.
        ("Printed", PublicationState.WITHDRAWN, False),
        ("Printed", PublicationState.EXPIRED, False),
    ],
)
def test_the_contents_give_no_hidden_story_away(title: str, state: PublicationState, shown: bool) -> None:
    assert is_shown(entry(title, "world/2026/a"), story("The hidden headline's end"), state) is shown


def test_an_entry_without_a_story_is_what_it_says() -> None:
    assert is_shown(entry("Letters"), None, None)
    assert not is_shown(entry("", "world/2026/gone"), None, None)


@pytest.mark.parametrize(
    "named",
    ["world/2026/a", "world/2026/a.md", "articles/world/2026/a.md", "content/articles/world/2026/a.md"],
)
def test_a_story_is_named_by_its_file_as_well(named: str) -> None:
    assert story_id(named, {"world/2026/a": "the-id"}) == "the-id"
    assert story_id("other", {"world/2026/a": "the-id"}) == "other"


def test_a_story_that_nobody_has_is_told_on_its_line_with_the_nearest() -> None:
    wrong = issue(1, NOW, "published", entry("", "world/2026/frist-light", 14), entry("", "qqq", 16), entry("Letters"))
    near, far = entry_problems(wrong, NameIndex(["world/2026/first-light", "national/2026/x"]))
    assert (near.line, near.rule, near.fix) == (14, "link-target", 'did you mean "world/2026/first-light"?')
    assert (far.line, "delete the line" in far.fix) == (16, True)
