"""The search in a real Chromium, under the policy that its page carries and the headers that go with every file."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from newsroom.commands.build.build import BuildRequest, planned
from newsroom.features.headers.model import Headers
from tests.audit.verdicts import axe
from tests.browser.conftest import Visit
from tests.browser.searchable import Strict, write_story
from tests.building import NOW, Project
from tests.serving import files, serving

pytestmark = pytest.mark.browser

_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
_IMAGE = "image:\n  src: 2026/river.jpg\n  alt: A river\n"


@pytest.fixture(scope="module")
def searchable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small magazine that can be searched."""
    site = Project(tmp_path_factory.mktemp("search") / "site")
    write_story(
        site, "world/2026/quokka", "A quokka crosses", "The quokka crossed the road.", author="sam-okoro", more=_IMAGE
    )
    write_story(site, "national/2026/platypus", "A platypus swims", "The quokka looked on.", topic="Wetlands")
    write_story(site, "opinion/2019/echidna", "The echidna digs", "A quokka again.", date="2019-03-02")
    write_story(
        site, "world/2026/markup", "Signs", "Wombats write `<img src=/x.png onerror=alert(1)>` & <em>mean</em> it."
    )
    russian = {"more": "lang: ru\ntranslation_of: world/2026/quokka\n", "summary": "Одно предложение."}
    write_story(site, "world/2026/doroga", "Железная дорога", "Они вышли на дорогу.", **russian)
    arabic = {"more": "lang: ar\ntranslation_of: world/2026/quokka\n", "summary": "جملة واحدة."}
    write_story(site, "world/2026/al-khawf", "الخوف والقانون", "تقوم حماية اللاجئين على القانون.", **arabic)
    with serving(files(site.output, Strict)) as address:
        outcome, plan = planned(BuildRequest(site.root, production=True, now=NOW, site_url=address))
        assert outcome.ok, outcome.problems
        assert plan is not None
        Strict.table = plan.edition.get(Headers).table
        yield address


