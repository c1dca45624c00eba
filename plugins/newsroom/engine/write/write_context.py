"""Files that are made of whole pages once all are rendered, such as the search index."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field

from newsroom.core import urls
from newsroom.core.precompression import ENDINGS
from newsroom.core.problems import Problem
from newsroom.engine.cache.manifest import Manifest
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.engine.write.staging import Stage


class WriteContext(Struct):
    """A staged site, to which plugins add files; an error discards the whole stage.

    Args:
        plan: plan of the site.
        stage: the stage.
        previous_manifest: the manifest of the last build.
        digests: each planned file's digest by its path; what a plugin adds joins them.
        problems: problems with files that plugins added.
    """

    plan: Plan
    stage: Stage
    previous_manifest: Manifest
    digests: dict[str, bytes]
    problems: list[Problem] = field(default_factory=list)

    @property
    def edition(self) -> Edition:
        """The edition."""
        return self.plan.edition

    def digest(self, address: str) -> bytes:
        """Return the digest of a page; empty where it has none."""
        return self.digests.get(urls.file_of(address), b"")

    def file(self, address: str) -> Path:
        """Return the file that holds a page now."""
        return self.stage.file(urls.file_of(address))

    def reuse_folder(self, folder: str, digest: bytes) -> bool:
        """Reuse the files of a folder that the last build made from the same pages; return whether it could.

        Args:
            folder: its path in the output, with a slash at its end.
            digest: digest of the pages that they were made from.

        Returns:
            Whether they could be kept: some are there, and all of them are unchanged.
        """
        paths = self.unchanged_files(folder, digest)
        for path in paths:
            self.reuse(path, digest)
        return bool(paths)

    def unchanged_files(self, folder: str, digest: bytes) -> list[str]:
        """Return the files of a folder; none where the last build made one of something else or somebody changed one.

        Args:
            folder: its path in the output, with a slash at its end.
            digest: digest of the data that they were made from.
        """
        snapshot = self.stage.snapshot()
        before = self.previous_manifest.pages
        # Precompressed files follow from their originals, and are kept or made behind them.
        old = {
            path: left
            for path, left in before.items()
            if path.startswith(folder) and not (path.endswith(ENDINGS) and path[:-3] in before)
        }
        return list(old) if all(left == (digest, snapshot.get(path)) for path, left in old.items()) else []

    def previous_digest(self, address: str) -> bytes:
        """Return the digest of a page in the last build; empty where it had none."""
        digest, _ = self.previous_manifest.pages.get(urls.file_of(address), (b"", None))
        return digest

    def previous_file(self, address: str) -> Path | None:
        """Return the file of the last build that holds a page; None where it is no longer as that build left it."""
        path = urls.file_of(address)
        _, state = self.previous_manifest.pages.get(path, (b"", None))
        return self.stage.output / path if state and self.stage.snapshot().get(path) == state else None

    def reuse(self, path: str, digest: bytes) -> None:
        """Keep a file of the last build.

        Args:
            path: relative to the output folder, with slashes.
            digest: digest of the data that it now counts as made from.
        """
        self.stage.note(path)
        self.digests[path] = digest

    def add(self, path: str, content: bytes, digest: bytes) -> None:
        """Stage a file; see `newsroom.engine.write.staging.Stage.write`.

        Args:
            path: relative to the output folder, with slashes.
            content: its bytes.
            digest: digest of the data that it was made from.
        """
        self.stage.write(path, content)
        self.digests[path] = digest
