"""PDF: writes the pages anew, without author, dates, programs, file names and scripts.

Only the keys on a list stay (`newsroom.features.files.pdf_keys`). Only objects that the document still refers to are
written, so that text which was deleted from earlier versions is gone.
"""

from __future__ import annotations

import io
import warnings

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, Stream

from newsroom.features.files import (
    pdf_drawing,
    pdf_extent,
    pdf_fonts,
    pdf_layers,
    pdf_letters,
    pdf_masks,
    pdf_pictures,
    pdf_programs,
    pdf_unused,
    pdf_walk,
)
from newsroom.features.files.model import FileFault
from newsroom.features.files.pdf_names import FontNames
from newsroom.features.files.pdf_values import box_of
from newsroom.features.files.pdf_walk import Walk

#: Errors that the library raises for a damaged PDF.
_FAULTS = (
    PdfError,
    OSError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RuntimeError,
    MemoryError,
    OverflowError,
)
_BROKEN = "open it, print it to a new PDF, and use that"
_CROPPED = (
    "a page was cropped, and what was cut away is still in it, where any reader can bring it back",
    "open it, print it to a new PDF, and use that; or save the page as a picture and make a PDF of the picture",
)


def clean(raw: bytes, title: str) -> bytes:
    """Return a document's pages.

    Args:
        raw: the file.
        title: title for screen readers and browsers; its own is often the name of somebody's file.

    Raises:
        FileFault: it is locked, broken, or hides what a reader could bring to light.
    """
    try:
        with warnings.catch_warnings(), pikepdf.open(io.BytesIO(raw), attempt_recovery=False) as pdf:
            # Of what it finds odd and can still save nobody needs to hear.
            warnings.simplefilter("ignore", pikepdf.PikepdfWarning)
            return _clean(pdf, title)
    except pikepdf.PasswordError:
        raise FileFault("the document is locked with a password", "save a copy without one") from None
    except _FAULTS as error:
        raise FileFault("the document is cut short or broken", _BROKEN) from error


def _clean(pdf: Pdf, title: str) -> bytes:
    if pdf.is_encrypted:
        raise FileFault("the document is protected", "save a copy without protection")
    if not len(pdf.pages):
        raise FileFault("the document has no pages", _BROKEN)
    _refuse_what_hides(pdf)
    pdf_layers.refuse_hidden(pdf)
    pdf_letters.number_fonts(pdf)
    _flatten(pdf)
    cropped = {page.obj.objgen for page in pdf.pages if _prepare(page.obj)}
    walk = Walk(pdf, _targets(pdf.Root), pdf_walk.keep_seen(pdf))
    walk.run()
    drawn = {stream.objgen: _write_anew(stream, kind, walk.names) for stream, kind in walk.every_stream()}
    pdf_unused.leave_out(pdf, drawn)
    pdf_letters.leave_out(pdf)
    for stream, kind in walk.every_stream():
        if (kind == "drawn" or stream.get("/PatternType") == 1) and pdf_extent.hides(stream):
            raise FileFault(*_CROPPED)
    for page in pdf.pages:
        _refuse_what_is_beyond(page.obj, cropped=page.obj.objgen in cropped)
    pdf_masks.hide(pdf, [stream for (_, kind), stream in walk.streams.items() if kind == "image"])
    for key in set(pdf.trailer.keys()) - {"/Root", "/Size"}:
        del pdf.trailer[key]
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=title))
    target = io.BytesIO()
    # Objects without a reference are left out; the document's id is made of its content.
    pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def _refuse_what_hides(pdf: Pdf) -> None:
    root = pdf.Root
    if "/Collection" in root:
        raise FileFault("it is a portfolio, which wraps up other files", "save each of them as a PDF of its own")
    if root.get("/NeedsRendering", False):
        raise FileFault("it is a form that only one program shows", "print it to a new PDF")
    for page in pdf.pages:
        if any(item.get("/Subtype") == Name.Redact for item in page.obj.get("/Annots", Array())):
            fix = "carry the redaction out in the program that marked it, or print the page and scan it"
            raise FileFault("words are marked to be blacked out and are still there", fix)


