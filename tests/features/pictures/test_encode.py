"""Published pictures: the pixels the right way up, and nothing else that was in the file."""

from __future__ import annotations

import io

import pytest
from msgspec.structs import replace
from PIL import Image, ImageDraw, ImageOps, ImageStat

from newsroom.core.boxes import Box
from newsroom.features.pictures.containers import metadata
from newsroom.features.pictures.decoding import measured
from newsroom.features.pictures.encoding import encode_all
from newsroom.features.pictures.model import Subject, renditions
from tests.features.pictures.making import (
    BLUE,
    GREEN,
    PLANTED,
    RED,
    SECRET,
    boxes,
    chunks,
    gif,
    jpeg,
    linear_greys,
    moving,
    png,
    profile,
    red_and_blue,
    segments,
    swapped_profile,
    tiff,
)

_STILL = [kind for kind in PLANTED if kind != "GIF"]
#: The parts that a file needs to show its picture, of each format.
_NEEDED = {
    "jpg": {0xE0, 0xDB, 0xC0, 0xC2, 0xC4},
    "png": {"IHDR", "PLTE", "tRNS", "IDAT", "IEND"},
    "webp": {"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF"},
    "avif": {"ftyp", "meta", "hdlr", "pitm", "iloc", "iinf", "infe", "av01", "iprp", "ipco", "ipma", "ispe", "pixi",
             "av1C", "colr", "nclx", "mdat"},
}  # fmt: skip


def files(raw: bytes, *covered: Box, avif: bool = True) -> dict[str, bytes]:
    """Return everything that is published of a picture, by width and ending."""
    subject = Subject(measured("x.img", raw), covered, avif)
    return {f"{one.width}.{one.ending}": body for one, body in encode_all(raw, renditions(subject))}


def opened(raw: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(raw))
    image.load()
    return image


def first(raw: bytes, ending: str) -> Image.Image:
    """Return the smallest size of a picture in one format."""
    return opened(next(body for name, body in files(raw).items() if name.endswith(ending)))


def saved(image: Image.Image, kind: str, **more: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **more)
    return target.getvalue()


def is_near(one: object, two: object, by: int = 12) -> bool:
    assert isinstance(one, tuple)
    assert isinstance(two, tuple)
    return len(one) == len(two) and all(abs(a - b) <= by for a, b in zip(one, two, strict=True))


@pytest.mark.parametrize("kind", PLANTED)
def test_the_pictures_here_hold_what_is_to_be_taken_out(kind: str) -> None:
    raw = PLANTED[kind]()
    assert SECRET in raw
    if kind not in ("GIF", "HEIF"):
        image = opened(raw)
        # Pillow writes no second directory into a TIFF.
        assert kind == "TIFF" or image.getexif().get_ifd(0x8825)
        assert image.info.get("icc_profile")
        assert image.info.get("xmp") or "XML:com.adobe.xmp" in image.info


@pytest.mark.parametrize("kind", PLANTED)
def test_nothing_but_the_picture_is_left(kind: str) -> None:
    """No position, camera, name, date, comment, profile or thumbnail goes with it, in any format."""
    made = files(PLANTED[kind]())
    assert {name.split(".")[1] for name in made} >= ({"webp", "png"} if kind == "GIF" else {"webp"})
    for name, body in made.items():
        ending = name.split(".")[1]
        assert SECRET[:4] not in body
        image = opened(body)
        assert dict(image.getexif()) == {}
        assert not {"exif", "xmp", "comment", "icc_profile", "photoshop", "Author", "XML:com.adobe.xmp"} & set(
            image.info
        )
        parts = segments(body) if ending == "jpg" else boxes(body) if ending == "avif" else chunks(body, ending.upper())
        assert set(parts) <= _NEEDED[ending], name
        # The same is found by what `invoke safety` looks with.
        assert metadata(body) == []
        if ending == "jpg":
            assert body.count(b"\xff\xd8\xff") == 1
            assert body.endswith(b"\xff\xd9")
        if kind != "GIF":
            assert image.size == (64, 48)
            assert is_near(image.convert("RGB").getpixel((2, 5)), RED, 25)
            assert is_near(image.convert("RGB").getpixel((61, 5)), BLUE, 25)


