"""PNG files with damage: what is thrown away anyway stops nothing, and damaged pixels do."""

from __future__ import annotations

import io
import zlib

import pytest
from PIL import Image

from newsroom.core.markdown_document import PictureFault
from newsroom.features.pictures.containers import without_damage
from newsroom.features.pictures.decoding import measured, opened
from tests.features.pictures.making import profile


def _png() -> bytes:
    target = io.BytesIO()
    picture = Image.effect_noise((64, 48), 90).convert("RGB")
    picture.save(target, "PNG", icc_profile=profile())
    return target.getvalue()


def _chunk(kind: bytes, data: bytes, *, right: bool = True) -> bytes:
    check = zlib.crc32(kind + data) ^ (0 if right else 1)
    return len(data).to_bytes(4) + kind + data + check.to_bytes(4)


def _with(*chunks: bytes) -> bytes:
    """Return a picture with chunks right behind its head, and no profile of its own."""
    raw = _damaged(b"iCCP", drop=True)
    return raw[:33] + b"".join(chunks) + raw[33:]


def _damaged(kind: bytes, *, drop: bool = False, at: int = -1) -> bytes:
    """Return a picture in which one chunk is damaged, or is not there."""
    raw = bytearray(_png())
    place = raw.index(kind) - 4
    end = place + 12 + int.from_bytes(raw[place : place + 4])
    if drop:
        del raw[place:end]
    else:
        raw[end + at] ^= 0x55
    return bytes(raw)


_PROFILE = b"sRGB\0\0"
HARMLESS = {
    "a profile with a wrong checksum": _damaged(b"iCCP"),
    "a profile with a wrong byte": _damaged(b"iCCP", at=-20),
    "a profile that cannot be unpacked": _with(_chunk(b"iCCP", _PROFILE + b"no zlib")),
    "a profile that is cut short": _with(_chunk(b"iCCP", _PROFILE + zlib.compress(b"x" * 9000)[:9])),
    "a profile of two megabytes": _with(_chunk(b"iCCP", _PROFILE + zlib.compress(bytes(2 << 20)))),
    "an empty profile": _with(_chunk(b"iCCP", b"")),
    "words with a wrong checksum": _with(_chunk(b"tEXt", b"Comment\0secret", right=False)),
    "words of two megabytes": _with(_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(2 << 20)))),
    "gamma and resolution with wrong checksums": _with(
        _chunk(b"gAMA", (45455).to_bytes(4), right=False), _chunk(b"pHYs", bytes(9), right=False)
    ),
    "a background with a wrong checksum": _with(_chunk(b"bKGD", bytes(6), right=False)),
    "EXIF with a wrong checksum": _with(_chunk(b"eXIf", b"II*\0\x08\0\0\0\0\0", right=False)),
}
BROKEN = {
    "pixels with a wrong byte": _damaged(b"IDAT", at=-300),
    "a head with a wrong checksum": _damaged(b"IHDR"),
    "no pixels": _damaged(b"IDAT", drop=True),
    "half a file": _png()[:2000],
    "a profile whose length is wrong": _with(b"\x7f\0\0\0iCCP" + bytes(8)),
    "an unknown critical chunk with a wrong checksum": _with(_chunk(b"ABCD", b"x", right=False)),
}


@pytest.mark.parametrize("raw", HARMLESS.values(), ids=HARMLESS)
def test_damage_in_what_is_thrown_away_stops_nothing(raw: bytes) -> None:
    found = measured("a.png", raw)
    assert (found.width, found.height, found.format) == (64, 48, "PNG")
    with opened(raw) as image, Image.open(io.BytesIO(_damaged(b"iCCP", drop=True))) as sound:
        assert image.convert("RGB").tobytes() != bytes(64 * 48 * 3)
        assert image.size == sound.size


@pytest.mark.parametrize("raw", BROKEN.values(), ids=BROKEN)
def test_damaged_pixels_are_refused(raw: bytes) -> None:
    with pytest.raises(PictureFault) as raised:
        measured("a.png", raw)
    assert raised.value.rule == "picture-unreadable"
    assert "cut short or broken" in str(raised.value)


def test_a_sound_picture_keeps_its_profile_and_every_byte() -> None:
    raw = _png()
    assert without_damage(raw) == raw
    assert without_damage(b"GIF89a") == b"GIF89a"
    with opened(raw) as image:
        assert image.info["icc_profile"] == profile()
