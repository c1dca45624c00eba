"""Live pages and lists as a build makes them."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.building import NOW, Project, problem_lines

ADDRESS = "/world/2026/05/day/"
_DAY = """\
---
title: A day
summary: As it went.
date: 2026-05-04 09:00
layout: {0}
{1}tags: [Law reform]
---

{2}
"""


def page(site: Project, layout: str, words: str, more: str = "") -> BeautifulSoup:
    site.story("world/2026/day", _DAY.format(layout, more, words))
    assert problem_lines(site.build()) == []
    return BeautifulSoup(site.page(ADDRESS), "lxml")


@pytest.mark.parametrize(
    ("lang", "address", "told"),
    [("", ADDRESS, "2.30pm, 5 May 2026"), ("lang: ru\n", f"/ru{ADDRESS}", "5 мая 2026, 14:30")],
)
def test_the_times_of_updates_are_told_in_the_language_of_the_page(
    site: Project, lang: str, address: str, told: str
) -> None:
    site.story("world/2026/day", _DAY.format("live", lang, "## 10:00 A\n\nA.\n\n## 2026-05-05 14:30 B\n\nB.\n"))
    assert problem_lines(site.build()) == []
    newest = BeautifulSoup(site.page(address), "lxml").select_one(".live-update time")
    assert newest is not None
    assert newest.text == told


def test_a_live_page_says_when_it_was_updated_and_where_the_latest_and_the_key_points_are(site: Project) -> None:
    found = page(site, "live", "First.\n\n## 10:00 Doors\n\nA.\n\n## 12:30 Vote\n\nB.\n")
    bar = found.select_one(".live-bar")
    assert bar is not None
    assert "Last updated 12.30pm, 4 May 2026, Brisbane time." in " ".join(bar.text.split())
    assert [time["datetime"] for time in bar.select("time")] == ["2026-05-04T12:30:00+10:00"]
    targets = {link.text: str(link["href"]) for link in bar.select("a")}
    assert targets == {
        "Jump to the latest": "#at-2026-05-04-1230", "Key points": "#key-points",
        "Vote": "#at-2026-05-04-1230", "Doors": "#at-2026-05-04-1000",
    }  # fmt: skip
    for target in targets.values():
        assert found.select(f'[id="{target[1:]}"]')
    points = found.select_one("[aria-labelledby=key-points]")
    assert points is not None
    assert points.select_one(".prose").text.strip() == "First."  # type: ignore[union-attr]
    assert found.select("meta[http-equiv=refresh]") == []
    assert site.page("/world/feed.atom").count("<updated>2026-05-04T12:30:00+10:00</updated>") == 2


def test_without_key_points_nothing_leads_to_them(site: Project) -> None:
    found = page(site, "live", "## 10:00 Doors\n\nA.\n")
    assert found.select("#key-points, [href='#key-points']") == []


def test_a_list_begins_with_a_way_to_each_item(site: Project) -> None:
    found = page(site, "list", "Why.\n\n## 1. One\n\nA.\n\n## 2. Two\n\nB.\n")
    [way] = found.select("nav.jumps")
    assert [(item.text.split(), item.a and item.a["href"]) for item in way.select("li")] == [
        (["1", "One"], "#1-one"), (["2", "Two"], "#2-two"),
    ]  # fmt: skip
    for link in way.select("a"):
        assert found.select(f'.prose h2[id="{str(link["href"])[1:]}"]')


_LATE = 'content/articles/world/2026/day.md:11: date-order: the update "Late" is of a time that is yet to come; '


@pytest.mark.parametrize(
    ("more", "told"),
    [("", 1), ("status: draft\n", 0), ("publish_at: 2026-12-01 06:00 Australia/Brisbane\n", 0)],
)
def test_an_update_of_the_future_is_told_where_readers_would_see_it(site: Project, more: str, told: int) -> None:
    assert NOW < "2026-11-30"
    site.story("world/2026/day", _DAY.format("live", more, "## 10:00 Doors\n\n## 2026-11-30 10:00 Late\n"))
    problems = problem_lines(site.build())
    assert len(problems) == told
    assert all(problem.startswith(_LATE) for problem in problems)
    assert problem_lines(site.build(now="2026-11-30T10:00:00+10:00")) == []


def test_an_update_changes_its_page_on_a_build_after_it(site: Project) -> None:
    page(site, "live", "## 10:00 Doors\n\nA.\n")
    again = page(site, "live", "## 10:00 Doors\n\nA.\n\n## 10:30 Vote\n")
    assert [heading.text for heading in again.select(".live-update h2")] == ["Vote", "Doors"]
