"""Metadata of picture files: read from their containers, chunk by chunk, without any decoder.

`metadata` knows which parts each format needs to show a picture, and names all others.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

# Chunks of a PNG that are thrown away anyway: damage in them is no damage of the picture.
#
# A decoder stops at a chunk whose checksum is wrong, whatever the chunk is for. Browsers pass over those that do not
# hold
# pixels: https://www.w3.org/TR/png-3/#13Decoders-error-handling

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
    parts = [_SIGNATURE]
    place = len(_SIGNATURE)
    for kind, chunk in _chunks(raw):
        place += len(chunk)
        if not (kind in _WORDS or (kind in _HINTS and _is_damaged(kind, chunk))):
            parts.append(chunk)
    return raw if sum(map(len, parts)) == place else b"".join((*parts, raw[place:]))


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


#: JPEG (ITU-T T.81): frames, tables, restart intervals, scans; of the markers for programs JFIF's own and no more.
_JPEG = frozenset((0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, 0xDA))
#: PNG (W3C), and the three chunks that make one move.
_PNG = frozenset(("IHDR", "PLTE", "tRNS", "IDAT", "IEND", "acTL", "fcTL", "fdAT"))
#: WebP (RFC 9649).
_WEBP = frozenset(("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF"))
#: Chunks of one frame of a moving WebP.
_WEBP_FRAME = frozenset(("VP8 ", "VP8L", "ALPH"))
#: The flags in VP8X that say that a profile, EXIF or XMP follows.
_WEBP_FLAGS = 0x20 | 0x08 | 0x04
#: AVIF (AV1 Image File Format, on ISO/IEC 23008-12).
_AVIF = frozenset(("ftyp", "meta", "mdat", "free"))
_AVIF_META = frozenset(("hdlr", "pitm", "iloc", "iinf", "iprp", "iref", "idat"))
_AVIF_PROPERTIES = frozenset(("ispe", "pixi", "av1C", "colr", "auxC", "irot", "imir", "pasp"))


def metadata(raw: bytes) -> list[str]:
    """Return the data in a picture file besides the picture, each in a few words; empty where there is none.

    Args:
        raw: the file, of a format that is published: JPEG, PNG, WebP or AVIF.
    """
    try:
        if raw.startswith(b"\xff\xd8"):
            return list(_jpeg(raw))
        if raw.startswith(b"\x89PNG\r\n\x1a\n"):
            return list(_png(raw))
        if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
            return list(_webp(raw))
        if raw[4:8] == b"ftyp":
            return list(_avif(raw))
    except (IndexError, ValueError):
        return ["a part that is cut short"]
    return ["an unknown format"]


def _jpeg(raw: bytes) -> Iterator[str]:
    place = 2
    while raw[place + 1] != 0xD9:
        kind, size = raw[place + 1], int.from_bytes(raw[place + 2 : place + 4], "big")
        body = raw[place + 4 : place + 2 + size]
        # JFIF's marker is 14 bytes; more would be a thumbnail.
        if kind not in _JPEG and not (kind == 0xE0 and body[:5] == b"JFIF\0" and body[12:] == b"\0\0"):
            yield f"a segment {kind:02X} {body[:8]!r}"
        place += 2 + size
        while kind == 0xDA and not (raw[place] == 0xFF and raw[place + 1] not in (0, *range(0xD0, 0xD8))):
            place += 1
    if raw[place + 2 :]:
        yield "bytes behind the end"


def _png(raw: bytes) -> Iterator[str]:
    place, name = 8, ""
    while name != "IEND":
        size, name = int.from_bytes(raw[place : place + 4], "big"), raw[place + 4 : place + 8].decode("latin-1")
        if len(name) < 4:
            raise ValueError(name)
        if name not in _PNG:
            yield f"a chunk {name}"
        place += 12 + size
    if raw[place:]:
        yield "bytes behind the end"


def _webp(raw: bytes) -> Iterator[str]:
    for name, body in chunks(raw):
        if name not in _WEBP:
            yield f"a chunk {name}"
        elif name == "VP8X" and body[0] & _WEBP_FLAGS:
            yield "flags of a profile or notes"
        elif name == "ANMF":
            yield from (f"a chunk {inner} in a frame" for inner, _ in _pieces(body[16:]) if inner not in _WEBP_FRAME)
    if raw[8 + int.from_bytes(raw[4:8], "little") :]:
        yield "bytes behind the end"


def chunks(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the chunks of a WebP: the name of each, and what is in it."""
    return _pieces(raw[12 : 8 + int.from_bytes(raw[4:8], "little")])


def _pieces(raw: bytes) -> Iterator[tuple[str, bytes]]:
    place = 0
    while place < len(raw):
        size = int.from_bytes(raw[place + 4 : place + 8], "little")
        if place + 8 + size > len(raw):
            raise ValueError(raw[place : place + 4])
        yield raw[place : place + 4].decode("latin-1"), raw[place + 8 : place + 8 + size]
        place += 8 + size + size % 2


def _boxes(raw: bytes) -> Iterator[tuple[str, bytes]]:
    place = 0
    while place < len(raw):
        size, name = int.from_bytes(raw[place : place + 4], "big"), raw[place + 4 : place + 8].decode("latin-1")
        if size < 8 or place + size > len(raw):
            raise ValueError(name)
        yield name, raw[place + 8 : place + size]
        place += size


def _avif(raw: bytes) -> Iterator[str]:
    for name, body in _boxes(raw):
        if name not in _AVIF or (name == "free" and body.strip(b"\0")):
            yield f"a box {name}"
        elif name == "meta":
            yield from _avif_meta(body[4:])


def _avif_meta(raw: bytes) -> Iterator[str]:
    for name, body in _boxes(raw):
        if name not in _AVIF_META:
            yield f"a box {name}"
        elif name == "iinf":
            # Version, flags and a count of 16 bits; each entry names the type of one item: Exif and mime are notes.
            for _, entry in _boxes(body[6:]):
                if entry[8:12] != b"av01":
                    yield f"an item {entry[8:12]!r}"
        elif name == "iprp":
            yield from _avif_properties(body)


def _avif_properties(raw: bytes) -> Iterator[str]:
    for name, body in _boxes(raw):
        for inner, value in _boxes(body) if name == "ipco" else ():
            # A profile of colours is named prof or rICC; nclx is three numbers.
            if inner not in _AVIF_PROPERTIES or (inner == "colr" and value[:4] != b"nclx"):
                yield f"a property {inner}"
