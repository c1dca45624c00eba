"""Every kind of page in a real Chromium: it asks nobody else for anything, and axe finds nothing."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Route

from tests.browser.conftest import Visit, kinds

pytestmark = pytest.mark.browser

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def rules(kind: str) -> dict[str, list[str]]:
    """Return what axe looks for: not all that a page should be where parts of many pages stand on one."""
    return {"runOnly": RULES["runOnly"][: -1 if kind == "style guide" else None]}


#: The widths of small telephones, of tablets and of desks.
WIDTHS = (320, 768, 1280)


@pytest.mark.parametrize("kind", kinds())
def test_axe_finds_nothing_in_light_and_dark(browser: Browser, live: str, kind: str) -> None:
    """Nothing at any width, in light or dark; the page loads from its own host alone, and complains of nothing."""
    # With less motion no colour is caught on its way from light to dark.
    context = browser.new_context(reduced_motion="reduce")
    visit = Visit(context.new_page(), live)
    page = visit.open(kinds()[kind])
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found = Axe().run(page, options=rules(kind))
            assert found.violations_count == 0, f"{scheme} {width}: {found.generate_report()}"
    assert visit.elsewhere == []
    assert visit.complaints == []
    context.close()


@pytest.mark.parametrize("kind", kinds())
def test_works_without_javascript(browser: Browser, live: str, kind: str) -> None:
    """Without scripts the page has its words, nothing on it needs one, and axe finds nothing."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    # The page's scripts are kept from it; the browser's own stay on, for axe is one.
    context.route("**/*.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(live + kinds()[kind])
    assert page.locator("h1").count() == 1
    assert page.locator("main").inner_text().strip()
    # What only a script can do is not shown.
    assert page.locator("button:visible:not([type=submit])").count() == 0
    found = Axe().run(page, options=rules(kind))
    assert found.violations_count == 0, found.generate_report()
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


_MOVED = """
window.__moved = 0;
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) window.__moved += shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_moves_when_fonts_scripts_and_pictures_come_late(browser: Browser, live: str, width: int) -> None:
    """The words of every kind of page stand where they were first shown."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    context.add_init_script(_MOVED)
    # Later than the page is shown for the first time.
    late = re.compile(r"\.(woff2|js|webp|jpg|png|svg)$")
    context.route(late, lambda route: (route.request.frame.page.wait_for_timeout(150), route.continue_()))
    page = context.new_page()
    moved = {}
    for kind, address in kinds().items():
        page.goto(live + address)
        page.wait_for_load_state("networkidle")
        moved[kind] = page.evaluate("window.__moved")
    assert {kind: by for kind, by in moved.items() if by} == {}
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


_SHIFTS = """
window.moved = [];
new PerformanceObserver(list => {
    for (const shift of list.getEntries()) {
        window.moved.push([shift.value, shift.sources.map(at => at.node?.className ?? "").join(" ")]);
    }
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_moves_however_late_the_font_is(browser: Browser, live: str, width: int) -> None:
    """The font comes when the page has long been drawn, and everything stays where it is."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    context.add_init_script(_SHIFTS)
    page = context.new_page()
    late: list[Route] = []
    page.route("**/*.woff2", lambda route: late.append(route))  # noqa: PLW0108  Playwright marks what it is given
    moved = {}
    for kind, address in kinds().items():
        late.clear()
        page.goto(live + address, wait_until="domcontentloaded")
        # Two frames after the page has come without it, the words are on the screen.
        page.evaluate("() => new Promise(then => requestAnimationFrame(() => requestAnimationFrame(then)))")
        assert late, kind
        for route in late:
            route.continue_()
        page.wait_for_load_state()
        page.evaluate("document.fonts.ready.then(() => new Promise(then => requestAnimationFrame(then)))")
        if found := page.evaluate("window.moved"):
            moved[kind] = found
    assert moved == {}
    context.close()


def test_skip_link_comes_first_and_leads_to_the_main_part(visit: Visit) -> None:
    page = visit.open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_stores_nothing_on_the_device(visit: Visit) -> None:
    """No cookie, and nothing in any storage."""
    page = visit.page
    for address in kinds().values():
        page.goto(visit.live + address)
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
