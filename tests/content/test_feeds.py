"""The feeds of the tests' magazine, as other people's programs read them."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import atoma
import feedparser
import pytest
from lxml import etree

from tests.content.conftest import URL, Magazine


def items(magazine: Magazine, base: str) -> list[dict[str, object]]:
    """Return the items of a JSON Feed, by which the other two forms are judged."""
    return list(json.loads((magazine.output / f"{base}feed.json").read_bytes())["items"])


def bases(magazine: Magazine) -> list[str]:
    return sorted(path.removesuffix("feed.json") for path in magazine.files if path.endswith("feed.json"))


def test_every_list_has_its_feed_in_three_forms(magazine: Magazine) -> None:
    found = bases(magazine)
    assert {"", "world/", "ru/", "magazine/"} <= set(found)
    assert len(found) > 30
    assert {f"{base}feed.{form}" for base in found for form in ("atom", "rss")} <= magazine.files


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_feedparser_reads_of_every_feed_what_its_json_says(magazine: Magazine, form: str) -> None:
    for base in bases(magazine):
        found = feedparser.parse((magazine.output / f"{base}feed.{form}").read_bytes())
        assert not found.bozo, base
        assert found.version == {"atom": "atom10", "rss": "rss20"}[form]
        assert [link.href for link in found.feed.links if link.rel == "self"] == [f"{URL}/{base}feed.{form}"]
        expected = items(magazine, base)
        assert [entry.id for entry in found.entries] == [item["id"] for item in expected]
        for entry, item in zip(found.entries, expected, strict=True):
            assert (entry.title, entry.link, entry.summary) == (item["title"], item["url"], item["summary"])
            assert [tag.term for tag in entry.get("tags", ())] == item.get("tags", [])
            assert people(entry) == item["authors"]
            assert _moment(entry.published) == _moment(str(item["date_published"]))
            assert _moment(entry.updated) == _moment(str(item["date_modified"]))
            enclosed = [(link.href, link.type, int(link.length)) for link in entry.links if link.rel == "enclosure"]
            assert enclosed == [(at["url"], at["mime_type"], at["size_in_bytes"]) for at in item.get("attachments", ())]
            [content] = [content for content in entry.content if content.type == "text/html"]
            assert content.value


def people(entry: feedparser.FeedParserDict) -> list[dict[str, str]]:
    """Return the authors of an entry with their pages, which RSS has beside them."""
    pages = [link.href for link in entry.links if link.rel == "author"] or [author.href for author in entry.authors]
    return [{"name": author.name, "url": page} for author, page in zip(entry.authors, pages, strict=True)]


def _moment(words: str) -> float:
    from email.utils import parsedate_to_datetime

    return (datetime.fromisoformat(words) if words[:1].isdigit() else parsedate_to_datetime(words)).timestamp()


def test_atoma_reads_both_forms(magazine: Magazine) -> None:
    for base in bases(magazine):
        expected = items(magazine, base)
        atom = atoma.parse_atom_bytes((magazine.output / f"{base}feed.atom").read_bytes())
        rss = atoma.parse_rss_bytes((magazine.output / f"{base}feed.rss").read_bytes())
        assert [entry.id_ for entry in atom.entries] == [item.guid for item in rss.items]
        assert [item.guid for item in rss.items] == [item["id"] for item in expected]
        for entry, item, said in zip(atom.entries, rss.items, expected, strict=True):
            assert entry.title.value == item.title == said["title"]
            assert entry.content.value == item.content_encoded == str(said["content_html"]).strip()
            assert [(author.name, author.uri) for author in entry.authors] == [
                (author["name"], author["url"])
                for author in said["authors"]  # type: ignore[attr-defined]
            ]


def test_json_feeds_hold_what_their_standard_asks_for(magazine: Magazine) -> None:
    for base in bases(magazine):
        feed = json.loads((magazine.output / f"{base}feed.json").read_bytes())
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"] == f"{URL}/{base}feed.json"
        assert feed["home_page_url"] == f"{URL}/{base}"
        assert feed["title"]
        assert feed["language"]
        assert set(feed) <= {
            "version", "title", "home_page_url", "feed_url", "description", "user_comment", "icon", "language", "items",
        }  # fmt: skip
        for item in feed["items"]:
            assert isinstance(item["id"], str)
            assert item["content_html"]
            assert all(author["name"] and urlsplit(author["url"]).netloc for author in item["authors"])
            assert datetime.fromisoformat(item["date_modified"]) >= datetime.fromisoformat(item["date_published"])


def test_a_picture_in_a_feed_is_there_and_as_long_as_it_says(magazine: Magazine) -> None:
    seen = 0
    for base in bases(magazine):
        for item in items(magazine, base):
            for at in item.get("attachments", ()):  # type: ignore[attr-defined]
                file = magazine.output / str(at["url"]).removeprefix(f"{URL}/")
                assert file.stat().st_size == at["size_in_bytes"]
                assert at["title"]
                seen += 1
    assert seen > 20


def test_an_rss_item_says_that_its_id_is_no_address(magazine: Magazine) -> None:
    for path in magazine.files:
        if path.endswith(".rss"):
            root = etree.parse(magazine.output / path)
            assert set(root.xpath("//item/guid/@isPermaLink")) <= {"false"}
            assert len(root.xpath("//item/guid")) == len(root.xpath("//item"))


def test_a_feed_shows_itself_with_our_own_stylesheet_alone(magazine: Magazine) -> None:
    for path in magazine.files:
        if Path(path).suffix in (".atom", ".rss"):
            words = (magazine.output / path).read_text("utf-8")
            [sheet] = etree.fromstring(words.encode()).xpath("/processing-instruction()")
            assert sheet.get("type") == "text/css"
            assert sheet.get("href").removeprefix("/") in magazine.files
