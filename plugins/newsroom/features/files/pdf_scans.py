"""Black-and-white scans in a PDF: keeps the pixels, and removes data between and after them."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from pikepdf import Dictionary, Name, Object, Stream
from PIL import Image

from newsroom.features.files.model import FileFault

_BROKEN = "open it, print it to a new PDF, and use that"
#: Segments of JBIG2 (ITU-T T.88, 7.3) that show something; others hold remarks, profiles, and where a file ends.
_SEGMENTS = frozenset({0, 4, 6, 7, 16, 20, 22, 23, 36, 38, 39, 40, 42, 43, 48, 49, 50, 53})


def repack_fax(image: Stream, settings: object) -> None:
    """Decode a scan that is packed as fax machines do, and pack it anew.

    Raises:
        FileFault: it is broken, or packed in a way that is not read here.
    """
    given = settings if isinstance(settings, Dictionary) else Dictionary()
    kind, columns, rows = int(given.get("/K", 0)), int(given.get("/Columns", 1728)), int(image.get("/Height", 0))
    if given.get("/EncodedByteAlign", False):
        raise FileFault("a scan in it is packed in an unusual way", _BROKEN)
    try:
        pixels = decoded(image.read_raw_bytes(), kind, columns, rows)
    except Exception as error:
        raise FileFault("a scan in it is cut short or broken", _BROKEN) from error
    # Decoded pixels have 1 for white. Packed by this library, 0 is the white of fax machines.
    if given.get("/BlackIs1", False):
        pixels = pixels.point(lambda value: 255 - value)
    target = io.BytesIO()
    pixels.save(target, "TIFF", compression="group4", tiffinfo={278: rows})
    with Image.open(io.BytesIO(target.getvalue())) as packed:
        tags = packed.tag_v2  # type: ignore[attr-defined]
        begin, length = tags[273][0], tags[279][0]
    image.write(target.getvalue()[begin : begin + length], filter=Name.CCITTFaxDecode)
    image.DecodeParms = Dictionary(K=-1, Columns=columns, Rows=rows, BlackIs1=True)


def decoded(raw: bytes, kind: int, columns: int, rows: int) -> Image.Image:
    """Return a scan as a picture of one bit, which has 1 for white."""
    # A TIFF around it: its size, one bit, how it is packed, that 0 is white, and where it stands.
    tags = {256: columns, 257: rows, 258: 1, 259: 4 if kind < 0 else 3, 262: 0, 273: 0, 277: 1, 278: rows,
            279: len(raw), 292: min(max(kind, 0), 1)}  # fmt: skip
    tags[273] = 8 + 2 + 12 * len(tags) + 4
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
    head = b"II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + entries + bytes(4)
    with Image.open(io.BytesIO(head + raw), formats=("TIFF",)) as opened:
        opened.load()
        return opened.convert("1")


def strip_jbig2(raw: bytes) -> bytes:
    """Return a JBIG2 scan without remarks and without data after its end.

    Raises:
        FileFault: it is broken.
    """
    stripped = b"".join(_segments(raw))
    if not stripped:
        raise FileFault("a scan in it is cut short or broken", _BROKEN)
    return stripped


def strip_shared(settings: object) -> None:
    """Take remarks out of what several scans have in common."""
    shared: Object | None = settings.get("/JBIG2Globals") if isinstance(settings, Dictionary) else None
    if isinstance(shared, Stream):
        shared.write(strip_jbig2(shared.read_bytes()))


def _segments(raw: bytes) -> Iterator[bytes]:
    place = 0
    while place + 11 <= len(raw):
        number, flags, at = int.from_bytes(raw[place : place + 4], "big"), raw[place + 4], place + 5
        count = raw[at] >> 5
        if count == 7:
            count = int.from_bytes(raw[at : at + 4], "big") & 0x1FFF_FFFF
            at += 4 + (count + 8) // 8
        else:
            at += 1
        at += count * (1 if number <= 256 else 2 if number <= 65_536 else 4) + (4 if flags & 0x40 else 1)
        end = at + 4 + int.from_bytes(raw[at : at + 4], "big")
        if end > len(raw):
            return
        if flags & 63 in _SEGMENTS:
            yield raw[place:end]
        place = end
