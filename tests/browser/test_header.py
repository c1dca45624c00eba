"""The header keeps to one row: the sections stand in it where they have room, and in the menu where they have none."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Visit, kinds

pytestmark = pytest.mark.browser

TYPEFACES = ("", "Arial", "DejaVu Sans")
_ROW = """() => {
  const shown = element => element.checkVisibility() && element.getBoundingClientRect().width > 1
  const row = document.querySelector(".masthead-inner").getBoundingClientRect()
  const links = [...document.querySelectorAll(".nav .nav-link")].map(link => link.getBoundingClientRect())
  return {
    button: shown(document.querySelector(".menu-button")),
    links: links.filter(box => box.width && box.bottom <= row.bottom + 1).length,
    all: links.length,
    parts: [...document.querySelectorAll(".masthead :is(.wordmark, .nav-row, .nav-search)")].map(
      part => Math.round(part.getBoundingClientRect().top + part.getBoundingClientRect().height / 2)),
  }
}"""


@pytest.mark.parametrize("kind", ["story", "Russian", "Arabic"])
def test_header_is_one_row_with_all_sections_or_a_menu(browser: Browser, live: str, kind: str) -> None:
    page = browser.new_page()
    shows: set[bool] = set()
    for typeface in TYPEFACES:
        page.goto(live + kinds()[kind])
        page.evaluate("face => face && document.documentElement.style.setProperty('--sans', face)", typeface)
        for width in range(1024, 1500, 34):
            page.set_viewport_size({"width": width, "height": 800})
            row = page.evaluate(_ROW)
            where = f"{typeface} {width}: {row}"
            assert row["links"] == (0 if row["button"] else row["all"]), where
            assert max(row["parts"]) - min(row["parts"]) <= 2, where
            shows.add(row["button"])
    assert False in shows
    assert (True in shows) == (kind != "Arabic")
    page.close()


@pytest.mark.parametrize(("kind", "width"), [("story", 360), ("Russian", 1024), ("front", 360)])
def test_menu_opens_without_scripts_and_holds_every_section(visit: Visit, kind: str, width: int) -> None:
    """With a pointer, and with the Tab key too, which shows the sections while one of them has the focus."""
    visit.page.context.route("**/*.js", lambda route: route.abort())
    page = visit.page
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(visit.live + kinds()[kind])
    links = page.locator(".nav .nav-link")
    assert page.locator(".nav").count() == 1
    assert page.evaluate(_ROW)["links"] == 0
    page.locator(".menu-button").click()
    assert page.evaluate(_ROW)["links"] == links.count() >= 10
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.locator(".menu-button").click()
    assert page.evaluate(_ROW)["links"] == 0
    if width >= 1024:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "nav-link"
        assert page.evaluate(_ROW)["links"] == links.count()
