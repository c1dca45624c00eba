"""The kind of a file is told by what it holds, and everything that is not on the list is refused with a remedy."""

from __future__ import annotations

import io
import zipfile

import pytest

from newsroom.features.files.cleaning import clean
from newsroom.features.files.model import KINDS, MOST_OF_A_DOCUMENT, FileFault
from tests.features.files.documents import pdf
from tests.features.files.drawings import svg
from tests.features.files.recordings import mp3, recording
from tests.features.pictures.making import gif, jpeg, png, webp


def packed(**files: str) -> bytes:
    """Return an archive; ``__`` in a name is a slash."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, said in files.items():
            made.writestr(name.replace("__", "/"), said)
    return target.getvalue()


WORD = packed(word__document="<w/>")
OTHERS = {
    "a Word file": WORD,
    "an Excel file": packed(xl__workbook="x"),
    "a PowerPoint file": packed(ppt__presentation="x"),
    "a file of LibreOffice": packed(mimetype="application/vnd.oasis.opendocument.text"),
    "an archive": packed(a="x"),
    "an Office file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "a text in RTF": b"{\\rtf1\\ansi Hello}",
    "a program": b"MZ\x90\0" + bytes(100),
    "a web page": b"<!doctype html><script>alert(1)</script>",
    "plain text": "Grüße".encode(),
    "a photograph in JPEG": jpeg(),
    "a picture in PNG": png(),
    "a picture in WebP": webp(),
    "a picture in GIF": gif(),
    "a drawing in SVG": svg("<rect/>"),
    "a picture": b"\0\0\0\x18ftypheic" + bytes(40),
    "a recording in WAV": recording("wav", "", "pcm_s16le", tags=False),
    "a recording in Ogg": recording("ogg", "", "libopus", tags=False),
    "a recording in raw AAC": recording("adts", "", "aac", tags=False),
    "a video in Matroska": recording("matroska", "libx264", "", tags=False),
    "of a kind that is not published": bytes(range(1, 256)) * 4,
}


@pytest.mark.parametrize("what", OTHERS)
@pytest.mark.parametrize("ending", sorted(KINDS))
def test_unknown_formats_are_refused_under_every_allowed_name(what: str, ending: str) -> None:
    with pytest.raises(FileFault, match=f"it is {what}.* and no {ending.upper()}") as refused:
        clean(OTHERS[what], f"files/2026/x.{ending}")
    assert refused.value.fix


@pytest.mark.parametrize(
    ("name", "raw", "says", "fix"),
    [
        ("minutes.docx", WORD, "it is a Word file", "save it as PDF"),
        ("minutes.DOCX", b"", "it is an Office file", "save it as PDF"),
        ("old.doc", OTHERS["an Office file"], "it is an Office file", "save it as PDF"),
        ("sums.ods", OTHERS["an archive"], "it is an Office file", "save it as PDF"),
        ("page.html", OTHERS["a web page"], "it is a web page", "content/pages/"),
        ("page.htm", b"words", "it is a web page", "content/pages/"),
        ("notes.txt", b"words", "it is plain text", "content/pages/"),
        ("all.zip", OTHERS["an archive"], "it is an archive", "unpack it"),
        ("run.sh", b"#!/bin/sh\n", "it is a program", "not published"),
        ("noname", pdf(), "it is PDF, and its name says otherwise", "ends with .pdf"),
        ("voice.ogg", OTHERS["a recording in Ogg"], "it is a recording in Ogg", "MP3 or M4A"),
        ("photo.jpg", jpeg(), "it is a photograph in JPEG", "content/images/"),
        ("empty.pdf", b"", "the file is empty", "add it again"),
        ("talk.pdf", mp3(), "its name says PDF, and it is MP3", "ends with .mp3"),
        ("talk.mp3", pdf(), "its name says MP3, and it is PDF", "ends with .pdf"),
        ("clip.webm", recording("mp4", "libx264", "aac"), "its name says WEBM, and it is MP4", "ends with .mp4"),
        (
            "clip.mp4",
            recording("webm", "libvpx-vp9", "libopus"),
            "its name says MP4, and it is WEBM",
            "ends with .webm",
        ),
        ("large.pdf", b"%PDF-" + bytes(MOST_OF_A_DOCUMENT), "larger than 20 MB", "reduced size"),
    ],
)
def test_a_refusal_says_what_a_file_is_and_what_to_do(name: str, raw: bytes, says: str, fix: str) -> None:
    with pytest.raises(FileFault) as refused:
        clean(raw, f"files/2026/{name}")
    assert refused.value.message.startswith(says) or says in refused.value.message
    assert fix in refused.value.fix


@pytest.mark.parametrize("name", ["talk.m4a", "clip.m4v", "clip.mov", "CLIP.MP4"])
def test_a_recording_may_have_any_name_of_its_kind(name: str) -> None:
    raw = recording("ipod", "", "aac") if name == "talk.m4a" else recording("mp4", "libx264", "aac")
    raw = recording("mov", "libx264", "aac") if name == "clip.mov" else raw
    assert clean(raw, f"files/{name}")
