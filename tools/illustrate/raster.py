"""From SVG to finished files, through headless Chromium and Pillow."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--force-color-profile=srgb",
]
LIMIT = 130_000


@contextmanager
def press() -> Iterator[Page]:
    """A blank browser page to print on, closed afterwards."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        try:
            yield browser.new_page(device_scale_factor=1)
        finally:
            browser.close()


def render(page: Page, svg: str, width: int, height: int) -> Image.Image:
    """Draw an SVG and return the picture, transparent where nothing is drawn."""
    page.set_viewport_size({"width": width, "height": height})
    page.set_content("<style>*{margin:0}svg{display:block}</style>" + svg)
    shot = page.screenshot(omit_background=True, type="png")
    return Image.open(io.BytesIO(shot)).convert("RGBA")


def save_jpeg(picture: Image.Image, target: Path, limit: int = LIMIT) -> int:
    """Save a progressive JPEG without metadata, within the limit; returns its size."""
    target.parent.mkdir(parents=True, exist_ok=True)
    flat = picture.convert("RGB")
    data = b""
    for quality in (82, 80, 77, 74, 70, 66, 60, 54):
        buffer = io.BytesIO()
        flat.save(buffer, "JPEG", quality=quality, progressive=True, optimize=True)
        data = buffer.getvalue()
        if len(data) < limit:
            break
    target.write_bytes(data)
    return len(data)


def save_png(picture: Image.Image, target: Path, colours: int | None = None) -> int:
    """Save a PNG, its palette reduced to ``colours`` when given; returns its size."""
    target.parent.mkdir(parents=True, exist_ok=True)
    out = picture.quantize(colours, method=Image.Quantize.FASTOCTREE) if colours else picture
    out.save(target, "PNG", optimize=True)
    return target.stat().st_size
