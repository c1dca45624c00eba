"""Front matter of all stories, read without a build, for tasks that need only dates and addresses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct

from newsroom.commands.console import OperationError
from newsroom.commands.settings import setting
from newsroom.core import dates, front_matter, limits, schema
from newsroom.core.problems import Problem
from newsroom.engine.read import files
from newsroom.features.stories.model import StoryRecord, make_record
from newsroom.features.stories.schema import StoryFields


class StoryFrontMatter(Struct, frozen=True):
    """Front matter of all stories; ``unreadable`` are the files, relative to the project, where reading fails."""

    records: tuple[StoryRecord, ...]
    unreadable: tuple[str, ...]


def content_of(root: Path) -> Path:
    """Return the folder with a project's sources."""
    return root / setting(root, "pelicanconf.py", "PATH", "content")


def zone_of(root: Path) -> ZoneInfo:
    """Return the zone of a project, by its settings.

    Raises:
        OperationError: when there is no such zone.
    """
    name = setting(root, "pelicanconf.py", "TIMEZONE", "UTC")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise OperationError(
            f'TIMEZONE in pelicanconf.py is "{name}", which is no zone; {dates.zone_advice(name)}'
        ) from None


def read(root: Path) -> StoryFrontMatter:
    """Read the head of every story, 10,000 in about three seconds; bodies are not looked at.

    Args:
        root: the project's folder.
    """
    zone, lang = zone_of(root), setting(root, "pelicanconf.py", "DEFAULT_LANG", "en")
    content = content_of(root)
    paths, _ = files.markdown_files(content, "articles")
    records: list[StoryRecord] = []
    unreadable: list[str] = []
    for path in paths:
        story_record = _record(path, (content.parent / path).read_bytes, zone, lang)
        if story_record is None:
            unreadable.append(path)
        else:
            records.append(story_record)
    return StoryFrontMatter(tuple(records), tuple(unreadable))


def record(root: Path, path: str, raw: bytes) -> StoryRecord | None:
    """Return the record of a story by the bytes that its file had once; nothing where its head cannot be read.

    Args:
        root: the project's folder.
        path: its file, relative to the project.
        raw: the bytes.
    """
    lang = setting(root, "pelicanconf.py", "DEFAULT_LANG", "en")
    return _record(path, lambda: raw, zone_of(root), lang)


def _record(path: str, read: Callable[[], bytes], zone: ZoneInfo, lang: str) -> StoryRecord | None:
    problems: list[Problem] = list(files.place_problems(path))
    if problems:
        return None
    story_record = None
    with files.reporting_errors(path, problems, limits.SECONDS):
        words, _ = front_matter.decode(read(), path)
        head = front_matter.split(words, path)
        fields, _ = schema.read(StoryFields, head.fields, path, head.line_of, zone)
        if fields is not None:
            lines = {str(place[0]): at[0] for place, at in head.lines.items() if len(place) == 1}
            story_record = make_record(fields, path, lines, lang)
    return None if problems else story_record
