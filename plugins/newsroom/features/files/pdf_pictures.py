"""Pictures in a PDF: keeps the pixels, and removes metadata and data after the last pixel."""

from __future__ import annotations

import zlib

from pikepdf import Array, Dictionary, Name, Stream, new

from newsroom.features.files import pdf_scans
from newsroom.features.files.embedded import strip_jpeg, strip_jpeg2000
from newsroom.features.files.model import FileFault

_BROKEN = "open it, print it to a new PDF, and use that"
#: Ways of packing that are for pictures alone; what they hold is not unpacked.
_PHOTOGRAPHS = {"/DCTDecode": strip_jpeg, "/DCT": strip_jpeg, "/JPXDecode": strip_jpeg2000}
_FAXES, _SCANS = ("/CCITTFaxDecode", "/CCF"), ("/JBIG2Decode",)
#: How many numbers make a colour; three where it does not stand here.
_CHANNELS = {
    **dict.fromkeys(("/DeviceGray", "/G", "/CalGray", "/Indexed", "/I", "/Separation"), 1),
    **dict.fromkeys(("/DeviceCMYK", "/CMYK"), 4),
}


def strip_picture(image: Stream) -> None:
    """Take out of a picture all but its pixels; a photograph or a scan stays packed as one.

    Raises:
        FileFault: it is broken, or packed in a way that cannot be looked into.
    """
    filters = image.get("/Filter", Array())
    names = [str(item) for item in filters] if isinstance(filters, Array) else [str(filters)]
    if names and names[-1] in _PHOTOGRAPHS:
        _strip_photograph(image, names)
    elif names and names[-1] in (*_FAXES, *_SCANS):
        _strip_scan(image, names)
    else:
        _cut_behind_pixels(image, names)


def _settings(image: Stream) -> object:
    """Return how the last way of packing is set."""
    held = image.get("/DecodeParms")
    return (held[-1] if len(held) else None) if isinstance(held, Array) else held


def _unwrapped(image: Stream, names: list[str]) -> bytes:
    """Return a photograph or a scan as it stands in the other ways in which it is packed."""
    raw = image.read_raw_bytes()
    if len(names) == 1:
        return raw
    held = image.get("/DecodeParms")
    settings = list(held)[:-1] if isinstance(held, Array) else []
    about = Dictionary(Filter=Array([Name(name) for name in names[:-1]]))
    if any(isinstance(one, Dictionary) for one in settings):
        about.DecodeParms = Array(settings)
    holder = new()
    return Stream(holder, raw, about).read_bytes()


def _strip_photograph(image: Stream, names: list[str]) -> None:
    raw = _unwrapped(image, names)
    stripped = _PHOTOGRAPHS[names[-1]](raw)
    if not stripped:
        raise FileFault("a photograph in it is cut short or broken", _BROKEN)
    if stripped == raw and len(names) == 1:
        return
    settings = _settings(image)
    image.write(stripped, filter=Name(names[-1]))
    if isinstance(settings, Dictionary):
        image.DecodeParms = settings


def _strip_scan(image: Stream, names: list[str]) -> None:
    settings = _settings(image)
    if len(names) > 1:
        image.write(_unwrapped(image, names), filter=Name(names[-1]))
        if isinstance(settings, Dictionary):
            image.DecodeParms = settings
    if names[-1] in _FAXES:
        pdf_scans.repack_fax(image, settings)
        return
    pdf_scans.strip_shared(settings)
    image.write(pdf_scans.strip_jbig2(image.read_raw_bytes()), filter=Name.JBIG2Decode)
    if isinstance(settings, Dictionary):
        image.DecodeParms = settings


def _cut_behind_pixels(image: Stream, names: list[str]) -> None:
    """Leave out what stands behind the last pixel, unpacked or packed; what is as it should be stays as it is."""
    body, size = image.read_bytes(), _size(image)
    if names == ["/FlateDecode"] and not len(body) > size > 0:
        unpacked = zlib.decompressobj()
        length = len(unpacked.decompress(image.read_raw_bytes()))
        settings = _settings(image)
        foretold = isinstance(settings, Dictionary) and int(settings.get("/Predictor", 1)) > 9
        # With such a setting each row has a byte before it.
        most = len(body) + (int(image.get("/Height", 0)) if foretold else 0)
        if not unpacked.unused_data and length <= most:
            return
    image.write(zlib.compress(body[:size] if size else body, 9), filter=Name.FlateDecode)


def _size(image: Stream) -> int:
    """Return how many bytes the pixels of a picture are, unpacked; 0 where that cannot be known."""
    several = channels(image.get("/ColorSpace", Name.DeviceRGB))
    bits = 1 if image.get("/ImageMask", False) else int(image.get("/BitsPerComponent", 8)) * several
    return (int(image.get("/Width", 0)) * bits + 7) // 8 * int(image.get("/Height", 0))


def colours(space: object, table: bytes, last: int) -> bytes:
    """Return a table of colours that ends behind its last."""
    return table[: (last + 1) * channels(space)]


def channels(space: object) -> int:
    """Return how many numbers make a colour."""
    if isinstance(space, Array) and len(space) > 1:
        if space[0] == Name.ICCBased:
            return int(space[1].get("/N", 3))
        if space[0] == Name.DeviceN:
            return len(space[1])
    return _CHANNELS.get(str(space[0] if isinstance(space, Array) and len(space) else space), 3)
