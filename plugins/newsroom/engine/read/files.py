"""The source files to read, always in one order, and never one that leads outside content/."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from newsroom.core import limits, storage, text, text_files
from newsroom.core.problems import Problem

#: Names of files that systems leave in folders that people open.
_OF_SYSTEMS = frozenset({"desktop.ini", "thumbs.db", "icon\r"})


class ReadTimeout(BaseException):
    """A file has had its time; no library that goes on after any exception may swallow it."""


@contextmanager
def reporting_errors(path: str, problems: list[Problem], seconds: float = 0) -> Iterator[None]:
    """Turn an unforeseen exception into a problem that names the file in hand.

    Args:
        path: the file.
        problems: takes the problem.
        seconds: how long it may take, where the system has a clock that interrupts; 0 for as long as it likes.
    """
    try:
        with _bounded(seconds):
            yield
    except ReadTimeout:
        message = f"reading it took more than {seconds:g} seconds"
        fix = "take out long runs of signs and part long paragraphs; an ordinary text takes a hundredth of one"
        problems.append(Problem(path, 0, 0, "file-too-slow", message, fix))
    except RecursionError:
        message, fix = "something in it stands too deep within itself to be read", "take out what is nested"
        problems.append(Problem(path, 0, 0, "text-too-deep", message, fix))
    except MemoryError:
        problems.append(Problem(path, 0, 0, "file-too-large", "reading it takes too much memory", "part it in two"))
    except Exception as error:
        if storage.is_full(error):
            # It is no fault of the file, and the next one would meet it too.
            raise
        message = f"{type(error).__name__}: {error}"
        fix = "this is a fault of the system and not of the file; please report it with the file"
        problems.append(Problem(path, 0, 0, "unexpected", message, fix))


@contextmanager
def _bounded(seconds: float) -> Iterator[None]:
    """Raise `ReadTimeout` after some seconds; only the main thread of a process can be interrupted."""
    if not seconds or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _time_out)
    # Again every second, should the first be lost in code that cannot be interrupted.
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    finally:
        # It may ring once more while it is being switched off.
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _time_out(_number: int, _frame: object) -> None:
    raise ReadTimeout


def folder_problems(content: Path, names: Iterable[str]) -> Iterator[Problem]:
    """Yield the folders of content/ that are links to something outside it."""
    for name in names:
        if not is_inside(content / name, content.resolve()):
            message, fix = "this is a link to something outside content/", "put the folder itself there"
            yield Problem(f"{content.name}/{name}", 0, 0, "file-link", message, fix)


def markdown_files(content: Path, folder: str, small: Container[str] = ()) -> tuple[list[str], list[Problem]]:
    """Return the paths of the Markdown files below one folder of content/, relative to the project, with slashes.

    Files and folders whose names begin with a dot or an underscore are passed over, as editors leave them; of any other
    file that is no Markdown there is a problem, since somebody may be waiting for it.

    Args:
        content: the folder content/.
        folder: name of the folder in it.
        small: paths of files that are known to be no larger than a text may be.
    """
    paths: list[str] = []
    problems: list[Problem] = []
    top = content.resolve()
    # A folder that leads elsewhere is told of once, before anything is read.
    waiting = [(str(content / folder), f"{content.name}/{folder}")] if is_inside(content / folder, top) else []
    while waiting:
        place, prefix = waiting.pop()
        with suppress(FileNotFoundError, NotADirectoryError):
            for entry in [entry for entry in os.scandir(place) if entry.name[0] not in "._"]:
                shown = f"{prefix}/{entry.name}"
                if entry.is_symlink() and not (Path(entry.path).exists() and is_inside(Path(entry.path), top)):
                    message, fix = "this is a link to something outside content/", "put the file itself there"
                    problems.append(Problem(shown, 0, 0, "file-link", message, fix))
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, shown))
                elif entry.name.lower().endswith((".md", ".markdown")) and entry.is_file():
                    if shown in small or (size := entry.stat().st_size) <= limits.MOST_BYTES:
                        paths.append(shown)
                    else:
                        problems.append(limits.size_problem(shown, size))
                elif entry.is_file(follow_symlinks=False) and entry.name.casefold() not in _OF_SYSTEMS:
                    problems.append(_unread_file(shown))
    problems += [
        Problem(name, 0, 0, "file-name", *text_files.message(PurePosixPath(name).name))
        for name, *_ in text_files.lookalikes(paths)
    ]
    return sorted(paths, key=lambda path: path.split("/")), problems


def _unread_file(path: str) -> Problem:
    """Return the problem with a file that nothing reads there."""
    ending = PurePosixPath(path).suffix.lower()
    fix = "save it as plain text in Markdown, under a name that ends with .md"
    if ending in (".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".tif", ".tiff", ".avif", ".svg"):
        fix = "pictures lie in content/images/, in a folder for the year"
    message = f"this is no Markdown file ({ending}), so it is passed over" if ending else "this is no Markdown file"
    return Problem(path, 0, 0, "file-kind", message, fix)


def is_inside(path: Path, top: Path) -> bool:
    """Return whether a path, and whatever links in it lead to, lies inside a folder."""
    try:
        return path.resolve().is_relative_to(top)
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def name_problems(path: str, names: Iterable[str]) -> Iterator[Problem]:
    """Yield the names of a file and its folders that cannot be part of an address; ``path`` is what problems name."""
    for name in names:
        if not text.SLUG.match(name):
            near = text.slugify(name)
            fix = f'rename "{name}" to {near}' if near else f'rename "{name}" with letters, digits and hyphens'
            yield Problem(path, 0, 0, "file-name", f'"{name}" cannot be part of an address', fix)


def place_problems(path: str) -> Iterator[Problem]:
    """Yield problems of a story's path, which has to be ``content/articles/<section>/<year>/<slug>.md``."""
    parts = PurePosixPath(path).with_suffix("").parts
    if len(parts) != 5 or not (parts[3].isdigit() and len(parts[3]) == 4):
        fix = "move it to content/articles/<section>/<year>/<slug>.md"
        yield Problem(path, 0, 0, "file-place", "a story does not lie here", fix)
        return
    if not text.SLUG.match(parts[4]):
        near = text.slugify(parts[4])
        fix = f"rename it to {near}.md" if near else "rename it with letters, digits and hyphens"
        yield Problem(path, 0, 0, "file-name", f'"{parts[4]}" cannot be part of an address', fix)
