"""Covers of parts of a picture: so little of it is left that nothing can be brought back."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from newsroom.core.boxes import Box, How
from newsroom.features.pictures.decoding import measured
from newsroom.features.pictures.encoding import encode_all
from newsroom.features.pictures.model import Subject, renditions
from newsroom.features.pictures.redaction import CELLS, area, cover, patch
from tests.features.pictures.making import BLUE, red_and_blue

HOWS: list[How] = ["blur", "pixelate"]
BOX = (25, 25, 50, 50)


def secret(mark: tuple[int, int, int], size: tuple[int, int] = (1200, 900)) -> Image.Image:
    """Return a picture with a fine pattern in the middle of it, whose mean colour is always the same grey."""
    image = Image.new("RGB", size, (60, 120, 60))
    left, top, right, bottom = area(Box("blur", *BOX), size)
    draw = ImageDraw.Draw(image)
    other = tuple(240 - part for part in mark)
    for number in range(top, bottom):
        draw.line((left, number, right - 1, number), mark if number % 2 else other)
    return image


def jpeg(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=98, subsampling=0)
    return target.getvalue()


@pytest.mark.parametrize("how", HOWS)
def test_two_faces_with_the_same_rough_colours_come_out_as_the_same_bytes(how: How) -> None:
    """The mean colours of a few cells decide the published box, and nothing else in it does."""
    one, two = secret((200, 40, 90)), secret((40, 200, 150))
    for image in (one, two):
        cover(image, [Box(how, *BOX)])
    assert one.tobytes() == two.tobytes()


@pytest.mark.parametrize("size", [(40, 30), (400, 300), (1600, 1200)])
def test_no_more_than_nine_rough_colours_are_left_however_large_the_box(size: tuple[int, int]) -> None:
    noise = Image.merge("RGB", [Image.effect_noise(size, 120) for _ in range(3)])
    colours = patch(noise, Box("pixelate", 0, 0, 100, 100)).getcolors(CELLS * CELLS)
    assert colours is not None
    assert all(part % 17 == 0 for _, colour in colours for part in colour)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("box", "cells"), [((0, 0, 100, 100), (3, 2)), ((0, 0, 100, 5), (3, 1)), ((0, 0, 2, 100), (1, 3))]
)
def test_a_box_has_three_cells_along_its_longer_side(
    box: tuple[float, float, float, float], cells: tuple[int, int]
) -> None:
    noise = Image.linear_gradient("L").resize((1200, 800)).convert("RGB")
    noise.putpixel((0, 0), (255, 0, 0))
    made = patch(noise, Box("pixelate", *box))
    rows = {made.getpixel((made.width // 2, y)) for y in range(made.height)}
    assert len(rows) <= cells[1]


def test_a_box_covers_every_pixel_that_it_touches_and_no_other() -> None:
    assert area(Box("blur", 10.01, 10, 10, 10), (100, 100)) == (10, 10, 21, 20)
    assert area(Box("blur", 99.9, 99.9, 0.1, 0.1), (10, 10)) == (9, 9, 10, 10)
    image = Image.merge("RGB", [Image.effect_noise((100, 100), 120) for _ in range(3)])
    before = image.copy()
    cover(image, [Box("pixelate", 10, 10, 20, 20)])
    for place in ((9, 15), (30, 15), (15, 9), (15, 30)):
        assert image.getpixel(place) == before.getpixel(place)


def test_a_transparent_shape_is_covered_too() -> None:
    image = Image.new("RGBA", (90, 90), (200, 30, 40, 255))
    image.paste((0, 0, 0, 0), (30, 30, 60, 60))
    cover(image, [Box("blur", 20, 20, 60, 60)])
    assert image.getchannel("A").getextrema() == (255, 255)


@pytest.mark.parametrize("how", HOWS)
def test_the_part_is_gone_from_every_size_and_format(how: How) -> None:
    """The stripes of the hidden part are in none of them; without a box they are in the largest."""
    raw = jpeg(secret((240, 0, 0)))

    def stripes(*boxes: Box) -> list[int]:
        subject = Subject(measured("x.jpg", raw), boxes, avif=True)
        found = []
        for one, body in encode_all(raw, renditions(subject)):
            part = Image.open(io.BytesIO(body)).convert("RGB").getchannel("R")
            left, top, right, bottom = area(Box("blur", 30, 30, 40, 40), one.size)
            low, high = part.crop((left, top, right, bottom)).getextrema()
            found.append(int(high) - int(low))  # type: ignore[arg-type]
        return found

    assert max(stripes()) > 80
    assert max(stripes(Box(how, *BOX))) < 30


def test_every_frame_of_a_moving_picture_has_the_cover_of_its_first() -> None:
    """Of many frames, each with its own colours, more could be worked out than of one."""
    frames = [red_and_blue((120, 90)), Image.new("RGB", (120, 90), BLUE), red_and_blue((120, 90)).rotate(180)]
    target = io.BytesIO()
    frames[0].save(target, "WEBP", save_all=True, append_images=frames[1:], duration=100, lossless=True)
    subject = Subject(measured("x.webp", target.getvalue()), (Box("pixelate", 0, 0, 50, 100),))
    made = dict(encode_all(target.getvalue(), renditions(subject)))
    for one, body in made.items():
        image = Image.open(io.BytesIO(body))
        seen = []
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            seen.append(image.convert("RGB").getpixel((20, 45)))
        # Two frames that differed in what is hidden alone have become one.
        assert len(seen) == (2 if one.ending == "webp" else 1)
        for colour in seen:
            assert all(abs(a - b) < 30 for a, b in zip(colour, (221, 34, 34), strict=True))  # type: ignore[arg-type]
