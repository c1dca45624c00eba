"""Links to what expires: they were right when they were written, and the day on which they are not stops nothing."""

from __future__ import annotations

import pytest

from newsroom.commands.publish.publish import publish
from tests.building import NOW, PRESENT, Project, problem_lines

LATER = "2026-12-02T10:00:00+10:00"
GOES = """\
---
title: The competition of the year
summary: What happened there.
date: 2026-05-06
authors: [sam-okoro]
expires: 2026-12-01 10:00 Australia/Brisbane
tags: [Contests]
series: Long walks
---

Write us a poem about the winter rivers of the north and win.
"""
LINKS = {
    "a file": "{filename}/articles/world/2026/win-a-book.md",
    "an address": "/world/2026/05/win-a-book/#bios",
    "its text-only edition": "/world/2026/05/win-a-book/text/",
    "a topic": "{tag}Contests",
    "a topic's address": "/topic/contests/",
    "a topic's feed": "/topic/contests/feed.atom",
    "a series": "/series/long-walks/",
    "an author": "{author}sam-okoro",
}


def linking(words: str) -> str:
    return f"---\ntitle: Linker\nsummary: S.\ndate: 2026-05-05\nauthors: [robin-vale]\n---\n\n{words}\n"


@pytest.mark.sample(3)
@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_a_link_to_what_expired_is_words_and_a_warning_about_age(site: Project, link: str) -> None:
    site.story("world/2026/win-a-book", GOES)
    site.story("world/2026/linker", linking(f"See [where it is]({link}) today."))
    assert problem_lines(site.build()) == []
    assert ">where it is</a>" in site.page("/world/2026/05/linker/")
    outcome = site.build(now=LATER)
    assert [(p.path, p.line, p.rule, p.age) for p in outcome.problems] == [
        ("content/articles/world/2026/linker.md", 8, "link-expired", True)
    ]
    page = site.page("/world/2026/05/linker/")
    assert "See where it is today." in page.replace("\xa0", " ").replace("&nbsp;", " ")
    assert "/-/link/" not in page


def test_a_list_that_others_still_fill_is_linked_as_before(site: Project) -> None:
    site.story("world/2026/win-a-book", GOES.replace("Contests", "Law reform").replace("sam-okoro", "robin-vale"))
    site.story(
        "world/2026/linker", linking("See [Law]({tag}Law reform), [W](/world/) and [Robin]({author}robin-vale).")
    )
    assert problem_lines(site.build(now=LATER)) == []
    assert site.page("/world/2026/05/linker/").count('href="/topic/law-reform/"') == 1


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_a_link_to_a_withdrawn_story_still_stops_a_build(site: Project, status: str) -> None:
    site.story("world/2026/win-a-book", GOES.replace("---\n", f"---\nstatus: {status}\n", 1))
    site.story("world/2026/linker", linking("See [it]({filename}/articles/world/2026/win-a-book.md)."))
    assert [p.rule for p in site.build(now=LATER).problems if p.is_error] == ["link-target"]


@pytest.mark.audit
def test_a_correction_is_published_on_the_day_after(
    site: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Though stories link to what has expired, quote it, and a banner leads there; and all that it had goes with it."""
    monkeypatch.setenv("SITEURL", "https://qn.example")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", PRESENT)
    site.story("world/2026/win-a-book", GOES)
    links = " ".join(f"[{name}]({link})" for name, link in LINKS.items())
    site.story("world/2026/linker", linking(f"See {links}."))
    site.story("world/2026/quoter", linking("Write us a poem about the winter rivers of the north and win."))
    banner = (
        '[[banner]]\nwords = "Win"\naddress = "/world/2026/05/win-a-book/"\nuntil = "2026-12-24 Australia/Brisbane"'
    )
    site.write("data/front.toml", banner)
    assert publish(site.root, now=NOW) == 0
    site.story("world/2026/first-light", title="Corrected light")
    capsys.readouterr()
    assert publish(site.root, now=LATER) == 0
    assert "9 warnings are about age, and stop nothing; `invoke check` shows them" in capsys.readouterr().err
    assert "Corrected light" in (site.root / "public/current/world/2026/05/first-light/index.html").read_text("utf-8")
