"""Staging and commit: a build that fails or is killed leaves the last good output, or a journal for the next build.

Changed files are staged beside the output; a journal says what is about to happen; files are renamed into place, what
is no longer planned is removed, the journal goes. A journal that is found at the start is carried out first.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Set
from contextlib import suppress
from pathlib import Path

from newsroom.core import storage
from newsroom.core.problems import Problem
from newsroom.engine.cache.manifest import FileState, file_state, snapshot

#: The folder of a stage in which files lie as they are to lie in the output.
_TREE = "tree"


class Stage:
    """The folder beside an output folder that holds a build's changes until `commit`.

    Args:
        output: the folder that readers' files go to, absolute.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        # Children of a build that was killed may outlive it, and write on: each build has a place of its own.
        self.folder = output.parent / f".{output.name}.stage-{secrets.token_hex(8)}"
        self.journal = output.parent / f".{output.name}.journal"
        self.lock = output.parent / f".{output.name}.lock"
        self.changed: set[str] = set()
        self.unchanged = 0
        self._planned: set[str] = set()
        self._snapshot: dict[str, FileState] | None = None

    def recover(self) -> bool:
        """Carry out the journal of a killed build, and remove the stages of earlier builds.

        Returns:
            Whether there was one.
        """
        journalled = self.journal.is_file()
        if journalled:
            self._carry_out()
        if self.output.parent.is_dir():
            for place in self.output.parent.iterdir():
                if place.name.startswith((f".{self.output.name}.stage", f".{self.output.name}.others")):
                    shutil.rmtree(place, ignore_errors=True)
        return journalled

    def write(self, path: str, content: bytes) -> None:
        """Stage one file, unless the output holds the very same.

        Args:
            path: relative to the output folder, with slashes.
            content: its bytes.

        Raises:
            ValueError: the path leads outside the output folder.
        """
        self.note(path, self.store(path, content))

    def store(self, path: str, content: bytes) -> bool:
        """Stage one file without noting it, as a child process does; see `write`.

        Returns:
            Whether it is another than the one in the output.
        """
        if not path or path.startswith("/") or ".." in path.split("/") or "\\" in path or "\0" in path:
            raise ValueError(f"{path} leads outside the output folder")
        if self._is_unchanged(path, content):
            return False
        target = self.staged_path(path)
        try:
            _write(target, content)
        except FileNotFoundError:
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            _write(target, content)
        return True

    @property
    def planned(self) -> frozenset[str]:
        """Every file that is noted: the output to come."""
        return frozenset(self._planned)

    def staged_path(self, path: str) -> str:
        """Return the path at which a file is staged.

        In an empty output all folders are new: they are made in the stage, and moved whole. Elsewhere most are there
        already, and all files wait in one folder.
        """
        return f"{self.folder}/{_name(path)}" if self.snapshot() else f"{self.folder}/{_TREE}/{path}"

    def drop(self) -> None:
        """Remove the staged files, when they are not to be committed."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def file(self, path: str) -> Path:
        """Return the file with the planned content of a path: the staged one, or the unchanged one in the output."""
        aside = Path(self.staged_path(path))
        return aside if aside.is_file() else self.output / path

    def snapshot(self, known: dict[str, FileState] | None = None) -> dict[str, FileState]:
        """Return the state of each file of the output when the build began.

        Args:
            known: that state, where it is known already.
        """
        if self._snapshot is None:
            self._snapshot = snapshot(self.output) if known is None else known
        return self._snapshot

    def snapshot_after_commit(self) -> dict[str, FileState]:
        """Return the state of the output after `commit`; only the committed files are checked again."""
        moved = self.changed
        states = {path: there for path, there in self.snapshot().items() if path in self._planned and path not in moved}
        for path in moved:
            with suppress(OSError):
                states[path] = file_state(os.stat(f"{self.output}/{path}", follow_symlinks=False))  # noqa: PTH116  as below
        return states

    def _is_unchanged(self, path: str, content: bytes) -> bool:
        there = self.snapshot().get(path)
        # A path that is no plain file, or is behind a link, has no size here.
        if there is None or there[0] != len(content):
            return False
        try:
            return (self.output / path).read_bytes() == content
        except OSError:
            return False

    def note(self, path: str, changed: bool = False) -> None:
        """Note that a file is planned, and whether it is staged or unchanged in the output."""
        self._planned.add(path)
        if changed:
            self.changed.add(path)
        else:
            self.unchanged += 1

    def note_unchanged(self, paths: Set[str]) -> None:
        """Note that many files are planned, and unchanged in the output."""
        self.unchanged += len(paths)
        self._planned |= paths

    def withdraw(self, path: str) -> None:
        """Take back a file that was staged, when it is about to be written anew or is not to be there."""
        self._planned.discard(path)
        if path in self.changed:
            self.changed.remove(path)
            staged = Path(self.staged_path(path))
            staged.unlink(missing_ok=True)
            _prune(staged.parent, self.folder)
        else:
            self.unchanged -= 1

    def commit(self) -> int:
        """Move the staged files in and remove what is not planned.

        Returns:
            How many files were removed.
        """
        removed = sorted(self.snapshot().keys() - self._planned)
        if self.changed or removed:
            if self.snapshot():
                move = {"move": sorted(self.changed)}
            else:
                move = {"move whole": sorted({path.partition("/")[0] for path in self.changed})}
            entry = json.dumps({"stage": self.folder.name, **move, "remove": removed})
            waiting = self.journal.with_suffix(".tmp")
            with storage.name_in_errors(waiting), waiting.open("w", encoding="utf-8") as target:
                target.write(entry)
                target.flush()
                os.fsync(target.fileno())
            waiting.replace(self.journal)
            self._carry_out()
        self.output.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        return sum(not path.endswith("/") for path in removed)

    def _carry_out(self) -> None:
        """Carry out the steps of the journal; each may have been done already."""
        steps = json.loads(self.journal.read_text("utf-8"))
        aside = self.output.parent / steps.get("stage", f".{self.output.name}.stage")
        # It may be a link, and stays one.
        self.output.mkdir(parents=True, exist_ok=True)
        folders = {str(self.output)}
        for name in steps.get("move whole", ()):
            _move_whole(f"{aside}/{_TREE}/{name}", f"{self.output}/{name}", folders)
        for path in steps.get("move", ()):
            staged, target = f"{aside}/{_name(path)}", f"{self.output}/{path}"
            if os.path.isfile(staged):  # noqa: PTH113  thousands of paths, each once: plain text costs a tenth
                _make_folder(os.path.dirname(target), folders)  # noqa: PTH120  the same
                _move(staged, target)
        for path in steps["remove"]:
            gone = self.output / path
            # A committed file may have made this file a folder, or the folder around it a file.
            if gone.is_symlink() or gone.is_file():
                gone.unlink()
            _prune(gone, self.output)
        self.journal.unlink()


def _prune(gone: Path, top: Path) -> None:
    """Remove the folders that hold nothing, from a path upwards to another folder, which stays."""
    while gone != top:
        if gone.is_dir() and not gone.is_symlink():
            try:
                gone.rmdir()
            except OSError:
                return
        gone = gone.parent


def _name(path: str) -> str:
    """Return the name under which a file waits: all lie in one folder, since folders cost more than files."""
    return hashlib.blake2b(path.encode(), digest_size=16).hexdigest()


def _write(path: str, content: bytes) -> None:
    with storage.name_in_errors(path), open(path, "wb") as target:  # noqa: PTH123  thousands of paths: plain text costs a tenth
        target.write(content)


def _move(staged: str, target: str) -> None:
    if os.path.isdir(target) and not os.path.islink(target):  # noqa: PTH112, PTH114  the same
        # A folder in the place of a file is no longer planned.
        shutil.rmtree(target)
    try:
        os.replace(staged, target)  # noqa: PTH105  the same
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # The output is a disk of its own: what is copied has to be whole before it takes the old one's place.
        with storage.name_in_errors(target):
            shutil.copyfile(staged, f"{target}.part")
        os.replace(f"{target}.part", target)  # noqa: PTH105  the same


def _move_whole(staged: str, target: str, folders: set[str]) -> None:
    """Move a staged file or folder, if it is still there; a folder that exists already takes what the staged one holds.

    Args:
        staged: its path in the stage.
        target: its path in the output.
        folders: those of the output that are known to be there.
    """
    if not os.path.isdir(staged):  # noqa: PTH112  as above
        if os.path.isfile(staged):  # noqa: PTH113  the same
            _make_folder(os.path.dirname(target), folders)  # noqa: PTH120  the same
            _move(staged, target)
        return
    try:
        os.rename(staged, target)  # noqa: PTH104  the same
    except OSError:
        # Something came in between, or the output is a disk of its own.
        _make_folder(target, folders)
        for name in sorted(os.listdir(staged)):  # noqa: PTH208  the same
            _move_whole(f"{staged}/{name}", f"{target}/{name}", folders)


def _make_folder(folder: str, existing: set[str]) -> None:
    """Make a folder and those above it; a file or a link in the place of one is no longer planned.

    Args:
        folder: its path.
        existing: the folders that are known to be there; this one is added.
    """
    if folder in existing:
        return
    _make_folder(os.path.dirname(folder), existing)  # noqa: PTH120  as above
    place = Path(folder)
    try:
        place.mkdir()
    except FileExistsError:
        if place.is_symlink() or place.is_file():
            place.unlink()
            place.mkdir()
    existing.add(folder)


_OTHER = "choose an empty folder, or move the files away"


def check_output_folder(output: Path, generator: str) -> list[Problem]:
    """Refuse an output folder that holds files and is not ours, or that is no folder.

    Ours has a front page, or at least a page for lost addresses, that we made. Pages further down say nothing: a
    folder that merely holds one of our outputs somewhere below it would be emptied.

    Args:
        output: the folder.
        generator: words that every page of ours holds.
    """
    existing = next(place for place in (output, *output.absolute().parents) if place.exists())
    if not existing.is_dir():
        return [Problem("output", 0, 0, "output-not-ours", f"{existing} is no folder", _OTHER)]
    if existing != output or (output.is_dir() and not any(output.iterdir())):
        return []
    for page in (output / "index.html", output / "404.html"):
        if page.is_file() and generator in page.read_text("utf-8", errors="replace"):
            return []
    return [Problem("output", 0, 0, "output-not-ours", f"{output} holds files that the newsroom did not make", _OTHER)]


#: The first words of what every page says of its maker: a page from Pelican's own fall-back theme has none.
GENERATOR = "The newsroom of "


def generator(site: str) -> str:
    """Return what every page of a magazine says of its maker.

    Args:
        site: the magazine's name.
    """
    return GENERATOR + site
