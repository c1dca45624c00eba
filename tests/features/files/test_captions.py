"""Captions leave with their times and words alone; recordings say how long they are."""

from __future__ import annotations

import pytest

from newsroom.features.files.captions import clean, faults
from newsroom.features.files.cleaning import clean as cleaned
from newsroom.features.files.media import seconds
from newsroom.features.files.model import FileFault, length
from tests.features.files.recordings import recording

_FULL = """\ufeffWEBVTT - made by SECRET
Author: SECRET

NOTE SECRET remark

STYLE
::cue { background: url(https://secret.example/) }

intro
00:00.000 --> 00:02.500 line:0 position:20%
<v SECRET>It <i>rained</i>.</v>

00:01:02.500 --> 00:01:04.000
Nobody went
home.
"""


def test_captions_leave_with_times_and_words_alone() -> None:
    made = clean(_FULL.encode()).decode()
    assert made == (
        "WEBVTT\n\n00:00.000 --> 00:02.500\nIt <i>rained</i>.\n\n00:01:02.500 --> 00:01:04.000\nNobody went\nhome.\n"
    )
    assert list(faults(made.encode())) == []
    assert clean(made.encode()).decode() == made
    assert len(list(faults(_FULL.encode()))) > 1


@pytest.mark.parametrize("raw", [b"WEBVTT\n\nNothing", b"WEBVTT\n\n\xff\xfe", b"WEBVTT", b"WEBVTT\n\n1:2 --> 3:4\nx"])
def test_invalid_captions_are_refused_with_a_remedy(raw: bytes) -> None:
    with pytest.raises(FileFault) as caught:
        cleaned(raw, "files/2026/x.vtt")
    assert "WebVTT" in caught.value.fix


@pytest.mark.parametrize(("container", "codec", "ending"), [("mp3", "mp3", "mp3"), ("ipod", "aac", "m4a")])
def test_a_recording_says_how_long_it_is(container: str, codec: str, ending: str) -> None:
    bare = cleaned(recording(container, audio=codec, seconds=2), f"files/x.{ending}")
    assert seconds(bare, ending) == pytest.approx(2, abs=0.1)


def test_files_without_a_length_have_none() -> None:
    assert seconds(b"%PDF-", "pdf") == 0


@pytest.mark.parametrize(
    ("count", "words"), [(0.2, "0:01 min"), (61, "1:01 min"), (3599.6, "1:00:00 h"), (7265, "2:01:05 h")]
)
def test_a_length_is_said_as_players_do(count: float, words: str) -> None:
    assert length(count).replace("\N{NO-BREAK SPACE}", " ") == words
