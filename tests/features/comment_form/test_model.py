"""Comments: threads one level deep, the heading, the modes, and replies that lead nowhere."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.core import schema
from newsroom.core.problems import Problem
from newsroom.engine.render.templates import environment
from newsroom.engine.theme import SOFTWARE, Theme
from newsroom.features.comment_form.model import MODES, Comment, CommentFields, block, comment_problems
from tests.read_context import BRISBANE

STORY = "world/2026/a-story"
BEGIN = datetime(2026, 5, 4, 9, tzinfo=BRISBANE)


def comment(name: str, reply_to: str = "", minutes: int = 0, story: str = STORY) -> Comment:
    source = f"content/comments/{story}/{name}.md"
    fields = CommentFields(name=f"Reader {name}", date=BEGIN + timedelta(minutes=minutes), reply_to=reply_to or None)
    return Comment(story, name, source, fields, f"<p>{name}</p>")


def threads(*comments: Comment) -> list[tuple[str, list[str]]]:
    made = block(STORY, "placeholder", comments)
    assert made is not None
    return [(view.anchor, [reply.anchor for reply in view.replies]) for view in made.comments]


def test_comments_come_in_the_order_in_which_they_were_written() -> None:
    assert threads(comment("b", minutes=2), comment("a", minutes=5), comment("c", minutes=1)) == [
        ("comment-c", []),
        ("comment-b", []),
        ("comment-a", []),
    ]


def test_an_answer_to_an_answer_stands_below_the_first_comment() -> None:
    given_ = [comment("1"), comment("2", "1", 1), comment("3", "2", 2), comment("4", "", 3), comment("5", "3", 4)]
    assert threads(*given_) == [("comment-1", ["comment-2", "comment-3", "comment-5"]), ("comment-4", [])]


@settings(deadline=None, max_examples=200)
@given(st.data(), st.integers(0, 12))
def test_every_comment_is_shown_once_whoever_answers_whom(data: st.DataObject, count: int) -> None:
    names = [str(number) for number in range(count)]
    comments = [
        comment(name, data.draw(st.sampled_from(["", *names[:number]])), data.draw(st.integers(0, 5)))
        for number, name in enumerate(names)
    ]
    shown = [anchor for first, replies in threads(*comments) for anchor in (first, *replies)]
    assert sorted(shown) == sorted(f"comment-{name}" for name in names)
    assert list(comment_problems(comments, [STORY])) == []
    made = block(STORY, "closed", comments)
    assert made is not None
    assert made.count == count


@pytest.mark.parametrize(
    ("count", "words"), [(0, "No comments yet"), (1, "1 comment"), (2, "2 comments"), (11, "11 comments")]
)
def test_the_heading_says_how_many_there_are(count: int, words: str) -> None:
    made = block(STORY, "placeholder", [comment(str(number)) for number in range(count)])
    assert made is not None
    assert made.count == count
    template = environment(Theme(SOFTWARE, SOFTWARE)).get_template("components/comments/macro.html")
    assert f">{words}</h2>" in template.module.comments(made)  # type: ignore[attr-defined]


@pytest.mark.parametrize("mode", MODES)
def test_a_block_stands_under_a_story_in_every_mode_but_none(mode: str) -> None:
    made = block(STORY, mode, [comment("1")], "https://forms.example/comments")
    if mode == "none":
        assert made is None
    else:
        assert made is not None
        assert (made.mode, made.story_id, made.endpoint) == (mode, STORY, "https://forms.example/comments")


@pytest.mark.parametrize(
    ("comments", "expected"),
    [
        ([comment("1", story="world/2026/none")], [("world/2026/none/1", "comment-story")]),
        ([comment("1", "9")], [(f"{STORY}/1", "comment-reply")]),
        ([comment("1", "1")], [(f"{STORY}/1", "comment-reply")]),
        ([comment("1", "2"), comment("2", "1")], [(f"{STORY}/1", "comment-reply"), (f"{STORY}/2", "comment-reply")]),
        ([comment("1", story="world/2026/b"), comment("2", "1")], [(f"{STORY}/2", "comment-reply")]),
        ([comment("1"), comment("2", "1")], []),
    ],
)
def test_a_comment_belongs_to_a_story_and_a_reply_to_a_comment(
    comments: list[Comment], expected: list[tuple[str, str]]
) -> None:
    found = [
        (problem.path.removeprefix("content/comments/").removesuffix(".md"), problem.rule)
        for problem in comment_problems(comments, [STORY, "world/2026/b"])
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"name": "A", "date": "2026-05-04", "website": "javascript:alert(1)"}, "link-forbidden"),
        ({"name": "A", "date": "2026-05-04", "website": "a.example"}, "link-forbidden"),
        ({"name": "A", "date": "2026-05-04", "website": "http://["}, "link-forbidden"),
        ({"name": "A", "date": "2026-05-04", "website": "https:///x"}, "link-forbidden"),
        ({"name": "A", "date": "yesterday"}, "date-unreadable"),
        ({"name": " ", "date": "2026-05-04"}, "value-missing"),
        ({"date": "2026-05-04"}, "value-missing"),
        ({"name": "A"}, "value-missing"),
        ({"name": "A", "date": "2026-05-04", "email": "a@b.example"}, "key-unknown"),
    ],
)
def test_each_fault_of_a_head_is_said_on_its_line(fields: dict[str, str], rule: str) -> None:
    """An email address does not belong into a file that is published with the site."""
    record, problems = schema.read(CommentFields, fields, "x.md", lambda _: (3, 1), BRISBANE)
    assert record is None
    assert [(problem.line, problem.rule) for problem in problems] == [(3, rule)]
    assert isinstance(problems[0], Problem)


@pytest.mark.parametrize("website", ["https://a.example", "http://a.example/b?c=1"])
def test_a_website_may_be_given(website: str) -> None:
    record, problems = schema.read(
        CommentFields, {"name": "A", "date": "2026-05-04", "website": website}, "x.md", lambda _: (1, 0), BRISBANE
    )
    assert problems == []
    assert record is not None
    assert record.website == website
