"""Context of reading for tests: every transform, and short ways to use it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

from newsroom.core.problems import Problem
from newsroom.engine.read.text_rendering import RenderedText, Source, render_text
from newsroom.engine.read_context import ReadContext
from newsroom.features.content_notes import plugin as content_notes
from newsroom.features.layouts import plugin as layouts
from newsroom.features.links import plugin as links
from newsroom.features.media import plugin as media
from newsroom.features.pictures import plugin as pictures
from newsroom.features.pictures.library import PictureLibrary
from newsroom.features.prose import plugin as prose
from newsroom.features.stories.rendering import Story, render_story

BRISBANE = ZoneInfo("Australia/Brisbane")
PATH = "content/articles/world/2026/a-story.md"
#: A head with the fields that every story has.
HEAD = "---\ntitle: A story\nsummary: What happened.\ndate: 2026-05-04\n---\n\n"


def context(images: Path = Path("/nowhere")) -> ReadContext:
    """Return a desk with all transforms; ``images`` stands for content/images/."""
    made = ReadContext(BRISBANE, "en-AU", PictureLibrary(images))
    for plugin in (pictures, links, media, prose, layouts, content_notes):
        plugin.offer(made)
    return made


def rendered(markdown: str, *, raw_html: bool = True, at: ReadContext | None = None) -> RenderedText:
    """Render Markdown that begins on the first line of a story's file."""
    return render_text(markdown, PATH, 1, at or context(), raw_html=raw_html)


def read_story(
    words: str | bytes, path: str = PATH, at: ReadContext | None = None
) -> tuple[Story | None, tuple[Problem, ...]]:
    """Read a whole story."""
    return render_story(Source(path, words if isinstance(words, bytes) else words.encode()), at or context())


def lines_and_rules(problems: Iterable[Problem]) -> list[tuple[int, str]]:
    """Return the line and the rule of each problem."""
    return [(problem.line, problem.rule) for problem in problems]
