"""content/data/front.toml: faults are told on their line, and what has ended or is not there yet is passed over."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup

from tests.building import NOW, TRANSLATION, Project, problem_lines
from tests.site.edits import change

SOON, OVER = "2026-11-23 18:00 Australia/Brisbane", "2026-11-23 09:00 Australia/Brisbane"
AFTER = "2026-11-23T18:00:00+10:00"
LIGHT, WIND, WORD = "world/2026/first-light", "national/2026/second-wind", "opinion/2026/third-word"


def slot(slot: str, story: str, until: str = "") -> str:
    return f'[[slot]]\nslot = "{slot}"\nstory = "{story}"\n' + (f'until = "{until}"\n' if until else "")


def banner(words: str, more: str = "", until: str = SOON) -> str:
    return f'[[banner]]\nwords = "{words}"\n{more}until = "{until}"\n'


def live(story: str, until: str = SOON) -> str:
    return f'[[live]]\nstory = "{story}"\nuntil = "{until}"\n'


def lead(site: Project) -> str:
    """Return the address of the story that leads."""
    found = BeautifulSoup(site.page("/"), "lxml").select_one(".card-lead a.card-link")
    assert found is not None
    return str(found["href"])


# ----------------------------------------------------------------------------------------------------------- faults


@pytest.mark.parametrize(
    ("words", "reported"),
    [
        (slot("lead", LIGHT), None),
        ("", None),
        ("# nothing\n" + slot("lead", "world/2026/frist-light"), ':4: link-target: no story "world/2026/frist-light"'),
        (slot("lead", "world/2026/frist-light"), f'did you mean "{LIGHT}"?'),
        (live(LIGHT), f':2: front-slot: "{LIGHT}" is no live page; write layout: live'),
        (live("world/2026/frist-light"), f'did you mean "{LIGHT}"?'),
        (banner("Now", 'story = "world/2026/frist-light"\n'), ':3: link-target: no story "world/2026/frist-light"'),
        (slot("top", LIGHT), ':2: value-unknown: "slot.1.slot" cannot be "top"'),
        (slot("lead", LIGHT, "2026-12-01 09:00"), ":4: date-unreadable: "),
        ('[[slot]]\nslot = "lead"\nstory = "x"\nuntil = 2026-12-01\n', "Australia/Brisbane"),
        ('[[slot]]\nslot = "lead"\nstory = "x"\nuntil = 2026-12-01T09:00:00\n', ":4: date-unreadable: "),
        ('[[banner]]\nwords = "Now"\n', 'value-missing: "banner.1.until" is missing'),
        (banner("Now", f'story = "{LIGHT}"\naddress = "/about/"\n'), "both story and address"),
        (banner("Now", 'address = "/abuot/"\n'), ':3: link-target: nothing is published at "/abuot/"; did you mean'),
        (banner("Now", 'address = "javascript:alert(1)"\n'), ":3: link-forbidden: "),
        (banner("a" * 81), ":2: value-shape: the banner has 81 signs"),
        (banner("a" * 80), None),
        (slot("opinion", LIGHT), ":3: front-slot: "),
        ('lead = "x"\n', ':1: key-unknown: there is no field "lead"'),
        ("lead = none\n", ":1: front-matter-syntax"),
    ],
)
def test_the_data_file_is_checked(site: Project, words: str, reported: str | None) -> None:
    site.write("data/front.toml", words)
    messages = problem_lines(site.build(check_only=True))
    assert len(messages) == bool(reported), messages
    if reported:
        assert messages[0].startswith("content/data/front.toml:")
        assert reported in messages[0]


@pytest.mark.parametrize("place", ["lead", "secondary", "opinion", "latest"])
def test_nobody_buys_a_place_on_the_front_page(site: Project, place: str) -> None:
    change(site.content / f"articles/{LIGHT}.md", "tags:", "kind: sponsored\nsponsor: {name: A shop}\ntags:")
    site.write("data/front.toml", slot(place, LIGHT))
    [line] = problem_lines(site.build())
    assert f':3: front-slot: "{LIGHT}" cannot be' in line
    assert "sponsored stands in its section alone" in line


def test_a_translation_does_not_stand_on_the_front_page(site: Project) -> None:
    site.story("world/2026/pervyi", TRANSLATION)
    site.write("data/front.toml", slot("lead", "world/2026/pervyi"))
    [line] = problem_lines(site.build())
    assert "front-slot" in line
    assert "the story is in ru, and the front page in en-AU" in line


# ------------------------------------------------------------------------------------------- what comes and goes


@pytest.mark.parametrize("status", ["status: draft", f"publish_at: {SOON}"])
def test_a_story_that_is_not_there_yet_is_passed_over_and_comes_by_itself(site: Project, status: str) -> None:
    change(site.live_page(WORD), "tags:", f"{status}\ntags:")
    site.write("data/front.toml", slot("lead", WORD) + banner("Now", f'story = "{WORD}"\n') + live(WORD, AFTER_LATER))
    outcome = site.build()
    assert problem_lines(outcome) == []
    assert outcome.notes == []
    assert "third-word" not in lead(site)
    assert json.loads(site.page("/breaking.json")) == {}
    change(site.content / f"articles/{WORD}.md", "status: draft", "status: published")
    site.build(now=AFTER)
    assert "third-word" in lead(site)
    assert 'class="live-label"' in site.page("/")


AFTER_LATER = "2026-11-24 18:00 Australia/Brisbane"


def test_a_draft_that_cannot_be_read_stops_nothing(site: Project) -> None:
    site.story("world/2026/unfinished", "---\nstatus: draft\ntitle:\n---\n\nx\n")
    site.write("data/front.toml", slot("lead", "world/2026/unfinished"))
    assert site.build().ok


def test_a_slot_ends_by_itself_and_the_next_build_says_that_it_may_go(site: Project) -> None:
    site.write("data/front.toml", "# a note\n" + slot("lead", WORD, SOON) + slot("lead", WIND))
    outcome = site.build()
    assert (problem_lines(outcome), outcome.notes) == ([], [])
    assert "third-word" in lead(site)
    again = site.build(now=AFTER)
    assert problem_lines(again) == []
    assert again.notes == [
        "content/data/front.toml:2: this [[slot]] ended on 23 November 2026 at 6pm; it may be taken out"
    ]
    assert "second-wind" in lead(site)


@pytest.mark.parametrize(("how", "state"), [("status: withdrawn", "withdrawn"), (f"expires: {OVER}", "expired")])
def test_references_to_a_removed_story_are_reported_and_stop_nothing(site: Project, how: str, state: str) -> None:
    change(site.content / f"articles/{WORD}.md", "tags:", f"{how}\ntags:")
    site.write("data/front.toml", slot("lead", WORD))
    outcome = site.build()
    assert problem_lines(outcome) == []
    assert outcome.notes == [
        f"content/data/front.toml:1: this [[slot]] names {WORD}, which is {state}; it may be taken out"
    ]


# ------------------------------------------------------------------------------------------ breaking news and live

_ELSEWHERE = ["/world/2026/05/first-light/", "/about/", "/topics/", "/archive/", "/archive/2026/05/", "/404.html"]
_HEADS = ["/", "/world/", "/author/robin-vale/", "/topic/law-reform/"]


def bands(page: str) -> list[str]:
    """Return the words of the breaking news in a page's HTML."""
    return [found.get_text(" ", strip=True) for found in BeautifulSoup(page, "lxml").select("aside.breaking")]


