from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from newsroom.commands.console import OperationError
from newsroom.commands.new import SLUG_LENGTH, new, page, person, story
from newsroom.commands.template import scalar
from newsroom.core import front_matter, schema
from newsroom.features.author_bios.model import AuthorFields
from newsroom.features.pages.model import PageFields
from newsroom.features.stories.schema import StoryFields
from tests.building import MAGAZINE_FOLDER, NOW, Project

NOON = datetime.fromisoformat(NOW)
BRISBANE = ZoneInfo("Australia/Brisbane")


def read(path: Path, model: type[schema.Record], text: str | None = None) -> schema.Record:
    """Read a file as the build does, and expect no problem."""
    located = front_matter.split(text if text is not None else path.read_text("utf-8"), path.name)
    record, problems = schema.read(model, located.fields, path.name, located.line_of, BRISBANE)
    assert [*located.problems, *problems] == []
    assert record is not None
    return record


def switched_on(text: str, field: str) -> str:
    """Take the comment signs away from one field's lines, as the file's head says to do."""
    lines, on = [], False
    for line in text.splitlines():
        if re.match(r"# \S", line):
            on = line.startswith(f"# {field}:")
        elif not line.startswith("#  "):
            on = False
        lines.append(line[2:] if on else line)
    return "\n".join(lines)


def made(project: Path, model: type[BaseModel]) -> Path:
    """Make a file whose front matter is of a kind."""
    if model is StoryFields:
        return story(project, "Title", "world", now=NOON)
    return person(project, "Ada Lane") if model is AuthorFields else page(project, "our-shop")


def commented(text: str) -> Iterator[str]:
    yield from re.findall(r"^# (\w+):", text, re.MULTILINE)


def test_a_story_has_its_place_id_date_and_status(project: Path) -> None:
    path = story(project, "A second look", "world", author="robin-vale", now=NOON)
    assert path == project / "content/articles/world/2026/a-second-look.md"
    record = read(path, StoryFields)
    assert isinstance(record, StoryFields)
    assert record.id == "world/2026/a-second-look"
    assert record.title == "A second look"
    assert record.status == "draft"
    assert record.authors == ("robin-vale",)
    assert record.date == NOON
    assert "\ndate: 2026-11-23 09:00\n" in path.read_text("utf-8")


def test_the_date_and_the_year_are_those_of_the_sites_zone(project: Path) -> None:
    path = story(project, "New year", "world", now=datetime.fromisoformat("2026-12-31T20:00:00+00:00"))
    assert path.parent.name == "2027"
    assert "\ndate: 2027-01-01 06:00\n" in path.read_text("utf-8")


@pytest.mark.parametrize("model", [StoryFields, AuthorFields, PageFields])
def test_every_field_is_there_with_its_explanation(project: Path, model: type[BaseModel]) -> None:
    path = made(project, model)
    lines = path.read_text("utf-8").splitlines()
    for name in model.model_fields:
        at = next(n for n, line in enumerate(lines) if re.match(rf"(# )?{name}:", line))
        assert re.match(r"## [^a-z].{10,}", lines[at - 1]), name


@pytest.mark.parametrize("model", [StoryFields, AuthorFields, PageFields])
def test_every_field_that_is_switched_on_can_be_read(project: Path, model: type[schema.Record]) -> None:
    path = made(project, model)
    text = path.read_text("utf-8")
    for field in commented(text):
        record = read(path, model, switched_on(text, field))
        assert field in record.model_fields_set
        assert getattr(record, field), f"{field} shows no example"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Parliament: a second reading", "parliament-a-second-reading"),
        ("\"We're here\" # 1: it's 'ours'", "were-here-1-its-ours"),
        ("'Quoted'", "quoted"),
        ("[Brackets] & {braces}", "brackets-and-braces"),
        ("- a hyphen", "a-hyphen"),
        ("> a pull", "a-pull"),
        ("| pipes", "pipes"),
        ("No", "no"),
        ("22:30", "22-30"),
        ("Pride 🏳️‍🌈 in Perth", "pride-in-perth"),
        ("Радужная железная дорога", "raduzhnaia-zheleznaia-doroga"),
        ("الخوف المبرر", None),
        ("Two\nlines\tand  spaces", "two-lines-and-spaces"),
        ("Back\\slash", "back-slash"),
    ],
)
def test_any_title_reads_back_as_it_was_written(project: Path, title: str, slug: str | None) -> None:
    path = story(project, title, "world", now=NOON)
    record = read(path, StoryFields)
    assert isinstance(record, StoryFields)
    assert record.title == " ".join(title.split())
    if slug:
        assert path.stem == slug


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_scalar_reads_back_or_is_refused(words: str) -> None:
    words = " ".join(words.split())
    try:
        written = scalar(words)
    except OperationError:
        return
    assert front_matter.split(f"---\nvalue: {written}\n---\n", "").fields["value"] == words


