"""What leaves the house: a picture's pixels the right way up, and nothing else that was in the file."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image, ImageOps

from newsroom.pictures.shelf import PictureShelf, encode
from tests.pictures.making import (
    BLUE,
    GREEN,
    RED,
    SECRET,
    chunks,
    gif,
    halves,
    jpeg,
    png,
    profile,
    segments,
    swapped,
    webp,
)

MAKERS: dict[str, Callable[[], bytes]] = {"JPEG": jpeg, "PNG": png, "WEBP": webp, "GIF": gif}


def opened(raw: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(raw))
    image.load()
    return image


def near(one: tuple[int, ...], two: tuple[int, ...], by: int = 12) -> bool:
    return len(one) == len(two) and all(abs(a - b) <= by for a, b in zip(one, two, strict=True))


@pytest.mark.parametrize("kind", MAKERS)
def test_the_pictures_here_hold_what_is_to_be_taken_out(kind: str) -> None:
    raw = MAKERS[kind]()
    assert SECRET in raw
    if kind != "GIF":
        image = opened(raw)
        assert image.getexif().get_ifd(0x8825)
        assert image.info.get("icc_profile")
        assert image.info.get("xmp") or "XML:com.adobe.xmp" in image.info


@pytest.mark.parametrize("size", [(64, 48), (32, 24)])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_the_picture_is_left(kind: str, size: tuple[int, int]) -> None:
    """No position, camera, name, date, comment, profile or thumbnail goes with it, at its own size or a smaller."""
    made = encode(MAKERS[kind](), kind, size)
    assert SECRET not in made
    assert SECRET[:4] not in made
    image = opened(made)
    assert (image.format, image.size) == (kind, size)
    assert dict(image.getexif()) == {}
    assert not {"exif", "xmp", "comment", "icc_profile", "photoshop", "Author", "XML:com.adobe.xmp"} & set(image.info)
    if kind == "JPEG":
        assert set(segments(made)) <= {0xE0, 0xDB, 0xC0, 0xC2, 0xC4}
        assert b"JFXX" not in made
        assert made.count(b"\xff\xd8\xff") == 1
    else:
        assert set(chunks(made, kind)) <= {"IHDR", "PLTE", "tRNS", "IDAT", "IEND", "VP8 ", "VP8L"}
    assert near(image.convert("RGB").getpixel((2, 5)), RED)  # type: ignore[arg-type]
    assert near(image.convert("RGB").getpixel((size[0] - 3, 5)), BLUE)  # type: ignore[arg-type]


def test_a_moving_picture_keeps_its_frames_and_loses_its_notes() -> None:
    before, made = opened(gif()), encode(gif(), "GIF", (24, 16))
    assert SECRET not in made
    assert b"XMP" not in made
    after = opened(made)
    assert (after.n_frames, after.size) == (3, (24, 16))
    for number in range(3):
        before.seek(number)
        after.seek(number)
        assert after.info["duration"] == before.info["duration"]
        one, two = before.convert("RGBA"), after.convert("RGBA")
        assert [two.getpixel((4 * number + 1, 5)), two.getchannel("A").getpixel((23, 15))] == [(*RED, 255), 0]
        assert two.getchannel("A").tobytes() == one.getchannel("A").tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_as_it_was_seen(kind: str, orientation: int, tmp_path: object) -> None:
    """Cameras write down how they were held; what is published has the pixels turned."""
    raw = {"JPEG": jpeg, "PNG": png, "WEBP": webp}[kind](orientation)
    seen = ImageOps.exif_transpose(opened(raw)).convert("RGB")
    made = opened(encode(raw, kind, seen.size))
    assert made.size == seen.size == ((48, 64) if orientation >= 5 else (64, 48))
    for place in ((4, 4), (seen.width - 5, 4), (4, seen.height - 5), (seen.width - 5, seen.height - 5)):
        assert near(made.convert("RGB").getpixel(place), seen.getpixel(place))  # type: ignore[arg-type]
    folder = PictureShelf(tmp_path)  # type: ignore[arg-type]
    (folder.folder / "x.img").write_bytes(raw)
    measured = folder.measure("x.img")
    assert (measured.width, measured.height, measured.format) == (*seen.size, kind)


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_a_way_up_that_there_is_not_is_none(orientation: int, tmp_path: object) -> None:
    shelf = PictureShelf(tmp_path)  # type: ignore[arg-type]
    (shelf.folder / "x.jpg").write_bytes(jpeg(orientation))
    measured = shelf.measure("x.jpg")
    assert (measured.width, measured.height) == opened(encode(jpeg(orientation), "JPEG", (64, 48))).size == (64, 48)


@pytest.mark.parametrize(
    ("mode", "kind", "made"),
    [
        ("L", "JPEG", "RGB"),
        ("CMYK", "JPEG", "RGB"),
        ("1", "PNG", "RGB"),
        ("P", "PNG", "RGB"),
        ("LA", "PNG", "RGBA"),
        ("RGBA", "PNG", "RGBA"),
        ("RGBA", "WEBP", "RGBA"),
    ],
)
def test_every_kind_of_colour_becomes_one_that_browsers_show(mode: str, kind: str, made: str) -> None:
    target = io.BytesIO()
    picture = halves()
    if made == "RGBA":
        picture.putalpha(100)
    picture.convert(mode).save(target, kind)
    image = opened(encode(target.getvalue(), kind, (64, 48)))
    assert image.mode == made
    if made == "RGBA":
        assert image.getpixel((3, 3))[3] == 100  # type: ignore[index]
    if mode in ("P", "CMYK", "RGBA"):
        assert near(image.convert("RGB").getpixel((3, 3)), RED, 25)  # type: ignore[arg-type]


def test_one_transparent_colour_stays_transparent() -> None:
    target = io.BytesIO()
    halves().save(target, "PNG", transparency=RED)
    image = opened(encode(target.getvalue(), "PNG", (64, 48)))
    assert (image.getpixel((3, 3))[3], image.getpixel((60, 3))[3]) == (0, 255)  # type: ignore[index]


@pytest.mark.parametrize("value", [0, 30_000, 65_535])
def test_a_picture_of_sixteen_bits_keeps_its_greys(value: int) -> None:
    picture = Image.frombytes("I;16", (8, 8), value.to_bytes(2, "little") * 64)
    target = io.BytesIO()
    picture.save(target, "PNG")
    image = opened(encode(target.getvalue(), "PNG", (8, 8)))
    assert near(image.convert("RGB").getpixel((3, 3)), (value // 256,) * 3, 2)  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGB"), ("PNG", "RGBA"), ("JPEG", "RGB"), ("WEBP", "RGB")])
def test_colours_are_those_that_the_profile_means(kind: str, mode: str) -> None:
    """The profile does not go with the picture, so its colours are turned to what browsers take them for."""
    picture = Image.new(mode, (8, 8), (*GREEN, 255)[: len(mode)])
    target = io.BytesIO()
    picture.save(target, kind, icc_profile=swapped(), quality=100)
    image = opened(encode(target.getvalue(), kind, (8, 8)))
    assert near(image.convert("RGB").getpixel((3, 3)), (GREEN[1], GREEN[0], GREEN[2]), 14)  # type: ignore[arg-type]


@pytest.mark.parametrize("icc", [profile(), b"broken", b""])
def test_a_profile_that_says_nothing_new_changes_nothing(icc: bytes) -> None:
    target = io.BytesIO()
    halves().save(target, "PNG", icc_profile=icc)
    image = opened(encode(target.getvalue(), "PNG", (64, 48)))
    assert near(image.getpixel((3, 3)), RED, 3)  # type: ignore[arg-type]
