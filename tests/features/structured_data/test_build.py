"""Structured data of every kind of page: what the page shows, and of a discreet story no more than its preview."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from newsroom.core import urls
from tests.building import Project, problem_lines, tree
from tests.features.structured_data.conftest import KINDS
from tests.site.edits import change

BASE = "http://127.0.0.1:8000"
Data = dict[str, Any]


def parsed_page(site: Project, address: str) -> BeautifulSoup:
    return BeautifulSoup(site.page(address), "lxml")


def data(site: Project, address: str) -> Data:
    [script] = parsed_page(site, address).select('head script[type="application/ld+json"]')
    found: Data = json.loads(script.string or "")
    assert found["@context"] == "https://schema.org"
    return found


def records(value: Any) -> Iterator[Data]:
    """Yield every record within a graph."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from records(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from records(inner)


def metas(page: BeautifulSoup, name: str) -> list[str]:
    return [str(tag["content"]) for tag in page.select(f'meta[property="{name}"], meta[name="{name}"]')]


def pages(site: Project) -> Iterator[str]:
    for path in site.tree():
        if PurePosixPath(path).name == "index.html" and not path.endswith("/text/index.html"):
            yield "/" + path.removesuffix("index.html")


def test_every_page_says_what_it_is_in_one_graph_whose_references_resolve(built: Project) -> None:
    kinds = set()
    for address in pages(built):
        found = data(built, address)
        kinds.add(found["@type"])
        names = [one["@id"] for one in records(found) if set(one) > {"@id"} and "@id" in one]
        assert len(names) == len(set(names)), address
        assert {one["@id"] for one in records(found) if set(one) == {"@id"}} <= set(names), address
        for one in records(found):
            assert "" not in one.values(), address
            assert all(str(one[key]).startswith("http") for key in ("url", "item", "@id") if key in one), address
    assert kinds == {
        *KINDS.values(), "ReviewNewsArticle", "LiveBlogPosting", "WebSite", "AboutPage", "ContactPage", "WebPage",
        "CollectionPage", "ProfilePage", "PublicationIssue",
    }  # fmt: skip


def test_addresses_within_the_site_lead_to_what_is_published(built: Project) -> None:
    tree = built.tree()
    for address in pages(built):
        for one in records(data(built, address)):
            for key in ("url", "item"):
                if str(one.get(key, "")).startswith(BASE):
                    path = one[key].removeprefix(BASE).partition("#")[0]
                    assert urls.file_of(path) in tree, (address, key, path)


def test_pages_outside_search_engines_have_no_structured_data(built: Project) -> None:
    for address in ("/404.html", "/world/2026/05/lead/text/"):
        assert "ld+json" not in built.page(address), address


@pytest.mark.parametrize(("kind", "type_"), KINDS.items())
def test_a_story_is_what_its_kind_is(built: Project, kind: str, type_: str) -> None:
    found = data(built, f"/national/2026/05/a-{kind}/")
    assert found["@type"] == type_
    assert [(one["@type"], one["name"]) for one in found["author"]] == [
        ("Person", "Robin Vale"),
        ("Organization", "Law desk"),
    ]


def test_a_story_says_what_its_page_shows(built: Project) -> None:
    address = "/world/2026/05/lead/"
    page, found = parsed_page(built, address), data(built, address)
    assert page.h1 is not None
    assert found["headline"] == " ".join(page.h1.text.split()) == "The river rose"
    assert found["description"] == "One sentence."
    assert found["inLanguage"] == "en-AU"
    times = [str(time["datetime"]) for time in page.select(".story-dates time")]
    assert [found["datePublished"], found["dateModified"]] == times
    [author] = found["author"]
    assert author["url"] == BASE + str(page.select(".byline a")[0]["href"])
    assert author["description"] == "Writes about the law."
    assert author["sameAs"] == ["https://social.example/@robin", "https://x.com/robinvale"]
    image, *crops = found["image"]
    shapes = [(crop["width"], crop["height"]) for crop in crops]
    assert shapes == [("1200", "675"), ("1066", "800"), ("800", "800")]
    for crop in crops:
        path = built.output / crop["url"].removeprefix(f"{BASE}/")
        with Image.open(path) as opened:
            assert opened.size == (int(crop["width"]), int(crop["height"]))
    assert [image["url"]] == metas(page, "og:image")
    assert (image["caption"], image["creditText"]) == ("The river", "Sam Okoro")
    assert found["wordCount"] == len(page.select_one(".story-main > .prose").get_text(" ").split())
    assert ([image["width"]], [image["height"]]) == (metas(page, "og:image:width"), metas(page, "og:image:height"))
    assert (image["width"], image["height"]) == ("1200", "800")
    assert found["keywords"] == ["Law reform", "Courts"]
    assert [(entry["@type"], entry["name"], entry["text"]) for entry in found["correction"]] == [
        ("CorrectionComment", "Correction", "It was three."),
        ("CorrectionComment", "Clarification", "We mean all three."),
    ]
    assert found["isPartOf"]["name"] == "Long nights"
    crumbs = found["mainEntityOfPage"]["breadcrumb"]["itemListElement"]
    assert [crumb["name"] for crumb in crumbs] == [a.text for a in page.select(".crumbs a")] == ["Home", "World"]


