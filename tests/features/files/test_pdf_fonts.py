"""Fonts inside a PDF: their letters are drawn as they were, and nobody's name is in them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.fontBuilder import FontBuilder
from fontTools.misc import eexec
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from PIL import Image, ImageDraw, ImageFont

from newsroom.features.files import published_files
from newsroom.features.files.model import FileFault
from newsroom.features.files.pdf import clean
from newsroom.features.files.pdf_fonts import strip_font
from newsroom.features.files.pdf_names import FontNames, is_letter
from newsroom.features.files.pdf_programs import mesh
from newsroom.features.files.pdf_values import plain_name
from tests.features.files.documents import pdf
from tests.features.files.test_pdf_places import WORD, holds_word, unpacked_text

Change = Callable[[Pdf], None]
_WORDS = {"familyName": WORD, "copyright": f"(c) {WORD}", "designer": WORD, "fullName": WORD, "psName": WORD}


def _built(*, outlines: bool) -> FontBuilder:
    names = [".notdef", "A", WORD]
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


def encrypted(raw: bytes, key: int) -> bytes:
    return bytes(eexec.encrypt(raw, key)[0])


def decrypted(raw: bytes, key: int) -> bytes:
    return bytes(eexec.decrypt(raw, key)[0])


def type1(*, hexadecimal: bool = False, end: str = "\n") -> bytes:
    """Return a font as old programs make them: a head to be read, letters that are enciphered, and nought."""
    # hsbw, rmoveto, rlineto, rlineto, closepath, endchar
    number = lambda value: bytes([255]) + value.to_bytes(4, "big", signed=True)  # noqa: E731
    drawn = number(0) + number(600) + b"\x0d" + number(0) + number(0) + b"\x15" + number(500) + number(0) + b"\x05"
    drawn += number(-500) + number(500) + b"\x05\x09\x0e"
    letter = encrypted(WORD[:4].encode() + drawn + WORD.encode(), 4_330)
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
    held += (
        b"/NP {put} def /BlueValues [] def /MinFeature {16 16} def /Own ("
        + WORD.encode()
        + b") def % "
        + WORD.encode()
        + b"\n/password 5839 def /lenIV 4 def\n"
    )
    held += b"2 index /CharStrings 3 dict dup begin\n"
    names = (b".notdef", b"A", WORD.encode())
    held += b"".join(b"/%s %d RD %s ND\n" % (name, len(letter), letter) for name in names)
    held += b"end end readonly put noaccess put dup /FontName get exch definefont pop mark currentfile closefile\n"
    body = encrypted(b"\xaa\xbb\xcc\xdd" + held + WORD.encode(), 55_665)
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


def drawn_letter(raw: bytes) -> bytes:
    """Return a letter as another program draws it."""
    font = ImageFont.truetype(io.BytesIO(raw), 60)
    image = Image.new("L", (80, 80))
    ImageDraw.Draw(image).text((5, 5), "A", fill=255, font=font)
    return image.tobytes()


def unpacked(raw: bytes) -> bytes:
    """Return what a font holds, deciphered."""
    if raw[:2] != b"%!":
        return raw
    plain = decrypted(raw[raw.index(b"eexec") + 6 :], 55_665)
    letters = [
        decrypted(plain[one.end() : one.end() + int(one[1])], 4_330) for one in re.finditer(rb" (\d+) RD ", plain)
    ]
    return b"\n".join([raw, plain, *letters])


@pytest.mark.parametrize("kind", FONTS)
def test_a_font_draws_what_it_drew_and_names_nobody(kind: str) -> None:
    key, make = FONTS[kind]
    raw = make()

    def change(made: Pdf) -> None:
        about = made.make_indirect(Dictionary(Type=Name.FontDescriptor, FontName=Name(f"/FARIDA+{WORD}"), Flags=32))
        program = made.make_indirect(Stream(made, raw))
        program.Length1 = 5
        if key == "FontFile3":
            program.Subtype = Name.Type1C
        about[f"/{key}"] = program
        made.pages[0].obj.Resources.Font.F1 = made.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/FARIDA+{WORD}"), FontDescriptor=about,
                       FirstChar=65, LastChar=65, Widths=Array([600]))
        )  # fmt: skip

    document = clean(pdf(change), "T")
    assert WORD.encode() in raw
    assert not holds_word(document)
    assert b"FARIDA" not in unpacked_text(document)
    with pikepdf.open(io.BytesIO(document)) as opened:
        program = opened.pages[0].obj.Resources.Font.F1.FontDescriptor[f"/{key}"]
        made = program.read_bytes()
        lengths = [int(program.get(f"/Length{number}", 0)) for number in (1, 2, 3)]
    assert any(drawn_letter(raw))
    assert drawn_letter(made) == drawn_letter(raw)
    assert sum(lengths) == (0 if kind == "CFF" else len(made))
    assert strip_font(made)[0] == made
    assert WORD.encode() not in unpacked(made)
    if kind.startswith("Type 1"):
        assert re.search(rb"eexec\s\Z", made[: lengths[0]])


_REFUSALS = ("a font in it is broken", "a font in it is several in one, which is not read here")


@given(st.binary(max_size=200), st.sampled_from(sorted(FONTS)), st.integers(0, 400))
@example(b"/WeightVector", "Type 1", 0)
@settings(deadline=None, max_examples=25)
def test_a_broken_font_is_refused_in_words(body: bytes, kind: str, place: int) -> None:
    raw = FONTS[kind][1]()
    for broken in (body, raw[:place] + body, raw[:place] + body + raw[place + len(body) :]):
        try:
            strip_font(broken)
        except FileFault as fault:
            assert fault.message in _REFUSALS  # noqa: PT017


# ------------------------------------------------------------------------------------------------- names and tables


def _font(made: Pdf, words: bytes = b"(A)", **about: object) -> Object:
    """Draw words with a font of a document's own, and nothing else."""
    page = made.pages[0].obj
    page.Contents = made.make_indirect(Stream(made, b"BT /F1 9 Tf 72 700 Td " + words + b" Tj ET"))
    font = made.make_indirect(Dictionary({"/Type": Name.Font, **{f"/{key}": value for key, value in about.items()}}))
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    return font


