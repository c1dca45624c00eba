"""Rings around the focus, sizes of targets, and telephone numbers on one line."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import kinds, kinds_at_once

pytestmark = pytest.mark.browser

#: WCAG 2.2, 1.4.11: the least contrast between the ring and what it stands on.
LEAST_CONTRAST = 3
_DIM_RINGS = """least => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
  const parts = colour => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const light = colour => {
    const [red, green, blue] = parts(colour).map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor
      if (parts(colour)[3] === 255) return colour
    }
    return "#fff"
  }
  const dim = []
  const reached = "a[href], button, input, textarea, select, summary, [tabindex='0']"
  for (const element of document.querySelectorAll(reached)) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue
    element.focus({ preventScroll: true })
    if (document.activeElement !== element) continue
    const style = getComputedStyle(element)
    // The browser's own ring has two colours.
    if (style.outlineStyle === "auto") continue
    const where = `${element.className || element.tagName} "${element.textContent.trim().slice(0, 30)}"`
    if (style.outlineStyle === "none") { dim.push(`${where}: no ring`); continue }
    const inside = parseFloat(style.outlineOffset) < 0
    const both = [light(style.outlineColor), light(ground(inside ? element : element.parentElement))].sort()
    const contrast = (both[1] + 0.05) / (both[0] + 0.05)
    if (contrast < least) dim.push(`${where}: ${contrast.toFixed(2)}`)
  }
  return dim
}"""
#: Targets smaller than 24 by 24 pixels that neither stand within a sentence nor have as much room around them as makes
#: up for it (WCAG 2.2, 2.5.8), each with its size.
_SMALL_TARGETS = """() => {
  const alone = element => {
    let block = element
    while (getComputedStyle(block).display === "inline" && block.parentElement) block = block.parentElement
    if (block === element) return true
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const within = texts.currentNode.parentElement.closest("a, button, summary, label, time")
      if (!within && /[\\p{L}\\p{N}]/u.test(texts.currentNode.data)) return false
    }
    return true
  }
  const measured = element => {
    const boxes = [...element.getClientRects(), ...[...element.children].flatMap(child => [...child.getClientRects()])]
    const [left, top] = [Math.min(...boxes.map(box => box.left)), Math.min(...boxes.map(box => box.top))]
    const [right, bottom] = [Math.max(...boxes.map(box => box.right)), Math.max(...boxes.map(box => box.bottom))]
    const cover = getComputedStyle(element, "::after")
    const covers = cover.content !== "none" && cover.position === "absolute"
    const small = !covers && Math.min(right - left, bottom - top) < 23.9
    return { element, left, top, right, bottom, x: (left + right) / 2, y: (top + bottom) / 2, covers, small }
  }
  const targets = [...document.querySelectorAll("a[href], button, input, textarea, select, summary")]
    .filter(element => element.checkVisibility({ visibilityProperty: true }) && !element.matches(".skip-link"))
    .map(measured)
  const meet = (one, other) => {
    if (one === other || other.covers) return false
    if (other.small) return Math.hypot(one.x - other.x, one.y - other.y) < 24
    const across = Math.max(other.left - one.x, 0, one.x - other.right)
    return Math.hypot(across, Math.max(other.top - one.y, 0, one.y - other.bottom)) < 12
  }
  return targets
    .filter(one => one.small && alone(one.element) && targets.some(other => meet(one, other)))
    .map(one => `"${one.element.textContent.trim()}" ${one.right - one.left} × ${one.bottom - one.top}`)
}"""


@pytest.mark.sample(1)
@pytest.mark.parametrize("chosen", kinds_at_once())
def test_ring_around_the_focus_stands_out(browser: Browser, live: str, chosen: tuple[str, ...], scheme: str) -> None:
    """The ring has three times the light of its ground, or a third of it, on every ground that a page has."""
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    for kind in chosen:
        page.goto(live + kinds()[kind])
        page.keyboard.press("Tab")
        assert page.evaluate(_DIM_RINGS, LEAST_CONTRAST) == [], kind
    context.close()


@pytest.mark.parametrize("chosen", kinds_at_once())
def test_targets_are_large_enough(browser: Browser, live: str, chosen: tuple[str, ...]) -> None:
    page = browser.new_page()
    for kind in chosen:
        page.goto(live + kinds()[kind])
        for width in (320, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(_SMALL_TARGETS) == [], f"{kind} at {width}"
    page.close()


_NUMBERS = r"""() => {
  const number = /\+?\(?\d{1,4}\)?(?:[ \u00a0]\d{2,4}){1,4}/gu
  const split = [], all = []
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const text = texts.currentNode
    if (!text.parentElement.checkVisibility()) continue
    for (const found of text.data.matchAll(number)) {
      if (found[0].replace(/\D/gu, "").length < 6) continue
      const range = document.createRange()
      range.setStart(text, found.index)
      range.setEnd(text, found.index + found[0].length)
      all.push(found[0])
      if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) split.push(found[0])
    }
  }
  return [all.length, split]
}"""


@pytest.mark.parametrize(
    ("address", "least"),
    [
        ("/support/", 5), ("/health/2026/11/someone-to-ring-tonight/", 5), ("/community/2026/08/a-first-pride/", 1),
        ("/health/2026/11/someone-to-ring-tonight/text/", 5), ("/politics/2017/11/postal-survey-result/", 2),
    ],
)  # fmt: skip
def test_telephone_numbers_stay_on_one_line(browser: Browser, live: str, address: str, least: int) -> None:
    page = browser.new_page()
    page.goto(live + address)
    for width in range(320, 420, 4):
        page.set_viewport_size({"width": width, "height": 800})
        count, split = page.evaluate(_NUMBERS)
        assert count >= least
        assert split == [], width
    page.close()
