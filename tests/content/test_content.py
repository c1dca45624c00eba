"""The magazine of the tests: together its stories use every field, and each page shows what the fields say."""

from __future__ import annotations

import re
import tomllib

import pytest

from newsroom.core.text import SLUG
from newsroom.engine.i18n.catalogues import Catalogues
from newsroom.engine.theme import SOFTWARE
from newsroom.features.stories.schema import StoryFields
from tests.building import MAGAZINE_FOLDER
from tests.content.conftest import URL, Magazine, words

pytestmark = pytest.mark.xdist_group("content")

#: Fields that no published story here may use, and why.
UNUSED = {
    "status": "everything is published; drafts and withdrawn stories would not be seen",
    "publish_at": "the magazine looks the same on whatever day it is built",
    "expires": "as above: nothing in it vanishes",
    "syndicated_from": "every story here is our own",
    "pictures": "they are drawings, and show nobody of whom a part has to be hidden",
    "hides": "as above: nobody's name has to be kept out of them",
    "aliases": "nothing of it stood anywhere else before",
    "waive": "no warning stands, so none is waived",
}
SECTIONS = ["national", "world", "politics", "health", "arts", "community", "lifestyle", "opinion", "sport", "history"]
STATES = {"nsw", "vic", "qld", "wa", "sa", "tas", "act", "nt"}
RAINBOW = "world/2017/rainbow-railroad-chechnya"


def test_there_are_at_least_thirty_stories_over_all_sections(magazine: Magazine) -> None:
    sections = tomllib.loads((MAGAZINE_FOLDER / "content/data/sections.toml").read_text("utf-8"))["section"]
    assert {item["id"] for item in sections} == set(SECTIONS)
    assert len(magazine.heads) >= 30
    for section in SECTIONS:
        of_section = [id_ for id_ in magazine.heads if id_.startswith(f"{section}/")]
        assert len(of_section) >= 2, section
        assert magazine.page(f"/{section}/").select("main a[href]")


def test_every_story_has_an_id_that_is_its_path(magazine: Magazine) -> None:
    assert [head["id"] for head in magazine.heads.values()] == list(magazine.heads)


def test_together_the_stories_use_every_field(magazine: Magazine) -> None:
    used = {name for head in magazine.heads.values() for name in head}
    assert set(StoryFields.model_fields) - used == set(UNUSED)
    inner = {
        (name, key)
        for head in magazine.heads.values()
        for name, value in head.items()
        for item in (value if isinstance(value, list) else [value])
        if isinstance(item, dict)
        for key in item
    }
    assert inner == {
        ("image", "src"), ("image", "alt"), ("image", "caption"), ("image", "credit"), ("sponsor", "name"),
        ("bylines", "author"), ("bylines", "role"), ("corrections", "date"), ("corrections", "text"),
        ("discreet", "title"), ("discreet", "summary"),
        ("updates", "date"), ("updates", "text"),
        ("review", "what"), ("review", "form"), ("review", "by"), ("review", "where"), ("review", "when"),
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["news", "feature", "explainer", "analysis", "opinion", "review", "sponsored"])
def test_the_kinds_are_there_and_all_but_news_are_labelled(magazine: Magazine, kind: str) -> None:
    found = magazine.stories(kind=kind)
    assert found
    words_of = Catalogues((SOFTWARE / "translations",))
    for id_ in found:
        _, page = magazine.of(id_)
        # The section's own name says it, where it is the same.
        kicker = words(page.select_one(".story-header .kicker"))
        label = words_of.of(str(magazine.heads[id_].get("lang", "en-AU"))).say(kind.capitalize())
        assert (label in kicker) is (kind != "news"), id_


def test_sponsored_stories_are_labelled_before_the_headline_and_lead_no_page(magazine: Magazine) -> None:
    [id_] = magazine.stories(kind="sponsored")
    address, page = magazine.of(id_)
    before = words(page).partition(str(magazine.heads[id_]["title"])[:20])[0]
    assert "Sponsored" in words(page.h1.find_parent("article")).partition(words(page.h1))[0] or "Sponsored" in before
    lead = magazine.page("/").select_one("main a[href]")
    assert lead is not None
    assert lead["href"] != address


def test_national_stories_come_from_every_state(magazine: Magazine) -> None:
    states = {head.get("state") for id_, head in magazine.heads.items() if id_.startswith("national/")}
    assert states == STATES
    assert not [id_ for id_, head in magazine.heads.items() if "state" in head and not id_.startswith("national/")]
    for state in STATES:
        assert magazine.page(f"/national/{state}/").select("main h1")


def test_one_story_has_three_authors_with_their_parts(magazine: Magazine) -> None:
    _, page = magazine.of("national/2026/brisbane-1990")
    byline = words(page.select_one(".byline"))
    for name, did in (("Nerelle Harper", "Words"), ("History desk", "Research"), ("Picture desk", "Illustration")):
        assert name in byline
        assert did in byline
    assert [words(bio.h3) for bio in page.select(".bios .bio")] == ["Nerelle Harper", "History desk", "Picture desk"]


def test_a_correction_stands_on_its_story_with_its_day(magazine: Magazine) -> None:
    [id_] = [id_ for id_, head in magazine.heads.items() if "corrections" in head]
    _, page = magazine.of(id_)
    box = words(page.select_one(".corrections"))
    assert re.search(r"\d{1,2} [A-Z][a-z]+ 20\d\d", box)
    correction = magazine.heads[id_]["corrections"]
    assert isinstance(correction, list)
    assert correction[0]["text"].replace("'", "’")[:40] in box


