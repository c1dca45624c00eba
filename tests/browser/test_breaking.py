"""Breaking news in a browser: a bar that a script brings, and what is over by the reader's own clock."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from newsroom.engine.theme import SOFTWARE
from tests.audit.verdicts import axe
from tests.browser.test_pages import RULES
from tests.building import NOW, Project, problem_lines
from tests.serving import files, serving

pytestmark = pytest.mark.browser

STORY, OTHER, WORDS = (
    "/world/2026/05/first-light/",
    "/national/2026/05/second-wind/",
    "The bill has passed the upper house",
)
DURING, AFTER = "2026-11-23T10:00:00+10:00", "2026-11-23T18:00:01+10:00"
_FRONT = f"""
[[banner]]
words = "{WORDS}"
story = "national/2026/second-wind"
until = "2026-11-23 18:00 Australia/Brisbane"

[[live]]
story = "world/2026/first-light"
until = "2026-11-23 18:00 Australia/Brisbane"
"""


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small magazine in which something breaks."""
    site = Project(tmp_path_factory.mktemp("news") / "site")
    site.live_page("world/2026/first-light")
    site.write("data/front.toml", _FRONT)
    assert problem_lines(site.build(now=NOW)) == []
    with serving(files(site.output)) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 360, "height": 740})
    yield made
    made.close()


def visit(context: BrowserContext, address: str, clock: str) -> Page:
    """Open a page at a moment of the reader's clock, and wait until it is quiet."""
    page = context.new_page()
    page.clock.set_fixed_time(clock)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page


def words(page: Page) -> str:
    """Return all words of a page, with plain spaces."""
    return page.inner_text("body").replace("\xa0", " ")


def test_a_story_that_was_built_without_the_news_shows_it(context: BrowserContext, news: str) -> None:
    page = visit(context, news + STORY, DURING)
    bar = page.get_by_role("status").filter(has_text="Breaking")
    assert bar.get_by_role("link").get_attribute("href") == OTHER
    assert bar.inner_text().split() == ["Breaking", *WORDS.split(), "Hide"]
    assert context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_nothing_that_is_being_read_moves(context: BrowserContext, news: str) -> None:
    # A font that comes late moves things too, which is another matter.
    context.route("**/*.woff2", lambda route: route.abort())
    page = context.new_page()
    page.clock.set_fixed_time(DURING)
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries())"
        " window.moved += entry.value }).observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto(news + STORY)
    page.get_by_role("button", name="Hide").wait_for()
    assert page.evaluate("window.moved") == 0


def test_the_bar_can_be_hidden_by_keyboard_and_covers_nothing_that_has_the_focus(
    context: BrowserContext, news: str
) -> None:
    page = visit(context, news + STORY, DURING)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.breaking') !== null"):
            break
        bottom = page.evaluate("document.activeElement.getBoundingClientRect().bottom")
        assert bottom <= page.evaluate("document.querySelector('.breaking').getBoundingClientRect().top + 1")
    page.get_by_role("button", name="Hide").press("Enter")
    assert page.locator(".breaking").inner_text() == ""


@pytest.mark.parametrize("address", [STORY, "/", "/world/"])
def test_breaking_news_ends_by_the_readers_clock_without_a_new_build(
    context: BrowserContext, news: str, address: str
) -> None:
    assert WORDS in words(visit(context, news + address, DURING))
    page = visit(context, news + address, AFTER)
    assert WORDS not in words(page)
    assert page.locator(".live-label").count() == 0
    assert "Reload the page" not in words(page)


def test_the_story_itself_does_not_point_to_itself(context: BrowserContext, news: str) -> None:
    assert visit(context, news + OTHER, DURING).locator(".breaking").inner_text() == ""


def test_only_pages_that_lack_the_news_ask_for_it(context: BrowserContext, news: str) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    for address in ("/", "/world/", "/author/robin-vale/"):
        visit(context, news + address, DURING)
    assert news + "/breaking.json" not in asked
    visit(context, news + "/about/", DURING)
    assert asked.count(news + "/breaking.json") == 1


@pytest.mark.parametrize("answer", ["", "<html>", "[]", "null", '{"words": 5}'])
def test_any_answer_about_breaking_news_leaves_the_page_whole(context: BrowserContext, news: str, answer: str) -> None:
    faults: list[str] = []
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.route("**/breaking.json", lambda route: route.fulfill(body=answer, content_type="application/json"))
    page = visit(context, news + STORY, DURING)
    assert page.locator("h1").is_visible()
    assert faults == []


def test_words_are_words(context: BrowserContext, news: str) -> None:
    """Somebody who can change the file cannot bring in a script by it."""
    answer = '{"words": "<img src=x onerror=alert(1)>", "href": "", "until": "2026-11-23T18:00:00+10:00"}'
    context.route("**/breaking.json", lambda route: route.fulfill(body=answer, content_type="application/json"))
    page = visit(context, news + STORY, DURING)
    assert "<img" in page.locator(".breaking").inner_text()
    assert page.locator(".breaking img").count() == 0


@pytest.mark.sample(1)
@pytest.mark.parametrize("address", [STORY, "/", "/world/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_something_breaks(browser: Browser, news: str, address: str, scheme: str) -> None:
    for width in (320, 1280):
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
        page = visit(context, news + address, DURING)
        assert WORDS in words(page)
        violations = axe(page, RULES)
        assert violations.violations_count == 0, violations.generate_report()
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0
        context.close()


def test_breaking_news_without_javascript_is_on_front_pages_alone(browser: Browser, news: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(news + "/")
    assert page.get_by_role("complementary", name="Breaking news").get_by_role("link", name=WORDS).is_visible()
    page.goto(news + STORY)
    assert not page.locator(".breaking").is_visible()
    context.close()


def test_the_script_is_small() -> None:
    """All of the magazine's scripts may weigh 8 KB, and this one is on every page."""
    assert len(gzip.compress((SOFTWARE / "static/js/breaking.js").read_bytes())) <= 700
