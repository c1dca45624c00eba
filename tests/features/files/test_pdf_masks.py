"""Colours of pictures in a PDF that nobody sees do not leave: under masks, and where a picture is cut off."""

from __future__ import annotations

import base64
import hashlib
import io
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from PIL import Image, ImageChops, ImageDraw

from newsroom.features.files.model import FileFault
from newsroom.features.files.pdf import clean
from newsroom.features.files.pdf_keys import KINDS
from newsroom.features.files.pdf_masks import LEAST
from newsroom.features.files.pdf_walk import Walk
from newsroom.features.pictures import transparency
from tests.features.files.documents import pdf

SIZE = (64, 48)
#: The erased part of the picture.
HOLE = (16, 8, 47, 39)
#: A colour that is nowhere else.
SECRET = (250, 10, 130)
Change = Callable[[Pdf], None]


def photo(mode: str = "RGB") -> Image.Image:
    """Return a picture in whose hole something else lies than in the rest, in stripes."""
    noise = hashlib.shake_128(b"noise").digest(SIZE[0] * SIZE[1])
    made = Image.frombytes("L", SIZE, noise).point(lambda value: 80 + value // 4).convert("RGB")
    draw = ImageDraw.Draw(made)
    for across in range(HOLE[0], HOLE[2] + 1, 4):
        draw.rectangle((across, HOLE[1], across + 1, HOLE[3]), fill=SECRET)
        draw.rectangle((across + 2, HOLE[1], across + 3, HOLE[3]), fill=(10, 240, 20))
    return made.convert(mode)


def hole_mask(size: tuple[int, int] = SIZE, *, hidden: int = 0, seen: int = 255) -> Image.Image:
    """Return a mask that hides the hole."""
    image = Image.new("L", size, seen)
    across, up = size[0] / SIZE[0], size[1] / SIZE[1]
    box = (HOLE[0] * across, HOLE[1] * up, (HOLE[2] + 1) * across - 1, (HOLE[3] + 1) * up - 1)
    ImageDraw.Draw(image).rectangle(box, fill=hidden)
    return image


def packed(made: Pdf, image: Image.Image, coding: str = "Flate", **about: object) -> Object:
    """Put a picture into a document, packed in a way."""
    target = io.BytesIO()
    space = {"L": Name.DeviceGray, "1": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}[image.mode]
    if coding == "DCT":
        image.save(target, "JPEG", quality=95, subsampling=0)
        body, packing = target.getvalue(), Name.DCTDecode
    elif coding == "JPX":
        image.save(target, "JPEG2000")
        body, packing = target.getvalue(), Name.JPXDecode
    elif coding == "CCITT":
        image.save(target, "TIFF", compression="group4", tiffinfo={278: image.height})
        with Image.open(io.BytesIO(target.getvalue())) as opened:
            begin, length = opened.tag_v2[273][0], opened.tag_v2[279][0]
        body, packing = target.getvalue()[begin : begin + length], Name.CCITTFaxDecode
        about = {"DecodeParms": Dictionary(K=-1, Columns=image.width, Rows=image.height, BlackIs1=True), **about}
    elif coding == "LZW":
        body, packing = image.tobytes().hex().encode() + b">", Name.ASCIIHexDecode
    else:
        body, packing = zlib.compress(image.tobytes()), Name.FlateDecode
    found = Stream(made, body)
    found.stream_dict = Dictionary({
        "/Type": Name.XObject, "/Subtype": Name.Image, "/Width": image.width, "/Height": image.height,
        "/ColorSpace": space, "/BitsPerComponent": 1 if image.mode == "1" else 8, "/Filter": packing,
        **{f"/{key}": value for key, value in about.items()},
    })  # fmt: skip
    return made.make_indirect(found)


def draw(picture: Callable[[Pdf], Object], words: bytes = b"q 640 0 0 480 0 0 cm /Im1 Do Q") -> Change:
    """Draw a picture onto a page of its own size."""

    def change(made: Pdf) -> None:
        page = made.pages[0].obj
        page.MediaBox = Array([0, 0, 640, 480])
        page.Contents = made.make_indirect(Stream(made, words))
        page.Resources.XObject = Dictionary(Im1=picture(made))

    return change


def pictures(raw: bytes) -> list[tuple[Image.Image, Object]]:
    """Return every picture in a document that is none of another's masks, by another reader than the cleaner's."""
    with pikepdf.open(io.BytesIO(raw)) as opened:
        streams = [
            thing for thing in opened.objects if isinstance(thing, Stream) and thing.get("/Subtype") == Name.Image
        ]
        masks = {
            one.objgen
            for thing in streams
            for one in (thing.get("/SMask"), thing.get("/Mask"))
            if isinstance(one, Stream)
        }
        return [
            (pikepdf.PdfImage(thing).as_pil_image().copy(), Dictionary(thing.stream_dict))
            for thing in streams
            if thing.objgen not in masks
        ]


def colours_in_hole(raw: bytes, box: tuple[int, int, int, int] = HOLE) -> set[tuple[int, ...]]:
    """Return the colours that lie in the hole."""
    [(image, _)] = pictures(raw)
    image = image.convert("RGB") if image.mode != "1" else image
    left, top, right, bottom = box
    part = image.crop((left, top, right + 1, bottom + 1))
    return {colour if isinstance(colour, tuple) else (colour,) for _, colour in part.getcolors(99_999) or ()}


def smask(
    coding: str = "Flate", masked: str = "Flate", size: tuple[int, int] = SIZE, **about: object
) -> Callable[[Pdf], Object]:
    return lambda made: packed(made, photo(), coding, SMask=packed(made, hole_mask(size), masked, **about))


def stencil(made: Pdf, size: tuple[int, int] = SIZE, coding: str = "Flate", *, flipped: bool = False) -> Object:
    held = hole_mask(size, hidden=0 if flipped else 255, seen=255 if flipped else 0).convert("1")
    mask = packed(made, held, coding, ImageMask=True)
    del mask.ColorSpace
    if flipped:
        mask.Decode = Array([1, 0])
    return mask


def sixteen(made: Pdf) -> Object:
    picture = packed(made, photo(), BitsPerComponent=16, SMask=packed(made, hole_mask()))
    picture.write(
        zlib.compress(b"".join(bytes((value, value)) for value in photo().tobytes())), filter=Name.FlateDecode
    )
    return picture


def faint(made: Pdf) -> Object:
    """A mask that lets next to nothing through: 7 of 255, in a pattern."""
    return packed(made, photo(), SMask=packed(made, hole_mask(hidden=LEAST - 1)))


def both(made: Pdf) -> Object:
    """A mask that nobody asks, since there is another."""
    return packed(made, photo(), SMask=packed(made, hole_mask()), Mask=stencil(made))


def keyed(made: Pdf) -> Object:
    return packed(made, photo(), Mask=Array([0, 255, 0, 250, 0, 131]))


MASKS: dict[str, Callable[[Pdf], Object]] = {
    "a soft mask": smask(),
    "a larger soft mask": smask(size=(256, 192)),
    "a soft mask of other proportions": smask(size=(128, 48)),
    "a smaller soft mask": smask(size=(16, 12)),
    "a soft mask that is packed as a JPEG": smask(masked="DCT"),
    "a soft mask in digits": smask(masked="LZW"),
    "a soft mask that is turned round": lambda made: packed(
        made, photo(), SMask=packed(made, ImageChops.invert(hole_mask()), Decode=Array([1, 0]))
    ),
    "a picture that was laid over a colour": smask(Matte=Array([0, 0, 0])),
    "a faint mask": faint,
    "a stencil": lambda made: packed(made, photo(), Mask=stencil(made)),
    "a larger stencil": lambda made: packed(made, photo(), Mask=stencil(made, (192, 144))),
    "a stencil that is turned round": lambda made: packed(made, photo(), Mask=stencil(made, flipped=True)),
    "a stencil that is packed as a fax": lambda made: packed(made, photo(), Mask=stencil(made, coding="CCITT")),
    "two masks": both,
    "sixteen bits": sixteen,
    "a grey picture": lambda made: packed(made, photo("L"), SMask=packed(made, hole_mask())),
}


@pytest.mark.parametrize("kind", MASKS)
def test_masked_pixels_get_one_colour(kind: str) -> None:
    raw = pdf(draw(MASKS[kind]))
    assert len(colours_in_hole(raw)) > 1
    cleaned = clean(raw, "T")
    assert len(colours_in_hole(cleaned)) == 1
    assert clean(cleaned, "T") == cleaned


@pytest.mark.parametrize("kind", [kind for kind in MASKS if kind not in ("a faint mask", "two masks")])
def test_unmasked_pixels_stay(kind: str) -> None:
    raw = pdf(draw(MASKS[kind]))
    shown = hole_mask().point(lambda value: 255 * (value > 0))
    [(before, _)], [(after, _)] = pictures(raw), pictures(clean(raw, "T"))
    change = ImageChops.difference(before.convert("RGB"), after.convert("RGB"))
    assert not ImageChops.darker(change, Image.merge("RGB", [shown] * 3)).getbbox()


@pytest.mark.parametrize("coding", ["DCT", "JPX"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_photograph_under_a_mask_is_written_anew(coding: str, mode: str) -> None:
    raw = pdf(draw(lambda document: packed(document, photo(mode), coding, SMask=packed(document, hole_mask()))))
    cleaned = clean(raw, "T")
    # A JPEG lets what is seen run into its neighbours, by a block of eight pixels at most.
    inner = (HOLE[0] + 8, HOLE[1] + 8, HOLE[2] - 8, HOLE[3] - 8)
    assert len(colours_in_hole(raw, inner)) > 1
    assert len(colours_in_hole(cleaned, inner)) == 1
    [(before, _)], [(after, _)] = pictures(raw), pictures(cleaned)
    change = ImageChops.difference(before.convert("L"), after.convert("L")).crop((0, 0, 8, 48))
    assert change.getextrema()[1] < 12


def test_cmyk_keeps_its_colours_where_they_are_seen() -> None:
    raw = pdf(draw(lambda made: packed(made, photo("CMYK"), "DCT", SMask=packed(made, hole_mask()))))
    [(before, _)], [(after, _)] = pictures(raw), pictures(clean(raw, "T"))
    change = ImageChops.difference(before.convert("RGB"), after.convert("RGB")).convert("L").crop((0, 0, 8, 48))
    assert change.getextrema()[1] < 16
    inner = (HOLE[0] + 8, HOLE[1] + 8, HOLE[2] - 8, HOLE[3] - 8)
    assert len(colours_in_hole(clean(raw, "T"), inner)) == 1


def test_colours_that_are_see_through_become_one() -> None:
    def change(document: Pdf) -> Object:
        image = photo()
        ImageDraw.Draw(image).rectangle(HOLE, fill=(3, 3, 3))
        ImageDraw.Draw(image).text((18, 10), "HI", fill=(9, 9, 9))
        return packed(document, image, Mask=Array([3, 9, 3, 9, 3, 9]))

    raw = pdf(draw(change))
    assert len(colours_in_hole(raw)) > 1
    cleaned = clean(raw, "T")
    assert colours_in_hole(cleaned) == {(3, 3, 3)}
    [(_, about)] = pictures(cleaned)
    assert [int(value) for value in about.Mask] == [3] * 6
    assert clean(cleaned, "T") == cleaned


def test_the_least_opacity_is_that_of_the_magazines_pictures() -> None:
    assert LEAST == transparency.LEAST


def jpx(mode: str, **about: object) -> Callable[[Pdf], Object]:
    def make(made: Pdf) -> Object:
        image = photo()
        image.putalpha(hole_mask())
        target = io.BytesIO()
        image.save(target, "JPEG2000")
        found = packed(made, photo(), "JPX", **about)
        found.write(target.getvalue(), filter=Name.JPXDecode)
        del found.ColorSpace
        return found

    return make


def test_the_opacity_of_a_jpeg_2000_becomes_a_mask_or_goes() -> None:
    cleaned = clean(pdf(draw(jpx("RGBA", SMaskInData=1))), "T")
    inner = (HOLE[0] + 8, HOLE[1] + 8, HOLE[2] - 8, HOLE[3] - 8)
    assert len(colours_in_hole(cleaned, inner)) == 1
    [(_, about)] = pictures(cleaned)
    assert "/SMask" in about
    [(image, about)] = pictures(clean(pdf(draw(jpx("RGBA"))), "T"))
    assert "/SMask" not in about
    assert image.mode == "RGB"
    with pytest.raises(FileFault, match="has a mask that cannot be opened here"):
        clean(pdf(draw(jpx("RGBA", SMaskInData=2))), "T")


# ------------------------------------------------------------------------------------------------- what is cut off

#: A window of the picture, in pixels, that is seen.
WINDOW = (8, 8, 23, 23)
_CLIP = b"80 240 160 160 re W n"


def colours_outside(raw: bytes, slack: int = 2, window: tuple[int, int, int, int] = WINDOW) -> int:
    """Return how many colours lie outside of the window."""
    [(image, _)] = pictures(raw)
    image = image.convert("RGB")
    left, top, right, bottom = window
    mark = (1, 2, 3)
    ImageDraw.Draw(image).rectangle((left - slack, top - slack, right + slack, bottom + slack), fill=mark)
    return len({colour for _, colour in image.getcolors(99_999) or ()} - {mark})


def unmasked(coding: str = "Flate") -> Callable[[Pdf], Object]:
    return lambda made: packed(made, photo(), coding)


def in_form(made: Pdf) -> None:
    draw(unmasked(), b"q 2 0 0 2 0 0 cm /Fm1 Do Q")(made)
    page = made.pages[0].obj
    form = Stream(made, b"q 320 0 0 240 0 0 cm /Im1 Do Q")
    form.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([40, 120, 120, 200]),
        Resources=Dictionary(XObject=page.Resources.XObject),
    )
    page.Resources.XObject = Dictionary(Fm1=made.make_indirect(form))


def in_pattern(made: Pdf) -> None:
    """As browsers draw pictures: as a pattern that fills a box."""
    draw(unmasked(), b"/Pattern cs /P1 scn 80 240 160 160 re f")(made)
    page = made.pages[0].obj
    pattern = Stream(made, b"q 640 0 0 480 0 0 cm /Im1 Do Q")
    pattern.stream_dict = Dictionary(
        PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 640, 480]), XStep=640, YStep=480,
        Matrix=Array([1, 0, 0, 1, 0, 0]), Resources=Dictionary(XObject=page.Resources.XObject),
    )  # fmt: skip
    page.Resources = Dictionary(Pattern=Dictionary(P1=made.make_indirect(pattern)))


