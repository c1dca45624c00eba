"""Faults of a story that reads well: alone, and among the others."""

from __future__ import annotations

import pytest

from newsroom.core import reserved
from newsroom.core.problems import Problem
from newsroom.features.stories import checks
from newsroom.features.stories.model import StoryRecord
from tests.read_context import HEAD, read_story

SECTIONS = {"world": "World", "national": "National"}
STATES = {"qld": "Queensland", "tas": "Tasmania"}


def record(name: str, *lines: str) -> StoryRecord:
    """Make a story; line 5 of its file is the first that is given."""
    head = HEAD.replace("---\n\n", "\n".join([*lines, "---", "", ""]))
    story, problems = read_story(f"{head}Words.\n", f"content/articles/world/2026/{name}.md")
    assert problems == ()
    assert story is not None
    return story.record


def problems_of(*lines: str, name: str = "a-story") -> list[Problem]:
    return list(checks.story_problems(record(name, *lines), SECTIONS, STATES))


@pytest.mark.parametrize(
    ("lines", "line", "rule", "says"),
    [
        (["slug: archive"], 5, "slug-reserved", "choose another slug"),
        (["slug: national"], 5, "slug-reserved", "choose another slug"),
        (["state: qdl"], 5, "state-unknown", 'did you mean "qld"?'),
        (["state: nsw"], 5, "state-unknown", "use one of: qld, tas"),
        (["modified: 2026-05-03"], 5, "date-order", "changed before it was published"),
        (["expires: 2026-05-04 Australia/Brisbane"], 5, "date-order", "expires before it is published"),
        (
            ["kind: news", "corrections:", "  - date: 2026-05-03", "    text: x"],
            6,
            "date-order",
            "older than the story",
        ),
        (
            ["corrections:", "  - date: 2026-05-03", "    text: x", "    kind: clarification"],
            5,
            "date-order",
            "a clarification is older than the story",
        ),
        (["updates:", "  - date: 2026-05-03", "    text: x"], 5, "date-order", "an update is older than the story"),
        (["kind: syndicated"], 5, "value-missing", "does not say where it first appeared"),
        (["syndicated_from: {name: E, href: https://e.example/}"], 5, "value-shape", "write kind: syndicated"),
        (["rating: 4"], 5, "value-shape", "write kind: review, or take rating out"),
        (["kind: opinion", "review: {what: A Play}"], 6, "value-shape", "write kind: review, or take review out"),
        (["tags: [Law, …]"], 5, "slug-shape", 'the tag "…"'),
        (["series: …"], 5, "slug-shape", 'the series "…"'),
    ],
)
def test_each_fault_is_said_on_its_line(lines: list[str], line: int, rule: str, says: str) -> None:
    problems = problems_of(*lines)
    assert [(problem.line, problem.rule) for problem in problems] == [(line, rule)]
    assert says in str(problems[0])


@pytest.mark.parametrize("name", sorted(reserved.names()))
def test_no_story_takes_a_name_of_the_site(name: str) -> None:
    assert [problem.rule for problem in problems_of(name=name)] == ["slug-reserved"]


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["state: qld"],
        ["modified: 2026-05-04"],
        ["modified: 2026-05-03 20:00 Z"],
        ["expires: 2026-05-05 Z"],
        ["corrections:", "  - date: 2026-05-04", "    text: the same day"],
        ["updates:", "  - date: 2026-05-04", "    text: the same day"],
        ["kind: syndicated", "syndicated_from: {name: E, href: https://e.example/}"],
        ["tags: [Law reform, 虹]"],
    ],
)
def test_valid_stories_are_not_reported(lines: list[str]) -> None:
    assert problems_of(*lines) == []


def together(*records: StoryRecord) -> list[tuple[str, int, str]]:
    found = list(checks.together(records))
    assert all(problem.fix for problem in found)
    return [(problem.path.rpartition("/")[2], problem.line, problem.rule) for problem in found]


def test_two_stories_with_one_id_are_reported_by_both_names() -> None:
    stories = [record("a"), record("b", "kind: news", "id: world/2026/a"), record("c", "id: world/2026/a")]
    assert together(*stories) == [("b.md", 6, "id-twice"), ("c.md", 5, "id-twice")]
    assert all("content/articles/world/2026/a.md" in problem.fix for problem in checks.together(stories))


def test_a_draft_is_at_fault_where_it_takes_what_a_published_story_has() -> None:
    draft = record("a", "status: draft", "id: world/2026/b", "tags: [law REFORM]")
    published = record("b", "tags: [Law reform]")
    assert together(draft, published) == [("a.md", 6, "id-twice"), ("a.md", 7, "tag-collision")]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["lang: ru", "translation_of: world/2026/orignal"], 'did you mean "world/2026/original"?'),
        (["lang: ru", "translation_of: zzz"], "give the id of the story it translates"),
        (["translation_of: world/2026/original"], "say with lang which language"),
        (["lang: ru", "translation_of: world/2026/arabic"], "write translation_of: world/2026/original"),
        (["lang: ru", "translation_of: world/2026/a"], "say with lang which language"),
    ],
)
def test_a_translation_names_a_story_in_another_language(lines: list[str], says: str) -> None:
    original = record("original")
    arabic = record("arabic", "lang: ar", "translation_of: world/2026/original")
    wrong = record("a", *lines)
    assert together(original, arabic) == []
    assert together(original, arabic, wrong) == [("a.md", 4 + len(lines), "translation-unknown")]
    assert any(says in problem.fix for problem in checks.together([original, arabic, wrong]))


def test_a_translation_cares_no_less_for_its_readers() -> None:
    original = record("original", "quick_exit: true", "sensitive: true", "content_notes: [suicide, violence]")
    head = ("lang: ru", "translation_of: world/2026/original")
    twin = record("a", *head, "content_notes: [suicide]")
    [problem] = checks.together([original, twin])
    assert problem.rule == "translation-care"
    assert (
        problem.fix == "add to the front matter: quick_exit: true; sensitive: true; content_notes: [suicide, violence]"
    )
    same = record("a", *head, "quick_exit: true", "sensitive: true", "content_notes: [suicide, violence]")
    assert together(original, same) == []


@pytest.mark.parametrize("other", ["Law Reform", "law reform", "Law-reform", "Law reform!"])
def test_two_tags_that_lead_to_one_address_are_reported_with_the_first(other: str) -> None:
    stories = [record("a", "tags: [Law reform]"), record("b", "kind: news", f"tags: [Health, {other}]")]
    assert together(*stories) == [("b.md", 6, "tag-collision")]
    (problem,) = checks.together(stories)
    assert '"Law reform" in content/articles/world/2026/a.md' in problem.message


def test_two_tags_of_one_story_that_lead_to_one_address_are_reported() -> None:
    assert together(record("a", "tags: [Trans, trans]")) == [("a.md", 5, "tag-collision")]


def test_stories_that_get_on_are_not_reported() -> None:
    assert together(record("a", "tags: [Law reform]"), record("b", "tags: [Law reform, Health]")) == []
