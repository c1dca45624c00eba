"""Unreadable front matter: its problems, and whether the file is a draft all the same."""

from __future__ import annotations

import re

from newsroom.core import front_matter
from newsroom.core.problems import Problem

_DRAFT = re.compile(r"^\W*status\W*draft\W*$", re.MULTILINE | re.IGNORECASE)


def unreadable(problems: tuple[Problem, ...], split_file: front_matter.SplitFile) -> list[Problem]:
    """Return the problem of a file that is not text, or whose front matter has no end.

    Whatever else was found in it follows from that.
    """
    if front_matter.is_no_text(problems):
        return [*problems]
    lost = [
        problem for problem in split_file.problems if problem.rule in ("front-matter-missing", "front-matter-unclosed")
    ]
    return [*problems, *lost] if lost else []


def is_draft(words: str, split_file: front_matter.SplitFile) -> bool:
    """Return whether a file says that it is a draft, even where its front matter is unreadable as a whole."""
    if split_file.fields:
        return str(split_file.fields.get("status", "")).casefold() == "draft"
    return bool(_DRAFT.search(words.lstrip().removeprefix("---").split("\n---", 1)[0]))
