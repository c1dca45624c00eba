"""Story store: caches the parsed result of each story, under the digest of the file and its embedded files.

Records are in the cache under the path of their file, and loaded together. The HTML of a story is there under its own
digest, and only that of pages that are rendered is read: a record never finds the words of another version.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from newsroom.core.problems import Problem
from newsroom.engine.cache import digests
from newsroom.engine.cache.store import Blobs, Cache, Records
from newsroom.features.stories.rendering import Story


class Entry(Struct, frozen=True):
    """Result of reading one file.

    Args:
        digest: that of the file; empty where it has to be read again, since what it names may appear.
        pictures: the pictures that it embeds, each with the digest of its content.
        story: the story, without its HTML; None where the file cannot be used.
        problems: problems with the file.
        draft: whether it says that it is a draft.
        html: the digest of its HTML.
        words: the digest of the catalogue of the story's language, whose words may stand in its HTML.
    """

    digest: bytes
    pictures: tuple[tuple[str, str], ...]
    story: Story | None
    problems: tuple[Problem, ...]
    draft: bool
    html: str = ""
    words: bytes = b""


class StoryStore:
    """Entries by the path of their file.

    Args:
        cache: the cache.
        namespace: name of the set of entries: those for readers name other formats of pictures.
        pipeline: the digest of everything else that decides what a file comes to; entries made with another are not
            used.
    """

    def __init__(self, cache: Cache, namespace: str, pipeline: bytes) -> None:
        self.pipeline = pipeline
        self.entries: dict[str, Entry] = {}
        self._records = Records(cache, namespace, Entry, pipeline)
        self._html = Blobs(cache, "story-html")
        self._fresh: dict[str, str] = {}

    def load(self, paths: Iterable[str]) -> None:
        """Take the entries of some files, and no others, from the cache."""
        self.entries = self._records.find(paths)
        self._html.note_use(entry.html for entry in self.entries.values())

    def put(self, path: str, entry: Entry, html: str) -> None:
        """Put what a file came to."""
        raw = html.encode()
        entry = self.entries[path] = replace(entry, html=digests.of_bytes(raw).hex())
        self._fresh[entry.html] = html
        self._html.put(entry.html, raw)
        self._records.put(path, entry)

    def html(self, path: str) -> str | None:
        """Return the HTML of the story at ``path``; None where the cache does not hold it whole."""
        name = self.entries[path].html
        if name in self._fresh:
            return self._fresh[name]
        raw = self._html.get(name)
        return None if raw is None else raw.decode()
