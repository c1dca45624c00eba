"""Boxes: how people write them, and what is no box."""

from __future__ import annotations

import pytest

from newsroom.core.boxes import Box, BoxFault, listed, parse, together


@pytest.mark.parametrize(
    "words", ["10 20 15 15.5", "10% 20% 15% 15.5%", " 10,20, 15 ,15.5 ", "10 %  20 % 15% 15.5", "10.0 20 15 15.50"]
)
def test_a_box_is_four_numbers_however_they_are_parted(words: str) -> None:
    assert parse("blur", words) == Box("blur", 10, 20, 15, 15.5)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("10 20 15", "is no box"),
        ("10 20 15 15 5", "is no box"),
        ("left 20 15 15", "is no box"),
        ("", "is no box"),
        ("10 20 15 1e9", "is no box"),
        ("nan nan nan nan", "is no box"),
        ("10px 20px 15px 15px", "is no box"),
        ("10 20 0 15", "is empty"),
        ("10 20 15 -5", "is empty"),
        ("90 20 15 15", "is not on the picture"),
        ("10 95 15 15", "is not on the picture"),
        ("-1 20 15 15", "is not on the picture"),
        ("100 100 1 1", "is not on the picture"),
        ("300 200 150 150", "is not on the picture"),
    ],
)
def test_an_invalid_box_is_reported_with_a_remedy(words: str, says: str) -> None:
    with pytest.raises(BoxFault, match=says) as told:
        parse("pixelate", words)
    assert told.value.fix


def test_a_box_that_is_rounded_over_the_edge_ends_there() -> None:
    assert parse("blur", "66.7 0 33.4 100.2") == Box("blur", 66.7, 0, 100 - 66.7, 100)


@pytest.mark.parametrize(
    ("value", "boxes"),
    [
        ("10 20 15 15", ["10 20 15 15"]),
        (["10 20 15 15"], ["10 20 15 15"]),
        (["10", "20", "15", "15"], ["10 20 15 15"]),
        (["10%", "20%", "15%", "15%"], ["10% 20% 15% 15%"]),
        (["1 2 3 4", "5 6 7 8"], ["1 2 3 4", "5 6 7 8"]),
        ([["1", "2", "3", "4"], ["5", "6", "7", "8"]], ["1 2 3 4", "5 6 7 8"]),
        (["1, 2, 3, 4"], ["1, 2, 3, 4"]),
        ([], []),
    ],
)
def test_one_box_or_several_with_commas_or_without(value: object, boxes: list[str]) -> None:
    assert listed(value) == boxes


def test_the_same_boxes_are_the_same_in_any_order() -> None:
    one, two = Box("blur", 1, 2, 3, 4), Box("pixelate", 1, 2, 3, 4)
    assert together([two, one, two]) == together([one, two]) == (one, two)
