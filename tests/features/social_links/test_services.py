"""Accounts: handles of every service, and full addresses in their place."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.engine.theme import SOFTWARE
from newsroom.features.social_links.model import profile, profiles
from newsroom.features.social_links.services import SERVICES, SHARED_BY
from newsroom.site.story_parts import Profile

RIGHT = [
    ("facebook", "qnews.magazine", "https://www.facebook.com/qnews.magazine"),
    ("facebook", "https://m.facebook.com/qnews", "https://m.facebook.com/qnews"),
    ("instagram", "@qnews_au", "https://www.instagram.com/qnews_au/"),
    ("x", "@qnews", "https://x.com/qnews"),
    ("x", "https://twitter.com/qnews", "https://twitter.com/qnews"),
    ("youtube", "@qnews-tv", "https://www.youtube.com/@qnews-tv"),
    ("youtube", "https://www.youtube.com/channel/UC123", "https://www.youtube.com/channel/UC123"),
    ("tiktok", "qnews.au", "https://www.tiktok.com/@qnews.au"),
    ("bluesky", "@qnews.bsky.social", "https://bsky.app/profile/qnews.bsky.social"),
    ("mastodon", "@qnews@aus.social", "https://aus.social/@qnews"),
    ("mastodon", "q.news-1@aus.social", "https://aus.social/@q.news-1"),
    ("mastodon", "https://aus.social/@qnews", "https://aus.social/@qnews"),
    ("threads", "qnews", "https://www.threads.com/@qnews"),
    ("linkedin", "company/qnews-magazine", "https://www.linkedin.com/company/qnews-magazine/"),
    ("linkedin", "https://au.linkedin.com/in/robin", "https://au.linkedin.com/in/robin"),
    ("whatsapp", "61400000000", "https://wa.me/61400000000"),
    ("whatsapp", "+61400000000", "https://wa.me/61400000000"),
    ("email", "news.desk+tips@qnews.example", "mailto:news.desk+tips@qnews.example"),
    ("website", "https://robin.example/about?x=1", "https://robin.example/about?x=1"),
    ("website", " https://robin.example:8080 ", "https://robin.example:8080"),
    ("rss", "/feed.atom", "/feed.atom"),
    ("rss", "https://robin.example/feed.xml", "https://robin.example/feed.xml"),
]
WRONG = [
    ("facebook", "q news"),
    ("facebook", "abc"),
    ("facebook", "http://www.facebook.com/qnews"),
    ("facebook", "https://facebook.com.evil.example/qnews"),
    ("facebook", "https://www.facebook.com/"),
    ("instagram", "q" * 31),
    ("instagram", "https://instagram.com@evil.example/qnews"),
    ("x", "q" * 16),
    ("x", "q-news"),
    ("x", "@@qnews"),
    ("youtube", "ab"),
    ("tiktok", "a/b"),
    ("bluesky", "qnews"),
    ("bluesky", "qnews_.bsky.social"),
    ("mastodon", "qnews"),
    ("mastodon", "qnews@nowhere"),
    ("mastodon", "https://aus.social/qnews"),
    ("mastodon", "https://aus.social/@"),
    ("mastodon", "http://aus.social/@qnews"),
    ("threads", "q news"),
    ("linkedin", "robin"),
    ("linkedin", "in/r"),
    ("whatsapp", "0400 000 000"),
    ("whatsapp", "1234567"),
    ("email", "nowhere"),
    ("email", "a@b"),
    ("email", "a%40b@qnews.example"),
    ("email", "a b@qnews.example"),
    ("email", "a@qnews.example?subject=x"),
    ("website", "robin.example"),
    ("website", "javascript:alert(1)"),
    ("website", "ftp://robin.example/"),
    ("website", "https://"),
    ("website", "https://["),
    ("website", 'https://robin.example/"onclick="x'),
    ("rss", "feed.atom"),
    ("rss", "data:text/xml,x"),
]


@pytest.mark.parametrize(("service", "handle", "href"), RIGHT)
def test_a_handle_or_an_address_leads_to_the_account(service: str, handle: str, href: str) -> None:
    assert profile(service, handle) == Profile(service, SERVICES[service].name, href)


@pytest.mark.parametrize(("service", "handle"), [*WRONG, *((service, "") for service in SERVICES)])
def test_a_wrong_handle_is_reported_on_its_line(service: str, handle: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        profile(service, handle)
    found, problems = profiles([(service, handle, "", ("links", service))], "x.md", lambda _: (9, 3))
    assert found == ()
    assert [(problem.line, problem.rule) for problem in problems] == [(9, "social-handle")]
    assert problems[0].fix


@pytest.mark.parametrize("service", SERVICES.values(), ids=list(SERVICES))
def test_every_service_has_an_example_that_fits_and_an_icon(service: object) -> None:
    assert service.fits(service.example)  # type: ignore[attr-defined]
    assert profile(service.id, service.example).href  # type: ignore[attr-defined]
    icons = (SOFTWARE / "static" / "icons.svg").read_text("utf-8")
    assert f'id="{service.id}"' in icons  # type: ignore[attr-defined]


def test_every_service_has_right_and_wrong_handles_here() -> None:
    assert {service for service, *_ in RIGHT} == {service for service, _ in WRONG} == set(SERVICES)


@pytest.mark.parametrize(
    ("word", "near"),
    [("facebok", "facebook"), ("Mastodon", "mastodon"), ("Twitter", 'mean "x"'), ("zzzzzz", "use one of")],
)
def test_an_unknown_service_is_reported_with_the_nearest(word: str, near: str) -> None:
    found, problems = profiles([("x", "qnews", "", ()), (word, "a", "", ("links", word))], "x.md", lambda _: (4, 1))
    assert [account.service for account in found] == ["x"]
    assert [(problem.line, problem.rule) for problem in problems] == [(4, "social-service")]
    assert near in problems[0].fix


def test_an_account_may_have_words_of_its_own() -> None:
    assert profile("facebook", "qnews", "Our page").label == "Our page"


@settings(deadline=None, max_examples=500)
@given(st.sampled_from(sorted(SERVICES)), st.text(max_size=40) | st.from_regex(r"https?://[\S]{1,30}", fullmatch=True))
def test_any_account_becomes_a_safe_address_or_is_refused(service: str, handle: str) -> None:
    """A handle becomes an https, http or mailto address (a feed may lie on the site), or is refused."""
    try:
        href = profile(service, handle).href
    except ValueError:
        return
    assert not set(href) & set(' "<>\n\t')
    parts = urlsplit(href)
    if service == "email":
        assert parts.scheme == "mailto"
    elif service == "rss" and not parts.scheme:
        assert href.startswith("/")
    else:
        assert parts.scheme in ("https", "http")
        assert parts.netloc


def test_services_on_share_links_have_a_share_address() -> None:
    assert all(SERVICES[id_].share for id_ in SHARED_BY)
    assert not [service.id for service in SERVICES.values() if service.share and service.id not in SHARED_BY]