def in_mark(made: Pdf) -> None:
    draw(unmasked(), b"")(made)
    page = made.pages[0].obj
    form = Stream(made, b"q 64 0 0 48 0 0 cm /Im1 Do Q")
    form.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([8, 24, 24, 40]),
        Resources=Dictionary(XObject=page.Resources.XObject),
    )
    mark = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([100, 100, 200, 200]))
    mark.AP = Dictionary(N=made.make_indirect(form))
    page.Annots = Array([made.make_indirect(mark)])
    page.Resources = Dictionary()


def in_letter(made: Pdf) -> None:
    draw(unmasked(), b"BT /F1 1 Tf 0 0 Td (a) Tj ET")(made)
    page = made.pages[0].obj
    letter = Stream(made, b"640 0 d0 " + _CLIP + b" q 640 0 0 480 0 0 cm /Im1 Do Q")
    page.Resources.Font.F1 = made.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 640, 480]), FontMatrix=Array([1, 0, 0, 1, 0, 0]),
            CharProcs=Dictionary(a=made.make_indirect(letter)), FirstChar=97, LastChar=97, Widths=Array([640]),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
            Resources=Dictionary(XObject=page.Resources.XObject),
        )
    )  # fmt: skip
    page.Resources.XObject = Dictionary()


def at_the_edge(made: Pdf) -> None:
    draw(unmasked(), b"q 640 0 0 480 -80 -240 cm /Im1 Do Q")(made)
    made.pages[0].obj.MediaBox = Array([0, 0, 160, 160])


