"""Suggestions for mistyped names: the right one, the same one each time, and with bounded work."""

from __future__ import annotations

import random

import pytest

from newsroom.core.name_index import NameIndex
from tests.operations import operations

_LETTERS = "abcdefghilmnoprstuvw"


def addresses(count: int, seed: int = 1) -> list[str]:
    """Return addresses of stories with titles of some words each."""
    chance = random.Random(seed)  # noqa: S311  no secret
    words = ["".join(chance.choices(_LETTERS, k=chance.randint(3, 9))) for _ in range(2_000)]
    return [
        f"/world/{chance.randint(2016, 2026)}/{chance.randint(1, 12):02}/{'-'.join(chance.choices(words, k=5))}/"
        for _ in range(count)
    ]


def slips(address: str, chance: random.Random) -> list[str]:
    """Return an address with a letter too few, a letter too many, a wrong letter, and two in the wrong order."""
    at = chance.randrange(16, len(address) - 3)
    before, behind = address[:at], address[at:]
    return [before + behind[1:], f"{before}x{behind}", f"{before}x{behind[1:]}", before + behind[1::-1] + behind[2:]]


def test_a_slip_of_one_letter_is_found_among_thousands() -> None:
    names, chance = addresses(5_000), random.Random(2)  # noqa: S311  no secret
    index = NameIndex(names)
    wrong = [(name, slip) for name in chance.sample(names, 50) for slip in slips(name, chance)]
    assert [(name, slip) for name, slip in wrong if index.nearest(slip) != name] == []


def test_another_year_or_no_year_at_all_is_found_among_thousands() -> None:
    names = addresses(5_000)
    index = NameIndex(names)
    for name in names[:50]:
        slug = name.split("/")[4]
        assert index.nearest(f"/{slug}/") == index.nearest(f"/2009/01/{slug}.html") == name


def test_an_address_that_is_like_none_has_no_suggestion() -> None:
    index = NameIndex(addresses(5_000))
    assert [near for other in addresses(200, seed=3) if (near := index.nearest(f"/20{other[8:]}"))] == []


@pytest.mark.parametrize("count", [5, 400])
def test_the_answer_does_not_depend_on_the_order_of_the_names(count: int) -> None:
    names, chance = addresses(count), random.Random(4)  # noqa: S311  no secret
    wrong = [slip for name in names[:20] for slip in slips(name, chance)]
    expected = [*map(NameIndex(names).nearest, wrong)]
    chance.shuffle(names)
    assert [*map(NameIndex(names).nearest, wrong)] == expected


@pytest.mark.parametrize("more", [0, 100])
def test_capitals_do_not_count_and_the_name_is_given_as_it_is(more: int) -> None:
    index = NameIndex([*addresses(more), "Nerelle Harper"])
    assert index.nearest("NERELE HARPER") == index.nearest("nerelle harper") == "Nerelle Harper"


@pytest.mark.parametrize("word", ["", "x", "x" * 301, "xyz" * 90])
def test_a_word_that_is_like_nothing_has_no_suggestion(word: str) -> None:
    assert NameIndex([]).nearest(word) == NameIndex(["world"]).nearest(word) == ""
    assert NameIndex(addresses(200)).nearest(word) == ""


def test_more_likeness_may_be_asked_for() -> None:
    index = NameIndex(["Australia/Brisbane"])
    assert index.nearest("Australia/Brisbne", 0.8) == index.nearest("Asia/Brisbane") == "Australia/Brisbane"
    assert index.nearest("Asia/Brisbane", 0.9) == ""


def test_names_come_in_their_order_and_as_they_are() -> None:
    index = NameIndex(["b", "A", "b"])
    assert (list(index), len(index), "A" in index, "a" in index) == (["b", "A", "b"], 3, True, False)


def test_a_question_costs_the_same_among_many_names_as_among_few() -> None:
    counts = []
    for count in (1_000, 8_000):
        names, chance = addresses(count), random.Random(5)  # noqa: S311  no secret
        index = NameIndex(names)
        index.nearest("/world/2020/01/made-now/")
        wrong = [slip for name in names[:20] for slip in slips(name, chance)]
        counts.append(operations(lambda index=index, wrong=wrong: [index.nearest(slip) for slip in wrong]))
    assert counts[1] < 2 * counts[0]
