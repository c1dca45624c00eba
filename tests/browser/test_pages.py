"""Every kind of page in a real Chromium: it asks nobody else for anything, and axe finds nothing."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Route

from tests.audit.verdicts import axe
from tests.browser.conftest import Visit, each_kind, kinds, kinds_at_once

pytestmark = pytest.mark.browser

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def rules(kind: str) -> dict[str, list[str]]:
    """Return what axe looks for: not all that a page should be where parts of many pages stand on one."""
    return {"runOnly": RULES["runOnly"][: -1 if kind == "style guide" else None]}


#: The widths of small telephones, of tablets and of desks.
WIDTHS = (320, 768, 1280)


@pytest.mark.sample(2)
@pytest.mark.parametrize("kind", each_kind())
def test_axe_finds_nothing_in_light_and_dark(browser: Browser, live: str, kind: str) -> None:
    """Nothing at any width, in light or dark; the page loads from its own host alone, and complains of nothing."""
    # With less motion no colour is caught on its way from light to dark.
    context = browser.new_context(reduced_motion="reduce")
    visit = Visit(context.new_page(), live)
    page = visit.open(kinds()[kind])
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        # Of a page without styles axe takes the ground for white, whatever the browser paints.
        for scheme in SCHEMES[: 1 if kind == "text edition" else None]:
            page.emulate_media(color_scheme=scheme)
            violations = axe(page, rules(kind))
            assert violations.violations_count == 0, f"{scheme} {width}: {violations.generate_report()}"
    assert visit.elsewhere == []
    assert visit.complaints == []
    context.close()


@pytest.mark.sample(4)
@pytest.mark.parametrize("kind", each_kind())
def test_works_without_javascript(browser: Browser, live: str, kind: str) -> None:
    """Without scripts the page has its words, nothing on it needs one, and axe finds nothing."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    # The page's scripts are kept from it; the browser's own stay on, for axe is one.
    context.route("**/*.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(live + kinds()[kind])
    assert page.locator("h1").count() == 1
    assert page.locator("main").inner_text().strip()
    # Buttons that need a script are not shown.
    assert page.locator("button:visible:not([type=submit])").count() == 0
    violations = axe(page, rules(kind))
    assert violations.violations_count == 0, violations.generate_report()
    context.close()


@pytest.mark.parametrize("kind", each_kind())
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


#: Looks at what has the focus when the next key is pressed, and the page has moved to it: is it on the screen, marked,
#: and on top of whatever else is there?
_WALK = """
window.walked = [];
addEventListener("keydown", () => {
    const at = document.activeElement;
    if (!at || at === document.body) return;
    const style = getComputedStyle(at);
    // An element higher than half of the window, such as a table that scrolls, need not be there as a whole; nor
    // need a field of several lines, of which browsers bring the line with the caret into sight.
    const fits = box => box.height > innerHeight / 2 || at.matches("textarea")
        ? box.bottom > 0 && box.top < innerHeight
        : box.top >= 0 && box.bottom <= innerHeight;
    const boxes = [...at.getClientRects()];
    const seen = boxes.filter(box => box.width > 0 && box.left >= 0 && box.right <= innerWidth + 1 && fits(box));
    const onTop = seen.some(box => {
        const middle = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
        const top = document.elementFromPoint(box.left + box.width / 2, middle);
        return top && (at.contains(top) || top.contains(at));
    });
    window.walked.push({
        name: at.outerHTML.slice(0, 90),
        again: at === window.first,
        seen: seen.length > 0,
        onTop,
        marked: style.outlineStyle === "auto" || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
    });
    window.first ??= at;
}, true);
"""


#: Kinds of pages that differ on a small screen, or have a bar that stays in sight.
_NARROW = ("front", "story", "section", "updated", "support", "issue")


@pytest.mark.sample(4)
@pytest.mark.parametrize("kind", each_kind())
def test_focus_is_always_visible(browser: Browser, live: str, kind: str) -> None:
    """Going through a page by keyboard, what has the focus is on screen, marked, and on top (WCAG 2.4.11)."""
    for width, height in ((1280, 900), (360, 640))[: 2 if kind in _NARROW else 1]:
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        context.add_init_script(_WALK)
        page = context.new_page()
        page.goto(live + kinds()[kind])
        walked: list[dict[str, Any]] = []
        while not any(step["again"] for step in walked):
            before = len(walked)
            for _ in range(25):
                page.keyboard.press("Tab")
            walked = page.evaluate("window.walked")
            assert len(walked) > before, f"the focus stays on {walked[-1:]}"
        wrong = [step for step in walked if not (step["seen"] and step["onTop"] and step["marked"])]
        assert wrong == [], f"{width}"
        assert len(walked) > 10
        context.close()


@pytest.mark.parametrize("lot", kinds_at_once())
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_to_press_is_too_small(browser: Browser, live: str, width: int, lot: tuple[str, ...]) -> None:
    """Each is 24 pixels high and wide, or stands in a line of words, or far enough from all others (WCAG 2.5.8)."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    small = {}
    for kind in lot:
        address = kinds()[kind]
        page.goto(live + address)
        if found := page.evaluate(_SMALL):
            small[kind] = found
    assert small == {}
    context.close()


#: A target that is smaller needs a circle of 24 pixels around its middle that touches no other's.
_SMALL = """() => {
    const seen = at => at.checkVisibility({ visibilityProperty: true }) && !at.closest(".visually-hidden, .skip-link");
    const inWords = at => getComputedStyle(at).display === "inline" && [...at.parentNode.childNodes].some(
        node => node !== at && node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    const all = [...document.querySelectorAll("a[href], button, input, textarea, summary")].filter(seen);
    const boxes = all.map(at => at.getBoundingClientRect());
    const middle = box => [box.left + box.width / 2, box.top + box.height / 2];
    const near = (at, box) => all.some((other, number) => {
        if (other === at || at.contains(other) || other.contains(at)) return false;
        const [x, y] = middle(box), there = boxes[number];
        const across = Math.max(there.left - x, x - there.right, 0);
        const down = Math.max(there.top - y, y - there.bottom, 0);
        return Math.hypot(across, down) < 12;
    });
    return all.filter((at, number) => {
        const box = boxes[number];
        return (box.width < 24 || box.height < 24) && !inWords(at) && near(at, box);
    }).map(at => at.outerHTML.slice(0, 110));
}"""


_SHIFTS = """
window.moved = [];
new PerformanceObserver(list => {
    for (const shift of list.getEntries()) {
        window.moved.push([shift.value, shift.sources.map(at => at.node?.className ?? "").join(" ")]);
    }
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.sample(1)
@pytest.mark.parametrize("lot", kinds_at_once())
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_moves_however_late_the_font_is(browser: Browser, live: str, width: int, lot: tuple[str, ...]) -> None:
    """The font comes when the page has long been drawn, and everything stays where it is."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    context.add_init_script(_SHIFTS)
    page = context.new_page()
    late: list[Route] = []
    page.route("**/*.woff2", lambda route: late.append(route))  # noqa: PLW0108  Playwright marks what it is given
    moved = {}
    for kind in lot:
        address = kinds()[kind]
        late.clear()
        page.goto(live + address, wait_until="domcontentloaded")
        # Two frames after the page has come without it, the words are on the screen.
        page.evaluate("() => new Promise(then => requestAnimationFrame(() => requestAnimationFrame(then)))")
        # The text-only edition has none.
        assert bool(late) is (kind != "text edition"), kind
        for route in late:
            route.continue_()
        page.wait_for_load_state()
        page.evaluate("document.fonts.ready.then(() => new Promise(then => requestAnimationFrame(then)))")
        if found := page.evaluate("window.moved"):
            moved[kind] = found
    assert moved == {}
    context.close()


@pytest.mark.sample(1)
@pytest.mark.parametrize("kind", ["front", "section", "issue", "updated"])
def test_words_stand_out_where_more_contrast_is_asked_for(browser: Browser, live: str, kind: str) -> None:
    """By seven to one (WCAG 1.4.6), in light and dark."""
    for scheme in SCHEMES:
        context = browser.new_context(contrast="more", color_scheme=scheme, reduced_motion="reduce")
        page = context.new_page()
        page.goto(live + kinds()[kind])
        violations = axe(page, {"runOnly": {"type": "rule", "values": ["color-contrast-enhanced"]}})
        assert violations.violations_count == 0, f"{scheme}: {violations.generate_report()}"
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


def test_no_section_of_the_front_ends_with_a_hole(visit: Visit) -> None:
    page = visit.open("/")
    page.set_viewport_size({"width": 1280, "height": 900})
    spare = page.locator(".front-section:not(.front-section-half)").evaluate_all(
        """sections => sections.map(section => {
          const parts = [...section.querySelectorAll(".card-words > *, .card-picture")];
          const end = Math.max(...parts.map(part => part.getBoundingClientRect().bottom));
          return Math.round(section.getBoundingClientRect().bottom - end);
        })"""
    )
    assert len(spare) > 2
    assert max(spare) <= 24, spare


@pytest.mark.parametrize("width", [360, 1280])
def test_the_end_of_a_photo_essay_stands_below_its_words(visit: Visit, width: int) -> None:
    page = visit.open("/community/2026/11/one-bend-of-the-river/")
    page.set_viewport_size({"width": width, "height": 900})
    starts = [
        page.locator(part).first.bounding_box() for part in (".tags > *", ".share-title", ".about-site", ".bios-title")
    ]
    assert len({round(box["x"]) for box in starts if box}) == 1, starts


@pytest.mark.parametrize(
    "story", ["ar/world/2026/09/al-khawf-al-mubarrar", "ru/world/2017/04/raduzhnaya-zheleznaya-doroga"]
)
def test_the_rail_beside_a_story_cuts_no_word_in_any_language(visit: Visit, story: str) -> None:
    page = visit.open(f"/{story}/")
    page.set_viewport_size({"width": 1280, "height": 900})
    side = page.locator(".story-side")
    assert side.is_visible()
    assert side.evaluate("side => side.scrollWidth - side.clientWidth") == 0


def test_prints_black_on_white_without_navigation(visit: Visit) -> None:
    page = visit.open(kinds()["story"])
    page.emulate_media(media="print")
    assert page.locator("nav:visible").count() == 0
    assert page.locator("form:visible").count() == 0
    assert page.locator("h1").is_visible()
    assert not page.get_by_role("link", name="Text only").is_visible()


def test_prints_corrections_and_where_links_lead(visit: Visit) -> None:
    page = visit.open(kinds()["correction"])
    page.emulate_media(media="print")
    assert page.locator(".corrections").is_visible()
    link = page.locator('.prose a[href^="https"]').first
    assert link.evaluate("at => getComputedStyle(at, '::after').content.includes(at.getAttribute('href'))")