CUT: dict[str, Change] = {
    "a path": draw(unmasked(), b"q " + _CLIP + b" 640 0 0 480 0 0 cm /Im1 Do Q"),
    "a path of lines": draw(unmasked(), b"q 80 240 m 240 240 l 240 400 l 80 400 l h W* n 640 0 0 480 0 0 cm /Im1 Do Q"),
    "two paths": draw(unmasked(), b"q 80 0 160 480 re W n 0 240 640 160 re W n 640 0 0 480 0 0 cm /Im1 Do Q"),
    "a picture that is turned": draw(
        unmasked(), b"q 80 80 160 160 re W n 0 -640 480 0 0 0 cm 1 0 0 1 -1 0 cm /Im1 Do Q"
    ),
    "the edge of a page": at_the_edge,
    "the edge of a form": in_form,
    "what a pattern fills": in_pattern,
    "the edge of a mark": in_mark,
    "a path in a letter": in_letter,
}


@pytest.mark.parametrize("kind", [kind for kind in CUT if kind != "a picture that is turned"])
def test_clipped_pixels_get_one_colour_and_the_rest_stays(kind: str) -> None:
    raw = pdf(CUT[kind])
    assert colours_outside(raw) > 9
    cleaned = clean(raw, "T")
    assert colours_outside(cleaned) == 1
    left, top, right, bottom = WINDOW
    [(before, _)], [(after, _)] = pictures(raw), pictures(cleaned)
    box = (left, top, right + 1, bottom + 1)
    assert before.crop(box).tobytes() == after.crop(box).tobytes()
    assert clean(cleaned, "T") == cleaned


