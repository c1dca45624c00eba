"""Pictures as cameras and programs save them, with everything that they leave in a file."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image, ImageCms, PngImagePlugin
from PIL.ExifTags import GPS, IFD, Base

SECRET = b"SECRET"
_WORDS = SECRET.decode()
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>{_WORDS}</creator></x:xmpmeta>'.encode()
RED, GREEN, BLUE = (220, 30, 40), (30, 200, 60), (20, 40, 210)


def red_and_blue(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    """Return a picture whose left half is red and whose right half is blue."""
    image = Image.new(mode, size, RED)
    image.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    return image


def exif(orientation: int = 1) -> Image.Exif:
    """Return what a telephone notes: where, when, by whom, with which camera, which way up, and a small picture."""
    noted = Image.Exif()
    noted[Base.Orientation] = orientation
    noted[Base.Artist] = noted[Base.Make] = noted[Base.ImageDescription] = noted[Base.Copyright] = _WORDS
    noted.get_ifd(IFD.GPSInfo).update(
        {GPS.GPSLatitudeRef: "S", GPS.GPSLatitude: (27.0, 28.0, 12.5), GPS.GPSLongitudeRef: "E"}
    )
    noted.get_ifd(IFD.Exif).update({Base.UserComment: SECRET, Base.BodySerialNumber: _WORDS})
    return noted


def jpeg(orientation: int = 1, size: tuple[int, int] = (64, 48)) -> bytes:
    """Return a JPEG with EXIF, a thumbnail, XMP, IPTC, a profile, a comment and more behind its end."""
    picture = red_and_blue(size)
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=95, exif=exif(orientation), xmp=XMP, comment=SECRET, icc_profile=profile())
    # IPTC, as Photoshop writes it, and a thumbnail in a segment of its own.
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x0e\x1c\x02P\x00\x09" + SECRET + b"xyz"
    thumbnail = io.BytesIO()
    red_and_blue((16, 12)).save(thumbnail, "JPEG", comment=SECRET)
    raw = target.getvalue()
    return raw[:2] + _segment(0xED, iptc) + _segment(0xE0, b"JFXX\x00\x10" + thumbnail.getvalue()) + raw[2:] + SECRET


def _segment(kind: int, body: bytes) -> bytes:
    return bytes([0xFF, kind]) + (len(body) + 2).to_bytes(2, "big") + body


def png(orientation: int = 1) -> bytes:
    """Return a PNG with text of every kind, a time, EXIF, XMP and a profile."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", _WORDS)
    words.add_text("Comment", _WORDS, zip=True)
    words.add_itxt("XML:com.adobe.xmp", XMP.decode())
    words.add(b"tIME", b"\x07\xea\x05\x04\x09\x1e\x00")
    target = io.BytesIO()
    red_and_blue().save(target, "PNG", pnginfo=words, exif=exif(orientation), icc_profile=profile(), dpi=(301, 301))
    return target.getvalue()


def webp(orientation: int = 1) -> bytes:
    """Return a WebP with EXIF, XMP and a profile."""
    target = io.BytesIO()
    red_and_blue().save(target, "WEBP", lossless=True, exif=exif(orientation), xmp=XMP, icc_profile=profile())
    return target.getvalue()


def avif(orientation: int = 1) -> bytes:
    """Return an AVIF with EXIF, XMP and a profile."""
    target = io.BytesIO()
    red_and_blue().save(target, "AVIF", quality=90, exif=exif(orientation), xmp=XMP, icc_profile=profile())
    return target.getvalue()


def tiff(orientation: int = 1) -> bytes:
    """Return a TIFF with EXIF, XMP and a profile."""
    target = io.BytesIO()
    noted = exif(orientation)
    noted[Base.XMLPacket] = XMP
    red_and_blue().save(target, "TIFF", compression="tiff_lzw", exif=noted, icc_profile=profile())
    return target.getvalue()


def heic(orientation: int = 1) -> bytes:
    """Return a HEIC with EXIF, XMP and a profile: kept as a file, since what reads it here cannot write it."""
    assert orientation == 1, "the decoder turns it by itself"
    return (Path(__file__).parent / "planted.heic").read_bytes()


