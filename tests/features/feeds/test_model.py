"""Feeds: Atom that every reader can read, with whole addresses and ids that stay."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from newsroom.core import text
from newsroom.features.feeds.model import NEVER, Feed, FeedEntry, Person, absolute, entry_id
from newsroom.features.feeds.xml import atom, atom_entry, rss, rss_entry
from tests.read_context import BRISBANE

SITE = "https://qnews.example"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
DATE = datetime(2026, 5, 4, 9, 30, tzinfo=BRISBANE)
_WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).map(text.printable).filter(str.strip)


def entry(name: str, days: int = 0, **more: object) -> FeedEntry:
    values: dict[str, object] = {
        "id": entry_id(SITE, f"world/2026/{name}"),
        "url": f"{SITE}/world/2026/05/{name}/",
        "title": f"Story {name}",
        "summary": "What happened.",
        "html": "<p>Words.</p>",
        "published": DATE + timedelta(days=days),
        "updated": DATE + timedelta(days=days, hours=1),
        "authors": (Person("Robin Vale", f"{SITE}/author/robin-vale/"),),
        "topics": (),
        "lang": "en-AU",
    }
    return FeedEntry(**{**values, **more})  # type: ignore[arg-type]


def around(*entries: FeedEntry, title: str = "World – QN Magazine", **more: object) -> Feed:
    """Return a feed of some entries, without them."""
    values: dict[str, object] = {
        "title": title,
        "about": "World: stories in QN Magazine.",
        "base": f"{SITE}/world/",
        "lang": "en-AU",
        "updated": max((entry.updated for entry in entries), default=NEVER),
        "logo": f"{SITE}/theme/brand/icon-192.png",
    }
    return Feed(**{**values, **more})  # type: ignore[arg-type]


def people(*names: str) -> tuple[Person, ...]:
    return tuple(Person(name, f"{SITE}/author/{number}/") for number, name in enumerate(names))


def feed(*entries: FeedEntry, title: str = "World – QN Magazine") -> etree._Element:
    return etree.fromstring(atom(around(*entries, title=title), [atom_entry(entry) for entry in entries]))


def words(element: etree._Element, path: str) -> list[str]:
    return [found if isinstance(found, str) else found.text for found in element.xpath(path, namespaces=ATOM)]


def test_a_feed_says_what_it_is_and_where() -> None:
    made = feed(entry("a"), entry("b", days=-3))
    assert made.tag == "{http://www.w3.org/2005/Atom}feed"
    assert made.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-AU"
    assert words(made, "a:id") == [f"{SITE}/world/feed.atom"]
    assert words(made, "a:title") == ["World – QN Magazine"]
    assert words(made, "a:link[@rel='self']/@href") == [f"{SITE}/world/feed.atom"]
    assert words(made, "a:link[@rel='alternate']/@href") == [f"{SITE}/world/"]
    assert words(made, "a:updated") == ["2026-05-04T10:30:00+10:00"]


def test_an_entry_has_what_the_standard_asks_for() -> None:
    """RFC 4287: id, title and updated once each, an author each, a link to the page, and times with an offset."""
    made = feed(
        entry("a", authors=people("Robin Vale", "Sam Okoro", "Нина Орлова"), topics=("Law reform", "Health & us"))
    )
    (item,) = made.xpath("a:entry", namespaces=ATOM)
    for name in ("id", "title", "updated", "published", "summary", "content"):
        assert len(words(item, f"a:{name}")) == 1
    assert words(item, "a:author/a:name") == ["Robin Vale", "Sam Okoro", "Нина Орлова"]
    assert words(item, "a:author/a:uri") == [f"{SITE}/author/{number}/" for number in range(3)]
    assert words(item, "a:category/@term") == ["Law reform", "Health & us"]
    assert words(item, "a:link[@rel='alternate']/@href") == [f"{SITE}/world/2026/05/a/"]
    assert words(item, "a:content/@type") == ["html"]
    assert words(item, "a:published") == ["2026-05-04T09:30:00+10:00"]


def test_xhtml_stands_only_where_atom_allows_it() -> None:
    """In the subtitle; anywhere else the W3C's validator calls it misplaced, once for each feed and each entry."""
    made, xhtml = feed(entry("a")), "{http://www.w3.org/1999/xhtml}*"
    subtitle = made.find("a:subtitle", ATOM)
    assert subtitle is not None
    assert subtitle.get("type") == "xhtml"
    assert [child.tag for child in subtitle] == ["{http://www.w3.org/1999/xhtml}div"]
    assert [*made.iter(xhtml)] == [*subtitle.iter(xhtml)] != []
    about = Feed("World", "Stories.", f"{SITE}/world/", "en-AU", DATE, f"{SITE}/logo.png")
    assert b"xhtml" not in rss(about, [rss_entry(entry("a"))])


def test_a_feed_without_stories_is_a_feed() -> None:
    made = feed()
    assert words(made, "a:updated") == ["1970-01-01T00:00:00+00:00"]
    assert words(made, "a:entry") == []


