"""Read next: related stories come from a window, so that what is old stays as it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from newsroom.engine.cache import digests
from newsroom.features.read_next.model import CHOICES, WINDOW, Candidate, Related, Work, chosen, related
from tests.building import Project, problem_lines
from tests.read_context import BRISBANE

BEGIN = datetime(2016, 1, 1, tzinfo=BRISBANE)
TOPICS = [f"topic-{number}" for number in range(12)]


#: Chance that is the same each time: small numbers shrink faster than the sequences that they stand for.
_CHANCE = st.integers(0, 10**6).map(Random)


def story(name: str, day: float, *topics: str, section: str = "world") -> Candidate:
    return Candidate(name, BEGIN + timedelta(days=day), section, frozenset(topics))


def archive(count: int, chance: Random) -> list[Candidate]:
    """Return stories over some years, with topics of which a few are common and most are rare."""
    weights = [1 / (number + 1) for number in range(len(TOPICS))]
    return [
        story(
            f"story-{number}",
            number * 0.7 + chance.random(),
            *chance.choices(TOPICS, weights, k=chance.randint(0, 4)),
            section=chance.choice(["world", "national", "health"]),
        )
        for number in range(count)
    ]


def newest(stories: list[Candidate], topics: frozenset[str]) -> set[str]:
    """Return the ids of the newest stories on each of some topics, as many as a window has to one side."""
    shelves: dict[str, list[str]] = defaultdict(list)
    for one in sorted(stories, key=lambda one: (one.date, one.id)):
        for topic in one.topics & topics:
            shelves[topic].append(one.id)
    return {id_ for shelf in shelves.values() for id_ in shelf[-WINDOW:]}


@settings(deadline=None, max_examples=40)
@given(_CHANCE, st.integers(0, 200))
def test_a_newer_story_changes_the_choices_of_its_topics_newest_and_no_others(chance: Random, count: int) -> None:
    """However many there are: also at the numbers at which a topic becomes one step less rare."""
    stories = archive(count, chance)
    before = related(stories)
    day = count * 0.7 + 1 + chance.choice([0, 1, 30, 900])
    new = story("new", day, *chance.sample(TOPICS, chance.randint(0, len(TOPICS))))
    after = related([*stories, new])
    changed = {id_ for id_ in before if before[id_] != after[id_]}
    assert changed <= newest(stories, new.topics)


def test_a_new_story_changes_few_old_choices() -> None:
    """At most ten pages for each story that is published, and on average two or three."""
    stories = archive(300, Random(7))  # noqa: S311  an archive that is the same each time
    chosen = related(stories[:240])
    counts = []
    for number in range(241, 300):
        later = related(stories[:number])
        counts.append(sum(chosen[id_] != later[id_] for id_ in chosen))
        chosen = later
    assert max(counts) <= 10
    assert sum(counts) / len(counts) < 4


@settings(deadline=None, max_examples=100)
@given(_CHANCE, st.integers(0, 80))
def test_a_choice_is_of_others_that_share_a_topic_once_each(chance: Random, count: int) -> None:
    stories = archive(count, chance)
    by_id = {one.id: one for one in stories}
    made = related(stories)
    assert set(made) == set(by_id)
    for id_, choice in made.items():
        assert len(choice) == len(set(choice)) <= CHOICES
        assert id_ not in choice
        assert all(by_id[other].topics & by_id[id_].topics for other in choice)
        others = sum(bool(one.topics & by_id[id_].topics) for one in stories) - bool(by_id[id_].topics)
        assert len(choice) == min(CHOICES, others)


@settings(deadline=None, max_examples=60)
@given(_CHANCE, st.integers(0, 60))
def test_the_order_in_which_stories_are_read_does_not_matter(chance: Random, count: int) -> None:
    stories = archive(count, chance)
    shuffled = stories.copy()
    chance.shuffle(shuffled)
    assert related(shuffled) == related(stories)


@settings(deadline=None, max_examples=40)
@given(_CHANCE, st.integers(0, 60), st.integers(-3000, 3000))
def test_only_the_distance_between_stories_counts_and_never_the_day_it_is(
    chance: Random, count: int, days: int
) -> None:
    stories = archive(count, chance)
    moved = [Candidate(one.id, one.date + timedelta(days=days), one.section, one.topics) for one in stories]
    assert related(moved) == related(stories)


@pytest.mark.parametrize(
    ("stories", "chosen"),
    [
        ([], ()),
        ([story("far", 900, "a"), story("near", 5, "a")], ("near", "far")),
        ([story("old", -900, "a"), story("near", 5, "a")], ("near", "old")),
        ([story("one", 5, "a"), story("two", 5, "a", "b")], ("two", "one")),
        ([story("other", 5, "a", section="arts"), story("same", 5, "a")], ("same", "other")),
        ([story("none", 1, "c")], ()),
        ([story("x", 5, "a"), story("y", 5, "a"), story("z", 5, "a"), story("w", 5, "a")], ("w", "x", "y")),
    ],
)
def test_near_stories_with_more_shared_topics_of_the_same_section_come_first(
    stories: list[Candidate], chosen: tuple[str, ...]
) -> None:
    assert related([story("this", 0, "a", "b"), *stories])["this"] == chosen


def test_a_rare_topic_counts_more_than_a_common_one() -> None:
    common = [story(f"common-{number}", number / 10, "a") for number in range(200)]
    rare = [story(f"rare-{number}", 200 * number, "b") for number in range(3)]
    made = related([*common, *rare, story("this", 20.05, "a", "b")])
    assert made["this"][0].startswith("rare-")


def test_of_two_stories_of_one_event_one_is_enough_while_there_are_others() -> None:
    here = story("here", 0, "a", "b")
    live, report = story("live", 30, "a", "b"), story("report", 30.5, "a", "b")
    others = [story("other", 50, "a"), story("else", 60, "b")]
    assert set(related([here, live, report, *others])["here"]) == {"live", "other", "else"}
    assert related([here, live, report])["here"] == ("live", "report")
    assert set(related([here, live, report, others[0]])["here"]) == {"live", "other", "report"}


@pytest.mark.parametrize(
    "second",
    [
        story("second", 31.5, "a", "b"),
        story("second", 30.5, "a"),
        story("second", 30.5, "a", "b", section="national"),
    ],
    ids=["the day after", "one topic shared", "another section"],
)
def test_stories_that_are_less_alike_are_of_different_events(second: Candidate) -> None:
    here, first = story("here", 0, "a", "b"), story("first", 30, "a", "b")
    others = [story("other", 90, "a"), story("else", 95, "a")]
    assert {"first", "second"} <= set(related([here, first, second, *others])["here"])


def test_a_neighbour_that_stands_among_the_related_stands_there_once(site: Project) -> None:
    for number in range(1, 6):
        head = f"---\ntitle: T{number}\nsummary: S\ndate: 2026-05-{number:02}\ntags: [Courts]\n---\n\nX.\n"
        site.story(f"national/2026/t{number}", head)
    assert problem_lines(site.build()) == []
    for number in range(1, 6):
        _, _, below = site.page(f"/national/2026/05/t{number}/").partition('class="read-next"')
        links = re.findall(r'class="card-link" href="([^"]+)"', below)
        assert links
        assert len(links) == len(set(links))


def test_stories_to_read_next_are_at_the_end_of_a_story(site: Project) -> None:
    for number in range(4):
        site.story(
            f"world/2026/more-{number}",
            f"---\ntitle: More {number}\nsummary: S\ndate: 2026-05-{10 + number}\ntags: [Law reform]\n---\n\nWords.\n",
        )
    site.story(
        "world/2026/paid",
        "---\ntitle: Paid\nsummary: S\ndate: 2026-05-12 12:00\nkind: sponsored\nsponsor: {name: A shop}\n"
        "tags: [Law reform]\n---\n\nWords.\n",
    )
    assert site.build().ok
    page = site.page("/world/2026/05/more-1/")
    end = page[page.index('id="read-next-title"') :]
    assert "/world/2026/05/more-0/" in end
    assert "/world/2026/05/more-2/" in end
    assert "/world/2026/05/paid/" not in end
    assert 'href="/world/2026/05/more-1/"' not in end


def test_no_paid_story_follows_a_sensitive_one_and_heavy_ones_only_in_its_series() -> None:
    story = Candidate("a", BEGIN, "world", frozenset(), series="s", sensitive=True)
    for series in ("s", "t", ""):
        assert not Candidate("b", BEGIN, "world", frozenset(), series=series, paid=True).may_follow(story)
        assert Candidate("b", BEGIN, "world", frozenset(), series=series, heavy=True).may_follow(story) is (
            series == "s"
        )
        assert Candidate("b", BEGIN, "world", frozenset(), series=series).may_follow(story)


def known_by_kin(stories: list[Candidate]) -> list[Candidate]:
    """Return stories with a digest of all that decides to which they are related, as stories of a magazine have it."""
    return [
        replace(one, kin=digests.of(one.id, one.date, one.section, sorted(one.topics), one.paid, one.sensitive))
        for one in stories
    ]


def edited(stories: list[Candidate], chance: Random) -> list[Candidate]:
    """Return stories of which a few are new, gone, at another time, on other topics or in another section."""
    after = []
    for one in stories:
        turn = chance.randint(0, 3 * len(stories) // 2)
        topics = frozenset(chance.sample(TOPICS, chance.randint(0, 4)))
        changes = {
            1: replace(one, date=one.date + timedelta(days=chance.randint(-400, 400))),
            2: replace(one, topics=topics),
            3: replace(one, section="health"),
            4: replace(one, paid=not one.paid, sensitive=not one.sensitive),
        }
        after += [] if turn == 0 else [changes.get(turn, one)]
    new = [story(f"new-{chance.random()}", chance.random() * 200, *chance.sample(TOPICS, 3)) for _ in range(2)]
    return after + new[: chance.randint(0, 2)]


@settings(deadline=None, max_examples=80)
@given(_CHANCE, st.integers(0, 60))
def test_a_choice_after_edits_is_one_from_nothing(chance: Random, count: int) -> None:
    stories = archive(count, chance)
    kept: Related | None = None
    for _ in range(4):
        candidates = known_by_kin(stories)
        kept = chosen(candidates, before=kept)
        assert kept == chosen(candidates)
        stories = edited(stories, chance)


def test_a_new_story_has_only_the_stories_of_its_topics_chosen_anew() -> None:
    stories = known_by_kin([story(f"story-{number}", number, TOPICS[number % 6]) for number in range(60)])
    worked: list[str] = []

    def spread(work: Work, some: Sequence[Candidate]) -> list[tuple[str, ...]]:
        worked.extend(one.id for one in some)
        return work(some)

    kept = chosen(stories, spread)
    assert len(worked) == 60
    worked.clear()
    chosen([*stories, *known_by_kin([story("new", 80, TOPICS[1])])], spread, kept)
    assert len(worked) == 11