def moving(kind: str) -> bytes:
    """Return a moving picture with EXIF and XMP: WEBP, PNG or AVIF."""
    frames = [red_and_blue(), red_and_blue().rotate(180), red_and_blue()]
    target = io.BytesIO()
    more = {"save_all": True, "append_images": frames[1:], "duration": 70}
    frames[0].save(target, kind, exif=exif(), xmp=XMP, **more)
    return target.getvalue()


def gif() -> bytes:
    """Return a moving, partly transparent GIF with a comment and XMP."""
    frames = []
    for number in range(3):
        frame = Image.new("RGBA", (24, 16), (0, 0, 0, 0))
        frame.paste((*RED, 255), (4 * number, 4, 4 * number + 4, 8))
        frames.append(frame)
    target = io.BytesIO()
    frames[0].save(
        target,
        "GIF",
        save_all=True,
        append_images=frames[1:],
        duration=[70, 80, 90],
        loop=0,
        disposal=2,
        comment=SECRET,
    )
    raw = target.getvalue()
    block = b"\x21\xff\x0bXMP DataXMP" + XMP + b"\x01" + bytes(range(255, -1, -1)) + b"\x00"
    place = raw.index(b"\x21\xfe")
    return raw[:place] + block + raw[place:]


#: Every kind of file that is taken, with everything that it can hold besides a picture.
PLANTED: dict[str, Callable[[], bytes]] = {
    "JPEG": jpeg, "PNG": png, "WEBP": webp, "AVIF": avif, "TIFF": tiff, "HEIF": heic, "GIF": gif,
}  # fmt: skip


def profile() -> bytes:
    """Return a colour profile that names somebody."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[48:52] = SECRET[:4]
    return bytes(made)


def swapped_profile() -> bytes:
    """Return a colour profile in which red means green and green means red."""
    made = profile()
    table = {
        made[place : place + 4]: place for place in range(132, 132 + 12 * int.from_bytes(made[128:132], "big"), 12)
    }
    red, green = table[b"rXYZ"], table[b"gXYZ"]
    swap = bytearray(made)
    swap[red : red + 4], swap[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(swap)


def linear_greys() -> bytes:
    """Return a profile for greys that are stored as light is, made by hand after ICC.1:2010."""
    white = b"XYZ \0\0\0\0" + b"".join(round(value * 65536).to_bytes(4, "big") for value in (0.9642, 1.0, 0.8249))
    curve = b"curv\0\0\0\0\0\0\0\0"
    table = (2).to_bytes(4, "big")
    place = 128 + 4 + 2 * 12
    for name, body in ((b"wtpt", white), (b"kTRC", curve)):
        table += name + place.to_bytes(4, "big") + len(body).to_bytes(4, "big")
        place += len(body)
    head = bytearray(128)
    head[0:4], head[8:12], head[12:24] = place.to_bytes(4, "big"), b"\x02\x40\0\0", b"mntrGRAYXYZ "
    head[36:40], head[68:80] = b"acsp", white[8:]
    return bytes(head) + table + white + curve


def segments(raw: bytes) -> Iterator[int]:
    """Yield the kinds of the segments of a JPEG, up to its picture."""
    place = 2
    while raw[place + 1] != 0xDA:
        yield raw[place + 1]
        place += 2 + int.from_bytes(raw[place + 2 : place + 4], "big")


def chunks(raw: bytes, kind: str) -> Iterator[str]:
    """Yield the names of the chunks of a PNG or a WebP."""
    place = 8 if kind == "PNG" else 12
    while place < len(raw):
        if kind == "PNG":
            size, name = int.from_bytes(raw[place : place + 4], "big"), raw[place + 4 : place + 8]
            place += 12 + size
        else:
            size, name = int.from_bytes(raw[place + 4 : place + 8], "little"), raw[place : place + 4]
            place += 8 + size + size % 2
        yield name.decode()


def boxes(raw: bytes) -> Iterator[str]:
    """Yield the names of the boxes of an AVIF, and of those inside, and the types of its items."""
    place = 0
    while place < len(raw):
        size, name = int.from_bytes(raw[place : place + 4], "big"), raw[place + 4 : place + 8].decode()
        inside = raw[place + 8 : place + size]
        yield name
        if name in ("iprp", "ipco"):
            yield from boxes(inside)
        elif name == "meta":
            yield from boxes(inside[4:])
        elif name == "iinf":
            yield from boxes(inside[6:])
        elif name == "infe":
            yield inside[8:12].decode()
        elif name == "colr":
            yield inside[:4].decode()
        place += size
