"""Authors' files as a build reads them: photos, accounts, long bios, and the lines of what is wrong."""

from __future__ import annotations

import re

import pytest

from tests.building import Project, problem_lines

HEAD = "---\nname: Alex Moana\nbio: Writes about water.\n"


def problems(site: Project) -> list[str]:
    return problem_lines(site.build(check_only=True))


@pytest.mark.parametrize(
    ("lines", "reported"),
    [
        ("photo:\n  src: 2026/none.jpg\n  alt: Alex\n", ":5: picture-missing"),
        (
            "photo:\n  src: 2026/riber.jpg\n  alt: Alex\n",
            ':5: picture-missing: no picture "content/images/2026/riber.j',
        ),
        ("photo:\n  src: ../../pelicanconf.py\n  alt: Alex\n", ":5: "),
        ("photo:\n  src: 2026/river.jpg\n", ":4: picture-alt"),
        (
            "links:\n  mastadon: alex@aus.social\n",
            ':5: social-service: no service "mastadon"; did you mean "mastodon"?',
        ),
        ("links:\n  website: https://alex.example/\n  x: not a handle\n", ":6: social-handle"),
        ("email: nowhere\n", ":4: social-handle"),
        ("save_as: ../x.html\n", ":4: key-forbidden"),
        ("statuss: staff\n", ':4: key-unknown: there is no field "statuss"; did you mean "status"?'),
    ],
)
def test_each_fault_is_said_on_its_line(site: Project, lines: str, reported: str) -> None:
    site.write("authors/alex-moana.md", f"{HEAD}{lines}---\n\nMore.\n")
    found = problems(site)
    assert len(found) == 1
    assert found[0].startswith(f"content/authors/alex-moana.md{reported}")


def test_a_bio_is_held_to_the_rules_for_stories(site: Project) -> None:
    site.write(
        "authors/alex-moana.md",
        f"{HEAD}---\n\nMore.\n\n![](/images/2026/river.jpg)\n\n[x]({{filename}}/articles/none.md)\n",
    )
    found = problems(site)
    assert [line.split(": ")[:2] for line in found] == [
        ["content/authors/alex-moana.md:8", "picture-alt"],
        ["content/authors/alex-moana.md:10", "link-target"],
    ]


@pytest.mark.parametrize(
    ("file", "words", "reported"),
    [
        ("Alex Moana.md", f"{HEAD}---\n", "file-name"),
        ("old/robin-vale.md", f"{HEAD}---\n", "author-twice"),
        ("other.md", HEAD.replace("Alex Moana", "robin VALE") + "---\n", "author-twice"),
        ("world.md", f"{HEAD}---\n", "author-section"),
        ("empty.md", "", "front-matter-missing"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(site: Project, file: str, words: str, reported: str) -> None:
    site.write(f"authors/{file}", words)
    found = problems(site)
    assert found
    assert all(reported in line for line in found)
    assert any("authors/" in line for line in found)


def test_a_faulty_file_is_not_reported_again_by_every_story_that_names_it(site: Project) -> None:
    site.write("authors/robin-vale.md", "---\nname: Robin Vale\n---\n")
    assert [line.split(": ")[1] for line in problems(site)] == ["value-missing"]


@pytest.mark.parametrize(("role", "shown"), [("Contributor", False), ("contributor", False), ("Law reporter", True)])
def test_a_role_that_repeats_the_status_is_shown_once(site: Project, role: str, shown: bool) -> None:
    words = f"---\nname: Robin Vale\nstatus: contributor\nrole: {role}\nbio: Writes about the law.\n---\n\nMore.\n"
    site.write("authors/robin-vale.md", words)
    assert problems(site) == []
    assert site.build().ok
    assert ('class="author-head-role"' in site.page("/author/robin-vale/")) is shown


def test_the_page_of_an_author_shows_everything(site: Project) -> None:
    site.write(
        "authors/robin-vale.md",
        "---\nname: Robin Vale\npronouns: they/them\nrole: Law reporter\nstatus: staff\n"
        "photo:\n  src: 2026/river.jpg\n  alt: Robin by a river\nbio: Writes about the law.\n"
        "links:\n  mastodon: '@robin@aus.social'\n  website: https://robin.example/\nemail: robin@qnews.example\n"
        "---\n\nA longer word, with [the section](/world/).\n",
    )
    assert problems(site) == []
    assert site.build().ok
    for page in (site.page("/author/robin-vale/"), site.page("/world/2026/05/first-light/")):
        assert "they/them" in page
        assert 'alt="Robin by a river"' in page
        assert 'href="https://aus.social/@robin"' in page
        assert 'href="https://robin.example/"' in page
        assert re.search(r'src="/images/2026/river-[0-9a-f]{12}-\d+\.jpg"', page)
    own = site.page("/author/robin-vale/")
    assert '<a href="/world/">the section</a>' in own
    assert re.search(r'href="https://aus\.social/@robin" rel="me\b', own)
    assert "Robin Vale" in site.page("/contributors/")


def test_every_author_has_a_box_in_byline_order_and_a_story_without_any_is_the_newsrooms(site: Project) -> None:
    head = "---\ntitle: {}\nsummary: S\ndate: 2026-05-04\n"
    bylines = "bylines:\n  - author: sam-okoro\n    role: Pictures\n  - author: robin-vale\n    role: Words\n"
    site.story("world/2026/two", f"{head.format('Two')}{bylines}---\n\nWords.\n")
    site.story("world/2026/none", f"{head.format('None')}---\n\nWords.\n")
    assert site.build().ok
    page = site.page("/world/2026/05/two/")
    bios = page[page.index('id="bios-title"') :]
    assert 0 < bios.index("Sam Okoro") < bios.index("Robin Vale")
    assert "Stories without a byline are the work of the whole newsroom" in site.page("/world/2026/05/none/")
