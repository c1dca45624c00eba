"""Photographs inside documents: their pixels stay as they are, and what cameras wrote beside them goes."""

from __future__ import annotations

from collections.abc import Iterator

#: Segments of a JPEG that say how its colours are meant; no other of those that are for programs' use (APPn) stays.
_JFIF, _ADOBE = 0xE0, 0xEE
#: Boxes of a JPEG 2000 file that hold words, addresses or other programs' data: ISO/IEC 15444-1, annex I.
_WORDY = frozenset({b"xml ", b"uuid", b"uinf", b"asoc", b"lbl ", b"ulst", b"url ", b"jp2i"})


def bare_jpeg(raw: bytes) -> bytes:
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
        elif not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            yield raw[place:end]
        place = end
        if marker == 0xDA:
            # The scans, in which FF stands before 00, D0 to D7, or the next segment.
            place = _end_of_scan(raw, place)
            yield raw[end:place]
            if raw[place : place + 2] == b"\xff\xd9" or place >= len(raw):
                yield b"\xff\xd9"
                return


def _end_of_scan(raw: bytes, place: int) -> int:
    while (place := raw.find(b"\xff", place)) >= 0 and place + 1 < len(raw):
        if raw[place + 1] not in (0x00, 0xFF, *range(0xD0, 0xD8)):
            return place
        place += 1
    return len(raw)


def bare_jpeg2000(raw: bytes) -> bytes:
    """Return a JPEG 2000 file without boxes of words; a naked stream of pixels comes back as it is."""
    if raw[4:8] != b"jP  ":
        return raw if raw[:4] == b"\xff\x4f\xff\x51" else b""
    kept, place = [], 0
    while place + 8 <= len(raw):
        size, kind = int.from_bytes(raw[place : place + 4], "big"), raw[place + 4 : place + 8]
        if size == 1:
            size = int.from_bytes(raw[place + 8 : place + 16], "big")
        end = len(raw) if size == 0 else place + size
        if end < place + 8:
            break
        if kind not in _WORDY:
            kept.append(raw[place:end])
        place = end
    return b"".join(kept)
