"""The instructions that draw a page, a form or a letter: remarks go, and photographs in them are refused."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from newsroom.features.files.model import FileFault
from newsroom.features.files.pdf import clean
from tests.features.files.documents import pdf

_REMARK = b"q % Farida wrote this\n1 0 0 RG 10 10 m 20 20 l S (100 % sure) Tj Q\n"


def streams(raw: bytes) -> bytes:
    """Return what all streams of a document hold, as it stands there."""
    with pikepdf.open(io.BytesIO(raw)) as opened:
        found = [thing for thing in opened.objects if isinstance(thing, Stream)]
        return b"\n".join(thing.read_raw_bytes() if "/Width" in thing else thing.read_bytes() for thing in found)


def _on_the_page(made: Pdf) -> None:
    pieces = [made.make_indirect(Stream(made, piece)) for piece in (_REMARK, b"% Farida again\n")]
    made.pages[0].obj.Contents = Array(pieces)


def _in_a_form(made: Pdf) -> None:
    form = Stream(made, _REMARK)
    form.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 99, 99]))
    made.pages[0].obj.Resources = Dictionary(XObject=Dictionary(F=made.make_indirect(form)))
    made.pages[0].obj.Contents = made.make_indirect(Stream(made, b"/F Do"))


def _in_a_letter(made: Pdf) -> None:
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, CharProcs=Dictionary(a=made.make_indirect(Stream(made, _REMARK)))
    )
    made.pages[0].obj.Resources = Dictionary(Font=Dictionary(T=made.make_indirect(font)))


@pytest.mark.parametrize("change", [_on_the_page, _in_a_form, _in_a_letter])
def test_remarks_between_instructions_go_and_the_instructions_stay(change: object) -> None:
    raw = pdf(change)
    assert b"Farida" in streams(raw)
    made = streams(clean(raw, "T"))
    assert b"Farida" not in made
    assert b"(100 % sure)" in made
    assert b"20 20 l" in made


@pytest.mark.parametrize("name", [b"/DCT", b"/DCTDecode"])
def test_a_photograph_inside_the_instructions_is_refused(name: bytes) -> None:
    def change(made: Pdf) -> None:
        photo = b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00Farida\xff\xd9"
        words = b"BI /W 1 /H 1 /CS /RGB /BPC 8 /F " + name + b" ID " + photo + b"\nEI\n"
        made.pages[0].obj.Contents = Stream(made, words)

    with pytest.raises(FileFault, match="photograph or a scan in it is part of the drawing"):
        clean(pdf(change), "T")


def test_drawing_instructions_are_unchanged() -> None:
    raw = pdf(lambda made: setattr(made.pages[0].obj, "Contents", Stream(made, b"q   1 0 0 RG  Q")))
    with pikepdf.open(io.BytesIO(clean(raw, "T"))) as opened:
        assert opened.pages[0].obj.Contents.read_bytes() == b"q\n1 0 0 RG\nQ"
