"""Invisible parts of a PDF are not published: marks, fields, what is cut off or not drawn, and ends of streams."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from PIL import Image

from newsroom.features.files import published_files
from newsroom.features.files.model import FileFault
from newsroom.features.files.pdf import clean
from newsroom.features.files.pdf_programs import profile
from newsroom.features.files.pdf_scans import strip_jbig2
from tests.features.files.documents import pdf
from tests.features.files.test_pdf_places import WORD, holds_word

_BYTES = WORD.encode()
Change = Callable[[Pdf], None]


def _page(made: Pdf) -> Object:
    return made.pages[0].obj


def _stream(made: Pdf, body: bytes, **about: object) -> Object:
    stream = Stream(made, body)
    for key, value in about.items():
        stream[f"/{key}"] = value
    return made.make_indirect(stream)


def _draw(made: Pdf, words: bytes) -> None:
    _page(made).Contents = made.make_indirect(Stream(made, words))


def annotation(
    kind: Name = Name.FreeText, box: tuple[int, ...] = (9, 9, 99, 99), crop: bool = False, **more: object
) -> Change:
    """Put a mark with words onto the page."""

    def change(made: Pdf) -> None:
        held = {"Contents": String(WORD), **more}
        _page(made).Annots = Array([made.make_indirect(Dictionary(Type=Name.Annot, Subtype=kind, Rect=box, **held))])  # type: ignore[arg-type]
        if crop:
            _page(made).CropBox = Array([0, 421, 595, 842])

    return change


def field(*, hidden: bool, whole: bool = True) -> Change:
    """Put a field of a form into a document, whose words stand above its mark, or which has none."""

    def change(made: Pdf) -> None:
        above = made.make_indirect(
            Dictionary(FT=Name.Tx, T=String(WORD), TU=String(WORD), V=String(WORD), DV=String(WORD))
        )
        made.Root.AcroForm = Dictionary(Fields=Array([above]))
        if whole:
            below = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=(9, 9, 99, 99), F=2 if hidden else 4)
            below.Parent = above
            above.Kids = Array([made.make_indirect(below)])
            _page(made).Annots = Array(list(above.Kids))

    return change


def referred(made: Pdf) -> None:
    """The structure refers to a remark that stands on no page."""
    note = made.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=(9, 9, 99, 99), Contents=WORD))
    part = made.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, K=Dictionary(Type=Name.OBJR, Obj=note)))
    made.Root.StructTreeRoot = made.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([part])))


def states(made: Pdf) -> None:
    form = _stream(made, b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
    named = Dictionary({f"/{WORD}": form, "/Off": form})
    more = {"T": String("box"), "FT": Name.Btn, "V": Name(f"/{WORD}"), "AS": Name(f"/{WORD}")}
    annotation(Name.Widget, AP=Dictionary(N=named), **more, Contents=String("Tick"))(made)
    made.Root.AcroForm = Dictionary(Fields=Array(list(_page(made).Annots)))


def unused_resource(kind: str) -> Change:
    """Leave something in the list of what a page can draw, and draw something else."""

    def change(made: Pdf) -> None:
        body = b"BT /F1 9 Tf 9 9 Td (Farida) Tj ET"
        about = {"Resources": Dictionary(Font=_page(made).Resources.Font), "BBox": Array([0, 0, 99, 99])}
        if kind == "Pattern":
            about |= {"PatternType": 1, "PaintType": 1, "TilingType": 1, "XStep": 9, "YStep": 9}
            _page(made).Resources.Pattern = Dictionary(P1=_stream(made, body, **about))
        else:
            _page(made).Resources.XObject.X1 = _stream(made, body, Subtype=Name.Form, Type=Name.XObject, **about)

    return change


def table(*, stream: bool) -> Change:
    def change(made: Pdf) -> None:
        words = b"\0\1\2\3\4\5" + _BYTES
        held = _stream(made, words) if stream else String(words)
        _page(made).Resources.ColorSpace = Dictionary(CS1=Array([Name.Indexed, Name.DeviceRGB, 1, held]))

    return change


def samples(made: Pdf) -> None:
    about = {"FunctionType": 0, "Domain": Array([0, 1]), "Range": Array([0, 1]), "Size": Array([2]), "BitsPerSample": 8}
    space = Array([Name.Separation, Name.Black, Name.DeviceGray, _stream(made, b"\0\xff" + _BYTES, **about)])
    _page(made).Resources.ColorSpace = Dictionary(CS1=space)


def inline(words: bytes) -> Change:
    return lambda made: _draw(made, b"q 64 0 0 48 72 600 cm BI /W 1 /H 1 /BPC 8 " + words + b"\nEI Q")


PLACES: dict[str, Change] = {
    "a mark of no size": annotation(box=(9, 9, 9, 9)),
    "a mark off the page": annotation(box=(2000, 2000, 2100, 2100)),
    "a mark that was cropped away": annotation(crop=True),
    "a field that was cropped away": annotation(Name.Widget, crop=True, T=String("a"), FT=Name.Tx, V=String(WORD)),
    "a field whose mark is hidden": field(hidden=True),
    "a field without a mark": field(hidden=True, whole=False),
    "a remark that the structure refers to": referred,
    "names of states": states,
    "a form that nothing draws": unused_resource("XObject"),
    "a pattern that nothing draws": unused_resource("Pattern"),
    "behind the colours of a table": table(stream=False),
    "behind the colours of a table that is a stream": table(stream=True),
    "behind the samples of a function": samples,
    "behind the pixels of a small picture": inline(b"/CS /G ID a" + _BYTES * 3),
    "behind the packed pixels of a small picture": inline(b"/CS /G /F /AHx ID 00" + _BYTES.hex().encode() + b">"),
    "behind the colours of a small picture": inline(b"/CS [/I /G 0 (a" + _BYTES + b")] ID \0"),
    "the name of a small picture's colours": inline(b"/CS /" + _BYTES + b" ID a"),
    "how a small picture is packed": inline(b"/CS /G /DP <</Own (" + _BYTES + b")>> ID a"),
    "a version": lambda made: made.Root.__setitem__("/Version", Name(f"/{WORD}")),
    "a language": lambda made: made.Root.__setitem__("/Lang", String(f"en-{WORD}")),
}


@pytest.mark.parametrize("place", PLACES)
def test_invisible_content_is_removed(place: str) -> None:
    raw = pdf(PLACES[place])
    assert holds_word(raw)
    cleaned = clean(raw, "T")
    assert not holds_word(cleaned)
    assert list(published_files.document(cleaned)) == []
    assert clean(cleaned, "T") == cleaned


def test_a_field_that_is_seen_keeps_what_is_filled_in_and_a_box_that_is_ticked_is_ticked() -> None:
    with pikepdf.open(io.BytesIO(clean(pdf(field(hidden=False)), "T"))) as opened:
        [above] = opened.Root.AcroForm.Fields
        assert str(above.V) == WORD
        assert above.Kids[0].objgen == opened.pages[0].obj.Annots[0].objgen
    with pikepdf.open(io.BytesIO(clean(pdf(states), "T"))) as opened:
        box = opened.pages[0].obj.Annots[0]
        assert str(box.V) == str(box.AS)
        assert {str(box.V), "/Off"} == set(box.AP.N.keys())


def test_a_mark_that_stands_half_on_its_page_stays() -> None:
    assert holds_word(clean(pdf(annotation(box=(9, 400, 99, 450), crop=True)), "T"))


def form(made: Pdf) -> Object:
    return _stream(
        made, b"BT /F1 9 Tf 300 300 Td (Farida) Tj ET", Type=Name.XObject, Subtype=Name.Form,
        BBox=Array([0, 0, 99, 99]), Resources=Dictionary(Font=_page(made).Resources.Font),
    )  # fmt: skip


def _in_form(made: Pdf) -> None:
    _page(made).Resources.XObject.X1 = form(made)
    _draw(made, b"/X1 Do")


def _in_pattern(made: Pdf) -> None:
    pattern = form(made)
    for key, value in {"PatternType": 1, "PaintType": 1, "TilingType": 1, "XStep": 9, "YStep": 9}.items():
        pattern[f"/{key}"] = value
    del pattern["/Subtype"], pattern["/Type"]
    _page(made).Resources.Pattern = Dictionary(P1=pattern)
    _draw(made, b"/Pattern cs /P1 scn 0 0 9 9 re f")


@pytest.mark.parametrize(
    "change",
    [
        _in_form,
        _in_pattern,
        lambda made: annotation(Name.Stamp, AP=Dictionary(N=form(made)))(made),
        lambda made: _draw(made, b"q 0 0 99 99 re W n BT /F1 9 Tf 300 300 Td (Farida) Tj ET Q"),
        lambda made: _draw(made, b"0 0 99 99 re W* n q 0 0 999 999 re W n 9 0 0 9 300 300 cm /Photo Do Q"),
        lambda made: _draw(made, b"q 0 0 m 99 0 l 0 99 l h W n BT /F1 9 Tf 1 0 0 1 300 300 Tm [(Fa) 9 (rida)] TJ ET Q"),
    ],
)
def test_content_that_is_cropped_within_a_page_is_refused(change: Change) -> None:
    with pytest.raises(FileFault, match="what was cut away is still in it"):
        clean(pdf(change), "T")


@pytest.mark.parametrize(
    "words",
    [
        b"q 0 0 99 99 re W n Q BT /F1 9 Tf 300 300 Td (Hello) Tj ET",
        b"q 0 0 99 99 re W n BT /F1 9 Tf 50 50 Td (Words that run over their edge, as in a table) Tj ET Q",
        b"q 0 0 99 99 re W n q 400 0 0 300 -50 -50 cm /Photo Do Q 300 300 9 9 re f Q",
    ],
)
def test_partly_visible_content_stays(words: bytes) -> None:
    assert clean(pdf(lambda made: _draw(made, words)), "T")


@pytest.mark.parametrize("black", [True, False])
@pytest.mark.parametrize(("kind", "packing"), [(-1, "group4"), (0, "group3")])
def test_a_scan_of_a_fax_machine_keeps_its_pixels_and_nothing_behind_them(kind: int, packing: str, black: bool) -> None:
    scan = Image.effect_noise((64, 50), 90).point(lambda value: 255 * (value > 128)).convert("1")
    target = io.BytesIO()
    scan.save(target, "TIFF", compression=packing, tiffinfo={278: 50})
    with Image.open(io.BytesIO(target.getvalue())) as opened:
        begin, length = opened.tag_v2[273][0], opened.tag_v2[279][0]
    body = target.getvalue()[begin : begin + length] + _BYTES

    def change(document: Pdf) -> None:
        _page(document).Resources.XObject.Photo = _stream(
            document, body, Type=Name.XObject, Subtype=Name.Image, Width=64, Height=50, ColorSpace=Name.DeviceGray,
            BitsPerComponent=1, Filter=Name.CCITTFaxDecode,
            DecodeParms=Dictionary(K=kind, Columns=64, Rows=50, BlackIs1=black),
        )  # fmt: skip

    def pixels(raw: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(raw)) as opened:
            [photo] = opened.pages[0].obj.Resources.XObject.values()
            return pikepdf.PdfImage(photo).as_pil_image().convert("1").tobytes()

    raw = pdf(change)
    cleaned = clean(raw, "T")
    assert _BYTES in raw
    assert not holds_word(cleaned)
    assert pixels(cleaned) == pixels(raw)
    assert clean(cleaned, "T") == cleaned


def segment(number: int, kind: int, body: bytes) -> bytes:
    return number.to_bytes(4, "big") + bytes((kind, 0, 1)) + len(body).to_bytes(4, "big") + body


def test_remarks_in_a_scan_of_jbig2_and_what_stands_behind_it_go() -> None:
    shown = segment(0, 48, bytes(19)) + segment(1, 38, bytes(40))
    words = segment(2, 62, b"\x20\0\0\0author\0" + _BYTES + b"\0\0")
    assert strip_jbig2(shown + words + segment(3, 51, b"") + _BYTES) == shown
    with pytest.raises(FileFault, match="a scan in it is cut short or broken"):
        strip_jbig2(_BYTES * 9)


def test_a_table_of_a_colour_profile_that_holds_words_is_none() -> None:
    body = b"text\0\0\0\0" + _BYTES
    head = bytearray(128)
    head[36:40] = b"acsp"
    raw = bytes(head) + b"\0\0\0\1wtpt" + (144).to_bytes(4, "big") + len(body).to_bytes(4, "big") + body
    assert _BYTES not in profile(raw)