def _simple(**about: object) -> Change:
    return lambda made: _font(made, **{"Subtype": Name.Type1, "BaseFont": Name.Helvetica, **about}) and None


def _wide(words: bytes = b"<0041>", **about: object) -> Change:
    """Draw with a font of two bytes a letter."""

    def change(made: Pdf) -> None:
        held = {
            key: made.make_indirect(Stream(made, value)) if isinstance(value, bytes) else value
            for key, value in about.items()
        }
        inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name(f"/{WORD}"))
        inner.FontDescriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name(f"/{WORD}"), Flags=4)
        if "CIDToGIDMap" in held:
            inner.CIDToGIDMap = held.pop("CIDToGIDMap")
        whole = {"Encoding": Name("/Identity-H"), **held}
        _font(made, words, Subtype=Name.Type0, BaseFont=Name(f"/{WORD}-Identity-H"),
              DescendantFonts=Array([made.make_indirect(inner)]), **whole)  # fmt: skip

    return change


def _table(said: bytes) -> bytes:
    return b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange " + said + b" endcmap"


def _drawn(name: str, used: bytes) -> Change:
    def change(made: Pdf) -> None:
        letter = Stream(made, b"9 0 d0 0 0 9 9 re f")
        hidden = Stream(made, b"9 0 d0 BT /F2 9 Tf (Farida) Tj ET")
        inner = Dictionary(Font=Dictionary(F2=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)))
        drawings = Dictionary({f"/{name}": made.make_indirect(letter), "/b": made.make_indirect(hidden)})
        about = Dictionary(Type=Name.Encoding, Differences=Array([97, Name(f"/{name}"), Name.b]))
        _font(made, used, Subtype=Name.Type3, FontBBox=Array([0, 0, 9, 9]), FontMatrix=Array([1, 0, 0, 1, 0, 0]),
              CharProcs=drawings, Encoding=about, FirstChar=97, LastChar=98, Widths=Array([9, 9]),
              Resources=inner)  # fmt: skip

    return change


