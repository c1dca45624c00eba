"""The drawn mark: letters of the name, the colours of the magazine, and nothing but pixels."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from newsroom.features.brand.drawing import draw_all, icon_svg, letters
from newsroom.features.brand.model import FILES
from newsroom.features.files import svg
from newsroom.features.pictures.hidden_colours import faults
from newsroom.site.colours.contrast import channels
from newsroom.site.colours.making import palette

COLOURS = palette("#1c6e8c")
SIZES = {
    "icon-192.png": (192, 192),
    "icon-512.png": (512, 512),
    "apple-touch-icon.png": (180, 180),
    "share.jpg": (1200, 630),
    "share-plain.jpg": (1200, 630),
}


@pytest.mark.parametrize(
    ("name", "short_name", "mark"),
    [
        ("Harbour News", "HN", "HN"),
        ("Harbour News", "", "HN"),
        ("The Harbour Review of Books", "", "THR"),
        ("Harbour News", "Harbour", "H"),
        ("Ōtautahi today", "ō", "Ō"),
        ("Новости", "", "Н"),
        ("مجلة", "", ""),
        ("“Harbour”", "", ""),
    ],
)
def test_letters_of_the_icon_are_of_the_short_name_or_of_the_name(name: str, short_name: str, mark: str) -> None:
    assert letters(name, short_name) == mark


@pytest.mark.parametrize(("name", "short_name"), [("Harbour News", "HN"), ("مجلة", "")])
def test_every_file_has_its_size_and_the_same_bytes_each_time(name: str, short_name: str) -> None:
    files = draw_all(name, short_name, COLOURS)
    assert files == draw_all(name, short_name, COLOURS)
    assert set(files) == set(FILES)
    for file, size in SIZES.items():
        with Image.open(io.BytesIO(files[file])) as image:
            assert image.size == size
            assert list(faults(files[file])) == []
            assert not {"exif", "icc_profile", "comment", "xmp"} & set(image.info)
        assert len(files[file]) < 120_000


def test_a_magazine_is_drawn_in_its_colours() -> None:
    files = draw_all("Harbour News", "HN", COLOURS)
    share = Image.open(io.BytesIO(files["share.jpg"])).convert("RGB")
    near(share.getpixel((10, 10)), COLOURS.light.band)
    for number, colour in enumerate(COLOURS.flag):
        near(share.getpixel((round(1200 * (number + 0.5) / len(COLOURS.flag)), 610)), colour)
    icon = Image.open(io.BytesIO(files["icon-512.png"])).convert("RGBA")
    assert icon.getpixel((0, 0))[3] == 0  # type: ignore[index]
    near(icon.getpixel((256, 20))[:3], COLOURS.light.paper)  # type: ignore[index]


def test_the_plain_picture_has_none_of_the_colours_that_tell() -> None:
    """One letter, on the band: no bar, and not the name."""
    plain = Image.open(io.BytesIO(draw_all("Harbour News", "HN", COLOURS)["share-plain.jpg"])).convert("RGB")
    near(plain.getpixel((600, 620)), COLOURS.light.band)
    other = draw_all("Harbour Views", "HN", COLOURS)["share-plain.jpg"]
    assert other == draw_all("Harbour News", "HN", COLOURS)["share-plain.jpg"]


def near(found: object, colour: str) -> None:
    """Assert that a pixel has a colour, as far as JPEG keeps it."""
    assert isinstance(found, tuple)
    assert max(abs(one - other) for one, other in zip(found, channels(colour), strict=True)) < 6, (found, colour)


def test_the_icon_turns_light_on_dark_screens_and_holds_nothing_but_shapes() -> None:
    drawn = icon_svg("HN", COLOURS)
    assert f"@media(prefers-color-scheme:dark){{.mark{{fill:{COLOURS.light.band_ink}}}}}" in drawn
    assert re.findall(r"<(\w+)", drawn) == ["svg", "style", *["path"] * (1 + len(COLOURS.flag))]
    assert svg.clean(re.sub(r"<style>.*?</style>", "", drawn).encode()).width == 512


def test_a_long_name_stands_within_the_picture() -> None:
    name = "The Southern and Northern Harbour Review of Absolutely Everything"
    share = Image.open(io.BytesIO(draw_all(name, "", COLOURS)["share.jpg"])).convert("RGB")
    for box in ((0, 0, 60, 560), (1140, 0, 1200, 560), (0, 0, 1200, 40)):
        low, high = zip(*share.crop(box).getextrema(), strict=True)
        assert all(top - bottom < 12 for bottom, top in zip(low, high, strict=True)), box
