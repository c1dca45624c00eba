"""Functions, character maps and colour profiles in a PDF, written anew without remarks, names and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom.features.files.model import FileFault

_BROKEN = "open it, print it to a new PDF, and use that"
#: Sections of a table of letters (CMap, Adobe technical note 5014), which hold codes and numbers.
_PARTS = re.compile(
    rb"begin(codespacerange|bfchar|bfrange|cidchar|cidrange|notdefchar|notdefrange)(.*?)end\1", re.DOTALL
)
_CODE = re.compile(rb"<[0-9A-Fa-f\s]*>|\[|\]|\b\d+\b")
_REMARK = re.compile(rb"%[^\r\n]*")
_MODE = re.compile(rb"/WMode\s+([01])\s+def")
_HEAD = b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /M def\n/CMapType 2 def\n"
_END = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
#: Operators of a function that is a program (ISO 32000-2, table 42).
_OPERATORS = frozenset(
    b"abs add atan ceiling cos cvi cvr div exp floor idiv ln log mod mul neg round sin sqrt sub truncate and bitshift "
    b"eq false ge gt le lt ne not or true xor if ifelse copy dup exch index pop roll { }".split()
)
_TOKEN = re.compile(rb"[{}]|[^\s{}]+")
_NUMBER = re.compile(rb"[+-]?(?:\d+\.?\d*|\.\d+)\Z")
#: Tags of a colour profile (ICC.1:2022) that convert colours; its other tags are names, rights and dates.
_TABLES = frozenset(
    b"rXYZ gXYZ bXYZ rTRC gTRC bTRC kTRC wtpt bkpt chad A2B0 A2B1 A2B2 B2A0 B2A1 B2A2 gamt cicp D2B0 D2B1 D2B2 B2D0 "
    b"B2D1 B2D2 lumi".split()
)

#: Types of those tables that hold numbers alone.
_TYPES = frozenset(
    (b"XYZ ", b"curv", b"para", b"sf32", b"mft1", b"mft2", b"mAB ", b"mBA ", b"mpet", b"cicp", b"uf32", b"ui08")
)


def letters(raw: bytes) -> bytes:
    """Return a table that says which letters the codes of a font are: codes and numbers, and nothing else."""
    raw = _REMARK.sub(b"", raw)
    lines = [_HEAD]
    mode = _MODE.search(raw)
    if mode:
        lines.append(b"/WMode " + mode[1] + b" def\n")
    for part in _PARTS.finditer(raw):
        codes = [b"".join(code.split()) for code in _CODE.findall(part[2])]
        # A code and what it is, or the first and last of a range and what the first is.
        count = sum(1 for _ in _entries(codes)) // (3 if part[1].endswith((b"bfrange", b"cidrange", b"frange")) else 2)
        lines.append(b"%d begin%s\n%s\nend%s\n" % (count, part[1], b" ".join(codes), part[1]))
    return b"".join([*lines, _END])


def _entries(codes: list[bytes]) -> Iterator[bytes]:
    """Yield codes, a list in brackets as one."""
    inside = False
    for code in codes:
        if not inside:
            yield code
        inside = code == b"[" or (inside and code != b"]")


def calculation(raw: bytes) -> bytes:
    """Return a function that is a program: numbers and operators, and nothing else.

    Raises:
        FileFault: something else stands in it.
    """
    tokens = _TOKEN.findall(_REMARK.sub(b"", raw))
    if not all(token in _OPERATORS or _NUMBER.match(token) for token in tokens):
        raise FileFault("a calculation in it cannot be read", _BROKEN)
    return b" ".join(tokens)


def profile(raw: bytes) -> bytes:
    """Return a colour profile with its tables alone; empty where it cannot be read."""
    count = int.from_bytes(raw[128:132], "big")
    if len(raw) < 132 or raw[36:40] != b"acsp" or count > 200:
        return b""
    tags = []
    for number in range(count):
        entry = raw[132 + 12 * number : 144 + 12 * number]
        name, place, size = entry[:4], int.from_bytes(entry[4:8], "big"), int.from_bytes(entry[8:12], "big")
        if len(entry) < 12 or place + size > len(raw):
            return b""
        if name in _TABLES and raw[place : place + 4] in _TYPES:
            tags.append((name, raw[place : place + size]))
    # Size, version, class, spaces and how colours are meant stay; program, date, maker, model and number do not.
    head = bytearray(128)
    head[8:24], head[36:40], head[64:80] = raw[8:24], b"acsp", raw[64:80]
    place = 132 + 12 * len(tags)
    table, body = len(tags).to_bytes(4, "big"), b""
    for name, held in tags:
        table += name + (place + len(body)).to_bytes(4, "big") + len(held).to_bytes(4, "big")
        body += held + bytes(-len(held) % 4)
    head[0:4] = (place + len(body)).to_bytes(4, "big")
    return bytes(head) + table + body


#: By kind of a shading that is a mesh (8.7.4.5), corners and colours of a part that is new, and of one that goes on.
_MESHES = {4: ((1, 1), (1, 1)), 5: ((1, 1), (1, 1)), 6: ((12, 4), (8, 2)), 7: ((16, 4), (12, 2))}


def mesh(raw: bytes, kind: int, bits: tuple[int, int, int], colours: int) -> bytes:
    """Return the parts of a mesh up to the end of the last whole one.

    Args:
        raw: the parts, each of whole bytes.
        kind: of the shading.
        bits: of a flag, of a number of a place and of a number of a colour.
        colours: numbers of a colour.
    """
    if kind not in _MESHES:
        return b""
    flag_bits, place_bits, colour_bits = bits
    flag_bits = 0 if kind == 5 else flag_bits
    place = 0
    while place < len(raw):
        flag = raw[place] >> max(8 - flag_bits, 0) & 3 if flag_bits else 0
        corners, shades = _MESHES[kind][flag > 0]
        step = (flag_bits + corners * 2 * place_bits + shades * colours * colour_bits + 7) // 8
        if not step or place + step > len(raw):
            break
        place += step
    return raw[:place]
