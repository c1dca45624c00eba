"""Checks of published files for metadata, with other libraries than those that removed it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import mutagen
import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.misc import eexec
from fontTools.ttLib import TTFont
from lxml import etree
from pikepdf import Array, ContentStreamInlineImage, Dictionary, Name, Object, Pdf, Stream, String
from PIL import Image

from newsroom.core.precompression import ENDINGS
from newsroom.features.files import captions, mp3, published_pictures
from newsroom.features.files.pdf_keys import KEYS, SCHEMES
from newsroom.features.files.pdf_names import is_letter
from newsroom.features.files.pdf_walk import ACTIONS, ANNOTATIONS

# Looks into the streams of a published recording, unit by unit: names of coders, messages, what hangs onto packets.

#: Names that coders write between sounds and pictures.
_CODERS = (b"Lavc", b"Lavf", b"x264", b"libfaac", b"LAME", b"Nero AAC", b"libfdk", b"LIBVPX", b"HandBrake")
#: Units of H.264 that show something: slices, and what is needed to decode them.
_H264 = frozenset({1, 5, 7, 8})
#: Units of AV1 that do: sequences, frames and tiles.
_AV1 = frozenset({1, 2, 3, 4, 6, 7})


def stream_words(raw: bytes) -> Iterator[str]:
    """Yield text in the streams of a recording that is neither sound nor picture."""
    with av.open(io.BytesIO(raw), "r") as opened:
        names = {
            stream.index: stream.codec_context.codec.canonical_name
            for stream in opened.streams
            if stream.type in ("audio", "video")
        }
        heads = [stream.codec_context.extradata or b"" for stream in opened.streams if stream.index in names]
        yield from (f"names its coder ({name.decode()})" for head in heads for name in _CODERS if name in head)
        for packet in opened.demux():
            body, codec = bytes(packet), names.get(packet.stream.index, "")
            yield from (f"names its coder ({name.decode()})" for name in _CODERS if name in body)
            if packet.has_sidedata("matroska_block_additional"):
                yield "has data beside its packets"
            if codec == "h264" and not _H264.issuperset(_units(body)):
                yield "has units that are no picture"
            if codec == "av1" and not _AV1.issuperset(_obus(body)):
                yield "has units that are no picture"


def _units(body: bytes) -> Iterator[int]:
    """Yield the types of the units of a packet of H.264 in MP4, each of which has its length before it."""
    place = 0
    while place + 4 < len(body):
        yield body[place + 4] & 31
        place += 4 + int.from_bytes(body[place : place + 4], "big")


def _obus(body: bytes) -> Iterator[int]:
    """Yield the types of the units of a packet of AV1 (5.3)."""
    place = 0
    while place < len(body):
        head = body[place]
        yield head >> 3 & 15
        place += 2 if head & 4 else 1
        if not head & 2:
            return
        size = shift = 0
        while place < len(body):
            value = body[place]
            place += 1
            size |= (value & 127) << shift
            shift += 7
            if not value & 128:
                break
        place += size


# Looks into the fonts of a published PDF: names, rights and remarks, read by fontTools and by their own bytes.

#: Tables of a font that draw; others say something in words, or are needed by no document.
_DRAWING = frozenset(
    {"CFF ", "OS/2", "VORG", "cmap", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "post", "prep"}
    | {"vhea", "vmtx", "GlyphOrder"}
)
_SAYING = ("version", "Notice", "Copyright", "FullName", "FamilyName", "Weight", "PostScript", "BaseFontName")
#: Numbers that the cleaner gives to letters, and fontTools to those without a name; what marks a part of a font.
_GIVEN = re.compile(r"(?:n|glyph|\.notdef[.#])[0-9]+\Z")
_PART = re.compile(r"/(?:[A-Z]{6}\+)?")
#: Words between brackets that are not empty, and remarks.
_WORDS = re.compile(rb"\((?!\))|%")
_CODES = re.compile(rb"<[0-9A-Fa-f\s]*>")


def font_words(pdf: Pdf) -> Iterator[str]:
    """Yield text in fonts besides the data that draws letters."""
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


# Looks into a published PDF: what it holds that it may not, whoever made it and by whichever list.

#: Keys that a published PDF has nowhere: metadata, programs' own data, files, scripts, places, layers, thumbnails.
FORBIDDEN = frozenset(
    "/Metadata /PieceInfo /LastModified /AA /OpenAction /JS /JavaScript /EmbeddedFiles /EF /AF /Thumb /XFA /CO /OPI "  # noqa: SIM905
    "/VP /LGIDict /Measure /PtData /SpiderInfo /Threads /PresSteps /Perms /DSS /Legal /Collection /Requirements "
    "/Alternates /TemplateInstantiated /SeparationInfo /DPartRoot /DPart /URLS /CropBox /OC /OCProperties /Properties "
    "/ActualText /RoleMap /ClassMap /IDTree /Names /Dests /OutputIntents /Author /Creator /Producer".split()
)
#: Where words may stand: those that readers see or hear.
_SPOKEN = frozenset(
    "/Title /Contents /T /TU /V /DV /CA /RC /AC /P /Lang /Alt /URI /DA /Registry /Ordering".split()  # noqa: SIM905
)
#: Names by which a page calls its fonts and pictures, and a form its states.
_CALLED = re.compile(r"/(?:[A-Za-z]{1,4}[0-9]{0,6}(?:[._][0-9]{1,6})?|[A-Za-z0-9.,_+-]{1,63})\Z")
#: Under these keys things stand by names that a document chooses.
_BY_NAME = frozenset(
    "/Font /XObject /ExtGState /ColorSpace /Pattern /Shading /CharProcs /N /R /D".split()  # noqa: SIM905
)
#: Keys under which Pillow keeps a photograph's metadata.
_OF_CAMERAS = ("exif", "xmp", "comment", "photoshop", "icc_profile")
#: Flags of a mark: hidden, and not viewed.
_NOT_SEEN = 0b10_0010
_REMARKS = frozenset({"MP", "DP"})
#: Keys that name the character collection of a font.
_COLLECTION = frozenset({"/Registry", "/Ordering", "/Supplement"})


def document(raw: bytes) -> Iterator[str]:
    """Yield the faults of a published PDF."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        yield from (f"says {key}" for key in pdf.docinfo if key != "/Title")
        yield from (f"holds {key} behind its end" for key in set(pdf.trailer.keys()) - _TRAILER)
        for thing in pdf.objects:
            yield from _inside(thing, [])
        for page in pdf.pages:
            for annotation in page.obj.get("/Annots", Array()):
                if annotation.get("/Subtype") not in ANNOTATIONS:
                    yield f"has a remark of the kind {annotation.get('/Subtype')}"
                yield from _unseen(annotation, page.obj)
        yield from _fields(pdf)
        yield from font_words(pdf)
        yield from published_pictures.invisible_data(pdf)
        for stream in _drawings(pdf):
            yield from _notes(stream)


