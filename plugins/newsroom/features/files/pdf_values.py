"""Values in a PDF: keeps those without personal data, and replaces the others."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal

from pikepdf import Array, Dictionary, Name, Object, String

from newsroom.features.files.pdf_keys import NAMES, SCHEMES

#: Names by which pages call their fonts and pictures, that say nothing: F1, TT0, Im12, T1_0.
_PLAIN = re.compile(r"/[A-Za-z]{1,4}[0-9]{0,6}(?:[._][0-9]{1,6})?\Z")
#: A name of a font that the walk has given.
LABEL = re.compile(r"/[A-Za-z0-9.,_+-]{1,63}\Z")
#: A language, how it is written, and where: BCP 47 without what anybody may choose.
_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?\Z")
_VERSION = re.compile(r"/[12]\.[0-9]\Z")
#: Tables of letters that readers of documents have (9.7.5.2).
_TABLES = re.compile(
    r"/(?:(?:Identity|GB-EUC|GBpc-EUC|GBK-EUC|GBKp-EUC|GBK2K|UniGB-(?:UCS2|UTF16|UTF8|UTF32)|B5pc|HKscs-B5|ETen-B5|"
    r"ETenms-B5|CNS-EUC|UniCNS-(?:UCS2|UTF16|UTF8|UTF32)|83pv-RKSJ|90ms-RKSJ|90msp-RKSJ|90pv-RKSJ|Add-RKSJ|EUC|"
    r"Ext-RKSJ|UniJIS-(?:UCS2|UCS2-HW|UTF16|UTF8|UTF32)|UniJIS2004-(?:UTF16|UTF32)|KSC-EUC|KSCms-UHC|KSCms-UHC-HW|"
    r"KSCpc-EUC|UniKS-(?:UCS2|UTF16|UTF8|UTF32))-)?[HV]\Z"
)
#: The path of a picture, which programs write in place of a description that nobody gave.
_PATH = re.compile(
    r"[A-Za-z]:[\\/]|\\\\|file:|/(?:home|Users|tmp|var|mnt)/|\.(?:jpe?g|png|gif|tiff?|heic|webp|bmp|eps|ai)\b",
    re.IGNORECASE,
)
_COLLECTIONS = frozenset({"Identity", "Japan1", "GB1", "CNS1", "Korea1", "KR", "Manga1"})
#: Colours of a press; others are named by whoever made the document.
_INKS = frozenset({"/All", "/None", "/Cyan", "/Magenta", "/Yellow", "/Black", "/Red", "/Green", "/Blue", "/Gray"})


def plain_name(name: str) -> str:
    """Return the name by which a page calls something, or one that says nothing in place of one that might.

    The same name always becomes the same, wherever it stands.
    """
    if _PLAIN.match(name):
        return name
    return f"/N{int(hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest(), 16) % 1_000_000:06}"


def is_numeric(value: object) -> bool:
    """Return whether a value is a number, true or false, nothing, or a list of these."""
    if isinstance(value, Array):
        return all(map(is_numeric, value))
    return value is None or isinstance(value, bool | int | float | Decimal)


def standard(value: object) -> bool:
    """Return whether it is a name of the standard, or a list of such names."""
    if isinstance(value, Array):
        return all(standard(item) for item in value)
    return isinstance(value, Name) and str(value) in NAMES


def label(value: object) -> bool:
    """Return whether it is a name of plain signs."""
    return isinstance(value, Name) and bool(LABEL.match(str(value)))


def words(value: object) -> bool:
    """Return whether it is text."""
    return isinstance(value, String | str)


def address(value: object) -> bool:
    """Return whether it is an address to which a link may lead."""
    return isinstance(value, String) and bytes(value).lstrip().lower().startswith(SCHEMES)


def version(value: object) -> bool:
    """Return whether it is a version of the format."""
    return isinstance(value, Name) and bool(_VERSION.match(str(value)))


def known_table(value: object) -> bool:
    """Return whether it is the name of a table of letters that readers of documents have."""
    return isinstance(value, Name) and bool(_TABLES.match(str(value)))


def state(value: object) -> Name | None:
    """Return the name of a state of a mark, such as Off, or one that says nothing in its place."""
    return Name(plain_name(str(value))) if isinstance(value, Name) else None


def lang(value: object) -> bool:
    """Return whether it is a language and nothing else."""
    return isinstance(value, String) and bool(_LANG.match(str(value)))


def alt(value: object) -> bool:
    """Return whether it describes a picture, and is not the path of its file."""
    return isinstance(value, String) and not _PATH.search(str(value))


def options(value: object) -> bool:
    """Return whether it is a list of what can be chosen in a form: words, or pairs of them."""
    return isinstance(value, Array) and all(
        words(item) or (isinstance(item, Array) and all(words(one) for one in item)) for item in value
    )


def ink_names(value: object) -> Object | None:
    """Return the names of the inks of a press; one of somebody's own gets a name that says nothing."""
    if isinstance(value, Array):
        return Array([
            item if str(item) in _INKS else Name(f"/Spot{number}") for number, item in enumerate(value, 1)
        ])  # fmt: skip
    return (value if str(value) in _INKS else Name.Spot1) if isinstance(value, Name) else None


def collection(value: object) -> object | None:
    """Return which collection of letters a font numbers them by; one of nobody's but the document's is Identity."""
    if not isinstance(value, Dictionary):
        return None
    known = str(value.get("/Ordering", "")) in _COLLECTIONS
    supplement = value.get("/Supplement", 0)
    return Dictionary(
        Registry=String("Adobe"),
        Ordering=String(str(value.Ordering) if known else "Identity"),
        Supplement=int(supplement) if known and is_numeric(supplement) else 0,
    )


def box_of(value: object) -> tuple[float, float, float, float] | None:
    """Return left, bottom, right and top of a rectangle, whose corners may be given in any order."""
    if not isinstance(value, Array) or len(value) != 4:
        return None
    x, y, other_x, other_y = (float(side) for side in value)
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)
