"""Finding files below content/files/, and never one that leads out of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from newsroom.core.problems import Problem
from newsroom.core.text import composed
from newsroom.core.text_files import Doubles, located, message
from newsroom.features.files.model import FOLDER


def find(content: Path, wanted: Iterable[str]) -> tuple[list[str], list[Problem]]:
    """Return which of some paths below content/ are files, and a problem for each that leads outside content/files/.

    A path that leads nowhere is in neither: whoever links to it is told.
    """
    paths: list[str] = []
    problems: list[Problem] = []
    top = (content / FOLDER).resolve()
    doubles = Doubles()
    for path in wanted:
        place = located(content, path)
        try:
            there = place.is_file()
            stays = place.resolve().is_relative_to(top)
        except (OSError, ValueError, RuntimeError):  # a name that no disk takes, or links that lead in a circle
            continue
        if there and stays and doubles.has_double(place):
            problems.append(Problem(f"{content.name}/{path}", 0, 0, "file-name", *message(place.name)))
        elif there and stays:
            paths.append(path)
        elif there:
            outside, fix = f"this leads to something outside {content.name}/{FOLDER}/", "put the file itself there"
            problems.append(Problem(f"{content.name}/{path}", 0, 0, "file-link", outside, fix))
    return paths, problems


def names(content: Path) -> tuple[str, ...]:
    """Return the paths of all files below content/files/, relative to content/, for a hint to whoever slips."""
    below = (content / FOLDER).rglob("*")
    return tuple(sorted(composed(path.relative_to(content).as_posix()) for path in below if path.is_file()))
