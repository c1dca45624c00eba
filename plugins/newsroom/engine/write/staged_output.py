"""Staged output before it is committed, which plugins check and may stop."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from newsroom.core.problems import Problem
from newsroom.engine.cache.manifest import Manifest, Stamp
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.engine.write.staging import Stage


class StagedFile(NamedTuple):
    """A file of the output to come: its path there, where its bytes are now, and whether it is what was left there.

    What is as it was left was looked through by the build that left it.
    """

    path: str
    place: str
    as_left: bool


@dataclass
class StagedOutput:
    """The whole output to come, changed and unchanged files alike.

    Args:
        plan: everything that the newsroom writes itself.
        stage: where what has changed lies.
        left: what the last build left.
        found: what the output held when it was looked at.
        problems: plugins add theirs; an error leaves the output as it is.
        looked: digests of all that was looked for in every file and not found; the next build looks for no more than
            what is new, in files that are as they were left.
    """

    plan: Plan
    stage: Stage
    left: Manifest
    found: dict[str, Stamp]
    problems: list[Problem] = field(default_factory=list)
    looked: frozenset[bytes] = frozenset()

    @property
    def edition(self) -> Edition:
        """The edition."""
        return self.plan.edition

    def files(self) -> list[StagedFile]:
        """Return every file of the future output, in order."""
        changed = set(self.stage.changed)
        output, left, found = f"{self.stage.output}", self.left.pages, self.found
        return [
            StagedFile(path, self.stage.place(path), as_left=False)
            if path in changed
            else StagedFile(path, f"{output}/{path}", path in left and left[path][1] == found.get(path))
            for path in sorted(self.stage.planned)
        ]

    def named(self, path: str) -> str:
        """Return the path of an output file as problems show it."""
        folder: Path = self.stage.output
        root = self.edition.settings.root
        return f"{folder.relative_to(root) if folder.is_relative_to(root) else folder}/{path}"
