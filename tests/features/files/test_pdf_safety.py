"""The check behind `invoke safety` finds by itself what a published PDF may not hold, whoever made it."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from PIL import Image

from newsroom.features.files import published_files
from newsroom.features.files.pdf import clean
from tests.features.files.documents import pdf
from tests.features.files.test_pdf_fonts import FONTS, _drawn, _simple
from tests.features.files.test_pdf_hidden import annotation, segment
from tests.features.files.test_pdf_masks import MASKS, draw, packed, photo
from tests.features.files.test_pdf_places import WORD

Change = Callable[[Pdf], None]
_WORD = WORD.encode()


def font(kind: str) -> Change:
    """Put a font as its maker left it into a document."""

    def change(made: Pdf) -> None:
        key, make = FONTS[kind]
        draw(lambda one: packed(one, photo()))(made)
        program = made.make_indirect(Stream(made, make()))
        about = Dictionary(Type=Name.FontDescriptor, FontName=Name.F, Flags=4)
        about[f"/{key}"] = program
        made.pages[0].obj.Resources.Font.F1 = made.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.F, FontDescriptor=made.make_indirect(about))
        )

    return change


def scan(body: bytes, filter_name: str) -> Change:
    def picture(made: Pdf) -> Object:
        found = packed(made, Image.new("1", (64, 48)), "CCITT")
        raw = found.read_raw_bytes() + body if filter_name == "CCITTFaxDecode" else body
        found.write(raw, filter=Name(f"/{filter_name}"))
        return found

    return draw(picture)


_SHOWN = segment(0, 48, bytes(19)) + segment(1, 38, bytes(40))
_REMARK = segment(2, 62, b"\x20\0\0\0author\0" + _WORD + b"\0\0")


def inline(words: bytes) -> Change:
    return draw(lambda made: packed(made, photo()), b"q 64 0 0 48 72 300 cm BI /W 1 /H 1 /BPC 8 " + words + b"\nEI Q")


def marked(change: Change) -> Change:
    def both(made: Pdf) -> None:
        draw(lambda one: packed(one, photo()))(made)
        change(made)

    return both


def behind_mask(made: Pdf) -> None:
    picture = packed(made, photo())
    picture.write(zlib.compress(photo().tobytes() + _WORD), filter=Name.FlateDecode)
    draw(lambda _: picture)(made)


def lost(made: Pdf) -> None:
    draw(lambda one: packed(one, photo()))(made)
    made.Root.AcroForm = Dictionary(Fields=Array([made.make_indirect(Dictionary(FT=Name.Tx, V=String(WORD)))]))


def table(made: Pdf) -> None:
    _simple(ToUnicode=made.make_indirect(Stream(made, b"begincmap % " + _WORD + b"\nendcmap")))(made)


PLANTED: dict[str, tuple[str, Change]] = {
    **{f"a font: {kind}": ("has a font|has a letter", font(kind)) for kind in FONTS},
    "the name of a letter": ("has a letter that is called Farida", _drawn(WORD, b"(a)")),
    "a table of letters": ("has words in a table of letters", table),
    "a remark in a scan": ("has a scan with remarks", scan(_SHOWN + _REMARK, "JBIG2Decode")),
    "behind a scan": ("has words behind a scan", scan(_SHOWN + _WORD * 3, "JBIG2Decode")),
    "behind a fax": ("has words behind a scan", scan(_WORD, "CCITTFaxDecode")),
    "behind pixels": ("has words behind the pixels of a picture", behind_mask),
    "behind a small picture": (
        "has words behind the pixels of a small picture", inline(b"/CS /G /F /AHx ID 00" + _WORD.hex().encode() + b">")
    ),
    "how a small picture is packed": ("has a small picture that", inline(b"/CS /G /F /A85 ID 5l~>")),
    "what a small picture says": (
        "has a small picture that says /Own", inline(b"/CS /G /F /AHx /Own (" + _WORD + b") ID 00>")
    ),
    "a mark that is hidden": ("has a mark that is hidden", marked(annotation(F=2))),
    "a mark off the page": ("has a mark where nobody sees it", marked(annotation(box=(2000, 2000, 2100, 2100)))),
    "a mark of no size": ("has a mark where nobody sees it", marked(annotation(box=(9, 9, 9, 9)))),
    "a field without a mark": ("has a field that no page shows", lost),
    "see-through colours": (
        "several colours are see-through", draw(lambda made: packed(made, photo(), Mask=Array([0, 9, 0, 9, 0, 9])))
    ),
    **{
        f"under a mask: {kind}": ("colours under its mask|mask that cannot be opened", draw(make))
        for kind, make in MASKS.items()
    },
    "under a mask: JPEG": (
        "colours under its mask",
        draw(lambda made: packed(made, photo().resize((256, 192)), "DCT", SMask=packed(made, Image.new("L", (8, 8))))),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", PLANTED)
def test_planted_faults_in_a_published_document_are_found(kind: str, tmp_path: Path) -> None:
    said, change = PLANTED[kind]
    place = tmp_path / "files" / "2026" / "report.pdf"
    place.parent.mkdir(parents=True)
    place.write_bytes(pdf(change))
    count, _, faults = published_files.check(tmp_path)["documents-clean"]
    assert count == 1
    assert any(part in fault for fault in faults for part in said.split("|")), faults
    assert all(fault.startswith("files/2026/report.pdf ") for fault in faults)
    assert not any("cannot be read" in fault for fault in faults)


@pytest.mark.parametrize("kind", [kind for kind in PLANTED if "scan" not in kind and "small" not in kind])
def test_nothing_is_found_after_metadata_is_stripped(kind: str) -> None:
    assert list(published_files.document(clean(pdf(PLANTED[kind][1]), "T"))) == []
