"""Unpublished content is nowhere in the output, whatever keeps it back; and drafts may be as faulty as they like."""

from __future__ import annotations

import re

import pytest

from tests.building import TRANSLATION, Project, problem_lines

#: How a story is kept back at the tests' moment, 9am on 23 November 2026 in Brisbane.
HIDDEN = {
    "a draft": "date: 2025-07-04 09:30\nstatus: draft",
    "withdrawn": "date: 2025-07-04 09:30\nstatus: withdrawn",
    "dated ahead": "date: 2026-12-24 09:30",
    "dated a minute ahead": "date: 2026-11-23 09:01",
    "a minute ahead in another zone": "date: 2026-11-23 10:01 Australia/Sydney",
    "scheduled": "date: 2025-07-04 09:30\npublish_at: 2026-11-23 09:00:01 Australia/Brisbane",
    "expired": "date: 2025-07-04 09:30\nexpires: 2026-11-22 23:00 Z",
    "expired in another language": "date: 2025-07-04 09:30\nlang: ru\ntranslation_of: world/2026/first-light\n"
    "expires: 2026-11-22 23:00 Z",
}

_STORY = """\
---
title: The zanzibar headline
summary: A zanzibar summary.
{life}
authors: [robin-vale]
tags: [Law reform, Zanzibar topic]
series: Zanzibar series
state: tas
image:
  src: 2026/zanzibar.jpg
  alt: A zanzibar picture
  caption: A zanzibar caption
---

Some zanzibar words.

![Another zanzibar picture](/images/2026/zanzibar-two.png)
"""


def hide(site: Project, life: str) -> None:
    """Give the project a story that names everything about itself after Zanzibar, with pictures and a comment."""
    site.picture("2026/zanzibar.jpg", (700, 500))
    site.picture("2026/zanzibar-two.png", (400, 300))
    site.story("national/2026/zanzibar", _STORY.format(life=life))
    comment = "---\nname: Zanzibar reader\ndate: 2026-05-05\n---\n\nA zanzibar comment.\n"
    site.write("comments/national/2026/zanzibar/1.md", comment)


def traces(site: Project) -> list[str]:
    """Return the files of the output whose names or contents know of Zanzibar."""
    return [path for path, body in site.tree().items() if "zanzibar" in path or b"zanzibar" in body.lower()]


@pytest.mark.parametrize("life", HIDDEN.values(), ids=HIDDEN)
def test_unpublished_documents_leave_no_trace_in_the_output(site: Project, life: str) -> None:
    """No page, list, feed, topic, series, archive month, language, picture or comment tells of it."""
    assert problem_lines(site.build()) == []
    before = site.tree()
    hide(site, life)
    assert problem_lines(site.build()) == []
    assert traces(site) == []
    assert site.tree() == before


def test_once_it_is_published_everything_tells_of_it(site: Project) -> None:
    """The same story without what kept it back: otherwise nothing could be learned from its absence."""
    hide(site, "date: 2025-07-04 09:30")
    assert problem_lines(site.build()) == []
    found = traces(site)
    for start in (
        "index.html", "feed.atom", "national/index.html", "national/feed.atom", "national/tas/index.html",
        "national/2025/07/zanzibar/index.html", "author/robin-vale/index.html", "author/robin-vale/feed.atom",
        "topic/zanzibar-topic/index.html", "topic/zanzibar-topic/feed.atom", "topic/law-reform/index.html",
        "series/zanzibar-series/index.html", "series/zanzibar-series/feed.atom", "archive/2025/07/index.html",
        "topics/index.html",
    ):  # fmt: skip
        assert start in found
    # Each as WebP and as what it falls back on: the lead picture at four widths, the other at one; and three shapes.
    pictures = [path.rpartition("-")[2] for path in found if path.startswith("images/2026/zanzibar")]
    assert sorted(pictures) == [
        "240.jpg", "240.webp", "320.jpg", "320.webp", "400.png", "400.webp", "480.jpg", "480.webp",
        "500x500.jpg", "666x500.jpg", "700.jpg", "700.webp", "700x394.jpg",
    ]  # fmt: skip
    assert "A zanzibar comment." in site.page("/national/2025/07/zanzibar/").replace("&nbsp;", " ").replace("\xa0", " ")


@pytest.mark.parametrize(
    "life", ["date: 2026-11-23 09:00", "date: 2026-01-01\npublish_at: 2026-11-23 09:00 Australia/Brisbane"]
)
def test_a_story_is_published_at_its_very_moment(site: Project, life: str) -> None:
    hide(site, life)
    assert problem_lines(site.build(now="2026-11-23T08:59:59+10:00")) == []
    assert traces(site) == []
    assert problem_lines(site.build(now="2026-11-22T23:00:00+00:00")) == []
    assert traces(site)


