"""Which files there are to read, always in one order, and never one that leads outside content/."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from newsroom.core import text
from newsroom.core.problems import Problem

#: What systems leave in folders that people look at.
_OF_SYSTEMS = frozenset({"desktop.ini", "thumbs.db", "icon\r"})


@contextmanager
def named(path: str, problems: list[Problem]) -> Iterator[None]:
    """Turn an unforeseen exception into a problem that names the file in hand."""
    try:
        yield
    except Exception as error:  # noqa: BLE001  whatever it is, the person at the desk learns where
        message = f"{type(error).__name__}: {error}"
        fix = "this is a fault of the system and not of the file; please report it with the file"
        problems.append(Problem(path, 0, 0, "unexpected", message, fix))


def markdown_files(content: Path, folder: str) -> tuple[list[str], list[Problem]]:
    """Return the paths of the Markdown files below one folder of content/, relative to the project, with slashes.

    Files and folders whose names begin with a dot or an underscore are passed over, as editors leave them; of any other
    file that is no Markdown there is a problem, since somebody may be waiting for it.
    """
    found: list[str] = []
    problems: list[Problem] = []
    top = content.resolve()
    waiting = [(str(content / folder), f"{content.name}/{folder}")]
    while waiting:
        place, prefix = waiting.pop()
        with suppress(FileNotFoundError, NotADirectoryError):
            for entry in [entry for entry in os.scandir(place) if entry.name[0] not in "._"]:
                shown = f"{prefix}/{entry.name}"
                if entry.is_symlink() and not _stays(Path(entry.path), top):
                    message, fix = "this is a link to something outside content/", "put the file itself there"
                    problems.append(Problem(shown, 0, 0, "file-link", message, fix))
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, shown))
                elif entry.name.lower().endswith((".md", ".markdown")) and entry.is_file():
                    found.append(shown)
                elif entry.is_file(follow_symlinks=False) and entry.name.casefold() not in _OF_SYSTEMS:
                    problems.append(_other(shown))
    return sorted(found, key=lambda path: path.split("/")), problems


def _other(path: str) -> Problem:
    """Return the problem that a file is, which nobody would read there."""
    ending = PurePosixPath(path).suffix.lower()
    fix = "save it as plain text in Markdown, under a name that ends with .md"
    if ending in (".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".tif", ".tiff", ".avif", ".svg"):
        fix = "pictures lie in content/images/, in a folder for the year"
    message = f"this is no Markdown file ({ending}), so it is passed over" if ending else "this is no Markdown file"
    return Problem(path, 0, 0, "file-kind", message, fix)


def _stays(link: Path, top: Path) -> bool:
    """Return whether a link leads to something inside a folder."""
    return link.exists() and link.resolve().is_relative_to(top)


def name_problems(path: str, names: Iterable[str]) -> Iterator[Problem]:
    """Yield the names of a file and its folders that cannot be part of an address; ``path`` is what problems name."""
    for name in names:
        if not text.SLUG.match(name):
            near = text.slugify(name)
            fix = f'rename "{name}" to {near}' if near else f'rename "{name}" with letters, digits and hyphens'
            yield Problem(path, 0, 0, "file-name", f'"{name}" cannot be part of an address', fix)


def place_problems(path: str) -> Iterator[Problem]:
    """Yield what is wrong with the place of a story: ``content/articles/<section>/<year>/<slug>.md``."""
    parts = PurePosixPath(path).with_suffix("").parts
    if len(parts) != 5 or not (parts[3].isdigit() and len(parts[3]) == 4):
        fix = "move it to content/articles/<section>/<year>/<slug>.md"
        yield Problem(path, 0, 0, "file-place", "a story does not lie here", fix)
        return
    if not text.SLUG.match(parts[4]):
        near = text.slugify(parts[4])
        fix = f"rename it to {near}.md" if near else "rename it with letters, digits and hyphens"
        yield Problem(path, 0, 0, "file-name", f'"{parts[4]}" cannot be part of an address', fix)
