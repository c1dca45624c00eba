"""Feeds as a build writes them: which there are, what they carry, and whether it can be read."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from lxml import etree

from tests.building import Project, problem_lines

ATOM = {"a": "http://www.w3.org/2005/Atom"}
HEAD = """\
---
title: {title}
summary: A summary.
date: 2026-06-{day:02}
authors: [robin-vale, sam-okoro]
tags: [Law reform]
"""


def story(site: Project, name: str, day: int, more: str = "", body: str = "Words.", section: str = "world") -> None:
    site.story(f"{section}/2026/{name}", f"{HEAD.format(title=name, day=day)}{more}---\n\n{body}\n")


def feed(site: Project, address: str) -> etree._Element:
    return etree.fromstring((site.output / address.removeprefix("/")).read_bytes())


def titles(site: Project, address: str) -> list[str]:
    return [title.text for title in feed(site, address).xpath("a:entry/a:title", namespaces=ATOM)]


def build(site: Project, **options: object) -> None:
    assert problem_lines(site.build(**options)) == []


def test_there_is_a_feed_for_everything_and_each_section_author_topic_and_series(site: Project) -> None:
    story(site, "a", 1, "series: Ten years\n")
    build(site)
    atoms = {path.relative_to(site.output).as_posix() for path in site.output.rglob("*.atom")}
    assert atoms >= {
        "feed.atom",
        "world/feed.atom",
        "national/feed.atom",
        "author/robin-vale/feed.atom",
        "author/sam-okoro/feed.atom",
        "topic/law-reform/feed.atom",
        "series/ten-years/feed.atom",
    }
    assert titles(site, "/series/ten-years/feed.atom") == ["a"]
    assert titles(site, "/author/sam-okoro/feed.atom") == ["a"]
    assert titles(site, "/world/feed.atom") == ["a", "First light on the river"]
    ids = [feed(site, f"/{path}").findtext("a:id", namespaces=ATOM) for path in atoms]
    assert len(set(ids)) == len(ids)


def test_the_newest_twenty_come_newest_first(site: Project) -> None:
    for day in range(1, 26):
        story(site, f"story-{day:02}", day)
    build(site)
    assert titles(site, "/feed.atom") == [f"story-{day:02}" for day in range(25, 5, -1)]


def test_drafts_and_what_is_not_due_are_in_no_feed(site: Project) -> None:
    story(site, "draft", 1, "status: draft\n")
    story(site, "gone", 2, "expires: 2026-06-03 Australia/Brisbane\n")
    story(site, "russian", 3, "lang: ru\n")
    site.story("world/2026/later", HEAD.format(title="later", day=1).replace("2026-06", "2027-06") + "---\n\nWords.\n")
    build(site)
    for path in site.output.rglob("*.atom"):
        words = path.read_text("utf-8")
        assert not re.search(r"<title>(draft|gone|later)</title>", words)
        # A story in another language is in the feed of that language alone.
        assert ("<title>russian</title>" in words) is (path == site.output / "ru/feed.atom")


def test_every_address_in_a_feed_is_whole_and_its_pictures_are_there(site: Project) -> None:
    body = "[a story]({filename}first-light.md) ![A river](/images/2026/river.jpg)\n\nA note[^1].\n\n[^1]: The note.\n"
    story(site, "a", 1, body=body)
    build(site)
    base = re.search(r"<id>(https?://[^/]+)/feed\.atom</id>", site.page("/feed.atom"))
    assert base
    for content in feed(site, "/feed.atom").xpath("a:entry/a:content", namespaces=ATOM):
        addresses = re.findall(r'(?:href|src)="([^"]*)"', content.text)
        addresses += re.findall(r"""([^\s",]+\.jpg) \d+w""", content.text)
        assert all(address.startswith(f"{base[1]}/") for address in addresses)
        for address in addresses:
            path = address.removeprefix(f"{base[1]}/").partition("#")[0]
            assert (site.output / path).exists()


def test_ids_are_unique_and_stay_when_slug_date_and_words_change(site: Project) -> None:
    for day in (1, 2, 3):
        story(site, f"story-{day}", day)
    build(site)
    path = "a:entry/a:id"
    before = [id_.text for id_ in feed(site, "/feed.atom").xpath(path, namespaces=ATOM)]
    assert len(set(before)) == len(before) == 6
    story(site, "story-2", 20, "slug: another\n", "Other words.")
    build(site)
    assert sorted(id_.text for id_ in feed(site, "/feed.atom").xpath(path, namespaces=ATOM)) == sorted(before)


@pytest.mark.parametrize("odd", ["a\x08b", "a\x0bb", "a\ufffeb", "]]>", "<x>", "&nosuch;", "🏳️‍🌈"])
def test_a_feed_can_be_read_whatever_somebody_pasted(site: Project, odd: str) -> None:
    head = f"Title: T {odd} t\nSummary: S {odd} s\nDate: 2026-06-01\nTags: Law reform\n"
    site.story("world/2026/odd", f"{head}\nWords `{odd}` and {odd.replace('<x>', '')}.\n")
    site.build()
    assert "T " in titles(site, "/world/feed.atom")[0]


def test_a_story_without_authors_is_the_magazines(site: Project) -> None:
    site.story("world/2026/a", "---\ntitle: T\nsummary: S\ndate: 2026-06-01\n---\n\nWords.\n")
    build(site)
    names = feed(site, "/world/feed.atom").xpath("a:entry[1]/a:author/a:name", namespaces=ATOM)
    assert [name.text for name in names] == ["QN Magazine"]


def entries(site: Project) -> dict[str, etree._Element]:
    """Return the entries of the section's feed by their titles."""
    return {entry.findtext("a:title", namespaces=ATOM): entry for entry in feed(site, "/world/feed.atom").iterfind(
        "a:entry", namespaces=ATOM
    )}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("news", "a"),
        ("explainer", "a"),
        ("analysis", "Analysis: a"),
        ("opinion", "Opinion: a"),
        ("review", "Review: a"),
        ("sponsored", "Sponsored: a"),
    ],
)
def test_feed_titles_label_every_kind_but_reports(site: Project, kind: str, title: str) -> None:
    story(site, "a", 1, f"kind: {kind}\n{'sponsor: {name: A shop}' if kind == 'sponsored' else ''}\n")
    build(site)
    assert titles(site, "/feed.atom")[0] == title


