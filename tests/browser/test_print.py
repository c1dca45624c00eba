"""Pages on paper: black on white, nothing cut, nothing hidden that a reader wants, and at the end where it is from."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.audit]

PRINTED = {
    "story": "/politics/2017/11/postal-survey-result/",
    "photo essay": "/community/2026/11/one-bend-of-the-river/",
    "support": "/support/",
    "Arabic": "/ar/world/2026/09/al-khawf-al-mubarrar/",
    "live page": "/politics/2017/11/survey-morning/",
}
#: The paper of each page, and the width in CSS pixels that its margins leave.
PAPER = {"A4": 673, "Letter": 695}
#: Elements that are seen, and their colours as numbers; those that keep their colours on paper are left out.
_COLOURS = """() => {
  const parts = colour => {
    const numbers = (colour.match(/[\\d.]+/g) || []).map(Number);
    return numbers.length === 3 ? [...numbers, 1] : numbers;
  };
  return [document.documentElement, ...document.body.querySelectorAll("*"), document.body]
    .filter(at => at.checkVisibility() && at.getClientRects().length)
    .filter(at => !at.closest(".colour-bar, .portrait, svg, picture"))
    .map(at => {
      const style = getComputedStyle(at);
      const words = [...at.childNodes].some(node => node.nodeType === 3 && node.data.trim());
      return [at.tagName + "." + at.className, parts(style.backgroundColor), words ? parts(style.color) : null];
    });
}"""
#: Elements that are cut off: one that hides a part of its content, or stands beyond the paper.
_CUT = """() => {
  const width = document.documentElement.clientWidth;
  return [...document.body.querySelectorAll("*")]
    .filter(at => at.checkVisibility() && at.getClientRects().length)
    .filter(at => !at.closest(".visually-hidden, svg") && at.tagName !== "PICTURE")
    .filter(at => {
      const style = getComputedStyle(at), box = at.getBoundingClientRect();
      const hides = style.overflowX !== "visible" && at.scrollWidth > at.clientWidth + 1;
      const cropped = at.tagName === "IMG" && style.objectFit === "cover" && !at.closest(".portrait");
      return hides || cropped || box.right > width + 1 || box.left < -1;
    })
    .map(at => at.tagName + "." + at.className);
}"""


@pytest.fixture(params=PRINTED)
def printed(visit: Visit, request: pytest.FixtureRequest) -> Page:
    """A page as printers get it, in a dark scheme, which is the harder one."""
    page = visit.open(PRINTED[request.param])
    # With less motion no colour is caught on its way to another.
    page.emulate_media(media="print", color_scheme="dark", reduced_motion="reduce")
    return page


def _light(colour: list[float]) -> float:
    return sum(colour[:3]) / 3


def test_paper_is_white_and_words_on_it_are_dark(printed: Page) -> None:
    found: list[Any] = printed.evaluate(_COLOURS)
    assert len(found) > 40
    assert [name for name, ground, _ in found if ground[3] and _light(ground) < 250] == []
    assert [name for name, _, words in found if words and _light(words) > 100] == []


@pytest.mark.parametrize("paper", PAPER)
def test_nothing_is_cut_at_the_edge_of_the_paper(printed: Page, paper: str) -> None:
    printed.set_viewport_size({"width": PAPER[paper], "height": 1000})
    assert printed.evaluate(_CUT) == []


def test_text_helplines_and_transcripts_are_printed_whole_and_menus_and_forms_are_not(printed: Page) -> None:
    hidden = """(at) => at.filter(it => !it.checkVisibility({contentVisibilityAuto: true}) || !it.offsetHeight)
      .map(it => it.textContent)"""
    wanted = printed.locator(
        "h1, .prose p, .prose li, .helpline-phone, .helpline-place-words, .transcript p, figcaption"
    )
    assert wanted.count() > 3
    assert wanted.evaluate_all(hidden) == []
    assert printed.locator("nav:visible, form:visible, .reply:visible, .menu:visible, video:visible").count() == 0
    assert printed.locator(".leave:visible, button:visible, .share:visible, .story-text:visible").count() == 0


def test_the_end_names_the_address_and_the_day(printed: Page) -> None:
    line = printed.locator(".printed")
    assert line.is_visible()
    address = printed.locator('meta[property="og:url"]').get_attribute("content")
    assert address
    words = line.inner_text()
    assert words.startswith(address)
    assert re.search(r", .*\d{1,2} \S+ 20\d\d$", words)
    printed.emulate_media(media="screen")
    assert not line.is_visible()


@pytest.mark.parametrize("paper", PAPER)
def test_every_sheet_carries_words_or_pictures_and_their_number_is_small(printed: Page, paper: str) -> None:
    with pikepdf.open(io.BytesIO(printed.pdf(format=paper, print_background=True))) as document:
        operators = [[str(step.operator) for step in pikepdf.parse_content_stream(sheet)] for sheet in document.pages]
    assert all("Do" in sheet or sheet.count("Tj") + sheet.count("TJ") > 3 for sheet in operators)
    assert len(operators) <= 5


def test_the_front_is_printed_on_few_sheets_in_columns(visit: Visit) -> None:
    page = visit.open("/")
    page.evaluate("document.querySelectorAll('img').forEach(img => img.loading = 'eager')")
    page.wait_for_load_state("networkidle")
    with pikepdf.open(io.BytesIO(page.pdf(format="A4", print_background=True))) as document:
        assert len(document.pages) <= 8
