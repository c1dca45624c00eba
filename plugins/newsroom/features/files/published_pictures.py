"""Checks of pictures in published PDFs: colours under masks, data after the pixels, remarks in scans.

Pictures are opened by another library than the one that wrote them.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, Name, Object, Pdf, PdfImage, Stream
from PIL import Image, ImageChops, ImageFilter

#: An opacity that is nothing, of 255, and how far from what is seen a JPEG may run over.
_LEAST, _EDGE = 8, 16
#: How much, of 255, a JPEG may change what is of one colour.
_CHANGE = 3
#: Segments of JBIG2 that say something: remarks, profiles, and where a file ends.
_SAYING = frozenset({51, 52, 62})
#: Where a fax ends, in bits.
_FAX_END = "000000000001" * 2
#: Keys that a small picture may have.
_OF_SMALL_ONES = frozenset(
    "/W /H /BPC /CS /IM /D /I /F /Width /Height /BitsPerComponent /ColorSpace /ImageMask /Decode /Interpolate /Filter "  # noqa: SIM905
    "/Length /L".split()
)
#: Numbers of a colour.
_SEVERAL = {
    **dict.fromkeys(("/DeviceGray", "/CalGray", "/Indexed", "/Separation", "None"), 1),
    **dict.fromkeys(("/DeviceRGB", "/CalRGB", "/Lab"), 3), "/DeviceCMYK": 4,
}  # fmt: skip
_HIDDEN = [255] * _LEAST + [0] * (256 - _LEAST)
_LOSSY = frozenset({"/DCTDecode", "/JPXDecode"})


def invisible_data(pdf: Pdf) -> Iterator[str]:
    """Yield the invisible data in the pictures of a PDF."""
    for thing in pdf.objects:
        if not isinstance(thing, Stream) or thing.get("/Subtype") != Name.Image:
            continue
        filters = [str(one) for one in _list(thing.get("/Filter"))]
        if filters == ["/JBIG2Decode"]:
            yield from _jbig2(thing.read_raw_bytes())
        elif filters == ["/CCITTFaxDecode"]:
            yield from _fax(thing.read_raw_bytes())
        elif filters == ["/FlateDecode"] and _length(thing) and len(thing.read_bytes()) > _length(thing):
            yield "has words behind the pixels of a picture"
        if "/SMaskInData" in thing:
            yield "has a picture that holds its own mask"
        if isinstance(thing.get("/Mask"), Array):
            ends = [int(value) for value in thing.Mask]
            if ends[::2] != ends[1::2]:
                yield "has a picture of which several colours are see-through"
        elif isinstance(thing.get("/SMask"), Stream) or "/Mask" in thing:
            yield from _masked(thing, lossy=bool(_LOSSY.intersection(filters)))


def inline(picture: ContentStreamInlineImage) -> Iterator[str]:
    """Yield the data in an inline picture besides its pixels."""
    held = picture.iimage.obj
    yield from (f"has a small picture that says {key}" for key in set(held.keys()) - _OF_SMALL_ONES)
    if list(picture.iimage.filters) != ["/ASCIIHexDecode"]:
        yield "has a small picture that is packed"
        return
    body = picture.iimage.read_raw_bytes().strip()
    pixels, _, behind = body.partition(b">")
    sides = (("/W", "/Width"), ("/H", "/Height"), ("/BPC", "/BitsPerComponent"))
    width, height, bits = (int(str(_first_value(held, *keys) or 1)) for keys in sides)
    space = str(_first_value(held, "/CS", "/ColorSpace"))
    known_spaces = {"/G": 1, "/DeviceGray": 1, "None": 1, "/RGB": 3, "/DeviceRGB": 3}
    several = known_spaces.get(space, 1 if isinstance(_first_value(held, "/CS", "/ColorSpace"), Array) else 4)
    if behind or len(pixels) // 2 > (width * bits * several + 7) // 8 * height:
        yield "has words behind the pixels of a small picture"


def _first_value(picture: Object, *keys: str) -> object:
    return next((picture[key] for key in keys if key in picture), None)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, Array) else [] if value is None else [value]


def _length(picture: Stream) -> int:
    """Return how many bytes the pixels are; 0 where that is not known."""
    space = picture.get("/ColorSpace")
    name = str(space[0] if isinstance(space, Array) and len(space) else space)
    several = _SEVERAL.get(name, 0)
    bits = 1 if picture.get("/ImageMask", False) else int(picture.get("/BitsPerComponent", 8))
    return (int(picture.Width) * several * bits + 7) // 8 * int(picture.Height)


def _jbig2(raw: bytes) -> Iterator[str]:
    place = 0
    while place + 11 <= len(raw):
        kind, head = raw[place + 4], 5
        count = raw[place + head] >> 5
        if count == 7:
            count = int.from_bytes(raw[place + head : place + head + 4], "big") & 0x1FFF_FFFF
            head += 4 + (count + 8) // 8
        else:
            head += 1
        number = int.from_bytes(raw[place : place + 4], "big")
        head += count * (1 if number <= 256 else 2 if number <= 65_536 else 4) + (4 if kind & 0x40 else 1)
        length = int.from_bytes(raw[place + head : place + head + 4], "big")
        if kind & 63 in _SAYING:
            yield "has a scan with remarks"
        place += head + 4 + length
    if place != len(raw):
        yield "has words behind a scan"


def _fax(raw: bytes) -> Iterator[str]:
    bits = "".join(f"{value:08b}" for value in raw)
    place = bits.find(_FAX_END)
    if place < 0 or len(bits) - place - len(_FAX_END) > 15:
        yield "has words behind a scan"


def _masked(picture: Stream, *, lossy: bool) -> Iterator[str]:
    try:
        hidden = _hidden_pixels(picture)
        if hidden is None or not hidden.getbbox():
            return
        image = _pixels(picture)
    except (pikepdf.PikepdfError, ValueError, OSError):
        yield "has a picture with a mask that cannot be opened"
        return
    if hidden.size != image.size:
        hidden = hidden.resize(image.size, Image.Resampling.BOX).point([0] * 255 + [255])
    if lossy:
        hidden = ImageChops.invert(ImageChops.invert(hidden).filter(ImageFilter.MaxFilter(2 * _EDGE + 1)))
    for channel in image.split():
        values = [value for value, count in enumerate(channel.histogram(hidden)) if count]
        if values and values[-1] - values[0] > (_CHANGE if lossy else 0):
            yield "has a picture with colours under its mask"
            return


def _pixels(picture: Stream) -> Image.Image:
    """Return a picture with the colours under its masks."""
    masks = {key: picture[key] for key in ("/SMask", "/Mask") if key in picture}
    for key in masks:
        del picture[key]
    try:
        image = PdfImage(picture).as_pil_image()
    finally:
        for key, mask in masks.items():
            picture[key] = mask
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def _hidden_pixels(picture: Stream) -> Image.Image | None:
    """Return where a picture is not seen, as white."""
    soft, hard = picture.get("/SMask"), picture.get("/Mask")
    if isinstance(soft, Stream):
        return PdfImage(soft).as_pil_image().convert("L").point(_HIDDEN)
    if isinstance(hard, Stream):
        if "/CCITTFaxDecode" in [str(one) for one in _list(hard.get("/Filter"))]:
            return PdfImage(hard).as_pil_image().convert("L")
        shown = "/Decode" in hard and float(hard.Decode[0]) > float(hard.Decode[-1])
        image = Image.frombytes("1", (int(hard.Width), int(hard.Height)), hard.read_bytes()).convert("L")
        return ImageChops.invert(image) if shown else image
    return None
