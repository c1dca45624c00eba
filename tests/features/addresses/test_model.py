"""The ledger as a file: it can be joined, read in any order, and says what is wrong with it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.features.addresses.model import (
    Claim,
    Ledger,
    Owner,
    after_publish,
    read,
    story_digest,
    write,
)

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
STORY = Owner("story", "world/2026/first", "en-AU", "0123456789ab")
_ADDRESSES = st.from_regex(r"/[a-z]{1,3}/([a-z]{1,3}/)?", fullmatch=True)
_OWNERS = st.builds(
    Owner, st.sampled_from(["story", "page", "topic"]), st.sampled_from(["a", "b/c", "d"]), st.just("en"), st.just("")
)
_PUBLISHED = st.dictionaries(_ADDRESSES, _OWNERS, max_size=6)


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line and not line.startswith("#")]


def test_a_written_ledger_is_read_back() -> None:
    made = after_publish(Ledger(), {"/world/2026/05/first/": STORY, "/about/": Owner("page", "about")}, NOW)
    text = write(made)
    assert lines(text) == [
        "/about/ page about - 2026-11-23 -",
        "/world/2026/05/first/ story world/2026/first en-AU 2026-11-23 0123456789ab",
    ]
    again, problems = read(text)
    assert problems == []
    assert write(again) == text


@given(ours=_PUBLISHED, theirs=_PUBLISHED, mixed=st.randoms())
def test_two_peoples_ledgers_join_line_by_line_in_any_order(
    ours: dict[str, Owner], theirs: dict[str, Owner], mixed: object
) -> None:
    """As git's union does: lines of both, some twice, nothing lost."""
    both = write(after_publish(Ledger(), ours, NOW)).split("\n") + write(after_publish(Ledger(), theirs, NOW)).split(
        "\n"
    )
    mixed.shuffle(both)  # type: ignore[attr-defined]
    joined, problems = read("\n".join(both))
    assert problems == []
    assert {(address, claim.owner) for address, claims in joined.claims.items() for claim in claims} == {
        *ours.items(), *theirs.items(),
    }  # fmt: skip


def test_of_one_owner_the_first_day_counts_and_every_mark() -> None:
    joined, _ = read("/a/ story a en 2026-05-02 0123456789ab\n/a/ story a en 2026-05-01 abababababab\n")
    [claim] = joined.claims["/a/"]
    assert (claim.since, claim.story_digests) == (date(2026, 5, 1), {"0123456789ab", "abababababab"})


def test_a_publish_makes_one_line_of_two_and_keeps_the_first_day() -> None:
    joined, _ = read("/a/ story a en 2026-05-02 0123456789ab\n/a/ story b en 2026-05-01 -\n")
    after = after_publish(joined, {"/a/": Owner("story", "b", "en", "ffffffffffff")}, NOW)
    assert after.claims["/a/"] == (Claim(Owner("story", "b", "en"), date(2026, 5, 1), frozenset(["ffffffffffff"])),)


def test_nothing_that_was_published_is_ever_taken_out() -> None:
    first = after_publish(Ledger(), {"/a/": Owner("page", "a")}, NOW)
    assert set(after_publish(first, {"/b/": Owner("page", "b")}, NOW).claims) == {"/a/", "/b/"}
    assert write(after_publish(first, {"/a/": Owner("page", "a")}, NOW.replace(year=2030))) == write(first)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("<<<<<<< HEAD", "two versions"),
        ("/a/ story a en 2026-05-02", "has 5 words"),
        ("a story a en 2026-05-02 -", "cannot be an address"),
        ("/a/ stroy a en 2026-05-02 -", 'the kind "stroy"'),
        ("/a/ story a en 2026-05-32 -", "is no day"),
        ("/a/ story a en 2026-05-02 xyz", "is no mark"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_number_and_a_remedy_and_the_rest_counts(
    line: str, words: str
) -> None:
    found, [problem] = read(f"# about\n/b/ page b - 2026-05-01 -\n{line}\n")
    assert set(found.claims) == {"/b/"}
    assert (problem.rule, problem.line, problem.is_warning) == ("address-ledger", 3, True)
    assert words in problem.message
    assert problem.fix


def test_a_mark_is_of_title_and_day() -> None:
    one = story_digest("First  light", NOW)
    assert one == story_digest("first light", NOW.replace(hour=22))
    assert one != story_digest("First light", NOW.replace(day=24))
    assert one != story_digest("Second light", NOW)
