"""Budgets of a story's page, and the parts that are over their budget.

A writer answers for the story's own text, the theme's maintainer for the rest. Fonts that a language needs are nobody's
fault: only the size of each file has a limit.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping

from msgspec import Struct

from newsroom.core.precompression import LONG_LIVED, PAGES, brotli_size
from newsroom.core.problems import Problem

#: The name of the theme in problems.
THEME = "theme"
#: A description of the budget ``theme``.
EVERY_STORY = "what the theme adds to every story (styles, scripts, icons, the font of headlines)"
#: Bytes that the markup of one picture comes to among others, and that of one cell of a table.
_PICTURE, _CELL = 120, 12


class Budgets(Struct, frozen=True):
    """The most that each part may come to, in bytes as Brotli makes them: the setting PAGE_BUDGETS.

    Args:
        story: one story as its writer made it: words, the markup of its pictures, tables and players.
        theme: parts of the theme in every story: styles, scripts, icons, the font of Latin headlines, and on a built
            page what stands around the text.
        font: each file of the headline font; a language may need two or three.
        scripts: all scripts of the theme, but for those of the search page.
    """

    story: int = 27_500
    theme: int = 38_000
    font: int = 20_000
    scripts: int = 8_000


def budgets(raw: object) -> tuple[Budgets, list[tuple[str, str]]]:
    """Return the budgets of a setting, and what is wrong with it: each a message and a remedy.

    What is missing, or cannot be used, is as it is by default.
    """
    names = Budgets.__struct_fields__
    shown = ", ".join(f'"{name}": {getattr(Budgets(), name)}' for name in names)
    fix = f"write PAGE_BUDGETS = {{{shown}}}"
    if not isinstance(raw, Mapping):
        return Budgets(), [("it is no table of names and bytes", fix)]
    wrong = [(f'there is no budget "{name}"', fix) for name in raw if name not in names]
    known = {str(name): value for name, value in raw.items() if name in names}
    bad = [name for name, value in known.items() if isinstance(value, bool) or not isinstance(value, int) or value < 1]
    wrong += [(f'"{name}" is no number of bytes', f'write "{name}": {getattr(Budgets(), name)}') for name in bad]
    return Budgets(**{name: value for name, value in known.items() if name not in bad}), wrong


def is_within(raws: Iterable[bytes], most: int) -> bool:
    """Return whether several files of the theme, each compressed by itself, come to no more than ``most`` bytes.

    gzip, which is quick and makes larger files, mostly answers it.
    """
    known = [*raws]
    if sum(len(gzip.compress(raw, 6)) for raw in known) <= most:
        return True
    return size_of(known) <= most


def size_of(raws: Iterable[bytes]) -> int:
    """Return how large several files of the theme are when they are sent, each compressed by itself."""
    return sum(brotli_size(raw, LONG_LIVED) for raw in raws)


class StoryText(Struct, frozen=True):
    """The parts of a story that its writer can change.

    Args:
        source: the file.
        words: how many words it has.
        pictures: how many pictures.
        players: the names of what else it holds.
        html: its HTML.
    """

    source: str
    words: int
    pictures: int
    players: tuple[str, ...]
    html: str


def story_problem(story: StoryText, most: int) -> Problem | None:
    """Return the problem of a story whose own text is over its budget, with what its writer can do; None within it."""
    size = brotli_size(story.html.encode(), PAGES)
    if size <= most:
        return None
    cells = story.html.count("<td") + story.html.count("<th")
    held = [f"{story.words:,} words", *_counted(story.pictures, "picture"), *_counted(cells, "table cell")]
    held += [f"players ({', '.join(story.players)})"] if story.players else []
    message = (
        f"the story's own text comes to {_kilobytes(size)} as it is sent, and may have {_kilobytes(most)};"
        f" it has {', '.join(held)}"
    )
    return Problem(story.source, 0, 0, "story-weight", message, _remedy(size, story.pictures, cells))


def _remedy(size: int, pictures: int, cells: int) -> str:
    if cells * _CELL > size / 2:
        shorter = "link to the table as a file (content/files/)"
    elif pictures * _PICTURE > size / 2:
        shorter = "show fewer pictures"
    else:
        shorter = "part it in two and give both the same series:"
    return f"{shorter}; if it has to be so long, write waive: and below it story-weight: with the reason"


def _counted(number: int, what: str) -> list[str]:
    return [f"{number:,} {what}{'s' if number != 1 else ''}"] if number else []


def _kilobytes(size: int) -> str:
    return f"{size / 1000:.1f} KB"


def theme_problem(what: str, size: int, most: int, name: str) -> Problem:
    """Return the problem of a part of the theme that is over its budget.

    Args:
        what: the part, in words.
        size: its size, in bytes.
        most: the largest size that it may have, in bytes.
        name: the name of the budget.
    """
    message = f"{what} come{'s' if not what.endswith('s') else ''} to {size:,} bytes, and may have {most:,}"
    fix = f'make them smaller, or raise "{name}" of PAGE_BUDGETS in pelicanconf.py; no story is at fault'
    return Problem(THEME, 0, 0, "theme-weight", message, fix)
