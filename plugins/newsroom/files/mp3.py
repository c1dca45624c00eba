"""MP3: its frames of sound, and nothing before, between or behind them."""

from __future__ import annotations

import io

from mutagen import MutagenError
from mutagen.apev2 import APEv2
from mutagen.id3 import ID3

from newsroom.files.model import FileFault

#: kbit/s by the number in a frame's head, of MPEG 1 and of MPEG 2 and 2.5, layer III: ISO/IEC 11172-3 and 13818-3.
_RATES = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
#: Samples a second by the number of the version and the number in a frame's head.
_SAMPLES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
#: Fewer frames than this, a quarter of a second, are no recording.
_FEWEST = 10


def clean(raw: bytes) -> bytes:
    """Return the frames of a recording; tags of every kind lie outside them and stay behind.

    Raises:
        FileFault: it is no MP3.
    """
    bare = b"".join(_frames(_without_tags(raw)))
    if not bare:
        raise FileFault(
            "there is no sound in it that is MP3", "export it again as MP3 from the program it was made with"
        )
    return bare


def _without_tags(raw: bytes) -> bytes:
    """Return a file without the tags that mutagen knows, in which something may look like a frame (a cover, say)."""
    for tags in (ID3, APEv2):
        target = io.BytesIO(raw)
        try:
            tags().delete(target)
        except (MutagenError, OSError, ValueError, EOFError):  # a broken tag: what is no frame goes all the same
            continue
        raw = target.getvalue()
    return raw


def _frames(raw: bytes) -> list[bytes]:
    """Return the frames: those of the first kind of which one follows upon another."""
    found: list[bytes] = []
    place, kind = 0, b""
    while (place := raw.find(b"\xff", place)) >= 0:
        length = _length(raw, place)
        here = _kind(raw, place)
        whole = length and place + length <= len(raw)
        if whole and (here == kind if kind else here == _kind(raw, place + length) and _length(raw, place + length)):
            kind = here
            found.append(raw[place : place + length])
            place += length
        else:
            place += 1
    return found if len(found) >= _FEWEST else []


def _kind(raw: bytes, place: int) -> bytes:
    """Return what all frames of a recording have in common: version, layer and samples a second."""
    head = raw[place : place + 4]
    return bytes((head[1] & 0xFE, head[2] & 0x0C)) if len(head) == 4 else b""


def _length(raw: bytes, place: int) -> int:
    """Return the length of the frame of layer III that begins at a place, in bytes; 0 where none does."""
    head = raw[place : place + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate, samples = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or rate in (0, 15) or samples == 3:
        return 0
    first = version == 3
    return (144 if first else 72) * _RATES[first][rate] * 1000 // _SAMPLES[version][samples] + (head[2] >> 1 & 1)