def test_breaking_news_is_on_front_pages_and_ends_by_itself(site: Project) -> None:
    site.build()
    before = site.tree()
    site.write("data/front.toml", banner("It's law", f'story = "{WIND}"\n') + banner("Second"))
    assert problem_lines(site.build()) == []
    for address in _HEADS:
        assert bands(site.page(address)) == ["Breaking It’s law"], address
        assert "data-breaking" not in site.page(address)
    for address in _ELSEWHERE:
        path = address.removeprefix("/") + ("index.html" if address.endswith("/") else "")
        assert site.tree()[path] == before[path], address
        assert "data-breaking" in site.page(address)
    said_to_scripts = {"words": "It’s law", "href": "/national/2026/05/second-wind/", "until": AFTER}
    assert json.loads(site.page("/breaking.json")) == said_to_scripts
    # The very inputs of the last build, and another moment.
    assert problem_lines(site.build(now=AFTER)) == []
    assert site.tree() == before


def test_the_file_for_scripts_is_always_there_and_empty_without_news(site: Project) -> None:
    site.build()
    assert site.page("/breaking.json") == "{}\n"


def test_breaking_news_may_lead_to_any_address_or_nowhere(site: Project) -> None:
    site.write("data/front.toml", banner("Now", 'address = "/about/"\n'))
    site.build()
    assert 'href="/about/"' in str(BeautifulSoup(site.page("/"), "lxml").select_one("aside.breaking"))
    site.write("data/front.toml", banner("Polls close at six"))
    site.build()
    assert BeautifulSoup(site.page("/"), "lxml").select("aside.breaking a") == []
    assert json.loads(site.page("/breaking.json"))["href"] == ""


