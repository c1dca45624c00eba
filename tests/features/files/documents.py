"""Documents as programs save them, with everything that they leave in a file."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Pdf, Stream, String

from tests.features.files.recordings import SECRET, XMP
from tests.features.pictures.making import jpeg

#: A page that says Hello and shows a photograph.
_PAGE = b"BT /F1 24 Tf 72 700 Td (Hello) Tj ET q 64 0 0 48 72 600 cm /Photo Do Q"


def one_page() -> Pdf:
    """Return a document of one page with a photograph that holds what a camera writes."""
    made = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    photo = Stream(made, jpeg())
    photo.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=64, Height=48, ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )  # fmt: skip
    page = Dictionary(
        Type=Name.Page, MediaBox=[0, 0, 595, 842], Contents=Stream(made, _PAGE),
        Resources=Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(Photo=photo)),
    )  # fmt: skip
    made.pages.append(pikepdf.Page(page))
    return made


def pdf(change: object = None, **saved: object) -> bytes:
    """Return a document as bytes; ``change`` is called with it before it is saved."""
    made = one_page()
    if callable(change):
        change(made)
    target = io.BytesIO()
    made.save(target, **saved)  # type: ignore[arg-type]
    return target.getvalue()


def telling_document() -> bytes:
    """Return a document that tells all about itself and whoever made it, and would run what it holds."""
    return pdf(_add_metadata)


def _add_metadata(made: Pdf) -> None:
    page = made.pages[0].obj
    xmp = Stream(made, XMP)
    xmp.stream_dict = Dictionary(Type=Name.Metadata, Subtype=Name.XML)
    script = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')"))
    made.trailer.Info = made.make_indirect(
        Dictionary(Author=SECRET, Creator=SECRET, Producer=SECRET, Title=f"C:/{SECRET}.docx", CreationDate="D:20260504")
    )
    made.attachments[f"{SECRET}.txt"] = AttachedFileSpec(made, SECRET.encode(), description=SECRET)
    made.Root.Names.JavaScript = Dictionary(Names=[String("x"), made.make_indirect(script)])
    made.Root.update({
        "/Metadata": made.make_indirect(xmp), "/OpenAction": script, "/AA": Dictionary(WC=script),
        "/Lang": String("en-AU"),
        "/PieceInfo": Dictionary(Word=Dictionary(Private=String(SECRET))), "/Perms": Dictionary(X=String(SECRET)),
        "/MarkInfo": Dictionary(Marked=True),
        "/StructTreeRoot": made.make_indirect(_tree()),
        "/OCProperties": Dictionary(OCGs=Array([made.make_indirect(_layer())]), D=Dictionary()),
        "/AcroForm": made.make_indirect(Dictionary(Fields=Array(), CO=Array(), XFA=Array([String(SECRET)]))),
    })  # fmt: skip
    page.update({
        "/Thumb": Stream(made, SECRET.encode()), "/Metadata": made.make_indirect(xmp), "/AA": Dictionary(O=script),
        "/PieceInfo": Dictionary(X=String(SECRET)), "/LastModified": String(SECRET),
        "/Annots": made.make_indirect(Array(_annotations(made, script))),
    })  # fmt: skip
    made.Root.AcroForm.Fields.extend(item for item in page.Annots if item.Subtype == Name.Widget)
    page.Resources.XObject.Photo.Metadata = made.make_indirect(xmp)
    page.Resources.XObject.Photo.PieceInfo = Dictionary(X=String(SECRET))


def _tree() -> Dictionary:
    words = Array([Dictionary(N=String("Author"), V=String(SECRET))])
    part = Dictionary(S=Name.P, A=Dictionary(O=Name.UserProperties, P=words))
    return Dictionary(Type=Name.StructTreeRoot, AF=Array([String(SECRET)]), K=part)


def _layer() -> Dictionary:
    usage = Dictionary(CreatorInfo=Dictionary(Creator=SECRET), User=Dictionary(Name=SECRET))
    return Dictionary(Type=Name.OCG, Name=String("Streets"), Usage=usage)


def _annotations(made: Pdf, script: Dictionary) -> list[Dictionary]:
    def note(subtype: Name, **more: object) -> Dictionary:
        about = {"T": SECRET, "M": SECRET, "NM": SECRET, "Subj": SECRET, "CreationDate": SECRET}
        found = Dictionary(Type=Name.Annot, Subtype=subtype, Rect=[0, 0, 90, 90], **{**about, **more})  # type: ignore[arg-type]
        return made.make_indirect(found)

    def link(**action: object) -> Dictionary:
        return made.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(**action), Contents="The bill"
            )  # type: ignore[arg-type]
        )

    return [
        note(Name.Text, Contents=SECRET),
        note(Name.Popup),
        note(Name.FileAttachment),
        note(Name.Highlight, Contents=SECRET, RC=SECRET, AP=Dictionary(N=Stream(made, b""))),
        note(Name.FreeText, F=2, Contents=SECRET),
        note(Name.FreeText, Contents="Seen by all", AA=Dictionary(E=script)),
        note(Name.Widget, T="name", FT=Name.Tx, A=script, Contents="Your name"),
        note(Name.Widget, T="signed", FT=Name.Sig, V=Dictionary(Type=Name.Sig, Name=SECRET, Contents=SECRET)),
        link(S=Name.URI, URI="https://example.org/bill"),
        link(S=Name.URI, URI=f"file:///C:/{SECRET}"),
        link(S=Name.Launch, F=SECRET),
        link(S=Name.SubmitForm, F=SECRET),
        link(S=Name.GoToR, F=SECRET, D=Array([0, Name.Fit])),
        link(S=Name.GoTo, D=Array([made.pages[0].obj, Name.Fit]), Next=script),
        link(S=Name.GoTo, D=Array([made.pages[0].obj, Name.Fit])),
    ]
