"""Type 1 fonts (Adobe Type 1 Font Format), written anew with only the data that draws letters.

Such a font is a program. What of it draws is on a list: where letters stand in the encoding, numbers by which lines are
made sharp, and the letters themselves, each up to its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fontTools.misc import eexec

from newsroom.features.files.model import FileFault
from newsroom.features.files.pdf_names import FontNames

_LAST = (b"0" * 64 + b"\n") * 8 + b"cleartomark\n"
_ZEROS = re.compile(rb"(?:0{8,}\s*){4,}cleartomark")
_NUMBERS = rb"[-+0-9.eE\s]*"
_MATRIX = re.compile(rb"/FontMatrix\s*\[(" + _NUMBERS + rb")\]")
_BOX = re.compile(rb"/FontBBox\s*[\[{](" + _NUMBERS + rb")[\]}]")
_PAINT = re.compile(rb"/PaintType\s+([0-9])")
_PLACE = re.compile(rb"dup\s+(8#[0-7]+|16#[0-9A-Fa-f]+|\d+)\s*/([^\s/{}()<>\[\]%]+)\s+put\b")
#: Numbers, or lists of them, that make lines sharp.
_SHARP = (
    b"BlueValues OtherBlues FamilyBlues FamilyOtherBlues BlueScale BlueShift BlueFuzz StdHW StdVW StemSnapH StemSnapV "
    b"ForceBold LanguageGroup RndStemUp ExpansionFactor"
).split()
_VALUE = rb"\s*(?:([\[{])(" + _NUMBERS + rb")[\]}]|([-+0-9.eE]+|true|false)\b)"
_SUBROUTINES = re.compile(rb"/Subrs\s+(\d+)\s+array\s+")
_LETTERS = re.compile(rb"/CharStrings\s+(\d+)\s+dict\s+dup\s+begin\s+")
_SUBROUTINE = re.compile(rb"\s*(?:(?:NP|\||noaccess\s+put|readonly\s+put|put)\s+)?dup\s+(\d+)\s+(\d+)\s+\S+\s")
_LETTER = re.compile(rb"\s*(?:(?:ND|\|-|noaccess\s+def|readonly\s+def|def)\s+)?/([^\s/{}()<>\[\]%]+)\s+(\d+)\s+\S+\s")
_KEY, _LETTER_KEY = 55_665, 4_330
_RETURN, _END, _LONG, _SEAC = 11, 14, 12, 6
_FIX = "open it, print it to a new PDF, and use that"


def strip_type1(raw: bytes, names: FontNames) -> tuple[bytes, bytes, bytes]:
    """Return the three parts of a font: the plain part, the enciphered part, and the end.

    Raises:
        FileFault: it is several fonts in one.
        ValueError: it is broken.
    """
    place = raw.index(b"eexec") + len(b"eexec")
    after = raw[place : place + 2]
    begin = place + len(after) - len(after.lstrip(b"\r\n \t"))
    last = _ZEROS.search(raw, begin)
    clear = raw[:place]
    if b"/WeightVector" in clear:
        raise FileFault("a font in it is several in one, which is not read here", _FIX)
    return (
        _clear_part(clear, names),
        _ciphered(_private(_plain(raw[begin : last.start() if last else len(raw)]), names), _KEY),
        _LAST,
    )


def _clear_part(clear: bytes, names: FontNames) -> bytes:
    matrix, box, paint = _MATRIX.search(clear), _BOX.search(clear), _PAINT.search(clear)
    lines = [b"%!PS-AdobeFont-1.0: F", b"11 dict begin", b"/FontInfo 1 dict dup begin", b"end readonly def"]
    lines += [b"/FontName /F def", b"/PaintType %s def" % (paint[1] if paint else b"0"), b"/FontType 1 def"]
    lines.append(b"/FontMatrix [%s] readonly def" % (_numbers(matrix[1]) if matrix else b"0.001 0 0 0.001 0 0"))
    begin = clear.find(b"/Encoding")
    if begin < 0 or re.match(rb"/Encoding\s+StandardEncoding\b", clear[begin:]):
        lines.append(b"/Encoding StandardEncoding def")
    else:
        lines += [b"/Encoding 256 array", b"0 1 255 {1 index exch /.notdef put} for"]
        for code, name in _PLACE.findall(clear, begin):
            base, _, digits = code.rpartition(b"#")
            lines.append(b"dup %d /%s put" % (int(digits, int(base or b"10")), _named(name, names)))
        lines.append(b"readonly def")
    lines.append(b"/FontBBox {%s} readonly def" % (_numbers(box[1]) if box else b"0 0 0 0"))
    return b"\n".join([*lines, b"currentdict end", b"currentfile eexec", b""])


def _named(name: bytes, names: FontNames) -> bytes:
    return names.letter(name.decode("latin-1")).encode("latin-1")


def _numbers(words: bytes) -> bytes:
    """Return numbers as a number can be written, and nothing that is none."""
    return b" ".join(b"%s" % format(float(word), ".10g").encode() for word in words.split())


def _plain(raw: bytes) -> bytes:
    """Return the deciphered bytes."""
    if re.fullmatch(rb"[0-9A-Fa-f\s]{4}.*", raw[:4], re.DOTALL):
        raw = bytes.fromhex(re.sub(rb"[^0-9A-Fa-f]", b"", raw).decode()[: len(raw) // 2 * 2])
    return bytes(eexec.decrypt(raw, _KEY)[0])[4:]


def _private(plain: bytes, names: FontNames) -> bytes:
    match = re.search(rb"/lenIV\s+(-?\d+)", plain)
    before = int(match[1]) if match else 4
    begin = _LETTERS.search(plain)
    if begin is None:
        raise ValueError
    subroutines = _SUBROUTINES.search(plain, 0, begin.start())
    sharp = plain[: subroutines.start() if subroutines else begin.start()]
    lines = [
        b"dup /Private 16 dict dup begin",
        b"/RD {string currentfile exch readstring pop} executeonly def",
        b"/ND {noaccess def} executeonly def",
        b"/NP {noaccess put} executeonly def",
        *_sharpness(sharp),
        b"/MinFeature {16 16} def",
        b"/password 5839 def",
        # How letters are bent slightly and made sharp anew: readers do that by themselves.
        b"/OtherSubrs [{} {} {} {pop 3}] def",
    ]
    if subroutines:
        lines.append(b"/Subrs %d array" % int(subroutines[1]))
        for name, body in _bodies(_SUBROUTINE, plain, subroutines.end(), before):
            lines.append(b"dup %d %d RD %s NP" % (int(name), len(body), body))
        lines.append(b"ND")
    letters = [
        b"/%s %d RD %s ND" % (_named(name, names), len(body), body)
        for name, body in _bodies(_LETTER, plain, begin.end(), before)
    ]
    if not letters:
        raise ValueError
    lines += [b"2 index /CharStrings %d dict dup begin" % len(letters), *letters, b"end", b"end"]
    lines += [
        b"readonly put",
        b"noaccess put",
        b"dup/FontName get exch definefont pop",
        b"mark currentfile closefile",
        b"",
    ]
    return b"\n".join(lines)


def _sharpness(plain: bytes) -> Iterator[bytes]:
    for key in _SHARP:
        match = re.search(rb"/" + key + _VALUE, plain)
        if match and match[1]:
            yield b"/%s [%s] def" % (key, _numbers(match[2]))
        elif match:
            value = match[3] if match[3] in (b"true", b"false") else _numbers(match[3])
            yield b"/%s %s def" % (key, value)


def _bodies(entry: re.Pattern[bytes], plain: bytes, place: int, before: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield what draws each letter, up to its end, without what stands before it for no reason."""
    while match := entry.match(plain, place):
        place = match.end() + int(match[2])
        if place > len(plain):
            raise ValueError
        body = plain[match.end() : place]
        if before >= 0:
            body = bytes(eexec.decrypt(body, _LETTER_KEY)[0])[before:]
        yield match[1], _ciphered(_up_to_end(body), _LETTER_KEY)


def _up_to_end(body: bytes) -> bytes:
    place = 0
    while place < len(body):
        sign = body[place]
        if sign >= 32:
            place += 1 if sign <= 246 else 2 if sign <= 254 else 5
        elif sign == _LONG:
            place += 2
            if body[place - 1 : place] == bytes([_SEAC]):
                break
        else:
            place += 1
            if sign in (_RETURN, _END):
                break
    return body[:place]


def _ciphered(plain: bytes, key: int) -> bytes:
    """Return some bytes as fonts hold them, behind four that mean nothing."""
    return bytes(eexec.encrypt(bytes(4) + plain, key)[0])
