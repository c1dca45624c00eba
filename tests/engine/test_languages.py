"""Pages in other languages: what leads to them, what stands around them, and what on them is in yet another."""

from __future__ import annotations

import shutil

import pytest
from bs4 import BeautifulSoup, Tag

from newsroom.commands.build.build import BuildRequest, planned
from newsroom.features.headers.model import Headers
from tests.building import MAGAZINE_FOLDER, NOW, TRANSLATION, Project, problem_lines

RUSSIAN, VIETNAMESE = "/ru/world/2026/05/pervyj/", "/vi/world/2026/05/dau/"
HELPLINE = """\
[[helpline]]
id = "line"
name = "The Line"
phone = "13 11 14"
hours = "Mornings"
zone = "Pacific/Auckland"
serves = "Anybody in distress"
topics = ["distress"]
checked = 2026-11-16
"""
NOTE = '[[note]]\nid = "loss"\nwords = "This story is about a loss."\nlabel = "Loss"\n'
_HEAD = "authors: [robin-vale]\ntags: [Law reform]\ncontent_notes: [loss]\nhelplines: [distress]\n---\n\n"
ABROAD = TRANSLATION.replace("---\n\n", _HEAD)


@pytest.fixture
def abroad(site: Project) -> Project:
    """A magazine with a story in a language that has a catalogue, and one in a language that has none."""
    shutil.copytree(MAGAZINE_FOLDER / "content/translations", site.content / "translations")
    site.write("data/helplines.toml", HELPLINE)
    site.write("data/content_notes.toml", NOTE)
    site.story("world/2026/pervyj", ABROAD)
    site.story("world/2026/dau", TRANSLATION.replace("lang: ru", "lang: vi").replace("Первый свет", "Ánh sáng"))
    return site


def page(site: Project, address: str) -> BeautifulSoup:
    return BeautifulSoup(site.page(address), "lxml")


def select_one(tree: BeautifulSoup | Tag, selector: str) -> Tag:
    found = tree.select_one(selector)
    assert found is not None, selector
    return found


def lang(tag: Tag) -> str:
    """Return the language that a tag's words are said to be in."""
    return next(str(around["lang"]) for around in (tag, *tag.parents) if around.get("lang"))


def test_text_in_another_language_than_the_page_is_marked(abroad: Project) -> None:
    """Of data files, what the catalogue lacks; bios, topics and names of services, which it cannot have."""
    abroad.build()
    tree = page(abroad, RUSSIAN)
    for selector, words, own in (
        ("h1", "Первый свет", "ru"),
        (".crumbs li:nth-child(2) a", "Мир", "ru"),
        (".helpline-serves", "Для всех, кому тяжело", "ru"),
        (".bio-text span", "Writes about the law.", "en-AU"),
        (".tags-link span", "Law reform", "en-AU"),
        (".helpline-name span", "The Line", "en-AU"),
        (".helpline-hours span", "Mornings", "en-AU"),
        (".content-note span", "This story is about a loss.", "en-AU"),
        (".wordmark-link", "QN Magazine", "en-AU"),
    ):
        found = select_one(tree, selector)
        assert (found.get_text().replace("\xa0", " "), lang(found)) == (words, own), selector


#: Elements that say their language and lead to no page in it.
_NO_LINKS_TO_LANGUAGES = "[lang]:not(.translations a, .more-nav a, .footer-group a)"


def test_on_a_page_in_the_magazines_own_language_nothing_is_marked(abroad: Project) -> None:
    abroad.build()
    tree = page(abroad, "/world/2026/05/first-light/")
    assert {str(tag["lang"]) for tag in tree.select("[lang]")} == {"en-AU", "ru", "vi"}
    assert {str(tag["lang"]) for tag in tree.select(_NO_LINKS_TO_LANGUAGES)} == {"en-AU"}
    assert not tree.select("body[lang]")
    assert {str(tag["dir"]) for tag in tree.select("[dir]:not(.translations a)")} <= {"ltr"}


def test_versions_name_one_another_and_one_for_everybody_else(abroad: Project) -> None:
    abroad.build()
    expected = {
        "en-AU": "/world/2026/05/first-light/",
        "ru": RUSSIAN,
        "vi": VIETNAMESE,
        "x-default": "/world/2026/05/first-light/",
    }
    for address in (expected["en-AU"], RUSSIAN, VIETNAMESE):
        links = page(abroad, address).select("link[rel=alternate][hreflang]")
        found = {str(link["hreflang"]): str(link["href"]).removeprefix("http://127.0.0.1:8000") for link in links}
        assert found == expected, address


def test_a_language_has_a_list_in_that_language_or_else_in_english(abroad: Project) -> None:
    abroad.build()
    russian, vietnamese = page(abroad, "/ru/"), page(abroad, "/vi/")
    assert select_one(russian, "html")["lang"] == "ru"
    assert select_one(russian, "h1").get_text() == "Материалы на русском языке"
    assert "на русском" in select_one(russian, ".page-head-introduction").get_text()
    assert select_one(russian, "title").get_text() == "Материалы на русском языке – QN Magazine"
    assert select_one(vietnamese, "html")["lang"] == "en-AU"
    assert select_one(vietnamese, ".page-head-kicker").get_text() == "Stories in"
    name = select_one(vietnamese, "h1 span")
    assert (name.get_text(), name["lang"], name["dir"]) == ("Tiếng Việt", "vi", "ltr")
    assert select_one(vietnamese, "title").get_text() == "Stories in Tiếng Việt – QN Magazine"


