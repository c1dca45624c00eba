"""Documents: their pages leave, and nothing of who made them, nothing that runs, nothing that hides."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, String

from newsroom.features.files import published_files
from newsroom.features.files.model import FileFault
from newsroom.features.files.pdf import clean
from tests.features.files.documents import one_page, pdf, telling_document
from tests.features.files.recordings import SECRET
from tests.features.pictures.making import jpeg

TITLE = "Report on housing"


def unpacked(raw: bytes) -> bytes:
    """Return a document with everything in it that is compressed laid open."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(raw)) as opened:
        opened.save(target, qdf=True, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    return target.getvalue()


def test_nothing_is_left_of_what_a_document_tells_about_itself() -> None:
    raw = telling_document()
    assert SECRET.encode() in unpacked(raw)
    assert list(published_files.document(raw)) != []
    cleaned = clean(raw, TITLE)
    assert SECRET.encode() not in unpacked(cleaned)
    assert list(published_files.document(cleaned)) == []
    with pikepdf.open(io.BytesIO(cleaned)) as opened:
        assert dict(opened.docinfo) == {"/Title": TITLE}


def test_the_same_document_comes_out_as_the_same_bytes() -> None:
    cleaned = clean(telling_document(), TITLE)
    assert clean(telling_document(), TITLE) == cleaned
    assert clean(cleaned, TITLE) == cleaned


def test_content_for_eyes_and_screen_readers_stays() -> None:
    with pikepdf.open(io.BytesIO(clean(telling_document(), TITLE))) as opened:
        page = opened.pages[0]
        assert b"Hello" in page.obj.Contents.read_bytes()
        assert (opened.Root.Lang, opened.Root.MarkInfo.Marked) == ("en-AU", True)
        assert "/StructTreeRoot" in opened.Root
        kinds = [str(item.Subtype) for item in page.obj.Annots]
        assert kinds == ["/Highlight", "/FreeText", "/Widget", "/Widget", *["/Link"] * 7]
        links = [item for item in page.obj.Annots if item.Subtype == Name.Link]
        assert {str(item.Contents) for item in links} == {"The bill"}
        actions = [(str(item.A.S), str(item.A.get("/URI", ""))) for item in links if "/A" in item]
        # Of an action that leads on to another, the first stays alone.
        assert actions == [("/URI", "https://example.org/bill"), ("/GoTo", ""), ("/GoTo", "")]
        assert not [item for item in links if "/Next" in item.get("/A", {})]
        [text] = [item for item in page.obj.Annots if item.Subtype == Name.FreeText]
        assert str(text.Contents) == "Seen by all"


def test_photographs_keep_their_pixels() -> None:
    def pixels(raw: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(raw)) as opened:
            [photo] = opened.pages[0].Resources.XObject.values()
            return pikepdf.PdfImage(photo).as_pil_image().tobytes()

    assert pixels(clean(pdf(), TITLE)) == pixels(pdf())


def _packed_twice(made: Pdf) -> None:
    photo = made.pages[0].Resources.XObject.Photo
    photo.write(zlib.compress(jpeg()), filter=Array([Name.FlateDecode, Name.DCTDecode]))


def test_a_photograph_that_is_packed_twice_has_no_metadata_either() -> None:
    raw = pdf(_packed_twice)
    assert list(published_files.document(clean(raw, TITLE))) == []
    assert clean(raw, TITLE) == clean(pdf(), TITLE)


def test_data_of_earlier_versions_is_removed() -> None:
    """Programs write changes behind the old file, which stays in it whole."""
    raw = pdf()
    assert b"/Contents" in raw
    with pikepdf.open(io.BytesIO(raw)) as opened:
        stray = opened.make_indirect(Dictionary(Words=String(SECRET)))
        opened.Root.Stray = stray
        target = io.BytesIO()
        opened.save(target)
    assert SECRET.encode() in unpacked(target.getvalue())
    assert clean(target.getvalue(), TITLE) == clean(raw, TITLE)


def _layer(made: Pdf) -> None:
    layer = made.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
    made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))


def _redaction(made: Pdf) -> None:
    mark = Dictionary(Type=Name.Annot, Subtype=Name.Redact, Rect=[0, 0, 9, 9])
    made.pages[0].obj.Annots = Array([made.make_indirect(mark)])


def _portfolio(made: Pdf) -> None:
    made.Root.Collection = Dictionary(View=Name.T)


def _rendered(made: Pdf) -> None:
    made.Root.NeedsRendering = True


@pytest.mark.parametrize(
    ("change", "says", "fix"),
    [
        (_layer, "a layer that is switched off", "print it"),
        (_redaction, "marked to be blacked out and are still there", "carry the redaction out"),
        (_portfolio, "portfolio", "a PDF of its own"),
        (_rendered, "only one program shows", "print it"),
    ],
)
def test_a_document_that_hides_what_a_reader_could_bring_to_light_is_refused(
    change: Callable[[Pdf], None], says: str, fix: str
) -> None:
    with pytest.raises(FileFault, match=says) as refused:
        clean(pdf(change), TITLE)
    assert fix in refused.value.fix


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (pdf(encryption=Encryption(owner="a", user="b")), "locked with a password"),
        (pdf(encryption=Encryption(owner="a", user="")), "is protected"),
        (pdf()[:-400], "cut short or broken"),
        (b"%PDF-1.7\n", "cut short or broken"),
        (pdf(lambda made: made.pages.__delitem__(0)), "has no pages"),
    ],
)
def test_a_document_that_cannot_be_opened_is_refused(raw: bytes, says: str) -> None:
    with pytest.raises(FileFault, match=says) as refused:
        clean(raw, TITLE)
    assert refused.value.fix


def test_a_document_without_anything_to_take_away_is_left_readable() -> None:
    made = one_page()
    del made.pages[0].Resources.XObject
    target = io.BytesIO()
    made.save(target)
    with pikepdf.open(io.BytesIO(clean(target.getvalue(), TITLE))) as opened:
        assert len(opened.pages) == 1
