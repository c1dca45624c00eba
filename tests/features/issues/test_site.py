"""Print issues on the site: their pages, what stays hidden, and what a change changes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag

from tests.building import TRANSLATION, Project, problem_lines, tree
from tests.features.files import documents
from tests.features.files.recordings import SECRET

BEFORE, AFTER = "2026-11-30T23:59:59+10:00", "2026-12-01T00:00:00+10:00"


def write_issue(site: Project, number: int, more: str = "", *, date: str = "2026-06-01", words: str = "Words.") -> None:
    """Write an issue whose name says its number, with a cover of its own."""
    site.picture(f"issues/{number}.jpg", (600, 800 + number))
    site.write(
        f"issues/{number}.md",
        f"---\ntitle: Name {number}\ndate: {date}\ncover:\n  src: issues/{number}.jpg\n  alt: Cover {number}\n"
        f"  credit: Ana Lee\n{more}---\n\n{words}\n",
    )


def main_part(site: Project, address: str) -> Tag:
    """Return the main part of a page."""
    main = BeautifulSoup(site.page(address), "lxml").main
    assert main is not None
    return main


def lines(site: Project, address: str) -> list[tuple[str, ...]]:
    """Return the contents of an issue: page, title, where it leads and the names."""
    found = []
    for line in main_part(site, address).select(".contents-line"):
        parts = [line.select_one(f".contents-{part}") for part in ("page", "title", "byline")]
        page, title, names = [" ".join(part.get_text(" ", strip=True).split()) if part else "" for part in parts]
        link = line.select_one(".contents-link")
        found.append((page.removeprefix("Page "), title, str(link["href"]) if link else "", names))
    return found


def trace(site: Project, *needles: str) -> list[str]:
    """Return the files of the output that know of something, by their name or by what they hold."""
    return [
        path
        for path, raw in site.tree().items()
        for needle in needles
        if needle in path or needle.encode() in raw
    ]  # fmt: skip


# ------------------------------------------------------------------------------------------------------------ pages


def test_an_issue_shows_its_cover_its_day_its_words_and_its_neighbours(site: Project) -> None:
    for number in (1, 2, 3):
        write_issue(
            site, number, words=f"Words {number} and [a story]({{filename}}/articles/world/2026/first-light.md)."
        )
    assert problem_lines(site.build()) == []
    page = main_part(site, "/magazine/2/")
    assert page.select_one("h1").get_text() == "Name 2"  # type: ignore[union-attr]
    assert [image["alt"] for image in page.select("img")] == ["Cover 2", "Cover 3", "Cover 1"]
    assert "1 June 2026" in page.get_text()
    assert "Ana Lee" in page.get_text()
    assert [str(link["href"]) for link in page.select("a")] == [
        "/world/2026/05/first-light/", "/magazine/3/", "/magazine/1/", "/magazine/",
    ]  # fmt: skip


def test_the_contents_lead_to_the_stories_that_are_live(site: Project) -> None:
    write_issue(
        site,
        7,
        "contents:\n  - Letters\n"
        "  - story: world/2026/first-light\n    page: 4\n"
        "  - title: The bill's wind\n    story: content/articles/national/2026/second-wind.md\n    page: 12\n"
        "    authors: sam-okoro, Somebody Else\n",
    )
    assert problem_lines(site.build()) == []
    assert lines(site, "/magazine/7/") == [
        ("", "Letters", "", ""),
        ("4", "First light on the river", "/world/2026/05/first-light/", "Robin Vale"),
        ("12", "The bill’s wind", "/national/2026/05/second-wind/", "Sam Okoro and Somebody Else"),
    ]


def test_the_newest_always_stands_at_one_address_and_says_whose_page_it_is(site: Project) -> None:
    for number in (9, 10):
        write_issue(site, number)
        assert problem_lines(site.build()) == []
        latest = BeautifulSoup(site.page("/magazine/latest/"), "lxml")
        assert latest.h1 is not None
        assert latest.h1.get_text() == f"Name {number}"
        [canonical] = latest.select("link[rel=canonical]")
        assert str(canonical["href"]).endswith(f"/magazine/{number}/")
        assert f'href="/magazine/{number}/"' in str(main_part(site, "/").select_one(".issue-band"))


def test_stories_lead_to_the_latest_magazine_where_there_is_one(site: Project) -> None:
    site.write("articles/world/2026/first-light-ru.md", TRANSLATION)
    addresses = ("/world/2026/05/first-light/", "/ru/world/2026/05/first-light-ru/")
    shown = []
    for number in (0, 1):
        if number:
            write_issue(site, number)
        assert problem_lines(site.build()) == []
        pages = [main_part(site, address).select_one(".about-site") for address in addresses]
        shown.append([[str(link["href"]) for link in part.select(".about-site-more a")] for part in pages if part])
    assert shown == [
        [["/"], ["/ru/", "/"]],
        [["/", "/magazine/latest/"], ["/ru/", "/", "/magazine/latest/"]],
    ]


def test_without_an_issue_its_addresses_say_that_there_is_none(site: Project) -> None:
    assert problem_lines(site.build()) == []
    for address in ("/magazine/latest/", "/magazine/"):
        page = BeautifulSoup(site.page(address), "lxml")
        assert "No issue has been put here yet" in page.get_text()
        assert str(page.select("link[rel=canonical]")[0]["href"]).endswith("/magazine/")
    assert trace(site, "magazine/feed.atom") == []
    assert "issue-band" not in site.page("/")


@pytest.mark.audit
def test_many_issues_are_numbered_from_the_oldest(site: Project) -> None:
    for number in range(1, 42):
        write_issue(site, number)
    assert problem_lines(site.build()) == []
    first = site.tree()["magazine/page/1/index.html"]
    oldest = main_part(site, "/magazine/page/1/").select(".issue-cover-link")
    assert [str(link["href"]) for link in oldest] == [f"/magazine/{number}/" for number in range(20, 0, -1)]
    assert len(main_part(site, "/magazine/").select(".issue-cover-link")) == 21
    write_issue(site, 42)
    assert problem_lines(site.build()) == []
    assert site.tree()["magazine/page/1/index.html"] == first


def test_pages_about_the_magazine_are_linked_from_the_list_and_the_newest(site: Project) -> None:
    write_issue(site, 1)
    write_issue(site, 2)
    site.write("pages/magazine/by-post.md", "---\ntitle: By post\nsummary: S.\n---\n\nWords.\n")
    site.write("pages/magazine/plans.md", "---\ntitle: P\nsummary: S.\nstatus: draft\n---\n\nWords.\n")
    assert problem_lines(site.build()) == []
    for address, linked in (("/magazine/", True), ("/magazine/latest/", True), ("/magazine/1/", False)):
        assert bool(main_part(site, address).select('a[href="/magazine/by-post/"]')) is linked
    assert trace(site, "/magazine/plans/") == []


def test_the_feed_carries_the_covers_and_the_words_of_the_newest(site: Project) -> None:
    write_issue(site, 1, words="Word one.")
    write_issue(site, 2, "summary: All of it.\n", words="Word [two](/about/).")
    site.setting("FEED_MAX_ITEMS = 1")
    assert problem_lines(site.build(site_url="https://qnews.example")) == []
    feed = BeautifulSoup(site.page("/magazine/feed.atom"), "xml")
    [entry] = feed.find_all("entry")
    assert entry.id.get_text() == "tag:qnews.example,2026:magazine/2"
    assert entry.title.get_text() == "Issue 2: Name 2"
    assert entry.summary.get_text() == "All of it."
    content = entry.content.get_text()
    assert re.search(r'<img src="https://qnews\.example/images/issues/2-\w+-\d+\.jpg" alt="Cover 2"', content)
    assert 'href="https://qnews.example/about/"' in content
    assert site.page("/magazine/").count("/magazine/feed.atom") == 2


def test_a_pdf_is_published_bare_and_linked_with_its_size_and_told_of_where_it_is_missing(site: Project) -> None:
    write_issue(site, 1, "pdf: issues/one.pdf\n")
    [problem] = problem_lines(site.build())
    assert problem.startswith("content/issues/1.md:8: link-target: ")
    assert "files/issues/one.pdf" in problem
    printed = site.content / "files/issues/one.pdf"
    printed.parent.mkdir(parents=True)
    printed.write_bytes(documents.telling_document())
    assert problem_lines(site.build()) == []
    [link] = main_part(site, "/magazine/1/").select("a.button")
    published = str(link["href"]).removeprefix("/")
    assert re.fullmatch(r"files/issues/one-[0-9a-f]{12}\.pdf", published)
    assert re.search(r"\(PDF, [\d.]+\s\w+\)$", link.get_text())
    assert SECRET.encode() not in site.tree()[published]
    # An issue that is not out publishes no file.
    write_issue(site, 1, "status: draft\npdf: issues/one.pdf\n")
    assert problem_lines(site.build()) == []
    assert [path for path in site.tree() if path.endswith(".pdf")] == []


def test_a_part_of_a_cover_is_hidden_in_every_size_of_it(site: Project) -> None:
    write_issue(site, 1)
    assert problem_lines(site.build()) == []
    whole = {path for path in site.tree() if path.startswith("images/issues/")}
    _change(site, "issues/1.md", "  credit: Ana Lee\n", "  credit: Ana Lee\n  blur: 10 10 30 30\n")
    assert problem_lines(site.build()) == []
    covered = {path for path in site.tree() if path.startswith("images/issues/")}
    assert len(covered) == len(whole)
    assert covered.isdisjoint(whole)
    # A story that shows the same picture whole gives away what the cover hides.
    _change(site, "articles/world/2026/first-light.md", "tags:", "image:\n  src: issues/1.jpg\n  alt: A\ntags:")
    assert any("picture-unhidden" in problem for problem in problem_lines(site.build()))


# ----------------------------------------------------------------------------------------------------- what is hidden


def test_an_issue_that_is_not_out_leaves_no_trace(site: Project) -> None:
    write_issue(site, 1, "summary: First.\n")
    write_issue(site, 2, "status: draft\nsummary: Second.\n", words="Hidden [x](/nowhere/).")
    write_issue(site, 3, "summary: Third.\n", date="2026-12-01", words="Hidden.")
    assert problem_lines(site.build(now=BEFORE)) == []
    assert (
        trace(site, "Name 2", "Name 3", "Second.", "Third.", "magazine/2", "magazine/3", "issues/2", "issues/3") == []
    )
    assert "/magazine/1/" in site.page("/magazine/latest/")


_WAITING = "A poem that nobody has read yet"
_SLIPS = {
    "title": "About Name 7, the long table issue.",
    "summary": "Who sweeps up the blossom afterwards.",
    "contents": f"{_WAITING}.",
    "words": "The editors said that all of it was written in one night.",
    "alt of the cover": "Nine people at a very long table.",
}


@pytest.mark.sample(2)
@pytest.mark.parametrize("slip", _SLIPS)
def test_mentions_of_an_unpublished_issue_are_found(site: Project, slip: str) -> None:
    more = f"status: draft\nsummary: {_SLIPS['summary']}\ncontents:\n  - {_WAITING}\n"
    write_issue(site, 7, more, words=_SLIPS["words"])
    _change(site, "issues/7.md", "Name 7", "Name 7, the long table issue")
    _change(site, "issues/7.md", "alt: Cover 7", "alt: Nine people at a very long table")
    assert problem_lines(site.build()) == []
    site.story("world/2026/slip", f"---\ntitle: Slip\nsummary: S.\ndate: 2026-05-04\n---\n\n{_SLIPS[slip]}\n")
    messages = problem_lines(site.build())
    assert any("content/issues/7.md" in problem for problem in messages), messages
    # Once it is out, everybody may say so.
    _change(site, "issues/7.md", "status: draft\n", "")
    assert problem_lines(site.build()) == []


def test_the_cover_of_an_issue_that_is_not_out_is_shown_under_no_other_name(site: Project) -> None:
    write_issue(site, 7, "status: draft\n")
    shutil.copy(site.content / "images/issues/7.jpg", site.content / "images/2026/other.jpg")
    image = "image:\n  src: 2026/other.jpg\n  alt: A picture\ntags:"
    _change(site, "articles/world/2026/first-light.md", "tags:", image)
    assert any("leak-picture" in problem for problem in problem_lines(site.build()))


def test_a_link_to_an_issue_that_is_not_out_is_told_of(site: Project) -> None:
    write_issue(site, 2, "status: draft\n")
    write_issue(site, 1, words="[x]({filename}/issues/2.md) and [y]({filename}1.md)")
    [problem] = problem_lines(site.build())
    assert '"issues/2.md" is not published' in problem


def test_an_issue_comes_out_at_its_moment_though_nothing_was_edited(site: Project) -> None:
    write_issue(site, 1)
    write_issue(site, 2, date="2026-12-01")
    assert problem_lines(site.build(now=BEFORE)) == []
    assert "Name 2" not in site.page("/magazine/latest/")
    assert problem_lines(site.build(now=AFTER)) == []
    assert "Name 2" in site.page("/magazine/latest/")


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    ("field", "seen"),
    [
        ("status: draft", ["Own words"]),
        ("publish_at: 2027-01-01 +10:00", ["Own words"]),
        ("status: withdrawn", []),
        ("expires: 2026-11-23 09:00 +10:00", []),
    ],
)
def test_a_story_that_is_not_live_is_not_given_away(site: Project, field: str, seen: list[str]) -> None:
    text = "---\ntitle: An unheard headline\nsummary: S.\ndate: 2026-05-04\nauthors: sam-okoro\n{}\n---\n\nWords.\n"
    site.story("world/2026/unheard", text.format(field))
    named = "story: world/2026/unheard"
    write_issue(
        site,
        1,
        f"contents:\n  - {named}\n  - title: 'An “unheard” headline'\n    {named}\n  - title: Own words\n    {named}\n",
    )
    assert problem_lines(site.build()) == []
    assert [title for _, title, _, _ in lines(site, "/magazine/1/")] == seen
    assert trace(site, "unheard") == []
    assert "Sam Okoro" not in site.page("/magazine/1/")
    site.story("world/2026/unheard", text.format("kind: news"))
    assert problem_lines(site.build()) == []
    assert [(title, href) for _, title, href, _ in lines(site, "/magazine/1/")] == [
        ("An unheard headline", "/world/2026/05/unheard/"),
        ("An “unheard” headline", "/world/2026/05/unheard/"),
        ("Own words", "/world/2026/05/unheard/"),
    ]


# ------------------------------------------------------------------------------------------------------------- faults


def test_faults_of_an_issue_are_reported_with_their_line(site: Project) -> None:
    write_issue(site, 1, "contents:\n  - story: world/2026/frist-light\n")
    write_issue(site, 2)
    site.write("issues/2.markdown", (site.content / "issues/2.md").read_text("utf-8"))
    (site.content / "images/issues/2.jpg").unlink()
    site.write("issues/winter.md", (site.content / "issues/1.md").read_text("utf-8").replace("frist", "first"))
    messages = problem_lines(site.build())
    assert [problem.partition(": ")[0] for problem in messages] == [
        "content/issues/1.md:9", "content/issues/2.markdown:5", "content/issues/2.md:5", "content/issues/winter.md",
    ]  # fmt: skip
    assert 'did you mean "world/2026/first-light"?' in messages[0]
    assert "picture-missing" in messages[2]
    assert "issue-number" in messages[3]


def test_the_faults_of_a_draft_stop_nothing(site: Project) -> None:
    write_issue(site, 1, "status: draft\ncontents:\n  - story: world/2026/nowhere\n")
    outcome = site.build()
    assert outcome.ok
    [problem] = problem_lines(outcome)
    assert "a draft: it stops nothing" in problem


def test_a_picture_that_was_missing_is_found_without_another_word(site: Project) -> None:
    write_issue(site, 1)
    (site.content / "images/issues/1.jpg").unlink()
    assert "picture-missing" in problem_lines(site.build())[0]
    site.picture("issues/1.jpg", (600, 800))
    assert problem_lines(site.build()) == []


# ------------------------------------------------------------------------------------------ incremental equals clean

_CHANGES: dict[str, Callable[[Project], object]] = {
    "name": lambda site: _change(site, "issues/2.md", "Name 2", "Other name"),
    "cover": lambda site: site.picture("issues/2.jpg", (600, 700)),
    "alt": lambda site: _change(site, "issues/2.md", "Cover 2", "Another cover"),
    "words": lambda site: _change(site, "issues/2.md", "Words", "Other words"),
    "page number": lambda site: _change(site, "issues/2.md", "page: 4", "page: 5"),
    "headline": lambda site: _change(site, "articles/world/2026/first-light.md", "First light", "Last light"),
    "story's author": lambda site: _change(site, "authors/robin-vale.md", "Robin Vale", "Robin V."),
    "author of an entry": lambda site: _change(site, "authors/sam-okoro.md", "Sam Okoro", "Sam O."),
    "section": lambda site: _change(site, "data/sections.toml", '"World"', '"Abroad"'),
    "kind": lambda site: _change(site, "articles/world/2026/first-light.md", "tags:", "kind: feature\ntags:"),
    "address of a story": lambda site: _change(
        site, "articles/national/2026/second-wind.md", "tags:", "slug: third-wind\ntags:"
    ),
    "story withdrawn": lambda site: _change(
        site, "articles/world/2026/first-light.md", "tags:", "status: withdrawn\ntags:"
    ),
    "neighbour": lambda site: _change(site, "issues/3.md", "Name 3", "Other name"),
    "gone": lambda site: (site.content / "issues/3.md").unlink(),
    "page about it": lambda site: _change(site, "pages/magazine/by-post.md", "By post", "By letter"),
    "link in the words": lambda site: _change(site, "articles/opinion/2026/third-word.md", "tags:", "slug: w\ntags:"),
}


def _change(site: Project, path: str, old: str, new: str) -> None:
    file = site.content / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.mark.sample(4)
@pytest.mark.parametrize("name", _CHANGES)
def test_edits_of_everything_that_an_issue_shows_rebuild_it(site: Project, name: str) -> None:
    """After each change an incremental build leaves another tree, and the one that a clean build leaves."""
    contents = (
        "contents:\n  - story: world/2026/first-light\n    page: 4\n"
        "  - title: Wind\n    story: national/2026/second-wind\n    authors: sam-okoro\n"
    )
    for number in (1, 2, 3):
        write_issue(site, number, contents, words="Words [x]({filename}/articles/opinion/2026/third-word.md).")
    site.write("pages/magazine/by-post.md", "---\ntitle: By post\nsummary: S.\n---\n\nWords.\n")
    assert problem_lines(site.build()) == []
    before = {path: raw for path, raw in site.tree().items() if path.startswith("magazine/")}
    _CHANGES[name](site)
    assert problem_lines(site.build()) == []
    after = site.tree()
    assert {path: raw for path, raw in after.items() if path.startswith("magazine/")} != before
    shutil.rmtree(site.root / ".cache")
    assert problem_lines(site.build(output=site.root / "clean")) == []
    assert after == tree(site.root / "clean")
