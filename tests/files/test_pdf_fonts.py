"""Fonts inside a PDF: their letters are drawn as they were, and nobody's name is in them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image, ImageDraw, ImageFont

from newsroom.files.model import FileFault
from newsroom.files.pdf import clean
from newsroom.files.pdf_fonts import bare
from tests.files.documents import pdf
from tests.files.test_pdf_places import WORD, holds

_WORDS = {"familyName": WORD, "copyright": f"(c) {WORD}", "designer": WORD, "fullName": WORD, "psName": WORD}


def _built(*, outlines: bool) -> FontBuilder:
    names = [".notdef", "A", WORD if outlines else "A.alt"]
    font = FontBuilder(1000, isTTF=outlines)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({65: "A"})
    font.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    pen = TTGlyphPen(None) if outlines else T2CharStringPen(600, None)
    pen.moveTo((0, 0))
    pen.lineTo((500, 0))
    pen.lineTo((0, 500))
    pen.closePath()
    if outlines:
        font.setupGlyf(dict.fromkeys(names, pen.glyph()))
    else:
        words = dict.fromkeys(("FullName", "FamilyName", "Notice", "Copyright", "version", "Weight"), WORD)
        font.setupCFF(WORD, words, dict.fromkeys(names, pen.getCharString()), {})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable(_WORDS)
    font.setupOS2()
    font.setupPost(keepGlyphNames=True)
    return font


def truetype() -> bytes:
    target = io.BytesIO()
    _built(outlines=True).save(target)
    return target.getvalue() + WORD.encode()


def opentype() -> bytes:
    target = io.BytesIO()
    font = _built(outlines=False).font
    font["Meta"] = DefaultTable("Meta")
    font["Meta"].data = WORD.encode()
    font.save(target)
    return target.getvalue()


def compact() -> bytes:
    return TTFont(io.BytesIO(opentype())).getTableData("CFF ") + WORD.encode()


def _ciphered(raw: bytes, key: int) -> bytes:
    made = bytearray()
    for value in raw:
        made.append(value ^ key >> 8)
        key = (made[-1] + key) * 52_845 + 22_719 & 0xFFFF
    return bytes(made)


def type1(*, hexadecimal: bool = False, end: str = "\n") -> bytes:
    """Return a font as old programs make them: a head to be read, letters that are enciphered, and nought."""
    # hsbw, rmoveto, rlineto, rlineto, closepath, endchar
    number = lambda value: bytes([255]) + value.to_bytes(4, "big", signed=True)  # noqa: E731
    drawn = number(0) + number(600) + b"\x0d" + number(0) + number(0) + b"\x15" + number(500) + number(0) + b"\x05"
    drawn += number(-500) + number(500) + b"\x05\x09\x0e"
    letter = _ciphered(bytes(4) + drawn, 4_330)
    head = f"""%!PS-AdobeFont-1.0: {WORD} 001.001
%%CreationDate: {WORD}
11 dict begin
/FontInfo 9 dict dup begin
/Notice (Copyright (c) of ({WORD}) \\) and others) readonly def
/FullName ({WORD}) readonly def
end readonly def
/FontName /{WORD} def
/PaintType 0 def
/FontType 1 def
/FontMatrix [0.001 0 0 0.001 0 0] readonly def
/Encoding 256 array
0 1 255 {{1 index exch /.notdef put}} for
dup 65 /A put
readonly def
/FontBBox {{0 0 600 600}} readonly def
currentdict end
currentfile eexec
""".replace("\n", end).encode()
    held = b"dup /Private 8 dict dup begin /RD {string currentfile exch readstring pop} executeonly def /ND {def} def "
    held += b"/NP {put} def /BlueValues [] def /MinFeature {16 16} def /password 5839 def /lenIV 4 def\n"
    held += b"2 index /CharStrings 2 dict dup begin\n"
    held += b"".join(b"/%s %d RD %s ND\n" % (name, len(letter), letter) for name in (b".notdef", b"A"))
    held += b"end end readonly put noaccess put dup /FontName get exch definefont pop mark currentfile closefile\n"
    body = _ciphered(b"\xaa\xbb\xcc\xdd" + held + WORD.encode(), 55_665)
    if hexadecimal:
        body = body.hex().encode()
    return head + body + b"\n" + (b"0" * 64 + b"\n") * 8 + b"cleartomark\n" + WORD.encode()


FONTS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "TrueType": ("FontFile2", truetype),
    "OpenType": ("FontFile3", opentype),
    "CFF": ("FontFile3", compact),
    "Type 1": ("FontFile", type1),
    "Type 1, in letters": ("FontFile", lambda: type1(hexadecimal=True)),
    "Type 1, other line ends": ("FontFile", lambda: type1(end="\r")),
}


def shown(raw: bytes) -> bytes:
    """Return a letter as another program draws it."""
    font = ImageFont.truetype(io.BytesIO(raw), 60)
    image = Image.new("L", (80, 80))
    ImageDraw.Draw(image).text((5, 5), "A", fill=255, font=font)
    return image.tobytes()


@pytest.mark.parametrize("kind", FONTS)
def test_a_font_draws_what_it_drew_and_names_nobody(kind: str) -> None:
    key, make = FONTS[kind]
    raw = make()

    def change(made: Pdf) -> None:
        about = made.make_indirect(Dictionary(Type=Name.FontDescriptor, FontName=Name("/AAAAAA+X"), Flags=32))
        program = made.make_indirect(Stream(made, raw))
        program.Length1 = 5
        if key == "FontFile3":
            program.Subtype = Name.Type1C
        about[f"/{key}"] = program
        made.pages[0].obj.Resources.Font.F1 = made.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/AAAAAA+X"), FontDescriptor=about,
                       FirstChar=65, LastChar=65, Widths=Array([600]))
        )  # fmt: skip

    document = clean(pdf(change), "T")
    assert WORD.encode() in raw
    assert not holds(document)
    with pikepdf.open(io.BytesIO(document)) as opened:
        program = opened.pages[0].obj.Resources.Font.F1.FontDescriptor[f"/{key}"]
        made = program.read_bytes()
        lengths = [int(program.get(f"/Length{number}", 0)) for number in (1, 2, 3)]
    assert any(shown(raw))
    assert shown(made) == shown(raw)
    assert sum(lengths) == (0 if kind == "CFF" else len(made))
    assert bare(made)[0] == made
    if kind.startswith("Type 1"):
        assert re.search(rb"eexec\s\Z", made[: lengths[0]])


@given(st.binary(max_size=200), st.sampled_from(sorted(FONTS)), st.integers(0, 400))
@settings(deadline=None, max_examples=25)
def test_a_broken_font_is_refused_in_words(body: bytes, kind: str, place: int) -> None:
    raw = FONTS[kind][1]()
    for broken in (body, raw[:place] + body, raw[:place] + body + raw[place + len(body) :]):
        try:
            bare(broken)
        except FileFault as fault:
            assert fault.message == "a font in it is broken"  # noqa: PT017
