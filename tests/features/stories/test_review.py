"""Data of a review besides its words: stars in halves, and facts of which one must be there."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from newsroom.features.stories.review import facts
from newsroom.site.parts import Rating
from newsroom.site.story_parts import Review
from tests.building import Project, problem_lines
from tests.read_context import HEAD, read_story

_REVIEW = HEAD.replace("---\n\n", "kind: review\n{0}\n---\n\nWords.\n")
STORY = "/world/2026/05/seen/"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("4", "4"), ("3.5", "3½"), ("3½", "3½"), ("½", "½"), ("0.5", "½"), ("5", "5"), ("4/5", "4"), ("2.0", "2"),
        ("4 out of 5", "4"), ("1 star", "1"), ('"4 stars"', "4"),
    ],
)  # fmt: skip
def test_stars_are_read_however_people_write_them(given: str, words: str) -> None:
    story, problems = read_story(_REVIEW.format(f"rating: {given}"))
    assert problems == ()
    assert story is not None
    assert story.record.rating is not None
    assert story.record.rating.words == words


@pytest.mark.parametrize("given", ["0", "6", "5.5", "4.3", "8/10", "four", "-1", "****", "star"])
def test_an_invalid_rating_is_reported_on_its_line(given: str) -> None:
    story, problems = read_story(_REVIEW.format(f"rating: {given}"))
    assert story is not None
    assert story.record.at_fault == {"rating"}
    assert [(problem.line, problem.rule) for problem in problems] == [(6, "value-shape")]
    assert "from 0.5 to 5" in problems[0].fix


def test_each_star_has_its_sign() -> None:
    assert Rating(3.5).signs == ("star", "star", "star", "star-half", "star-none")
    assert Rating(0.5).signs == ("star-half", *["star-none"] * 4)
    assert Rating(5).signs == ("star",) * 5


def test_facts_are_a_record_whose_work_must_be_named() -> None:
    story, problems = read_story(_REVIEW.format("review:\n  what: A Play\n  form: play\n  price: $5"))
    assert problems == ()
    assert story is not None
    assert facts(story.record.fields.review) == Review("A Play", "play", price="$5")
    for words, says in (
        ("review:\n  by: Somebody", '"review.what" is missing'),
        ("review: A Play", "put what: A Play on a line of its own"),
        ("review:\n  what: A Play\n  form: plya", 'did you mean "play"?'),
    ):
        _, problems = read_story(_REVIEW.format(words))
        assert [says in str(problem) for problem in problems] == [True]


def test_a_page_and_its_cards_give_the_stars_in_words_and_nothing_by_colour_alone(site: Project) -> None:
    site.story("world/2026/seen", _REVIEW.format("rating: 2.5\nreview:\n  what: A <Play>\n  access: Ramp"))
    assert problem_lines(site.build()) == []
    page = BeautifulSoup(site.page(STORY), "lxml")
    rating = page.select_one(".rating")
    assert rating is not None
    assert rating.text.split() == ["2½", "out", "of", "5", "stars"]
    drawn = rating.select_one("[aria-hidden=true]")
    assert drawn is not None
    assert [str(use["href"]).rpartition("#")[2] for use in drawn.select("use")].count("star-half") == 1
    facts = [(dt.text, dt.find_next("dd").text) for dt in page.select(".review-box dt")]  # type: ignore[union-attr]
    assert facts == [("What", "A <Play>"), ("Access", "Ramp")]
    for address in ("/world/", "/archive/2026/05/"):
        card = BeautifulSoup(site.page(address), "lxml").select_one(f'.card:has(a[href="{STORY}"])')
        assert card is not None
        assert "2½ out of 5 stars" in card.text


def test_a_discreet_review_keeps_its_stars_to_its_own_lists(site: Project) -> None:
    site.story("world/2026/seen", _REVIEW.format("rating: 2.5\ndiscreet:\n  title: A page\n  summary: Words"))
    assert problem_lines(site.build()) == []
    assert "2½ out of 5 stars" in site.page("/world/")
    assert "out of 5 stars" not in site.page("/archive/2026/05/")
