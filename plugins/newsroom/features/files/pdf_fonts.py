"""Fonts inside a PDF: the shapes of their letters, without the names, rights and remarks of whoever made them."""

from __future__ import annotations

import io

from newsroom.features.files import pdf_type1
from newsroom.features.files.model import FileFault
from newsroom.features.files.pdf_names import FontNames

_BROKEN = "open it, print it to a new PDF, and use that"
#: Tables of a TrueType or OpenType font that a document draws with (ISO 32000-2, 9.9.2).
_TABLES = frozenset(
    b"CFF  OS/2 VORG cmap cvt  fpgm glyf head hhea hmtx loca maxp post prep vhea vmtx"[place : place + 4]
    for place in range(0, 78, 5)
)
#: Entries of text in the first dictionary of a CFF font.
_WORDS = ("version", "Notice", "Copyright", "FullName", "FamilyName", "Weight", "PostScript", "BaseFontName")


def strip_font(raw: bytes, names: FontNames | None = None) -> tuple[bytes, tuple[int, ...]]:
    """Return a font with what draws its letters, and the lengths of its parts.

    Args:
        raw: the font.
        names: those of the letters of the document that it is in.

    Raises:
        FileFault: it is broken, or of a kind that is not read here.
    """
    names = names or FontNames()
    try:
        if raw[:4] in (b"\0\1\0\0", b"true", b"OTTO"):
            stripped = _tables(raw, names)
            return stripped, (len(stripped),)
        if raw[:2] == b"%!":
            parts = pdf_type1.strip_type1(raw, names)
            return b"".join(parts), tuple(map(len, parts))
        if raw[:1] == b"\1":
            return _cff(raw, names), ()
    except FileFault:
        raise
    except Exception as error:
        raise FileFault("a font in it is broken", _BROKEN) from error
    raise FileFault("a font in it is broken", _BROKEN)


def _tables(raw: bytes, names: FontNames) -> bytes:
    tables: dict[bytes, bytes] = {}
    for number in range(int.from_bytes(raw[4:6], "big")):
        entry = raw[12 + 16 * number : 28 + 16 * number]
        name, place, size = entry[:4], int.from_bytes(entry[8:12], "big"), int.from_bytes(entry[12:16], "big")
        if name in _TABLES:
            tables[name] = raw[place : place + size]
    if b"CFF " in tables:
        tables[b"CFF "] = _cff(tables[b"CFF "], names)
    if tables.get(b"post", b"")[:4] == b"\0\2\0\0":
        tables[b"post"] = _letters(tables[b"post"], names)
    elif b"post" in tables:
        tables[b"post"] = tables[b"post"][:32]
    return _sfnt(raw[:4], tables)


def _letters(post: bytes, names: FontNames) -> bytes:
    """Return the table of the names of letters."""
    place = 34 + 2 * int.from_bytes(post[32:34], "big")
    parts = [post[:place]]
    while place < len(post):
        name = post[place + 1 : place + 1 + post[place]]
        place += 1 + post[place]
        letter = names.letter(name.decode("latin-1")).encode("latin-1") if name else b""
        parts.append(bytes([len(letter)]) + letter)
    return b"".join(parts)


def _sfnt(kind: bytes, tables: dict[bytes, bytes]) -> bytes:
    """Return a font of tables (OpenType 1.9, "Table directory")."""
    count = len(tables)
    power = max(count.bit_length() - 1, 0)
    span = 16 << power
    head = [kind, *(value.to_bytes(2, "big") for value in (count, span, power, 16 * count - span))]
    place, body = 12 + 16 * count, b""
    for name, held in sorted(tables.items()):
        padded = held + bytes(-len(held) % 4)
        total = sum(int.from_bytes(padded[at : at + 4], "big") for at in range(0, len(padded), 4)) & 0xFFFF_FFFF
        head += [name, *(value.to_bytes(4, "big") for value in (total, place + len(body), len(held)))]
        body += padded
    return b"".join([*head, body])


def _cff(raw: bytes, names: FontNames) -> bytes:
    from fontTools.cffLib import CFFFontSet
    from fontTools.ttLib import TTFont

    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(raw), TTFont(recalcBBoxes=False, recalcTimestamp=False))
    [font] = fonts.topDictIndex
    for key in _WORDS:
        font.rawDict.pop(key, None)
        font.__dict__.pop(key, None)
    for inner in getattr(font, "FDArray", ()):
        inner.rawDict.pop("FontName", None)
        inner.__dict__.pop("FontName", None)
    if hasattr(font, "ROS"):
        font.ROS = ("Adobe", "Identity", 0)
    else:
        letters = font.CharStrings
        font.charset = [names.letter(name) for name in font.charset]
        letters.charset = font.charset
        letters.charStrings = {names.letter(name): place for name, place in letters.charStrings.items()}
        if isinstance(font.Encoding, list):
            font.Encoding = [names.letter(name) for name in font.Encoding]
    fonts.fontNames = ["F"]
    target = io.BytesIO()
    fonts.compile(target, TTFont(recalcBBoxes=False, recalcTimestamp=False))
    return target.getvalue()
