"""Looking at what was published, file by file, with other readers than those that made it bare."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import mutagen
from lxml import etree

from newsroom.core.precompression import ENDINGS
from newsroom.features.files import captions, looking_streams, mp3
from newsroom.features.files.looking_pdf import document

#: What a recording says of itself that says nothing of anybody: the kind of box, and how long it is.
_PLAIN = frozenset({"major_brand", "minor_version", "compatible_brands", "DURATION", "vendor_id"})
_NAMES = {"language": "und", "handler_name": ("VideoHandler", "SoundHandler"), "encoder": "Lavf"}
#: How tags begin or end that stand behind the sound of an MP3.
_MARKS = (b"APETAGEX", b"LYRICS200", b"LYRICSEND")
#: What in a drawing runs, loads, or is an editor's.
_RUNS = frozenset(
    "script foreignObject style animate animateMotion animateTransform set handler listener iframe image feImage a "  # noqa: SIM905
    "metadata audio video embed object".split()
)


def look(site: Path) -> dict[str, tuple[int, str, list[str]]]:
    """Return by promise how many files were looked at, what they are, and what is wrong with which."""
    found: dict[str, tuple[int, str, list[str]]] = {}
    # A precompressed file is made of the file beside it.
    files = sorted(path for path in site.rglob("*") if path.is_file() and path.suffix not in ENDINGS)
    for promise, what, looks in (
        ("documents-bare", "documents hold their pages alone", {".pdf": document}),
        ("media-bare", "recordings hold sound and pictures alone", _RECORDINGS),
        ("drawings-inert", "drawings run nothing and load nothing", {".svg": drawing}),
    ):
        # The theme's own drawings are written by hand, and looked at by whoever changes them.
        mine = [path for path in files if path.suffix in looks and not path.is_relative_to(site / "theme")]
        faults = [
            f"{path.relative_to(site).as_posix()} {said}" for path in mine for said in _said(looks[path.suffix], path)
        ]
        found[promise] = len(mine), what, faults
    strangers = [
        path for path in files if path.parts[len(site.parts)] == "files" and path.suffix not in (".pdf", *_RECORDINGS)
    ]
    found["documents-bare"][2].extend(f"{path.relative_to(site).as_posix()} is no document" for path in strangers)
    return found


def _said(look: Callable[[bytes], Iterator[str]], path: Path) -> list[str]:
    try:
        return sorted(set(look(path.read_bytes())))
    except Exception as error:  # noqa: BLE001  what cannot be read is no promise kept
        return [f"cannot be read ({type(error).__name__}: {error})"]


def recording(raw: bytes) -> Iterator[str]:
    """Yield what an MP3, M4A, MP4 or WebM holds that it may not."""
    tags = mutagen.File(io.BytesIO(raw))
    if tags is not None and tags.tags:
        yield f"has tags ({', '.join(sorted(tags.tags)[:3])})"
    if raw[:3] == b"ID3" or raw[-128:-125] == b"TAG" or any(mark in raw for mark in _MARKS):
        yield "has tags before or behind its sound"
    if b"ftyp" not in raw[:12] and raw[:1] == b"\xff" and mp3.rest(raw):
        yield "has words in the room that its sound leaves over"
    yield from looking_streams.found(raw)
    with av.open(io.BytesIO(raw)) as opened:
        said = {**opened.metadata}
        for stream in opened.streams:
            said |= stream.metadata
            if stream.type not in ("audio", "video"):
                yield f"has a stream of {stream.type}"
        yield from (
            f"says {key}" for key, value in said.items() if key not in _PLAIN and value not in _NAMES.get(key, ())
        )
        if opened.chapters():
            yield "has chapters"


_RECORDINGS: dict[str, Callable[[bytes], Iterator[str]]] = {
    **dict.fromkeys((".mp3", ".m4a", ".mp4", ".webm"), recording),
    ".vtt": captions.faults,
}


def drawing(raw: bytes) -> Iterator[str]:
    """Yield what an SVG holds that could run or load something, or that its editor left."""
    root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
    if root.getroottree().docinfo.doctype or root.getprevious() is not None:
        yield "has a declaration or a remark"
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield "has a declaration or a remark"
            continue
        name = etree.QName(element)
        if name.namespace != "http://www.w3.org/2000/svg" or name.localname in _RUNS:
            yield f"has an element {name.localname}"
        for full, value in element.attrib.items():
            attribute = etree.QName(full)
            if attribute.localname.lower().startswith("on") or attribute.namespace not in (None, _XML):
                yield f"has an attribute {attribute.localname}"
            if attribute.localname == "href" and not value.startswith("#"):
                yield f"refers to {value[:40]}"
            if re.search(r"url\((?!#)|@import|javascript:|data:|https?:", value, re.IGNORECASE):
                yield f"refers to something in {attribute.localname}"


_XML = "http://www.w3.org/XML/1998/namespace"
