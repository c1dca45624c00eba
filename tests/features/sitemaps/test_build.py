"""Sitemaps as a build writes them: exactly what may be found, and the news of two days."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from newsroom.features.sitemaps import reading
from tests.building import TRANSLATION, Project, problem_lines
from tests.features.sitemaps.test_model import MAP

SITE = "https://qnews.example"
HEAD = "---\ntitle: {title}\nsummary: S.\ndate: {date}\n{more}---\n\nWords.\n"


def story(site: Project, name: str, date: str = "2026-11-22 10:00", more: str = "") -> None:
    site.story(f"world/2026/{name}", HEAD.format(title=f"Title {name}", date=date, more=more))


def build(site: Project, **options: object) -> None:
    assert problem_lines(site.build(site_url=SITE, **options)) == []


def xpath(site: Project, address: str, path: str) -> list[str]:
    root = etree.fromstring((site.output / address).read_bytes())
    return [item if isinstance(item, str) else item.text for item in root.xpath(path, namespaces=MAP)]


def listed_addresses(site: Project) -> list[str]:
    """Return every address in the sitemaps that the index names, but for that of news."""
    maps = [at.removeprefix(f"{SITE}/") for at in xpath(site, "sitemap.xml", "//m:loc")]
    return [loc for at in maps if at != "sitemaps/news.xml" for loc in xpath(site, at, "//m:url/m:loc")]


def may_be_found(page: str) -> str:
    """Return the full address of a page that search engines may list and that is nobody else's; empty for others."""
    tree = BeautifulSoup(page, "lxml")
    robots, canonical = tree.select_one("meta[name=robots]"), tree.select_one("link[rel=canonical]")
    if robots is None or canonical is None or "noindex" in str(robots["content"]):
        return ""
    return str(canonical["href"])


def test_exactly_those_pages_are_listed_that_may_be_found(site: Project) -> None:
    """Each page that says so of itself, apart from sheets and searches, and no other, and each once."""
    site.story("world/2026/pervyj-svet", TRANSLATION)
    story(site, "own", more="discreet:\n  title: A letter\n  summary: Words.\n")
    story(site, "theirs", more="kind: syndicated\nsyndicated_from: {name: E, href: https://example.org/a}\n")
    story(site, "draft", more="status: draft\n")
    story(site, "later", "2026-12-24")
    for number in range(45):
        story(site, f"s-{number}", f"2026-03-{number % 28 + 1:02}")
    build(site)
    pages = {
        f"{SITE}/{path.relative_to(site.output).as_posix()}".removesuffix("index.html"): path.read_text("utf-8")
        for path in site.output.rglob("*.html")
    }
    own = {address for address, page in pages.items() if may_be_found(page) == address}
    assert f"{SITE}/world/page/1/" in own
    expected = {address for address in own if "/page/" not in address and not address.endswith("/search/")}
    listed = listed_addresses(site)
    assert len(listed) == len(set(listed))
    assert set(listed) == expected


def test_a_page_is_as_old_as_its_file_says_and_a_list_as_its_newest_story(site: Project) -> None:
    story(site, "new", more="corrections:\n  - date: 2026-11-22 12:00\n    text: It was three.\n")
    site.write("pages/about.md", "---\ntitle: A\nsummary: B.\nmodified: 2026-02-03\n---\n\nC.\n")
    build(site)
    moment = "//m:url[m:loc='{}']/m:lastmod"
    at = moment.format(f"{SITE}/world/2026/11/new/")
    assert xpath(site, "sitemaps/stories-2026-11.xml", at) == ["2026-11-22T12:00:00+10:00"]
    for address in ("/", "/world/"):
        at = moment.format(f"{SITE}{address}")
        assert xpath(site, "sitemaps/lists.xml", at) == ["2026-11-22T10:00:00+10:00"]
    at = moment.format(f"{SITE}/opinion/")
    assert xpath(site, "sitemaps/lists.xml", at) == ["2026-05-04T09:30:00+10:00"]
    assert xpath(site, "sitemaps/pages.xml", moment.format(f"{SITE}/about/")) == ["2026-02-03T00:00:00+10:00"]
    at = f"//m:sitemap[m:loc='{SITE}/sitemaps/stories-2026-11.xml']/m:lastmod"
    assert xpath(site, "sitemap.xml", at) == ["2026-11-22T12:00:00+10:00"]