@pytest.fixture
def seeking(browser: Browser, searchable: str) -> Iterator[Visit]:
    """A visit to the search page, in which nothing may be complained of and nobody else be asked."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    visit = Visit(context.new_page(), searchable)
    visit.open("/search/")
    yield visit
    assert visit.complaints == []
    assert visit.elsewhere == []
    context.close()


def _seek(page: Page, words: str) -> Locator:
    """Type words; return the results, once they are those for these words."""
    page.get_by_role("searchbox").fill(words)
    expect(page.locator(".pf-summary")).to_contain_text(f"for {words}")
    expect(page.locator(".pf-summary")).not_to_contain_text("Searching")
    expect(page.locator(".pf-result")).to_have_count(0)
    return page.locator(".search-result")


def _titles(results: Locator) -> set[str]:
    return {title.replace("\xa0", " ") for title in results.get_by_role("heading").all_inner_texts()}


_QUOKKAS = {"A quokka crosses", "A platypus swims", "The echidna digs"}


def test_a_story_is_found_by_a_rare_word(seeking: Visit) -> None:
    """The result says what it is, from when and by whom, marks the word, and leads to the story."""
    page = seeking.page
    results = _seek(page, "platypus")
    assert _titles(results) == {"A platypus swims"}
    for part in ("National", "Robin Vale", "4 May 2026"):
        assert part in results.inner_text()
    assert results.locator("mark").first.inner_text() == "platypus"
    results.get_by_role("link").click()
    page.wait_for_url("**/national/2026/05/platypus/")


def test_words_are_found_in_their_other_forms(seeking: Visit) -> None:
    assert "A quokka crosses" in _titles(_seek(seeking.page, "crossing roads"))


def test_an_author_is_found_with_their_stories(seeking: Visit) -> None:
    results = _seek(seeking.page, "Okoro")
    assert _titles(results) == {"Sam Okoro", "A quokka crosses"}
    assert "Author" in results.filter(has_text="Sam Okoro").first.inner_text()


def test_a_topic_is_found(seeking: Visit) -> None:
    page = seeking.page
    results = _seek(page, "Wetlands")
    assert _titles(results) == {"Wetlands"}
    results.get_by_role("link").click()
    page.wait_for_url("**/topic/wetlands/")


_FILTERS = {
    ("Section", "World"): {"A quokka crosses"},
    ("Topic", "Wetlands"): {"A platypus swims"},
    ("Author", "Robin Vale"): {"A platypus swims", "The echidna digs"},
    ("Year", "2019"): {"The echidna digs"},
}


def test_each_filter_narrows_the_results(seeking: Visit) -> None:
    """It says how many are chosen in it, and can be taken back."""
    page = seeking.page
    results = _seek(page, "quokka")
    assert _titles(results) == _QUOKKAS
    for (filter_, value), left in _FILTERS.items():
        page.get_by_role("combobox", name=filter_).click()
        page.get_by_role("option", name=value).click()
        expect(results).to_have_count(len(left))
        assert _titles(results) == left
        expect(page.get_by_role("combobox", name=f"{filter_}, 1 filter selected")).to_be_visible()
        page.keyboard.press("Escape")
        page.get_by_role("button", name=f"Clear {filter_}").click()
        expect(results).to_have_count(3)


def test_russian_words_are_found_in_any_case(seeking: Visit) -> None:
    for words in ("дороги", "дорогу", "Железной"):
        results = _seek(seeking.page, words)
        assert _titles(results) == {"Железная дорога"}
        assert results.get_by_role("heading").get_attribute("lang") == "ru"


def test_arabic_words_are_found_with_and_without_the_article(seeking: Visit) -> None:
    """They run from the right, in a page that is English."""
    for words in ("الخوف", "خوف", "قانون", "لاجئين"):
        results = _seek(seeking.page, words)
        assert _titles(results) == {"الخوف والقانون"}
    heading = results.get_by_role("heading")
    assert heading.get_attribute("lang") == "ar"
    assert heading.evaluate("at => getComputedStyle(at).direction") == "rtl"
    assert seeking.page.evaluate("document.documentElement.lang") == "en-AU"


def test_a_language_is_loaded_only_for_words_in_its_letters(seeking: Visit) -> None:
    page = seeking.page
    _seek(page, "quokka")
    assert not [url for url in seeking.asked if "wasm.ru" in url or "wasm.ar" in url]
    _seek(page, "дорога")
    assert [url for url in seeking.asked if "wasm.ru" in url]
    assert not [url for url in seeking.asked if "wasm.ar" in url]


def test_nothing_found_is_said(seeking: Visit) -> None:
    page = seeking.page
    results = _seek(page, "zzxqy")
    assert results.count() == 0
    expect(page.locator(".pf-summary")).to_have_text("No results for zzxqy")
    expect(page.get_by_role("link", name="Topics from A to Z")).to_be_visible()


def test_signs_in_a_story_are_shown_and_not_obeyed(seeking: Visit) -> None:
    results = _seek(seeking.page, "wombats")
    assert "<img src=/x.png onerror=alert(1)>" in results.inner_text()
    assert results.locator("img").count() == 0


def test_everything_can_be_done_by_keyboard(seeking: Visit) -> None:
    """From the top of the page to a filter, to the results and to a story; what has the focus is seen and marked."""
    page = seeking.page
    focus = """() => {
        const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight && parseFloat(style.outlineWidth) > 0
            && style.outlineStyle !== "none"; }"""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.pf-input')"):
            break
    assert page.evaluate(focus)
    page.keyboard.type("quokka")
    expect(page.locator(".search-result")).to_have_count(3)
    for _ in range(10):
        page.keyboard.press("Tab")
        assert page.evaluate(focus)
        if page.evaluate("document.activeElement.title") == "Year":
            break
    page.keyboard.press("Enter")
    page.keyboard.press("2")
    page.keyboard.press("Space")
    expect(page.locator(".search-result")).to_have_count(1)
    page.keyboard.press("Escape")
    for _ in range(5):
        page.keyboard.press("Tab")
        assert page.evaluate(focus)
        if page.evaluate("document.activeElement.matches('.search-link')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/opinion/2019/03/echidna/")


@pytest.mark.sample(1)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing(browser: Browser, searchable: str, scheme: str, width: int) -> None:
    """Neither with results, with a filter open, or with nothing found; and nothing sticks out."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = Visit(context.new_page(), searchable).open("/search/")
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

    def look(*but: str) -> None:
        violations = axe(page, _RULES | {"rules": {rule: {"enabled": False} for rule in but}})
        assert violations.violations_count == 0, violations.generate_report()
        assert page.evaluate(wider) <= 0

    _seek(page, "quokka")
    look()
    page.get_by_role("combobox", name="Topic").click()
    # Targets below an open list cannot be pressed, and are not meant to be.
    look("target-size")
    page.keyboard.press("Escape")
    _seek(page, "zzxqy")
    look()
    context.close()


def _choose(page: Page, name: str, value: str) -> None:
    page.get_by_role("combobox", name=name).click()
    page.get_by_role("option", name=value).click()
    page.keyboard.press("Escape")


