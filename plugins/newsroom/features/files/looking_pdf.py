"""Looks into a published PDF: what it holds that it may not, whoever made it and by whichever list."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, Dictionary, Name, Object, Pdf, Stream, String
from PIL import Image

from newsroom.features.files import looking_fonts, looking_pictures
from newsroom.features.files.pdf_keys import KEYS, SCHEMES
from newsroom.features.files.pdf_marks import ACTIONS, ANNOTATIONS

#: What may stand nowhere: data about data, programs' own data, files, scripts, places, layers, thumbnails.
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
#: What Pillow finds in a photograph besides its pixels.
_OF_CAMERAS = ("exif", "xmp", "comment", "photoshop", "icc_profile")
#: Flags of a mark: hidden, and not viewed.
_NOT_SEEN = 0b10_0010
_REMARKS = frozenset({"MP", "DP"})
#: Which collection of letters a font is of.
_COLLECTION = frozenset({"/Registry", "/Ordering", "/Supplement"})


def document(raw: bytes) -> Iterator[str]:
    """Yield what a PDF holds that it may not."""
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
        yield from looking_fonts.found(pdf)
        yield from looking_pictures.found(pdf)
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
    for one in parsed:
        if isinstance(one, ContentStreamInlineImage):
            yield from looking_pictures.inline(one)
            continue
        name, given = str(one.operator), list(one.operands)
        if name in _REMARKS:
            yield "has a note between what is drawn"
        elif name == "BDC" and not (isinstance(given[1], Dictionary) and set(given[1].keys()) == {"/MCID"}):
            yield "has a mark with more than its number"
        elif name not in ("Tj", "TJ", "'", '"') and any(isinstance(value, String) for value in given):
            yield f"has words before the instruction {name}"
    # What the parser passes over is no instruction: a remark.
    if len(pikepdf.unparse_content_stream(parsed).split()) != len(stream.read_bytes().split()):
        yield "has remarks between what is drawn"