def test_a_picture_that_is_drawn_in_two_places_keeps_what_either_shows() -> None:
    words = b"q " + _CLIP + b" 640 0 0 480 0 0 cm /Im1 Do Q q 400 0 160 160 re W n 640 0 0 480 0 0 cm /Im1 Do Q"
    raw = pdf(draw(unmasked(), words))
    [(before, _)], [(after, _)] = pictures(raw), pictures(clean(raw, "T"))
    for box in ((8, 8, 24, 24), (40, 32, 56, 48)):
        assert before.crop(box).tobytes() == after.crop(box).tobytes()
    assert len(after.crop((0, 28, 36, 48)).getcolors(9999) or ()) == 1
    whole = pdf(draw(unmasked(), words + b" q 640 0 0 480 0 0 cm /Im1 Do Q"))
    assert pictures(clean(whole, "T"))[0][0].tobytes() == photo_bytes(whole)


def photo_bytes(raw: bytes) -> bytes:
    return pictures(raw)[0][0].tobytes()


def test_pixels_outside_a_round_path_are_removed() -> None:
    """A circle, a ring, and one of two that lie in one another the same way round."""
    circle = (
        b"%d 240 m %d 350 230 440 320 440 c 430 440 %d 350 %d 240 c %d 130 430 40 320 40 c 230 40 %d 130 %d 240 c h "
    )
    outer = circle % (120, 120, 520, 520, 520, 120, 120)
    cleaned = clean(pdf(draw(unmasked(), b"q " + outer + b"W n 640 0 0 480 0 0 cm /Im1 Do Q")), "T")
    [(image, _)] = pictures(cleaned)
    corner, middle = image.crop((0, 0, 12, 6)), image.crop((28, 20, 36, 28))
    assert len(corner.getcolors(9999) or ()) == 1
    assert middle.tobytes() == pictures(pdf(draw(unmasked())))[0][0].crop((28, 20, 36, 28)).tobytes()
    inner = b"280 200 80 80 re "
    [(image, _)] = pictures(
        clean(pdf(draw(unmasked(), b"q " + outer + inner + b"W* n 640 0 0 480 0 0 cm /Im1 Do Q")), "T")
    )
    assert len(image.crop((30, 22, 34, 26)).getcolors(9999) or ()) == 1


