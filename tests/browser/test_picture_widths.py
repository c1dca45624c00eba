"""Pictures in a real Chromium: how many pixels it downloads for those that it shows."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import kinds, kinds_at_once

pytestmark = pytest.mark.browser

#: Windows of a telephone, a tablet, a notebook and a desk, each with its pixels to a point.
SCREENS = {
    "telephone": (360, 780, 3),
    "tablet": (768, 1024, 2),
    "notebook": (1280, 800, 1),
    "desk": (1920, 1080, 1),
}
#: So much more than what is shown may be downloaded, and so much less, in width.
_MOST, _LEAST = 1.5, 0.9
#: Scrolls to each picture, waits until it is there, and says how wide it is in the file and on the screen. What is cut
#: off to fill a box counts as shown. The file's name tells its width; browsers tell it in points.
_LOOK = """async () => {
  const seen = [...document.images].filter((image) => image.checkVisibility() && image.srcset);
  for (const image of seen) {
    image.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    image.loading = "eager";
  }
  await Promise.all(seen.map((image) => image.decode()));
  return seen.map((image) => {
    const { width, height } = image.getBoundingClientRect();
    const ratio = image.getAttribute("width") / image.getAttribute("height");
    const fit = getComputedStyle(image).objectFit;
    const shown = { cover: Math.max(width, height * ratio), contain: Math.min(width, height * ratio) }[fit] ?? width;
    const offered = [...image.srcset.matchAll(/ (\\d+)w/g)].map((match) => Number(match[1]));
    return {
      file: image.currentSrc,
      loaded: Number(image.currentSrc.match(/-(\\d+)\\.\\w+$/)[1]),
      needed: shown * devicePixelRatio,
      smallest: Math.min(...offered),
      largest: Math.max(...offered),
      sizes: image.sizes,
    };
  });
}"""


def _wrong(picture: dict[str, Any]) -> bool:
    loaded, needed = picture["loaded"], picture["needed"]
    too_large = loaded > needed * _MOST and loaded > picture["smallest"]
    too_small = loaded < needed * _LEAST and loaded < picture["largest"]
    return too_large or too_small


def _look(page: Page) -> list[dict[str, Any]]:
    pictures: list[dict[str, Any]] = page.evaluate(_LOOK)
    return pictures


@pytest.mark.sample(1)
@pytest.mark.parametrize("lot", kinds_at_once())
@pytest.mark.parametrize("screen", SCREENS)
def test_no_picture_is_much_larger_than_it_is_shown(
    browser: Browser, live: str, screen: str, lot: tuple[str, ...]
) -> None:
    """Nor much smaller, where a larger one is there: ``sizes`` says how wide each is."""
    width, height, pixels = SCREENS[screen]
    wrong, count = [], 0
    for kind in lot:
        context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=pixels)
        page = context.new_page()
        page.goto(live + kinds()[kind])
        pictures = _look(page)
        count += len(pictures)
        # A picture that is shown larger elsewhere on the page is there already, and browsers take it again.
        needed = {picture["file"]: picture["needed"] for picture in sorted(pictures, key=lambda one: one["needed"])}
        wrong += [(kind, it) for it in pictures if _wrong({**it, "needed": max(it["needed"], needed[it["file"]])})]
        context.close()
    assert count
    assert not wrong, "\n".join(str(each) for each in wrong)
