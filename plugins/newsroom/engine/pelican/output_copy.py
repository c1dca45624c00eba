"""Copy of the staged output for third-party plugins, whose new files the build checks and stages.

Third-party code finds this folder as OUTPUT_PATH. It may look at every file that is staged, and write new ones. A file
of ours that it writes over, renames or removes is refused, and so is whatever it writes into the real output.
"""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from newsroom.core import urls
from newsroom.core.address_owners import AddressConflict
from newsroom.core.problems import Problem
from newsroom.engine.cache import manifest
from newsroom.engine.cache.manifest import FileState
from newsroom.engine.pelican import output_guard
from newsroom.engine.pelican.plugin_loading import PAST, TRIED_FIX, tried_words
from newsroom.engine.plan import Plan
from newsroom.engine.write.staging import Stage

#: Makes a problem of a rule, of what a plugin did, and of a fix.
ProblemMaker = Callable[[str, str, str], Problem]
#: So many files of ours are named in one problem.
_NAMED = 2
_OURS = "the newsroom writes itself"
_ELSEWHERE = "take the plugin out of PLUGINS, or tell it to write somewhere else"


class OutputCopy:
    """A folder beside the output in which third-party code looks and writes.

    Args:
        folder: where it is.
        planned: everything that the newsroom writes itself.
        stage: where the build's files wait; None where nothing is written.
    """

    def __init__(self, folder: Path, planned: Plan, stage: Stage | None) -> None:
        self.folder = folder
        self._plan = planned
        self._stage = stage
        self._known: dict[str, FileState] = {}
        self._theirs: dict[str, str] = {}
        self._table = planned.address_table()
        self._ours = {urls.file_of(address).casefold() for address in planned.addresses}
        self._output = manifest.snapshot(stage.output) if stage else {}
        self.drop()
        # Attempts of code of an earlier build do not belong to this one.
        output_guard.attempted_writes()

    def fill(self) -> None:
        """Copy every file that is staged, or stays in the output, and is not here yet."""
        stage = self._stage
        if stage is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(stage.planned):
            if path not in self._known:
                self._copy(stage, path)

    def _copy(self, stage: Stage, path: str) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(stage.file(path), target)
        # Every write to it changes this moment, one in the same tick of the disk's clock too.
        moment = int(self._plan.edition.settings.now.timestamp()) * 1_000_000_000
        os.utime(target, ns=(moment, moment))
        self._known[path] = manifest.file_state(target.stat())

    def stage_changes(self, who: str, problem: ProblemMaker) -> list[Problem]:
        """Check the files written since the last call, and stage the new ones.

        Args:
            who: name of the plugin that wrote them.
            problem: makes a problem of a rule, a message that goes on behind a name, and a fix.
        """
        if self._stage is not None and (self.folder.is_symlink() or not self.folder.is_dir()):
            return [*self._put_back(problem), *self._writes_outside(problem)]
        now = manifest.snapshot(self.folder)
        changed = sorted(path for path in now if not path.endswith("/") and self._known.get(path) != now[path])
        gone = sorted(self._known.keys() - now.keys())
        over: dict[str, list[str]] = defaultdict(list)
        problems: list[Problem] = []
        for path in [*changed, *gone]:
            owner = self._owner(path)
            if owner and not self._is_unchanged(path):
                over[owner].append(path)
            elif not owner and path in now:
                problems += self._stage_new(path, now[path], who, problem)
        problems[:0] = [
            problem("output-collision", f"wrote {_listed(paths)}, which {owner}", _ELSEWHERE)
            for owner, paths in over.items()
        ]
        for path in changed:
            self._known[path] = now[path]
        for path in gone:
            self._known.pop(path)
            if self._theirs.pop(path, "") and self._stage:
                self._stage.withdraw(path)
        return problems + self._writes_outside(problem)

    def _put_back(self, problem: ProblemMaker) -> list[Problem]:
        """Make the folder anew, empty, where third-party code has removed it or put something else in its place."""
        self.drop()
        self.folder.mkdir(parents=True)
        self._known.clear()
        while self._theirs and self._stage is not None:
            self._stage.withdraw(self._theirs.popitem()[0])
        message = "removed the folder that OUTPUT_PATH names while it runs, or put something else in its place"
        return [problem("plugin-output", message, _ELSEWHERE)]

    def _owner(self, path: str) -> str:
        """Return, in words, why a file is not for plugins to write; empty where it may be theirs."""
        if path in self._theirs:
            return ""
        owner = self._table.owner(f"/{path}")
        base = path.removesuffix(".br").removesuffix(".gz")
        if self._in_the_way(path) or (owner is not None and owner.why is AddressConflict.OPEN):
            owner = None
        if base.casefold() in self._ours or (self._stage is not None and path in self._stage.planned):
            return _OURS
        return "" if owner is None else _OURS if owner.why is AddressConflict.PLANNED else f"is kept for {owner.what}"

    def _is_unchanged(self, path: str) -> bool:
        """Return whether a file of ours was only touched."""
        if self._stage is None:
            return False
        try:
            return self._stage.file(path).read_bytes() == (self.folder / path).read_bytes()
        except OSError:
            return False

    def _stage_new(self, path: str, file_state: FileState, who: str, problem: ProblemMaker) -> list[Problem]:
        """Stage a file that third-party code wrote, when it can be one of the site."""
        fault = urls.fault(f"/{path}") or self._in_the_way(path)
        if file_state[0] < 0:
            fault = "it is no plain file"
        if fault:
            return [problem("plugin-output", f"wrote /{_shown(path)}, which cannot be published: {fault}", _ELSEWHERE)]
        if self._stage is not None and path in self._theirs:
            self._stage.withdraw(path)
        self._theirs[path] = who
        if self._stage is not None:
            self._stage.write(path, (self.folder / path).read_bytes())
        return []

    def _in_the_way(self, path: str) -> str:
        """Return why a file cannot be there because of ours; empty where it can."""
        parts = path.casefold().split("/")
        above = {"/".join(parts[:count]) for count in range(1, len(parts))}
        if above & self._ours:
            return "a part of its path is a file of the newsroom's"
        if any(ours.startswith(f"{path.casefold()}/") for ours in self._ours):
            return "it is a folder of the newsroom's"
        return ""

    def _writes_outside(self, problem: ProblemMaker) -> list[Problem]:
        """Find files that code wrote, or tried to write, into the real output.

        New files are removed; the next build mends changed ones.
        """
        wrong = set(output_guard.attempted_writes())
        if self._stage is not None:
            output, now = self._stage.output, manifest.snapshot(self._stage.output)
            changed = {path for path in now.keys() | self._output.keys() if now.get(path) != self._output.get(path)}
            for path in changed - self._output.keys():
                if not path.endswith("/"):
                    with output_guard.closed():
                        (output / path).unlink(missing_ok=True)
            wrong |= changed
            self._output = manifest.snapshot(output) if changed else self._output
        sources = {path for path in wrong if path.startswith("/")}
        messages = [tried_words(path) for path in sorted(sources)[:_NAMED]]
        messages += [f"wrote {_listed(sorted(wrong - sources))}{PAST}"] if wrong - sources else []
        return [problem("plugin-output", message, TRIED_FIX) for message in messages]

    @property
    def pages(self) -> dict[str, str]:
        """The HTML pages that third-party code wrote, each with the name of its plugin."""
        return {path: who for path, who in sorted(self._theirs.items()) if path.lower().endswith((".html", ".htm"))}

    def drop(self) -> None:
        """Remove the folder, and nothing that a link in its place leads to."""
        if self.folder.is_symlink() or self.folder.is_file():
            self.folder.unlink()
        shutil.rmtree(self.folder, ignore_errors=True)


def _shown(path: str, most: int = 200) -> str:
    """Return a path as it can be printed: a name may hold any bytes."""
    return (path if path.isprintable() else ascii(path)[1:-1])[:most]


def _listed(paths: list[str]) -> str:
    shown = ", ".join(f"/{_shown(path, 100)}" for path in paths[:_NAMED])
    return f"{shown} and {len(paths) - _NAMED} more" if len(paths) > _NAMED else shown