def test_a_star_whose_line_crosses_itself_keeps_its_middle() -> None:
    star = b"320 460 m 450 40 l 110 300 l 530 300 l 190 40 l h W n "
    raw = pdf(draw(unmasked(), b"q " + star + b"640 0 0 480 0 0 cm /Im1 Do Q"))
    [(before, _)], [(after, _)] = pictures(raw), pictures(clean(raw, "T"))
    assert before.crop((28, 22, 36, 28)).tobytes() == after.crop((28, 22, 36, 28)).tobytes()


def test_the_mask_of_a_picture_that_is_cut_off_is_cut_off_too() -> None:
    words = b"q " + _CLIP + b" 640 0 0 480 0 0 cm /Im1 Do Q"
    cleaned = clean(
        pdf(draw(lambda document: packed(document, photo(), SMask=packed(document, photo("L"))), words)), "T"
    )
    with pikepdf.open(io.BytesIO(cleaned)) as opened:
        [picture] = opened.pages[0].obj.Resources.XObject.values()
        mask = pikepdf.PdfImage(picture.SMask).as_pil_image()
        assert len(mask.crop((30, 0, 64, 48)).getcolors(9999) or ()) == 1
        assert len(mask.crop((8, 8, 24, 24)).getcolors(9999) or ()) > 9


