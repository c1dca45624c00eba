"""Crops: the point that they keep, and the part that they show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.core.crops import MIDDLE, Crop, FocusFault, parse


@pytest.mark.parametrize("words", ["40 30", "40, 30", "40% 30%", " 40,30 ", "40 % 30 %"])
def test_a_point_is_two_numbers_in_per_cent(words: str) -> None:
    assert parse(words) == (40, 30)


@pytest.mark.parametrize("words", ["", "40", "40 30 20", "left top", "40 101", "-1 30", "4030"])
def test_anything_else_is_no_point(words: str) -> None:
    with pytest.raises(FocusFault, match="is no point"):
        parse(words)


def test_the_name_tells_the_size_and_a_point_that_is_not_the_middle() -> None:
    assert Crop(1200, 675).name == "1200x675"
    assert Crop(1200, 675, (40, 0)).name == "1200x675-40-0"


@pytest.mark.parametrize(
    ("focus", "area"),
    [
        (MIDDLE, (300, 0, 1300, 1000)),
        ((0, 50), (0, 0, 1000, 1000)),
        ((100, 0), (600, 0, 1600, 1000)),
        ((40, 90), (140, 0, 1140, 1000)),
    ],
)
def test_a_crop_keeps_the_point_as_near_to_its_middle_as_the_edges_let(
    focus: tuple[int, int], area: tuple[float, float, float, float]
) -> None:
    assert Crop(1000, 1000, focus).area((1600, 1000)) == area


@given(
    st.tuples(st.integers(1, 9000), st.integers(1, 9000)),
    st.sampled_from([(1200, 675), (1200, 900), (1200, 1200), (3, 4)]),
    st.tuples(st.integers(0, 100), st.integers(0, 100)),
)
def test_a_crop_lies_on_the_picture_and_has_the_point_in_it(
    size: tuple[int, int], shape: tuple[int, int], focus: tuple[int, int]
) -> None:
    left, top, right, bottom = Crop(*shape, focus).area(size)
    assert 0 <= left < right <= size[0] + 1e-6
    assert 0 <= top < bottom <= size[1] + 1e-6
    assert left - 1e-6 <= size[0] * focus[0] / 100 <= right + 1e-6
    assert top - 1e-6 <= size[1] * focus[1] / 100 <= bottom + 1e-6
    assert (right - left) / (bottom - top) == pytest.approx(shape[0] / shape[1])
