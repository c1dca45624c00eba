"""Answers at addresses where nothing is published any more."""

from __future__ import annotations

from datetime import date

import pytest

from newsroom.core.old_addresses import Moves
from newsroom.features.addresses.facts import AddressHolder, Alias, Facts, Ruling, SourceLine, UnpublishedFile
from newsroom.features.addresses.model import Claim, Ledger, Owner
from newsroom.features.addresses.moves import judged

SINCE = date(2026, 5, 4)
A, B = Owner("story", "a", "en", "aaaaaaaaaaaa"), Owner("story", "b", "en", "bbbbbbbbbbbb")
HERE = SourceLine("content/data/moved.toml", 2)


def claim(owner: Owner, line: int = 1) -> tuple[Claim, ...]:
    return (
        Claim(
            owner._replace(story_digest=""), SINCE, frozenset([owner.story_digest] if owner.story_digest else []), line
        ),
    )


def decide(
    ledger: dict[str, Owner],
    standing: dict[str, Owner],
    *,
    planned: tuple[str, ...] = (),
    away: dict[tuple[str, str], UnpublishedFile] | None = None,
    aliases: tuple[Alias, ...] = (),
    rulings: dict[str, Ruling] | None = None,
) -> tuple[Moves, list[str], list[str]]:
    """Judge, with each problem as its rule and message."""
    claims = {address: claim(owner, number) for number, (address, owner) in enumerate(ledger.items(), 1)}
    now = {address: AddressHolder(owner, f"content/{owner.id}.md") for address, owner in standing.items()}
    facts = Facts(Ledger(claims), now, frozenset([*standing, *planned]), away or {}, aliases, rulings or {})
    moves, problems, notes = judged(facts)
    assert all(problem.fix for problem in problems)
    return moves, [f"{problem.rule}: {problem.message}" for problem in problems], notes


def test_a_story_that_moved_twice_leads_straight_from_both_of_its_addresses() -> None:
    moves, problems, _ = decide({"/one/": A, "/two/": A, "/three/": A}, {"/three/": A})
    assert dict(moves.redirects) == {"/one/": "/three/", "/two/": "/three/"}
    assert problems == []


def test_a_story_that_came_back_to_its_first_address_goes_round_in_no_circle() -> None:
    moves, problems, _ = decide({"/one/": A, "/two/": A}, {"/one/": A})
    assert dict(moves.redirects) == {"/two/": "/one/"}
    assert problems == []


def test_a_file_with_another_name_is_known_by_title_and_day() -> None:
    renamed = A._replace(id="another")
    assert dict(decide({"/one/": A}, {"/new/": renamed})[0].redirects) == {"/one/": "/new/"}
    moves, problems, _ = decide({"/one/": A}, {"/one/": renamed})
    assert (moves, problems) == (Moves(), [])


def test_of_two_that_look_the_same_none_is_chosen() -> None:
    twins = {"/x/": A._replace(id="x"), "/y/": A._replace(id="y")}
    moves, [problem], _ = decide({"/one/": A}, twins)
    assert not moves.redirects
    assert problem.startswith("address-lost: /one/ was published (it was the story a)")


def test_a_withdrawn_story_and_its_text_edition_are_gone_without_a_problem() -> None:
    away = {("story", "a"): UnpublishedFile("content/a.md", "", meant=True)}
    moves, problems, _ = decide({"/one/": A, "/one/text/": Owner("text", "a")}, {}, away=away)
    assert (moves.gone, problems) == ({"/one/", "/one/text/"}, [])


def test_a_published_story_that_is_a_draft_again_is_told() -> None:
    away = {("story", "a"): UnpublishedFile("content/a.md", "a draft now", meant=False)}
    moves, [problem], _ = decide({"/one/": A}, {}, away=away)
    assert "content/a.md is a draft now" in problem
    assert moves.gone == {"/one/"}


def test_nobody_takes_the_address_of_another() -> None:
    """Whether that one has moved, was withdrawn or lost its file."""
    for standing, away in (
        ({"/one/": B, "/two/": A}, {}),
        ({"/one/": B}, {("story", "a"): UnpublishedFile("content/a.md", "", meant=True)}),
        ({"/one/": B}, {}),
    ):
        _, [problem], _ = decide({"/one/": A}, standing, away=away)
        assert problem.startswith("address-taken: /one/ has been the address of the story a")
        assert problem.endswith("and is given to the story b")


def test_texts_and_feeds_go_where_their_story_or_list_goes() -> None:
    topic, feed = Owner("topic", "old"), Owner("feed", "/topic/old/feed.atom")
    ledger = {"/one/": A, "/one/text/": Owner("text", "a"), "/topic/old/": topic, "/topic/old/feed.atom": feed}
    rulings = {"/topic/old/": Ruling("/topic/new/", HERE)}
    standing = {"/two/": A, "/two/text/": Owner("text", "a"), "/topic/new/": Owner("topic", "new")}
    moves, problems, _ = decide(ledger, standing, planned=("/topic/new/feed.atom",), rulings=rulings)
    assert dict(moves.redirects) == {
        "/one/": "/two/", "/one/text/": "/two/text/", "/topic/old/": "/topic/new/",
        "/topic/old/feed.atom": "/topic/new/feed.atom",
    }  # fmt: skip
    assert problems == []


