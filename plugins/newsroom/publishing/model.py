"""Release: all files of a site with their digests, and the receipt of its publish."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from json.encoder import encode_basestring_ascii
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from newsroom.core.precompression import original

#: The search index comes out differently each time, of the same pages.
INDEX = "pagefind/"
_ID = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]{12}\Z")
_BLOCK = 1 << 20
#: The page that says that something is gone, and what it is compressed to.
_GONE = ("410.html", "410.html.br", "410.html.gz")


class File(NamedTuple):
    """A file of a release: the SHA-256 of its bytes in hexadecimal, and how many they are."""

    digest: str
    size: int


ReleaseFiles = Mapping[str, File]


class UnreadableReceipt(ValueError):
    """A receipt cannot be read."""


class Receipt(Struct, frozen=True):
    """Record of a release that was published.

    Args:
        release: the id of the release.
        number: counts the publishes of a target, from 1: the order of its releases, which no clock decides.
        target: the name of the target.
        site_url: the address of the site.
        moment: the build's moment: what was due then is in it.
        commit: the commit of the repository that it was made of; empty outside of one.
        by: name of the user and of the machine that published it.
        pages: how many pages there are.
        added, changed, removed: how many files differ from what was live before.
        seconds: how long the build and the checks took.
        before: the release that readers had until then; empty where there was none.
        servers: a digest of what web servers are told.
        files: every file by its path, with slashes.
    """

    release: str
    number: int
    target: str
    site_url: str
    moment: datetime
    commit: str
    by: str
    pages: int
    added: int
    changed: int
    removed: int
    seconds: float
    before: str
    servers: str
    files: ReleaseFiles

    @property
    def size(self) -> int:
        """The bytes of all files together."""
        return sum(file.size for file in self.files.values())

    def line(self) -> str:
        """Return the receipt as a line for people."""
        of = f" of {self.commit[:10]}" if self.commit else ""
        return (
            f"{self.release}{of}: {self.pages:,} pages, {len(self.files):,} files ({self.added:,} added, "
            f"{self.changed:,} changed, {self.removed:,} removed), {self.size / 1e6:,.1f} MB, "
            f"to {self.target} by {self.by}, built and checked in {self.seconds:.1f} s"
        )


def is_release(name: str) -> bool:
    """Return whether a name is the id of a release."""
    return _ID.match(name) is not None


def release_id(moment: datetime, files: ReleaseFiles) -> str:
    """Return the id of a release: its moment in UTC, and a digest of all files but the search index."""
    total = hashlib.sha256()
    for path, file in sorted(files.items()):
        if not path.startswith(INDEX):
            total.update(f"{len(path)}:{path}{file.digest}".encode("utf-8", "surrogateescape"))
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}-{total.hexdigest()[:12]}"


def lasting_files(files: ReleaseFiles) -> dict[str, File]:
    """Return the files of a release without the pages that say that something is gone: those are all alike."""
    gone = {file for path, file in files.items() if path.rpartition("/")[2] in _GONE}
    return {path: file for path, file in files.items() if file not in gone}


def read_files(site: Path) -> dict[str, File]:
    """Return every file of a folder with its digest.

    Raises:
        ValueError: something in it is no plain file: a site has no links and no devices.
        OSError: a file cannot be read.
    """
    files: dict[str, File] = {}
    for path in sorted(site.rglob("*")):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise ValueError(f"{path} is no plain file")
        if path.is_file():
            files[path.relative_to(site).as_posix()] = read_file(path)
    return files


def read_file(path: Path) -> File:
    """Return the digest and the size of one file, of the bytes that were read."""
    total, size = hashlib.sha256(), 0
    with path.open("rb") as source:
        while block := source.read(_BLOCK):
            total.update(block)
            size += len(block)
    return File(total.hexdigest(), size)


def to_json(receipt: Receipt) -> bytes:
    """Return a receipt as JSON, readable by people too."""
    plain = {name: getattr(receipt, name) for name in Receipt.__struct_fields__ if name != "files"}
    plain |= {"moment": receipt.moment.isoformat(), "line": receipt.line()}
    head = json.dumps(plain, indent=1).removesuffix("\n}")
    # A line for each file, written directly: a release has tens of thousands.
    lines = ",\n".join(
        f'  {encode_basestring_ascii(path)}: ["{digest}", {size}]'
        for path, (digest, size) in sorted(receipt.files.items())
    )
    return f'{head},\n "files": {{\n{lines}\n }}\n}}\n'.encode()


def from_json(raw: bytes) -> Receipt:
    """Return the receipt that `to_json` wrote.

    Raises:
        UnreadableReceipt: it is none.
    """
    try:
        receipt = _decoded(raw)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise UnreadableReceipt("this is no receipt, or not a whole one") from None
    if not is_release(receipt.release):
        raise UnreadableReceipt("this is no receipt (its release has no such name)")
    return receipt


def _decoded(raw: bytes) -> Receipt:
    try:
        return msgspec.json.decode(raw, type=Receipt)
    except msgspec.DecodeError:
        # The name of a file that is no text can be read by the slower way alone.
        return msgspec.convert(json.loads(raw), Receipt)


def servers_digest(servers: Mapping[str, str]) -> str:
    """Return a digest of the server configuration."""
    return hashlib.sha256(json.dumps(servers, sort_keys=True).encode()).hexdigest()


def uncompressed(files: ReleaseFiles | Collection[str]) -> list[str]:
    """Return the paths of a site that are not precompressed, in order."""
    return [path for path in sorted(files) if original(path) == path or original(path) not in files]
