"""Few pages change: each kind of edit changes so many files of each kind, however many stories there are."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.building import Project, problem_lines
from tests.operations import calls
from tests.site.edits import change
from tests.site.small_magazine import Magazine, Person, Print, make, write_changes

#: Stories in the two magazines: what is new in both is the same, and the larger one has 120 more old stories.
SIZES = (238, 358)
Tree = dict[str, bytes]


#: Kinds of files, by their path in the output; the first pattern that fits.
KINDS = {
    r"theme/.*": "theme",
    r"images/.*": "picture",
    r"index\.html": "front",
    r"breaking\.json": "breaking",
    r"robots\.txt": "robots",
    r"sitemap\.xml": "index of sitemaps",
    r"sitemaps/stories-.*": "sitemap of a month",
    r"sitemaps/(lists|pages|news)\.xml": r"sitemap of \1",
    r"magazine/feed\..*": "feed of issues",
    r"(.*/)?feed\..*": "feed",
    r"(contributors|topics)/index\.html": r"\1",
    r"archive/(2026/)?index\.html": "archive",
    r"(ru/)?search/index\.html": "search",
    r"(ru/)?(404|410)\.html": "error page",
    r"magazine/index\.html": "issues",
    r"magazine/latest/index\.html": "latest issue",
    r"magazine/\d+/index\.html": "issue",
    r"(ru/)?\w+/2026/\d\d/[\w-]+/index\.html": "story",
    r"(ru/)?\w+/2026/\d\d/[\w-]+/text/index\.html": "text edition",
    r".*/page/\d+/index\.html": "list page",
    r"(about|contact|support|corrections|jobs)/index\.html": "page",
    r"(author|topic|series|archive/2026)/[\w-]+/index\.html|\w+/(tas/)?index\.html": "first page",
}


def kind_of(path: str) -> str:
    """Return the kind of a file."""
    for pattern, kind in KINDS.items():
        if match := re.fullmatch(pattern, path):
            return match.expand(kind)
    raise AssertionError(f"{path} is of no kind that the counts of changes know")


@dataclass
class Built:
    """A magazine that was built, and may be changed: what is in it and its tree, before any change."""

    site: Project
    magazine: Magazine
    tree: Tree
    now: Magazine

    def build(self, after: Magazine) -> Tree:
        """Build once more with another magazine in its place, whichever was there, and return the tree."""
        write_changes(self.site.content, self.now, after)
        self.now = after
        assert problem_lines(self.site.build()) == []
        return self.site.tree()


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> list[Built]:
    """Both magazines, built."""
    return [_built(make(count), tmp_path_factory.mktemp("site") / "site") for count in SIZES]


def _built(magazine: Magazine, root: Path) -> Built:
    root.mkdir()
    site = Project(root)
    shutil.rmtree(site.content)
    nothing = magazine.of(())
    write_changes(site.content, None, nothing)
    built = Built(site, magazine, {}, nothing)
    built.tree = built.build(magazine)
    return built


def differing(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    """Return the names under which two mappings do not hold the same."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


# ----------------------------------------------------------------------------------------------------------- content

Edit = Callable[[Magazine], Magazine]


def _new(magazine: Magazine, like: int, minutes: int, **changes: object) -> Magazine:
    """Add a story that is like another, so many minutes after it."""
    other = magazine.story(like)
    date = other.date + timedelta(minutes=minutes)
    new = replace(other, name="new", date=date, title="New", **changes)  # type: ignore[arg-type]
    return magazine.of([*magazine.pieces, new])


def _person(magazine: Magazine, id_: str, **changes: str) -> Magazine:
    return replace(magazine, authors=magazine.authors | {id_: replace(magazine.authors[id_], **changes)})


def _section(magazine: Magazine, id_: str, **changes: str) -> Magazine:
    return replace(magazine, sections=magazine.sections | {id_: replace(magazine.sections[id_], **changes)})


def _introduction(magazine: Magazine, name: str, words: str) -> Magazine:
    return replace(magazine, introductions=magazine.introductions | {name: words})


def _print(magazine: Magazine, number: int, issue: Print) -> Magazine:
    return replace(magazine, issues=magazine.issues | {number: issue})