@pytest.mark.parametrize("coding", ["DCT", "JPX"])
def test_a_photograph_that_is_cut_off_stays_one(coding: str) -> None:
    words = b"q " + _CLIP + b" 640 0 0 480 0 0 cm /Im1 Do Q"
    cleaned = clean(pdf(draw(unmasked(coding), words)), "T")
    assert colours_outside(cleaned, slack=10) == 1
    [(_, about)] = pictures(cleaned)
    assert about.Filter == Name.DCTDecode


def test_a_scan_that_is_cut_off_keeps_what_is_seen() -> None:
    words = b"q " + _CLIP + b" 640 0 0 480 0 0 cm /Im1 Do Q"
    scan = Image.effect_noise(SIZE, 90).point(lambda value: 255 * (value > 128)).convert("1")
    raw = pdf(draw(lambda made: packed(made, scan, "CCITT"), words))
    [(before, _)], [(after, _)] = pictures(raw), pictures(clean(raw, "T"))
    assert before.crop((8, 8, 24, 24)).tobytes() == after.crop((8, 8, 24, 24)).tobytes()
    assert len(after.crop((30, 0, 64, 48)).convert("L").getcolors(99)) == 1  # type: ignore[arg-type]
    with pytest.raises(FileFault, match="packed in a way that cannot be opened"):
        clean(pdf(draw(jbig2, words)), "T")
    # All of it is seen, but for what rounding takes.
    assert clean(pdf(draw(jbig2, b"q 641 0 0 481 -0.5 -0.5 cm /Im1 Do Q")), "T")


def jbig2(made: Pdf) -> Object:
    from tests.features.files.test_pdf_hidden import segment

    found = packed(made, Image.new("1", SIZE))
    found.write(segment(0, 48, bytes(19)) + segment(1, 38, bytes(40)), filter=Name.JBIG2Decode)
    return found


@pytest.mark.parametrize("space", [b"/RGB", b"/CS1"])
def test_a_small_picture_of_which_a_part_is_cut_off_is_refused(space: bytes) -> None:
    body = photo().resize((4, 4)).tobytes().hex().encode()
    inline = b"BI /W 4 /H 4 /BPC 8 /CS " + space + b" /F /AHx ID " + body + b">\nEI Q"

    def change(words: bytes) -> bytes:
        def one(made: Pdf) -> None:
            draw(unmasked(), words)(made)
            made.pages[0].obj.Resources.ColorSpace = Dictionary(CS1=Name.DeviceRGB)

        return pdf(one)

    with pytest.raises(FileFault, match="a part of a small picture in it is cut off"):
        clean(change(b"q 0 0 99 99 re W n 640 0 0 480 0 0 cm " + inline), "T")
    assert clean(change(b"q 640 0 0 480 0 0 cm " + inline), "T")


