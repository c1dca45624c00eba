"""Headings, and captions beside a picture, break between words, whatever the width of the window and the typeface."""

from __future__ import annotations

import re
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import kinds

pytestmark = [pytest.mark.browser, pytest.mark.audit]

WIDTHS = (320, 360, 390, 480, 768, 1024, 1280, 1920)
#: Typefaces of headings and of text: ours; letters as wide as Arial's; the ones of a Linux without ours.
TYPEFACES = {"own": ("", ""), "Arial": ("Arial", "Arial"), "DejaVu": ("QN DejaVu", "DejaVu Sans")}
_SET = """([serif, sans]) => {
  const style = document.documentElement.style
  if (serif) style.setProperty("--serif", serif)
  if (sans) style.setProperty("--sans", sans)
  return document.fonts.ready.then(() => null)
}"""
#: Words of headings, or of other elements, that stand on two lines, each with its heading.
_BROKEN = """(selector) => {
  const broken = []
  for (const heading of document.querySelectorAll(selector)) {
    if (!heading.checkVisibility()) continue
    const texts = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      for (const word of texts.currentNode.data.matchAll(/[^\\s\\u00a0\\u00ad\\u200b\\u2010-\\u2015\\/-]{3,}/gu)) {
        const range = document.createRange()
        range.setStart(texts.currentNode, word.index)
        range.setEnd(texts.currentNode, word.index + word[0].length)
        const lines = new Set([...range.getClientRects()].filter(box => box.width).map(box => Math.round(box.top / 4)))
        if (lines.size > 1) broken.push(`${word[0]} in "${heading.textContent.trim()}"`)
      }
    }
  }
  return broken
}"""


def pages(live: str) -> list[str]:
    """Return the addresses of the pages in the sitemaps, and of one page of each kind."""
    found = set(kinds().values())
    index = re.findall(r"<loc>([^<]+)</loc>", _text(f"{live}/sitemap.xml"))
    for listed in [address for sitemap in index for address in re.findall(r"<loc>([^<]+)</loc>", _text(sitemap))]:
        found.add(listed.removeprefix(live))
    return sorted(found)


def _text(address: str) -> str:
    with urlopen(address) as answer:
        return str(answer.read().decode("utf-8"))


@pytest.mark.parametrize("typeface", TYPEFACES)
def test_no_heading_breaks_within_a_word(browser: Browser, live: str, typeface: str) -> None:
    addresses = pages(live)
    assert len(addresses) > 150
    context = browser.new_context()
    context.route(re.compile(r"\.(avif|webp|jpe?g|png)$"), lambda route: route.abort())
    page = context.new_page()
    broken: dict[str, str] = {}
    for address in addresses:
        page.goto(live + address)
        page.evaluate(_SET, list(TYPEFACES[typeface]))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            broken |= dict.fromkeys(page.evaluate(_BROKEN, "h1, h2, h3, h4"), f"{address} at {width}")
    context.close()
    assert broken == {}


@pytest.mark.parametrize("kind", ["story", "live page", "list story", "sponsored", "Russian", "Arabic"])
def test_no_caption_beside_a_picture_breaks_within_a_word(browser: Browser, live: str, kind: str) -> None:
    """At a desk it stands in a narrow column, also in languages of long words."""
    context = browser.new_context(viewport={"width": 1024, "height": 900})
    page = context.new_page()
    page.goto(live + kinds()[kind])
    page.evaluate("document.fonts.ready.then(() => null)")
    caption = ".story-picture figcaption"
    assert page.locator(caption).inner_text()
    for width in (1024, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(_BROKEN, caption) == [], width
    context.close()
