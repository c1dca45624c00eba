"""Owners of addresses: every spelling of it, whatever is planned, made late, reserved, or may come later."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.core import reserved, urls
from newsroom.core.address_owners import AddressConflict, AddressTable, address_key
from newsroom.core.interface_text import TranslatableText
from newsroom.core.languages import is_language
from newsroom.engine.documents import text_address
from newsroom.features.issues.model import issue_address, latest_issue_address
from newsroom.features.search.addresses import search_address
from newsroom.features.sitemaps.model import sitemap_address
from newsroom.features.stories.addresses import (
    archive_address,
    author_address,
    discreet_address,
    series_address,
    story_address,
    topic_address,
)
from newsroom.site.feature_data import Section, Sections, state_address
from tests.read_context import BRISBANE

_PLANNED = {
    "/": "the front page", "/about/": "content/pages/about.md", "/feed.rss": "the feed /feed.rss",
    "/404.html": "theme/templates/404.html", "/robots.txt": "robots.txt", "/theme/main.0123456789.css": "theme",
}  # fmt: skip
_OWN = Sections(
    {id_: Section(id_, TranslatableText(id_.title()), "", "black") for id_ in ("world", "national")},
    {"qld": "Queensland"},
).reserved
_TABLE = AddressTable(_PLANNED, {"/world/2026/12/embargo/": "content/articles/world/2026/embargo.md"}, [_OWN])
_PARTS = st.from_regex(r"[a-z0-9~_-]{1,5}", fullmatch=True)
_ADDRESSES = st.builds(lambda parts, end: "/" + "/".join(parts) + end, st.lists(_PARTS, min_size=1, max_size=3), st.sampled_from(("/", "", ".html")))  # fmt: skip  # noqa: E501


@pytest.mark.parametrize(
    ("spelled", "key"),
    [
        ("/", "/"),
        ("/INDEX.HTML", "/"),
        ("/Tips/Index.html", "/tips"),
        ("/tips", "/tips"),
        ("//tips///", "/tips"),
        ("/%74ips/", "/tips"),
        ("/%2574ips/", "/tips"),
        ("/x/../tips/./", "/tips"),
        ("/Feed.RSS?a=1", "/feed.rss"),
        ("/feed.rss#top", "/feed.rss"),
        ("/cafe\u0301/", "/caf\u00e9"),
        ("/CAF\u00c9/", "/caf\u00e9"),
        ("/ti\u017fs/", "/tiss"),
        ("/wor\u212a/", "/work"),
        ("\\tips\\", "/tips"),
        ("/tips/index.html/", "/tips"),
    ],
)
def test_every_spelling_of_an_address_has_one_key(spelled: str, key: str) -> None:
    assert address_key(spelled) == key
    assert address_key(key) == key


@settings(max_examples=60)
@given(address=_ADDRESSES, data=st.data())
def test_a_key_does_not_depend_on_how_an_address_is_spelled(address: str, data: st.DataObject) -> None:
    change = data.draw(st.lists(st.sampled_from(range(len(address))), max_size=4))
    spelled = "".join(f"%{ord(sign):02X}" if place in change else sign for place, sign in enumerate(address))
    for other in (spelled, address.upper(), address.replace("/", "//"), f"{address.rstrip('/')}/index.html"):
        assert address_key(other) == address_key(address)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("/INDEX.HTML", AddressConflict.PLANNED),
        ("/About/index.html", AddressConflict.PLANNED),
        ("/Feed.rss", AddressConflict.PLANNED),
        ("/feed.rss/", AddressConflict.PLANNED),
        ("/robots.txt/x/", AddressConflict.PLANNED),
        ("/404.HTML", AddressConflict.PLANNED),
        ("/ru/404.html", AddressConflict.RESERVED),
        ("/anything/410.html", AddressConflict.RESERVED),
        ("/world/2026/12/embargo/", AddressConflict.COMING),
        ("/World/2026/12/Embargo/index.html", AddressConflict.COMING),
        ("/pagefind/pagefind.js", AddressConflict.RESERVED),
        ("/PageFind/", AddressConflict.RESERVED),
        ("/about/index.html.br", AddressConflict.RESERVED),
        ("/old/story.html.GZ", AddressConflict.RESERVED),
        ("/.well-known/acme-challenge/x", AddressConflict.OPEN),
        ("/images/2012/a.jpg", AddressConflict.OPEN),
        ("/sitemaps/news.xml", AddressConflict.RESERVED),
        ("/sitemap.xml", AddressConflict.RESERVED),
        ("/_redirects", AddressConflict.RESERVED),
        ("/Service-Worker.js", AddressConflict.OPEN),
        ("/theme/x.css", AddressConflict.OPEN),
        ("/ru/", AddressConflict.LATER),
        ("/zh-Hans/", AddressConflict.LATER),
        ("/pt-br/page/3/", AddressConflict.LATER),
        ("/ar/search/", AddressConflict.LATER),
        ("/uk/feed.json", AddressConflict.LATER),
        ("/world/page/2/", AddressConflict.LATER),
        ("/world/feed.atom", AddressConflict.LATER),
        ("/page/2/", AddressConflict.LATER),
        ("/archive/2031/", AddressConflict.LATER),
        ("/archive/2031/02/page/2/", AddressConflict.LATER),
        ("/magazine/latest/", AddressConflict.LATER),
        ("/read/bcdfghjkmn/", AddressConflict.LATER),
        ("/world/2026/05/a-story/text/", AddressConflict.LATER),
        ("/ru/world/2026/05/a-story/text/", AddressConflict.LATER),
        ("/national/qld/", AddressConflict.NAMED_LIST),
        ("/national/qld/page/2/", AddressConflict.NAMED_LIST),
        ("/topic/anything/", AddressConflict.NAMED_LIST),
        ("/author/jane/feed.rss", AddressConflict.NAMED_LIST),
        ("/series/one/page/2/", AddressConflict.NAMED_LIST),
        ("/magazine/12/", AddressConflict.NAMED_LIST),
        ("/music/page/4/", AddressConflict.NAMED_LIST),
        ("/music/feed.atom", AddressConflict.NAMED_LIST),
    ],
)
def test_planned_late_reserved_and_future_addresses_have_an_owner(address: str, why: AddressConflict) -> None:
    owner = _TABLE.owner(address)
    assert owner is not None
    assert owner.why is why
    assert owner.what


@pytest.mark.parametrize(
    "address",
    [
        "/old/", "/faq/", "/Old.aspx", "/2019/05/our-library/", "/news/library.html", "/world/2026/05/a-story/",
        "/our-team/", "/archive/2012/05/a-story.html", "/magazine/spring/page.html", "/author/jane/2012/x.html",
        "/blog/page/two/", "/node/12/", "/text/a-story/", "/topics/a.html", "/tag/reform/", "/index.php",
        "/author/jane.html", "/topic/reform.html", "/read/more.aspx", "/old/feed/",
    ],
)  # fmt: skip
def test_addresses_of_an_older_site_are_free(address: str) -> None:
    assert _TABLE.owner(address) is None


def test_addresses_of_the_sites_own_pages_are_reserved() -> None:
    """All of the scheme but the addresses of stories, pages and sections, which people name."""
    made = (
        urls.front(), state_address("world", "qld"), discreet_address("world/2026/x"), author_address("jane"),
        text_address(story_address("world", datetime(2027, 1, 1, tzinfo=BRISBANE), "x")),
        text_address(story_address("world", datetime(2027, 1, 1, tzinfo=BRISBANE), "x", "zh-Hant")),
        topic_address("x"), series_address("x"), urls.language("vi"), archive_address(), archive_address(2027),
        archive_address(2027, 1), issue_address(), issue_address(12), latest_issue_address(), search_address(),
        search_address("vi"), sitemap_address(), sitemap_address("2027-01", 2),
    )  # fmt: skip
    lists = ("/", "/world/", "/world/qld/", "/author/jane/", "/topic/x/", "/series/x/", "/vi/", "/archive/2027/01/")
    parts = [urls.list_page(base, 3) for base in lists] + [
        urls.feed(base, form) for base in lists for form in urls.FEEDS
    ]
    assert [address for address in (*made, *parts) if AddressTable({}, own=[_OWN]).owner(address) is None] == []
    assert [name for name in reserved.names() if AddressTable({}).owner(f"/{name}/") is None] == []


@pytest.mark.parametrize("code", ["ru", "ar", "zh-hans", "zh-hant-tw", "pt-br", "es-419", "haw", "wbp", "sr-latn-rs"])
def test_codes_of_languages(code: str) -> None:
    assert is_language(code)


@pytest.mark.parametrize("words", ["old", "faq", "our-team", "news", "tag", "", "a", "ru-", "the-first", "about-us"])
def test_words_that_are_no_codes_of_languages(words: str) -> None:
    assert not is_language(words)
