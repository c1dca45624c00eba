"""Digests of values, to compare two values without storing them."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from newsroom.core.installed import version

#: Bytes in a digest: enough that two things never share one by chance.
SIZE = 16
#: Packages whose version decides what a text becomes.
_PACKAGES = (
    "av",
    "babel",
    "brotli",
    "fontpkg-source-serif-4",
    "fonttools",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "msgspec",
    "mutagen",
    "nh3",
    "pelican",
    "pikepdf",
    "pillow",
    "pydantic",
    "PyYAML",
    "uharfbuzz",
    "Unidecode",
)


def of(*parts: object) -> bytes:
    """Return the digest of some plain values: text, numbers, bytes, dates, tuples and frozen records of them.

    Two lists of parts that print alike have one digest, so a part must print all that it holds.
    """
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=SIZE).digest()


def of_bytes(raw: bytes) -> bytes:
    """Return the digest of bytes."""
    return hashlib.blake2b(raw, digest_size=SIZE).digest()


def of_pairs(by_name: Mapping[str, bytes]) -> bytes:
    """Return the digest of digests, each with the name of what it is of, in any order."""
    pairs = (name.encode("utf-8", "surrogatepass") + b"\0" + digest for name, digest in sorted(by_name.items()))
    return of_bytes(b"".join(pairs))


def of_files(files: Iterable[Path], root: Path) -> bytes:
    """Return the digest of files: of their paths below ``root`` and their content."""
    gathered = hashlib.blake2b(digest_size=SIZE)
    for file in sorted(files):
        gathered.update(file.relative_to(root).as_posix().encode() + b"\0")
        gathered.update(of_bytes(file.read_bytes()))
    return gathered.digest()


@functools.cache
def code() -> bytes:
    """Return the digest of the newsroom's own code and of the packages that it builds with.

    The code of `newsroom.commands` is left out: it decides when something is built and never what.
    """
    package = Path(__file__).resolve().parents[2]
    files = [file for file in package.rglob("*.py") if file.relative_to(package).parts[0] != "commands"]
    return of(of_files(files, package), tuple((name, version(name)) for name in _PACKAGES))
