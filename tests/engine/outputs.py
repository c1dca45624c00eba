"""Output folders to write to and to look at."""

from __future__ import annotations

from pathlib import Path

from newsroom.engine.write.staging import Stage

Files = dict[str, bytes]

BEFORE: Files = {
    "index.html": b"old",
    "same.txt": b"same",
    "gone/deep/down.html": b"x",
    "swap": b"file",
    "turn/a": b"1",
}
AFTER: Files = {"index.html": b"new", "same.txt": b"same", "new/place/a.html": b"y", "swap/inside": b"s", "turn": b"2"}


def commit(output: Path, files: Files) -> Stage:
    """Build a tree as a build does."""
    stage = Stage(output)
    stage.recover()
    for path, content in files.items():
        stage.write(path, content)
    stage.commit()
    return stage


def look(folder: Path) -> dict[str, bytes | None]:
    """Return everything below a folder: files with their bytes, folders with None."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")
    }


def clean(files: Files) -> dict[str, bytes | None]:
    """Return what a tree that was never anything else looks like."""
    folders = {parent.as_posix(): None for path in files for parent in Path(path).parents[:-1]}
    return {**folders, **files}