def graphics(words: bytes, **state: object) -> Change:
    def change(made: Pdf) -> None:
        draw(unmasked(), words)(made)
        held = {key: value(made) if callable(value) else value for key, value in state.items()}
        made.pages[0].obj.Resources.ExtGState = Dictionary(GS1=Dictionary(Type=Name.ExtGState, **held))

    return change


def group(made: Pdf) -> Object:
    form = Stream(made, b"1 g 0 0 10 10 re f")
    form.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 640, 480]),
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray),
    )
    return Dictionary(Type=Name.Mask, S=Name.Luminosity, G=made.make_indirect(form))


def test_a_picture_under_the_mask_of_a_group_is_refused() -> None:
    words = b"q /GS1 gs 640 0 0 480 0 0 cm /Im1 Do Q"
    with pytest.raises(FileFault, match="lies under a mask, and what the mask hides is still there"):
        clean(pdf(graphics(words, SMask=group)), "T")
    assert clean(pdf(graphics(words, SMask=Name("/None"))), "T")
    assert clean(pdf(graphics(b"q /GS1 gs 9 9 9 9 re f Q q 640 0 0 480 0 0 cm /Im1 Do Q", SMask=group)), "T")


@pytest.mark.parametrize("words", [b"640 0 0 480 0 0 cm /Im1 Do", b"BT /F1 24 Tf 72 100 Td (Farida) Tj ET"])
def test_content_too_transparent_to_be_seen_is_refused(words: bytes) -> None:
    with pytest.raises(FileFault, match="so see-through that nobody sees them"):
        clean(pdf(graphics(b"q /GS1 gs " + words + b" Q", ca=0.02)), "T")
    assert clean(pdf(graphics(b"q /GS1 gs " + words + b" Q", ca=0.2)), "T")


@pytest.mark.parametrize("coding", ["DCT", "CCITT"])
@pytest.mark.parametrize("around", [["ASCII85Decode"], ["ASCIIHexDecode"], ["ASCIIHexDecode", "FlateDecode"]])
def test_a_photograph_or_a_scan_that_is_packed_twice_is_unpacked_once(coding: str, around: list[str]) -> None:
    scan = Image.effect_noise(SIZE, 90).point(lambda value: 255 * (value > 128)).convert("1")

    def wrapped(made: Pdf) -> Object:
        found = packed(made, scan if coding == "CCITT" else photo(), coding)
        body, inner, settings = found.read_raw_bytes(), found.Filter, found.get("/DecodeParms")
        for name in reversed(around):
            body = {
                "ASCII85Decode": lambda raw: base64.a85encode(raw) + b"~>",
                "ASCIIHexDecode": lambda raw: raw.hex().encode() + b">",
                "FlateDecode": zlib.compress,
            }[name](body)
        found.write(body, filter=Array([*(Name(f"/{name}") for name in around), inner]))
        if settings is not None:
            found.DecodeParms = Array([*[None] * len(around), settings])
        return found

    [(made, about)] = pictures(clean(pdf(draw(wrapped)), "T"))
    assert isinstance(about.Filter, Name)
    [(before, _)] = pictures(
        clean(pdf(draw(lambda one: packed(one, scan if coding == "CCITT" else photo(), coding))), "T")
    )
    assert made.tobytes() == before.tobytes()


def test_no_kind_of_thing_has_the_name_of_a_rule() -> None:
    """A rule of the same name would be asked first: graphics states were taken for names of states, and left out."""
    with pikepdf.new() as made:
        walk = Walk(made, {}, set())
    assert not set(KINDS) & {*walk._tests, *walk._changes}


def test_blend_modes_and_opacity_stay() -> None:
    words = b"q /GS1 gs 640 0 0 480 0 0 cm /Im1 Do Q"
    with pikepdf.open(io.BytesIO(clean(pdf(graphics(words, ca=0.4, BM=Name.Multiply, LW=3)), "T"))) as opened:
        [state] = opened.pages[0].obj.Resources.ExtGState.values()
        assert (float(state.ca), state.BM, state.LW) == (0.4, Name.Multiply, 3)
