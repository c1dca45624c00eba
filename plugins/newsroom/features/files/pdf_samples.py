"""Samples of a picture in a PDF: the numbers of its pixels, unpacked, and packed again once some have changed."""

from __future__ import annotations

import io
import zlib

from msgspec import Struct
from msgspec.structs import replace
from pikepdf import Array, ContentStreamInlineImage, Dictionary, Name, Stream, new
from PIL import Image, ImageChops, ImageFilter, ImageStat

from newsroom.features.files import pdf_pictures, pdf_scans
from newsroom.features.files.embedded import strip_jpeg
from newsroom.features.files.model import FileFault

#: As good as a JPEG is written anew: what is seen of it changes by no more than a step or two of 255.
_QUALITY = 95
#: By how Pillow holds a picture, how many numbers make a pixel.
_CHANNELS = {"L": 1, "RGB": 3, "CMYK": 4}
_UNREADABLE = (
    "a part of a picture in it is hidden, and the picture is packed in a way that cannot be opened here",
    "save the document anew with its pictures as JPEG or PNG, or print it to a new PDF",
)


class Samples(Struct, frozen=True):
    """Numbers of pixels, row by row; each row ends with a whole byte.

    Attributes:
        size: pixels across and up.
        channels: numbers of a pixel.
        bits: of a number.
        photograph: whether they stood in a JPEG, and are to do so again.
    """

    size: tuple[int, int]
    channels: int
    bits: int
    raw: bytes
    photograph: bool = False

    @property
    def row(self) -> int:
        """Bytes of a row."""
        return (self.size[0] * self.channels * self.bits + 7) // 8

    def channel(self, number: int) -> Image.Image:
        """Return one number of each pixel, from 0 to 255; of sixteen bits the upper eight."""
        if self.bits < 8:
            return _eight_bits(self).crop((0, 0, *self.size)) if self.channels == 1 else self._narrow(number)
        step = self.bits // 8
        return Image.frombytes("L", self.size, self.raw[number * step :: self.channels * step])

    def _narrow(self, number: int) -> Image.Image:
        held = _eight_bits(self).tobytes()
        return Image.frombytes("L", self.size, held[number :: self.channels])

    def hide(self, hidden: Image.Image, colour: bytes | None = None) -> Samples:
        """Return them with one colour where a picture is white.

        Args:
            hidden: white where nothing is seen, of the same size.
            colour: of eight bits to a number; otherwise it is taken from what is seen beside.
        """
        mask = int.from_bytes(self._mask(hidden), "big")
        held = int.from_bytes(self.raw, "big")
        if self._is_plain(hidden, mask, held) and not (self.photograph and mask):
            return self
        pixel = self._colour(hidden) if colour is None or self.bits != 8 else colour
        row = (pixel * (self.row // len(pixel) + 1))[: self.row]
        filled = int.from_bytes(row * self.size[1], "big")
        pixels = held & ~mask | filled & mask
        return replace(self, raw=pixels.to_bytes(len(self.raw), "big"))

    def _mask(self, hidden: Image.Image) -> bytes:
        """Return a mask with ones for all hidden bits."""
        wide, high = self.size
        if self.bits >= 8:
            return hidden.resize((self.row, high), Image.Resampling.NEAREST).tobytes()
        across = wide * self.channels * self.bits
        return hidden.resize((across, high), Image.Resampling.NEAREST).point(_BLACK_OR_WHITE, "1").tobytes()

    def _is_plain(self, hidden: Image.Image, mask: int, held: int) -> bool:
        """Return whether the hidden pixels have one colour already."""
        box = hidden.getbbox()
        if box is None:
            return True
        if self.bits < 8:
            return False
        across, up = hidden.crop((0, box[1], self.size[0], box[1] + 1)).getbbox()[0], box[1]  # type: ignore[index]
        step = self.channels * self.bits // 8
        place = up * self.row + across * step
        pixel = self.raw[place : place + step]
        return held & mask == int.from_bytes(pixel * (self.size[0] * self.size[1]), "big") & mask

    def _colour(self, hidden: Image.Image) -> bytes:
        """Return the colour that runs least into what is seen: that of what is beside it, in the mean."""
        if self.bits < 8:
            return b"\0"
        edge = ImageChops.subtract(hidden.filter(ImageFilter.MaxFilter(3)), hidden)
        samples = b""
        for number in range(self.channels):
            channel = self.channel(number)
            if edge.getbbox() is None:
                value = 0
            elif self.channels == 1:
                # It may be the number of a colour in a table, of which there is no mean.
                counts = channel.histogram(edge)
                value = counts.index(max(counts))
            else:
                value = round(ImageStat.Stat(channel, mask=edge).mean[0])
            samples += bytes([value]) * (self.bits // 8)
        return samples


_BLACK_OR_WHITE = [0] * 128 + [255] * 128


def _eight_bits(samples: Samples) -> Image.Image:
    """Return numbers of fewer than eight bits as a picture of bytes, from 0 to 255."""
    wide, high = samples.size
    across, bits = wide * samples.channels, samples.bits
    per, most = 8 // bits, (1 << bits) - 1
    table = [
        bytes((value >> (8 - bits * (place + 1)) & most) * 255 // most for place in range(per)) for value in range(256)
    ]
    rows = (samples.raw[number * samples.row : (number + 1) * samples.row] for number in range(high))
    held = b"".join(b"".join([table[value] for value in row])[:across] for row in rows)
    return Image.frombytes("L", (across, high), held)


def read(image: Stream) -> Samples:
    """Return the samples of a picture.

    Raises:
        FileFault: it is packed in a way that cannot be opened.
    """
    names = filters(image)
    last = names[-1] if names else ""
    try:
        if last in ("/DCTDecode", "/DCT") and len(names) == 1:
            return _jpeg(image)
        if last in ("/CCITTFaxDecode", "/CCF"):
            return _fax(image)
        if last == "/JPXDecode" and len(names) == 1:
            return _jpeg2000(image)
        if last not in ("/JBIG2Decode", "/JPXDecode", "/DCTDecode", "/DCT"):
            return _plain(image)
    except (OSError, ValueError, SyntaxError) as error:
        raise FileFault(*_UNREADABLE) from error
    raise FileFault(*_UNREADABLE)


def filters(image: Stream) -> list[str]:
    """Return the ways in which a picture is packed."""
    held = image.get("/Filter", Array())
    return [str(item) for item in held] if isinstance(held, Array) else [str(held)]


def _plain(image: Stream) -> Samples:
    size = int(image.Width), int(image.Height)
    if image.get("/ImageMask", False):
        samples = Samples(size, 1, 1, b"")
    else:
        channels = pdf_pictures.channels(image.get("/ColorSpace", Name.DeviceRGB))
        samples = Samples(size, channels, int(image.get("/BitsPerComponent", 8)), b"")
    if samples.bits not in (1, 2, 4, 8, 16):
        raise ValueError
    whole = samples.row * size[1]
    return replace(samples, raw=image.read_bytes()[:whole].ljust(whole, b"\0"))


def _jpeg(image: Stream) -> Samples:
    held = image.get("/DecodeParms")
    if isinstance(held, Dictionary) and "/ColorTransform" in held:
        raise ValueError
    with Image.open(io.BytesIO(image.read_raw_bytes()), formats=("JPEG",)) as opened:
        opened.load()
        return Samples(opened.size, _CHANNELS[opened.mode], 8, opened.tobytes(), photograph=True)


def jpeg2000(image: Stream) -> Image.Image | None:
    """Return a JPEG 2000, opened; None where that is not possible."""
    try:
        with Image.open(io.BytesIO(image.read_raw_bytes()), formats=("JPEG2000",)) as opened:
            opened.load()
            return opened.copy()
    except (OSError, ValueError, SyntaxError):
        return None


def _jpeg2000(image: Stream) -> Samples:
    opened = jpeg2000(image)
    space = image.get("/ColorSpace")
    if opened is None or opened.mode not in ("L", "RGB"):
        raise ValueError
    channels = _CHANNELS[opened.mode]
    if space is not None and pdf_pictures.channels(space) != channels:
        raise ValueError
    if space is None:
        image.ColorSpace = Name.DeviceGray if channels == 1 else Name.DeviceRGB
    table = isinstance(space, Array) and str(space[0]) in ("/Indexed", "/I")
    return Samples(opened.size, channels, 8, opened.tobytes(), photograph=not table)


def _fax(image: Stream) -> Samples:
    settings = image.get("/DecodeParms", Dictionary())
    if isinstance(settings, Array):
        settings = settings[-1]
    size = int(settings.get("/Columns", 1728)), int(image.Height)
    pixels = pdf_scans.decoded(image.read_raw_bytes(), int(settings.get("/K", 0)), *size)
    # It has 1 for white, and so has a document unless it says that 1 is black.
    flipped = pixels.point(_FLIPPED) if settings.get("/BlackIs1", False) else pixels
    return Samples(size, 1, 1, flipped.tobytes())


_FLIPPED = [255] + [0] * 255


def write(image: Stream, samples: Samples) -> None:
    """Pack samples anew: those of a photograph as a JPEG, others without loss."""
    if samples.photograph:
        mode = next(mode for mode, count in _CHANNELS.items() if count == samples.channels)
        target = io.BytesIO()
        photograph = Image.frombytes(mode, samples.size, samples.raw)
        photograph.save(target, "JPEG", quality=_QUALITY, subsampling=0)
        image.write(strip_jpeg(target.getvalue()), filter=Name.DCTDecode)
    else:
        image.write(zlib.compress(samples.raw, 9), filter=Name.FlateDecode)
    image.Width, image.Height = samples.size
    if not image.get("/ImageMask", False):
        image.BitsPerComponent = samples.bits


def read_inline(inline: ContentStreamInlineImage) -> Samples:
    """Return the samples of a small picture that `newsroom.features.files.pdf_inline` has written."""
    held = inline.iimage.obj
    about = {_FULL.get(key, key): value for key, value in held.items() if key not in ("/F", "/Filter")}
    raw = bytes.fromhex(inline.iimage.read_raw_bytes().rstrip(b">\n ").decode("ascii"))
    holder = new()
    stream = Stream(holder, raw)
    for key, value in about.items():
        stream[key] = value
    space = about.get("/ColorSpace")
    if isinstance(space, Name) and str(space) not in _SPACES:
        # Its colours stand elsewhere; how many numbers one has shows by how many there are.
        stream.ColorSpace = {3: Name.DeviceRGB, 4: Name.DeviceCMYK}.get(
            _channel_count(stream, len(raw)), Name.DeviceGray
        )
    return _plain(stream)


_FULL = {"/W": "/Width", "/H": "/Height", "/BPC": "/BitsPerComponent", "/CS": "/ColorSpace", "/IM": "/ImageMask"}
_SPACES = frozenset({"/G", "/RGB", "/CMYK", "/DeviceGray", "/DeviceRGB", "/DeviceCMYK"})


def _channel_count(picture: Stream, length: int) -> int:
    pixels = int(picture.Width) * int(picture.Height) * int(picture.get("/BitsPerComponent", 8))
    return round(length * 8 / pixels) if pixels else 1