def test_a_review_says_what_was_reviewed_and_an_event_where_and_when(built: Project) -> None:
    found = data(built, "/world/2026/05/review/")
    assert found["@type"] == "ReviewNewsArticle"
    assert found["reviewRating"] == {"@type": "Rating", "ratingValue": 4.5, "bestRating": 5, "worstRating": 0.5}
    assert found["itemReviewed"] == {
        "@type": "TheaterEvent",
        "name": "A Play",
        "performer": {"@type": "Organization", "name": "A Company"},
        "location": {"@type": "Place", "name": "The Theatre"},
        "startDate": "2026-12-01",
        "endDate": "2026-12-24T19:30:00+10:00",
    }
    book = data(built, "/world/2026/05/book/")
    assert "reviewRating" not in book
    assert book["itemReviewed"] == {"@type": "Book", "name": "B", "author": {"@type": "Person", "name": "Kim"}}
    # Nobody signed it: it is the magazine's own.
    assert book["author"] == [{"@id": f"{BASE}/#organization"}]


def test_a_live_page_names_its_updates(built: Project) -> None:
    found = data(built, "/world/2026/05/live/")
    assert found["coverageStartTime"] == "2026-05-04T09:30:00+10:00"
    assert found["coverageEndTime"] == "2026-05-04T11:00:00+10:00"
    page = parsed_page(built, "/world/2026/05/live/")
    for update in found["liveBlogUpdate"]:
        place = page.select_one(f"#{update['url'].partition('#')[2]}")
        assert place is not None
        assert update["headline"] in place.text
        assert update["articleBody"] in place.text
        assert update["author"] == [{"@id": author["@id"]} for author in found["author"]]
    assert [update["headline"] for update in found["liveBlogUpdate"]] == ["Second", "First"]
    assert [update["articleBody"] for update in found["liveBlogUpdate"]] == ["Two.", "One."]


def test_a_syndicated_story_says_whose_it_was(built: Project) -> None:
    found = data(built, "/world/2026/05/syndicated/")
    assert (found["isBasedOn"], found["sourceOrganization"]["name"]) == ("https://paper.example/1", "A Paper")


def test_a_hostile_title_stays_a_title(built: Project) -> None:
    address = "/world/2026/05/hostile/"
    found, page = data(built, address), parsed_page(built, address)
    assert found["headline"] == found["description"] == "</script><script>alert(1)</script><!-- “’& \\ end"
    assert not [
        script for script in page.select("script") if "alert" in script.text and "ld+json" not in script["type"]
    ]
    assert page.body is not None
    assert page.h1 is not None


def test_of_a_discreet_story_only_its_preview_is_told(built: Project) -> None:
    [address] = [address for address in pages(built) if address.startswith("/read/")]
    found = data(built, address)
    assert found == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": f"{BASE}{address}#story",
        "mainEntityOfPage": {"@type": "WebPage", "@id": BASE + address},
        "headline": "A river in May",
        "description": "Notes & more.",
        "inLanguage": "en-AU",
        "datePublished": "2026-05-04T09:30:00+10:00",
        "dateModified": "2026-05-06T10:00:00+10:00",
        "author": [{"@id": f"{BASE}/#organization"}],
        "publisher": found["publisher"],
        "image": [
            {
                "@type": "ImageObject",
                "url": f"{BASE}/theme/brand/share-plain.jpg",
                "width": "1200",
                "height": "630",
            }
        ],
        "isAccessibleForFree": True,
    }
    for other in pages(built):
        assert "Zinnia" not in json.dumps(data(built, other)), other


