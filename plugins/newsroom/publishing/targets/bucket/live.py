"""Live state of a bucket, compared with our own record of the last activation, and the next changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from typing import Any
from urllib.parse import quote

from msgspec import Struct, field

from newsroom.publishing.model import Receipt, uncompressed
from newsroom.publishing.targets.bucket.bucket import ListedObject, ObjectMetadata
from newsroom.publishing.targets.bucket.headers import is_permanent, rank

#: More paths than these are dearer one by one than all at once: https://aws.amazon.com/cloudfront/pricing/
_MOST_PATHS = 1000
_INDEX = "index.html"


class ActivationRecord(Struct, frozen=True):
    """Record of the objects after the last activation.

    Args:
        release: the release that went live.
        files: how each file lies there, by its path, and the ETag that the store gave it.
        lingering: files of the release before, which pages that are open somewhere may still ask for.
    """

    release: str = ""
    files: Mapping[str, tuple[str, ObjectMetadata]] = field(default_factory=dict)
    lingering: frozenset[str] = frozenset()

    def to_plain(self) -> dict[str, Any]:
        """Return it as plain data."""
        files = {path: [etag, *served_to_plain(served)] for path, (etag, served) in sorted(self.files.items())}
        return {"release": self.release, "files": files, "lingering": sorted(self.lingering)}

    @staticmethod
    def from_plain(plain: Mapping[str, Any] | None) -> ActivationRecord:
        """Return what `to_plain` gave, or that nothing is live."""
        if not plain:
            return ActivationRecord()
        files = {path: (etag, ObjectMetadata(*rest)) for path, (etag, *rest) in plain["files"].items()}
        return ActivationRecord(plain["release"], files, frozenset(plain["lingering"]))

    def is_right(self, path: str, listed: Mapping[str, ListedObject]) -> bool:
        """Return whether an object is what the last switch made it."""
        return path in listed and path in self.files and listed[path].etag == self.files[path][0]


def served_to_plain(served: ObjectMetadata) -> list[str]:
    """Return how a file lies in a store as plain data, in the order of its arguments."""
    return [served.digest, served.blob, served.type, served.cache, served.encoding]


class ActivationPlan(Struct, frozen=True):
    """Steps that make a release live.

    Args:
        copies: the paths that differ, grouped in the order in which they may go live.
        lingering: paths that stay for one release more.
        gone: paths that are deleted when everything else is there.
    """

    copies: tuple[tuple[str, ...], ...]
    lingering: frozenset[str]
    gone: tuple[str, ...]

    @property
    def paths(self) -> list[str]:
        """All paths that change."""
        return sorted({*(path for group in self.copies for path in group), *self.gone})


def planned(
    release: str, objects: Mapping[str, ObjectMetadata], live: ActivationRecord, listed: Mapping[str, ListedObject]
) -> ActivationPlan:
    """Return the changes that activate a release.

    Args:
        release: its id.
        objects: how its files lie in the store.
        live: record of the last activation.
        listed: objects that the bucket lists, by path.
    """
    differing = [
        path for path, served in objects.items() if not (live.is_right(path, listed) and live.files[path][1] == served)
    ]

    def order(path: str) -> int:
        return rank(path, new=path not in listed)

    groups = groupby(sorted(differing, key=lambda path: (order(path), path)), key=order)
    if live.release == release:
        lingering = live.lingering
    else:
        before = live.files.keys() - live.lingering
        lingering = frozenset(path for path in before if is_permanent(path, live.files[path][1].cache))
    # Of what somebody else changed nothing stays.
    lingering = frozenset(path for path in lingering - objects.keys() if live.is_right(path, listed))
    gone = sorted(listed.keys() - objects.keys() - lingering)
    return ActivationPlan(tuple(tuple(group) for _, group in groups), lingering, tuple(gone))


def addresses(paths: Collection[str]) -> list[str]:
    """Return the addresses that a cache in front of the store has to ask for anew."""
    urls = {f"/{quote(path)}" for path in paths}
    urls |= {path.removesuffix(_INDEX) for path in urls if path.endswith(f"/{_INDEX}")}
    return sorted(urls) if len(urls) <= _MOST_PATHS else ["/*"]


def differences(
    receipt: Receipt, live: ActivationRecord, listed: Mapping[str, ListedObject]
) -> Iterator[tuple[str, str]]:
    """Yield each path that differs from a receipt, and how, in words; no words where only its digest can tell."""
    wanted = set(uncompressed(receipt.files))
    for path in sorted(wanted | listed.keys()):
        if path not in listed:
            yield path, "is missing"
        elif path not in wanted:
            if path not in live.lingering or not live.is_right(path, listed):
                yield path, "is none of ours"
        elif path not in live.files:
            yield path, ""
        elif not live.is_right(path, listed) or live.files[path][1].digest != receipt.files[path].digest:
            yield path, "is another"
