"""Photographs inside documents: pixels stay to the last bit, and what cameras write beside them goes."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image

from newsroom.features.files.embedded import strip_jpeg, strip_jpeg2000
from tests.features.pictures.making import SECRET, XMP, jpeg, red_and_blue


def saved(kind: str, mode: str = "RGB", **options: object) -> bytes:
    target = io.BytesIO()
    red_and_blue((64, 48)).convert(mode).save(target, kind, **options)
    return target.getvalue()


def pixels(raw: bytes) -> bytes:
    with Image.open(io.BytesIO(raw)) as opened:
        return opened.convert(opened.mode).tobytes()


@pytest.mark.parametrize(
    "raw",
    [
        jpeg(),
        jpeg(orientation=6),
        saved("JPEG", progressive=True, comment=SECRET),
        saved("JPEG", restart_marker_blocks=1, xmp=XMP),
        saved("JPEG", "CMYK", exif=b"Exif\0\0" + SECRET),
        saved("JPEG", "L", comment=SECRET),
        jpeg() + SECRET + jpeg(),
    ],
)
def test_a_jpeg_loses_everything_but_its_pixels(raw: bytes) -> None:
    assert SECRET in raw or XMP in raw
    stripped = strip_jpeg(raw)
    assert SECRET not in stripped
    assert pixels(stripped) == pixels(raw)
    assert strip_jpeg(stripped) == stripped
    with Image.open(io.BytesIO(stripped)) as opened:
        about = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "adobe", "adobe_transform"}
        assert set(opened.info) <= about | {"progressive", "progression"}


def test_a_jpeg_2000_loses_its_words() -> None:
    raw = saved("JPEG2000")
    boxes = {b"xml ": XMP, b"uuid": bytes(16) + SECRET}
    wordy = raw + b"".join(struct.pack(">I4s", 8 + len(body), kind) + body for kind, body in boxes.items())
    stripped = strip_jpeg2000(wordy)
    assert SECRET not in stripped
    assert XMP not in stripped
    # The library that made it names itself in a remark.
    assert b"OpenJPEG" in raw
    assert b"OpenJPEG" not in stripped
    assert pixels(stripped) == pixels(raw)
    assert strip_jpeg2000(stripped) == stripped
    naked = raw[raw.index(b"\xff\x4f\xff\x51") :]
    assert pixels(strip_jpeg2000(naked + SECRET)) == pixels(raw)
    assert SECRET not in strip_jpeg2000(naked + SECRET)


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize("kind", [b"xml ", b"uuid", b"free", b"abcd", b"lbl "])
def test_no_box_of_a_jpeg_2000_but_those_of_its_pixels_stays(kind: bytes, inside: bool) -> None:
    raw = saved("JPEG2000", tile_size=(32, 32))
    box = (8 + len(SECRET)).to_bytes(4, "big") + kind + SECRET
    place = raw.index(b"jp2h") - 4
    size = int.from_bytes(raw[place : place + 4], "big")
    end = place + size
    if inside:
        wordy = raw[:place] + (size + len(box)).to_bytes(4, "big") + raw[place + 4 : end] + box + raw[end:]
    else:
        wordy = raw[:end] + box + raw[end:]
    stripped = strip_jpeg2000(wordy)
    assert SECRET not in stripped
    assert pixels(stripped) == pixels(raw)


@pytest.mark.parametrize("marker", [0x02, 0xC8, 0xC4, 0xCC, 0xDB, 0xDC, 0xDD, 0xE0, 0xEE, 0xF0, 0xFD, 0xFE])
def test_no_segment_of_a_jpeg_holds_more_than_its_numbers_need(marker: int) -> None:
    """Those of the standard that are longer than they say, and those that nobody has given a meaning."""
    raw = saved("JPEG")
    held = b"\0\x10" + SECRET
    wordy = raw[:2] + bytes((0xFF, marker)) + (2 + len(held)).to_bytes(2, "big") + held + raw[2:]
    stripped = strip_jpeg(wordy)
    assert SECRET not in stripped
    assert pixels(stripped) == pixels(raw)


@pytest.mark.parametrize("raw", [b"", b"\xff\xd8", b"no picture", jpeg()[:300], saved("JPEG2000")[:60]])
def test_invalid_photographs_break_nothing(raw: bytes) -> None:
    assert SECRET not in strip_jpeg(raw)
    assert SECRET not in strip_jpeg2000(raw)