def test_a_topic_without_stories_is_gone_and_maintainers_are_told_what_to_do_if_it_was_renamed() -> None:
    ledger = {"/topic/old/": Owner("topic", "old"), "/topic/old/feed.atom": Owner("feed", "/topic/old/feed.atom")}
    moves, problems, [note] = decide(ledger, {})
    assert (moves.gone, problems) == (set(ledger), [])
    assert "[[moved]]" in note


def test_a_deleted_file_is_a_problem_once_and_each_remedy_works() -> None:
    ledger = {"/one/": A, "/one/text/": Owner("text", "a")}
    _, [problem], _ = decide(ledger, {"/two/": B, "/two/text/": Owner("text", "b")})
    assert problem.startswith("address-lost: /one/ ")
    alias = Alias("/one/", B, SourceLine("content/b.md", 4))
    moves, problems, _ = decide(ledger, {"/two/": B, "/two/text/": Owner("text", "b")}, aliases=(alias,))
    assert (dict(moves.redirects), problems) == ({"/one/": "/two/", "/one/text/": "/two/text/"}, [])
    moves, problems, _ = decide(ledger, {}, rulings={"/one/": Ruling("", HERE)})
    assert (moves.gone, problems) == ({"/one/", "/one/text/"}, [])


@pytest.mark.parametrize("taken", ["/two/", "/three/", "/was-a/"])
def test_an_alias_takes_nothing_that_is_published_or_has_moved(taken: str) -> None:
    alias = Alias(taken, B, SourceLine("content/b.md", 4))
    ledger = {"/was-a/": A}
    _, [problem], _ = decide(ledger, {"/two/": A, "/b/": B}, planned=("/three/",), aliases=(alias,))
    assert problem.startswith(f"alias-taken: {taken} is the address of ")


def test_two_files_cannot_have_one_alias() -> None:
    both = tuple(Alias("/old/", owner, SourceLine(f"content/{owner.id}.md", 4)) for owner in (A, B))
    _, [problem], _ = decide({}, {"/a/": A, "/b/": B}, aliases=both)
    assert problem == "alias-taken: /old/ is the address of an alias in content/a.md too"


def test_an_alias_of_what_is_withdrawn_is_gone_and_of_a_draft_nothing() -> None:
    alias = Alias("/old/", A, SourceLine("content/a.md", 4))
    for meant, gone in ((True, {"/old/", "/was-a/"}), (False, {"/was-a/"})):
        away = {("story", "a"): UnpublishedFile("content/a.md", "a draft now", meant=meant)}
        assert decide({"/was-a/": A}, {}, away=away, aliases=(alias,))[0].gone == gone


@pytest.mark.parametrize(
    ("ledger", "gone"),
    [
        ({}, set()),
        ({"/b/": B}, set()),
        ({"/was-a/": A}, {"/was-a/", "/old/"}),
        ({"/old/": A}, {"/old/"}),
        ({"/was-a/": A._replace(id="before-its-file-got-another-name")}, {"/old/"}),
    ],
)
def test_a_story_withdrawn_before_publication_leaves_nothing_at_its_alias(
    ledger: dict[str, Owner], gone: set[str]
) -> None:
    """A page there would tell that something of that name was written."""
    alias = Alias("/old/", A, SourceLine("content/a.md", 4))
    away = {("story", "a"): UnpublishedFile("content/a.md", "", meant=True)}
    moves, _, _ = decide(ledger, {"/b/": B}, away=away, aliases=(alias,))
    assert set(moves.gone) == gone
    assert not moves.redirects


def test_rulings_follow_one_another_and_never_in_a_circle() -> None:
    rulings = {"/x/": Ruling("/y/", HERE), "/y/": Ruling("/z/", HERE)}
    assert dict(decide({}, {"/z/": A}, rulings=rulings)[0].redirects) == {"/x/": "/z/", "/y/": "/z/"}
    _, problems, _ = decide({}, {}, rulings={"/x/": Ruling("/y/", HERE), "/y/": Ruling("/x/", HERE)})
    assert problems == ["address-lost: /y/ leads nowhere", "address-lost: /x/ leads nowhere"]
    _, problems, _ = decide({}, {"/z/": A}, rulings={"/z/": Ruling("", HERE)})
    assert problems == ["alias-taken: something is published at /z/"]


def test_addresses_that_lead_to_a_discreet_story_are_in_no_list() -> None:
    moves, _, _ = decide({"/telling/": A, "/plain/": B}, {"/read/bcdfg/": A, "/b/": B})
    assert moves.quiet == {"/telling/"}