def test_the_front_page_says_who_publishes_and_by_which_rules(built: Project) -> None:
    found = data(built, "/")
    us = found["publisher"]
    assert (found["@type"], us["@type"]) == ("WebSite", "NewsMediaOrganization")
    assert us["correctionsPolicy"] == f"{BASE}/corrections/"
    assert us["masthead"] == f"{BASE}/contributors/"
    # Nothing is claimed that is not written down.
    assert "publishingPrinciples" not in us
    assert data(built, "/about/")["mainEntity"] == us
    assert "correctionsPolicy" not in data(built, "/world/2026/05/lead/")["publisher"]


def test_an_author_has_a_profile(built: Project) -> None:
    profile = data(built, "/author/robin-vale/")
    assert profile["dateCreated"] <= profile["dateModified"]
    dates = [str(time["datetime"]) for time in parsed_page(built, "/author/robin-vale/").select(".card-date")]
    assert (profile["dateCreated"], profile["dateModified"]) == (min(dates), max(dates))
    who = profile["mainEntity"]
    assert (who["@type"], who["jobTitle"], who["pronouns"]) == ("Person", "Editor", "they/them")
    assert who["image"]["caption"] == "A face"
    assert data(built, "/author/law-desk/")["mainEntity"]["@type"] == "Organization"


def test_a_list_names_its_stories_in_their_order(built: Project) -> None:
    page, found = parsed_page(built, "/national/"), data(built, "/national/")
    shown = [BASE + str(link["href"]) for link in page.select(".list h2 a")]
    assert [one["url"] for one in found["mainEntity"]["itemListElement"]] == shown


def test_a_page_speaks_its_own_language(built: Project) -> None:
    found = data(built, "/ru/world/2026/05/pervyy-svet/")
    names = [one["name"] for one in found["mainEntityOfPage"]["breadcrumb"]["itemListElement"]]
    assert found["inLanguage"] == "ru"
    assert names == [a.text for a in parsed_page(built, "/ru/world/2026/05/pervyy-svet/").select(".crumbs a")]
    assert names[0] == "Главная"


def test_previews_know_language_accounts_and_the_measure_of_the_picture(built: Project) -> None:
    page = parsed_page(built, "/world/2026/05/lead/")
    assert metas(page, "og:locale") == ["en_AU"]
    assert metas(page, "og:image:type") == ["image/jpeg"]
    assert metas(page, "og:image:alt") == ["The river"]
    assert metas(page, "fediverse:creator") == ["@robin@social.example"]
    assert metas(page, "twitter:site") == ["@qn"]
    assert metas(page, "article:author") == [f"{BASE}/author/robin-vale/"]
    assert metas(page, "article:tag") == ["Law reform", "Courts"]
    assert metas(page, "robots") == ["max-image-preview:large"]
    russian = parsed_page(built, "/ru/world/2026/05/pervyy-svet/")
    assert metas(russian, "og:locale") == ["ru_RU"]
    assert {str(link["hreflang"]) for link in russian.select("link[hreflang]")} == {"ru", "en-AU", "x-default"}
    quiet = next(parsed_page(built, address) for address in pages(built) if address.startswith("/read/"))
    assert metas(quiet, "fediverse:creator") == metas(quiet, "article:author") == []


#: Sources of a page's structured data besides its own file: the file, the edit (before, after), and the page.
EDITS = (
    ("content/authors/robin-vale.md", "robin@social", "vale@social", "/world/2026/05/lead/"),
    ("content/authors/law-desk.md", "status: desk", "status: former", "/national/2026/05/a-news/"),
    ("content/articles/world/2026/review.md", "starts: 2026-12-01", "starts: 2026-12-02", "/world/2026/05/review/"),
    ("content/pages/corrections.md", "summary: Ours.", "summary: Ours.\nstatus: draft", "/"),
    ("content/data/magazine.toml", 'handle = "qn"', 'handle = "qnews"', "/about/"),
)


@pytest.mark.audit
def test_edits_of_every_source_change_the_structured_data(
    built: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = built.copy(tmp_path_factory.mktemp("edit") / "site")
    for path, old, new, _ in EDITS:
        change(site.root / path, old, new)
    assert problem_lines(site.build()) == []
    for _, _, _, address in EDITS:
        assert data(site, address) != data(built, address), address
    assert problem_lines(site.build(output=site.root / "clean")) == []
    assert tree(site.root / "clean") == site.tree()
    site.setting('PLUGINS = [name for name in PLUGINS if name != "newsroom.features.structured_data"]')
    change(site.root / "pelicanconf.py", 'IMAGE_LICENSE_PAGE = magazine.licence_page or ""\n', "")
    assert problem_lines(site.build()) == []
    assert not [address for address in pages(site) if "ld+json" in site.page(address)]
