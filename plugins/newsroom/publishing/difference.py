"""Changes of a publish by kinds of files, and losses that need a permission."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct

from newsroom.core import urls
from newsroom.core.precompression import ENDINGS, original
from newsroom.publishing.model import INDEX, ReleaseFiles, lasting_files

#: Of the pages, this share may go at once; more has to be asked for.
MOST_REMOVED = 0.05
#: Files that every site has to have.
NEEDED = ("index.html", "robots.txt")
_FEED = re.compile(r"(^|/)feed\.(atom|rss|json)\Z")
#: By the first that fits; a precompressed file is of the kind of its original.
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("front page", r"index\.html\Z"),
        ("text-only editions", r".+/text/index\.html\Z"),
        ("stories", r"(?:[^/]+/){1,2}\d{4}/\d{2}/[^/]+/index\.html\Z|read/[^/]+/index\.html\Z"),
        ("pages and lists", r".+\.html\Z"),
        ("feeds", r"(?:.*/)?feed\.(?:atom|rss|json)\Z"),
        ("sitemaps", r"(?:sitemaps/.*|sitemap[^/]*)\Z|robots\.txt\Z"),
        ("search index", re.escape(INDEX)),
        ("pictures", r"images/"),
        ("documents and recordings", r"files/"),
        ("theme", r"theme/"),
    )
)
_OTHERS = "other files"


def kind_of(path: str) -> str:
    """Return the kind of a file of the site by its path, in words."""
    bare = original(path)
    return next((kind for kind, pattern in _KINDS if pattern.match(bare)), _OTHERS)


class Difference(Struct, frozen=True):
    """Paths that a new release adds, changes and removes, each in order; and whether web servers are told otherwise."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    servers: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.added or self.changed or self.removed or self.servers)


def between(before: ReleaseFiles, after: ReleaseFiles, *, servers: bool = False) -> Difference:
    """Return the differences between the live release and a new one.

    The search index comes out otherwise each time, of the same pages: where nothing else differs, it does not either.

    Args:
        before: the files that are live.
        after: those of the new release.
        servers: whether web servers are told otherwise.
    """
    added, removed = after.keys() - before.keys(), before.keys() - after.keys()
    changed = {path for path, file in after.items() if path in before and file != before[path]}
    if not any(_counts(paths, before, after) for paths in (added, changed, removed)):
        added, changed, removed = set(), set(), set()
    return Difference(tuple(sorted(added)), tuple(sorted(changed)), tuple(sorted(removed)), servers)


def _counts(paths: Collection[str], before: ReleaseFiles, after: ReleaseFiles) -> bool:
    """Return whether a difference is one: in something else than the index, or in there being an index at all."""
    indexed = [any(path.startswith(INDEX) for path in files) for files in (before, after)]
    return any(not path.startswith(INDEX) or indexed[0] != indexed[1] for path in paths)


class DifferenceRow(NamedTuple):
    """How many files of a kind differ."""

    kind: str
    added: int
    changed: int
    removed: int


def table(difference: Difference) -> list[DifferenceRow]:
    """Return a row for each kind of file that differs, in the order of `_KINDS`, without precompressed files."""
    added, changed, removed = (
        Counter(kind_of(path) for path in paths if not path.endswith(ENDINGS))
        for paths in (difference.added, difference.changed, difference.removed)
    )
    kinds = [kind for kind, _ in _KINDS] + [_OTHERS]
    rows = [DifferenceRow(kind, added[kind], changed[kind], removed[kind]) for kind in kinds]
    return [row for row in rows if any(row[1:])]


def losses(before: ReleaseFiles, after: ReleaseFiles) -> Iterator[str]:
    """Yield, in words, the pages and files that readers would lose and that need ``--allow-removals``.

    Args:
        before: files of the live release, by path; none where there is no site yet.
        after: the new release. A page that only says that something is gone is no page.
    """
    before, after = lasting_files(before), lasting_files(after)
    missing = [name for name in NEEDED if name not in after and (name in before or name == "index.html")]
    yield from (f"/{name} would be gone" for name in missing)
    lost = sorted(before.keys() - after.keys())
    feeds = [path for path in lost if _FEED.search(path)]
    if feeds:
        yield f"{_first_paths(feeds)} would be gone"
    pages = [path for path in before if path.endswith(".html")]
    gone = [path for path in lost if path.endswith(".html")]
    if len(gone) > MOST_REMOVED * len(pages):
        yield f"{len(gone):,} of {len(pages):,} pages would be gone: {_first_paths(gone)}"


def _first_paths(paths: Iterable[str]) -> str:
    shown = [urls.address_of(path) for path in paths]
    more = f" and {len(shown) - 3:,} more" if len(shown) > 3 else ""
    return ", ".join(shown[:3]) + more
