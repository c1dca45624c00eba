"""Mistakes as volunteers make them: what they wrote, what they are told or what is read, and the file once mended.

Every message was read aloud. All are such that whoever made the mistake can mend it alone; a row for which that does
not hold has no place here until the message is better.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Row:
    """One mistake.

    Args:
        text: the file as it was sent in.
        told: each problem as it is printed, without the path; none where the file has one meaning and is read.
        gives: values that its record holds, of a file that is told once it is mended.
        mended: the file after the advice was followed; empty where it is read as it is.
        kind: of what kind the file is: story, author, page, comment, issue, or the name of a data file.
        score: whether whoever made the mistake can mend it alone.
    """

    text: str | bytes
    told: tuple[str, ...] = ()
    gives: Mapping[str, Any] = field(default_factory=dict)
    mended: str | bytes = ""
    kind: str = "story"
    score: str = "alone"


_HEAD = {
    "title": "title: A night at the library",
    "summary": "summary: What happened.",
    "date": "date: 2026-11-23 09:30",
    "authors": "authors: robin-vale",
}


def story(more: str = "", /, **changed: str | None) -> str:
    """Return a story some of whose lines are others, or (None) left out; ``more`` stands below the rest."""
    lines = {**_HEAD, **changed, "more": more or None}
    return (
        "---\n" + "\n".join(line for line in lines.values() if line is not None) + "\n---\n\nThe story begins here.\n"
    )


def body(words: str) -> str:
    """Return a story that says something."""
    return story().replace("The story begins here.", words)


def author(more: str = "", /, name: str = "name: Robin Vale", bio: str = "bio: Writes about the law.") -> str:
    """Return an author's file."""
    return "---\n" + "\n".join(line for line in (name, bio, more) if line) + "\n---\n\nMore.\n"


TITLE, TAGS = {"title": "A night at the library"}, {"tags": ["Books", "Pride"]}
TWO = {"bylines": [("robin-vale", "Words"), ("sam-okoro", "Pictures")]}
