"""Checks of published pictures for colours under transparent parts.

A format that loses nothing holds one colour there, to the last pixel. One that loses something (WebP, AVIF) lets the
colours of what is seen run a few pixels over its edge; measured on cut-out photographs, 21 of 255 beside the edge and 2
at four pixels from it. So nothing can be told there of a line that is less than seven pixels wide; the PNG that every
picture with see-through parts falls back on, made of the same pixels, shows it.
"""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image, ImageChops, ImageFilter, ImageStat

from newsroom.features.pictures.containers import chunks
from newsroom.features.pictures.decoding import opened
from newsroom.features.pictures.transparency import COLOUR, LEAST

#: So many pixels from what is seen, a coder that loses something runs over the edge, and may do so a little.
_EDGE, _NEAR = 2, 8
#: As far, of 255, a colour may be from the one that should lie there: far from what is seen, and near it in the mean.
_FAR_CHANGE, _NEAR_MEAN = 8, 24


def faults(raw: bytes) -> Iterator[str]:
    """Yield faults under transparent parts, in a few words.

    Args:
        raw: the file, in a format that is published.
    """
    if raw.startswith(b"\xff\xd8"):  # JPEG knows no opacity
        return
    with opened(raw) as image:
        if image.mode == "P" and _unused(raw, image):
            yield "colours in its palette that no pixel has"
        exact = image.format == "PNG" or (raw[:4] == b"RIFF" and b"VP8L" in raw[12:60] and b"ANMF" not in raw[:60])
        count = getattr(image, "n_frames", 1)
        seen_through = False
        for number in range(count):
            image.seek(number)
            frame = image.convert("RGBA")
            seen_through |= frame.getchannel("A").getextrema()[0] < LEAST  # type: ignore[operator]
            if _has_hidden_colour(frame, exact=exact):
                yield f"colours under what is see-through{f', in frame {number + 1}' if count > 1 else ''}"
                return
    if seen_through and b"ANMF" in raw[:60]:
        # A frame as it stands in the file: of what is laid over one another, less is seen.
        for number, single in enumerate(_frames(raw), 1):
            with opened(single) as image:
                if _has_hidden_colour(image.convert("RGBA"), exact=b"VP8L" in single[12:60]):
                    yield f"colours under what is see-through, in frame {number}"
                    return


def _has_hidden_colour(image: Image.Image, *, exact: bool) -> bool:
    """Return whether other colours than the one lie where an image is see-through."""
    opacity = image.getchannel("A")
    hidden = opacity.point([255 if value < LEAST else 0 for value in range(256)])
    if not hidden.getbbox():
        return False
    channels = ImageChops.difference(image.convert("RGB"), Image.new("RGB", image.size, COLOUR)).split()
    change = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    if exact:
        return _greatest(change, hidden) > 0
    edge, near = (ImageChops.invert(hidden).filter(ImageFilter.MaxFilter(2 * pixels + 1)) for pixels in (_EDGE, _NEAR))
    far = ImageChops.invert(near)
    close = ImageChops.subtract(near, edge)
    return _greatest(change, far) > _FAR_CHANGE or (
        close.getbbox() is not None and ImageStat.Stat(change, mask=close).mean[0] > _NEAR_MEAN
    )


def _unused(raw: bytes, image: Image.Image) -> bool:
    """Return whether the palette of a PNG has a colour, other than black, that the picture does not show."""
    place = raw.index(b"PLTE")
    palette = raw[place + 4 : place + 4 + int.from_bytes(raw[place - 4 : place], "big")]
    colours = [palette[index : index + 3] for index in range(0, len(palette), 3)]
    used = {colours[index] for index, count in enumerate(image.histogram()[: len(colours)]) if count}
    return bool(set(colours) - used - {bytes(3)})


def _greatest(change: Image.Image, mask: Image.Image) -> int:
    """Return the greatest value of a channel where a mask is white; 0 where it is white nowhere."""
    histogram = change.histogram(mask)
    return max((value for value, number in enumerate(histogram) if number), default=0)


def _frames(raw: bytes) -> Iterator[bytes]:
    """Yield each frame of a moving WebP as a WebP of its own (RFC 9649)."""
    for name, body in chunks(raw):
        if name == "ANMF":
            held = body[16:]
            if held[:4] == b"ALPH":
                # Flags (opacity), three bytes of nothing, and the size: width and height, each less one.
                whole = b"VP8X" + (10).to_bytes(4, "little") + b"\x10\0\0\0" + body[6:12]
                held = whole + held
            inner = b"WEBP" + held
            yield b"RIFF" + len(inner).to_bytes(4, "little") + inner
