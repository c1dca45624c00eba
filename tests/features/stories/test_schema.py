"""Front matter of a story: every field, and every fault on its line."""

from __future__ import annotations

import pytest

from newsroom.core import front_matter, schema
from newsroom.core.problems import Problem
from newsroom.core.rules import RULES
from newsroom.features.stories.schema import StoryFields
from tests.read_context import BRISBANE

#: Line 5 is the first that a test adds.
NEEDED = ["---", "title: T", "summary: S", "date: 2026-05-04"]


def read(*lines: str, needed: list[str] = NEEDED) -> tuple[StoryFields | None, list[Problem]]:
    located = front_matter.split("\n".join([*needed, *lines, "---", ""]), "x.md")
    assert located.problems == ()
    return schema.read(StoryFields, located.fields, "x.md", located.line_of, BRISBANE)


@pytest.mark.parametrize(
    ("lines", "line", "rule", "says"),
    [
        (["kind: gossip"], 5, "value-unknown", "use one of: news, feature"),
        (["kind: opinon"], 5, "value-unknown", 'did you mean "opinion"?'),
        (["layout: wide"], 5, "value-unknown", "use one of: standard, long-read"),
        (["status: hidden"], 5, "value-unknown", "use one of: draft, published, withdrawn"),
        (["status: No"], 5, "value-unknown", "use one of"),
        (["comments: open"], 5, "value-unknown", "use one of: placeholder, endpoint, closed, none"),
        (["slug: A Slug!"], 5, "slug-shape", "write a-slug"),
        (["slug: ../x"], 5, "slug-shape", "write x"),
        (["slug: a/../../b"], 5, "slug-shape", "write a-b"),
        (["slug: ''"], 5, "slug-shape", "cannot be part of an address"),
        (["slug: ünder"], 5, "slug-shape", "write under"),
        (["id: World/2026"], 5, "slug-shape", "write it as world/2026/a-name"),
        (["id: ../x"], 5, "slug-shape", "cannot be an id"),
        (["id: /x"], 5, "slug-shape", "cannot be an id"),
        (["lang: Russian"], 5, "value-shape", "write lang: ru"),
        (["lang: RU"], 5, "value-shape", "no language code"),
        (
            ["author: robin-vale"],
            5,
            "key-forbidden",
            "write authors: [robin-vale]; the names are those of files in content/authors/",
        ),
        (["author: Robin Vale, Sam Okoro"], 5, "key-forbidden", "write authors: [robin-vale, sam-okoro]; the names"),
        (["author: Robin Vale and Alexand Sandy"], 5, "key-forbidden", "[robin-vale, alexand-sandy]"),
        (["author: [x]"], 5, "key-forbidden", "write authors: in its place"),
        (["category: World"], 5, "key-forbidden", "take the line out: the section is the folder"),
        (["template: x"], 5, "key-forbidden", "write layout: in its place"),
        (["save_as: ../x.html"], 5, "key-forbidden", "take the line out: addresses follow"),
        (["url: /x/"], 5, "key-forbidden", "take the line out: addresses follow"),
        (["tag: x"], 5, "key-unknown", 'did you mean "tags"?'),
        (["auhtors: x"], 5, "key-unknown", 'did you mean "authors"?'),
        (["tags: [a, '']"], 5, "value-missing", "empty"),
        (["series: ''"], 5, "value-missing", "empty"),
        (["modified: 03/04/2024"], 5, "date-unreadable", "two different days"),
        (["publish_at: 2026-05-04 09:30"], 5, "date-unreadable", "2026-05-04 09:30 Australia/Brisbane"),
        (["expires: 2026-02-30"], 5, "date-unreadable", "no day"),
        (["corrections: it was wrong"], 5, "value-shape", '"corrections"'),
        (["corrections:", "  - date: March", "    text: x"], 6, "date-unreadable", "March"),
        (["corrections:", "  - date: 2026-05-05"], 6, "value-missing", "add a line that begins with text:"),
        (
            ["corrections:", "  - date: 2026-05-05", "    text: x", "    txt: y"],
            8,
            "key-unknown",
            'did you mean "text"?',
        ),
        (
            ["corrections:", "  - date: 2026-05-05", "    text: x", "    kind: clarificaton"],
            8,
            "value-unknown",
            'did you mean "clarification"?',
        ),
        (["updates:", "  - date: 2026-05-05"], 6, "value-missing", "add a line that begins with text:"),
        (["syndicated_from: The Example"], 5, "value-shape", '"syndicated_from"'),
        (["syndicated_from:", "  name: The Example"], 5, "value-missing", '"syndicated_from.href" is missing'),
        (["syndicated_from:", "  name: E", "  href: e.example"], 7, "value-shape", "no full address"),
        (["syndicated_from:", "  name: E", "  href: javascript:alert(1)//e.example"], 7, "value-shape", "no full"),
        (["image: 2026/x.jpg"], 5, "value-shape", "put src: and alt: on lines of their own"),
        (["image:", "  src: 2026/x.jpg"], 5, "picture-alt", "the picture has no alt text"),
        (["image:", "  src: 2026/x.jpg", "  alt: ' '"], 7, "picture-alt", "the picture has no alt text"),
        (["image:", "  alt: A river"], 5, "value-missing", '"image.src" is missing'),
        (["image:", "  src: ../../secret.jpg", "  alt: A"], 6, "picture-missing", "no place under content/images/"),
        (["image:", "  src: https://evil.example/x.jpg", "  alt: A"], 6, "picture-missing", "no place"),
        (["image:", "  src: C:\\x.jpg", "  alt: A"], 6, "picture-missing", "no place"),
        (["image:", "  src: 2026\\x.jpg", "  alt: A"], 6, "picture-missing", "no place"),
        (["image:", "  src: x.jpg", "  alt: A", "  captoin: B"], 8, "key-unknown", 'did you mean "caption"?'),
        (["bylines:", "  - robin-vale"], 6, "value-shape", '"bylines.1"'),
        (["bylines:", "  - author: a", "  - role: Words"], 7, "value-missing", '"bylines.2.author" is missing'),
        (["bylines:", "  - author: a", "    rol: Words"], 7, "key-unknown", 'did you mean "role"?'),
        (["waive:", "  link-word: because"], 6, "value-unknown", 'did you mean "link-words"?'),
        (["waive:", "  html-forbidden: because"], 6, "value-unknown", "cannot be let pass"),
        (["waive:", "  link-words: ''"], 6, "value-missing", "empty"),
        (["waive: link-words"], 5, "value-shape", '"waive"'),
    ],
)
def test_each_fault_is_said_on_its_line(lines: list[str], line: int, rule: str, says: str) -> None:
    record, problems = read(*lines)
    assert record is None
    assert [(problem.line, problem.rule) for problem in problems] == [(line, rule)]
    assert says in str(problems[0])


