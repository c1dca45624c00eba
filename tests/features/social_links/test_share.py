"""Share links: plain, complete, percent-encoded and without trackers."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.features.social_links.model import share
from newsroom.features.social_links.services import SHARED_BY
from newsroom.site.story_parts import Share

URL = "https://qnews.example/world/2026/05/first-light/"
TITLE = 'Love & law: "50%" of 100 + 1 = ? #equal – Ünder 🏳️‍🌈'
#: Characters that RFC 3986 allows in the value of a query, unencoded and encoded.
_VALUE = re.compile(r"(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})*")


def values(made: Share) -> dict[str, dict[str, str]]:
    """Return what each service is told, decoded as it decodes."""
    told = {}
    for link in made.links:
        query = urlsplit(link.href).query
        told[link.service] = {name: value[0] for name, value in parse_qs(query, strict_parsing=bool(query)).items()}
    return told


def test_the_services_stand_in_their_order() -> None:
    assert [link.service for link in share(TITLE, URL).links] == list(SHARED_BY)
    assert [link.label for link in share(TITLE, URL).links] == ["Facebook", "X", "Bluesky", "WhatsApp", "Email"]


def test_each_service_is_told_the_address_and_where_it_can_the_title() -> None:
    assert values(share(TITLE, URL)) == {
        "facebook": {"u": URL},
        "x": {"text": TITLE, "url": URL},
        "bluesky": {"text": f"{TITLE} {URL}"},
        "whatsapp": {"text": f"{TITLE} {URL}"},
        "email": {"subject": TITLE, "body": f"{TITLE} {URL}"},
    }


def test_each_link_leads_to_its_service_and_nowhere_else() -> None:
    begin = {
        "facebook": "https://www.facebook.com/sharer/sharer.php?u=",
        "x": "https://x.com/intent/post?text=",
        "bluesky": "https://bsky.app/intent/compose?text=",
        "whatsapp": "https://wa.me/?text=",
        "email": "mailto:?subject=",
    }
    for link in share(TITLE, URL).links:
        assert link.href.startswith(begin[link.service])


def test_the_enhanced_links_have_the_plain_title_and_the_address() -> None:
    links = share(TITLE, URL)
    assert (links.title, links.url) == (TITLE, URL)


#: Every character that Unicode has, in runs of 8192 (surrogates are no characters).
_RUNS = [range(start, start + 0x2000) for start in range(0, 0x110000, 0x2000) if start != 0xC000]
_RUNS += [range(0xC000, 0xD800)]


@pytest.mark.sample(20)
@pytest.mark.parametrize("run", _RUNS, ids=lambda run: f"U+{run.start:04X}")
def test_every_character_arrives(run: range) -> None:
    title = "".join(map(chr, run))
    told = values(share(title, URL))
    assert told["x"] == {"text": title, "url": URL}
    assert told["bluesky"]["text"] == told["whatsapp"]["text"] == told["email"]["body"] == f"{title} {URL}"
    assert told["email"]["subject"] == title


@settings(deadline=None, max_examples=300)
@given(st.text(st.characters(codec="utf-8"), max_size=60), st.text(st.characters(codec="utf-8"), max_size=30))
def test_any_title_survives_a_share_link_and_adds_nothing(title: str, path: str) -> None:
    links = share(title, URL + path)
    told = values(links)
    assert told["email"] == {"subject": title, "body": f"{title} {URL}{path}"} or not title
    assert told["facebook"] == {"u": URL + path}
    for link in links.links:
        pairs = [pair.partition("=") for pair in urlsplit(link.href).query.split("&")]
        assert {name for name, _, _ in pairs} <= {"u", "url", "text", "subject", "body"}
        assert all(_VALUE.fullmatch(value) for _, _, value in pairs)
        assert not urlsplit(link.href).fragment
        assert unquote(pairs[-1][2]).endswith(URL + path)