def test_the_front_page_and_the_search_lead_to_every_language(abroad: Project) -> None:
    abroad.build()
    for address, where in (("/", "header"), ("/world/2026/05/first-light/", ".footer"), ("/search/", "main")):
        links = page(abroad, address).select(f"{where} a[hreflang]")
        assert [(link["href"], link["lang"], link.get_text()) for link in links] == [
            ("/ru/", "ru", "Русский"), ("/vi/", "vi", "Tiếng Việt"),
        ]  # fmt: skip
    assert select_one(page(abroad, RUSSIAN), 'main a[href="/ru/"]')
    assert not page(abroad, VIETNAMESE).select('main a[href="/ru/"], main a[href="/vi/"]')


def test_a_language_with_a_catalogue_has_a_search_page_under_the_policy_of_searching(abroad: Project) -> None:
    outcome, plan = planned(BuildRequest(abroad.root, now=NOW, search=True))
    assert problem_lines(outcome) == []
    assert plan is not None
    tree = page(abroad, "/ru/search/")
    assert select_one(tree, "html")["lang"] == "ru"
    assert select_one(tree, "pagefind-input")["placeholder"] == "Слово, имя, место"
    policies = [
        select_one(page(abroad, where), "meta[http-equiv]")["content"] for where in ("/search/", "/ru/search/", RUSSIAN)
    ]
    assert policies[0] == policies[1] != policies[2]
    table = plan.edition.get(Headers).table
    sent = [table.of(where)["Content-Security-Policy"] for where in ("/search/", "/ru/search/", "/vi/search/", RUSSIAN)]
    assert sent[0] == sent[1] != sent[2] == sent[3]
    assert "/vi/search/" not in plan.pages
    for address, leads in ((RUSSIAN, "/ru/search/"), (VIETNAMESE, "/search/"), ("/world/", "/search/")):
        assert select_one(page(abroad, address), ".nav-search")["href"] == leads
        assert {link["href"] for link in page(abroad, address).select('a[href$="/search/"]')} == {leads}


def test_the_page_for_what_is_lost_is_english(abroad: Project) -> None:
    abroad.build()
    assert select_one(page(abroad, "/404.html"), "html")["lang"] == "en-AU"


def test_a_page_that_runs_from_the_right_does_so_as_a_whole(site: Project) -> None:
    site.story("world/2026/al-awwal", TRANSLATION.replace("lang: ru", "lang: ar"))
    site.story("world/2026/avval", TRANSLATION.replace("lang: ru", "lang: fa"))
    assert problem_lines(site.build()) == []
    arabic, persian = page(site, "/ar/world/2026/05/al-awwal/"), page(site, "/fa/world/2026/05/avval/")
    assert select_one(arabic, "html")["dir"] == "rtl"
    assert "dir" not in select_one(arabic, "h1").attrs
    # Around Persian the furniture is in English, which runs from the left.
    assert "dir" not in select_one(persian, "html").attrs
    assert (select_one(persian, "html")["lang"], select_one(persian, "body")["lang"]) == ("fa", "en-AU")
    assert (select_one(persian, "h1")["lang"], select_one(persian, "h1")["dir"]) == ("fa", "rtl")


def test_an_author_has_the_name_of_the_storys_language_where_one_is_given(abroad: Project) -> None:
    """In the byline, the bio, the head, the text edition and cards; else the own name, marked as what it is."""
    author = abroad.root / "content/authors/robin-vale.md"
    author.write_text(author.read_text("utf-8").replace("---\n", "---\nnames:\n  ru: Робин Вейл\n", 1), "utf-8")
    abroad.build()
    tree, english, text = page(abroad, RUSSIAN), page(abroad, "/world/2026/05/first-light/"), f"{RUSSIAN}text/"
    for shown in (tree, page(abroad, text)):
        name = select_one(shown, "[rel=author]")
        assert (name.get_text(), lang(name), name.select("[lang]")) == ("Робин Вейл", "ru", [])
    assert select_one(tree, ".bio-name a").get_text() == "Робин Вейл"
    assert select_one(tree, "meta[name=author]")["content"] == "Робин Вейл"
    assert select_one(english, "[rel=author]").get_text() == "Robin Vale"
    byline = select_one(page(abroad, "/ru/"), ".card-byline")
    assert (byline.get_text(), lang(byline)) == ("Робин Вейл", "ru")


def test_a_name_that_is_not_given_in_a_language_is_marked_as_the_magazines_own(abroad: Project) -> None:
    abroad.build()
    name = select_one(page(abroad, RUSSIAN), "[rel=author]")
    assert (name.get_text(), lang(select_one(name, "span"))) == ("Robin Vale", "en-AU")
    assert lang(select_one(page(abroad, "/ru/"), ".card-byline")) == "en-AU"
