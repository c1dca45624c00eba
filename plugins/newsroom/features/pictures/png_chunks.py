"""Chunks of a PNG that are thrown away anyway: damage in them is no damage of the picture.

A decoder stops at a chunk whose checksum is wrong, whatever the chunk is for. Browsers pass over those that do not hold
pixels: https://www.w3.org/TR/png-3/#13Decoders-error-handling
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: Words and notes, which nobody needs to see the picture.
_WORDS = frozenset((b"tEXt", b"zTXt", b"iTXt", b"tIME", b"sPLT", b"hIST"))
#: Chunks that decide how colours, sizes and directions are read: left out where they are damaged.
_HINTS = frozenset((b"iCCP", b"sRGB", b"gAMA", b"cHRM", b"cICP", b"mDCV", b"cLLI", b"sBIT", b"bKGD", b"pHYs", b"eXIf"))
#: Pillow opens no profile that is larger than this.
_LARGEST_PROFILE = 1 << 20


def without_damage(raw: bytes) -> bytes:
    """Return a PNG without words and without damaged hints; pixels and their order stay, damaged or not.

    Args:
        raw: a file of any kind.
    """
    if not raw.startswith(_SIGNATURE):
        return raw
    kept = [_SIGNATURE]
    place = len(_SIGNATURE)
    for kind, chunk in _chunks(raw):
        place += len(chunk)
        if not (kind in _WORDS or (kind in _HINTS and _is_damaged(kind, chunk))):
            kept.append(chunk)
    return raw if sum(map(len, kept)) == place else b"".join((*kept, raw[place:]))


def _chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the kind of each whole chunk and all of it."""
    place = len(_SIGNATURE)
    while place + 12 <= len(raw):
        end = place + 12 + int.from_bytes(raw[place : place + 4])
        if end > len(raw):
            return
        yield raw[place + 4 : place + 8], raw[place:end]
        place = end


def _is_damaged(kind: bytes, chunk: bytes) -> bool:
    if zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:]):
        return True
    if kind != b"iCCP":
        return False
    name, _, rest = chunk[8:-4].partition(b"\0")
    try:
        return not name or len(zlib.decompressobj().decompress(rest[1:], _LARGEST_PROFILE)) >= _LARGEST_PROFILE
    except zlib.error:
        return True
