"""Looks into the streams of a published recording, unit by unit: names of coders, messages, what hangs onto packets."""

from __future__ import annotations

import io
from collections.abc import Iterator

import av

#: Names that coders write between sounds and pictures.
_CODERS = (b"Lavc", b"Lavf", b"x264", b"libfaac", b"LAME", b"Nero AAC", b"libfdk", b"LIBVPX", b"HandBrake")
#: Units of H.264 that show something: slices, and what is needed to decode them.
_H264 = frozenset({1, 5, 7, 8})
#: Units of AV1 that do: sequences, frames and tiles.
_AV1 = frozenset({1, 2, 3, 4, 6, 7})


def found(raw: bytes) -> Iterator[str]:
    """Yield what stands in the streams of a recording and is neither sound nor picture."""
    with av.open(io.BytesIO(raw), "r") as opened:
        names = {
            stream.index: stream.codec_context.codec.canonical_name
            for stream in opened.streams
            if stream.type in ("audio", "video")
        }
        heads = [stream.codec_context.extradata or b"" for stream in opened.streams if stream.index in names]
        yield from (f"names its coder ({name.decode()})" for head in heads for name in _CODERS if name in head)
        for packet in opened.demux():
            body, codec = bytes(packet), names.get(packet.stream.index, "")
            yield from (f"names its coder ({name.decode()})" for name in _CODERS if name in body)
            if packet.has_sidedata("matroska_block_additional"):
                yield "has data beside its packets"
            if codec == "h264" and not _H264.issuperset(_units(body)):
                yield "has units that are no picture"
            if codec == "av1" and not _AV1.issuperset(_obus(body)):
                yield "has units that are no picture"


def _units(body: bytes) -> Iterator[int]:
    """Yield the types of the units of a packet of H.264 in MP4, each of which has its length before it."""
    place = 0
    while place + 4 < len(body):
        yield body[place + 4] & 31
        place += 4 + int.from_bytes(body[place : place + 4], "big")


def _obus(body: bytes) -> Iterator[int]:
    """Yield the types of the units of a packet of AV1 (5.3)."""
    place = 0
    while place < len(body):
        head = body[place]
        yield head >> 3 & 15
        place += 2 if head & 4 else 1
        if not head & 2:
            return
        size = shift = 0
        while place < len(body):
            value = body[place]
            place += 1
            size |= (value & 127) << shift
            shift += 7
            if not value & 128:
                break
        place += size
