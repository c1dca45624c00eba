"""PNG files made by hand, of kinds that Pillow does not write."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence


def png(depth: int, kind: int, size: tuple[int, int], rows: Sequence[bytes], *chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG.

    Args:
        depth: bits to a sample.
        kind: the type of its colours, as PNG numbers them.
        size: width and height.
        rows: the samples of each row.
        chunks: further ones, which stand before the picture.
    """
    head = struct.pack(">IIBBBBB", *size, depth, kind, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows))
    every = [(b"IHDR", head), *chunks, (b"IDAT", body), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held)) for name, held in every
    )