def test_a_syndicated_story_names_where_it_was_first(site: Project) -> None:
    story(site, "a", 1, "kind: syndicated\nsyndicated_from: {name: The Example, href: https://example.org/a}\n")
    build(site)
    entry = entries(site)["Syndicated: a"]
    assert entry.xpath("a:link[@rel='via']/@href", namespaces=ATOM) == ["https://example.org/a"]
    assert entry.xpath("a:link[@rel='alternate']/@href", namespaces=ATOM)[0].endswith("/world/2026/06/a/")
    page = site.page("/world/2026/06/a/")
    assert '<link rel="canonical" href="https://example.org/a">' in page
    assert 'property="og:url" content="https://example.org' not in page
    assert '<a href="https://example.org/a" rel="noopener">The Example</a>' in page


@pytest.mark.parametrize(
    ("kind", "said"), [("", "Paid for by"), (", kind: supported", "Supported by"), (", kind: Paid", "Paid for by")]
)
def test_a_sponsored_story_says_whose_it_is_wherever_it_stands(site: Project, kind: str, said: str) -> None:
    sponsor = f"sponsor: {{name: The Friends, href: https://example.org/friends{kind}}}"
    story(site, "a", 1, f"kind: sponsored\n{sponsor}\n")
    build(site)
    link = f'{said} <a href="https://example.org/friends" rel="sponsored noopener">The Friends</a>'
    page, text = site.page("/world/2026/06/a/"), site.page("/world/2026/06/a/text/")
    assert link in page
    assert link in text
    assert f'<p class="card-sponsor">{said} The Friends</p>' in site.page("/world/")
    assert '"sponsor":{"@type":"Organization","name":"The Friends","url":"https://example.org/friends"}' in page
    for address in ("/feed.atom", "/feed.rss", "/feed.json"):
        carried = site.page(address)
        assert f"{said} " in carried, address
        assert "https://example.org/friends" in carried, address


