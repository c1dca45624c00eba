"""Decoding of picture files: their format and size, or the problem that keeps them from being published.

Nothing that stands in a file may stop a build: decoders raise whatever they like, and all of it becomes a
`PictureFault` that says what to do. The file's content decides what it is and never its name.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from contextlib import suppress
from typing import cast

# Those that are named and not used register what they open; Pillow's own way loads forty more.
from PIL import (
    AvifImagePlugin,  # noqa: F401  see above
    GifImagePlugin,  # noqa: F401  see above
    Image,
    JpegImagePlugin,  # noqa: F401  see above
    PngImagePlugin,  # noqa: F401  see above
    TiffImagePlugin,
    WebPImagePlugin,  # noqa: F401  see above
)

from newsroom.core.markdown_document import PictureFault
from newsroom.features.files import svg
from newsroom.features.files.model import FileFault
from newsroom.features.pictures.containers import without_damage
from newsroom.features.pictures.model import WIDTHS, PictureInfo, tone_of
from newsroom.features.pictures.transparency import without_hidden_colours

#: Pixels of one picture, and of all frames of a moving one together; more could exhaust the machine.
MOST_PIXELS = 60_000_000
#: Bytes of a file.
MOST_BYTES = 50_000_000
#: Frames and seconds of a moving picture. WCAG 2.2.2 asks for a way to stop whatever moves for more than five seconds.
MOST_FRAMES, MOST_SECONDS = 150, 5.0
#: Pixels along one side of what is published: WebP has no more.
_MOST_SIDE = 16_000
#: The colour type in the header of a PNG with a palette.
_PALETTE = 3
#: Colours in a drawing; a photograph has tens of thousands.
_FEW_COLOURS = 2_048
#: Formats of pictures by Pillow's names, each with ours. MPO comes from telephones: a JPEG with further
#: pictures behind it.
FORMATS = {
    "JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "WEBP": "WEBP", "GIF": "GIF", "AVIF": "AVIF", "TIFF": "TIFF",
    "HEIF": "HEIF",
}  # fmt: skip
#: Those that hold photographs by their nature.
_PHOTOGRAPHS = frozenset({"JPEG", "AVIF", "HEIF"})
#: Major brands of files in which telephones keep photographs (ISO/IEC 23008-12).
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
#: How files begin that are often given the name of a picture: what they are, and what to do.
_SAVE = "save it as JPEG or PNG"
_OTHERS = (
    (b"%PDF", "a PDF document", "save the page that is meant as JPEG or PNG"),
    (b"PK\x03\x04", "an Office document or another archive", "take the picture out of it, and save it as JPEG or PNG"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "take the picture out of it, and save it as JPEG or PNG"),
    (b"8BPS", "a Photoshop file", _SAVE),
    (b"BM", "a BMP file", _SAVE),
    (b"\x00\x00\x01\x00", "an icon", _SAVE),
    (b"\x00\x00\x00\x0cjP", "a JPEG 2000 file", _SAVE),
    (b"\x00\x00\x00\x0cJXL", "a JPEG XL file", _SAVE),
    (b"\xff\x0a", "a JPEG XL file", _SAVE),
    (b"FUJIFILM", "a camera's raw file", "export it as JPEG"),
    (b"II*\x00\x10\x00\x00\x00CR", "a camera's raw file", "export it as JPEG"),
    (b"\x1aE\xdf\xa3", "a film", "take a still out of it, and save it as JPEG"),
    (b"version https://git-lfs", "a note of where git keeps the file", "ask a maintainer to fetch it: git lfs pull"),
)  # fmt: skip

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
# A picture that is too large is told as a problem; damage in what is thrown away anyway is nobody's concern.
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")


def opened(raw: bytes) -> Image.Image:
    """Open a picture of a known format, without decoding it.

    Raises:
        Exception: any error of the decoder, for a file that it cannot open.
    """
    if raw[4:8] == b"ftyp" and raw[8:12] in _HEIC and b"avif" not in raw[8:64]:
        # Needed for these alone, and slow to load.
        from pi_heif import register_heif_opener

        register_heif_opener()
        return Image.open(io.BytesIO(raw), formats=("HEIF",))
    # Pillow finds out by itself which JPEG is an MPO.
    return Image.open(io.BytesIO(without_damage(raw)), formats=("JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF"))


def measured(src: str, raw: bytes) -> PictureInfo:
    """Return the measurements of a picture, which is decoded to its end.

    Args:
        src: its path below content/images/.
        raw: the file.

    Raises:
        PictureFault: it cannot be published.
    """
    if len(raw) > MOST_BYTES:
        fix = "make it smaller: 2,400 pixels wide is plenty"
        raise _fault(src, f"has {len(raw) // 1_000_000} million bytes", fix, "picture-size")
    if svg.is_svg(raw):
        return _drawing(src, raw)
    try:
        with opened(raw) as image:
            return _measured(src, raw, image)
    except PictureFault:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _fault(src, "has far too many pixels", "2,400 pixels wide is plenty", "picture-size") from None
    except Exception:  # noqa: BLE001  decoders raise anything: struct.error, SyntaxError, KeyError …
        raise _unreadable(src, raw) from None


def _drawing(src: str, raw: bytes) -> PictureInfo:
    try:
        drawing = svg.clean(raw)
    except FileFault as fault:
        raise PictureFault("picture-unreadable", f'"content/images/{src}": {fault.message}', fault.fix) from None
    return PictureInfo(src, hashlib.sha256(raw).hexdigest()[:12], drawing.width, drawing.height, "SVG")


def _measured(src: str, raw: bytes, image: Image.Image) -> PictureInfo:
    kind = FORMATS[image.format or ""]
    width, height = image.size
    if width * height > MOST_PIXELS:
        fix = "make it smaller: 2,400 pixels wide is plenty"
        raise _fault(src, f"has {width} by {height} pixels", fix, "picture-size")
    # EXIF orientation: turned by a quarter. Of a TIFF Pillow has taken it into account already.
    if kind != "TIFF" and image.getexif().get(0x0112, 1) in (5, 6, 7, 8):
        width, height = height, width
    if height * min(width, WIDTHS[-1]) // width > _MOST_SIDE:
        raise _fault(src, f"is {width} by {height} pixels, a long strip", "cut it into several", "picture-size")
    if kind == "PNG" and raw[24] not in (1, 8) and raw[25] != _PALETTE and "transparency" in image.info:
        # Pillow looks for the one colour that is see-through among others than it keeps, and does not find it.
        fix = "open it, and save it as PNG with 8 bits to a colour"
        raise _fault(src, f"has {raw[24]} bits to a colour, of which one colour is see-through", fix)
    frames = getattr(image, "n_frames", 1)
    moving = frames > 1 and kind in ("GIF", "WEBP", "PNG", "AVIF")
    if kind == "TIFF":
        _check_tiff(src, image, frames)
    if moving:
        _check_moving(src, image, frames)
    flat, tone = _classify(image, photograph=kind in _PHOTOGRAPHS)
    return PictureInfo(
        src, hashlib.sha256(raw).hexdigest()[:12], width, height, kind, tone, flat and not moving, moving
    )


def _check_tiff(src: str, image: Image.Image, pages: int) -> None:
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        tags = image.tag_v2
        # 254: the first picture is a small stand-in; 50706: DNG, in which the first may be anything.
        if int(tags.get(254, 0)) & 1 or 50706 in tags:
            raise _fault(src, "is a camera's raw file", "export it as JPEG")
    if pages > 1:
        raise _fault(src, f"holds {pages} pages", "save the one that is meant as JPEG or PNG")


def _check_moving(src: str, image: Image.Image, frames: int) -> None:
    """Refuse what moves too long or is too large, and decode every frame."""
    if frames > MOST_FRAMES or frames * image.width * image.height > MOST_PIXELS:
        fix = f"make it smaller or shorter: {MOST_FRAMES} frames at most"
        raise _fault(src, f"has {frames} frames of {image.width} by {image.height} pixels", fix, "picture-size")
    seconds = sum(durations(image)) / 1000
    if seconds > MOST_SECONDS:
        fix = "shorten it to five seconds, since readers have no way to stop it"
        raise _fault(src, f"moves for {seconds:.0f} seconds", fix, "picture-size")
    image.seek(0)


def durations(image: Image.Image) -> list[int]:
    """Return how long each frame of a moving picture is shown, in milliseconds, as browsers have it."""
    milliseconds = []
    for number in range(1 if image.info.get("default_image") else 0, getattr(image, "n_frames", 1)):
        image.seek(number)
        image.load()
        # Browsers show a frame of no or hardly any length for a tenth of a second.
        given = int(image.info.get("duration", 0))
        milliseconds.append(given if given > 10 else 100)
    return milliseconds


def _classify(image: Image.Image, *, photograph: bool) -> tuple[bool, str]:
    """Return whether a picture is a drawing of few colours, and its tone."""
    if photograph:
        # JPEG's own way to decode an eighth of it; the whole file is read all the same.
        image.draft("RGB", (64, 64))
    image.load()
    if is_transparent(image):
        seen = without_hidden_colours(image.convert("RGBA"))
        return not photograph and seen.getcolors(_FEW_COLOURS) is not None, ""
    plain = eight_bits(image).convert("RGB")
    flat = not photograph and plain.getcolors(_FEW_COLOURS) is not None
    mean = plain.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    return flat, tone_of(cast("tuple[int, int, int]", mean))


def is_transparent(image: Image.Image) -> bool:
    """Return whether any pixel of a picture lets through what lies behind it."""
    if not (image.mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in image.info):
        return False
    least, _ = image.convert("RGBA").getchannel("A").getextrema()
    return isinstance(least, int | float) and least < 255


def eight_bits(image: Image.Image) -> Image.Image:
    """Return a picture with 8 bits to a channel; by itself Pillow cuts off what is more."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "F":
        low, high = image.getextrema()
        scale = 255 / (high - low) if isinstance(low, float) and isinstance(high, float) and high > low else 0
        start = low if isinstance(low, float) else 0.0
        return image.point(lambda value: value * scale + (-start * scale)).convert("L")
    return image


def _unreadable(src: str, raw: bytes) -> PictureFault:
    if not raw:
        return _fault(src, "is empty", "copy it here once more")
    for start, what, fix in _OTHERS:
        if raw.startswith(start):
            return _fault(src, f"is {what} and no picture", fix)
    if raw[4:8] == b"ftyp" and raw[8:11] not in (b"avi", b"hei", b"mif"):
        return _fault(src, "is a film and no picture", "take a still out of it, and save it as JPEG")
    start = raw[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return _fault(src, "is a web page and no picture", "save the picture itself, and not the page that shows it")
    with suppress(UnicodeDecodeError):
        raw[:1000].decode("utf-8")
        if b"\x00" not in raw[:1000]:
            return _fault(src, "holds words and no picture", "put the picture itself there")
    return _fault(src, "is cut short or broken, or no picture", "copy it here once more, or save it as JPEG or PNG")


def _fault(src: str, what: str, fix: str, rule: str = "picture-unreadable") -> PictureFault:
    return PictureFault(rule, f'"content/images/{src}" {what}', fix)