#: Indexes, which say how many stories there are of each topic, month, year and author.
_INDEXES = {"archive": 2, "contributors": 1, "topics": 1}
#: Files that a new story may change beside its own page: its two neighbours and at most ten related stories.
_BESIDE = 2 + 10
#: Each edit with the files that it changes: how many of each kind, "+" for new ones and "-" for those that go; None
#: where it is in the nature of the edit that many pages show it. "beside" is the most pages of other stories, and the
#: rest is exact; of feeds it is how many lists have one, each in three forms. Story 3 is in the newest feeds and on the
#: first pages of one section, one author, one topic and one month.
EDITS: dict[str, tuple[Edit, dict[str, int] | None]] = {
    "body": (lambda m: m.edited(3, body="Other words."), {"story": 1, "text edition": 1, "feed": 4}),
    "body of an old story": (lambda m: m.edited(110, body="Other words."), {"story": 1, "text edition": 1}),
    "title": (
        lambda m: m.edited(3, title="T"),
        {"story": 1, "text edition": 1, "beside": _BESIDE, "feed": 4, "first page": 4, "front": 1},
    ),
    "summary": (
        lambda m: m.edited(3, summary="S"),
        {"story": 1, "text edition": 1, "feed": 4, "first page": 4, "front": 1},
    ),
    "alt text of the lead picture": (
        lambda m: m.edited(3, alt="A"),
        {"story": 1, "text edition": 1, "beside": 10, "feed": 4, "first page": 4, "front": 1},
    ),
    # Feeds carry it at the top, and the log of corrections lists it.
    "correction": (
        lambda m: m.edited(3, correction="It was three."),
        {"story": 1, "text edition": 1, "feed": 4, "page": 1},
    ),
    # To feeds it says that the story was updated.
    "update": (lambda m: m.edited(3, update="The river rose."), {"story": 1, "text edition": 1, "feed": 4}),
    "stars of a review": (
        lambda m: m.edited(3, rating="4"),
        {"story": 1, "text edition": 1, "beside": 10, "feed": 4, "first page": 4, "front": 1},
    ),
    "facts of a review": (lambda m: m.edited(3, reviewed="A Play"), {"story": 1, "text edition": 1}),
    # Story 1 is a live page, in the feeds of a section, an author and a topic; of story 5, a list, the same is true.
    "an update of a live page": (lambda m: m.edited(1, live="New"), {"story": 1, "text edition": 1, "feed": 5}),
    "an item of a list": (lambda m: m.edited(5, item="Second"), {"story": 1, "text edition": 1, "feed": 5}),
    "comment": (lambda m: m.edited(3, comment="Well said."), {"story": 1}),
    "one more topic": (
        lambda m: m.edited(3, topics=("Law", "Health")),
        {"story": 1, "beside": 10, "feed": 5, "first page": 1, "topics": 1},
    ),
    "a new topic": (
        lambda m: m.edited(3, topics=("Law", "Newest")),
        {"story": 1, "beside": 10, "feed": 4, "+first page": 1, "+feed": 1, "topics": 1},
    ),
    # World gets its sixth list page and national, which has one story less, loses its last:
    # both move a neighbour's link.
    "section": (
        lambda m: m.edited(3, section="world"),
        {
            "-story": 1,
            "+story": 1,
            "-text edition": 1,
            "+text edition": 1,
            "beside": 2 + _BESIDE,
            "feed": 5,
            "first page": 5,
            "+list page": 1,
            "-list page": 1,
            "list page": 2,
        }
        | {"front": 1},
    ),
    "a minute later": (
        lambda m: m.edited(3, date=m.story(3).date + timedelta(minutes=1)),
        {"story": 1, "text edition": 1, "beside": _BESIDE, "feed": 4, "first page": 4, "front": 1},
    ),
    # Bo Tran has a full list page more.
    "new story": (
        lambda m: _new(m, 1, 20 * 60),
        {
            "+story": 1,
            "+text edition": 1,
            "beside": _BESIDE,
            "feed": 5,
            "first page": 5,
            "+list page": 1,
            "list page": 1,
            "front": 1,
        }
        | _INDEXES,
    ),
    # World, Ana Lee and Law have one each.
    "new story that fills three list pages": (
        lambda m: _new(m, 0, 60),
        {
            "+story": 1,
            "+text edition": 1,
            "beside": _BESIDE,
            "feed": 5,
            "first page": 5,
            "+list page": 3,
            "list page": 3,
            "front": 1,
        }
        | _INDEXES,
    ),
    "new part of a series": (
        lambda m: _new(m, 1, 20 * 60, series="Long walk"),
        {
            "+story": 1,
            "+text edition": 1,
            "beside": 1 + _BESIDE,
            "feed": 6,
            "first page": 6,
            "+list page": 1,
            "list page": 1,
            "front": 1,
        }
        | _INDEXES,
    ),
    # Older stories stay in their place, and newer ones move on by one: few list pages here,
    # a matter of how far back.
    "new story in the middle": (
        lambda m: _new(m, 60, 1),
        {"+story": 1, "+text edition": 1, "beside": _BESIDE, "first page": 5, "+list page": 3, "list page": 3}
        | _INDEXES,
    ),
    "the newest goes": (
        lambda m: m.without(0),
        {
            "-story": 1,
            "-text edition": 1,
            "beside": _BESIDE,
            "feed": 5,
            "first page": 5,
            "-list page": 1,
            "list page": 1,
            "front": 1,
        }
        | _INDEXES,
    ),
    "an old one goes": (
        lambda m: m.without(75),
        {"-story": 1, "-text edition": 1, "beside": _BESIDE, "first page": 4, "-list page": 2, "list page": 3}
        | _INDEXES,
    ),
    "an original is withdrawn": (
        lambda m: m.edited(4, status="withdrawn"),
        {
            "-story": 1,
            "-text edition": 1,
            "text edition": 1,
            "beside": 1 + _BESIDE,
            "feed": 4,
            "first page": 4,
            "front": 1,
            "contributors": 1,
            "topics": 1,
        },
    ),
    "draft": (
        lambda m: m.edited(3, status="draft"),
        {
            "-story": 1,
            "-text edition": 1,
            "beside": _BESIDE,
            "feed": 4,
            "first page": 4,
            "-list page": 2,
            "list page": 2,
            "-picture": 11,
            "front": 1,
        }
        | _INDEXES,
    ),
    "bytes of a picture": (
        lambda m: replace(m, pictures=m.pictures | {"2026/own.png": 9}),
        {"beside": 1 + 10, "feed": 4, "first page": 4, "+picture": 11, "-picture": 11, "front": 1},
    ),
    "author's bio": (lambda m: _person(m, "bo-tran", bio="Writes."), None),
    "author's name": (lambda m: _person(m, "bo-tran", name="Bo T."), None),
    "new author": (
        lambda m: replace(m, authors=m.authors | {"dee": Person("Dee", "Writes.")}),
        {"+first page": 1, "+feed": 1, "contributors": 1},
    ),
    "topic's introduction": (lambda m: _introduction(m, "Law", "Laws."), {"first page": 1}),
    "series' introduction": (lambda m: _introduction(m, "Long walk", "Far."), {"first page": 1}),
    "a topic without its introduction": (
        lambda m: replace(m, introductions={"Long walk": "Of a walk."}),
        {"first page": 1},
    ),
    "section's introduction": (lambda m: _section(m, "world", introduction="All."), {"first page": 1, "front": 1}),
    "section's colour": (lambda m: _section(m, "opinion", colour="violet"), None),
    "page": (lambda m: replace(m, pages=m.pages | {"about": "Us."}), {"page": 1}),
    "new page": (lambda m: replace(m, pages=m.pages | {"jobs": "Us."}), {"+page": 1}),
    "front page's lead": (lambda m: replace(m, lead=m.story(16).id), {"front": 1}),
    # The first pages of three sections, a state, three authors, four topics, a series and a language;
    # no story, no month.
    "breaking news": (
        lambda m: replace(m, banner="The bill has passed"),
        {"first page": 13, "front": 1, "breaking": 1},
    ),
    "a live story": (lambda m: replace(m, on_air=m.story(1).id), {"beside": 1, "first page": 5, "front": 1}),
    "new print issue": (
        lambda m: _print(m, 4, Print("New", "Words.", "2026/own.png", ((m.story(50).id, ""),))),
        {"+issue": 1, "issue": 1, "latest issue": 1, "issues": 1, "feed of issues": 1, "front": 1},
    ),
    "an old print issue": (
        lambda m: _print(m, 1, replace(m.issues[1], words="Others.")),
        {"issue": 1, "feed of issues": 1},
    ),
    "name of the newest print issue": (
        lambda m: _print(m, 3, replace(m.issues[3], title="Other")),
        {"issue": 2, "latest issue": 1, "issues": 1, "feed of issues": 1, "front": 1},
    ),
    "title of a printed story": (
        lambda m: m.edited(50, title="T"),
        {"story": 1, "text edition": 1, "beside": _BESIDE, "feed": 1, "first page": 4, "issue": 1},
    ),
    "headline of a story that is printed under another": (
        lambda m: m.edited(52, title="T"),
        {"story": 1, "text edition": 1, "beside": _BESIDE, "feed": 2, "first page": 4},
    ),
    "helplines": (lambda m: replace(m, helpline="13 99 14"), {"page": 1}),
    "accounts": (lambda m: replace(m, account="other"), None),
}


