"""Sizes, formats and names of what leaves the house, and how a page refers to them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from newsroom.core.boxes import Box
from newsroom.core.crops import MIDDLE
from newsroom.core.markdown_document import PictureRole, PictureUse
from newsroom.engine.theme import SOFTWARE
from newsroom.features.pictures import model
from newsroom.features.pictures.model import TONES, WIDTHS, PictureInfo, Subject, renditions, tone_of, view


def subject(
    width: int, height: int = 600, src: str = "2026/river.jpg", *, avif: bool = False, **more: object
) -> Subject:
    given = {"tone": "b", **more}
    return Subject(PictureInfo(src, "0123456789ab", width, height, "JPEG", **given), (), avif)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (1, [1]),
        (480, [480]),
        (520, [520]),
        (700, [480, 700]),
        (800, [480, 800]),
        (900, [480, 900]),
        (1200, [480, 800, 1200]),
        (1300, [480, 800, 1300]),
        (1600, [480, 800, 1200, 1600]),
        (1920, [480, 800, 1200, 1920]),
        (6000, [480, 800, 1200, 1920]),
    ],
)
def test_a_picture_comes_in_sizes_for_telephones_and_desks(width: int, widths: list[int]) -> None:
    """None is larger than the picture, and none is nearly as large as another."""
    assert list(subject(width).widths) == widths


@pytest.mark.parametrize(
    ("role", "widths"),
    [
        ("text", [480, 800, 1200, 1920]),
        ("lead", [240, 320, 480, 640, 800, 1200, 1920]),
        ("portrait", [240, 320, 480, 800, 1200]),
        ("cover", [240, 320, 480, 800, 1200]),
    ],
)
def test_the_place_on_pages_decides_the_widths(role: PictureRole, widths: list[int]) -> None:
    """No page could use others; those of two places are all there, and each place names its own."""
    picture = subject(4000)
    assert list(picture.widths_of(role)) == widths
    assert replace(picture, roles=frozenset({role})).widths == tuple(widths)
    both = replace(picture, roles=frozenset({role, "text"}))
    assert set(both.widths) == {*widths, *picture.widths}
    assert view(both, PictureUse("x", 1, role=role)).widths == tuple(widths)
    assert both.digest == picture.digest


@pytest.mark.parametrize(
    ("size", "crops"),
    [
        ((1600, 1000), ["1200x675", "1200x900", "1000x1000"]),
        ((4000, 3000), ["1200x675", "1200x1200"]),
        ((1000, 1600), ["1000x562", "1000x750", "1000x1000"]),
        ((240, 160), []),
    ],
)
def test_a_lead_picture_has_crops_in_the_shapes_of_search_engines(size: tuple[int, int], crops: list[str]) -> None:
    """None is larger than the picture, of its own shape, or too small to be of use."""
    picture = replace(subject(*size), focuses=frozenset({MIDDLE}))
    assert [crop.name for crop in picture.crops(MIDDLE)] == crops
    made = [one for one in renditions(picture) if one.crop]
    assert {one.address for one in made} == {f"{picture.stem}-{name}.jpg" for name in crops}
    shown = view(picture, PictureUse("x", 1, role="lead", focus=MIDDLE))
    assert {shown.crop_address(crop) for crop in shown.crops} == {one.address for one in made}


def test_nothing_is_cropped_that_nobody_asks_for_or_that_moves_or_is_drawn() -> None:
    assert not [one for one in renditions(subject(1600, 1000)) if one.crop]
    assert view(subject(1600, 1000), PictureUse("x", 1)).crops == ()
    assert subject(1600, 1000, moving=True).crops(MIDDLE) == ()
    drawn = subject(1600, 1000)
    assert replace(drawn, source=replace(drawn.source, format="SVG")).crops(MIDDLE) == ()


@pytest.mark.parametrize(("width", "made"), [(24, 24), (700, 700), (5000, 800)])
def test_a_moving_picture_has_one_size(width: int, made: int) -> None:
    assert {one.width for one in renditions(subject(width, moving=True))} == {made}


@settings(deadline=None, max_examples=200)
@given(st.integers(1, 9000), st.integers(1, 9000), st.booleans(), st.booleans())
def test_no_size_is_larger_than_the_picture_or_out_of_shape(width: int, height: int, avif: bool, moving: bool) -> None:
    sizes = renditions(subject(width, height, avif=avif, moving=moving))
    assert sizes
    for one in sizes:
        assert 1 <= one.width <= min(width, WIDTHS[-1])
        assert one.size[1] >= 1
        assert abs(one.size[1] - height * one.width / width) <= 1
    assert len({one.address for one in sizes}) == len(sizes)


@pytest.mark.parametrize(
    ("src", "start"),
    [
        ("2026/river.jpg", "/images/2026/river-"),
        ("river.JPEG", "/images/river-"),
        ("2026/River at Night (1).jpg", "/images/2026/river-at-night-1-"),
        ("Pride 2026, day 1/Fotö.jpg", "/images/pride-2026-day-1/foto-"),
        ("…/….jpg", "/images/folder/picture-"),
    ],
)
def test_the_name_of_a_picture_is_fit_for_an_address(src: str, start: str) -> None:
    """Blanks and commas would break the list of sizes apart."""
    assert re.fullmatch(re.escape(start) + r"[0-9a-f]{12}-480\.webp", renditions(subject(480, src=src))[0].address)


def test_the_name_changes_with_whatever_decides_the_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    one = subject(1600)
    others = [
        one,
        replace(one, source=replace(one.source, digest="ba9876543210")),
        replace(one, source=replace(one.source, flat=True)),
        replace(one, boxes=(Box("blur", 10, 10, 20, 20),)),
        replace(one, boxes=(Box("pixelate", 10, 10, 20, 20),)),
        replace(one, boxes=(Box("blur", 10, 10, 20, 21),)),
    ]
    digests = [other.digest for other in others]
    monkeypatch.setattr(model, "CODE_DIGEST", "another way to make them")
    digests.append(one.digest)
    assert len(set(digests)) == len(digests)


def test_the_formats_are_those_that_suit_the_picture() -> None:
    assert subject(800).endings == ("webp", "jpg")
    assert subject(800, avif=True).endings == ("avif", "webp", "jpg")
    assert subject(800, avif=True, flat=True).endings == ("webp", "png")
    assert subject(800, avif=True, tone="").endings == ("avif", "webp", "png")
    assert subject(800, avif=True, moving=True).endings == ("webp", "jpg")
    assert subject(800, avif=True, moving=True, tone="").endings == ("webp", "png")


def test_whether_avif_is_made_changes_no_other_name() -> None:
    """A picture that was made while writing is used when it is published."""
    assert {one.name for one in renditions(subject(800))} < {one.name for one in renditions(subject(800, avif=True))}


def test_a_page_names_every_size_in_every_format_and_falls_back_on_a_middle_one() -> None:
    picture = view(subject(2400, 1200, avif=True), PictureUse("x", 1, (), "A river", "The “river”", "Sam Okoro"))
    assert re.fullmatch(r"/images/2026/river-[0-9a-f]{12}-800\.jpg", picture.src)
    assert (picture.width, picture.height, picture.tone) == (800, 400, "b")
    assert [source.type for source in picture.sources] == ["image/avif", "image/webp"]
    for ending, srcset in [("jpg", picture.srcset), *((s.type[6:], s.srcset) for s in picture.sources)]:
        matches = re.findall(rf"-(\d+)\.{ending} (\d+)w", srcset)
        assert matches == [(str(width), str(width)) for width in WIDTHS]
    assert picture.share.endswith("-1200.jpg")
    assert (picture.alt, picture.credit) == ("A river", "Sam Okoro")
    assert str(picture.caption) == "The “river”"


def test_a_small_picture_has_one_size_and_no_list() -> None:
    picture = view(subject(300, 200), PictureUse("x", 1, (), "A stamp"))
    assert (picture.srcset, picture.width, picture.height, picture.share) == ("", 300, 200, picture.src)
    assert [source.srcset for source in picture.sources] == [picture.src.replace(".jpg", ".webp")]
    assert str(picture.caption) == ""


def test_readers_who_prefer_less_motion_get_the_still_picture() -> None:
    picture = view(subject(300, 200, moving=True), PictureUse("x", 1, (), "A flag"))
    still, moves = picture.sources
    assert (still.media, still.srcset, still.type) == ("(prefers-reduced-motion: reduce)", picture.src, "")
    assert (moves.media, moves.type) == ("", "image/webp")
    assert moves.srcset.endswith("-300.webp")


def test_a_caption_is_text_and_never_markup() -> None:
    assert "<" not in view(subject(300), PictureUse("x", 1, (), "x", "<b>bold</b>")).caption


# ----------------------------------------------------------------------------------------------------------- tones


def test_the_theme_has_every_tone_in_its_colour() -> None:
    style = (SOFTWARE / "templates/components/picture/style.css").read_text("utf-8")
    found = dict(re.findall(r"\.tone-(\w) \{\s+background: #([0-9a-f]{6});", style))
    assert found == {name: "".join(f"{part:02x}" for part in colour) for name, colour in TONES.items()}


@pytest.mark.parametrize("name", TONES)
def test_a_tone_is_its_own_nearest(name: str) -> None:
    assert tone_of(TONES[name]) == name


@settings(max_examples=200)
@given(st.tuples(st.integers(0, 255), st.integers(0, 255), st.integers(0, 255)))
def test_every_colour_has_a_tone(colour: tuple[int, int, int]) -> None:
    assert tone_of(colour) in TONES
