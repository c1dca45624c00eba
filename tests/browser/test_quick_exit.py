"""Leaving quickly, in a real Chromium: at once, without a trace on the screen, and also without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.audit.verdicts import axe
from tests.browser.conftest import Visit, kinds

#: The quick exit of the small projects of tests.
WEATHER = "https://www.bom.gov.au/"

pytestmark = pytest.mark.browser

STORY = "/health/2026/11/someone-to-ring-tonight/"
TIPS = "/tips/"
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


class Weather:
    """Stands in for the site that the way out leads to, and notes how readers come."""

    def __init__(self, page: Page) -> None:
        self.referrers: list[str | None] = []
        page.context.route(f"{WEATHER}**", self._answer)

    def _answer(self, route: Route) -> None:
        self.referrers.append(route.request.headers.get("referer"))
        route.fulfill(body="<!doctype html><title>Weather</title>Fine.", content_type="text/html")


@pytest.fixture
def leaving(visit: Visit) -> tuple[Visit, Weather]:
    """A visit to the story, with the weather to go to and a clock that stands still."""
    weather = Weather(visit.page)
    visit.page.clock.install(time="2026-11-23T09:00:00")
    visit.page.goto(visit.live + STORY)
    visit.page.clock.pause_at("2026-11-23T10:00:00")
    return visit, weather


def _press_shift(page: Page, times: int) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


def test_the_button_leaves_and_back_leads_past_the_page(leaving: tuple[Visit, Weather]) -> None:
    visit, weather = leaving
    visit.page.goto(visit.live + "/about/")
    visit.page.goto(visit.live + STORY)
    visit.page.locator(".leave-button").click()
    visit.page.wait_for_url(WEATHER)
    assert weather.referrers == [None]
    visit.page.go_back()
    visit.page.wait_for_url(visit.live + "/about/")
    assert "About" in visit.page.locator("h1").inner_text()


def test_the_second_stop_of_the_keyboard_leaves(leaving: tuple[Visit, Weather]) -> None:
    """Right after the skip link; it can be seen when it has the focus."""
    visit, _ = leaving
    page = visit.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text() == "Leave this page quickly"
    box = focused.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    page.wait_for_url(WEATHER)


def test_shift_three_times_within_five_seconds_leaves(leaving: tuple[Visit, Weather]) -> None:
    """The dots fill one by one, and a screen reader hears how many are left."""
    visit, weather = leaving
    page = visit.page
    dots, status = page.locator(".leave-dot-on"), page.locator(".leave [role=status]")
    _press_shift(page, 1)
    assert (dots.count(), status.inner_text()) == (1, "Press Shift twice more to leave.")
    page.clock.run_for(2400)
    _press_shift(page, 1)
    assert (dots.count(), status.inner_text()) == (2, "Press Shift once more to leave.")
    page.clock.run_for(2400)
    _press_shift(page, 1)
    page.wait_for_url(WEATHER)
    assert weather.referrers == [None]


def test_shift_pressed_more_slowly_begins_again(leaving: tuple[Visit, Weather]) -> None:
    visit, weather = leaving
    page = visit.page
    _press_shift(page, 2)
    page.clock.run_for(5100)
    assert page.locator(".leave-dot-on").count() == 0
    assert page.locator(".leave [role=status]").inner_text() == "The count begins again."
    _press_shift(page, 1)
    assert page.locator(".leave-dot-on").count() == 1
    assert page.url == visit.live + STORY
    assert weather.referrers == []


def test_no_other_key_leaves(leaving: tuple[Visit, Weather]) -> None:
    """Nor Shift that goes with another key; Escape would stop the next page from loading."""
    visit, weather = leaving
    for key in ("Shift+A", "Shift+Tab", "Escape", "Control"):
        for _ in range(4):
            visit.page.keyboard.press(key)
        assert visit.page.locator(".leave-dot-on").count() == 0, key
    assert weather.referrers == []


def test_the_page_is_covered_before_the_other_one_answers(visit: Visit) -> None:
    """On a slow line as well: nothing of it is seen, its title is gone, and what was typed is cleared."""
    page = visit.page
    # An answer without content leaves the browser where it is, as one that does not come would.
    page.context.route(f"{WEATHER}**", lambda route: route.fulfill(status=204))
    visit.open(STORY)
    page.locator("#share-server").evaluate("field => { field.value = 'typed'; }")
    page.locator(".leave-button").click()
    cover = page.locator(".leaving")
    cover.wait_for()
    assert cover.bounding_box() == {"x": 0, "y": 0, "width": 1280, "height": 900}
    top = "(() => document.elementFromPoint(600, 400).className)()"
    assert page.evaluate(top) == "leaving"
    assert page.title() == "Loading …"
    assert page.locator("#share-server").input_value() == ""
    # The browser kept the page as it was, and somebody came back to it.
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert cover.count() == 0
    assert page.title() == "Numbers for tonight – QN Magazine"


@pytest.mark.parametrize("address", [STORY, TIPS, "/support/"])
def test_the_quick_exit_is_a_plain_link_without_scripts(browser: Browser, live: str, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    weather = Weather(page)
    page.goto(live + address)
    assert page.locator(".leave-keys").is_hidden()
    page.locator(".leave-button").click()
    page.wait_for_url(WEATHER)
    assert weather.referrers == [None]
    context.close()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_quick_exit_stays_in_sight_and_never_covers_the_focus(browser: Browser, live: str, width: int) -> None:
    """WCAG 2.4.11 and 2.5.8: wherever the keyboard goes in the page, and after a link to a place on it."""
    context = browser.new_context(viewport={"width": width, "height": 640})
    page = context.new_page()
    page.goto(live + STORY)
    button = page.locator(".leave-button").bounding_box()
    assert button is not None
    assert min(button["width"], button["height"]) >= 24
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("window.scrollTo(0, document.body.scrollHeight / 2)")
    assert page.locator(".leave-button").is_visible()
    bar = page.locator(".leave").bounding_box()
    assert bar is not None
    assert bar["y"] == 0
    page.locator(".footer a").last.focus()
    hidden = """() => {
      const bar = document.querySelector(".leave").getBoundingClientRect();
      const at = document.activeElement;
      if (at === document.body || at.closest(".leave, .masthead, .skip-link")) return "";
      const box = at.getBoundingClientRect();
      return box.top < bar.bottom - 1 && box.height < 500 ? at.outerHTML.slice(0, 90) : "";
    }"""
    for _ in range(70):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(hidden) == ""
    context.close()


@pytest.mark.sample(1)
@pytest.mark.parametrize("address", [STORY, TIPS])
def test_axe_finds_nothing_on_pages_with_care(browser: Browser, live: str, address: str) -> None:
    for scheme, width in (("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        visit = Visit(context.new_page(), live)
        page = visit.open(address)
        page.evaluate("document.querySelectorAll('details.helpline-place').forEach(place => { place.open = true; })")
        violations = axe(page, _RULES)
        assert violations.violations_count == 0, f"{scheme} {width}: {violations.generate_report()}"
        assert visit.elsewhere == []
        assert visit.complaints == []
        context.close()


def test_the_tips_page_runs_no_other_script_and_stores_nothing(visit: Visit) -> None:
    page = visit.open(TIPS)
    assert [url.rsplit("/", 1)[1].split(".")[0] for url in visit.asked if url.endswith(".js")] == ["quick_exit"]
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_pages_without_it_do_not_listen(visit: Visit) -> None:
    weather = Weather(visit.page)
    page = visit.open(kinds()["story"])
    _press_shift(page, 4)
    assert weather.referrers == []
    assert page.locator("[data-leave]").count() == 0
