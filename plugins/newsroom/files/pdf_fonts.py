"""Fonts inside a PDF: the shapes of their letters, without the names, rights and remarks of whoever made them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from newsroom.files.model import FileFault

_BROKEN = "open it, print it to a new PDF, and use that"
#: Tables of a TrueType or OpenType font that a document draws with (ISO 32000-2, 9.9.2).
_TABLES = frozenset(
    b"CFF  OS/2 VORG cmap cvt  fpgm glyf head hhea hmtx loca maxp post prep vhea vmtx"[place : place + 4]
    for place in range(0, 78, 5)
)
#: What the first dictionary of a CFF font says of it in words.
_WORDS = ("version", "Notice", "Copyright", "FullName", "FamilyName", "Weight", "PostScript", "BaseFontName")
#: Words, names of a type face and remarks at the head of a Type 1 font, and how it ends.
_STRING = re.compile(rb"\\.|[()]", re.DOTALL)
_REMARK = re.compile(rb"%[^\r\n]*")
_NAME = re.compile(rb"/FontName\s*/[^\s/{}()<>\[\]]+")
_NUMBERED = re.compile(r"(?:[A-Za-z]{1,4}[0-9]{1,6}|u(?:ni)?[0-9A-F]{4,6})\Z")
_ZEROS = re.compile(rb"(?:0{8,}\s*){4,}cleartomark")
_LAST = (b"0" * 64 + b"\n") * 8 + b"cleartomark\n"


def bare(raw: bytes) -> tuple[bytes, tuple[int, ...]]:
    """Return a font with what draws its letters, and the lengths of its parts.

    Raises:
        FileFault: it is broken, or of a kind that is not read here.
    """
    try:
        if raw[:4] in (b"\0\1\0\0", b"true", b"OTTO"):
            made = _tables(raw)
            return made, (len(made),)
        if raw[:2] == b"%!":
            parts = _type1(raw)
            return b"".join(parts), tuple(map(len, parts))
        if raw[:1] == b"\1":
            return _cff(raw), ()
    except Exception as error:
        raise FileFault("a font in it is broken", _BROKEN) from error
    raise FileFault("a font in it is broken", _BROKEN)


def _tables(raw: bytes) -> bytes:
    found: dict[bytes, bytes] = {}
    for number in range(int.from_bytes(raw[4:6], "big")):
        entry = raw[12 + 16 * number : 28 + 16 * number]
        name, place, size = entry[:4], int.from_bytes(entry[8:12], "big"), int.from_bytes(entry[12:16], "big")
        if name in _TABLES:
            found[name] = raw[place : place + size]
    if b"CFF " in found:
        found[b"CFF "] = _cff(found[b"CFF "])
    if found.get(b"post", b"")[:4] == b"\0\2\0\0":
        found[b"post"] = _letters(found[b"post"])
    elif b"post" in found:
        found[b"post"] = found[b"post"][:32]
    return _sfnt(raw[:4], found)


def _letters(post: bytes) -> bytes:
    """Return the table of the names of letters; those that are no letter's name are empty."""
    place = 34 + 2 * int.from_bytes(post[32:34], "big")
    made = [post[:place]]
    while place < len(post):
        name = post[place + 1 : place + 1 + post[place]]
        place += 1 + post[place]
        kept = name if is_letter(name.decode("latin-1")) else b""
        made.append(bytes([len(kept)]) + kept)
    return b"".join(made)


def is_letter(name: str) -> bool:
    """Return whether it is the name of a letter that fonts share (Adobe Glyph List), or a number in place of one."""
    from fontTools.agl import AGL2UV

    base, _, ending = name.partition(".")
    parts = base.split("_")
    return (len(ending) < 7 and all(part in AGL2UV or _NUMBERED.match(part) for part in parts)) or name == ".notdef"


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


def _cff(raw: bytes) -> bytes:
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
    fonts.fontNames = ["F"]
    target = io.BytesIO()
    fonts.compile(target, TTFont(recalcBBoxes=False, recalcTimestamp=False))
    return target.getvalue()


def _type1(raw: bytes) -> tuple[bytes, bytes, bytes]:
    """Return what is to be read of a font, what is enciphered, and what ends it."""
    place = raw.index(b"eexec") + len(b"eexec")
    end = place + len(raw[place : place + 2]) - len(raw[place : place + 2].lstrip(b"\r\n \t"))
    clear = _NAME.sub(b"/FontName /F", _REMARK.sub(b"", _without_strings(raw[:place])))
    last = _ZEROS.search(raw, end)
    # Each line that is no longer there is one that nobody reads.
    lines = [line for line in re.split(rb"[\r\n]+", clear) if line.strip()]
    head = b"%!PS-AdobeFont-1.0: F\n" + b"\n".join(lines) + b"\n"
    return head, _deciphered(raw[end : last.start() if last else len(raw)]), _LAST


def _without_strings(words: bytes) -> bytes:
    """Return words with nothing between brackets, of which one pair may stand in another."""
    made, depth, place = [], 0, 0
    for sign in _STRING.finditer(words):
        if not depth:
            made.append(words[place : sign.start()])
        if sign[0] == b"(":
            depth += 1
        elif sign[0] == b")" and depth:
            depth -= 1
            made += [] if depth else [b"()"]
        place = sign.end()
    return b"".join(made) if depth else b"".join([*made, words[place:]])


def _deciphered(raw: bytes) -> bytes:
    """Return what is enciphered, up to where it says that it ends, enciphered anew (Adobe Type 1 Font Format, 7)."""
    if re.fullmatch(rb"[0-9A-Fa-f\s]{4}.*", raw[:4], re.DOTALL):
        raw = bytes.fromhex(re.sub(rb"[^0-9A-Fa-f]", b"", raw).decode()[: len(raw) // 2 * 2])
    plain = bytes(_cipher(raw))[4:]
    end = plain.rfind(b"closefile")
    if end < 0:
        raise ValueError
    words = bytes(4) + plain[: end + len(b"closefile")] + b"\n"
    made, key = bytearray(), 55_665
    for value in words:
        made.append(value ^ key >> 8)
        key = (made[-1] + key) * 52_845 + 22_719 & 0xFFFF
    return bytes(made)


def _cipher(raw: bytes) -> Iterator[int]:
    key = 55_665
    for value in raw:
        yield value ^ key >> 8
        key = (value + key) * 52_845 + 22_719 & 0xFFFF