def test_corrections_stand_at_the_top_and_move_the_moment_of_the_last_change(site: Project) -> None:
    story(site, "a", 1, "corrections:\n  - date: 2026-06-03\n    text: It was < three & 'four'.\n")
    build(site)
    entry = entries(site)["a"]
    content = entry.findtext("a:content", namespaces=ATOM) or ""
    assert content.startswith("<p><strong>Correction, 3 June 2026:</strong> It was &lt; three &amp;&nbsp;‘four’.</p>")
    assert entry.findtext("a:updated", namespaces=ATOM) == "2026-06-03T00:00:00+10:00"


def test_a_clarification_stands_there_under_its_name(site: Project) -> None:
    story(site, "a", 1, "corrections:\n  - date: 2026-06-03\n    text: We mean four.\n    kind: clarification\n")
    build(site)
    content = entries(site)["a"].findtext("a:content", "", ATOM)
    assert content.startswith("<p><strong>Clarification, 3 June 2026:</strong> We mean four.</p>")


def test_an_update_moves_the_moment_of_the_last_change(site: Project) -> None:
    story(site, "a", 1, "modified: 2026-06-02\nupdates:\n  - date: 2026-06-04 10:00\n    text: New.\n")
    build(site)
    assert entries(site)["a"].findtext("a:updated", namespaces=ATOM) == "2026-06-04T10:00:00+10:00"
    page = site.page("/world/2026/06/a/")
    assert '<time datetime="2026-06-04T10:00:00+10:00">10am, 4 June 2026</time>' in page
    assert '<summary class="updates-title">1 update</summary>' in page


def test_a_review_gives_its_stars_in_words(site: Project) -> None:
    story(site, "seen", 1, "kind: review\nrating: 2.5\n")
    build(site)
    entry = feed(site, "/world/feed.atom").find("a:entry", ATOM)
    assert entry is not None
    assert (entry.findtext("a:content", "", ATOM)).startswith("<p>2½ out of 5 stars</p>")


# ------------------------------------------------------------------------------------------------------ three forms


def rss(site: Project, address: str) -> etree._Element:
    return etree.fromstring((site.output / address.removeprefix("/")).read_bytes())


def items(site: Project, address: str) -> list[dict[str, object]]:
    return list(json.loads((site.output / address.removeprefix("/")).read_bytes())["items"])


def test_all_three_forms_say_the_same_of_a_story(site: Project) -> None:
    more = "image:\n  src: 2026/river.jpg\n  alt: A river\n  credit: Robin Vale\n"
    story(site, "a", 1, f"{more}corrections:\n  - date: 2026-06-03\n    text: It was three.\n")
    build(site, site_url="https://qnews.example")
    atom = feed(site, "/feed.atom").find("a:entry", ATOM)
    item = rss(site, "/feed.rss").find("channel/item")
    said_so = items(site, "/feed.json")[0]
    assert atom is not None
    assert item is not None
    assert atom.findtext("a:id", "", ATOM) == item.findtext("guid") == said_so["id"]
    assert item.find("guid").attrib == {"isPermaLink": "false"}  # type: ignore[union-attr]
    content = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    assert atom.findtext("a:content", "", ATOM) == content == said_so["content_html"]
    assert said_so["date_modified"] == atom.findtext("a:updated", "", ATOM) == "2026-06-03T00:00:00+10:00"
    assert item.findtext("{http://www.w3.org/2005/Atom}updated") == said_so["date_modified"]
    assert item.findtext("pubDate") == "Mon, 01 Jun 2026 00:00:00 +1000"
    names = [creator.text for creator in item.iterfind("{http://purl.org/dc/elements/1.1/}creator")]
    people = said_so["authors"]
    assert isinstance(people, list)
    assert names == [person["name"] for person in people] == ["Robin Vale", "Sam Okoro"]
    assert people[1]["url"] == "https://qnews.example/author/sam-okoro/"
    assert [link.get("href") for link in item.xpath("a:link[@rel='author']", namespaces=ATOM)] == [
        person["url"] for person in people
    ]
    [picture] = said_so["attachments"]  # type: ignore[misc]
    enclosure, [link] = item.find("enclosure"), atom.xpath("a:link[@rel='enclosure']", namespaces=ATOM)
    assert enclosure is not None
    assert enclosure.attrib == {"url": picture["url"], "length": str(picture["size_in_bytes"]), "type": "image/jpeg"}
    assert (link.get("href"), link.get("length")) == (picture["url"], str(picture["size_in_bytes"]))
    file = site.output / picture["url"].removeprefix("https://qnews.example/")
    assert file.stat().st_size == picture["size_in_bytes"]
    for one in (atom, item):
        media = one.find("{http://search.yahoo.com/mrss/}content")
        assert media is not None
        assert (media.get("url"), media.get("fileSize")) == (picture["url"], str(picture["size_in_bytes"]))
        assert [child.text for child in media] == ["A river", "Robin Vale"]


