"""PDF: its pages, written anew without who made it, when, with what, from which files, and without anything that runs.

Only what the document still refers to is written, so what earlier versions of it held and was taken out is gone.
"""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Iterator, Set

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, Stream

from newsroom.files import pdf_drawing
from newsroom.files.embedded import bare_jpeg, bare_jpeg2000
from newsroom.files.model import FileFault

# ISO 32000-2 says what the names mean; tables 29 (catalog), 166 (annotations) and 201 (actions) list them.
#: What a document's root may hold: pages, how they are read aloud and found, forms, and how colours are meant.
ROOT = frozenset(
    "/Type /Version /Extensions /Pages /PageLabels /Names /Dests /ViewerPreferences /PageLayout /PageMode "  # noqa: SIM905
    "/Outlines /AcroForm /StructTreeRoot /MarkInfo /Lang /OutputIntents /OCProperties".split()
)
#: What is taken out wherever it stands: data about data, programs' own data, files, scripts, places, thumbnails.
FORBIDDEN = frozenset(
    "/Metadata /PieceInfo /LastModified /AA /OpenAction /JS /JavaScript /EmbeddedFiles /EF /AF /Thumb /XFA /CO /OPI "  # noqa: SIM905
    "/VP /LGIDict /Measure /PtData /SpiderInfo /Threads /B /PresSteps /Perms /DSS /Legal "
    "/Collection /Requirements /Alternates /TemplateInstantiated /SeparationInfo /DPartRoot /DPart /URLS".split()
)
#: What readers see, and may keep their marks in: links, forms, and signs on the page.
ANNOTATIONS = frozenset(
    "/Link /Widget /FreeText /Line /Square /Circle /Polygon /PolyLine /Highlight /Underline /Squiggly /StrikeOut "  # noqa: SIM905
    "/Stamp /Ink /Caret /Watermark".split()
)
#: What marks say besides what is seen: who made them and when, words, and those of others about them.
REMARKS = frozenset(
    "/T /Contents /RC /Subj /Popup /IRT /RT /CreationDate /M /NM /ExData /State /StateModel".split()  # noqa: SIM905
)
#: What of it stays: the name of a form's field, and words that stand on the page or are read aloud.
SAID = {"/Widget": frozenset({"/T"}), "/Link": frozenset({"/Contents"}), "/FreeText": frozenset({"/Contents"})}
#: Actions that move within the document; a link out of it has a scheme of `SCHEMES`.
ACTIONS = frozenset({"/GoTo", "/Named"})
SCHEMES = (b"http://", b"https://", b"mailto:", b"tel:")
_HIDDEN = 0b10_0010  # flags of an annotation: hidden, and not viewed
#: What the reader of documents says of one that is not as it should be.
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


