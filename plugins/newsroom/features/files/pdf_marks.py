"""Marks on the pages of a PDF: links, forms and signs that readers see, without who made them, when, and what of them.

A mark that nobody sees is none: one that is hidden, that has no size or lies beyond its page, that stands on no page,
and a field of a form that no page shows, with what somebody filled in.
"""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from newsroom.features.files import pdf_drawing
from newsroom.features.files.pdf_keys import SCHEMES
from newsroom.features.files.pdf_values import box_of

# ISO 32000-2 says what the names mean; tables 166 (annotations) and 201 (actions) list them.
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
_HIDDEN = 0b10_0010  # flags of an annotation: hidden, and not viewed
#: Fields within fields; deeper than this no form goes.
_DEEPEST = 50


def keep_seen(pdf: Pdf) -> set[tuple[int, int]]:
    """Leave on each page the marks that are seen of it, and in a form the fields that they are of.

    Returns:
        The numbers of these marks and fields; nothing else is one, whatever refers to it.
    """
    kept: set[tuple[int, int]] = set()
    for page in pdf.pages:
        if "/Annots" in page.obj:
            marks = [pdf.make_indirect(mark) for mark in page.obj.Annots if _is_seen(mark, page.obj)]
            page.obj.Annots = Array(marks)
            for mark in marks:
                kept |= _family(mark)
    return kept


def _family(mark: Object) -> set[tuple[int, int]]:
    """Take out of a mark, and of the fields that it is a part of, what is not seen, and return their numbers."""
    found: set[tuple[int, int]] = set()
    while isinstance(mark, Dictionary) and mark.is_indirect and len(found) < _DEEPEST:
        found.add(mark.objgen)
        _without_remarks(mark)
        above = mark.get("/Parent")
        if not isinstance(above, Dictionary):
            break
        mark = above
    return found


def _is_seen(mark: Object, page: Object) -> bool:
    """Return whether a mark is of a kind that is seen, is not hidden, and lies on its page."""
    if mark.get("/Subtype") not in ANNOTATIONS or int(mark.get("/F", 0)) & _HIDDEN:
        return False
    place, seen = box_of(mark.get("/Rect")), box_of(page.MediaBox)
    if place is None or seen is None:
        return False
    across, up = min(place[2], seen[2]) - max(place[0], seen[0]), min(place[3], seen[3]) - max(place[1], seen[1])
    return across > 0 and up > 0


def _without_remarks(mark: Object) -> None:
    """Take out of a mark on a page what is not seen of it."""
    said = "/Widget" if "/Subtype" not in mark else str(mark.Subtype)
    gone = set(REMARKS - SAID.get(said, frozenset()))
    if mark.get("/FT") == Name.Sig or isinstance(mark.get("/V"), Dictionary):
        gone |= {"/V", "/DV"}
    action = mark.get("/A")
    if isinstance(action, Dictionary) and not _is_harmless(action):
        gone |= {"/A"}
    for key in gone & set(mark.keys()):
        del mark[key]
    if isinstance(mark.get("/DA"), String):
        mark.DA = String(pdf_drawing.setting(bytes(mark.DA)).decode("latin-1"))


def _is_harmless(action: Object) -> bool:
    if action.get("/S") == Name.URI:
        address = bytes(action.get("/URI", b""))
        return address.lstrip().lower().startswith(SCHEMES)
    return action.get("/S") in ACTIONS