def test_a_filter_without_words_shows_all_that_it_leaves_newest_first(seeking: Visit) -> None:
    """Screen readers are told how many; without any filter the page says again how it works."""
    page, results = seeking.page, seeking.page.locator(".search-result")
    _choose(page, "Section", "Opinion")
    expect(results).to_have_count(2)
    titles = [title.replace("\xa0", " ") for title in results.get_by_role("heading").all_inner_texts()]
    assert titles == ["The third word", "The echidna digs"]
    expect(page.locator(".pf-summary")).to_have_text("2 results")
    expect(page.locator("[aria-live]").filter(has_text="2 results").first).to_be_attached()
    _choose(page, "Year", "2019")
    expect(results).to_have_count(1)
    page.get_by_role("button", name="Clear Section").click()
    page.get_by_role("button", name="Clear Year").click()
    expect(results).to_have_count(0)
    expect(page.locator(".pf-summary")).to_contain_text("The search runs in your browser")


@pytest.mark.parametrize(("lang", "title"), [("ru", "Железная дорога"), ("ar", "الخوف والقانون")])
def test_a_filter_shows_the_stories_of_the_page_s_language(
    browser: Browser, searchable: str, lang: str, title: str
) -> None:
    context = browser.new_context()
    page = Visit(context.new_page(), searchable).open(f"/{lang}/search/")
    page.get_by_role("combobox").nth(3).click()
    page.get_by_role("option", name="2026").click()
    results = page.locator(".search-result")
    expect(results).to_have_count(1)
    assert _titles(results) == {title}
    expect(page.locator(".pf-summary")).to_contain_text("1")
    context.close()


def test_a_search_survives_a_reload_a_link_and_the_way_back(seeking: Visit, searchable: str) -> None:
    page, results = seeking.page, seeking.page.locator(".search-result")
    _seek(page, "quokka")
    _choose(page, "Year", "2026")
    expect(results).to_have_count(2)
    assert page.url == f"{searchable}/search/#q=quokka&year=2026"
    page.reload()
    expect(results).to_have_count(2)
    expect(page.get_by_role("searchbox")).to_have_value("quokka")
    expect(page.get_by_role("combobox", name="Year, 1 filter selected")).to_be_visible()
    results.filter(has_text="A quokka crosses").get_by_role("link").click()
    page.wait_for_url("**/world/2026/05/quokka/")
    page.go_back()
    expect(results).to_have_count(2)
    page.evaluate("location.hash = 'section=World'")
    expect(page.get_by_role("searchbox")).to_have_value("")
    expect(results.filter(has_text="A quokka crosses")).to_have_count(1)
    page.evaluate("location.hash = 'main'")
    expect(results.filter(has_text="A quokka crosses")).to_have_count(1)
    assert not [url for url in seeking.asked if "?q" in url or "year=" in url.partition("#")[0]]


def test_words_before_the_fragment_are_moved_into_it(browser: Browser, searchable: str) -> None:
    context = browser.new_context()
    page = Visit(context.new_page(), searchable).open("/search/?q=platypus&section=National")
    expect(page.locator(".search-result")).to_have_count(1)
    assert page.url == f"{searchable}/search/#q=platypus&section=National"
    context.close()


def test_escape_takes_back_one_thing_after_another(seeking: Visit) -> None:
    """An open list, wherever the focus is in it; from a result the way to the words; the words; the filters."""
    page, results = seeking.page, seeking.page.locator(".search-result")
    box, year = page.get_by_role("searchbox"), page.get_by_role("combobox", name="Year")
    _seek(page, "quokka")
    year.click()
    page.get_by_role("option", name="2026").click()
    page.locator(".pf-dropdown-options:visible").focus()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    assert page.evaluate("document.activeElement.getAttribute('role')") == "combobox"
    results.first.get_by_role("link").focus()
    page.keyboard.press("Escape")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_have_value("")
    expect(page.locator(".pf-summary")).to_contain_text("results")
    page.keyboard.press("Escape")
    expect(results).to_have_count(0)
    assert page.evaluate("location.hash") == ""
    expect(box).to_be_focused()


def test_results_have_small_pictures_from_this_site(seeking: Visit) -> None:
    """One for each story that has one; no larger than it is shown needs, and loaded when it comes into view."""
    page = seeking.page
    results = _seek(page, "quokka")
    picture = page.locator(".search-picture")
    expect(picture).to_have_count(1)
    assert results.filter(has=picture).get_by_role("link").inner_text() == "A quokka crosses"
    picture.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.search-picture').complete")
    assert picture.evaluate("at => [at.alt, at.loading, new URL(at.currentSrc).origin === location.origin]") == [
        "",
        "lazy",
        True,
    ]
    assert picture.evaluate("at => at.currentSrc").endswith("-240.webp")


