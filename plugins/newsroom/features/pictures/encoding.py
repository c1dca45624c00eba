"""Published pictures: pixels and nothing else, at every size and in every format.

Each file is written from new pictures that hold pixels alone, so that there is nothing that an encoder could carry
along: no EXIF, position, XMP, IPTC, profile, comment, text, thumbnail or maker's note, and nothing behind the end.
Colours that an eraser left under see-through parts of a picture go as well (`newsroom.features.pictures.transparency`).

The settings are a choice between bytes and seconds, measured on drawings at 1920 by 1200, on one core: WebP at quality
78 takes 0.07 s and 70 KB with method 2, and 0.20 s with Pillow's usual 4 for 5 % less; JPEG at quality 80 takes 0.03 s
and 174 KB; AVIF at quality 50 takes 0.16 s and 57 KB at speed 8, twice as long at 7 and twenty times at 5. The
AVIF is 1 dB further from the original than the WebP (PSNR), the JPEG 1 to 2 dB nearer.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from PIL import Image, ImageCms, ImageOps

from newsroom.core.boxes import Box
from newsroom.features.files import svg
from newsroom.features.pictures.containers import chunks
from newsroom.features.pictures.decoding import MOST_SECONDS, durations, eight_bits, is_transparent, opened
from newsroom.features.pictures.model import Rendition, Subject
from newsroom.features.pictures.redaction import cover, paste_patches, patch
from newsroom.features.pictures.transparency import on_white, without_hidden_colours


def encode_all(raw: bytes, wanted: Sequence[Rendition]) -> Iterator[tuple[Rendition, bytes]]:
    """Yield the files that are wanted of one picture, with their bytes; it is decoded once.

    Args:
        raw: the file.
        wanted: files of one and the same picture.

    Raises:
        Exception: any error of the decoder, for a file that is broken.
    """
    if not wanted:
        return
    subject = wanted[0].subject
    if subject.source.format == "SVG":
        yield wanted[0], svg.clean(raw).body
        return
    with opened(raw) as image:
        if subject.source.moving:
            frames, lengths = _frames(image, subject.boxes)
            for rendition in wanted:
                yield rendition, _moving(frames, lengths, rendition)
            return
        # All sizes are made of one, and always so, that a size comes out the same alone and with the others.
        base = subject.base_width
        best = _resized(pixels(image, subject), (base, subject.height(base)))
    for width in subject.widths:
        mine = [rendition for rendition in wanted if rendition.width == width and not rendition.crop]
        sized = _resized(best, (width, subject.height(width))) if mine else best
        for rendition in mine:
            yield rendition, _encoded(sized, rendition.ending, flat=subject.source.flat)
    for rendition in wanted:
        if rendition.crop:
            yield rendition, _encoded(shaped(best, rendition), rendition.ending, flat=subject.source.flat)


def pixels(image: Image.Image, subject: Subject) -> Image.Image:
    """Return a picture as it is published, at its full size: upright, in sRGB, its boxes covered, and nothing else."""
    if not subject.boxes and subject.source.format == "JPEG":
        # JPEG's own way to decode half or a quarter of it, as long as a quarter more than what is needed is left.
        share = 1.25 * subject.base_width / subject.source.width
        image.draft("RGB", (int(image.width * share), int(image.height * share)))
    profile = image.info.get("icc_profile")
    upright = eight_bits(ImageOps.exif_transpose(image))
    mode = "RGBA" if is_transparent(upright) else "RGB"
    bare = without_hidden_colours(_without_metadata(_in_srgb(upright, mode, profile)))
    cover(bare, subject.boxes)
    return bare


def shaped(image: Image.Image, rendition: Rendition) -> Image.Image:
    """Return a whole picture at the size of one of its files, and in its shape."""
    if rendition.crop is None:
        return _resized(image, rendition.size)
    return image.resize(rendition.size, Image.Resampling.LANCZOS, box=rendition.crop.area(image.size))


def _without_metadata(image: Image.Image) -> Image.Image:
    plain = Image.new(image.mode, image.size)
    plain.paste(image)
    return plain


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)


#: The colour space that a profile is for, as ICC names it, and the mode in which Pillow gives it to the profile.
_SPACES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK", "LAB": "LAB"}


def _in_srgb(image: Image.Image, mode: str, profile: bytes | None) -> Image.Image:
    """Return a picture in the colours that a browser takes it for, since its profile does not go with it.

    As in browsers the colours are relative to white, and black is black.
    """
    alpha = image.convert("RGBA").getchannel("A") if mode == "RGBA" else None
    if image.mode == "LAB" and not profile:
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    plain = image if image.mode == "LAB" else image.convert("RGB")
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            space = _SPACES[str(own.profile.xcolor_space).strip().upper()]
            given = image if image.mode == space else plain.convert(space)
            turned = ImageCms.profileToProfile(
                given,
                own,
                ImageCms.createProfile("sRGB"),
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                outputMode="RGB",
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
            plain = turned or plain
        # A broken profile is none, nor is one for other colours than the picture has.
        except (ImageCms.PyCMSError, OSError, ValueError, KeyError):
            pass
    if alpha is not None:
        plain.putalpha(alpha)
    return plain


def _encoded(image: Image.Image, ending: str, *, flat: bool) -> bytes:
    image = without_hidden_colours(image)
    target = io.BytesIO()
    # Exact: WebP would put other colours under what is see-through, which is more bytes and no better edge.
    if ending == "webp" and flat:
        return _flat(image)
    if ending == "webp":
        image.save(target, "WEBP", exact=True, quality=78, method=2)
    elif ending == "avif":
        # With one thread the bytes are the same on every machine; several pictures are made at once.
        image.save(target, "AVIF", quality=50, speed=8, max_threads=1)
    elif ending == "png":
        image.save(target, "PNG", optimize=flat)
    else:
        on_white(image).save(target, "JPEG", quality=80, optimize=True, progressive=True)
    return target.getvalue()


#: A drawing in flat colours is kept without loss unless that takes half as much again, as it does where the
#: drawing is made smaller and each of its edges has many shades.
_DEARER = 1.5


def _flat(image: Image.Image) -> bytes:
    """Return a picture in flat colours as WebP: without loss, or with little where that is much smaller."""
    whole, lossy = io.BytesIO(), io.BytesIO()
    image.save(whole, "WEBP", lossless=True, exact=True, quality=60, method=2)
    image.save(lossy, "WEBP", exact=True, quality=80, method=2)
    dear = len(whole.getvalue()) > _DEARER * len(lossy.getvalue())
    return (lossy if dear else whole).getvalue()


def _frames(image: Image.Image, boxes: Sequence[Box]) -> tuple[list[Image.Image], list[int]]:
    """Return every frame of a moving picture, and how long each is shown, in milliseconds."""
    lengths = durations(image)
    profile = image.info.get("icc_profile")
    frames: list[Image.Image] = []
    patches: list[Image.Image] = []
    for number in range(getattr(image, "n_frames", 1) - len(lengths), getattr(image, "n_frames", 1)):
        image.seek(number)
        upright = ImageOps.exif_transpose(image)
        mode = "RGBA" if is_transparent(upright) else "RGB"
        frame = without_hidden_colours(_without_metadata(_in_srgb(upright, mode, profile)))
        patches = patches or [patch(frame, box) for box in boxes]
        paste_patches(frame, boxes, patches)
        frames.append(frame)
    return frames, lengths


def _moving(frames: Sequence[Image.Image], lengths: Sequence[int], rendition: Rendition) -> bytes:
    """Return a moving picture as WebP, or its first frame in a format that stands still."""
    if rendition.ending != "webp":
        return _encoded(_resized(frames[0], rendition.size), rendition.ending, flat=False)
    mode = "RGBA" if any(frame.mode == "RGBA" for frame in frames) else "RGB"
    sized = [_resized(frame.convert(mode), rendition.size) for frame in frames]
    # It comes to rest within five seconds: see MOST_SECONDS.
    runs = max(1, int(MOST_SECONDS * 1000 // sum(lengths)))
    if mode == "RGBA":
        return _see_through(sized, lengths, runs)
    target = io.BytesIO()
    more = {"save_all": True, "append_images": sized[1:], "duration": list(lengths), "loop": runs}
    sized[0].save(target, "WEBP", quality=75, method=2, **more)
    return target.getvalue()


def _see_through(frames: Sequence[Image.Image], lengths: Sequence[int], runs: int) -> bytes:
    """Return a moving WebP with holes, each frame whole and in place of the one before (RFC 9649).

    Pillow's own has libwebp choose the colours under the holes, and takes frames without any for a picture without.
    """
    size = b"".join((side - 1).to_bytes(3, "little") for side in frames[0].size)
    # Flags: opacity, and that it moves; then the colour behind it, and how often it runs.
    container = _chunk(b"VP8X", b"\x12\0\0\0" + size) + _chunk(b"ANIM", bytes(4) + runs.to_bytes(2, "little"))
    for frame, length in zip(frames, lengths, strict=True):
        target = io.BytesIO()
        without_hidden_colours(frame).save(target, "WEBP", exact=True, quality=75, method=2)
        held = b"".join(_chunk(name.encode(), body) for name, body in chunks(target.getvalue()) if name != "VP8X")
        # Where it stands, how large it is, how long it is shown, and that it replaces what was there.
        container += _chunk(b"ANMF", bytes(6) + size + length.to_bytes(3, "little") + b"\x02" + held)
    return b"RIFF" + (4 + len(container)).to_bytes(4, "little") + b"WEBP" + container


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "little") + body + bytes(len(body) % 2)