def test_a_long_title_gives_a_slug_of_whole_words(project: Path) -> None:
    path = story(project, "word " * 60, "world", now=NOON)
    assert len(path.stem) <= SLUG_LENGTH
    assert path.stem.endswith("-word")


def test_existing_files_are_never_overwritten(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = story(project, "Taken", "world", now=NOON)
    path.write_text('---\ntitle: "Taken: the story"\n---\n\nMy words\n', "utf-8")
    with pytest.raises(OperationError, match=r'taken\.md is there already \("Taken: the story"\); nothing was changed'):
        story(project, "Taken", "world", now=NOON)
    assert "My words" in path.read_text("utf-8")


def test_a_folder_in_the_way_is_not_a_traceback(project: Path) -> None:
    (project / "content/articles/world/2026/taken.md").mkdir(parents=True)
    with pytest.raises(OperationError, match="there already"):
        story(project, "Taken", "world", now=NOON)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("story", "A title", "wrold"), 'no section "wrold"; did you mean "world"? the sections are: world, national'),
        (("story", "A title"), "a story needs --section; the sections are: world, national, opinion"),
        (("story", "A title", "world", "robin-vail"), 'no author "robin-vail"; did you mean "robin-vale"?'),
        (("story", " ", "world"), "the title is empty"),
        (("story", "🏳️‍🌈", "world"), "leaves nothing for an address; give one with --slug"),
        (("story", "Title", "world", "", "Not A Slug"), '"Not A Slug" cannot be part of an address; write not-a-slug'),
        (("story", "Title", "world", "", "../../x"), "cannot be part of an address"),
        (("story", "World", "world"), '"world" is a name that the site uses; give another with --slug'),
        (("stroy", "Title"), 'a story, an author or a page, not "stroy"; did you mean "story"?'),
        (("author", "World"), '"world" is the name of a section; a desk is called "World desk"'),
        (("author", "🏳️‍🌈"), "leaves nothing for an address"),
        (("page", "Our Shop"), '"Our Shop" cannot be an address; write our-shop'),
        (("page", "../x"), '"../x" cannot be an address; write x'),
        (("page", "/"), '"/" cannot be an address; use letters'),
        (("page", "world"), '"world" is the name of a section; give the page another'),
        (("page", "topics"), '"topics" is a name that the site itself uses; give the page another name'),
        (("page", "magazine/7"), '"magazine/7" is a name that the site itself uses; give the page another name'),
        (("page", "/about/"), 'content/pages/about.md is there already ("About"); nothing was changed'),
    ],
)
def test_mistakes_are_told_in_one_line(
    project: Path, arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(project.rglob("*.md"))
    assert new(project, *arguments) == 1
    errors = capsys.readouterr().err
    assert words in errors
    assert errors.count("\n") == 1
    assert sorted(project.rglob("*.md")) == before


def test_an_author_gets_an_id_from_any_name(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(project, "author", "Zoë “Zed” O'Neil") == 0
    assert capsys.readouterr().out == "made content/authors/zoe-zed-oneil.md\n"
    record = read(project / "content/authors/zoe-zed-oneil.md", AuthorFields)
    assert isinstance(record, AuthorFields)
    assert record.name == "Zoë “Zed” O’Neil"


def test_two_authors_do_not_share_a_name(project: Path) -> None:
    (project / "content/authors/sam-okoro.md").rename(project / "content/authors/samuel.md")
    with pytest.raises(OperationError, match=r'an author "Sam Okoro" already: content/authors/samuel.md'):
        person(project, "sam okoro")


def test_broken_sections_are_named_with_their_line(project: Path) -> None:
    (project / "content/data/sections.toml").write_text("[[section]]\nid = world\n")
    with pytest.raises(OperationError, match=r"^content/data/sections.toml:2: front-matter-syntax"):
        story(project, "Title", "world", now=NOON)


def test_new_files_from_the_templates_build(site: Project) -> None:
    """A draft and an author, straight from the template, stand in no build's way."""
    story(site.root, "A new one: with a colon", "world", author="robin-vale", now=NOON)
    person(site.root, "Ada Lane")
    made = site.build()
    assert made.ok
    # The author's page is there at once, so that somebody has to write what it says.
    told = {(problem.path, problem.rule) for problem in made.problems}
    assert told == {("content/authors/ada-lane.md", "example-text")}


def test_the_sections_of_a_magazine_can_be_read() -> None:
    with pytest.raises(OperationError, match="national, world"):
        story(MAGAZINE_FOLDER, "Title", "nowhere-at-all", now=NOON)
