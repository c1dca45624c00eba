"""Kind of a file, detected from its content and not from its name."""

from __future__ import annotations

import codecs
import io
import re
import zipfile

from newsroom.features.files.model import FileFault

_PDF, _PICTURE = "save it as PDF", "put it under content/images/ and show it in the story"
_PAGE = "write it as a page in content/pages/, or save it as PDF"
_OFFICE = frozenset(
    ("doc", "docx", "docm", "odt", "pages", "rtf", "xls", "xlsx", "xlsm", "ods", "numbers", "ppt", "pptx", "odp", "key")
)
_SOUND = "export it as MP3 or M4A"
_VIDEO = "export it as MP4 with H.264 and AAC"
_NEVER = "it is not published; link to a page that says what is in it"
#: Bytes that are looked through for words.
_HEAD = 65_536
#: First bytes of other formats, with the name that people know and the remedy.
_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office file", _PDF),
    (b"{\\rtf", "a text in RTF", _PDF),
    (b"%!PS", "a PostScript file", _PDF),
    (b"7z\xbc\xaf\x27\x1c", "an archive", "unpack it, and add what is in it"),
    (b"Rar!\x1a\x07", "an archive", "unpack it, and add what is in it"),
    (b"\x1f\x8b", "an archive", "unpack it, and add what is in it"),
    (b"BZh", "an archive", "unpack it, and add what is in it"),
    (b"\xfd7zXZ\0", "an archive", "unpack it, and add what is in it"),
    (b"MZ", "a program", _NEVER),
    (b"\x7fELF", "a program", _NEVER),
    (b"\xcf\xfa\xed\xfe", "a program", _NEVER),
    (b"#!", "a program", _NEVER),
    (b"\xff\xd8\xff", "a photograph in JPEG", _PICTURE),
    (b"\x89PNG", "a picture in PNG", _PICTURE),
    (b"GIF8", "a picture in GIF", _PICTURE),
    (b"II*\0", "a picture in TIFF", _PICTURE),
    (b"MM\0*", "a picture in TIFF", _PICTURE),
    (b"OggS", "a recording in Ogg, which not every browser plays", _SOUND),
    (b"fLaC", "a recording in FLAC", _SOUND),
    (b"FORM", "a recording in AIFF", _SOUND),
    (b"#!AMR", "a recording in AMR", _SOUND),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "a recording in Windows Media", _VIDEO),
    (b"\x1a\x45\xdf\xa3", "a video in Matroska, which not every browser plays", _VIDEO),
    (b"FLV", "a video in FLV", _VIDEO),
)
#: Formats that are zip archives, by the name of a file in them: Office files and others.
_PACKED = (
    ("word/", "a Word file"),
    ("xl/", "an Excel file"),
    ("ppt/", "a PowerPoint file"),
    ("Index/Document.iwa", "a file of Pages, Numbers or Keynote"),
    ("META-INF/container.xml", "an e-book"),
)
_RIFF = {
    b"WAVE": ("a recording in WAV, which is very large", _SOUND),
    b"WEBP": ("a picture in WebP", _PICTURE),
}
_STILL = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis", b"crx ")
_HTML = re.compile(rb"<(?:!doctype html|html|head|body|script|iframe)\b", re.IGNORECASE)


def check(raw: bytes, ending: str) -> None:
    """Look whether a file is what the ending of its name says.

    Args:
        raw: the file.
        ending: a key of `newsroom.features.files.model.KINDS`.

    Raises:
        FileFault: it is something else; says what, and what to do.
    """
    if not raw:
        raise FileFault("the file is empty", "add it again")
    endings = _endings_of(raw)
    if ending in endings:
        return
    if endings:
        raise FileFault(
            f"its name says {ending.upper()}, and it is {endings[0].upper()}",
            f"give it a name that ends with .{endings[0]}",
        )
    what, fix = _other(raw)
    raise FileFault(f"it is {what} and no {ending.upper()}", fix)


def ending_fault(raw: bytes, ending: str) -> FileFault:
    """Return why a file is not published whose name ends with none of the endings that may be."""
    endings = _endings_of(raw)
    if endings:
        return FileFault(
            f"it is {endings[0].upper()}, and its name says otherwise", f"give it a name that ends with .{endings[0]}"
        )
    what, fix = _other(raw)
    if ending in _OFFICE and not what.startswith(("a file of", "a Word", "an Excel", "a PowerPoint")):
        what, fix = "an Office file", _PDF
    elif ending in ("htm", "html", "xhtml"):
        what, fix = "a web page", _PAGE
    return FileFault(f"it is {what}", fix)


def _endings_of(raw: bytes) -> tuple[str, ...]:
    """Return the endings that a file may have that may be published, by what it holds."""
    if raw[:5] == b"%PDF-":
        return ("pdf",)
    if raw[4:8] == b"ftyp" and raw[8:12] not in _STILL:
        return {b"qt  ": ("mov",), b"M4A ": ("m4a", "mp4"), b"M4V ": ("m4v", "mp4")}.get(
            raw[8:12], ("mp4", "m4a", "m4v")
        )
    if raw[4:8] in (b"moov", b"mdat", b"wide", b"free"):
        return ("mov",)
    if raw[:4] == b"\x1a\x45\xdf\xa3" and b"webm" in raw[:64]:
        return ("webm",)
    if raw.removeprefix(codecs.BOM_UTF8)[:6] == b"WEBVTT":
        return ("vtt",)
    if raw[:3] == b"ID3" or (raw[:1] == b"\xff" and raw[1:2] and raw[1] & 0xE6 == 0xE2):
        return ("mp3",)
    return ()


def _other(raw: bytes) -> tuple[str, str]:
    """Return what a file is, in words, and what to do with it."""
    if raw[:4] == b"PK\x03\x04":
        return _packed(raw)
    if raw[:4] == b"RIFF":
        return _RIFF.get(raw[8:12], ("a video in AVI", _VIDEO))
    for start, what, fix in _OTHERS:
        if raw.startswith(start):
            return what, fix
    if raw[4:8] == b"ftyp":
        return "a picture", _PICTURE
    if raw[:1] == b"\xff" and raw[1:2] and raw[1] & 0xF6 == 0xF0:
        return "a recording in raw AAC", _SOUND
    return _written(raw[:_HEAD])


def _written(start: bytes) -> tuple[str, str]:
    if _HTML.search(start):
        return "a web page", _PAGE
    if b"<svg" in start:
        return "a drawing in SVG", _PICTURE
    try:
        # It may end within a sign.
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return "of a kind that is not published", "save it as PDF, MP3, M4A, MP4 or WebM"
    return "plain text", _PAGE


def _packed(raw: bytes) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype")
                if b"opendocument" in kind:
                    return "a file of LibreOffice", _PDF
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, RuntimeError, EOFError):
        # Broken, encrypted, or packed in a way that this Python cannot read: an archive all the same.
        names = []
    for start, what in _PACKED:
        if any(name.startswith(start) for name in names):
            return what, _PDF
    return "an archive", "unpack it, and add what is in it"
