"""Print the checklist with headless Chromium, as a document that screen readers can read."""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import sync_playwright

from newsroom.features.files.model import title
from newsroom.features.files.pdf import clean
from newsroom.site import font_cutting

ROOT = Path(__file__).resolve().parents[2]
PAGE = Path(__file__).with_name("checklist.html")


def main() -> None:
    """Print the page and say how large it became."""
    parser = argparse.ArgumentParser(prog="python -m tools.checklist", description=__doc__)
    parser.add_argument("--browser", default="/usr/bin/chromium", help="Chromium")
    parser.add_argument("--output", type=Path, default=ROOT / "content/files/2026/what-to-send.pdf")
    given = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=given.browser, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(PAGE.as_uri())
        # The page cannot say where the font is: a package brings it.
        font = font_cutting.source(italic=False).as_uri()
        page.add_style_tag(content=f'@font-face {{ font-family: serif4; src: url("{font}") }}')
        page.evaluate("document.fonts.ready")
        raw = page.pdf(prefer_css_page_size=True, print_background=True, tagged=True)
        browser.close()
    given.output.parent.mkdir(parents=True, exist_ok=True)
    # The saved file tells nothing of the browser that printed it, and changes only with the page.
    given.output.write_bytes(clean(raw, title(given.output.name)))
    print(f"{given.output} {given.output.stat().st_size} bytes")


if __name__ == "__main__":
    main()