def test_a_series_links_its_parts_one_after_another(magazine: Magazine) -> None:
    parts = [id_ for id_, head in magazine.heads.items() if "series" in head]
    assert len(parts) == 8
    addresses = {magazine.of(id_)[0] for id_ in parts}
    listed = {str(link["href"]) for link in magazine.page("/series/how-the-law-changed/").select("main a[href]")}
    assert addresses <= listed
    linked = [{str(a["href"]) for a in magazine.of(id_)[1].select(".series a, [class*=series] a")} for id_ in parts]
    assert all(addresses & links for links in linked)


@pytest.mark.parametrize(
    ("translation", "original", "lang", "direction"),
    [
        ("world/2017/raduzhnaya-zheleznaya-doroga", RAINBOW, "ru", "ltr"),
        ("world/2026/al-khawf-al-mubarrar", "world/2026/a-well-founded-fear", "ar", "rtl"),
    ],
)
def test_translations_are_linked_both_ways_and_stay_out_of_the_english_lists(
    magazine: Magazine, translation: str, original: str, lang: str, direction: str
) -> None:
    there, page = magazine.of(translation)
    here, english = magazine.of(original)
    assert there.startswith(f"/{lang}/world/")
    assert english.select(f'main a[href="{there}"][hreflang={lang}]')
    assert page.select(f'main a[href="{here}"][hreflang=en-AU]')
    for tree in (english, page):
        hreflangs = {str(a["hreflang"]): str(a["href"]) for a in tree.select("link[rel=alternate][hreflang]")}
        assert hreflangs == {lang: URL + there, "en-AU": URL + here, "x-default": URL + here}

    for part in (page.h1, page.select_one(".prose")):
        assert part is not None
        around = [part, *part.parents]
        assert next(tag["lang"] for tag in around if tag.get("lang")) == lang
        assert next((tag["dir"] for tag in around if tag.get("dir")), "ltr") == direction

    assert magazine.page(f"/{lang}/").select(f'main a[href="{there}"]')
    for address in ("/", "/world/", "/topic/refugees/", "/archive/2017/04/", "/archive/2026/09/"):
        assert not magazine.page(address).select(f'a[href="{there}"]'), address
    assert there not in (magazine.output / "feed.atom").read_text("utf-8")


def test_comments_are_counted_and_threaded(magazine: Magazine) -> None:
    _, page = magazine.of("opinion/2026/a-kinder-comment")
    block = page.select_one(".comments")
    assert block is not None
    assert "3 comments" in words(block)
    first, reply = block.select_one("#comment-1"), block.select_one("#comment-2")
    assert first is not None
    assert reply is not None
    assert first.find_next(id="comment-2") is reply
    assert reply.find_parent(["ol", "ul"]) is not first.find_parent(["ol", "ul"]), "a reply stands below its comment"


@pytest.mark.parametrize(
    ("what", "selector"),
    [
        ("a long read", "body.page-long-read, .long-read, [class*=long-read]"),
        ("an unordered list", ".prose ul > li"),
        ("an ordered list", ".prose ol > li"),
        ("a table", ".prose .table-scroll table th[scope=col]"),
        ("footnotes", ".prose section.notes li[id]"),
        ("a pull quote", ".prose aside.pull-quote"),
        ("a sub-heading", ".prose h2[id]"),
        ("a lead picture with a caption and a credit", "figure figcaption .credit"),
        ("a portrait", ".bio img[alt]"),
    ],
)
def test_the_stories_show_what_a_story_can_hold(magazine: Magazine, what: str, selector: str) -> None:
    assert [at for at, page in magazine.pages.items() if page.select(selector)], what


def test_every_story_has_a_picture_with_words_for_it(magazine: Magazine) -> None:
    for id_, head in magazine.heads.items():
        image = head["image"]
        assert isinstance(image, dict), id_
        _, page = magazine.of(id_)
        stem = str(image["src"]).removesuffix(".jpg")
        lead = page.select_one(f'article img[src*="/images/{stem}-"]')
        assert lead is not None, id_
        assert len(str(lead["alt"])) > 30, id_


@pytest.mark.parametrize(
    "address",
    ["about", "contact", "editorial-standards", "corrections", "privacy", "accessibility", "write-for-us", "support",
     "magazine/latest", "magazine/how-to-get-it"],
)  # fmt: skip
def test_the_standing_pages_are_there_and_linked_from_every_page(magazine: Magazine, address: str) -> None:
    page = magazine.page(f"/{address}/")
    assert len(words(page.select_one("main"))) > 500
    assert magazine.page("/").select(f'a[href="/{address}/"]')


def test_the_support_page_lists_every_helpline_with_a_number_to_ring(magazine: Magazine) -> None:
    lines = tomllib.loads((MAGAZINE_FOLDER / "content/data/helplines.toml").read_text("utf-8"))["helpline"]
    page = magazine.page("/support/")
    numbers = {str(link["href"]) for link in page.select('main a[href^="tel:"]')}
    assert {"tel:" + line["phone"].replace(" ", "") for line in lines} <= numbers
    assert all(line["name"] in words(page) for line in lines)


def test_every_address_is_made_of_plain_words(magazine: Magazine) -> None:
    for address in magazine.pages:
        assert all(SLUG.match(part) for part in address.removesuffix(".html").strip("/").split("/") if part), address