def test_a_live_story_says_so_where_it_is_listed_and_on_its_own_page_until_it_ends(site: Project) -> None:
    site.live_page(LIGHT)
    site.build()
    before = site.tree()
    site.write("data/front.toml", live(LIGHT))
    assert problem_lines(site.build()) == []
    changed = {path for path, body in site.tree().items() if before[path] != body}
    assert changed == {
        "index.html", "world/index.html", "world/2026/05/first-light/index.html", "author/robin-vale/index.html",
        "topic/law-reform/index.html", "archive/2026/05/index.html",
    }  # fmt: skip
    for path in changed:
        labels = BeautifulSoup(site.tree()[path], "lxml").select(".live-label")
        assert [label["data-until"] for label in labels] == [AFTER]
    page = site.page("/world/2026/05/first-light/")
    assert "Reload the page" in page
    assert "no longer updated" not in page
    assert problem_lines(site.build(now=AFTER)) == []
    assert site.tree() == before


def test_the_moment_at_which_something_ends_is_given_in_any_zone(site: Project) -> None:
    site.write("data/front.toml", '[[banner]]\nwords = "Now"\nuntil = 2026-11-23T08:00:00Z\n')
    site.build(now="2026-11-23T17:59:59+10:00")
    assert bands(site.page("/")) == ["Breaking Now"]
    site.build(now=AFTER)
    assert bands(site.page("/")) == []


# ------------------------------------------------------------------------------------------------- faces and labels


def test_opinion_has_faces(site: Project) -> None:
    """A portrait of the first author, initials where there is none, and nothing where nobody is named."""
    for number, line in enumerate(("[robin-vale, sam-okoro]", "[sam-okoro]", "")):
        story = site.story(f"opinion/2026/view-{number}", title=f"View {number}")
        change(story, "authors: [robin-vale]\n", f"authors: {line}\n" if line else "")
        change(story, "tags:", "kind: opinion\ntags:")
    change(site.content / "authors/robin-vale.md", "bio:", "photo: {src: 2026/river.jpg, alt: Robin}\nbio:")
    assert problem_lines(site.build(now=NOW)) == []
    found = BeautifulSoup(site.page("/"), "lxml").select(".opinion-band .opinion")
    assert [bool(item.select(".opinion-face img")) for item in found] == [True, False, False]
    assert [
        item.get_text(strip=True) for item in BeautifulSoup(site.page("/"), "lxml").select(".portrait-monogram")
    ] == ["SO"]


def test_every_card_labels_its_kind_unless_it_is_a_report(site: Project) -> None:
    for number, kind in enumerate(("analysis", "review", "opinion", "sponsored")):
        story = site.story(f"world/2026/kind-{number}", title=f"Kind {number}")
        change(story, "tags:", f"kind: {kind}\ntags:")
    site.build()
    for address in ("/", "/world/", "/archive/2026/05/", "/author/robin-vale/"):
        tree = BeautifulSoup(site.page(address), "lxml")
        for number, label in enumerate(("Analysis", "Review", "Opinion", "Sponsored")):
            for link in tree.select(f'main .card a[href="/world/2026/05/kind-{number}/"]'):
                around = link.find_parent("article")
                in_band = link.find_parent(class_="opinion-band") is not None
                assert around is not None
                assert in_band or label in around.get_text(" "), (address, label)
