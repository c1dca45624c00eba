"""Looks into the fonts of a published PDF: names, rights and remarks, read by fontTools and by their own bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from fontTools.cffLib import CFFFontSet
from fontTools.misc import eexec
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from newsroom.features.files.pdf_names import is_letter

#: Tables of a font that draw; others say something in words, or are needed by no document.
_DRAWING = frozenset(
    {"CFF ", "OS/2", "VORG", "cmap", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "post", "prep"}
    | {"vhea", "vmtx", "GlyphOrder"}
)
_SAYING = ("version", "Notice", "Copyright", "FullName", "FamilyName", "Weight", "PostScript", "BaseFontName")
#: Numbers that the cleaner gives to letters, and fontTools to those without a name; what marks a part of a font.
_GIVEN = re.compile(r"(?:qn|glyph|\.notdef[.#])[0-9]+\Z")
_PART = re.compile(r"/(?:[A-Z]{6}\+)?")
#: Words between brackets that are not empty, and remarks.
_WORDS = re.compile(rb"\((?!\))|%")
_CODES = re.compile(rb"<[0-9A-Fa-f\s]*>")


def found(pdf: Pdf) -> Iterator[str]:
    """Yield what fonts hold besides what draws their letters."""
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get("/Type") == Name.Font:
            yield from _font(thing)
        elif isinstance(thing, Dictionary) and thing.get("/Type") == Name.FontDescriptor:
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if isinstance(thing.get(key), Stream):
                    yield from _program(thing[key].read_bytes())


def _font(font: Object) -> Iterator[str]:
    encoding = font.get("/Encoding")
    if isinstance(encoding, Dictionary):
        names = [str(item)[1:] for item in encoding.get("/Differences", Array()) if isinstance(item, Name)]
        yield from _letters(names)
    yield from _letters([name[1:] for name in font.get("/CharProcs", Dictionary()).keys()])  # noqa: SIM118
    for table in (font.get("/ToUnicode"), encoding):
        if isinstance(table, Stream) and _WORDS.search(_CODES.sub(b"", table.read_bytes())):
            yield "has words in a table of letters"
    about = font.get("/FontDescriptor", Dictionary())
    embedded = any(f"/FontFile{number}" in about for number in ("", "2", "3"))
    base = _PART.sub("", str(font.get("/BaseFont", "/F")))
    if embedded and base != "F" and str(about.get("/FontName", font.get("/BaseFont"))) != str(font.get("/BaseFont")):
        yield "has a font with two names"


def _letters(names: list[str]) -> Iterator[str]:
    for name in names:
        if not is_letter(name) and not _GIVEN.match(name):
            yield f"has a letter that is called {name[:40]}"
            return


def _program(raw: bytes) -> Iterator[str]:
    if raw[:2] == b"%!":
        yield from _type1(raw)
    elif raw[:1] == b"\1":
        yield from _cff(raw)
    else:
        yield from _tables(raw)


def _tables(raw: bytes) -> Iterator[str]:
    with TTFont(io.BytesIO(raw), lazy=True) as font:
        yield from (f"has a font with a table {name.strip()}" for name in font.keys() if name not in _DRAWING)  # noqa: SIM118
        ends = [entry.offset + entry.length for entry in font.reader.tables.values()]
        if len(raw) > max(ends) + 3:
            yield "has a font with words behind its end"
        if "post" in font and font["post"].formatType == 2:
            yield from _letters(font.getGlyphOrder())
        if "CFF " in font:
            yield from _cff(font.getTableData("CFF "))


def _cff(raw: bytes) -> Iterator[str]:
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(raw), TTFont(recalcBBoxes=False, recalcTimestamp=False))
    for font in fonts.topDictIndex:
        yield from (f"has a font that says its {key}" for key in _SAYING if key in font.rawDict)
        if not hasattr(font, "ROS"):
            yield from _letters(list(font.charset))
        elif font.ROS[:2] != ("Adobe", "Identity"):
            yield "has a font that says whose letters it numbers"
    if any(len(name) > 1 for name in fonts.fontNames):
        yield "has a font that says its name"


def _type1(raw: bytes) -> Iterator[str]:
    place = raw.index(b"eexec") + len(b"eexec")
    clear = raw[:place].partition(b"\n")[2]
    if _WORDS.search(clear) or b"/FontName /F def" not in clear:
        yield "has a font with words at its head"
    plain, _ = eexec.decrypt(raw[place:].lstrip(), 55_665)
    letters = plain.partition(b"/CharStrings")[2]
    yield from _letters([name.decode("latin-1") for name in re.findall(rb"/(\S+) \d+ RD ", letters)])
    if _WORDS.search(plain[4:].partition(b"/Subrs")[0].partition(b"/CharStrings")[0]):
        yield "has a font with words between its numbers"
    if b"cleartomark" not in raw or raw.rpartition(b"cleartomark")[2].strip():
        yield "has a font with words behind its end"
