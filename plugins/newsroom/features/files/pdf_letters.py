"""Unused letters of PDF fonts: removes their names, their text and their outlines."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, Dictionary, Name, Object, Pdf, Stream, String

from newsroom.features.files.pdf_unused import streams

_Number = tuple[int, int]
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_PART = re.compile(rb"begin(bfchar|bfrange)\n(.*?)\nend\1", re.DOTALL)
_CODE = re.compile(rb"<([0-9A-Fa-f]*)>|(\[)|(\])")
#: Bytes of what one letter is read as: a joined letter has a few, and no letter a whole word.
_MOST = 8
#: Entries of one part of a table.
_ENTRIES = 100


def number_fonts(pdf: Pdf) -> None:
    """Give a number to each font that is written inside its caller, as its identity."""
    for thing in list(pdf.objects):
        if isinstance(thing, Dictionary | Stream):
            for holder in (thing, thing.get("/Resources"), thing.get("/DR")):
                fonts = holder.get("/Font") if isinstance(holder, Dictionary | Stream) else None
                if not isinstance(fonts, Dictionary):
                    continue
                for name, font in list(fonts.items()):
                    if isinstance(font, Dictionary) and not font.is_indirect:
                        fonts[name] = pdf.make_indirect(font)


class CharacterCodes:
    """The codes that words of a document are made of, by the number of their font; None where any may be."""

    def __init__(self, pdf: Pdf) -> None:
        self._codes: dict[_Number, set[int]] = {}
        self._anywhere: set[int] = set()
        # In a form somebody fills in words that nobody knows yet.
        held = pdf.Root.get("/AcroForm", Dictionary()).get("/DR", Dictionary()).get("/Font", Dictionary())
        self._any = {font.objgen for font in held.values() if isinstance(font, Dictionary)}
        for stream, resources in streams(pdf):
            self._read(stream, Dictionary() if resources is None else resources.get("/Font", Dictionary()))

    def codes(self, font: Object) -> set[int] | None:
        """Return the codes of a font that words use."""
        if not font.is_indirect or font.objgen in self._any or _length(font) is None:
            return None
        return self._codes.get(font.objgen, set()) | self._anywhere

    def _read(self, stream: Stream, fonts: Object) -> None:
        font: Object | None = None
        drawn_fonts: list[Object | None] = []
        for instruction in pikepdf.parse_content_stream(stream):
            if isinstance(instruction, ContentStreamInlineImage):
                continue
            name, given = str(instruction.operator), list(instruction.operands)
            if name == "Tf":
                font = fonts.get(str(given[0]))
            elif name == "gs":
                font = None
            elif name == "q":
                drawn_fonts.append(font)
            elif name == "Q" and drawn_fonts:
                font = drawn_fonts.pop()
            elif name in _SHOWS and given:
                pieces = list(given[-1]) if isinstance(given[-1], Array) else [given[-1]]
                for words in (bytes(piece) for piece in pieces if isinstance(piece, String)):
                    self._note(font, words)

    def _note(self, font: Object | None, words: bytes) -> None:
        pairs = {high << 8 | low for high, low in zip(words[::2], words[1::2], strict=False)}
        if font is None or not font.is_indirect:
            self._anywhere |= {*words} | pairs
        else:
            self._codes.setdefault(font.objgen, set()).update(pairs if _length(font) == 2 else words)


def _length(font: Object) -> int | None:
    """Return how many bytes a code of a font has; None where that differs."""
    if font.get("/Subtype") != Name.Type0:
        return 1
    return 2 if font.get("/Encoding") in (Name("/Identity-H"), Name("/Identity-V")) else None


def leave_out(pdf: Pdf) -> None:
    """Remove the data of unused letters from fonts."""
    used = CharacterCodes(pdf)
    tables: dict[_Number, tuple[Stream, set[int] | None]] = {}
    shapes: dict[_Number, tuple[Stream, set[int] | None]] = {}
    for font in [thing for thing in pdf.objects if isinstance(thing, Dictionary) and thing.get("/Type") == Name.Font]:
        codes = used.codes(font)
        _add(tables, font.get("/ToUnicode"), codes)
        for inner in list(font.get("/DescendantFonts", Array())):
            _add(shapes, inner.get("/CIDToGIDMap"), codes)
        encoding = font.get("/Encoding")
        if isinstance(encoding, Dictionary) and not isinstance(encoding, Stream) and codes is not None:
            names = dict(_names(encoding))
            if font.get("/Subtype") == Name.Type3:
                drawn = font.get("/CharProcs", Dictionary())
                for name in set(drawn.keys()) - {names.get(code, "") for code in codes}:
                    del drawn[name]
    for table, codes in tables.values():
        table.write(readable(table.read_bytes(), codes))
    for shape, codes in shapes.values():
        shape.write(_shapes(shape.read_bytes(), codes))


def _add(letters: dict[_Number, tuple[Stream, set[int] | None]], table: object, codes: set[int] | None) -> None:
    if isinstance(table, Stream):
        known = letters.get(table.objgen, (table, set[int]()))[1]
        letters[table.objgen] = (table, None if codes is None or known is None else codes | known)


def _shapes(raw: bytes, codes: set[int] | None) -> bytes:
    """Return a table of two bytes for each code, up to the last that words use; the others are nought."""
    if codes is None:
        return raw[: 2 * 65_536]
    mapping = bytearray(2 * (max(codes, default=-1) + 1))
    for code in codes:
        mapping[2 * code : 2 * code + 2] = raw[2 * code : 2 * code + 2].ljust(2, b"\0")
    return bytes(mapping)


def _names(encoding: Object) -> Iterator[tuple[int, str]]:
    code = 0
    for item in encoding.get("/Differences", Array()):
        if isinstance(item, Name):
            yield code, str(item)
            code += 1
        else:
            code = int(item)


def readable(raw: bytes, codes: set[int] | None) -> bytes:
    """Return a table of what letters are read as, which `newsroom.features.files.pdf_programs` has written.

    Args:
        raw: the table.
        codes: those that words use; None for all.
    """
    if not _PART.search(raw):
        return raw
    entries = [(code, size, said) for part in _PART.finditer(raw) for code, size, said in _entries(part, codes)]
    begin, end = next(_PART.finditer(raw)).start(), max(part.end() for part in _PART.finditer(raw))
    head = re.sub(rb"\d+ \Z", b"", raw[:begin])
    letters_by_code = {(code, size): said for code, size, said in entries if len(said) <= _MOST}
    lines = [
        b"<%0*X> <%s>" % (size * 2, code, said.hex().encode()) for (code, size), said in sorted(letters_by_code.items())
    ]
    parts = [lines[at : at + _ENTRIES] for at in range(0, len(lines), _ENTRIES)]
    body = b"".join(b"%d beginbfchar\n%s\nendbfchar\n" % (len(part), b" ".join(part)) for part in parts)
    return head + body + raw[end:].lstrip(b"\n")


def _entries(part: re.Match[bytes], codes: set[int] | None) -> Iterator[tuple[int, int, bytes]]:
    """Yield each code, how many bytes it has, and what it is read as."""
    values: list[bytes | list[bytes]] = []
    inner: list[bytes] | None = None
    for held, begins, ends in _CODE.findall(part[2]):
        if begins:
            inner = []
            values.append(inner)
        elif ends:
            inner = None
        else:
            value = bytes.fromhex((held + b"0" * (len(held) % 2)).decode())
            (values if inner is None else inner).append(value)
    step = 2 if part[1] == b"bfchar" else 3
    for place in range(0, len(values) - step + 1, step):
        first, last, letters = values[place], values[place + step - 2], values[place + step - 1]
        if isinstance(first, bytes) and isinstance(last, bytes):
            low, high = int.from_bytes(first, "big"), min(int.from_bytes(last, "big"), 0xFFFF)
            for code in range(low, high + 1) if codes is None else sorted(one for one in codes if low <= one <= high):
                read = _read_as(letters, code - low)
                if read is not None:
                    yield code, len(first), read


def _read_as(mapping: bytes | list[bytes], number: int) -> bytes | None:
    if isinstance(mapping, list):
        return mapping[number] if number < len(mapping) else None
    last = int.from_bytes(mapping[-2:], "big") + number
    return mapping[:-2] + last.to_bytes(2, "big") if mapping and last <= 0xFFFF else None