_DIFFERENCES = Dictionary(Type=Name.Encoding, Differences=Array([65, Name.A, Name(f"/{WORD}"), Name("/A.farida")]))
NAMES: dict[str, Change] = {
    "a font that is not in the document": _simple(BaseFont=Name(f"/{WORD}-Bold")),
    "a part of a font that is not in the document": _simple(BaseFont=Name(f"/ABCDEF+{WORD}")),
    "the description of a font": _simple(
        FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontName=Name(f"/{WORD}"), Flags=4)
    ),
    "an encoding": _simple(Encoding=Name(f"/{WORD}")),
    "an encoding that is called like a table": _wide(Encoding=Name(f"/{WORD}-H")),
    "a table of what letters are read as": _simple(ToUnicode=Name(f"/{WORD}-UCS2-H")),
    "letters": _simple(Encoding=_DIFFERENCES),
    "letters that are drawn": _drawn(WORD, b"(a)"),
    "a letter that is drawn and not used": _drawn("a", b"(a)"),
    "a font of two bytes a letter": _wide(),
    "what a letter is read as that no words use": _wide(
        ToUnicode=_table(b"2 beginbfchar <0041> <0041> <0042> <004600610072006900640061> endbfchar")
    ),
    "what letters are read as that no words use": _wide(
        ToUnicode=_table(b"1 beginbfrange <0050> <0055> [<0046> <0061> <0072> <0069> <0064> <0061>] endbfrange")
    ),
    "a word that a letter is read as": _wide(
        ToUnicode=_table(b"1 beginbfchar <0041> <004600610072006900640061> endbfchar")
    ),
    "shapes of letters that no words use": _wide(CIDToGIDMap=bytes(2 * 0x41) + b"\0\1" + WORD.encode()),
    "shapes of letters before the first": _wide(CIDToGIDMap=WORD.encode() + bytes(2 * 0x41 - 6) + b"\0\1"),
}  # fmt: skip


def _read_as(raw: bytes) -> bytes:
    return re.sub(rb"[^0-9a-fA-F]", b"", unpacked_text(raw)).lower()


@pytest.mark.parametrize("place", NAMES)
def test_a_name_or_a_table_of_a_font_says_nothing(place: str) -> None:
    raw = pdf(NAMES[place])
    spelled = b"004600610072006900640061"
    assert holds_word(raw) or spelled in _read_as(raw)
    cleaned = clean(raw, "T")
    assert not holds_word(cleaned)
    assert spelled not in _read_as(cleaned)
    assert list(published_files.document(cleaned)) == []
    assert clean(cleaned, "T") == cleaned


def test_names_that_readers_need_stay() -> None:
    for name in ("Helvetica-Bold", "ArialMT", "TimesNewRomanPS-BoldItalicMT", "HeiseiMin-W3"):
        with pikepdf.open(io.BytesIO(clean(pdf(_simple(BaseFont=Name(f"/{name}"))), "T"))) as opened:
            assert str(opened.pages[0].obj.Resources.Font.F1.BaseFont) == f"/{name}"
    kept = ["A", "eacute", "f_f_i", "uni0416", "u1F600", "g12", "a.sc", ".notdef", "T_h"]
    gone = ["Farida", "F_a_r", "A.farida", "Fari12", "uni0416.farida", "farida1"]
    assert [name for name in kept if not is_letter(name)] == []
    assert [name for name in gone if is_letter(name)] == []


def test_names_in_place_of_others_are_numbers_of_no_magazine() -> None:
    names = FontNames()
    assert [names.letter(name) for name in ("Nerelle", "Harper", "Nerelle", "eacute")] == ["n1", "n2", "n1", "eacute"]
    assert re.fullmatch(r"/N\d{6}", plain_name("/Nerelle Harper"))
    assert plain_name("/Nerelle Harper") == plain_name("/Nerelle Harper") != plain_name("/Harper Nerelle")
    assert plain_name("/TT0") == "/TT0"


def test_the_letters_of_an_encoding_and_of_the_font_are_called_alike() -> None:
    def change(made: Pdf) -> None:
        program = made.make_indirect(Stream(made, compact()))
        program.Subtype = Name.Type1C
        about = Dictionary(Type=Name.FontDescriptor, FontName=Name.X, Flags=4, FontFile3=program)
        _font(made, b"(B)", Subtype=Name.Type1, BaseFont=Name.X, FontDescriptor=about, Encoding=_DIFFERENCES)

    with pikepdf.open(io.BytesIO(clean(pdf(change), "T"))) as opened:
        font = opened.pages[0].obj.Resources.Font.F1
        program = CFFFontSet()
        program.decompile(io.BytesIO(font.FontDescriptor.FontFile3.read_bytes()), TTFont())
        assert program[0].charset == [".notdef", "A", str(font.Encoding.Differences[2])[1:]]


def test_a_mesh_ends_behind_its_last_part() -> None:
    corner, word = bytes(1 + 4 + 3), WORD.encode()
    assert mesh(corner * 3 + word, 4, (8, 16, 8), 3) == corner * 3
    assert mesh(corner[1:] * 4 + word, 5, (8, 16, 8), 3) == corner[1:] * 4
    first, more = bytes(1 + 48 + 12), b"\1" + bytes(32 + 6)
    assert mesh(first + more + word, 6, (8, 16, 8), 3) == first + more
    assert mesh(first + word, 1, (8, 16, 8), 3) == b""