def test_photographs_fall_back_on_jpeg_and_drawings_and_holes_on_png() -> None:
    noise = Image.effect_noise((700, 200), 90).convert("RGB")
    assert set(files(saved(noise, "JPEG"))) == {f"{w}.{e}" for w in (480, 700) for e in ("avif", "webp", "jpg")}
    busy = Image.merge("RGB", [Image.effect_noise((700, 200), 90) for _ in range(3)])
    assert set(files(saved(busy, "PNG"), avif=False)) == {f"{w}.{e}" for w in (480, 700) for e in ("webp", "jpg")}
    assert set(files(saved(red_and_blue((700, 200)), "PNG"))) == {
        f"{w}.{e}" for w in (480, 700) for e in ("webp", "png")
    }
    busy.putalpha(Image.linear_gradient("L").resize(busy.size))
    assert {name.split(".")[1] for name in files(saved(busy, "PNG"))} == {"avif", "webp", "png"}


def test_a_drawing_is_the_same_to_the_last_pixel() -> None:
    made = files(saved(red_and_blue((400, 200)), "PNG"))
    for body in made.values():
        assert opened(body).convert("RGB").tobytes() == red_and_blue((400, 200)).tobytes()


def test_a_drawing_that_is_made_smaller_is_no_heavier_for_the_shades_of_its_edges() -> None:
    drawing = Image.new("RGB", (700, 700), "white")
    pen = ImageDraw.Draw(drawing)
    for size in range(690, 0, -14):
        pen.ellipse((350 - size // 2, 350 - size // 2, 350 + size // 2, 350 + size // 2), RED if size % 28 else BLUE)
    made = files(saved(drawing, "PNG"))
    assert opened(made["700.webp"]).convert("RGB").tobytes() == drawing.tobytes()
    smaller, lossless = opened(made["480.webp"]).convert("RGB"), io.BytesIO()
    opened(made["480.png"]).save(lossless, "WEBP", lossless=True)
    assert len(made["480.webp"]) * 1.5 < len(lossless.getvalue())
    assert is_near(smaller.getpixel((2, 2)), (255, 255, 255))


def test_the_same_picture_comes_out_as_the_same_bytes_alone_and_with_the_others() -> None:
    raw = jpeg(size=(1000, 600))
    subject = Subject(measured("x.jpg", raw), (), avif=True)
    together = dict(encode_all(raw, renditions(subject)))
    assert len(together) == 9
    for one in renditions(subject):
        assert list(encode_all(raw, [one])) == [(one, together[one])]
    # Its place on pages changes no file: a cover has none that is as wide.
    cover = replace(subject, roles=frozenset({"cover"}))
    for one, body in encode_all(raw, renditions(cover)):
        assert together.get(replace(one, subject=subject), body) == body


@pytest.mark.parametrize(("focus", "colour"), [((0, 50), (200, 0, 0)), ((100, 50), (0, 0, 200))])
def test_a_crop_shows_the_part_around_its_point(focus: tuple[int, int], colour: tuple[int, int, int]) -> None:
    """The left half of the picture is red, the right half blue; a square of it holds one of them."""
    image = Image.new("RGB", (1200, 600), (200, 0, 0))
    image.paste((0, 0, 200), (600, 0, 1200, 600))
    raw = saved(image, "JPEG")
    subject = Subject(replace(measured("x.jpg", raw), flat=False), focuses=frozenset({focus}))
    crops = {one: body for one, body in encode_all(raw, renditions(subject)) if one.crop}
    square = next(one for one in crops if one.size == (600, 600))
    shown = opened(crops[square])
    assert shown.size == (600, 600)
    mean = ImageStat.Stat(shown.convert("RGB")).mean
    assert all(abs(one - other) < 12 for one, other in zip(mean, colour, strict=True))


# ---------------------------------------------------------------------------------------------------------- moving


@pytest.mark.parametrize("kind", ["WEBP", "PNG", "AVIF"])
def test_animations_move_in_webp_and_are_still_in_other_formats(kind: str) -> None:
    made = files(moving(kind))
    assert set(made) == {"64.webp", "64.jpg"}
    assert [metadata(body) for body in made.values()] == [[], []]
    assert SECRET not in b"".join(made.values())
    image = Image.open(io.BytesIO(made["64.webp"]))
    assert image.n_frames == 3  # type: ignore[attr-defined]
    for number, colour in enumerate((RED, BLUE, RED)):
        image.seek(number)
        assert is_near(image.convert("RGB").getpixel((3, 3)), colour, 40)
    assert is_near(opened(made["64.jpg"]).getpixel((3, 3)), RED, 25)


def test_a_moving_picture_keeps_its_frames_its_holes_and_its_time_and_comes_to_rest() -> None:
    before, made = opened(gif()), files(gif())
    after = Image.open(io.BytesIO(made["24.webp"]))
    assert (after.n_frames, after.size) == (3, (24, 16))  # type: ignore[attr-defined]
    for number in range(3):
        before.seek(number)
        after.seek(number)
        after.load()
        assert after.info["duration"] == before.info["duration"]
        two = after.convert("RGBA")
        assert is_near(two.getpixel((4 * number + 1, 5)), (*RED, 255), 40)
        assert two.getchannel("A").getpixel((23, 15)) == 0
    # 240 milliseconds, again and again for five seconds.
    assert after.info["loop"] == 20
    assert opened(made["24.png"]).getchannel("A").getpixel((23, 15)) == 0


# ------------------------------------------------------------------------------------------------- way up and colour


@pytest.mark.parametrize("kind", [kind for kind in _STILL if kind != "HEIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_as_it_was_seen(kind: str, orientation: int) -> None:
    """Cameras write down how they were held; what is published has the pixels turned."""
    raw = PLANTED[kind](orientation)  # type: ignore[call-arg]
    seen = ImageOps.exif_transpose(opened(raw)).convert("RGB")
    known = measured("x.img", raw)
    assert (known.width, known.height, known.format) == (*seen.size, kind)
    made = first(raw, "webp").convert("RGB")
    assert made.size == seen.size == ((48, 64) if orientation >= 5 else (64, 48))
    for place in ((4, 4), (seen.width - 5, 4), (4, seen.height - 5), (seen.width - 5, seen.height - 5)):
        assert is_near(made.getpixel(place), seen.getpixel(place), 25)


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_a_way_up_that_there_is_not_is_none(orientation: int) -> None:
    known = measured("x.jpg", jpeg(orientation))
    assert (known.width, known.height) == first(jpeg(orientation), "jpg").size == (64, 48)


@pytest.mark.parametrize(
    ("mode", "kind", "made"),
    [
        ("L", "JPEG", "RGB"),
        ("CMYK", "JPEG", "RGB"),
        ("CMYK", "TIFF", "RGB"),
        ("LAB", "TIFF", "RGB"),
        ("1", "PNG", "RGB"),
        ("1", "TIFF", "RGB"),
        ("P", "PNG", "RGB"),
        ("P", "GIF", "RGB"),
        ("LA", "PNG", "RGBA"),
        ("RGBA", "PNG", "RGBA"),
        ("RGBA", "TIFF", "RGBA"),
        ("RGBA", "WEBP", "RGBA"),
        ("RGBA", "AVIF", "RGBA"),
    ],
)
def test_every_kind_of_colour_becomes_one_that_browsers_show(mode: str, kind: str, made: str) -> None:
    picture = red_and_blue()
    if made == "RGBA":
        picture.putalpha(100)
    if mode == "LAB":
        picture = Image.merge("LAB", [Image.new("L", (64, 48), value) for value in (120, 128 + 60, 128 + 40)])
    else:
        picture = picture.convert(mode)
    for name, body in files(saved(picture, kind)).items():
        image = opened(body).convert(made)
        if name.endswith(("png", "webp")):
            assert opened(body).mode == made
        if made == "RGBA":
            assert abs(image.getpixel((3, 3))[3] - 100) < 4  # type: ignore[index]
        if mode in ("P", "CMYK", "RGBA", "LAB"):
            red, green, blue = image.convert("RGB").getpixel((3, 3))  # type: ignore[misc]
            assert red > 150
            assert max(green, blue) < 100


def test_one_transparent_colour_stays_transparent() -> None:
    image = first(saved(red_and_blue(), "PNG", transparency=RED), "png")
    assert (image.getpixel((3, 3))[3], image.getpixel((60, 3))[3]) == (0, 255)  # type: ignore[index]


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
@pytest.mark.parametrize("value", [0, 30_000, 65_535])
def test_a_picture_of_sixteen_bits_keeps_its_greys(kind: str, value: int) -> None:
    picture = Image.frombytes("I;16", (8, 8), value.to_bytes(2, "little") * 64)
    image = first(saved(picture, kind), "png").convert("RGB")
    assert is_near(image.getpixel((3, 3)), (value // 256,) * 3, 2)


def test_a_png_of_sixteen_bits_a_channel_keeps_its_colours() -> None:
    """Pillow takes the upper byte of each."""
    import struct
    import zlib

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    row = b"\0" + struct.pack(">HHH", 0xDC12, 0x1EFF, 0x28AA) * 8
    head = struct.pack(">IIBBBBB", 8, 8, 16, 2, 0, 0, 0)
    raw = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(row * 8)) + chunk(b"IEND", b"")
    assert is_near(first(raw, "png").convert("RGB").getpixel((3, 3)), RED, 1)


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGB"), ("PNG", "RGBA"), ("JPEG", "RGB"), ("WEBP", "RGB"),
                                            ("AVIF", "RGB"), ("TIFF", "RGB")])  # fmt: skip
def test_colours_are_those_that_the_profile_means(kind: str, mode: str) -> None:
    """The profile does not go with the picture, so its colours are turned to what browsers take them for."""
    picture = Image.new(mode, (64, 64), (*GREEN, 200)[: len(mode)])
    for body in files(saved(picture, kind, icc_profile=swapped_profile(), quality=100)).values():
        assert is_near(opened(body).convert("RGB").getpixel((3, 3)), (GREEN[1], GREEN[0], GREEN[2]), 16)


def test_a_profile_of_greys_is_used_for_greys() -> None:
    """One in which greys are stored as light makes the middle much lighter than it is stored."""
    image = first(saved(Image.new("L", (64, 64), 100), "JPEG", icc_profile=linear_greys()), "jpg")
    assert is_near(image.getpixel((3, 3)), (168, 168, 168), 4)


def test_a_profile_for_other_colours_than_the_picture_has_is_left_aside() -> None:
    wrong = profile()[:16] + b"GRAY" + profile()[20:]
    image = first(saved(Image.new("L", (64, 64), 100), "JPEG", icc_profile=wrong), "jpg")
    assert is_near(image.getpixel((3, 3)), (100, 100, 100), 4)


@pytest.mark.parametrize("icc", [profile(), b"broken", b""])
def test_a_profile_that_says_nothing_new_changes_nothing(icc: bytes) -> None:
    assert is_near(first(saved(red_and_blue(), "PNG", icc_profile=icc), "png").getpixel((3, 3)), RED, 3)


def test_a_tiff_is_turned_once() -> None:
    """Pillow turns it by itself when it is read."""
    made = first(tiff(3), "webp").convert("RGB")
    assert is_near(made.getpixel((3, 3)), BLUE, 25)


def test_a_png_that_was_turned_has_its_box_where_it_is_seen() -> None:
    covered = files(png(3), Box("pixelate", 0, 0, 50, 100))
    image = opened(covered["64.png"]).convert("RGB")
    left, right = image.crop((0, 0, 32, 48)), image.crop((32, 0, 64, 48))
    assert is_near(right.getpixel((20, 20)), RED, 3)
    assert is_near(left.getpixel((10, 20)), (17, 34, 221), 3)
