"""Helplines below stories, as a build shows them, and the day on which an entry becomes old."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from newsroom.core import urls
from tests.building import Project, problem_lines

FILE = """\
home = "au"

[[place]]
id = "au-tas"
name = "Tasmania"

[[helpline]]
id = "one"
name = "One"
phone = "13 00 01"
hours = "All hours"
serves = "All"
topics = ["suicide"]
around_the_clock = true
checked = 2026-11-16

[[helpline]]
id = "two"
name = "Two"
phone = "13 00 02"
hours = "All hours"
serves = "All"
topics = ["suicide", "abuse"]
around_the_clock = true
checked = 2026-11-16

[[helpline]]
id = "three"
name = "Three"
phone = "13 00 03"
hours = "9 to 5"
zone = "local"
serves = "All"
topics = ["abuse"]
places = ["au-tas"]
checked = 2026-11-16
"""
NOTES = """\
[[note]]
id = "suicide"
words = "This story is about suicide."
label = "Suicide"
helplines = ["suicide"]
"""


def add_note(site: Project, more: str, section: str = "world") -> None:
    site.write("data/helplines.toml", FILE)
    site.write("data/content_notes.toml", NOTES)
    head = f"title: T\nsummary: S\ndate: 2026-05-01\n{more}\n"
    site.story(f"{section}/2026/noted", f"---\n{head}---\n\nWords.\n")


def box(site: Project, address: str = "/world/2026/05/noted/") -> BeautifulSoup:
    page = BeautifulSoup(site.page(address), "lxml")
    found = page.select_one(".story-helplines")
    assert found is not None
    assert found.find_previous(class_="prose") is not None
    return found


def numbers(tag: BeautifulSoup) -> list[str]:
    return [str(link["href"]) for link in tag.select('a[href^="tel:"]')]


def test_a_note_brings_its_services_and_the_story_may_ask_for_more(site: Project) -> None:
    add_note(site, "content_notes: [suicide]")
    assert problem_lines(site.build()) == []
    assert numbers(box(site)) == ["tel:130001", "tel:130002"]
    assert "tel:" not in site.page("/world/2026/05/first-light/")
    add_note(site, "content_notes: [suicide]\nhelplines: [abuse]\nstate: tas", "national")
    assert problem_lines(site.build()) == []
    found = box(site, "/national/2026/05/noted/")
    assert numbers(found) == ["tel:130001", "tel:130002", "tel:130003"]
    places = [(place.summary.text, place.has_attr("open")) for place in found.select("details")]
    assert places == [("In Tasmania", True), ("Somewhere else", False)]


@pytest.mark.parametrize(
    ("more", "change", "expected"),
    [
        ("helplines: [abuze]", None, 'x.md:5: helpline-unknown: no helpline is for "abuze"; did you mean "abuse"?'),
        ("content_notes: [suicide]", ('"suicide", "abuse"', '"abuse"'), "x.md:5: helpline-two: only One answers"),
        ("content_notes: [suicid]", None, 'x.md:5: content-note-unknown: there is no content note "suicid"; did you'),
        ("", ('helplines = ["suicide"]', 'helplines = ["sorrow"]'), "data/content_notes.toml:5: helpline-unknown"),
    ],
)
def test_each_fault_is_said_where_it_is(
    site: Project, more: str, change: tuple[str, str] | None, expected: str
) -> None:
    add_note(site, more or "kind: news")
    for name in ("helplines", "content_notes"):
        file = site.content / f"data/{name}.toml"
        if change:
            file.write_text(file.read_text("utf-8").replace(*change), "utf-8")
    place = expected.replace("x.md", "content/articles/world/2026/noted.md").replace("data/c", "content/data/c")
    assert [line[: len(place)] for line in problem_lines(site.build(check_only=True))] == [place]


def test_a_changed_number_changes_the_stories_and_feeds_that_show_it(site: Project) -> None:
    add_note(site, "content_notes: [suicide]")
    assert site.build().ok
    before = site.tree()
    file = site.content / "data/helplines.toml"
    file.write_text(file.read_text("utf-8").replace("13 00 01", "13 00 09"), "utf-8")
    assert site.build().ok
    changed = {path for path, raw in site.tree().items() if before.get(path) != raw}
    pages = {"world/2026/05/noted/index.html", "world/2026/05/noted/text/index.html"}
    feeds = {f"{place}feed.{form}" for place in ("", "world/") for form in urls.FEEDS}
    assert changed == {*pages, *feeds}


def test_an_entry_becomes_old_by_the_clock_alone(site: Project) -> None:
    """Nothing else changed, and the build that has nothing to do finds it all the same, on the very day."""
    add_note(site, "kind: news")
    assert problem_lines(site.build(now="2026-11-23T09:00:00+10:00")) == []
    assert problem_lines(site.build(now="2027-05-15T23:59:59+10:00")) == []
    late = problem_lines(site.build(now="2027-05-16T00:00:00+10:00"))
    assert [line.partition(": ")[2].split(" ")[0] for line in late] == ["helpline-old:"] * 3
    assert problem_lines(site.build(now="2027-05-17T00:00:00+10:00")) == late


def test_a_stale_entry_is_marked_wherever_it_stands_in_the_language_of_its_page(site: Project) -> None:
    """Below the story, in its text-only edition, in feeds and on the page of all helplines; the next build mends it."""
    add_note(site, "content_notes: [suicide]")
    site.write("pages/support.md", "---\ntitle: Support\nsummary: Who helps.\nlayout: helplines\n---\n\nRing them.\n")
    for lang in ("ru", "ar"):
        head = "title: T\nsummary: S\ndate: 2026-05-01\ncontent_notes: [suicide]"
        site.story(f"world/2026/in-{lang}", f"---\n{head}\nlang: {lang}\ntranslation_of: world/2026/noted\n---\n\nW.\n")
    places = {
        "/world/2026/05/noted/": "Not checked since 16 November 2026: the number",
        "/world/2026/05/noted/text/": "Not checked since 16 November 2026: the number",
        "/support/": "Not checked since 16 November 2026: the number",
        "/feed.atom": ", not checked since 16 November 2026, so it may have changed",
        "/ru/world/2026/05/in-ru/": "Последняя проверка: 16 ноября 2026",
        "/ar/world/2026/05/in-ar/": "آخر تحقق في",
    }
    assert site.build().ok
    assert not [place for place, words in places.items() if words in page_text(site, place)]
    assert site.build(now="2027-05-16T00:00:00+10:00").ok
    assert [place for place, words in places.items() if words not in page_text(site, place)] == []
    assert 'href="tel:130001"' in site.page("/world/2026/05/noted/")
    file = site.content / "data/helplines.toml"
    file.write_text(file.read_text("utf-8").replace("2026-11-16", "2027-05-01"), "utf-8")
    assert problem_lines(site.build(now="2027-05-16T00:00:00+10:00")) == []
    assert not [place for place, words in places.items() if words in page_text(site, place)]


def page_text(site: Project, address: str) -> str:
    return site.page(address).replace("\xa0", " ").replace("&nbsp;", " ").replace("&#160;", " ")