_MONTH, _LISTS, _INDEX = {"sitemap of a month": 1}, {"sitemap of lists": 1}, {"index of sitemaps": 1}
#: The sitemaps that an edit changes besides: they hold addresses and moments, and no words but those of news.
MAPS: dict[str, dict[str, int]] = {
    "correction": _MONTH,
    "update": _MONTH,
    "section": _MONTH,
    "a minute later": _MONTH,
    "bytes of a picture": _MONTH,
    "draft": _MONTH,
    "new story in the middle": _MONTH,
    "an old one goes": _MONTH,
    "a new topic": _LISTS,
    "new author": _LISTS,
    "an original is withdrawn": _MONTH | _LISTS,
    "new story": _MONTH | _LISTS | _INDEX,
    "new story that fills three list pages": _MONTH | _LISTS | _INDEX,
    "new part of a series": _MONTH | _LISTS | _INDEX,
    "the newest goes": _MONTH | _LISTS | _INDEX,
    "new page": {"sitemap of pages": 1},
    "new print issue": {"sitemap of pages": 1},
}


#: Patterns of the edits that many pages show: every file that one is found in changes, and no other.
MANY = {
    "author's bio": rb"Writes of(?: |&nbsp;)bo-tran",
    "author's name": rb"Bo Tran",
    "section's colour": rb'data-accent="green"',
    "accounts": rb"qnews",
}


