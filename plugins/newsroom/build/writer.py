"""Written aside, then moved in: a build that fails or is killed leaves the last good tree, or the next build ends it.

Changed files are staged beside the output; a journal says what is about to happen; files are renamed into place, what
is no longer planned is removed, the journal goes. A journal that is found at the start is carried out first.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

from newsroom.build.manifest import present
from newsroom.core.problems import Problem


class Stage:
    """The place beside an output folder where a build's changes wait.

    Args:
        output: the folder that readers' files go to, absolute.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        # Children of a build that was killed may outlive it, and write on: each build has a place of its own.
        self.aside = output.parent / f".{output.name}.stage-{secrets.token_hex(8)}"
        self.others = output.parent / f".{output.name}.others"
        self.journal = output.parent / f".{output.name}.journal"
        self.lock = output.parent / f".{output.name}.lock"
        self.changed: list[str] = []
        self.unchanged = 0
        self._planned: set[str] = set()

    def recover(self) -> bool:
        """Carry out a journal that a killed build left, and clear what any build left aside.

        Returns:
            Whether there was one.
        """
        left = self.journal.is_file()
        if left:
            self._carry_out()
        if self.output.parent.is_dir():
            for place in self.output.parent.iterdir():
                if place.name.startswith(f".{self.output.name}.stage"):
                    shutil.rmtree(place, ignore_errors=True)
        return left

    def write(self, path: str, content: bytes) -> None:
        """Stage one file, unless the output holds the very same.

        Args:
            path: relative to the output folder, with slashes.
            content: its bytes.

        Raises:
            ValueError: the path leads outside the output folder.
        """
        self.note(path, self.put(path, content))

    def put(self, path: str, content: bytes) -> bool:
        """Lay one file aside without noting it, as a child process does; see `write`.

        Returns:
            Whether it is another than the one in the output.
        """
        if ".." in path.split("/") or path.startswith("/") or "\\" in path:
            raise ValueError(f"{path} leads outside the output folder")
        present = self.output / path
        if not self._through_link(path) and present.is_file() and present.read_bytes() == content:
            return False
        target = self.aside / path
        try:
            target.write_bytes(content)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        return True

    def note(self, path: str, changed: bool = False) -> None:
        """Note that a file is planned, and whether it was laid aside or is in the output as it should be."""
        self._planned.add(path)
        if changed:
            self.changed.append(path)
        else:
            self.unchanged += 1

    def commit(self, found: Iterable[str] | None = None) -> int:
        """Move the staged files in and remove what is not planned.

        Args:
            found: what the output holds, where that is known; a folder that holds nothing ends with a slash.

        Returns:
            How many files were removed.
        """
        there = set(present(self.output) if found is None else found)
        removed = sorted(there - self._planned)
        if self.changed or removed:
            entry = json.dumps({"stage": self.aside.name, "move": sorted(self.changed), "remove": removed})
            waiting = self.journal.with_suffix(".tmp")
            with waiting.open("w", encoding="utf-8") as target:
                target.write(entry)
                target.flush()
                os.fsync(target.fileno())
            waiting.replace(self.journal)
            self._carry_out()
        self.output.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self.aside, ignore_errors=True)
        return sum(not path.endswith("/") for path in removed)

    def _through_link(self, path: str) -> bool:
        """Whether a file, or a folder above it, is a link; files take its place, so that nothing outside is shown."""
        place = Path(path)
        return any((self.output / part).is_symlink() for part in (place, *place.parents[:-1]))

    def _carry_out(self) -> None:
        """Do what the journal says; each step may have been done already."""
        steps = json.loads(self.journal.read_text("utf-8"))
        aside = self.output.parent / steps.get("stage", f".{self.output.name}.stage")
        for path in steps["move"]:
            staged, target = aside / path, self.output / path
            if staged.is_file():
                self._clear_way(target)
                staged.replace(target)
        for path in steps["remove"]:
            gone = self.output / path
            # What was moved in may have made a folder of this file, or a file of the folder that it lay in.
            if gone.is_symlink() or gone.is_file():
                gone.unlink()
            self._prune(gone)
        self.journal.unlink()

    def _clear_way(self, target: Path) -> None:
        """Make folders for a file; a file where a folder goes, or a folder in its place, is no longer planned."""
        for parent in reversed(target.relative_to(self.output).parents[:-1]):
            place = self.output / parent
            if place.is_symlink() or place.is_file():
                place.unlink()
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)

    def _prune(self, gone: Path) -> None:
        """Remove the folders that hold nothing, from a path upwards to the output folder."""
        while gone != self.output:
            if gone.is_dir() and not gone.is_symlink():
                try:
                    gone.rmdir()
                except OSError:
                    return
            gone = gone.parent


def foreign(output: Path, mark: str) -> list[Problem]:
    """Refuse an output folder that holds files and is not ours, or that is no folder.

    Ours has a front page, or at least a page for lost addresses, that we made. Pages further down say nothing: a
    folder that merely holds one of our outputs somewhere below it would be emptied.

    Args:
        output: the folder.
        mark: what every page of ours holds.
    """
    if not output.exists() or (output.is_dir() and not any(output.iterdir())):
        return []
    for page in (output / "index.html", output / "404.html"):
        if page.is_file() and mark in page.read_text("utf-8", errors="replace"):
            return []
    message = f"{output} holds files that the newsroom did not make" if output.is_dir() else f"{output} is no folder"
    return [Problem("output", 0, 0, "output-foreign", message, "choose an empty folder, or move the files away")]
