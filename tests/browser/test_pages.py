"""Every kind of page in a real Chromium: it asks nobody else for anything, and axe finds nothing."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import Visit, kinds

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("kind", kinds())
def test_axe_finds_nothing_in_light_and_dark(browser: Browser, live: str, kind: str) -> None:
    """Nothing at a desk or on a small phone, in light or dark, and the page loads from its own host alone."""
    for scheme, width in (("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        visit = Visit(context.new_page(), live)
        page = visit.open(kinds()[kind])
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, f"{scheme} {width}: {found.generate_report()}"
        assert visit.elsewhere == []
        assert visit.complaints == []
        context.close()


@pytest.mark.parametrize("kind", kinds())
def test_works_without_javascript(browser: Browser, live: str, kind: str) -> None:
    """Without scripts the page has its words, and nothing on it needs one."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live + kinds()[kind])
    assert page.locator("h1").count() == 1
    assert page.locator("main").inner_text().strip()
    # What only a script can do is not shown.
    assert page.locator("button:visible:not([type=submit])").count() == 0
    context.close()


@pytest.mark.parametrize("kind", kinds())
def test_nothing_sticks_out(browser: Browser, live: str, kind: str) -> None:
    """A page is never wider than the window (WCAG 1.4.10), also with text spaced as WCAG 1.4.12 has it."""
    # The styles that this test adds are just what the page's policy forbids.
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(live + kinds()[kind])
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    spaced = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
    for style in ("/* as it is */", spaced):
        page.add_style_tag(content=style)
        for width in (320, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(wider) <= 0, f"{width} {style}"
    context.close()


@pytest.mark.parametrize("kind", ["front", "story", "section", "comments"])
def test_focus_is_always_visible(visit: Visit, kind: str) -> None:
    """Going through the page by keyboard, what has the focus is on screen and marked."""
    page = visit.open(kinds()[kind])
    for step in range(60):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => {
                const at = document.activeElement;
                if (!at || at === document.body) return null;
                const box = at.getBoundingClientRect();
                const style = getComputedStyle(at);
                return {
                    name: at.outerHTML.slice(0, 90),
                    seen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
                    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
                };
            }"""
        )
        if state is None:
            assert step > 5
            break
        assert state["seen"], state["name"]
        assert state["marked"], state["name"]


def test_skip_link_comes_first_and_leads_to_the_main_part(visit: Visit) -> None:
    page = visit.open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_stores_nothing_on_the_device(visit: Visit) -> None:
    """No cookie, and nothing in any storage."""
    for address in kinds().values():
        page = visit.open(address)
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("indexedDB.databases().then(all => all.length)") == 0


def test_arabic_is_set_from_the_right(visit: Visit) -> None:
    """Words and furniture run from the right, in Arabic; what is English says so; and what points, points on."""
    page = visit.open(kinds()["Arabic"])
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    assert page.locator("h1").evaluate("at => at.closest('[lang]').lang") == "ar"
    assert page.locator("footer.footer").evaluate(
        "at => [at.closest('[lang]').lang, getComputedStyle(at).direction]"
    ) == [
        "ar",
        "rtl",
    ]
    assert page.locator(".bio-text > span").first.evaluate("at => [at.lang, at.dir]") == ["en-AU", "ltr"]
    assert page.locator("h1").evaluate("at => getComputedStyle(at).letterSpacing") == "normal"
    edges = "at => [at.getBoundingClientRect().left, at.getBoundingClientRect().right]"
    name, search = (page.locator(f".masthead {part}").evaluate(edges) for part in (".wordmark", ".nav-search"))
    assert name[0] > search[1]


def test_prints_black_on_white_without_navigation(visit: Visit) -> None:
    page = visit.open(kinds()["story"])
    page.emulate_media(media="print")
    assert page.locator("nav:visible").count() == 0
    assert page.locator("form:visible").count() == 0
    assert page.locator("h1").is_visible()