@pytest.mark.parametrize("missing", ["title", "summary", "date"])
@pytest.mark.parametrize("empty", ["", "''", '" "'])
def test_a_story_needs_title_summary_and_date(missing: str, empty: str) -> None:
    without = [line for line in NEEDED if not line.startswith(missing)]
    record, problems = read(needed=without)
    assert record is None
    assert [(problem.line, problem.rule) for problem in problems] == [(2, "value-missing")]
    record, problems = read(f"{missing}: {empty}", needed=without)
    assert record is None
    assert [(problem.line, problem.rule) for problem in problems] == [(4, "value-missing")]


def test_authors_and_bylines_exclude_each_other() -> None:
    record, problems = read("authors: [a]", "bylines:", "  - author: b")
    assert record is None
    assert [problem.rule for problem in problems] == ["value-shape"]
    assert "both authors and bylines" in problems[0].message


@pytest.mark.parametrize(
    ("written", "src"),
    [
        ("2026/x.jpg", "2026/x.jpg"),
        ("/images/2026/x.jpg", "2026/x.jpg"),
        ("images/2026/x.jpg", "2026/x.jpg"),
        ("/2026/x.jpg", "2026/x.jpg"),
        ("x..y.jpg", "x..y.jpg"),
    ],
)
def test_the_lead_picture_lies_under_images_however_it_is_written(written: str, src: str) -> None:
    record, _ = read("image:", f"  src: {written}", "  alt: A")
    assert record is not None
    assert record.image is not None
    assert record.image.src == src


@pytest.mark.parametrize("written", ["40 30", "[40, 30]", "[40 30]", "40%, 30%"])
def test_the_focal_point_is_read_however_it_is_written(written: str) -> None:
    record, problems = read("image:", "  src: x.jpg", "  alt: A", f"  focus: {written}")
    assert problems == []
    assert record is not None
    assert record.image is not None
    assert record.image.focus == (40, 30)


def test_a_focal_point_that_is_none_names_its_line() -> None:
    _, problems = read("image:", "  src: x.jpg", "  alt: A", "  focus: top left")
    assert [problem.rule for problem in problems] == ["value-shape"]
    assert "no point of a picture" in problems[0].message


@pytest.mark.parametrize("rule", [name for name, rule in RULES.items() if rule.waivable])
def test_every_warning_can_be_waived_with_a_reason(rule: str) -> None:
    record, problems = read("waive:", f"  {rule}: it has to be so")
    assert problems == []
    assert record is not None
    assert record.waive == {rule: "it has to be so"}


@pytest.mark.parametrize("lang", ["ru", "ar", "zh-Hans", "pt-BR", "en-AU", "haw"])
def test_languages_are_named_by_their_codes(lang: str) -> None:
    record, problems = read(f"lang: {lang}")
    assert problems == []
    assert record is not None
    assert record.lang == lang


def test_every_field_is_described() -> None:
    """docs/reference/fields.md and the files that invoke new writes are made of the descriptions."""
    assert [name for name, field in StoryFields.model_fields.items() if not field.description] == []