def test_a_feed_was_updated_when_its_latest_entry_was_wherever_that_stands() -> None:
    latest = datetime(2026, 6, 1, tzinfo=UTC)
    assert words(feed(entry("a"), entry("b", updated=latest), entry("c")), "a:updated") == [latest.isoformat()]


@pytest.mark.parametrize(
    ("site", "made"),
    [
        (SITE, "tag:qnews.example,2026:world/2026/a"),
        ("http://127.0.0.1:8000", "tag:127.0.0.1,2026:world/2026/a"),
        ("", "tag:localhost,2026:world/2026/a"),
    ],
)
def test_an_id_depends_on_the_host_and_the_storys_id_alone(site: str, made: str) -> None:
    """Neither a new slug nor another date makes a story new to those who have read it."""
    assert entry_id(site, "world/2026/a") == made
    assert re.fullmatch(r"tag:[^,]+,\d{4}(-\d\d){0,2}:[a-z0-9/-]+", made)


@settings(deadline=None, max_examples=100)
@given(_WORDS, _WORDS, st.lists(_WORDS, min_size=1, max_size=3), st.lists(_WORDS, max_size=3))
def test_any_words_survive_a_feed(title: str, summary: str, authors: list[str], topics: list[str]) -> None:
    made = feed(entry("a", title=title, summary=summary, authors=people(*authors), topics=tuple(topics)), title=title)

    def same(one: list[str], two: list[str]) -> bool:
        return [word.replace("\r", "\n") for word in one] == [word.replace("\r", "\n") for word in two]

    assert same(words(made, "a:title"), [title])
    assert same(words(made, "a:entry/a:title"), [title])
    assert same(words(made, "a:entry/a:summary"), [summary])
    assert same(words(made, "a:entry/a:author/a:name"), authors)
    spaces = str.maketrans("\t\n\r", "   ")
    assert [t.translate(spaces) for t in words(made, "a:entry/a:category/@term")] == [
        t.translate(spaces) for t in topics
    ]


@pytest.mark.parametrize(
    ("markup", "made"),
    [
        ('<a href="/about/">x</a>', '<a href="https://qnews.example/about/">x</a>'),
        ('<a href="#fn:1">1</a>', '<a href="https://qnews.example/a/#fn:1">1</a>'),
        ('<a href="https://a.example/">x</a>', '<a href="https://a.example/">x</a>'),
        ('<a href="//a.example/">x</a>', '<a href="//a.example/">x</a>'),
        ('<a href="mailto:a@b.example">x</a>', '<a href="mailto:a@b.example">x</a>'),
        ('<img src="/images/x.jpg" alt="x">', '<img src="https://qnews.example/images/x.jpg" alt="x">'),
        ("<p>A &lt; B &amp; C</p>", "<p>A &lt; B &amp; C</p>"),
        ("<p>One</p>\n<p>Two</p>", "<p>One</p>\n<p>Two</p>"),
        ("", ""),
    ],
)
def test_every_address_has_a_host(markup: str, made: str) -> None:
    assert absolute(markup, SITE, f"{SITE}/a/") == made


def test_a_film_and_its_still_have_a_host() -> None:
    made = absolute('<video controls="" src="/files/x.mp4" poster="/images/x.jpg"></video>', SITE, SITE)
    assert made == f'<video controls="" src="{SITE}/files/x.mp4" poster="{SITE}/images/x.jpg"></video>'


def test_every_size_of_a_picture_has_a_host() -> None:
    made = absolute('<img srcset="/images/x-480.jpg 480w, /images/x-960.jpg 960w" src="/images/x.jpg">', SITE, SITE)
    addresses = re.findall(r"[^\s\",]*/images/[^\s\",]*", made)
    assert len(addresses) == 3
    assert all(urlsplit(address).netloc == "qnews.example" for address in addresses)


def test_every_format_of_a_picture_has_a_host() -> None:
    def sizes(ending: str) -> str:
        return ", ".join(f"/images/x-{width}.{ending} {width}w" for width in (480, 800, 900))

    sources = "".join(f'<source type="image/{ending}" srcset="{sizes(ending)}">' for ending in ("avif", "webp"))
    image = f'<img itemprop="contentUrl" src="/images/x-800.jpg" srcset="{sizes("jpg")}" alt="A &amp; B">'
    made = absolute(f'<figure itemscope=""><picture>{sources}{image}</picture></figure>', SITE, f"{SITE}/a/")
    addresses = re.findall(r"[^\s\",]*/images/[^\s\",]*", made)
    assert len(addresses) == 10
    assert all(urlsplit(address).netloc == "qnews.example" for address in addresses)


def test_text_that_looks_like_xml_is_escaped_in_the_feed() -> None:
    """Words that look like XML cannot end the feed."""
    html = "<p>]]&gt; &lt;/content&gt; <code>&lt;entry&gt;</code></p>"
    made = feed(entry("a", html=html, title="</title><script>alert(1)</script>"))
    assert words(made, "a:entry/a:content") == [html]
    assert words(made, "a:entry/a:title") == ["</title><script>alert(1)</script>"]