def clean(raw: bytes, title: str) -> bytes:
    """Return a document's pages.

    Args:
        raw: the file.
        title: what screen readers and browsers call it; its own is often the name of somebody's file.

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
    _leave_out(pdf.trailer, set(pdf.trailer.keys()) - {"/Root", "/Size"})
    _leave_out(pdf.Root, set(pdf.Root.keys()) - ROOT)
    if "/Names" in pdf.Root:
        names = pdf.Root.Names
        pdf.Root.Names = Dictionary(Dests=names.Dests) if "/Dests" in names else Dictionary()
    for page in pdf.pages:
        if "/Annots" in page.obj:
            page.obj.Annots = Array([item for item in page.obj.Annots if _is_seen(item)])
    for thing in _everything(pdf):
        _bare(thing)
    pdf_drawing.bare(pdf)
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=title))
    target = io.BytesIO()
    # What nobody refers to is left out; the number of a document is made of its content.
    pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def _leave_out(thing: Object, keys: Set[str]) -> None:
    for key in sorted(keys & set(thing.keys())):
        del thing[key]


def _refuse_what_hides(pdf: Pdf) -> None:
    root = pdf.Root
    if "/Collection" in root:
        raise FileFault("it is a portfolio, which wraps up other files", "save each of them as a PDF of its own")
    if root.get("/NeedsRendering", False):
        raise FileFault("it is a form that only one program shows", "print it to a new PDF")
    layers = root.get("/OCProperties", Dictionary())
    for setup in [layers.get("/D", Dictionary()), *layers.get("/Configs", Array())]:
        if len(setup.get("/OFF", Array())) or setup.get("/BaseState", Name.ON) == Name.OFF:
            raise FileFault("it has a layer that is switched off, which any reader can switch on", _BROKEN)
    for page in pdf.pages:
        if any(item.get("/Subtype") == Name.Redact for item in page.obj.get("/Annots", Array())):
            fix = "carry the redaction out in the program that marked it, or print the page and scan it"
            raise FileFault("words are marked to be blacked out and are still there", fix)


def _is_seen(annotation: Object) -> bool:
    hidden = int(annotation.get("/F", 0)) & _HIDDEN
    return annotation.get("/Subtype") in ANNOTATIONS and not hidden


def _everything(pdf: Pdf) -> Iterator[Object]:
    """Yield every dictionary and stream of a document, those inside others too."""
    waiting: list[object] = [pdf.trailer, *pdf.objects]
    while waiting:
        thing = waiting.pop()
        inside: list[object] = []
        if isinstance(thing, Dictionary | Stream):
            yield thing
            inside = list((thing.stream_dict if isinstance(thing, Stream) else thing).values())
        elif isinstance(thing, Array):
            inside = list(thing)
        # What has a number of its own is in the list of all.
        waiting += [item for item in inside if isinstance(item, Object) and not item.is_indirect]


def _bare(thing: Object) -> None:
    """Take out of one dictionary or stream what may not leave."""
    # A page's beads and the lines of a drawn frame are both called /B.
    _leave_out(thing, FORBIDDEN if thing.get("/Type") == Name.Page else FORBIDDEN - {"/B"})
    _without_actions(thing)
    if thing.get("/FT") == Name.Sig or _is_signature(thing.get("/V")):
        _leave_out(thing, {"/V", "/SV", "/Lock"})
    if thing.get("/O") == Name.UserProperties:
        _leave_out(thing, {"/P"})
    if thing.get("/Type") == Name.OCG:
        _leave_out(thing.get("/Usage", Dictionary()), {"/CreatorInfo", "/User"})
    subtype = thing.get("/Subtype")
    if "/Rect" in thing and subtype in ANNOTATIONS:
        _leave_out(thing, REMARKS - SAID.get(str(subtype), frozenset()))
        if not _is_seen(thing):
            # It stands in no page any more; a form may still know of it.
            _leave_out(thing, {"/V", "/DV", "/AP", "/MK"})
    if isinstance(thing, Stream):
        # These say that its content lies in another file.
        _leave_out(thing, {"/F", "/FFilter", "/FDecodeParms"})
        if subtype == Name.Image:
            _bare_photograph(thing)


def _without_actions(thing: Object) -> None:
    for key in ("/A", "/PA", "/Next"):
        # Elements of a tagged document call their attributes /A; those have no /S.
        action = thing.get(key)
        several = isinstance(action, Array) and key == "/Next"
        if several or (isinstance(action, Dictionary) and "/S" in action and not _is_harmless(action)):
            del thing[key]


def _is_harmless(action: Object) -> bool:
    if action.S == Name.URI:
        address = bytes(action.get("/URI", b""))
        return address.lstrip().lower().startswith(SCHEMES)
    return action.S in ACTIONS and "/Next" not in action


def _is_signature(value: object) -> bool:
    return isinstance(value, Dictionary) and (
        "/ByteRange" in value or value.get("/Type") in (Name.Sig, Name.DocTimeStamp)
    )


def _bare_photograph(image: Stream) -> None:
    """Take out of a photograph what its camera wrote; how it is packed stays."""
    filters = image.get("/Filter", Array())
    names = [str(item) for item in filters] if isinstance(filters, Array) else [str(filters)]
    work = {"/DCTDecode": bare_jpeg, "/JPXDecode": bare_jpeg2000}.get(names[-1]) if names else None
    if work is None:
        return
    raw = image.read_raw_bytes()
    if names[:-1] == ["/FlateDecode"]:
        raw = zlib.decompress(raw)
    elif names[:-1]:
        raise FileFault("a photograph in it is packed in an unusual way", _BROKEN)
    bare = work(raw)
    if not bare:
        raise FileFault("a photograph in it is cut short or broken", _BROKEN)
    if bare == raw and len(names) == 1:
        return
    settings = image.get("/DecodeParms")
    if isinstance(settings, Array):
        settings = settings[-1] if len(settings) else None
    image.write(bare, filter=Name(names[-1]))
    if isinstance(settings, Dictionary):
        image.DecodeParms = settings
