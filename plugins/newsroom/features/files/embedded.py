"""Photographs inside documents: removes metadata and keeps the pixels.

Only parts on a list stay, each only as long as its own numbers say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

#: Segments of a JPEG that say how its colours are meant; no other of those that are for programs' use (APPn) stays.
_JFIF, _ADOBE = 0xE0, 0xEE
_SCAN = 0xDA
#: Frames of every kind (ITU-T T.81, table B.1): how pixels are laid out and packed.
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def _tables(body: bytes) -> bool:
    """Return whether tables of quantisation fill a segment."""
    place = 0
    while place < len(body):
        place += 129 if body[place] >> 4 else 65
    return place == len(body) > 0


def _codes(body: bytes) -> bool:
    """Return whether tables of codes fill a segment."""
    place = 0
    while place + 17 <= len(body):
        place += 17 + sum(body[place + 1 : place + 17])
    return place == len(body) > 0


#: By segment, whether it is as long as what it says needs: behind that may stand what is none of the picture.
_FITS: dict[int, Callable[[bytes], bool]] = {
    **dict.fromkeys(_FRAMES, lambda body: len(body) > 5 and len(body) == 6 + 3 * body[5]),
    0xC4: _codes,
    0xDB: _tables,
    0xDC: lambda body: len(body) == 2,
    0xDD: lambda body: len(body) == 2,
    _SCAN: lambda body: len(body) > 0 and len(body) == 4 + 2 * body[0],
}
#: Boxes of a JPEG 2000 file (ISO/IEC 15444-1, annex I) that show its pixels, and those inside its head.
_BOXES = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})
_HEAD_BOXES = frozenset({b"ihdr", b"bpcc", b"colr", b"pclr", b"cmap", b"cdef", b"res "})
_REMARK, _TILE, _END = b"\xff\x64", b"\xff\x90", b"\xff\xd9"


def strip_jpeg(raw: bytes) -> bytes:
    """Return a JPEG without EXIF, XMP, IPTC, profiles, thumbnails and comments; empty where it cannot be read."""
    return b"".join(_segments(raw))


def _segments(raw: bytes) -> Iterator[bytes]:
    if raw[:2] != b"\xff\xd8":
        return
    yield raw[:2]
    place = 2
    while place + 4 <= len(raw) and raw[place] == 0xFF:
        marker = raw[place + 1]
        if marker == 0xFF:  # fills up
            place += 1
            continue
        end = place + 2 + int.from_bytes(raw[place + 2 : place + 4], "big")
        body = raw[place + 4 : end]
        if marker == _JFIF and body[:5] == b"JFIF\0":
            # Its last two bytes are the size of a thumbnail, which follows.
            yield b"\xff\xe0\x00\x10" + body[:12].ljust(12, b"\0") + b"\0\0"
        elif marker == _ADOBE and body[:5] == b"Adobe":
            yield b"\xff\xee\x00\x0e" + body[:12].ljust(12, b"\0")
        elif marker in _FITS and _FITS[marker](body):
            yield raw[place:end]
        place = end
        if marker == _SCAN:
            # The scans, in which FF stands before 00, D0 to D7, or the next segment.
            place = _end_of_scan(raw, place)
            yield raw[end:place]
            if raw[place : place + 2] == _END or place >= len(raw):
                yield _END
                return


def _end_of_scan(raw: bytes, place: int) -> int:
    while (place := raw.find(b"\xff", place)) >= 0 and place + 1 < len(raw):
        if raw[place + 1] not in (0x00, 0xFF, *range(0xD0, 0xD8)):
            return place
        place += 1
    return len(raw)


def strip_jpeg2000(raw: bytes) -> bytes:
    """Return a JPEG 2000 file with the boxes and markers that show its pixels; empty where it cannot be read."""
    if raw[4:8] != b"jP  ":
        return _pixels(raw)
    boxes = []
    for kind, body in _boxes(raw):
        if kind == b"jp2h":
            inner = [_box(name, _colours(held) if name == b"colr" else held) for name, held in _boxes(body)
                     if name in _HEAD_BOXES]  # fmt: skip
            boxes.append(_box(kind, b"".join(inner)))
        elif kind == b"jp2c":
            pixels = _pixels(body)
            if not pixels:
                return b""
            boxes.append(_box(kind, pixels))
        elif kind in _BOXES:
            boxes.append(_box(kind, body))
    return b"".join(boxes)


def _boxes(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 0
    while place + 8 <= len(raw):
        size, kind, begin = int.from_bytes(raw[place : place + 4], "big"), raw[place + 4 : place + 8], place + 8
        if size == 1:
            size, begin = int.from_bytes(raw[place + 8 : place + 16], "big"), place + 16
        end = len(raw) if size == 0 else place + size
        if end < begin:
            return
        yield kind, raw[begin:end]
        place = end


def _box(kind: bytes, body: bytes) -> bytes:
    return (8 + len(body)).to_bytes(4, "big") + kind + body


def _colours(body: bytes) -> bytes:
    """Return which colours are meant: by number, seven bytes, or by a profile, whose words go."""
    from newsroom.features.files.pdf_programs import profile

    return body[:3] + profile(body[3:]) if body[:1] in (b"\2", b"\3") else body[:7]


def _pixels(raw: bytes) -> bytes:
    """Return a stream of JPEG 2000 without remarks (annex A.9.2) and what stands behind its end; empty if broken."""
    if raw[:4] != b"\xff\x4f\xff\x51":
        return b""
    parts, place = [raw[:2]], 2
    while place + 4 <= len(raw) and raw[place : place + 2] != _TILE:
        end = place + 2 + int.from_bytes(raw[place + 2 : place + 4], "big")
        if raw[place : place + 2] != _REMARK:
            parts.append(raw[place:end])
        place = end
    while raw[place : place + 2] == _TILE:
        # A part of a tile says how long it is, from its own beginning; nought means up to the end.
        length = int.from_bytes(raw[place + 6 : place + 10], "big")
        end = place + length if length else raw.rfind(_END)
        if end < place + 14 or end > len(raw):
            return b""
        parts.append(_tile(raw[place:end]))
        place = end
    return b"".join([*parts, _END])


def _tile(raw: bytes) -> bytes:
    """Return a part of a tile without remarks before its pixels."""
    parts, place = [], 12
    while place + 4 <= len(raw) and raw[place : place + 2] != b"\xff\x93":
        end = place + 2 + int.from_bytes(raw[place + 2 : place + 4], "big")
        if raw[place : place + 2] != _REMARK:
            parts.append(raw[place:end])
        place = end
    body = b"".join([*parts, raw[place:]])
    length = (12 + len(body)).to_bytes(4, "big")
    return raw[:6] + length + raw[10:12] + body
