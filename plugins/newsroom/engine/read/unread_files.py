"""Files below content/ that nothing reads, though whoever put them there waits for them to appear."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from newsroom.core import offers
from newsroom.core.problems import Problem, did_you_mean, nearest

#: Endings of the files that a story may be saved as.
_TEXTS = frozenset(
    {".md", ".markdown", ".mdown", ".mkd", ".txt", ".rtf", ".doc", ".docx", ".odt", ".pages", ".html", ".htm"}
)
_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
#: Files that are for whoever works on the project.
_FOR_PEOPLE = frozenset({"changelog", "contributing", "license", "notes", "readme"})
_PLACE = "content/articles/<section>/<year>/, with the section and the year in place of the words in brackets"


def unread(
    content: Path, text_folders: Collection[str], folders: Collection[str], data: Collection[str]
) -> Iterator[Problem]:
    """Yield the texts and data files that nothing reads.

    Args:
        content: the folder content/.
        text_folders: the names of its folders that texts are read from.
        folders: the names of all its folders that something is read from.
        data: the names of the data files that something has read, or would.
    """
    # A folder under its own name may be a link to one that has another name.
    texts = {os.path.realpath(content / name) for name in text_folders}
    for entry in _entries(content):
        shown = f"{content.name}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if os.path.realpath(entry.path) in texts:
                continue
            # In the folders of pictures, files and data other texts have a right to lie.
            for path in _texts(Path(entry.path), _MARKDOWN if entry.name in folders else _TEXTS):
                yield _unread_text(f"{shown}/{path}", entry.name, text_folders, folders)
        elif _is_text(entry.name):
            message, fix = "nothing reads a file that lies here", f"move it to {_PLACE}"
            yield Problem(shown, 0, 0, "file-unread", message, fix)
    # Without plugins nothing is read, which is told elsewhere.
    if data and (content / "data").is_dir():
        yield from _data(content, data)


def _unread_text(path: str, folder: str, text_folders: Collection[str], folders: Collection[str]) -> Problem:
    if folder in folders:
        message = f"no text is read in content/{folder}/"
        return Problem(path, 0, 0, "file-unread", message, f"if it is a story, move it to {_PLACE}")
    if owner := _owners().get(folder):
        message = f'nothing reads the folder "{folder}": the plugin {owner} does, which is not in PLUGINS'
        return Problem(
            path, 0, 0, "file-unread", message, f'add "{owner}" to PLUGINS, or take the folder out of content/'
        )
    near = nearest(folder, sorted(text_folders))
    fix = f"did you mean content/{near}/?" if near else f"if it is a story, move it to {_PLACE}"
    return Problem(path, 0, 0, "file-unread", f'nothing reads the folder "{folder}"', fix)


def _owners() -> dict[str, str]:
    """Return the plugins of ours that read texts, as PLUGINS names them, by the folder of content/ that each reads."""
    found = {getattr(module, "FOLDER", ""): module.__name__.rpartition(".")[0] for module in offers.modules("fields")}
    return {folder: package for folder, package in found.items() if folder}


def _data(content: Path, data: Collection[str]) -> Iterator[Problem]:
    for entry in _entries(content / "data"):
        if (
            entry.is_file()
            and entry.name.endswith((".toml", ".tml", ".yaml", ".yml", ".json"))
            and entry.name not in data
        ):
            message = f'nothing reads a data file called "{entry.name}"'
            fix = did_you_mean(entry.name, sorted(data))
            yield Problem(f"{content.name}/data/{entry.name}", 0, 0, "file-unread", message, fix)


def _texts(folder: Path, endings: Collection[str]) -> Iterator[str]:
    """Yield the texts in a folder and in those below it, by their endings; links are not followed."""
    for place, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if name[0] not in "._")
        below = PurePosixPath(Path(place).relative_to(folder).as_posix())
        for name in sorted(files):
            if _is_text(name, endings):
                yield (below / name).as_posix()


def _is_text(name: str, endings: Collection[str] = _TEXTS) -> bool:
    path = PurePosixPath(name)
    return name[0] not in "._" and path.suffix.lower() in endings and path.stem.casefold() not in _FOR_PEOPLE


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        return sorted(
            (entry for entry in os.scandir(folder) if entry.name[0] not in "._"), key=lambda entry: entry.name
        )
    except OSError:
        return []
