"""Staged output before it is committed, which plugins check and may stop."""

from __future__ import annotations

from collections.abc import Iterable, Set
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, field

from newsroom.core.problems import Problem
from newsroom.engine.cache.manifest import Manifest
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.engine.write.staging import Stage


class StagedFile(NamedTuple):
    """A file of the output to come: its path there, where its bytes are now, and whether the last build wrote them.

    The last build has scanned the files that are unchanged since.
    """

    path: str
    place: str
    unchanged: bool


class StagedOutput(Struct):
    """The whole output to come, changed and unchanged files alike.

    Args:
        plan: everything that the newsroom writes itself.
        stage: where what has changed lies.
        previous_manifest: the manifest of the last build.
        differing: the files of the output that were not as that build left them when this build began.
        problems: plugins add theirs; an error leaves the output as it is.
        scan_digests: digests of all texts and pictures that no file holds; the next build scans unchanged files for
            new ones alone.
    """

    plan: Plan
    stage: Stage
    previous_manifest: Manifest
    differing: Set[str]
    problems: list[Problem] = field(default_factory=list)
    scan_digests: frozenset[bytes] = frozenset()

    @property
    def edition(self) -> Edition:
        """The edition."""
        return self.plan.edition

    def files(self) -> list[StagedFile]:
        """Return every file of the future output, in order."""
        return self._files_at(sorted(self.stage.planned))

    def changed_files(self) -> list[StagedFile]:
        """Return the files of the future output that are not as the last build left them, in order."""
        planned = self.stage.planned
        changed = (planned & self.differing) | (planned - self.previous_manifest.pages.keys()) | set(self.stage.changed)
        return self._files_at(sorted(changed))

    def file(self, path: str) -> StagedFile:
        """Return one file of the future output."""
        return self._files_at([path])[0]

    def _files_at(self, paths: Iterable[str]) -> list[StagedFile]:
        changed = self.stage.changed
        output, previous = f"{self.stage.output}", self.previous_manifest.pages
        return [
            StagedFile(path, self.stage.staged_path(path), unchanged=False)
            if path in changed
            else StagedFile(path, f"{output}/{path}", path in previous and path not in self.differing)
            for path in paths
        ]

    def shown_path(self, path: str) -> str:
        """Return the path of an output file as problems show it."""
        folder: Path = self.stage.output
        root = self.edition.settings.root
        return f"{folder.relative_to(root) if folder.is_relative_to(root) else folder}/{path}"
