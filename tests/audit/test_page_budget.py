"""Budget of pages on a telephone: what the front page and a story load when somebody reads them to the end."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.serving import files, serving

pytestmark = [pytest.mark.audit, pytest.mark.browser]

#: The most that a page may load, in kilobytes: pictures, and everything else as Brotli makes it.
BUDGETS = {
    "/": (231, 60),
    "/world/2017/04/rainbow-railroad-chechnya/": (46, 45),
}
_TO_THE_END = """async () => {
  const wait = () => new Promise((done) => setTimeout(done, 50));
  for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight / 2) {
    scrollTo({ top, behavior: "instant" });
    await wait();
  }
}"""


@pytest.mark.parametrize("address", BUDGETS)
def test_a_telephone_loads_no_more_than_the_budget(browser: Browser, magazine: Path, address: str) -> None:
    """It has 360 points at three pixels each, as most of the small ones."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, device_scale_factor=3)
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).path))
    with serving(files(magazine)) as live:
        page.goto(live + address)
        page.evaluate(_TO_THE_END)
        page.wait_for_load_state("networkidle")
    context.close()
    pictures = {path for path in asked if path.startswith("/images/")}
    assert pictures
    most, most_else = BUDGETS[address]
    assert _sent(magazine, pictures) <= most * 1000
    assert _sent(magazine, asked - pictures) <= most_else * 1000


def _sent(folder: Path, paths: set[str]) -> int:
    """Return how many bytes a server sends for some addresses; where Brotli made a file smaller, it sends that one."""
    total = 0
    for path in sorted(paths):
        file = folder / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))
        smaller = file.with_name(file.name + ".br")
        total += (smaller if smaller.is_file() else file).stat().st_size
    return total
