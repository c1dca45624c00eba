"""Sitemaps: what they say, how they are parted, and what is news."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsroom.core import text
from newsroom.features.sitemaps.model import Address, News, is_news, parts, publication_language, size, urlset
from tests.read_context import BRISBANE

MAP = {
    "m": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
DATE = datetime(2026, 5, 4, 9, 30, tzinfo=BRISBANE)
_WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).map(text.printable).filter(str.strip)
_ADDRESSES = st.builds(
    Address,
    st.integers(0, 10**9).map(lambda number: f"https://qnews.example/{number}/"),
    st.none() | st.just(DATE),
    st.lists(st.just("https://qnews.example/images/a&b.jpg"), max_size=3).map(tuple),
    st.lists(st.just(("ru", "https://qnews.example/ru/")), max_size=3).map(tuple),
    st.none() | st.builds(News, _WORDS, st.just("en"), st.just(DATE), _WORDS),
)


@given(st.lists(_ADDRESSES, min_size=1, max_size=8))
def test_a_sitemap_of_any_pages_is_read_back(addresses: list[Address]) -> None:
    root = etree.fromstring(urlset(addresses))
    for item, address in zip(root.xpath("m:url", namespaces=MAP), addresses, strict=True):
        assert item.xpath("string(m:loc)", namespaces=MAP) == address.url
        assert item.xpath("string(m:lastmod)", namespaces=MAP) == (
            address.changed.isoformat() if address.changed else ""
        )
        assert [loc.text for loc in item.xpath("image:image/image:loc", namespaces=MAP)] == list(address.pictures)
        assert [link.get("href") for link in item.xpath("x:link", namespaces=MAP)] == [u for _, u in address.versions]
        title = item.xpath("string(news:news/news:title)", namespaces=MAP)
        assert title.replace("\r", "\n") == (address.news.title.replace("\r", "\n") if address.news else "")


@given(st.lists(_ADDRESSES, max_size=30), st.integers(1, 9), st.integers(1, 9000))
def test_no_part_is_larger_than_it_may_be_and_nothing_is_lost(
    addresses: list[Address], most: int, most_bytes: int
) -> None:
    found = list(parts(addresses, most, most_bytes))
    assert [address for part in found for address in part] == addresses
    for part in found:
        assert 1 <= len(part) <= most
        assert len(part) == 1 or sum(map(size, part)) <= most_bytes


@given(st.lists(_ADDRESSES, min_size=1, max_size=5))
def test_a_page_never_takes_more_than_is_reckoned_with(addresses: list[Address]) -> None:
    assert len(urlset(addresses)) <= 600 + sum(map(size, addresses))


def test_a_story_is_news_for_two_days_to_the_second() -> None:
    assert not is_news(DATE, DATE - timedelta(seconds=1))
    assert is_news(DATE, DATE)
    assert is_news(DATE, DATE + timedelta(days=2, seconds=-1))
    assert not is_news(DATE, DATE + timedelta(days=2))


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en-AU", "en"), ("ru", "ru"), ("zh-Hant", "zh-tw"), ("zh-Hans", "zh-cn"), ("zh", "zh-cn"), ("fil", "fil")],
)
def test_a_language_is_called_as_news_sitemaps_want_it(lang: str, said: str) -> None:
    assert publication_language(lang) == said
