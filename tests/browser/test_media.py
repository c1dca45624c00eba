"""Galleries, players and stills, as readers use them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

GALLERY = "/lifestyle/2026/10/pavlova-for-a-crowd/"
_SHOWN = """row => [...row.querySelectorAll("li")].findIndex(item => {
  const own = item.getBoundingClientRect(), all = row.getBoundingClientRect();
  return own.left >= all.left - 2 && own.right <= all.right + 2;
})"""


def _shows(page: Page, number: int) -> None:
    """Wait until the gallery has come to rest on a picture."""
    row = page.locator(".gallery-row")
    page.wait_for_function(f"number => ({_SHOWN})(document.querySelector('.gallery-row')) === number", arg=number)
    assert row.evaluate(_SHOWN) == number


def test_a_gallery_goes_by_keys_and_buttons_and_says_where_it_is(visit: Visit) -> None:
    page = visit.open(GALLERY)
    row, status = page.locator(".gallery-row"), page.locator(".gallery-bar [role=status]")
    before, after = page.get_by_role("button", name="Previous picture"), page.get_by_role("button", name="Next picture")
    expect(before).to_have_attribute("aria-disabled", "true")
    row.focus()
    for key, number in (("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("End", 3), ("Home", 0), ("End", 3)):
        page.keyboard.press(key)
        _shows(page, number)
        expect(status).to_have_text(f"{number + 1} of\N{NO-BREAK SPACE}4")
    expect(after).to_have_attribute("aria-disabled", "true")
    before.click()
    _shows(page, 2)
    assert visit.complaints == []


def test_a_gallery_that_is_scrolled_by_hand_says_where_it_is(visit: Visit) -> None:
    page = visit.open(GALLERY)
    page.locator(".gallery-row").evaluate("row => row.scrollTo({left: row.querySelectorAll('li')[2].offsetLeft})")
    expect(page.locator(".gallery-bar [role=status]")).to_have_text("3 of\N{NO-BREAK SPACE}4")


def test_in_a_mirrored_page_the_keys_go_the_other_way(visit: Visit) -> None:
    page = visit.page
    page.add_init_script(
        "document.addEventListener('readystatechange', () => { document.querySelector('.story').dir = 'rtl' })"
    )
    visit.open(GALLERY)
    page.locator(".gallery-row").focus()
    for key, number in (("ArrowLeft", 1), ("ArrowLeft", 2), ("ArrowRight", 1), ("End", 3)):
        page.keyboard.press(key)
        _shows(page, number)


def test_nothing_moves_when_the_gallery_is_made(visit: Visit) -> None:
    visit.page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(({value}) => { shift += value }))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page = visit.open(GALLERY + "#six-stripes")
    page.locator(".gallery-bar").wait_for(state="attached")
    # The font of a headline may move its letters by a hair; the buttons take fifty times as much.
    assert page.evaluate("shift") < 0.001


@pytest.mark.parametrize("way", ["without scripts", "on paper"])
def test_a_gallery_is_a_list_where_nothing_can_leaf(browser: Browser, live: str, way: str) -> None:
    context = browser.new_context(java_script_enabled=way != "without scripts", viewport={"width": 700, "height": 900})
    page = context.new_page()
    if way == "on paper":
        page.emulate_media(media="print")
    page.goto(live + GALLERY)
    boxes = [item.bounding_box() for item in page.locator(".gallery li").all()]
    assert len(boxes) == 4
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 700 for box in boxes)
    assert len({(box["x"], box["y"]) for box in boxes if box}) == 4
    context.close()


@pytest.mark.parametrize(
    "address", ["/community/2026/06/what-the-flag-means/", "/community/2026/11/one-bend-of-the-river/"]
)
def test_no_recording_is_asked_for_before_somebody_plays_it(visit: Visit, address: str) -> None:
    page = visit.open(address)
    page.locator("audio, video").first.scroll_into_view_if_needed()
    page.locator(".transcript summary").click()
    expect(page.locator(".transcript p").first).to_be_visible()
    assert [url for url in visit.asked if "/files/" in url] == []
    with page.expect_request("**/files/2026/*"):
        page.locator("audio, video").first.evaluate("player => { player.muted = true; player.play().catch(() => {}) }")
    assert visit.elsewhere == []


def test_a_film_elsewhere_is_asked_for_when_it_is_pressed_and_not_before(browser: Browser, films: str) -> None:
    context = browser.new_context()
    # These answers stand for the services; no request reaches them.
    context.route(
        lambda url: not url.startswith(films),
        lambda route: route.fulfill(body="<p>Played</p>", content_type="text/html"),
    )
    visit = Visit(context.new_page(), films)
    page = visit.open("/world/2026/05/films/")
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
    assert "frame-src https://www.youtube-nocookie.com https://player.vimeo.com;" in policy
    page.get_by_role("button", name="Play: A march").scroll_into_view_if_needed()
    assert visit.elsewhere == []
    for name, host, learns in (
        ("A march", "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1", films + "/"),
        ("A song", "https://player.vimeo.com/video/123456?dnt=1&autoplay=1", None),
    ):
        button = page.get_by_role("button", name=f"Play: {name}. Plays from ")
        button.focus()
        with page.expect_request(host) as asked:
            page.keyboard.press("Enter")
        assert asked.value.header_value("referer") == learns
        frame = page.locator(f'iframe[title="{name}"]')
        assert frame.get_attribute("sandbox") == "allow-scripts allow-same-origin allow-presentation"
        expect(frame.content_frame.get_by_text("Played")).to_be_visible()
        expect(frame).to_be_focused()
    assert [url for url in visit.elsewhere if "youtube-nocookie" not in url and "vimeo" not in url] == []
    assert visit.complaints == []
    context.close()


def test_a_careful_story_and_a_page_without_scripts_have_a_link(browser: Browser, films: str) -> None:
    for address, scripts in (("/world/2026/05/careful/", True), ("/world/2026/05/films/", False)):
        context = browser.new_context(java_script_enabled=scripts)
        visit = Visit(context.new_page(), films)
        page = visit.open(address)
        expect(page.get_by_role("link", name="Watch at YouTube")).to_have_attribute(
            "href", "https://www.youtube.com/watch?v=abcdefghijk"
        )
        expect(page.get_by_role("button", name="Play")).to_have_count(0)
        policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
        assert ("frame-src" in policy) == (not scripts)
        assert visit.elsewhere == []
        context.close()
