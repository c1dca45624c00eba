"""Hidden colours of PDF pictures: under masks, and outside the parts that a page or a path shows.

A mask takes nothing away: the colours beneath stay in the file, and whoever takes the mask off sees them. So what it
hides becomes one colour, as in the pictures of the magazine (`newsroom.features.pictures.transparency`), and so does
what of a picture is seen nowhere. A picture that cannot be opened for that is refused.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from msgspec.structs import replace
from pikepdf import Array, ContentStreamInlineImage, Dictionary, Name, Pdf, Stream
from PIL import Image, ImageChops

from newsroom.features.files import pdf_samples, pdf_visible_parts
from newsroom.features.files.model import FileFault
from newsroom.features.files.pdf_samples import Samples
from newsroom.features.files.pdf_visible_parts import PlacedPicture

#: The least opacity, of 255, that counts as seen; that of the magazine's pictures.
LEAST = 8
_SEEN = [0] * LEAST + [255] * (256 - LEAST)
#: Colours that were multiplied by their opacity.
_MULTIPLIED = 2
_FIX = "save the document anew with its pictures as JPEG or PNG, or print it to a new PDF"


def hide(pdf: Pdf, pictures: Iterable[Stream]) -> None:
    """Fill the invisible parts of each picture with one colour.

    Args:
        pdf: the document, of which all that is not drawn has been left out.
        pictures: those of them that are no masks of others.

    Raises:
        FileFault: an invisible part cannot be taken out.
    """
    placed = pdf_visible_parts.uses(pdf)
    for picture in pictures:
        _hide(pdf, picture, placed.of.get(picture.objgen))
    for inline, use in placed.inline:
        _refuse_hidden_part(inline, use)


def _hide(pdf: Pdf, picture: Stream, places: list[PlacedPicture] | None) -> None:
    _split_opacity(pdf, picture)
    soft, hard = picture.get("/SMask"), picture.get("/Mask")
    if picture.get("/ImageMask", False):
        soft = hard = None
    elif isinstance(soft, Stream) and hard is not None:
        # Where there is one that knows shades, nobody asks the other.
        del picture.Mask
        hard = None
    key = hard if isinstance(hard, Array) else None
    mask = soft if isinstance(soft, Stream) else hard if isinstance(hard, Stream) else None
    if mask is None and not _has_range(key) and _is_seen_whole(picture, places):
        return
    samples = pdf_samples.read(picture)
    colour = None
    seen = pdf_visible_parts.seen_pixels(samples.size, places)
    if mask is not None:
        if isinstance(soft, Stream):
            colour = _matte(mask, samples)
        if not _is_plain(samples) or seen is not None:
            seen = _darker(seen, _fitted(_opacity(mask, places, soft=mask is soft), samples.size))
    elif key is not None and _has_range(key):
        hidden, colour = _keyed(samples, key)
        seen = _darker(seen, ImageChops.invert(hidden))
        samples = replace(samples, photograph=False)
        picture.Mask = Array([number for value in colour for number in (value, value)])
    if seen is None:
        return
    covered = samples.hide(ImageChops.invert(seen), colour)
    if covered is not samples:
        pdf_samples.write(picture, covered)


def _is_seen_whole(picture: Stream, places: list[PlacedPicture] | None) -> bool:
    size = int(picture.get("/Width", 0)), int(picture.get("/Height", 0))
    return not places or pdf_visible_parts.seen_pixels((min(size[0], 500), min(size[1], 500)), places) is None


def _darker(previous: Image.Image | None, other: Image.Image) -> Image.Image:
    return other if previous is None else ImageChops.darker(previous, other)


def _is_plain(samples: Samples) -> bool:
    """Return whether a picture is of one colour, so that no mask hides any other."""
    return all(len(set(samples.channel(number).getextrema())) == 1 for number in range(samples.channels))


def _fitted(seen: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return what is seen, for a picture of another size than its mask: a pixel of which any part is."""
    if seen.size == size:
        return seen
    return seen.convert("F").resize(size, Image.Resampling.BOX).point(lambda value: value * 1000 + 0).convert("L")


