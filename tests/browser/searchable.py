"""Stories of a small magazine that tests search, and a server of it as readers have one."""

from __future__ import annotations

from typing import ClassVar

from newsroom.core.header_table import HeaderTable
from tests.building import Project
from tests.serving import Quiet

_STORY = """\
---
title: {title}
summary: {summary}
date: {date}
authors: [{author}]
tags: [{topic}]
{more}---

{words}
"""


def write_story(site: Project, id_: str, title: str, words: str, **fields: str) -> None:
    """Write a story; ``more`` holds further lines of its front matter."""
    known = {
        "summary": "What happened.",
        "date": "2026-05-04",
        "author": "robin-vale",
        "topic": "Law reform",
        "more": "",
    }
    site.story(id_, _STORY.format(title=title, words=words, **(known | fields)))


class Strict(Quiet):
    """Sends the headers that the newsroom says are to be sent with each file."""

    table: ClassVar[HeaderTable] = HeaderTable()

    def end_headers(self) -> None:
        for name, value in self.table.of(self.path.partition("?")[0]).items():
            self.send_header(name, value)
        super().end_headers()
