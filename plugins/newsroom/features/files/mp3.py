"""MP3: keeps the audio frames, and removes everything around them and in their unused space.

A frame has room that its sound does not need, and coders write their names there; how much of it is sound stands at the
head of each frame. The first frame often holds no sound but a table of how long the recording is, with the coder's name
and settings behind it: the table is worked out anew, and the rest is nought.
"""

from __future__ import annotations

import io

from mutagen import MutagenError
from mutagen.apev2 import APEv2
from mutagen.id3 import ID3

from newsroom.features.files.model import FileFault

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
    frames = _frames(_without_tags(raw))
    bare = b"".join(_without_rest(frames))
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
    frames: list[bytes] = []
    place, kind = 0, b""
    while (place := raw.find(b"\xff", place)) >= 0:
        length = _length(raw, place)
        here = _kind(raw, place)
        whole = length and place + length <= len(raw)
        if whole and (here == kind if kind else here == _kind(raw, place + length) and _length(raw, place + length)):
            kind = here
            frames.append(raw[place : place + length])
            place += length
        else:
            place += 1
    return frames if len(frames) >= _FEWEST else []


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


# ----------------------------------------------------------------------------------- what frames leave over (2.4.2.7)


def _header_length(frame: bytes) -> int:
    """Return the end of a frame's header: four bytes, and two more for a checksum."""
    return 4 if frame[1] & 1 else 6


def _side_info_length(frame: bytes) -> int:
    """Return how long the part of a frame is that says what in it is sound."""
    first, mono = frame[1] >> 3 & 3 == 3, frame[3] >> 6 == 3
    return (17 if mono else 32) if first else (9 if mono else 17)


def _sound(frame: bytes) -> tuple[int, int]:
    """Return how many bytes before its own the sound of a frame begins, and how many bits it has."""
    first, channels = frame[1] >> 3 & 3 == 3, 1 if frame[3] >> 6 == 3 else 2
    side = frame[_header_length(frame) : _header_length(frame) + _side_info_length(frame)]
    bits = int.from_bytes(side, "big")
    size = 8 * len(side)

    def field(place: int, length: int) -> int:
        return bits >> size - place - length & (1 << length) - 1

    if first:
        at, each, count = 9 + (5 if channels == 1 else 3) + 4 * channels, 59, 2 * channels
    else:
        at, each, count = 8 + channels, 63, channels
    return field(0, 9 if first else 8), sum(field(at + number * each, 12) for number in range(count))


def _without_rest(frames: list[bytes]) -> list[bytes]:
    """Return frames in which all that is no sound is nought, and the table of the first worked out anew."""
    if not frames:
        return []
    heads = [_header_length(frame) + _side_info_length(frame) for frame in frames]
    room = b"".join(frame[head:] for frame, head in zip(frames, heads, strict=True))
    audio = bytearray(len(room))
    place = 0
    for frame, head in zip(frames, heads, strict=True):
        before, bits = _sound(frame)
        begin, end = place - before, min(place - before + (bits + 7) // 8, place + len(frame) - head)
        place += len(frame) - head
        if begin >= 0 and end > begin:
            audio[begin:end] = room[begin:end]
            if bits % 8 and end == begin + (bits + 7) // 8:
                audio[end - 1] &= 0xFF << 8 - bits % 8 & 0xFF
    frames_without, place = [], 0
    for frame, head in zip(frames, heads, strict=True):
        frames_without.append(frame[:head] + bytes(audio[place : place + len(frame) - head]))
        place += len(frame) - head
    if _is_table(frames[0]):
        frames_without[0] = _table(frames_without, named=frames[0][heads[0] : heads[0] + 4])
    return frames_without


def has_leftover_bytes(raw: bytes) -> bool:
    """Return whether frames hold anything but nought in the room that their sound leaves over."""
    frames = _frames(raw)
    return frames != _without_rest(frames)


def _is_table(frame: bytes) -> bool:
    """Return whether a frame holds a table in place of sound."""
    head = _header_length(frame) + _side_info_length(frame)
    return frame[head : head + 4] in (b"Xing", b"Info") and len(frame) >= head + 116


def _table(frames: list[bytes], named: bytes) -> bytes:
    """Return the first frame with the number of frames and bytes, and where each hundredth of the sound begins."""
    # It holds no sound, so nothing says what in it is.
    head = frames[0][: _header_length(frames[0])] + bytes(_side_info_length(frames[0]))
    starts, total = [], len(frames[0])
    for frame in frames[1:]:
        starts.append(total)
        total += len(frame)
    places = bytes(min(255, starts[number * len(starts) // 100] * 256 // total) for number in range(100))
    numbers = (7).to_bytes(4, "big") + len(starts).to_bytes(4, "big") + total.to_bytes(4, "big")
    return (head + named + numbers + places).ljust(len(frames[0]), b"\0")