def _opacity(mask: Stream, places: list[PlacedPicture] | None, *, soft: bool) -> Image.Image:
    """Return where a mask lets anything through, and take out of the mask itself what is not seen of it."""
    samples = pdf_samples.read(mask)
    if samples.channels != 1:
        raise FileFault("a picture in it has a mask of many colours", _FIX)
    low, high = _ends(mask)
    if not soft:
        # A number of 1 hides.
        low, high = 1 - low, 1 - high
    opacity = [min(max((low + (high - low) * value / 255) * 255, 0), 255) for value in range(256)]
    nothing = min(range(256), key=lambda value: (opacity[value], value))
    plain_samples = samples
    if samples.bits >= 8:
        levels = [value if opacity[value] >= LEAST else nothing for value in range(256)]
        plain = samples.channel(0).point(levels).tobytes()
        if samples.bits > 8 or plain != samples.raw:
            plain_samples = replace(samples, bits=8, raw=plain, photograph=False)
    seen = pdf_visible_parts.seen_pixels(plain_samples.size, places)
    if seen is not None:
        plain_samples = replace(plain_samples, photograph=False).hide(ImageChops.invert(seen), bytes([nothing]))
    if plain_samples is not samples:
        pdf_samples.write(mask, plain_samples)
    return plain_samples.channel(0).point([round(value) for value in opacity]).point(_SEEN)


def _ends(mask: Stream) -> tuple[float, float]:
    held = mask.get("/Decode", Array([0, 1]))
    return float(held[0]), float(held[1])


def _matte(mask: Stream, samples: Samples) -> bytes | None:
    """Return the colour that a picture was laid over before it was given a mask (11.6.5.2), if it can be told."""
    held = [float(value) for value in mask.get("/Matte", Array())]
    if len(held) != samples.channels or samples.channels == 4:
        return None
    return bytes(min(max(round(value * 255), 0), 255) for value in held)


def _has_range(key: Array | None) -> bool:
    """Return whether several colours are see-through, of which a hidden picture could be made."""
    if key is None:
        return False
    ends = [int(value) for value in key]
    return any(low != high for low, high in zip(ends[::2], ends[1::2], strict=False))


def _keyed(samples: Samples, key: Array) -> tuple[Image.Image, bytes]:
    """Return where the colours are that a picture says are see-through (8.9.6.4), and the first of them."""
    ends = [int(value) for value in key]
    if samples.bits != 8 or len(ends) != 2 * samples.channels or samples.channels == 4:
        raise FileFault("a picture in it has see-through colours that cannot be told apart here", _FIX)
    hidden = Image.new("L", samples.size, 255)
    for number in range(samples.channels):
        low, high = ends[2 * number], ends[2 * number + 1]
        hit = samples.channel(number).point([255 * (low <= value <= high) for value in range(256)])
        hidden = ImageChops.darker(hidden, hit)
    return hidden, bytes(ends[::2])


def _split_opacity(pdf: Pdf, picture: Stream) -> None:
    """Make a mask of the opacity that a JPEG 2000 holds by itself, or leave it out where nobody asks for it."""
    if pdf_samples.filters(picture)[-1:] != ["/JPXDecode"]:
        return
    asked = int(picture.get("/SMaskInData", 0))
    opened = pdf_samples.jpeg2000(picture)
    if asked and (opened is None or opened.mode not in ("RGBA", "LA") or asked == _MULTIPLIED):
        raise FileFault("a picture in it has a mask that cannot be opened here", _FIX)
    if opened is None or opened.mode not in ("RGBA", "LA"):
        return
    base, opacity = opened.convert(opened.mode[:-1]), opened.getchannel("A")
    channels = len(base.getbands())
    if "/ColorSpace" not in picture:
        picture.ColorSpace = Name.DeviceGray if channels == 1 else Name.DeviceRGB
    pdf_samples.write(picture, Samples(base.size, channels, 8, base.tobytes(), photograph=True))
    if asked:
        del picture.SMaskInData
        mask = Stream(pdf, zlib.compress(opacity.tobytes(), 9))
        mask.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=base.width, Height=base.height, ColorSpace=Name.DeviceGray,
            BitsPerComponent=8, Filter=Name.FlateDecode,
        )  # fmt: skip
        picture.SMask = pdf.make_indirect(mask)


def _refuse_hidden_part(inline: ContentStreamInlineImage, use: PlacedPicture) -> None:
    """Refuse a document with a small picture among its instructions, of which a part is not seen and not plain."""
    if use.is_whole:
        return
    samples = pdf_samples.read_inline(inline)
    seen = pdf_visible_parts.seen_pixels(samples.size, [use])
    if seen is not None and samples.hide(ImageChops.invert(seen)) is not samples:
        raise FileFault("a part of a small picture in it is cut off, and is still there", pdf_visible_parts.FIX)
