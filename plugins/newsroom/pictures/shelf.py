"""The shelf of pictures: content/images/, measured once a build."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from newsroom.core.parts import Picture
from newsroom.core.passage import PictureFault
from newsroom.core.problems import did_you_mean
from newsroom.files import svg
from newsroom.files.model import FileFault
from newsroom.pictures.model import FORMATS, Measured, view

#: Pixels; a larger picture is refused, since opening it could exhaust the machine.
MOST_PIXELS = 60_000_000


class PictureShelf:
    """Looks pictures up under one folder and remembers what it measured.

    Args:
        folder: content/images/, absolute.
        remembered: what earlier builds measured; this one adds to it.
    """

    def __init__(self, folder: Path, remembered: dict[str, tuple[object, Measured]] | None = None) -> None:
        self.folder = folder
        self.measured: dict[str, Measured] = {}
        #: What earlier builds measured, with the size, times and number of the file then.
        self.remembered = remembered if remembered is not None else {}

    def picture(self, src: str, alt: str, caption: str = "", credit: str = "") -> Picture:
        """Return a picture as a page shows it.

        Raises:
            PictureFault: there is no such picture, or it cannot be opened.
        """
        return view(self.measure(src), alt, caption, credit)

    def measure(self, src: str) -> Measured:
        """Return what is known of the picture ``src``, a path relative to the folder.

        Raises:
            PictureFault: there is no such picture, or it cannot be opened.
        """
        if src not in self.measured:
            path = self._find(src)
            status = path.stat()
            stamp = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
            known = self.remembered.get(src)
            if known is None or known[0] != stamp:
                known = self.remembered[src] = (stamp, _measure(src, path.read_bytes()))
            self.measured[src] = known[1]
        return self.measured[src]

    def digest(self, src: str) -> str:
        """Return the digest of a picture's content; empty where there is no picture that can be used."""
        try:
            return self.measure(src).digest
        except PictureFault:
            return ""

    def _find(self, src: str) -> Path:
        path = self.folder / src
        if not _is_file(path):
            beside = path.parent.iterdir() if path.parent.is_dir() else ()
            names = sorted(item.name for item in beside if item.is_file())
            hint = did_you_mean(path.name, names) if names else ""
            fix = hint if hint.startswith("did") else "add the file there, or mend its name"
            raise PictureFault("picture-missing", f'no picture "content/images/{src}"', fix)
        if not path.resolve().is_relative_to(self.folder.resolve()):
            raise PictureFault(
                "file-link", f'"content/images/{src}" leads outside the folder', "put the file itself there"
            )
        return path


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long for the disk
        return False


def _measure(src: str, raw: bytes) -> Measured:
    if svg.is_svg(raw):
        return _measure_drawing(src, raw)
    try:
        with Image.open(io.BytesIO(raw)) as image:
            # MPO is what telephones make: a JPEG with further pictures behind it.
            kind = "JPEG" if image.format == "MPO" else image.format or ""
            width, height = image.size
            if image.getexif().get(0x0112, 1) in (5, 6, 7, 8):  # EXIF orientation: turned by a quarter
                width, height = height, width
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError, ValueError):
        fix = "save it again as JPEG or PNG"
        raise PictureFault(
            "picture-unreadable", f'"content/images/{src}" is no picture that can be opened', fix
        ) from None
    if kind not in FORMATS:
        fix = "save it as JPEG or PNG"
        raise PictureFault("picture-unreadable", f'"content/images/{src}" is a {kind} file', fix)
    if width * height > MOST_PIXELS:
        fix = "make it smaller: 2,400 pixels wide is plenty"
        raise PictureFault("picture-unreadable", f'"content/images/{src}" has {width} by {height} pixels', fix)
    return Measured(src, hashlib.sha256(raw).hexdigest()[:12], width, height, kind)


def _measure_drawing(src: str, raw: bytes) -> Measured:
    try:
        drawing = svg.clean(raw)
    except FileFault as fault:
        raise PictureFault("picture-unreadable", f'"content/images/{src}": {fault.message}', fault.fix) from None
    return Measured(src, hashlib.sha256(raw).hexdigest()[:12], drawing.width, drawing.height, "SVG")


def encode(raw: bytes, kind: str, size: tuple[int, int]) -> bytes:
    """Return a picture at one size, holding its pixels and nothing else.

    The camera's rotation is applied, colours are turned to sRGB, and a new picture is written from the pixels alone, so
    that no position, name, thumbnail or comment goes with it.

    Args:
        raw: the file.
        kind: its format, a key of `newsroom.pictures.model.FORMATS`.
        size: width and height in pixels.
    """
    if kind == "SVG":
        return svg.clean(raw).body
    with Image.open(io.BytesIO(raw)) as opened:
        if kind == "GIF":
            return _encode_gif(opened)
        upright = _as_bytes(ImageOps.exif_transpose(opened))
        alpha = "A" in upright.getbands() or "transparency" in upright.info
        mode = "RGBA" if alpha and kind != "JPEG" else "RGB"
        pixels = _in_srgb(upright, mode, opened.info.get("icc_profile"))
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    if bare.size != size:
        bare = bare.resize(size, Image.Resampling.LANCZOS)
    target = io.BytesIO()
    if kind == "PNG":
        bare.save(target, "PNG", optimize=True)
    elif kind == "WEBP":
        bare.save(target, "WEBP", quality=80, method=4)
    else:
        bare.save(target, "JPEG", quality=80, optimize=True, progressive=True)
    return target.getvalue()


def _as_bytes(image: Image.Image) -> Image.Image:
    """Return a picture with 8 bits to a channel; Pillow cuts off what is more."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image


def _in_srgb(image: Image.Image, mode: str, profile: bytes | None) -> Image.Image:
    """Return a picture in the colours that a browser takes it for, since its profile does not go with it."""
    plain = image.convert(mode)
    if not profile:
        return plain
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        given = image if image.mode == "CMYK" else plain
        return ImageCms.profileToProfile(given, own, ImageCms.createProfile("sRGB"), outputMode=mode) or plain
    except (ImageCms.PyCMSError, OSError, ValueError):
        return plain  # a broken profile is none


def _encode_gif(opened: Image.Image) -> bytes:
    frames: list[Image.Image] = []
    durations: list[int] = []
    for number in range(getattr(opened, "n_frames", 1)):
        opened.seek(number)
        durations.append(int(opened.info.get("duration", 100)))
        frames.append(opened.convert("RGBA"))
    target = io.BytesIO()
    # Every frame is whole: what was there before it goes.
    more = {"save_all": True, "append_images": frames[1:], "duration": durations, "loop": 0, "disposal": 2}
    frames[0].save(target, "GIF", comment=b"", **more)
    return target.getvalue()
