"""Walk through all objects of a PDF that drops everything that `newsroom.features.files.pdf_keys` does not list.

Each object is looked at as what it is referred to as: a dictionary that is a font here and a page there keeps what both
may hold. What nothing refers to any more is not written.
"""

from __future__ import annotations

from collections.abc import Callable

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from newsroom.features.files import pdf_drawing, pdf_pictures
from newsroom.features.files import pdf_values as values
from newsroom.features.files.pdf_keys import EITHER, KINDS, ROLES, SCHEMES, STREAMS
from newsroom.features.files.pdf_names import FontNames
from newsroom.features.files.pdf_values import box_of

# Marks on the pages of a PDF: links, forms and signs that readers see, without who made them, when, and what of them.
#
# A mark that nobody sees is none: one that is hidden, that has no size or lies beyond its page, that stands on no page,
# and a field of a form that no page shows, with what somebody filled in.

# ISO 32000-2 says what the names mean; tables 166 (annotations) and 201 (actions) list them.
#: Types of annotations that a published PDF may have, since readers see them: links, forms, signs on the page.
ANNOTATIONS = frozenset(
    "/Link /Widget /FreeText /Line /Square /Circle /Polygon /PolyLine /Highlight /Underline /Squiggly /StrikeOut "  # noqa: SIM905
    "/Stamp /Ink /Caret /Watermark".split()
)
#: Keys of annotations that show nothing on the page: author, dates, comments and answers to them.
REMARKS = frozenset(
    "/T /Contents /RC /Subj /Popup /IRT /RT /CreationDate /M /NM /ExData /State /StateModel".split()  # noqa: SIM905
)
#: Keys of those that stay, by type: the name of a form's field, and words that are seen or read aloud.
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
    numbers: set[tuple[int, int]] = set()
    for page in pdf.pages:
        if "/Annots" in page.obj:
            marks = [pdf.make_indirect(mark) for mark in page.obj.Annots if _is_seen(mark, page.obj)]
            page.obj.Annots = Array(marks)
            for mark in marks:
                numbers |= _family(mark)
    return numbers


def _family(mark: Object) -> set[tuple[int, int]]:
    """Take out of a mark, and of the fields that it is a part of, what is not seen, and return their numbers."""
    family: set[tuple[int, int]] = set()
    while isinstance(mark, Dictionary) and mark.is_indirect and len(family) < _DEEPEST:
        family.add(mark.objgen)
        _without_remarks(mark)
        above = mark.get("/Parent")
        if not isinstance(above, Dictionary):
            break
        mark = above
    return family


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
    """Remove the keys of an annotation that show nothing on the page."""
    kind = "/Widget" if "/Subtype" not in mark else str(mark.Subtype)
    gone = set(REMARKS - SAID.get(kind, frozenset()))
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


_FITS = frozenset({"/XYZ", "/Fit", "/FitH", "/FitV", "/FitR", "/FitB", "/FitBH", "/FitBV"})
_PLAIN_SPACES = frozenset({"/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern", "/G", "/RGB", "/CMYK"})
_CALIBRATED = frozenset({"/CalGray", "/CalRGB", "/Lab"})


