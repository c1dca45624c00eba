"""Files of the output as they are searched: whatever is compressed is opened first."""

from __future__ import annotations

import gzip
import re
import zlib
from contextlib import suppress

import brotli

_GZIP = b"\x1f\x8b"
#: What the files of a search index of Pagefind begin with, once they are opened.
_PAGEFIND = b"pagefind_dcd"
#: Signs in a row that can be read, in a file that is no text.
_READABLE = re.compile(rb"[\x20-\x7e\xc2-\xf4\x80-\xbf]{24,}")
#: Bytes of a file that tell whether it is text.
_START = 4096


def content(path: str, raw: bytes) -> bytes:
    """Return the decompressed content of a file; the file itself where it is not compressed.

    Args:
        path: its name, whose ending alone tells Brotli.
        raw: its bytes.
    """
    if raw.startswith(_GZIP):
        with suppress(OSError, EOFError, zlib.error):
            return gzip.decompress(raw).removeprefix(_PAGEFIND)
    if path.endswith(".br"):
        with suppress(brotli.error):
            return bytes(brotli.decompress(raw))
    return raw


def is_text(raw: bytes) -> bool:
    """Return whether bytes are text and not a picture, a font or the like."""
    return b"\0" not in raw[:_START]


def readable(raw: bytes) -> bytes:
    """Return the readable text in a binary file."""
    return b" \n ".join(_READABLE.findall(raw))
