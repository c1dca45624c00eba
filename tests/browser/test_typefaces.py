"""The headline font on the first page that somebody opens: pages ask for the letters of their own language at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import kinds

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", ["story", "Russian", "language"])
def test_headings_have_the_headline_font_on_the_first_page(browser: Browser, live: str, kind: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    tools = context.new_cdp_session(page)
    page.goto(live + kinds()[kind])
    page.evaluate("document.fonts.ready.then(() => null)")
    tools.send("DOM.enable")
    tools.send("CSS.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    headings = tools.send(
        "DOM.querySelectorAll", {"nodeId": root, "selector": "main h1, main .prose h2, main .card-title"}
    )["nodeIds"]
    assert len(headings) > 1
    for heading in headings:
        fonts = tools.send("CSS.getPlatformFontsForNode", {"nodeId": heading})["fonts"]
        assert {font["familyName"] for font in fonts} <= {"QN Display"}, fonts
    context.close()
