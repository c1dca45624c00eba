"""MP3: its frames leave, byte for byte, and no tag of any kind."""

from __future__ import annotations

import io
import random
import struct

import av
import pytest

from newsroom.features.files import published_files
from newsroom.features.files.model import FileFault
from newsroom.features.files.mp3 import clean
from tests.features.files.recordings import SECRET, mp3, recording


def decoded_sound(raw: bytes) -> bytes:
    """Return the sound of the first channel, decoded, four bytes for each moment."""
    with av.open(io.BytesIO(raw)) as opened:
        return b"".join(bytes(frame.planes[0])[: 4 * frame.samples] for frame in opened.decode(audio=0))


def test_tags_of_every_kind_are_gone_and_the_sound_is_what_it_was() -> None:
    raw = mp3()
    assert raw.count(SECRET.encode()) > 6
    assert list(published_files.recording(raw)) != []
    cleaned = clean(raw)
    assert list(published_files.recording(cleaned)) == []
    assert cleaned == clean(mp3(tags=False)) == clean(cleaned)
    with av.open(io.BytesIO(cleaned)) as opened:
        assert sum(frame.samples for frame in opened.decode(audio=0)) > 20_000


@pytest.mark.parametrize("options", [{}, {"q": "4"}, {"b": "32k"}, {"reservoir": "0"}])
@pytest.mark.parametrize("rate", [44_100, 16_000])
@pytest.mark.parametrize("layout", ["mono", "stereo"])
def test_coders_leave_no_name_and_the_sound_is_what_it_was(rate: int, layout: str, options: dict[str, str]) -> None:
    raw = noise(rate, layout, options)
    assert b"Lavc" in raw or b"LAME" in raw
    cleaned = clean(raw)
    assert b"Lavc" not in cleaned
    assert b"LAME" not in cleaned
    assert b"Lavf" not in cleaned
    assert list(published_files.recording(cleaned)) == []
    # A decoder that is not told how much a coder put before it and behind it plays that too: a twentieth of a second.
    before, after = decoded_sound(raw), decoded_sound(cleaned)
    assert before[12_000:-12_000] in after
    assert len(after) - len(before) < 20_000
    with av.open(io.BytesIO(cleaned)) as one, av.open(io.BytesIO(raw)) as other:
        assert one.duration
        assert other.duration
        assert abs(one.duration - other.duration) < 150_000


def noise(rate: int, layout: str, options: dict[str, str]) -> bytes:
    """Return two seconds of noise and quiet, for which a coder needs now much room and now little."""
    target = io.BytesIO()
    generator = random.Random(7)  # noqa: S311  noise
    with av.open(target, "w", format="mp3") as made:
        stream = made.add_stream("libmp3lame", rate=rate, options=options)
        stream.layout = layout
        resampler = av.AudioResampler(stream.format, layout, rate, frame_size=stream.codec_context.frame_size or 1152)
        for number in range(2 * rate // 1000):
            frame = av.AudioFrame(format="s16", layout="mono", samples=1000)
            high = 12_000 if number % 7 < 3 else 3
            frame.planes[0].update(struct.pack("<1000h", *(generator.randint(-high, high) for _ in range(1000))))
            frame.sample_rate, frame.pts = rate, number * 1000
            made.mux(packet for piece in resampler.resample(frame) for packet in stream.encode(piece))
        made.mux(packet for piece in resampler.resample(None) for packet in stream.encode(piece))
        made.mux(stream.encode())
    return target.getvalue()


def test_words_in_the_room_that_the_sound_leaves_over_are_gone() -> None:
    """Of quiet frames nearly all is room; every byte of it that can hold words does."""
    raw = clean(mp3(tags=False))
    assert raw.count(b"\0" * 40) > 3
    spoilt = raw.replace(b"\0" * 40, SECRET.encode() * 6 + b"\0" * 4)
    assert spoilt.count(SECRET.encode()) > 10
    assert SECRET.encode() not in clean(spoilt)
    assert list(published_files.recording(spoilt)) == ["has words in the room that its sound leaves over"]


def test_words_in_the_first_frame_where_a_table_stands_in_place_of_sound_are_gone() -> None:
    """A decoder passes over what would say there what in the frame is sound."""
    raw = clean(mp3(tags=False))
    table = raw.index(b"Xing") if b"Xing" in raw else raw.index(b"Info")
    spoilt = raw[: table - 8] + b"ABCDEFGH" + raw[table:]
    assert clean(spoilt) == raw
    assert list(published_files.recording(spoilt)) == ["has words in the room that its sound leaves over"]


def test_data_between_frames_is_removed() -> None:
    cleaned = clean(mp3())
    # Every frame of this recording but those of its head has 64 kbit/s at 48 kHz: 192 bytes.
    inside = len(cleaned) - 4 * 192
    assert clean(cleaned[:inside] + SECRET.encode() * 40 + cleaned[inside:]) == cleaned


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"ID3",
        b"\xff\xfb",
        b"ID3\x04\0\0\0\0\0\x0a" + SECRET.encode() * 400,
        b"\xff" * 4000,
        recording("adts", "", "aac"),
    ],
)
def test_an_invalid_mp3_is_refused(raw: bytes) -> None:
    with pytest.raises(FileFault, match="no sound in it that is MP3"):
        clean(raw)