def _flatten(pdf: Pdf) -> None:
    """Have all pages in one list, each with what it would inherit from the groups that it is in."""
    pages = [page.obj for page in pdf.pages]
    for page in pages:
        above, seen = page.get("/Parent"), 0
        while isinstance(above, Dictionary) and seen < 100:
            for key in ("/Resources", "/MediaBox", "/CropBox", "/Rotate"):
                if key not in page and key in above:
                    page[key] = above[key]
            above, seen = above.get("/Parent"), seen + 1
    top = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array(pages), Count=len(pages)))
    for page in pages:
        page.Parent = top
    pdf.Root.Pages = top


def _prepare(page: Object) -> bool:
    """Make a page as large as what is seen of it, and its instructions one stream.

    Returns:
        Whether less of it is seen than there is.
    """
    pikepdf.Page(page).contents_coalesce()
    whole, seen = box_of(page.get("/MediaBox")), box_of(page.get("/CropBox"))
    if whole is None:
        raise FileFault("a page in it has no size", _BROKEN)
    if seen is not None:
        both = (max(whole[0], seen[0]), max(whole[1], seen[1]), min(whole[2], seen[2]), min(whole[3], seen[3]))
        if both[2] - both[0] > 1 and both[3] - both[1] > 1:
            page.MediaBox = Array([round(side, 3) for side in both])
            return any(abs(one - other) > 1 for one, other in zip(both, whole, strict=True))
    return False


def _refuse_what_is_beyond(page: Object, *, cropped: bool) -> None:
    box = box_of(page.MediaBox)
    if box is not None and pdf_extent.beyond(page, box, cropped=cropped):
        raise FileFault(*_CROPPED)


def _targets(root: Object) -> dict[bytes, Object]:
    """Return the places in a document that are called by names."""
    targets = {name[1:].encode(): place for name, place in root.get("/Dests", Dictionary()).items()}
    waiting = [root.get("/Names", Dictionary()).get("/Dests")]
    seen: set[tuple[int, int]] = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, Dictionary) and node.objgen not in seen:
            seen |= {node.objgen} if node.is_indirect else set()
            waiting += list(node.get("/Kids", Array()))
            pairs = list(node.get("/Names", Array()))
            targets |= {bytes(name): place for name, place in zip(pairs[::2], pairs[1::2], strict=False)}
    return targets


def _write_anew(stream: Stream, kind: str, names: FontNames) -> set[str]:
    """Write what a stream holds anew, as what it is; return the names of what it draws."""
    if kind in ("image", "mask-image"):
        pdf_pictures.strip_picture(stream)
        return set()
    if kind in ("drawing", "drawn") or (kind == "pattern" and stream.get("/PatternType") == 1):
        return pdf_drawing.rewrite(stream)
    # Packed anew: behind the end of what is packed there may be more.
    stream.write(_stripped_stream(stream, kind, names))
    return set()


def _stripped_stream(stream: Stream, kind: str, names: FontNames) -> bytes:
    raw = stream.read_bytes()
    if kind == "program":
        return _font(stream, raw, names)
    if kind == "cmap":
        raw = pdf_programs.letters(raw)
    elif kind == "function" and stream.get("/FunctionType") == 4:
        raw = pdf_programs.calculation(raw)
    elif kind == "function":
        raw = raw[: _samples(stream)]
    elif kind == "shading":
        bits = [int(stream.get(f"/BitsPer{what}", 0)) for what in ("Flag", "Coordinate", "Component")]
        several = 1 if "/Function" in stream else pdf_pictures.channels(stream.get("/ColorSpace", Name.DeviceRGB))
        raw = pdf_programs.mesh(raw, int(stream.get("/ShadingType", 0)), (bits[0], bits[1], bits[2]), several)
    elif kind == "profile":
        raw = pdf_programs.profile(raw)
        if not raw:
            raise FileFault("a colour profile in it is broken", _BROKEN)
    return raw


def _font(stream: Stream, raw: bytes, names: FontNames) -> bytes:
    raw, lengths = pdf_fonts.strip_font(raw, names)
    for key in {"/Length1", "/Length2", "/Length3"}.intersection(stream.keys()):
        del stream[key]
    for number, length in enumerate(lengths, 1):
        stream[f"/Length{number}"] = length
    return raw


def _samples(function: Stream) -> int:
    """Return how many bytes the samples of a function need (7.10.2)."""
    bits = int(function.get("/BitsPerSample", 8)) * len(function.get("/Range", Array())) // 2
    for size in function.get("/Size", Array()):
        bits *= int(size)
    return (bits + 7) // 8