@pytest.mark.sample(2)
@pytest.mark.parametrize("name", EDITS)
def test_as_many_files_of_each_kind_change_in_a_larger_magazine(both: list[Built], name: str) -> None:
    """Unless all of a section's or an author's stories show what was edited."""
    edit, allowed = EDITS[name]
    for built in both:
        after = edit(built.magazine)
        tree = built.build(after)
        changed = differing(built.tree, tree)
        assert changed
        if allowed is None:
            pages = {path: content for path, content in built.tree.items() if kind_of(path) != "theme"}
            assert changed == {path for path, content in pages.items() if re.search(MANY[name], content)}
        else:
            counts, maps = _counted(built, after, tree), MAPS.get(name, {})
            assert counts.pop("beside", 0) <= allowed.get("beside", 0)
            forms = {kind: 3 if "feed" in kind else 1 for kind in allowed}
            assert counts == maps | {kind: count * forms[kind] for kind, count in allowed.items() if kind != "beside"}


def _counted(built: Built, after: Magazine, tree: Tree) -> dict[str, int]:
    """Return how many files of each kind changed."""
    edited = {piece.address for piece in set(built.magazine.pieces) ^ set(after.pieces)}
    counts: Counter[str] = Counter()
    for path in differing(built.tree, tree):
        kind = kind_of(path)
        if kind == "story" and f"/{path.removesuffix('index.html')}" not in edited:
            kind = "beside"
        counts[("+" if path not in built.tree else "-" if path not in tree else "") + kind] += 1
    return dict(counts)