def test_nothing_is_kept_on_the_device_and_sent_to_nobody(seeking: Visit) -> None:
    """Words stand behind the sign # alone, and the history has no entry more; a server is asked for none of them."""
    page = seeking.page
    before = page.evaluate("[location.href, history.length]")
    _seek(page, "quokka")
    assert page.evaluate("[location.href.split('#')[0], history.length]") == before
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("indexedDB.databases().then(all => all.length)") == 0
    assert page.context.cookies() == []
    assert not [url for url in seeking.asked if "quokka" in url]


@pytest.mark.parametrize("missing", ["**/pagefind/wasm.*", "**/pagefind/pagefind-component-ui.js", "**/pagefind.js*"])
def test_search_says_so_where_it_cannot_work(browser: Browser, searchable: str, missing: str) -> None:
    """A browser that runs no WebAssembly, as Tor Browser at its safer levels, leaves nobody waiting."""
    context = browser.new_context()
    page = context.new_page()
    context.route(missing, lambda route: route.abort())
    page.goto(searchable + "/search/")
    # Whether the box ever stands there follows from what is missing.
    said = page.get_by_text("The search does not work in this browser")
    expect(page.get_by_role("searchbox").or_(said).first).to_be_visible()
    if page.get_by_role("searchbox").is_visible():
        page.get_by_role("searchbox").fill("quokka")
    expect(page.get_by_text("The search does not work in this browser")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_count(0)
    expect(page.get_by_role("link", name="Archive by month")).to_be_visible()
    context.close()


def test_without_javascript_it_offers_where_to_look(browser: Browser, searchable: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(searchable + "/search/")
    expect(page.get_by_text("Searching needs JavaScript")).to_be_visible()
    for name in ("World", "Topics from A to Z", "Archive by month", "Contributors"):
        expect(page.get_by_role("main").get_by_role("link", name=name)).to_be_visible()
    assert page.locator("input:visible, button:visible").count() == 0
    context.close()


_LOST = [
    pytest.param("/404.html", "/search/", "quokka", "A quokka crosses", id="English"),
    pytest.param("/410.html", "/search/", "quokka", "A quokka crosses", id="gone"),
    pytest.param("/ru/404.html", "/ru/search/", "дорогу", "Железная дорога", id="Russian"),
    pytest.param("/ar/404.html", "/ar/search/", "الخوف", "الخوف والقانون", id="Arabic"),
]


@pytest.mark.parametrize(("lost", "search", "words", "title"), _LOST)
def test_a_page_for_an_unknown_address_has_a_box_for_words(
    seeking: Visit, searchable: str, lost: str, search: str, words: str, title: str
) -> None:
    """It leads to the results, also by a click, and no request holds the words."""
    page = seeking.page
    seeking.open(lost)
    place = page.locator(".missing-search")
    box = place.get_by_role("searchbox")
    expect(box).to_have_accessible_name(place.get_by_role("button").inner_text().strip())
    assert place.get_by_role("link").count() == 0
    violations = axe(page, _RULES)
    assert violations.violations_count == 0, violations.generate_report()
    box.fill(f" {words} ")
    box.press("Enter")
    expect(page.locator(".search-result").filter(has_text=title.split(maxsplit=1)[0]).first).to_be_visible()
    assert unquote(page.url) == f"{searchable}{search}#q={words}"
    page.go_back()
    expect(box).to_be_visible()
    box.fill("")
    place.get_by_role("button").click()
    page.wait_for_url(f"{searchable}{search}")
    assert not [url for url in seeking.asked if words in unquote(url.partition("#")[0])]


def test_the_box_of_a_lost_page_fits_a_telephone_and_keeps_its_place(browser: Browser, searchable: str) -> None:
    """Nothing moves when the script puts it in the place of the link."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{searchable}/404.html")
    link = page.get_by_role("main").get_by_role("link", name="Search")
    before = page.locator(".missing-links").bounding_box()
    assert link.get_attribute("href") == "/search/"
    assert page.locator("form, input").count() == 0
    context.close()
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = Visit(context.new_page(), searchable).open("/404.html")
    assert page.locator(".missing-links").bounding_box() == before
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.get_by_role("main").get_by_role("searchbox").bounding_box()["width"] > 100  # type: ignore[index]
    context.close()


def test_every_page_leads_to_it(seeking: Visit) -> None:
    page = seeking.page
    for address, width in (("/", 360), ("/", 1280), ("/world/", 360), ("/world/2026/05/quokka/", 1280)):
        page.set_viewport_size({"width": width, "height": 900})
        seeking.open(address)
        page.get_by_role("banner").get_by_role("link", name="Search").click()
        page.wait_for_url("**/search/")
