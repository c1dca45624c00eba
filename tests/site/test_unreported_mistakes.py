"""Mistakes that nothing was said of, and one cause with many consequences, each through a real build."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import ROOT, Project, problem_lines

WORDS = " ".join(f"word{number} of the story" for number in range(25))


@pytest.fixture
def site(tmp_path: Path) -> Project:
    """A project of one's own."""
    return Project(tmp_path / "site")


def story(title: str, body: str, more: str = "") -> str:
    return f"---\ntitle: {title}\nsummary: About {title}.\ndate: 2026-05-06\n{more}---\n\n{body}\n"


def test_silent_mistakes_are_reported_at_once(site: Project) -> None:
    site.write("a-story.md", story("Lost", "Words."))
    site.write("article/world/2026/lost.md", story("Lost too", "Words."))
    site.write("images/2026/lost.md", "Words.")
    site.write("data/section.toml", "")
    site.write("README.md", "For people.")
    site.write("files/2026/list.txt", "Some things.")
    site.write("data/addresses.txt", "")
    site.write("_drafts/mine.md", "Mine.")
    site.story("world/2026/one", story("One of two", WORDS))
    site.story("world/2026/two", story("Another headline", WORDS))
    site.story("world/2026/loud", story("A NIGHT AT THE LIBRARY", "Words that nobody else has."))
    site.story("world/2026/short", story("HIV", "Words that are short."))
    site.story("world/2026/sold", story("Sold", "Words for sale.", "kind: sponsored\n"))
    site.story(
        "world/2026/new",
        story("New", "docs/how-to/write-a-story.md shows how to write links, pictures, lists and quotes."),
    )
    outcome = site.build()
    assert outcome.ok
    told = {(problem.path.removeprefix("content/"), problem.rule) for problem in outcome.problems}
    assert told == {
        ("a-story.md", "file-unread"),
        ("article/world/2026/lost.md", "file-unread"),
        ("images/2026/lost.md", "file-unread"),
        ("data/section.toml", "file-unread"),
        ("articles/world/2026/two.md", "story-twice"),
        ("articles/world/2026/loud.md", "title-capitals"),
        ("articles/world/2026/sold.md", "sponsor-missing"),
        ("articles/world/2026/new.md", "example-text"),
    }
    lines = "\n".join(problem_lines(outcome))
    for words in (
        "did you mean content/articles/?",
        'did you mean "sections.toml"?',
        "one.md",
        "A night at the library",
    ):
        assert words in lines


def test_a_wrong_colour_is_one_problem(site: Project) -> None:
    for number in range(3):
        site.story(f"national/2026/state-{number}", story(f"State {number}", "Words.", "state: qld\n"))
    site.write(
        "pages/links.md",
        "---\ntitle: Links\nsummary: S.\n---\n\n[World](/world/), [gone](/world/2026/05/first-light/).\n",
    )
    assert problem_lines(site.build()) == []
    sections = (site.content / "data/sections.toml").read_text("utf-8")
    site.write("data/sections.toml", sections.replace('"red"', '"crimson"'))
    outcome = site.build()
    assert not outcome.ok
    [line] = problem_lines(outcome)
    assert line.startswith("content/data/sections.toml:11: colour-unknown: ")


def test_an_example_of_the_style_guide_is_no_leak_and_readers_never_get_the_page(site: Project) -> None:
    site.setting("STYLEGUIDE = True")
    guide = (ROOT / "docs/how-to/write-a-story.md").read_text("utf-8")
    example = guide[guide.index("  kind: review\n  rating") : guide.index("  ```\n\n  Readers see")]
    fields = "".join(line.removeprefix("  ") + "\n" for line in example.splitlines())
    site.story("world/2026/review", story("A play", "Not yet.", f"{fields}status: draft\n"))
    outcome = site.build()
    assert [line for line in problem_lines(outcome) if "a draft" not in line] == []
    assert (site.output / "styleguide/index.html").is_file()
    assert "The Long Table" in site.page("/styleguide/")
    site.build(production=True, site_url="https://qn.example")
    assert not (site.output / "styleguide").exists()