# ------------------------------------------------------------------------------------------------- theme, and nothing

#: A file of the theme, what stands in it and what takes its place, and the kinds of pages that show it.
THEME = {
    "template of stories": ("templates/story.html", '<article class="story"', '<article class="story old"', ("story",)),
    "template of lists": (
        "templates/list.html",
        '<div class="list">',
        '<div class="list old">',
        ("first page", "list page"),
    ),
    "base template": ("templates/base.html", '<main id="main"', '<main id="main" translate="yes"', ()),
    "stylesheet": ("styles/base.css", "@", ".other { margin: 0 }\n@", ()),
}


@pytest.mark.sample(1)
@pytest.mark.parametrize("name", THEME)
def test_a_file_of_the_theme_changes_the_pages_that_it_draws(both: list[Built], name: str) -> None:
    path, old, new, kinds = THEME[name]
    for built in both:
        file = built.site.root / "theme" / path
        text = file.read_text("utf-8")
        change(file, old, new)
        try:
            changed = differing(built.tree, built.build(built.magazine))
        finally:
            file.write_text(text, "utf-8")
        # Text-only editions have a template of their own, and no style.
        pages = {page for page in built.tree if page.endswith(".html") and kind_of(page) != "text edition"}
        # Lists of authors have a template of their own.
        drawn = {page for page in pages if kind_of(page) in kinds and not page.startswith("author/")}
        stylesheets = {page for page in changed if page.startswith("theme/main.")}
        assert changed - stylesheets == (drawn if kinds else pages)
        assert len(stylesheets) == (2 if name == "stylesheet" else 0)


def _set_time(file: Path) -> None:
    os.utime(file)


def _write_again(file: Path) -> None:
    raw = file.read_bytes()
    file.unlink()
    file.write_bytes(raw)


@pytest.mark.sample(1)
@pytest.mark.parametrize("how", [_set_time, _write_again], ids=["touched", "written again"])
def test_nothing_changes_where_nothing_new_is_said(both: list[Built], how: Callable[[Path], None]) -> None:
    """Not a byte, and no file is written, whatever the times of its sources say."""
    for built in both:
        assert built.build(built.magazine) == built.tree
        times = {path: (built.site.output / path).stat().st_mtime_ns for path in built.tree}
        for file in sorted(path for path in built.site.root.rglob("*") if path.is_file()):
            if not file.is_relative_to(built.site.output) and ".cache" not in file.parts:
                how(file)
        outcome = built.site.build()
        assert (outcome.written, outcome.removed, outcome.unchanged) == (0, 0, len(times))
        assert {path: (built.site.output / path).stat().st_mtime_ns for path in built.site.tree()} == times


# -------------------------------------------------------------------------------------------------------------- work

#: How often the build after an edit calls each function for each story that did not change: a line for each, with a
#: column for each of `EDITED`. What is worked out for each story at every build makes an edit of a large magazine slow.
#: Keep it with `newsroom.engine.results` before you add to this file.
CALLS = Path(__file__).with_name("calls_per_story.txt")
EDITED = ("body", "title", "new story")


def _calls_per_story(both: list[Built], name: str) -> dict[str, int]:
    """Return how often a build after an edit calls each function, divided by the number of stories."""
    counts = []
    for built in both:
        assert built.build(built.magazine) == built.tree
        after = EDITS[name][0](built.magazine)
        write_changes(built.site.content, built.now, after)
        built.now = after
        counts.append(calls(built.site.build))
    few, many = counts
    return {function: round((many[function] - few[function]) / (SIZES[1] - SIZES[0])) for function in many}


@pytest.mark.audit
def test_an_edit_calls_only_these_functions_for_each_story(both: list[Built], tmp_path: Path) -> None:
    """And calls them as often as the file says, so that it stays true."""
    columns = [_calls_per_story(both, name) for name in EDITED]
    functions = sorted({function for column in columns for function, times in column.items() if times > 0})
    lines = [f"{' '.join(str(column.get(name, 0)) for column in columns)} {name}" for name in functions]
    found = tmp_path / CALLS.name
    found.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    assert lines == CALLS.read_text("utf-8").splitlines(), f"{found} holds what is true now"
