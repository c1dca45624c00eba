"""Authors: the bio box, names in bylines, and what can be wrong with an author's file."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from newsroom.core import front_matter, schema
from newsroom.core.problems import Problem
from newsroom.features.author_bios.model import (
    STATUS_HEADINGS,
    Author,
    AuthorFields,
    Authors,
    author_problems,
    bio_box,
    unknown_author,
)
from newsroom.features.social_links.model import profile
from tests.read_context import BRISBANE


def author(id_: str, name: str = "", **more: Any) -> Author:
    said = {key: more.pop(key) for key in ("pronouns", "role", "names") if key in more}
    fields = AuthorFields.model_construct(name=name or id_.title(), bio="Writes.", **said)
    return Author(id_, f"content/authors/{id_}.md", fields, **more)


EVERYBODY = Authors({id_: author(id_) for id_ in ("nerelle-harper", "news-desk", "robin-vale")})


@pytest.mark.parametrize(
    ("id_", "fix"),
    [
        ("nerele-harper", 'did you mean "nerelle-harper"?'),
        ("Nerelle Harper", 'did you mean "nerelle-harper"?'),
        ("news_desk", 'did you mean "news-desk"?'),
        ("Zoë Quill", "add content/authors/zoe-quill.md: invoke new author makes it"),
        ("…", "add content/authors/name.md: invoke new author makes it"),
        ("news-desk topics: books", 'if "topics:" begins a field, take away the blanks and tabs before it'),
    ],
)
def test_a_byline_without_a_file_is_reported_with_the_nearest_id(id_: str, fix: str) -> None:
    found = list(unknown_author(id_, [("x.md", 7)], EVERYBODY))
    assert found == [Problem("x.md", 7, 0, "author-unknown", f'no author "{id_}"', fix)]


def test_names_and_ids_are_given_once() -> None:
    files = [
        author("a", "Robin Vale"),
        author("b", "robin vale"),
        replace(author("a", "Someone Else"), source="content/authors/old/a.md"),
        author("c", "Sam Okoro"),
    ]
    found = [(problem.path, problem.rule) for problem in author_problems(files, ["world"])]
    assert found == [("content/authors/b.md", "author-twice"), ("content/authors/old/a.md", "author-twice")]


def test_two_authors_may_not_have_one_name_in_another_language_either() -> None:
    files = [author("a", names={"ru": "Отдел", "ar": "قسم"}), author("b", names={"ru": "отдел"}), author("c", "Отдел")]
    (problem,) = author_problems(files, [])
    assert (problem.path, problem.rule) == ("content/authors/b.md", "author-twice")


def test_no_author_has_the_name_of_a_section() -> None:
    (problem,) = author_problems([author("opinion"), author("robin-vale")], ["world", "opinion"])
    assert (problem.path, problem.rule) == ("content/authors/opinion.md", "author-section")
    assert "opinion-desk.md" in problem.fix


def test_the_bio_box_shows_what_the_file_says() -> None:
    accounts = (profile("mastodon", "@robin@aus.social"),)
    robin = author(
        "robin-vale",
        "Robin Vale",
        pronouns="they/them",
        role="Reporter",
        profiles=accounts,
        email="robin@qnews.example",
    )
    box = bio_box(robin, "Words")
    assert (box.name, box.href, box.initials, box.did) == ("Robin Vale", "/author/robin-vale/", "RV", "Words")
    assert (box.pronouns, box.role, box.email) == ("they/them", "Reporter", "robin@qnews.example")
    assert box.profiles == accounts


def test_a_bio_is_text_and_never_markup() -> None:
    box = bio_box(Author("a", "a.md", AuthorFields(name="A", bio="Writes boldly & <b>well</b>")))
    assert str(box.bio) == "Writes boldly &amp; &lt;b&gt;well&lt;/b&gt;"


def test_an_id_that_nobody_has_stands_for_itself() -> None:
    assert EVERYBODY.name("robin-vale") == "Robin-Vale"
    assert EVERYBODY.name("nobody") == "nobody"


def test_the_newsroom_is_all_its_contributors() -> None:
    assert author("", "QN Magazine").address == "/contributors/"


def test_every_status_has_a_heading() -> None:
    statuses = AuthorFields.model_fields["status"].annotation
    assert set(STATUS_HEADINGS) == set(statuses.__args__)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("lines", "line", "rule", "says"),
    [
        (["status: boss"], 4, "value-unknown", "use one of: staff, contributor, guest, former, desk"),
        (["pronuns: they"], 4, "key-unknown", 'did you mean "pronouns"?'),
        (["role: ''"], 4, "value-missing", "empty"),
        (["photo: x.jpg"], 4, "value-shape", "put src: and alt: on lines of their own"),
        (["photo:", "  src: x.jpg"], 4, "picture-alt", "the photo has no alt text"),
        (["photo:", "  src: x.jpg", "  alt:"], 6, "picture-alt", "the photo has no alt text"),
        (["photo:", "  alt: A"], 4, "value-missing", '"photo.src" is missing'),
        (["links: https://x.example"], 4, "value-shape", '"links"'),
        (["links:", "  x: ''"], 5, "value-missing", "empty"),
        (["names:", "  Arabic: A"], 4, "value-shape", "write ar: before the name in it"),
        (["names:", "  ru: ''"], 5, "value-missing", "empty"),
        (["url: /x/"], 4, "key-forbidden", "addresses follow"),
    ],
)
def test_each_fault_of_a_file_is_said_on_its_line(lines: list[str], line: int, rule: str, says: str) -> None:
    located = front_matter.split("\n".join(["---", "name: A", "bio: B", *lines, "---", ""]), "x.md")
    record, problems = schema.read(AuthorFields, located.fields, "x.md", located.line_of, BRISBANE)
    assert record is None
    assert [(problem.line, problem.rule) for problem in problems] == [(line, rule)]
    assert says in str(problems[0])


@pytest.mark.parametrize("missing", ["name", "bio"])
def test_an_author_needs_a_name_and_a_bio(missing: str) -> None:
    fields = {"name": "A", "bio": "B"}
    del fields[missing]
    _, problems = schema.read(AuthorFields, fields, "x.md", lambda _: (1, 0), BRISBANE)
    assert [problem.rule for problem in problems] == ["value-missing"]
