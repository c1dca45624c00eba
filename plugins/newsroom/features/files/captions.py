"""Captions of a film (WebVTT): keeps times and text, and nothing else.

Everything else of an editor's program (remarks, styles, regions, its author) is left out:
https://www.w3.org/TR/webvtt1/#file-structure
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom.core import deceptive_text
from newsroom.features.files.model import FileFault

_TIME = r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}"
_TIMING = re.compile(rf"({_TIME})[ \t]+-->[ \t]+({_TIME})(?:[ \t]+.*)?\Z")
#: Tags that a browser knows in captions; of others the words stay.
_TAG = re.compile(r"<(?!/?[biu]>)[^<>]*>")
_FIX = "save it as WebVTT (.vtt) in UTF-8, each caption with its times above it: 00:01.000 --> 00:04.000"


def clean(raw: bytes) -> bytes:
    """Return captions with their times and words alone.

    Args:
        raw: the file.

    Raises:
        FileFault: it cannot be read; says why.
    """
    try:
        words = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileFault("the captions are not saved as UTF-8", _FIX) from error
    for number, line in enumerate(re.split(r"\r\n|\r|\n", words), 1):
        for fault in deceptive_text.faults(line):
            raise FileFault(f"on line {number} of the captions {fault.message}", fault.fix)
    cues = list(_cues(words.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")))
    if not cues:
        raise FileFault("there is no caption with times in it", _FIX)
    return ("\n\n".join(("WEBVTT", *cues)) + "\n").encode()


def _cues(words: str) -> Iterator[str]:
    for block in re.split(r"\n[ \t]*\n", words)[1:]:
        lines = block.strip("\n").split("\n")
        # A cue may have a name on the line above its times.
        for place, line in enumerate(lines[:2]):
            timing = _TIMING.match(line.strip())
            if timing:
                spoken_lines = [_TAG.sub("", text).strip() for text in lines[place + 1 :]]
                yield "\n".join((f"{timing[1]} --> {timing[2]}", *filter(None, spoken_lines)))
                break


def faults(raw: bytes) -> Iterator[str]:
    """Yield the faults of published captions."""
    words = raw.decode("utf-8")
    if not words.startswith("WEBVTT\n"):
        yield "has a remark in its first line"
    for block in words.split("\n\n")[1:]:
        if not _TIMING.match(block.split("\n", 1)[0]):
            yield "has a block that is no caption"
