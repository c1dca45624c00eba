"""MP3: its frames leave, byte for byte, and no tag of any kind."""

from __future__ import annotations

import io

import av
import pytest

from newsroom.files import looking
from newsroom.files.model import FileFault
from newsroom.files.mp3 import clean
from tests.files.recordings import SECRET, mp3, recording


def test_tags_of_every_kind_are_gone_and_the_sound_is_what_it_was() -> None:
    raw = mp3()
    assert raw.count(SECRET.encode()) > 6
    assert list(looking.recording(raw)) != []
    made = clean(raw)
    assert list(looking.recording(made)) == []
    assert made == clean(mp3(tags=False)) == clean(made)
    assert mp3(tags=False).endswith(made)
    with av.open(io.BytesIO(made)) as opened:
        assert sum(frame.samples for frame in opened.decode(audio=0)) > 20_000


def test_what_stands_between_frames_goes_too() -> None:
    made = clean(mp3())
    # Every frame of this recording but those of its head has 64 kbit/s at 48 kHz: 192 bytes.
    inside = len(made) - 4 * 192
    assert clean(made[:inside] + SECRET.encode() * 40 + made[inside:]) == made


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
def test_what_is_no_mp3_is_refused(raw: bytes) -> None:
    with pytest.raises(FileFault, match="no sound in it that is MP3"):
        clean(raw)
