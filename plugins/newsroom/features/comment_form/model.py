"""Comments: those that were approved, and the form to leave one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import ClassVar
from urllib.parse import urlsplit

from markupsafe import Markup
from msgspec import Struct, field
from pydantic import Field, field_validator

from newsroom.core import text
from newsroom.core.external_links import cleaned
from newsroom.core.parts import DisplayMoment as Day
from newsroom.core.problems import Problem
from newsroom.core.schema import MomentValue, Record, Words, fault
from newsroom.features.stories.schema import CommentMode
from newsroom.site.story_parts import CommentBlock, CommentView

MODES: tuple[CommentMode, ...] = ("placeholder", "endpoint", "closed", "none")


class CommentFields(Record):
    """Front matter of an approved comment; the body is the comment."""

    by_readers: ClassVar[bool] = True

    name: Words = Field(description="the name that the reader gave")
    date: MomentValue = Field(description="when it was written")
    website: Words | None = Field(None, description="the reader's website, if they gave one")
    reply_to: str | None = Field(None, description="the name of the file that it answers, without .md")

    @field_validator("website")
    @classmethod
    def _website(cls, value: str | None) -> str | None:
        if value is not None and not _is_website(value):
            bare = re.sub(r"^[a-z]*:?/+", "", value.strip(), flags=re.IGNORECASE)
            fix = f"write https://{bare}" if _is_website(f"https://{bare}") and "." in bare else "delete the line"
            raise fault("link-forbidden", f'"{value}" is not the address of a website', fix)
        return cleaned(value)[0] if value is not None else None


def _is_website(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    plain = not re.search(r"[\s\\\"<>]", address)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and plain


class Comment(Struct, frozen=True):
    """An approved comment.

    Args:
        story: the story's id.
        name_id: the name of its file without .md.
        source: the path of its file in the project.
        fields: the front matter.
        html: the comment.
        reply_line: the line of the file on which ``fields.reply_to`` stands.
    """

    story: str
    name_id: str
    source: str
    fields: CommentFields
    html: str
    reply_line: int = 1


class Comments(Struct, frozen=True):
    """All approved comments, by the story's id."""

    by_story: dict[str, tuple[Comment, ...]] = field(default_factory=dict)


def block(story_id: str, mode: str, comments: Iterable[Comment], endpoint: str = "") -> CommentBlock | None:
    """Return the block under a story, or None where there is to be none.

    Args:
        story_id: the story's id.
        mode: one of `MODES`.
        comments: the approved comments on this story.
        endpoint: the address that the form posts to.
    """
    if mode == "none":
        return None
    known = sorted(comments, key=lambda comment: (comment.fields.date, comment.name_id))
    return CommentBlock(mode, story_id, len(known), _threads(known), endpoint)


def _threads(comments: list[Comment]) -> tuple[CommentView, ...]:
    """Thread one level deep: an answer to an answer stands below the first comment."""
    parents = {comment.name_id: comment.fields.reply_to or "" for comment in comments}
    replies: dict[str, list[CommentView]] = defaultdict(list)
    for comment in comments:
        if comment.fields.reply_to:
            replies[_root(comment.name_id, parents)].append(_view(comment))
    return tuple(_view(comment, tuple(replies[comment.name_id])) for comment in comments if not comment.fields.reply_to)


def _root(name: str, parents: dict[str, str]) -> str:
    for _ in parents:
        if not parents.get(name):
            break
        name = parents[name]
    return name


def _view(comment: Comment, replies: tuple[CommentView, ...] = ()) -> CommentView:
    # A comment's HTML is rendered with raw HTML escaped, and cleaned: see comment_form.plugin.
    body = Markup(comment.html)  # noqa: S704
    fields, id_ = comment.fields, f"comment-{text.slugify(comment.name_id)}"
    return CommentView(id_, fields.name, fields.website or "", Day.of(fields.date), body, replies)


def comment_problems(comments: Iterable[Comment], story_ids: Iterable[str]) -> Iterator[Problem]:
    """Yield comments on no story, and replies to no comment on the same story, or in a ring."""
    known = list(comments)
    ids = set(story_ids)
    parents: dict[str, dict[str, str]] = defaultdict(dict)
    for comment in known:
        parents[comment.story][comment.name_id] = comment.fields.reply_to or ""
    for comment in known:
        if comment.story not in ids:
            fix = "name the folder after the story's id, as in content/comments/world/2026/a-story/1.md"
            yield Problem(
                comment.source,
                1,
                0,
                "comment-story",
                f'no story has the id "{comment.story}"',
                fix,
                because=comment.story.rpartition("/")[2],
            )
        same, reply_to = parents[comment.story], comment.fields.reply_to
        if reply_to and (reply_to not in same or same.get(_root(comment.name_id, same))):
            fix = "give the name of the file that it answers, without .md"
            message = f'no comment "{reply_to}" on this story to reply to'
            yield Problem(comment.source, comment.reply_line, 0, "comment-reply", message, fix)