class Walk:
    """One walk through a document; afterwards `streams` holds every stream with what it is.

    Args:
        pdf: the document, which is changed.
        targets: destinations in it, by their names.
        marks: the numbers of the marks on pages, and of the fields of forms, that stay.
    """

    def __init__(self, pdf: Pdf, targets: dict[bytes, Object], marks: set[tuple[int, int]]) -> None:
        self.pdf, self._targets, self._marks = pdf, targets, marks
        self._roles = pdf.Root.get("/StructTreeRoot", Dictionary()).get("/RoleMap", Dictionary())
        self._waiting: list[tuple[Object, str]] = []
        self._known: set[tuple[tuple[int, int], str]] = set()
        self.streams: dict[tuple[tuple[int, int], str], Stream] = {}
        self.names = FontNames()
        self._tests: dict[str, Callable[[object], bool]] = {
            "num": values.is_numeric, "name": values.standard, "label": values.label,
            "version": values.version, "known": values.known_table,
            "words": values.words,
            "lang": values.lang, "alt": values.alt,
            "setting": values.words,
            "options": values.options, "address": values.address,
        }  # fmt: skip
        self._changes: dict[str, Callable[[object], object]] = {
            "space": self._space, "target": self._target, "inside": self._inside, "role": self._role,
            "letters": self._letters, "states": self._states, "fontsize": self._fontsize, "xobject": self._xobject,
            "letternames": self._lettered, "collection": values.collection, "switch": values.state,
            "called": lambda _: Name.M, "numbered-label": self._numbered, "numbered-element": self._numbered,
        }  # fmt: skip

    def run(self) -> None:
        """Remove everything that is not on the list from all objects below the root."""
        self._add(self.pdf.Root, "catalog")
        while self._waiting:
            thing, kind = self._waiting.pop()
            self._look(thing, kind)

    def every_stream(self) -> list[tuple[Stream, str]]:
        """Return every stream that stays, once, with what it is; one that is several things is the first of them."""
        streams: dict[tuple[int, int], tuple[Stream, str]] = {}
        for (place, kind), stream in self.streams.items():
            streams.setdefault(place, (stream, kind))
        return list(streams.values())

    def _add(self, thing: object, kind: str) -> bool:
        """Have an object looked at, if it can be of a kind."""
        stream = isinstance(thing, Stream)
        if not isinstance(thing, Dictionary | Stream) or (kind not in EITHER and stream != (kind in STREAMS)):
            return False
        if kind == "annotation" and thing.objgen not in self._marks:
            return False
        if thing.is_indirect:
            if (thing.objgen, kind) in self._known:
                return True
            self._known.add((thing.objgen, kind))
        if isinstance(thing, Stream):
            self.streams[thing.objgen, kind] = thing
        self._waiting.append((thing, kind))
        return True

    def _look(self, thing: Object, kind: str) -> None:
        keys = KINDS[kind]
        if kind == "font":
            self._name_font(thing)
        for key in list(thing.keys()):
            if key == "/Length":  # of a stream; the library writes it
                continue
            value = thing[key]
            stripped = self._allowed(value, keys[key], key) if key in keys else None
            if stripped is None:
                del thing[key]
            elif stripped is not value:
                thing[key] = stripped

    def _allowed(self, value: object, specs: tuple[str, ...], key: str) -> object | None:
        """Return the allowed part of a value; None where nothing is allowed."""
        for spec in specs:
            stripped = self._allowed_by(value, spec, key)
            if stripped is not None:
                return stripped
        return None

    def _allowed_by(self, value: object, spec: str, key: str) -> object | None:
        if spec in self._tests:
            return value if self._tests[spec](value) else None
        if spec in self._changes:
            return self._changes[spec](value)
        if spec.startswith("["):
            inner = spec[1:-1]
            if isinstance(value, Dictionary | Stream) and key == "/DecodeParms":
                return None
            if not isinstance(value, Array):
                return None
            items = [item for item in value if self._allowed_by(item, inner, key) is not None or item is None]
            return value if len(items) == len(value) else Array(items)
        if spec.startswith("{"):
            return self._named(value, spec[1:-1])
        return value if self._add(value, spec) else None

    def _named(self, value: object, kind: str) -> object | None:
        """Return a dictionary of what pages call by names, under names that say nothing."""
        if not isinstance(value, Dictionary):
            return None
        entries = Dictionary()
        for name, item in value.items():
            stripped = self._allowed_by(item, kind, name)
            if stripped is not None:
                entries[values.plain_name(name)] = stripped
        return entries

    def _xobject(self, value: object) -> object | None:
        if not isinstance(value, Stream):
            return None
        kind = {"/Image": "image", "/Form": "drawn"}.get(str(value.get("/Subtype")))
        return value if kind and self._add(value, kind) else None

    def _letters(self, value: object) -> object | None:
        if not isinstance(value, Dictionary):
            return None
        return Dictionary({
            f"/{self.names.letter(name[1:])}": letter for name, letter in value.items() if self._add(letter, "drawing")
        })  # fmt: skip

    def _lettered(self, value: object) -> object | None:
        """Return a list of numbers, and of the letters that stand at them and behind."""
        if not isinstance(value, Array):
            return None
        items = [item for item in value if values.is_numeric(item) or isinstance(item, Name)]
        return Array(
            [Name(f"/{self.names.letter(str(item)[1:])}") if isinstance(item, Name) else item for item in items]
        )

    def _name_font(self, font: Object) -> None:
        """Give a font and the description of it a name that says nothing, unless readers need it to find the font."""
        font.Type = Name.Font
        inner = list(font.get("/DescendantFonts", Array()))[:1]
        own = inner[0] if inner and isinstance(inner[0], Dictionary) else font
        about = own.get("/FontDescriptor")
        if own is not font and "/FontDescriptor" in font:
            del font.FontDescriptor
        if not isinstance(own.get("/BaseFont"), Name):
            if isinstance(about, Dictionary) and "/FontName" in about:
                del about.FontName
            return
        embedded = isinstance(about, Dictionary) and any(key.startswith("/FontFile") for key in about.keys())  # noqa: SIM118  it is no dictionary of Python
        font.BaseFont = name = Name("/" + self.names.font(str(own.BaseFont)[1:], embedded=embedded))
        if own is font and isinstance(about, Dictionary):
            about.FontName = name

    def _states(self, value: object) -> object | None:
        if not isinstance(value, Dictionary):
            return None
        return Dictionary(
            {values.plain_name(name): drawn for name, drawn in value.items() if self._add(drawn, "drawn")}
        )

    def _fontsize(self, value: object) -> object | None:
        whole = (
            isinstance(value, Array) and len(value) == 2 and values.is_numeric(value[1]) and self._add(value[0], "font")
        )
        return value if whole else None

    def _space(self, value: object) -> object | None:
        """Return a colour space: its name, or a list that begins with it (8.6)."""
        if isinstance(value, Name):
            return value if str(value) in _PLAIN_SPACES else None
        if not isinstance(value, Array) or not len(value) or not isinstance(value[0], Name):
            return None
        kind, parts = str(value[0]), list(value)
        if kind in _PLAIN_SPACES and (len(parts) == 1 or (kind == "/Pattern" and self._space(parts[1]) is not None)):
            return Array(parts[:1] if len(parts) == 1 else [parts[0], self._space(parts[1])])
        if kind in _CALIBRATED and len(parts) > 1 and self._add(parts[1], "calibrated"):
            return Array(parts[:2])
        if kind == "/ICCBased" and len(parts) > 1 and self._add(parts[1], "profile"):
            return Array(parts[:2])
        if kind in ("/Indexed", "/I") and len(parts) > 3 and values.is_numeric(parts[2]):
            base, table = self._space(parts[1]), parts[3]
            if base is not None and isinstance(table, String | Stream):
                held = table.read_bytes() if isinstance(table, Stream) else bytes(table)
                return Array([parts[0], base, parts[2], String(pdf_pictures.colours(base, held, int(parts[2])))])
        if kind in ("/Separation", "/DeviceN") and len(parts) > 3:
            other, inks = self._space(parts[2]), values.ink_names(parts[1])
            if other is not None and inks is not None and self._add(parts[3], "function"):
                return Array([parts[0], inks, other, parts[3]])
        return None

    def _target(self, value: object) -> object | None:
        """Return a place in the document; one that is called by its name is looked up, and the name is not kept."""
        if isinstance(value, String | Name):
            value = self._targets.get(bytes(value) if isinstance(value, String) else str(value)[1:].encode())
        if isinstance(value, Dictionary):
            value = value.get("/D")
        if not isinstance(value, Array) or len(value) < 2 or str(value[1]) not in _FITS:
            return None
        numbers = all(values.is_numeric(item) for item in list(value)[2:])
        page = isinstance(value[0], Dictionary) and value[0].get("/Type") == Name.Page
        return value if numbers and page and self._add(value[0], "page") else None

    def _role(self, value: object) -> object:
        """Return what an element is, in the standard's names: a document may have its own for them."""
        role, seen = str(value), set[str]()
        while role not in ROLES and role in self._roles and role not in seen:
            seen.add(role)
            role = str(self._roles[role])
        return Name(role if role in ROLES else "/NonStruct")

    def _inside(self, value: object) -> object | None:
        """Return what an element of the structure holds: elements, numbers of what is drawn, or a list of these."""
        if isinstance(value, Array):
            return Array([item for item in value if not isinstance(item, Array) and self._inside(item) is not None])
        if isinstance(value, Dictionary):
            kind = {"/MCR": "content", "/OBJR": "object"}.get(str(value.get("/Type")), "element")
            return value if self._add(value, kind) else None
        return value if values.is_numeric(value) else None

    def _numbered(self, value: object) -> object | None:
        """Return a list in which a number stands before each label or element, or before a list of elements."""
        if not isinstance(value, Array):
            return None
        entries: list[object] = []
        for number, item in zip(list(value)[::2], list(value)[1::2], strict=False):
            if isinstance(item, Array):
                several = [one if isinstance(one, Dictionary) and self._add(one, "element") else None for one in item]
                entries += [number, self.pdf.make_indirect(Array(several))]
            elif isinstance(item, Dictionary):
                kind = "element" if "/P" in item and isinstance(item.get("/P"), Dictionary) else "label-style"
                if values.is_numeric(number) and self._add(item, kind):
                    entries += [number, item]
        return Array(entries)
