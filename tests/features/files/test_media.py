"""MP4, M4A and WebM: sound and picture are moved as they are, and nothing else comes along."""

from __future__ import annotations

import io
import struct

import av
import pytest

from newsroom.features.files import published_files
from newsroom.features.files.media import clean
from newsroom.features.files.model import FileFault
from tests.features.files.recordings import SECRET, recording, with_atoms

CLIP = recording("mp4", "libx264", "aac")
KINDS = {
    "mp4": with_atoms(CLIP),
    "mov": recording("mov", "libx264", "aac"),
    "m4a": with_atoms(recording("ipod", "", "aac")),
    "webm": recording("webm", "libvpx-vp9", "libopus"),
}
ENDINGS = {"mp4": "mp4", "mov": "mp4", "m4a": "m4a", "webm": "webm"}


def decoded_pictures(raw: bytes) -> list[bytes]:
    """Return the pictures of a recording, decoded."""
    with av.open(io.BytesIO(raw)) as opened:
        # A cover is a picture too.
        pictures = [stream for stream in opened.streams.video if stream.codec_context.name != "mjpeg"]
        return [frame.to_image().tobytes() for frame in opened.decode(*pictures)] if pictures else []


def decoded_sound(raw: bytes) -> list[float]:
    """Return the sound of a recording, decoded."""
    with av.open(io.BytesIO(raw)) as opened:
        return [
            value
            for frame in opened.decode(*opened.streams.audio)
            for (value,) in struct.iter_unpack("<f", bytes(frame.planes[0])[: 4 * frame.samples])
        ]


def distance(one: list[float], other: list[float]) -> float:
    """Return how far two sounds are from one another, where 1 is as far as nothing from the first."""
    both = list(zip(one, other, strict=False))
    return sum((first - second) ** 2 for first, second in both) / sum(first**2 for first, _ in both)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_left_of_what_a_telephone_writes(kind: str) -> None:
    raw = KINDS[kind]
    assert SECRET.encode() in raw
    assert list(published_files.recording(raw)) != []
    cleaned = clean(raw, ENDINGS[kind])
    assert SECRET.encode() not in cleaned
    assert b"153.0251" not in cleaned
    assert list(published_files.recording(cleaned)) == []
    assert decoded_pictures(cleaned) == decoded_pictures(raw)
    before, after = decoded_sound(raw), decoded_sound(cleaned)
    assert abs(len(after) - len(before)) < 2_100
    assert distance(before[2_000:20_000], after[2_000:20_000]) < 0.01


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_recording_comes_out_as_the_same_bytes(kind: str) -> None:
    assert clean(KINDS[kind], ENDINGS[kind]) == clean(KINDS[kind], ENDINGS[kind])


def test_messages_of_encoders_in_the_video_stream_are_removed() -> None:
    """H.264 has messages between its pictures: x264 notes its settings there, some cameras the place and the time."""
    assert b"x264" in CLIP
    assert b"x264" not in clean(CLIP, "mp4")


def test_a_browser_can_begin_before_it_has_all() -> None:
    cleaned = clean(CLIP, "mp4")
    assert cleaned.index(b"moov") < cleaned.index(b"mdat")


def test_a_recording_stays_upright() -> None:
    """A telephone that is held upright says so in its track, and nowhere else."""
    turned = bytearray(CLIP)
    place = turned.index(b"tkhd") + 44
    turned[place : place + 36] = struct.pack(">9i", 0, 1 << 16, 0, -1 << 16, 0, 0, 48 << 16, 0, 1 << 30)
    cleaned = clean(bytes(turned), "mp4")
    place = cleaned.index(b"tkhd") + 44
    assert struct.unpack(">5i", cleaned[place : place + 20]) == (0, 1 << 16, 0, -1 << 16, 0)


def cut_video(raw: bytes, *, begin: float = 0, length: float | None = None) -> bytes:
    """Return a video of which a player shows a part, as telephones cut: the rest is still in it."""
    made = bytearray(raw)
    place = made.index(b"elst")
    [start] = struct.unpack(">i", made[place + 16 : place + 20])
    made[place + 16 : place + 20] = struct.pack(">i", start + int(begin * 12_800))
    if length is not None:
        made[place + 12 : place + 16] = struct.pack(">i", int(length * 1000))
    return bytes(made)


def test_a_recording_with_a_part_that_was_cut_away_and_is_still_in_it_is_refused() -> None:
    long = recording("mp4", "libx264", "", tags=False, seconds=2)
    assert clean(long, "mp4")
    for part in (cut_video(long, begin=1), cut_video(long, length=0.5)):
        with pytest.raises(FileFault, match="cut away is still in it"):
            clean(part, "mp4")


@pytest.mark.parametrize(
    ("raw", "ending", "says"),
    [
        (recording("matroska", "libx264", "aac", tags=False), "webm", "its picture is h264"),
        (recording("mov", "", "pcm_s16le", tags=False), "m4a", "its sound is pcm_s16le"),
        (CLIP, "m4a", "it is a video"),
        (CLIP[:3000], "mp4", "cut short or broken"),
        (b"\0\0\0\x18ftypmp42", "mp4", "cut short or broken"),
        (KINDS["webm"][:60], "webm", "cut short or broken"),
        (b"", "mp4", "cut short or broken"),
    ],
)
def test_recordings_that_cannot_be_remuxed_are_refused_with_the_reason(raw: bytes, ending: str, says: str) -> None:
    with pytest.raises(FileFault, match=says) as refused:
        clean(raw, ending)
    assert refused.value.fix


@pytest.mark.parametrize(
    "raw", [b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", b"ffconcat version 1.0\nfile '/etc/passwd'\n"]
)
@pytest.mark.parametrize("ending", ["mp4", "m4a", "webm"])
def test_a_list_that_names_other_files_is_not_followed(raw: bytes, ending: str) -> None:
    with pytest.raises(FileFault):
        clean(raw, ending)
