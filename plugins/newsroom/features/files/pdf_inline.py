"""Inline pictures among the instructions of a PDF page: keeps their pixels and the keys that show them."""

from __future__ import annotations

from collections.abc import Mapping

from pikepdf import Array, ContentStreamInlineImage, Dictionary, Name, Object, Stream, String, new, parse_content_stream

from newsroom.features.files import pdf_pictures
from newsroom.features.files.model import FileFault
from newsroom.features.files.pdf_values import is_numeric, plain_name

_BROKEN = "print it to a new PDF, or save it anew"
#: Keys of an inline picture (8.9.7) by short and full name, each with its short one; none where it is left out.
_KEYS = {
    **dict.fromkeys(("/W", "/Width"), "/W"), **dict.fromkeys(("/H", "/Height"), "/H"),
    **dict.fromkeys(("/BPC", "/BitsPerComponent"), "/BPC"), **dict.fromkeys(("/CS", "/ColorSpace"), "/CS"),
    **dict.fromkeys(("/IM", "/ImageMask"), "/IM"), **dict.fromkeys(("/D", "/Decode"), "/D"),
    **dict.fromkeys(("/I", "/Interpolate"), "/I"), **dict.fromkeys(("/F", "/Filter"), "/F"),
    **dict.fromkeys(("/DP", "/DecodeParms"), "/DP"), **dict.fromkeys(("/L", "/Length", "/Intent"), ""),
}  # fmt: skip
_SPACES = {
    "/DeviceGray": "/G", "/DeviceRGB": "/RGB", "/DeviceCMYK": "/CMYK", "/Indexed": "/I", "/G": "/G", "/RGB": "/RGB",
    "/CMYK": "/CMYK", "/I": "/I",
}  # fmt: skip
#: Ways of packing that anything may be packed in; those of photographs and scans carry more.
_PACKED = frozenset(
    [
        "/AHx",
        "/ASCIIHexDecode",
        "/A85",
        "/ASCII85Decode",
        "/LZW",
        "/LZWDecode",
        "/Fl",
        "/FlateDecode",
        "/RL",
        "/RunLengthDecode",
    ]
)


def strip_inline_picture(inline: ContentStreamInlineImage) -> ContentStreamInlineImage:
    """Return a picture with its pixels alone.

    Raises:
        FileFault: it is a photograph with what its camera wrote, or says what none may say.
    """
    image = inline.iimage
    given = {_KEYS.get(key, key): value for key, value in image.obj.items()}
    given.pop("", None)
    packed = [str(name) for name in image.filters]
    if not set(given) <= set(_KEYS.values()) or not set(packed) <= _PACKED:
        raise FileFault("a photograph or a scan in it is part of the drawing of a page", _BROKEN)
    for key in ("/F", "/DP"):
        given.pop(key, None)
    # Packed in another way it could end where nobody expects it.
    given["/F"] = Name.AHx
    if "/CS" in given:
        given["/CS"] = _space(given["/CS"])
    holder = new()
    packing = {key: image.obj[key] for key in ("/Filter", "/DecodeParms") if key in image.obj}
    held = Stream(holder, image.read_raw_bytes(), Dictionary(packing))
    pixels = held.read_bytes()[: _size(given)]
    entries = {key: value for key, value in given.items() if key in ("/F", "/CS") or is_numeric(value)}
    head = b" ".join(key.encode() + b" " + _serialized(value) for key, value in entries.items())
    words = b"BI " + head + b" ID " + pixels.hex().encode() + b">\nEI\n"
    [stripped] = parse_content_stream(Stream(holder, words))
    if not isinstance(stripped, ContentStreamInlineImage):
        raise TypeError
    return stripped


def _serialized(value: object) -> bytes:
    if isinstance(value, bool):
        return b"true" if value else b"false"
    return value.unparse() if isinstance(value, Object) else str(value).encode()


def _space(space: object) -> Object:
    """Return the colours: those of the standard, or a table of them that ends behind its last."""
    if isinstance(space, Array) and len(space) == 4 and str(space[0]) in ("/I", "/Indexed"):
        base, table = _space(space[1]), space[3]
        if isinstance(table, String):
            return Array([Name.I, base, int(space[2]), String(pdf_pictures.colours(base, bytes(table), int(space[2])))])
    if isinstance(space, Array) and len(space) == 1:
        return _space(space[0])
    if not isinstance(space, Name):
        raise FileFault("the colours of a picture in it cannot be read", _BROKEN)
    return Name(_SPACES.get(str(space)) or plain_name(str(space)))


def _size(given: Mapping[str, object]) -> int:
    """Return how many bytes the pixels are; of colours that stand elsewhere, how many they are at most."""
    space = given.get("/CS", Name.G)
    named = isinstance(space, Name) and str(space) not in _SPACES
    several = 1 if given.get("/IM") else 4 if named else pdf_pictures.channels(space)
    bits = several * (1 if given.get("/IM") else int(str(given.get("/BPC", 8))))
    return (int(str(given.get("/W", 0))) * bits + 7) // 8 * int(str(given.get("/H", 0)))
