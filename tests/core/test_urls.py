"""Addresses: where everything stands."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.core import reserved, urls
from newsroom.features.stories.addresses import (
    archive_address,
    author_address,
    series_address,
    story_address,
    topic_address,
)
from newsroom.site.feature_data import section_address, state_address
from tests.read_context import BRISBANE

_SLUG = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6})?", fullmatch=True)


@pytest.mark.parametrize(
    ("made", "address"),
    [
        (urls.front(), "/"),
        (section_address("world"), "/world/"),
        (state_address("national", "qld"), "/national/qld/"),
        (story_address("world", datetime(2026, 5, 4, tzinfo=BRISBANE), "a-b"), "/world/2026/05/a-b/"),
        (
            story_address("world", datetime(2026, 5, 4, tzinfo=BRISBANE), "a-b", "zh-Hans"),
            "/zh-hans/world/2026/05/a-b/",
        ),
        (author_address("robin-vale"), "/author/robin-vale/"),
        (topic_address("law-reform"), "/topic/law-reform/"),
        (series_address("ten-years"), "/series/ten-years/"),
        (urls.language("pt-BR"), "/pt-br/"),
        (archive_address(), "/archive/"),
        (archive_address(2026), "/archive/2026/"),
        (archive_address(2026, 5), "/archive/2026/05/"),
        (urls.list_page("/world/", 0), "/world/"),
        (urls.list_page("/world/", 12), "/world/page/12/"),
        (urls.feed("/"), "/feed.atom"),
        (urls.feed("/world/"), "/world/feed.atom"),
    ],
)
def test_the_scheme_of_addresses(made: str, address: str) -> None:
    assert made == address


def test_a_storys_month_is_that_of_its_own_zone() -> None:
    """Half past eight on the first of May in Sydney is April in London; the address says May."""
    when = datetime(2026, 5, 1, 8, 30, tzinfo=ZoneInfo("Australia/Sydney"))
    assert story_address("world", when, "x") == "/world/2026/05/x/"


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/world/", "world/index.html"),
        ("/404.html", "404.html"),
        ("/feed.atom", "feed.atom"),
        ("/an-index.html", "an-index.html"),
        ("/images/2026/x-960.jpg", "images/2026/x-960.jpg"),
    ],
)
def test_the_file_that_answers(address: str, file: str) -> None:
    assert urls.file_of(address) == file
    assert urls.address_of(file) == address


@settings(deadline=None, max_examples=100)
@given(_SLUG, _SLUG, st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_every_address_has_one_file_inside_the_output(one: str, two: str, day: date) -> None:
    when = datetime(day.year, day.month, day.day, tzinfo=BRISBANE)
    addresses = [
        section_address(one),
        state_address(one, two),
        story_address(one, when, two),
        author_address(two),
        topic_address(two),
        series_address(two),
        archive_address(day.year, day.month),
        urls.list_page(topic_address(two), 3),
        urls.feed(topic_address(two)),
    ]
    files = [urls.file_of(address) for address in addresses]
    assert all(not file.startswith("/") and "//" not in file for file in files)
    assert len(set(files)) == len(set(addresses))


def test_the_sites_own_first_segments_are_reserved() -> None:
    """A section or a page with one of these names would stand in the way of the site's own pages."""
    own = [
        author_address("x"),
        topic_address("x"),
        series_address("x"),
        archive_address(),
        urls.list_page("/", 2),
        "/contributors/",
    ]
    own += ["/topics/", "/images/x.jpg", "/theme/x.css"]
    assert {address.split("/")[1] for address in own} <= reserved.names()
