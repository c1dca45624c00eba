"""Bytes that were cut short, turned or mixed come to a bare file or to a refusal, and to nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.features.files.cleaning import clean
from newsroom.features.files.model import FileFault
from newsroom.features.files.svg import clean as clean_svg
from tests.features.files import documents
from tests.features.files.drawings import LOADED
from tests.features.files.recordings import mp3, recording, with_atoms
from tests.plain_words import holds_program_words

SAMPLES = {
    "pdf": documents.telling_document(),
    "mp3": mp3(),
    "mp4": with_atoms(recording("mp4", "libx264", "aac")),
    "webm": recording("webm", "libvpx-vp9", "libopus"),
    "svg": LOADED.encode(),
}


@pytest.mark.parametrize("ending", SAMPLES)
@given(data=st.data())
@settings(deadline=None, max_examples=60)
def test_no_bytes_bring_the_build_down(ending: str, data: st.DataObject) -> None:
    raw = bytearray(SAMPLES[ending])
    for place in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=8)):
        raw[place] = data.draw(st.integers(0, 255))
    del raw[data.draw(st.integers(0, len(raw))) if data.draw(st.booleans()) else len(raw) :]
    try:
        made = clean_svg(bytes(raw)).body if ending == "svg" else clean(bytes(raw), f"files/x.{ending}")
        told = bool(made)
    except FileFault as fault:
        told = bool(fault.message and fault.fix) and not holds_program_words(f"{fault.message}; {fault.fix}")
    assert told