_TRAILER = frozenset(
    {"/Root", "/Info", "/Size", "/ID", "/Type", "/W", "/Index", "/Filter", "/DecodeParms", "/Length", "/Prev"}
)


def _unseen(mark: Object, page: Object) -> Iterator[str]:
    """Yield what is wrong with a mark that nobody sees."""
    if int(mark.get("/F", 0)) & _NOT_SEEN:
        yield "has a mark that is hidden"
    left, bottom, right, top = _sides(mark.get("/Rect", Array([0, 0, 0, 0])))
    seen = _sides(page.get("/MediaBox", Array([0, 0, 0, 0])))
    if left >= right or bottom >= top or right <= seen[0] or top <= seen[1] or left >= seen[2] or bottom >= seen[3]:
        yield "has a mark where nobody sees it"


def _sides(box: Object) -> tuple[float, float, float, float]:
    x, y, other_x, other_y = (float(value) for value in box)
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def _fields(pdf: Pdf) -> Iterator[str]:
    """Yield what is wrong with a field of a form that stands on no page."""
    shown = {mark.objgen for page in pdf.pages for mark in page.obj.get("/Annots", Array())}
    waiting = list(pdf.Root.get("/AcroForm", Dictionary()).get("/Fields", Array()))
    while waiting:
        field = waiting.pop()
        parts = list(field.get("/Kids", Array()))
        waiting += parts
        if not parts and field.objgen not in shown:
            yield "has a field that no page shows"


def _inside(thing: object, above: list[str]) -> Iterator[str]:
    within: list[tuple[str, object]] = []
    if isinstance(thing, Array):
        within = [("", item) for item in thing]
    elif isinstance(thing, Dictionary | Stream):
        within = list(thing.items())
        where = "/".join(above) or "an object"
        for key, value in within:
            known = key in KEYS or key in _COLLECTION or (above[-1:] and above[-1] in _BY_NAME) or not above
            if key in FORBIDDEN or not known or not _CALLED.match(key):
                yield f"holds {key} in {where}"
            if isinstance(value, String) and key not in _SPOKEN:
                yield f"holds words under {key} in {where}"
        yield from _leads(thing, above)
    for key, value in within:
        if isinstance(value, Object) and not value.is_indirect and len(above) < 200:
            yield from _inside(value, [*above, key])


def _leads(thing: Object, above: list[str]) -> Iterator[str]:
    kind = thing.get("/S")
    if "/URI" in thing and not bytes(thing.URI).strip().lower().startswith(SCHEMES):
        yield "links to something that is no page"
    if above[-1:] == ["/A"] and isinstance(kind, Name) and kind not in (*ACTIONS, "/URI"):
        yield f"does {kind}"
    if isinstance(thing, Stream) and thing.get("/Filter") == Name.DCTDecode:
        with Image.open(io.BytesIO(thing.read_raw_bytes())) as photo:
            yield from (f"has a photograph with {key}" for key in _OF_CAMERAS if key in photo.info)


