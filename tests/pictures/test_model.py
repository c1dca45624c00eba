"""Sizes and names of what leaves the house, and how a page refers to them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.pictures.model import FORMATS, WIDTHS, Measured, renditions, view


def measured(width: int, height: int = 600, kind: str = "JPEG", src: str = "2026/river.jpg") -> Measured:
    return Measured(src, "0123456789ab", width, height, kind)


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (1, [1]),
        (480, [480]),
        (481, [480, 481]),
        (960, [480, 960]),
        (1200, [480, 960, 1200]),
        (1600, [480, 960, 1600]),
        (4000, [480, 960, 1600]),
    ],
)
def test_a_picture_comes_in_sizes_for_phones_tablets_and_desks(width: int, widths: list[int]) -> None:
    assert [size.width for size in renditions(measured(width))] == widths


@pytest.mark.parametrize("width", [24, 480, 700, 5000])
def test_a_moving_picture_has_its_own_size_only(width: int) -> None:
    assert [(size.width, size.height) for size in renditions(measured(width, 300, "GIF"))] == [(width, 300)]


@settings(deadline=None, max_examples=200)
@given(st.integers(1, 9000), st.integers(1, 9000), st.sampled_from(sorted(FORMATS)))
def test_no_size_is_larger_than_the_picture_or_out_of_shape(width: int, height: int, kind: str) -> None:
    sizes = renditions(measured(width, height, kind))
    assert sizes
    assert [size.width for size in sizes] == sorted({size.width for size in sizes})
    for size in sizes:
        assert 1 <= size.width <= width
        assert size.height >= 1
        assert abs(size.height - height * size.width / width) <= 1
    if kind != "GIF":
        assert sizes[-1].width == min(width, WIDTHS[-1])
    assert len({size.address for size in sizes}) == len(sizes)


@pytest.mark.parametrize(
    ("src", "address"),
    [
        ("2026/river.jpg", "/images/2026/river-0123456789ab-480.jpg"),
        ("river.JPEG", "/images/river-0123456789ab-480.jpg"),
        ("2026/River at Night (1).jpg", "/images/2026/river-at-night-1-0123456789ab-480.jpg"),
        ("Pride 2026, day 1/Fotö.jpg", "/images/pride-2026-day-1/foto-0123456789ab-480.jpg"),
        ("…/….jpg", "/images/folder/picture-0123456789ab-480.jpg"),
    ],
)
def test_the_name_of_a_picture_is_fit_for_an_address(src: str, address: str) -> None:
    """Blanks and commas would break the list of sizes apart."""
    assert renditions(measured(480, src=src))[0].address == address


@pytest.mark.parametrize(("kind", "ending"), sorted(FORMATS.items()))
def test_the_ending_is_that_of_what_the_file_holds(kind: str, ending: str) -> None:
    assert renditions(measured(480, kind=kind))[0].address.endswith(f"-480.{ending}")


def test_a_page_names_every_size_and_loads_the_middle_one() -> None:
    made = view(measured(2400, 1200), "A river", 'The "river"', "Sam Okoro")
    assert (made.src, made.width, made.height) == ("/images/2026/river-0123456789ab-960.jpg", 960, 480)
    assert re.findall(r"-(\d+)\.jpg (\d+)w", made.srcset) == [("480", "480"), ("960", "960"), ("1600", "1600")]
    assert made.share == "/images/2026/river-0123456789ab-1600.jpg"
    assert (made.alt, made.credit) == ("A river", "Sam Okoro")
    assert str(made.caption) == "The&nbsp;“river”"


def test_a_small_picture_has_one_size_and_no_list() -> None:
    made = view(measured(300, 200), "A stamp")
    assert (made.srcset, made.width, made.height, made.share) == ("", 300, 200, made.src)
    assert str(made.caption) == ""


def test_a_caption_is_text_and_never_markup() -> None:
    assert "<" not in view(measured(300), "x", "<b>bold</b>").caption