def test_a_story_goes_with_its_pictures_at_the_moment_it_expires(site: Project) -> None:
    site.build()
    before = site.tree()
    hide(site, "date: 2025-07-04 09:30\nexpires: 2026-11-23 09:00 Australia/Brisbane")
    assert problem_lines(site.build(now="2026-11-23T08:59:59+10:00")) == []
    assert traces(site)
    assert problem_lines(site.build(now="2026-11-23T09:00:00+10:00")) == []
    assert site.tree() == before


def test_a_story_that_is_withdrawn_is_taken_away(site: Project) -> None:
    site.build()
    before = site.tree()
    hide(site, "date: 2025-07-04 09:30")
    site.build()
    hide(site, "date: 2025-07-04 09:30\nstatus: withdrawn")
    assert problem_lines(site.build()) == []
    assert site.tree() == before


def test_a_translation_stays_when_its_original_goes_and_no_longer_points_to_it(site: Project) -> None:
    site.story("world/2026/pervyi", TRANSLATION)
    site.build()
    assert 'href="/world/2026/05/first-light/"' in site.page("/ru/world/2026/05/pervyi/")
    path = site.content / "articles/world/2026/first-light.md"
    path.write_text(path.read_text("utf-8").replace("tags:", "status: withdrawn\ntags:"), "utf-8")
    assert problem_lines(site.build()) == []
    assert "first-light" not in site.page("/ru/world/2026/05/pervyi/")


def test_a_story_that_leads_the_front_page_and_expires_gives_way(site: Project) -> None:
    hide(site, HIDDEN["expired"])
    site.write("data/front.toml", '[[slot]]\nslot = "lead"\nstory = "national/2026/zanzibar"\n')
    assert problem_lines(site.build()) == []
    assert traces(site) == []


@pytest.mark.parametrize(
    "target", ["{filename}/articles/national/2026/zanzibar.md", "/national/2025/07/zanzibar/"], ids=["file", "address"]
)
@pytest.mark.parametrize(
    ("life", "rule"),
    [(HIDDEN["a draft"], "link-target"), (HIDDEN["expired"], "link-expired")],
    ids=["draft", "expired"],
)
def test_a_link_to_what_is_not_published_is_a_problem(site: Project, target: str, life: str, rule: str) -> None:
    hide(site, life)
    path = site.story("world/2026/first-light")
    path.write_text(path.read_text("utf-8") + f"\n[Read on]({target})\n", "utf-8")
    [line] = problem_lines(site.build())
    assert re.match(rf"content/articles/world/2026/first-light\.md:\d+: {rule}: .*", line)


# -------------------------------------------------------------------------------------------------- faulty drafts

_FAULTY_FIELDS = """\
---
status: draft
title:
date: March
bogus: x
layout: none
authors: [nobody]
tags: ['!!!']
---

Words.
"""
_FAULTY_REFERENCES = """\
---
title: A title
summary: One sentence.
date: 2026-05-04
modified: 2020-01-01
status: draft
id: world/2026/first-light
slug: opinion
authors: [nobody]
tags: [law reform]
state: zz
series: '!!!'
translation_of: none
---

Words.
"""
_FAULTY_BODY = """\
---
title: A title
summary: One sentence.
date: 2026-05-04
status: draft
---

<script>x</script> ![](/images/none.jpg) [x]({filename}none.md) [y]() [z](javascript:x)

# A heading

• bullet
"""
#: Everything that stops a build in a story, in one that says it is a draft.
DRAFTS = {
    "fields": _FAULTY_FIELDS,
    "references": _FAULTY_REFERENCES,
    "body": _FAULTY_BODY,
    "YAML": "---\nstatus: draft\ntitle: [a\n---\n\nx\n",
    "never closed": "---\nstatus: draft\ntitle: a\n",
    "Pelican's form": "Title: A\nStatus: draft\n\nx\n",
}


@pytest.mark.sample(3)
@pytest.mark.parametrize("place", ["world/2026/aaa", "nowhere/2026/x", "world/x", "world/2026/Capital"])
@pytest.mark.parametrize("text", DRAFTS.values(), ids=DRAFTS)
def test_a_draft_stops_nothing_whatever_is_wrong_with_it(site: Project, text: str, place: str) -> None:
    """The problems are shown to whoever writes it, marked, and the site is as it would be without the file."""
    assert site.build().ok
    before = site.tree()
    site.story(place, text)

    outcome = site.build()

    assert outcome.ok, problem_lines(outcome)
    assert outcome.problems
    assert {problem.path for problem in outcome.problems} == {f"content/articles/{place}.md"}
    assert all(line.endswith(" (a draft: it stops nothing)") for line in problem_lines(outcome))
    assert site.tree() == before


def test_a_page_that_is_a_draft_stops_nothing_either(site: Project) -> None:
    site.write("pages/zanzibar.md", "---\ntitle: Zanzibar\nstatus: draft\nbogus: x\n---\n\n<script>x</script>\n")
    outcome = site.build()
    assert outcome.ok, problem_lines(outcome)
    assert outcome.problems
    assert traces(site) == []