def _drawings(pdf: Pdf) -> Iterator[Stream]:
    """Yield every stream of instructions: of pages, of forms and patterns, of letters that are drawn."""
    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        pieces = [contents] if isinstance(contents, Stream) else list(contents or ())
        yield from (piece for piece in pieces if isinstance(piece, Stream))
    for thing in pdf.objects:
        if isinstance(thing, Stream) and (thing.get("/Subtype") == Name.Form or thing.get("/PatternType") == 1):
            yield thing
        elif isinstance(thing, Dictionary) and thing.get("/Subtype") == Name.Type3:
            yield from (one for one in thing.get("/CharProcs", Dictionary()).values() if isinstance(one, Stream))


def _notes(stream: Stream) -> Iterator[str]:
    """Yield what a program noted between instructions."""
    parsed = list(pikepdf.parse_content_stream(stream))
    for instruction in parsed:
        if isinstance(instruction, ContentStreamInlineImage):
            yield from published_pictures.inline(instruction)
            continue
        name, given = str(instruction.operator), list(instruction.operands)
        if name in _REMARKS:
            yield "has a note between what is drawn"
        elif name == "BDC" and not (isinstance(given[1], Dictionary) and set(given[1].keys()) == {"/MCID"}):
            yield "has a mark with more than its number"
        elif name not in ("Tj", "TJ", "'", '"') and any(isinstance(value, String) for value in given):
            yield f"has words before the instruction {name}"
    # Text that the parser skips is no instruction but a remark.
    if len(pikepdf.unparse_content_stream(parsed).split()) != len(stream.read_bytes().split()):
        yield "has remarks between what is drawn"


#: Tags of a recording that tell nothing of anybody: the kind of container and the length.
_PLAIN = frozenset({"major_brand", "minor_version", "compatible_brands", "DURATION", "vendor_id"})
_NAMES = {"language": "und", "handler_name": ("VideoHandler", "SoundHandler"), "encoder": "Lavf"}
#: How tags begin or end that stand behind the sound of an MP3.
_MARKS = (b"APETAGEX", b"LYRICS200", b"LYRICSEND")
#: Elements of a drawing that run, load, or belong to an editor.
_RUNS = frozenset(
    "script foreignObject style animate animateMotion animateTransform set handler listener iframe image feImage a "  # noqa: SIM905
    "metadata audio video embed object".split()
)


def check(site: Path) -> dict[str, tuple[int, str, list[str]]]:
    """Return for each promise the number of checked files, their kind, and the faults by file."""
    results: dict[str, tuple[int, str, list[str]]] = {}
    # A precompressed file is made of the file beside it.
    files = sorted(path for path in site.rglob("*") if path.is_file() and path.suffix not in ENDINGS)
    for promise, what, looks in (
        ("documents-clean", "documents hold their pages alone", {".pdf": document}),
        ("media-clean", "recordings hold sound and pictures alone", _RECORDINGS),
        ("drawings-inert", "drawings run nothing and load nothing", {".svg": drawing}),
    ):
        # The theme's own drawings are written by hand, and looked at by whoever changes them.
        mine = [path for path in files if path.suffix in looks and not path.is_relative_to(site / "theme")]
        faults = [
            f"{path.relative_to(site).as_posix()} {said}"
            for path in mine
            for said in _faults_of(looks[path.suffix], path)
        ]
        results[promise] = len(mine), what, faults
    strangers = [
        path for path in files if path.parts[len(site.parts)] == "files" and path.suffix not in (".pdf", *_RECORDINGS)
    ]
    results["documents-clean"][2].extend(f"{path.relative_to(site).as_posix()} is no document" for path in strangers)
    return results


def _faults_of(look: Callable[[bytes], Iterator[str]], path: Path) -> list[str]:
    try:
        return sorted(set(look(path.read_bytes())))
    except Exception as error:  # noqa: BLE001  what cannot be read is no promise kept
        return [f"cannot be read ({type(error).__name__}: {error})"]


def recording(raw: bytes) -> Iterator[str]:
    """Yield the faults of a published MP3, M4A, MP4 or WebM."""
    tags = mutagen.File(io.BytesIO(raw))
    if tags is not None and tags.tags:
        yield f"has tags ({', '.join(sorted(tags.tags)[:3])})"
    if raw[:3] == b"ID3" or raw[-128:-125] == b"TAG" or any(mark in raw for mark in _MARKS):
        yield "has tags before or behind its sound"
    if b"ftyp" not in raw[:12] and raw[:1] == b"\xff" and mp3.has_leftover_bytes(raw):
        yield "has words in the room that its sound leaves over"
    yield from stream_words(raw)
    with av.open(io.BytesIO(raw)) as opened:
        all_tags = {**opened.metadata}
        for stream in opened.streams:
            all_tags |= stream.metadata
            if stream.type not in ("audio", "video"):
                yield f"has a stream of {stream.type}"
        yield from (
            f"says {key}" for key, value in all_tags.items() if key not in _PLAIN and value not in _NAMES.get(key, ())
        )
        if opened.chapters():
            yield "has chapters"


_RECORDINGS: dict[str, Callable[[bytes], Iterator[str]]] = {
    **dict.fromkeys((".mp3", ".m4a", ".mp4", ".webm"), recording),
    ".vtt": captions.faults,
}


def drawing(raw: bytes) -> Iterator[str]:
    """Yield the parts of an SVG that could run or load something, or that its editor left."""
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
