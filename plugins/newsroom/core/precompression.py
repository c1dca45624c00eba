"""Precompressed files: kinds, names, how they are made (of the same bytes the same), and the size of what is sent."""

from __future__ import annotations

import gzip
import zlib

import brotli
from msgspec import Struct

#: Files of text; pictures, fonts, recordings and the parts of the search index are compressed as they are.
_KINDS = (
    ".html", ".htm", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".xsl", ".atom", ".rss", ".txt", ".vtt",
    ".webmanifest", ".ico", ".wasm",
)  # fmt: skip
#: Folders of files that stay as they are from release to release: styles, scripts, drawings, programs of the search.
_LONG_LIVED = ("theme/", "pagefind/", "images/", "files/")
#: A smaller file travels in one packet either way.
_LEAST_BYTES = 200
#: A precompressed file that is not this much smaller is not worth its place.
_LEAST_SAVED = 0.05


class CompressionLevels(Struct, frozen=True):
    """How hard Brotli (0 to 11) and gzip (1 to 9) try."""

    brotli: int
    gzip: int

    @property
    def version(self) -> str:
        """The version of the way files are made; with another one all of them are made anew."""
        programs = f"{brotli.__version__} {zlib.ZLIB_RUNTIME_VERSION}"
        return f"br {self.brotli} gz {self.gzip} {_LEAST_BYTES} {_LEAST_SAVED} {programs}"


#: Levels for pages, feeds and sitemaps, of which an edit makes some anew; figures are in docs/adr/0041-compression.md.
PAGES = CompressionLevels(8, 6)
#: Levels for long-lived files: made once, they are downloaded for months.
LONG_LIVED = CompressionLevels(11, 9)
#: Endings of precompressed files, the smaller file first.
ENDINGS = (".br", ".gz")


class PrecompressedFiles(Struct, frozen=True):
    """The precompressed files of the output, each made of the file beside it."""

    paths: frozenset[str] = frozenset()


def is_compressible(path: str) -> bool:
    """Return whether a file is of a kind that is compressed."""
    return path.endswith(_KINDS)


def levels_of(path: str) -> CompressionLevels:
    """Return the levels at which a file of the site is compressed."""
    return LONG_LIVED if path.startswith(_LONG_LIVED) else PAGES


def original(path: str) -> str:
    """Return the path of the file that a precompressed one is made of, and any other path as it is."""
    return path.rpartition(".")[0] if path.endswith(ENDINGS) else path


def compressed(content: bytes, levels: CompressionLevels) -> tuple[bytes, bytes]:
    """Return some bytes compressed with Brotli and gzip, each empty where it would save too little."""
    if len(content) < _LEAST_BYTES:
        return b"", b""
    most = len(content) * (1 - _LEAST_SAVED)
    bodies = (brotli.compress(content, quality=levels.brotli), gzip.compress(content, levels.gzip, mtime=0))
    small = [one if len(one) <= most else b"" for one in bodies]
    return small[0], small[1]


def brotli_size(raw: bytes, levels: CompressionLevels) -> int:
    """Return how large something is when it is sent."""
    return len(brotli.compress(raw, quality=levels.brotli))
