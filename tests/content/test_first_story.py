"""The story that the magazine began with has everything around it that a story of QNEWS has."""

from __future__ import annotations

import re

import pytest

from tests.content.conftest import Magazine, words

pytestmark = pytest.mark.xdist_group("content")

RAINBOW = "world/2017/rainbow-railroad-chechnya"


def test_the_rainbow_railroad_story_has_what_was_around_it(magazine: Magazine) -> None:
    address, page = magazine.of(RAINBOW)
    assert address == "/world/2017/04/rainbow-railroad-chechnya/"
    article = page.select_one("article.story")
    assert article is not None
    everything = words(article)

    # a headline that names the charity, a standfirst that sums it up, a byline and its day
    assert "Rainbow Railroad" in words(article.h1)
    standfirst = article.select_one(".story-standfirst")
    assert len(words(standfirst)) > 100
    assert words(article.select_one(".byline")) == "By Nerelle Harper"
    published = article.select_one("time")
    assert published is not None
    assert str(published["datetime"]).startswith("2017-04-19T")

    # a picture with alt text, caption and credit, each for itself
    picture, caption, credit = (article.select_one(name) for name in ("figure img", "figcaption", "figcaption .credit"))
    assert picture is not None
    assert len({str(picture["alt"]), words(caption), words(credit)}) == 3
    assert all((str(picture["alt"]), words(caption), words(credit)))

    # a real list of what the charity gives, and a sub-heading on it
    lists = [words(item).lower() for item in article.select(".prose ul")]
    assert any(all(word in item for word in ("legal", "visas", "transport", "necessities")) for item in lists)
    assert any("charity" in words(heading).lower() for heading in article.select(".prose h2"))
    assert not re.search(r"[•●▪‣]", everything)

    # quotations of real people are reported, not invented
    assert "“" not in words(article.select_one(".prose"))

    # tags
    tags = {words(tag): str(tag["href"]) for tag in article.select('a[rel="tag"]')}
    assert tags == {
        "Chechnya": "/topic/chechnya/", "Refugees": "/topic/refugees/", "Human rights": "/topic/human-rights/",
    }  # fmt: skip
    assert set(tags.values()) <= set(magazine.pages)


def test_the_about_site_stands_under_it_with_the_magazines_accounts(magazine: Magazine) -> None:
    _, page = magazine.of(RAINBOW)
    house = page.select_one(".about-site")
    assert house is not None
    line = words(house)
    for name in (
        "QN Magazine",
        "lesbian, gay, bisexual, transgender, intersex and queer (LGBTIQ)",
        "Australia",
        "Find us on",
    ):
        assert name in line
    links = {str(link["href"]): words(link) for link in house.select("a[href]")}
    assert {"/", "/magazine/latest/"} <= set(links)
    assert {"Facebook", "X", "Instagram", "YouTube"} <= set(links.values())


def test_its_author_is_introduced_under_it(magazine: Magazine) -> None:
    _, page = magazine.of(RAINBOW)
    [bio] = page.select(".bios .bio")
    assert "Nerelle Harper" in words(bio)
    assert "QN Magazine and QNEWS Online" in words(bio)
    assert bio.select('a[href="/author/nerelle-harper/"]')
    assert magazine.page("/author/nerelle-harper/").select('main a[href="/world/2017/04/rainbow-railroad-chechnya/"]')


def test_nobody_has_commented_on_it_and_the_form_says_what_it_can_do(magazine: Magazine) -> None:
    _, page = magazine.of(RAINBOW)
    block = page.select_one(".comments")
    assert block is not None
    told = words(block)
    assert page.select_one("details:not([open]) #comments"), "the form is folded away, and a link to it opens it"
    for sentence in (
        "No comments yet",
        "Leave a reply",
        "Your email address will not be published. Required fields are marked *",
    ):
        assert sentence in told
    assert block.select("fieldset[disabled]")
    assert block.select('a[href="/contact/"]'), "how to reply today"
    fields = {str(field["name"]): field for field in block.select("textarea, input[name]")}
    assert {"comment", "name", "email", "website"} <= set(fields)
    for name in ("comment", "name", "email"):
        assert fields[name].has_attr("required")
        assert block.select(f'label[for="{fields[name]["id"]}"]')


def test_the_first_story_can_be_shared_and_read_in_russian(magazine: Magazine) -> None:
    _, page = magazine.of(RAINBOW)
    shared = {words(link): str(link["href"]) for link in page.select(".share a[href]")}
    assert list(shared) == ["Facebook", "X", "Bluesky", "WhatsApp", "Email"]
    for href in shared.values():
        assert "https%3A%2F%2Fqn.example%2Fworld%2F2017%2F04%2Frainbow-railroad-chechnya%2F" in href
    assert "Русский" in words(page.select_one("main"))