@pytest.mark.parametrize("hub", ["", "https://hub.example/"])
def test_a_hub_is_named_where_there_is_one_and_each_feed_names_itself_once(site: Project, hub: str) -> None:
    build(site)
    site.setting(f'WEBSUB_HUB = "{hub}"')
    build(site)
    feeds = [path for form in ("atom", "rss", "json") for path in site.output.rglob(f"feed.{form}")]
    assert len(feeds) > 20
    for path in feeds:
        at = path.relative_to(site.output).as_posix()
        if path.suffix == ".json":
            data = json.loads(path.read_bytes())
            assert data.get("hubs", []) == ([{"type": "WebSub", "url": hub}] if hub else [])
        else:
            links = rss(site, at).xpath("/a:feed/a:link|//channel/a:link", namespaces=ATOM)
            own = [link.get("href") for link in links if link.get("rel") == "self"]
            assert len(own) == 1
            assert own[0].endswith(f"/{at}")
            assert [link.get("href") for link in links if link.get("rel") == "hub"] == ([hub] if hub else [])


@pytest.mark.parametrize("hub", ["hub.example", "ftp://hub.example/", "/hub"])
def test_a_hub_that_is_no_address_is_told(site: Project, hub: str) -> None:
    site.setting(f'WEBSUB_HUB = "{hub}"')
    assert any("setting-value: WEBSUB_HUB" in line for line in problem_lines(site.build()))


def test_another_lead_picture_changes_the_feeds_of_an_unchanged_file(site: Project) -> None:
    story(site, "a", 1, "image:\n  src: 2026/river.jpg\n  alt: A river\n")
    build(site)
    before = items(site, "/feed.json")[0]["attachments"]
    site.picture("2026/river.jpg", (1300, 700))
    build(site)
    incremental = site.tree()
    assert items(site, "/feed.json")[0]["attachments"] != before
    shutil.rmtree(site.output)
    site.forget()
    build(site)
    assert site.tree() == incremental


def test_the_front_page_and_lists_name_every_form_and_a_story_one(site: Project) -> None:
    build(site)

    def named(address: str) -> list[str]:
        link = r'<link rel="alternate" type="application/[^"]*" title="[^"]*" href="([^"]*)"'
        return re.findall(link, site.page(address))

    assert named("/") == ["/feed.atom", "/feed.rss", "/feed.json"]
    assert named("/world/") == ["/feed.atom", "/world/feed.atom", "/world/feed.rss", "/world/feed.json"]
    assert named("/world/2026/05/first-light/") == ["/feed.atom", "/world/feed.atom"]


def test_a_feed_in_a_browser_explains_itself_in_its_language(site: Project) -> None:
    story(site, "russian", 3, "lang: ru\n")
    build(site)
    assert "This is a feed" in site.page("/feed.atom")
    words = site.page("/ru/feed.atom")
    assert "Это лента" in words
    assert "This is a feed" not in words
