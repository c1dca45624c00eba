"""A sensitive story stands alone: no comments, no promotions, nothing sponsored or heavy at its end."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from newsroom.features.stories.checks import alone_on_its_page
from tests.building import MAGAZINE, Project, problem_lines

NOTES = '[[note]]\nid = "heavy"\nwords = "Heavy."\nlabel = "Heavy"\nheavy = true\n'
STORY = "---\ntitle: {0}\nsummary: S\ndate: 2026-06-{1:02}\ntags: [Law reform]\n{2}---\n\nWords.\n"


def story(site: Project, name: str, day: int, more: str = "") -> None:
    site.story(f"world/2026/{name}", STORY.format(name, day, more))


@pytest.fixture
def mixed(site: Project) -> Project:
    site.write("data/content_notes.toml", NOTES)
    site.write("data/magazine.toml", MAGAZINE + '[[account]]\nservice = "instagram"\nhandle = "qn"\n')
    story(site, "light-before", 1)
    story(site, "heavy-before", 2, "content_notes: [heavy]\n")
    story(site, "sensitive", 3, "sensitive: true\ncomments: endpoint\nseries: Nights\n")
    story(site, "sold", 4, "kind: sponsored\nsponsor: {name: A shop}\n")
    story(site, "heavy-after", 5, "content_notes: [heavy]\n")
    story(site, "light-after", 6)
    site.write("comments/world/2026/sensitive/one.md", "---\nname: R\ndate: 2026-06-04\n---\n\nApproved before.\n")
    site.write("issues/1.md", "---\ntitle: One\ndate: 2026-06-01\ncover:\n  src: 2026/river.jpg\n  alt: A\n---\n\nW.\n")
    assert problem_lines(site.build()) == []
    return site


def related(site: Project, name: str) -> set[str]:
    """Return the names of the stories that one offers on its topics."""
    page = BeautifulSoup(site.page(f"/world/2026/06/{name}/"), "lxml")
    return {str(link["href"]).split("/")[-2] for link in page.select(".read-next-cards .card-link")}


def neighbours(site: Project, name: str) -> list[str]:
    """Return the names of a story's neighbours, the earlier first."""
    page = BeautifulSoup(site.page(f"/world/2026/06/{name}/"), "lxml")
    return [str(link["href"]).split("/")[-2] for link in page.select(".read-next-neighbour .card-link")]


@pytest.fixture
def untagged(mixed: Project) -> Project:
    """The same stories without topics: so only the neighbours in the section are offered."""
    for file in (mixed.content / "articles/world/2026").glob("*.md"):
        file.write_text(file.read_text("utf-8").replace("tags: [Law reform]\n", ""), "utf-8")
    assert problem_lines(mixed.build()) == []
    return mixed


def offered(site: Project, name: str) -> set[str]:
    """Return the names of all stories at the end of one; none stands there twice."""
    assert not related(site, name) & set(neighbours(site, name))
    return related(site, name) | set(neighbours(site, name))


def test_sponsored_and_heavy_stories_are_not_offered_after_a_sensitive_one(mixed: Project) -> None:
    assert offered(mixed, "sensitive") >= {"light-before", "light-after"}
    assert not offered(mixed, "sensitive") & {"sold", "heavy-before", "heavy-after"}
    # Of other stories nothing is kept away.
    assert {"heavy-before", "heavy-after"} & related(mixed, "light-after")
    assert {"light-before", "sensitive"} <= offered(mixed, "heavy-before")


def test_sponsored_and_heavy_neighbours_are_passed_over(untagged: Project) -> None:
    assert neighbours(untagged, "sensitive") == ["light-before", "light-after"]
    assert neighbours(untagged, "light-after") == ["heavy-after"]
    assert neighbours(untagged, "heavy-before") == ["light-before", "sensitive"]


def test_a_part_of_its_own_series_may_follow_it(untagged: Project) -> None:
    text = STORY.format("heavy-after", 5, "content_notes: [heavy]\nseries: Nights\n").replace(
        "tags: [Law reform]\n", ""
    )
    untagged.story("world/2026/heavy-after", text)
    assert problem_lines(untagged.build()) == []
    assert neighbours(untagged, "sensitive") == ["light-before", "heavy-after"]


def test_a_note_that_is_no_longer_heavy_brings_stories_back(untagged: Project) -> None:
    untagged.write("data/content_notes.toml", NOTES.replace("true", "false"))
    assert problem_lines(untagged.build()) == []
    assert neighbours(untagged, "sensitive") == ["heavy-before", "heavy-after"]


def test_a_sensitive_story_has_no_comments_and_promotes_nothing(mixed: Project) -> None:
    page = BeautifulSoup(mixed.page("/world/2026/06/sensitive/"), "lxml")
    main = page.main
    assert main is not None
    assert "Comments are closed on this story." in main.text
    assert "Approved before." not in main.text
    assert not main.select("form.reply, fieldset, textarea, .comments-list")
    assert not main.select(".accounts, .about-site-more")
    assert "/magazine/latest/" not in str(main)
    assert main.select(".share-link")
    assert "Think of who that may be" in main.text
    other = BeautifulSoup(mixed.page("/world/2026/06/light-after/"), "lxml").main
    assert other is not None
    assert "/magazine/latest/" in str(other)
    assert other.select(".accounts")


def test_a_story_without_comments_has_no_comment_block(mixed: Project) -> None:
    story(mixed, "sensitive", 3, "sensitive: true\ncomments: none\n")
    assert problem_lines(mixed.build()) == []
    assert not BeautifulSoup(mixed.page("/world/2026/06/sensitive/"), "lxml").select(".comments")


@pytest.mark.parametrize("sign", ['<div class="reply">', '<p class="about-site-more">', "<video autoplay>", ""])
def test_the_promise_is_broken_by_what_should_not_be_there(sign: str) -> None:
    assert alone_on_its_page([("/a/", "<p>Words")]) == (True, "1 stories are sensitive")
    assert alone_on_its_page([("/a/", f"<p>Words{sign}" if sign else "")])[0] is False
