"""Structured data of a page: how records become JSON-LD, and what no title can do to the page around it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from newsroom.core.parts import Picture, ShareImage
from newsroom.features.author_bios.model import Author, AuthorFields, bio_box
from newsroom.features.structured_data import plugin
from newsroom.features.structured_data.jsonld import graph, texts
from newsroom.features.structured_data.model import (
    Agent,
    Image,
    Items,
    ListItem,
    Reference,
    SchemaRating,
    WebPage,
    made_by,
)
from newsroom.features.structured_data.publisher import POLICIES, ImageLicence, magazine
from newsroom.features.structured_data.stories import image_of
from newsroom.site.story_parts import Profile

HOSTILE = '</script><script>alert(1)</script><!-- <SCRIPT> ]]> & \u2028 " \\'


def as_json(record: WebPage | Image) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(graph(record))
    return found


def test_fields_are_called_as_schema_org_calls_them() -> None:
    image = Image(url="https://x/a.jpg", width="3", height="2", credit_text="Sam")
    who = Agent(type="Person", id="#a", name="Robin", same_as=("https://a.example/",), image=image)
    assert as_json(WebPage(type="ProfilePage", url="/", name="Robin", in_language="en-AU", main_entity=who)) == {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "url": "/",
        "name": "Robin",
        "inLanguage": "en-AU",
        "mainEntity": {
            "@type": "Person",
            "@id": "#a",
            "name": "Robin",
            "image": {
                "@type": "ImageObject",
                "url": "https://x/a.jpg",
                "width": "3",
                "height": "2",
                "creditText": "Sam",
            },
            "sameAs": ["https://a.example/"],
        },
    }


def test_empty_properties_are_left_out_and_zeros_are_not() -> None:
    page = WebPage(type="WebPage", main_entity=SchemaRating(rating_value=0, best_rating=5))
    assert as_json(page)["mainEntity"] == {"@type": "Rating", "ratingValue": 0, "bestRating": 5, "worstRating": 0.5}
    assert "breadcrumb" not in as_json(page)
    assert as_json(WebPage(type="WebPage", publisher=Reference(id="#us")))["publisher"] == {"@id": "#us"}


@given(st.text() | st.just(HOSTILE))
def test_no_name_breaks_out_of_its_script_or_is_changed_by_it(name: str) -> None:
    raw = graph(WebPage(type="WebPage", name=name))
    assert not set("<>&") & set(raw)
    page = BeautifulSoup(f"<head><script type='application/ld+json'>{raw}</script></head><body><p>x", "html.parser")
    assert [str(tag.name) for tag in page.find_all(True)] == ["head", "script", "body", "p"]
    assert json.loads(page.script.string or "").get("name", "") == name if page.script else False


def test_all_words_of_a_graph_can_be_looked_through() -> None:
    way = Items(type="BreadcrumbList", item_list_element=(ListItem(position=1, name="A < B & C", item="/a/"),))
    head = f'<script type="application/ld+json">{graph(WebPage(type="WebPage", name="N", breadcrumb=way))}</script>'
    assert {"N", "A < B & C", "/a/"} <= set(texts(head))
    assert texts("<p>no data</p>") == ()


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("book", ("Book", {"author": "Person"})),
        ("film", ("Movie", {"director": "Person"})),
        ("album", ("MusicAlbum", {"by_artist": "MusicGroup"})),
        ("play", ("TheaterEvent", {"performer": "Organization"})),
        ("place", ("Place", {})),
        ("", ("Thing", {})),
    ],
)
def test_the_maker_has_the_property_of_the_works_form(form: str, expected: tuple[str, dict[str, str]]) -> None:
    type_, makers = made_by(form, "Somebody")
    assert (type_, {role: agent.type for role, agent in makers.items()}) == expected
    assert made_by(form, "")[1] == {}


def test_only_policies_that_are_written_down_are_named() -> None:
    pages = {"/editorial-standards/": '<h2 id="accuracy">Accuracy</h2>', "/contributors/": ""}
    whole = magazine("https://x.example", "X", "Words", "en-AU", (), pages).whole
    named = {name for name in POLICIES if getattr(whole, name)}
    assert named == {"publishing_principles", "ethics_policy", "verification_fact_checking_policy", "masthead"}
    assert whole.verification_fact_checking_policy == "https://x.example/editorial-standards/#accuracy"


def test_accounts_are_the_same_as_the_magazine_and_addresses_to_write_to_are_not() -> None:
    accounts = [
        Profile("mastodon", "Mastodon", "https://social.example/@x"),
        Profile("email", "Email", "mailto:x@x.example"),
        Profile("rss", "Feed", "/feed.atom"),
    ]
    us = magazine("https://x.example", "X", "", "en-AU", accounts, {})
    assert us.whole.same_as == ("https://social.example/@x",)
    assert us.publisher.same_as == ()


_SHARED = ShareImage("https://x.example/a.jpg", "A", 3, 2)
_US = replace(
    magazine("https://x.example", "X", "", "en-AU", (), {}),
    licence=ImageLicence("https://licence.example/by/", "https://x.example/contact/"),
)


def _image(credit: str) -> dict[str, Any]:
    picture = Picture("/images/a", (1200,), ("webp", "jpg"), 1200, 800, "A", credit=credit, share_height=800)
    robin = bio_box(Author("robin", "", AuthorFields(name="Robin", bio="Writes.")))
    made: dict[str, Any] = as_json(image_of(picture, _SHARED, _US, (robin,)))
    rights = ("creditText", "creator", "copyrightNotice", "license", "acquireLicensePage")
    return {name: made[name] for name in rights if name in made}


def test_of_a_picture_only_what_is_known_of_its_rights_is_told() -> None:
    assert _image("X") == {
        "creditText": "X",
        "creator": {"@id": "https://x.example/#organization"},
        "copyrightNotice": "© X",
        "license": "https://licence.example/by/",
        "acquireLicensePage": "https://x.example/contact/",
    }
    assert _image("Robin") == {"creditText": "Robin", "creator": {"@id": "https://x.example/author/robin/#author"}}
    assert _image("An agency") == {"creditText": "An agency"}
    assert _image("") == {}


def test_the_view_of_somebody_elses_plugin_may_be_a_dataclass() -> None:
    @dataclass(frozen=True)
    class Theirs:
        head: Any
        words: str

    assert plugin._with_head(Theirs("one head", "words"), "another") == Theirs("another", "words")  # type: ignore[arg-type]  # a head stands for itself