def test_a_story_names_its_pictures_and_its_languages(site: Project) -> None:
    site.story("world/2026/pervyj-svet", TRANSLATION)
    head = "image:\n  src: 2026/river.jpg\n  alt: A river\n"
    story(site, "seen", more=head)
    build(site)
    [address] = xpath(site, "sitemaps/stories-2026-11.xml", "//image:loc")
    assert (site.output / address.removeprefix(f"{SITE}/")).is_file()
    links = "//m:url[m:loc='{}']/x:link/@{}"
    for page in ("/world/2026/05/first-light/", "/ru/world/2026/05/pervyj-svet/"):
        languages = xpath(site, "sitemaps/stories-2026-05.xml", links.format(f"{SITE}{page}", "hreflang"))
        assert sorted(languages) == ["en-AU", "ru", "x-default"]


def test_a_discreet_story_gives_nothing_away(site: Project) -> None:
    more = "discreet:\n  title: A letter\n  summary: Words.\nimage:\n  src: 2026/river.jpg\n  alt: A river\n"
    story(site, "secret", more=more)
    build(site)
    maps = "".join(path.read_text("utf-8") for path in (site.output / "sitemaps").iterdir())
    assert "secret" not in maps
    assert "image:loc" not in maps
    assert xpath(site, "sitemaps/news.xml", "//news:title") == ["A letter"]


def test_news_is_what_came_out_in_the_last_two_days_and_ages_when_nothing_else_changes(site: Project) -> None:
    story(site, "old", "2026-11-21 08:59")
    story(site, "new", "2026-11-21 10:00")
    story(site, "newest", "2026-11-22 10:00")
    build(site)
    assert xpath(site, "sitemaps/news.xml", "//news:title") == ["Title newest", "Title new"]
    assert xpath(site, "sitemaps/news.xml", "//news:name") == ["QN Magazine"] * 2
    assert xpath(site, "sitemaps/news.xml", "//news:language") == ["en"] * 2
    assert xpath(site, "sitemaps/news.xml", "//news:publication_date")[0] == "2026-11-22T10:00:00+10:00"
    build(site, now="2026-11-23T10:00:00+10:00")
    assert xpath(site, "sitemaps/news.xml", "//news:title") == ["Title newest"]
    build(site, now="2026-11-24T10:00:00+10:00")
    assert not (site.output / "sitemaps" / "news.xml").exists()
    assert "news.xml" not in site.page("/sitemap.xml")


def test_of_many_stories_the_newest_are_news(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_NEWS", 2)
    for hour in (10, 11, 12):
        story(site, f"at-{hour}", f"2026-11-22 {hour}:00")
    build(site)
    assert xpath(site, "sitemaps/news.xml", "//news:title") == ["Title at-12", "Title at-11"]


def test_the_clock_alone_changes_no_other_sitemap(site: Project) -> None:
    build(site)
    before = {path: raw for path, raw in site.tree().items() if re.match(r"sitemap|robots|.*feed\.", path)}
    build(site, now="2026-11-24T09:00:00+10:00")
    assert {path: raw for path, raw in site.tree().items() if path in before} == before


def test_a_site_without_an_address_has_no_sitemap(site: Project) -> None:
    site.setting('SITEURL = ""')
    assert problem_lines(site.build()) == []
    assert not Path(site.output, "sitemap.xml").exists()
    assert "Sitemap" not in site.page("/robots.txt")
