"""New magazines in a real Chromium: without a story, with one, and with forty sections in colours of their own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser

from newsroom.commands.new_magazine.answers import Options
from newsroom.commands.new_magazine.new_magazine import new_magazine
from tests.audit.verdicts import axe
from tests.browser.conftest import _BUILD, Visit
from tests.building import NOW, ROOT
from tests.commands.test_new_magazine import NAME, OPTIONS
from tests.commands.test_new_magazine import NOW as MOMENT
from tests.serving import files, serving

pytestmark = [pytest.mark.browser, pytest.mark.audit]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FORTY = ", ".join(f"Section {number}" for number in range(1, 41))
ADDRESSES = ("/", "/about/", "/support/", "/tips/", "/topics/", "/archive/", "/contributors/", "/search/", "/404.html")


def _begin(folder: Path, options: Options, colour: str) -> None:
    assert new_magazine(NAME, str(folder), replace(options, colour=colour), MOMENT) == 0


def _fill(folder: Path) -> None:
    """Give each of forty sections a story."""
    for number in range(1, 41):
        story = folder / f"content/articles/section-{number}/2026/first.md"
        story.parent.mkdir(parents=True, exist_ok=True)
        head = f"title: The first story of section {number}\nsummary: A sentence.\ndate: 2026-11-0{1 + number % 9}"
        story.write_text(f"---\n{head}\nauthors: [editors]\n---\n\nWords.\n\n## More\n\nWords.\n", "utf-8")


@pytest.fixture(scope="module", params=["empty", "one story", "forty sections"])
def other(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """The address of another magazine on this machine, and pages of it."""
    folder = tmp_path_factory.mktemp("other") / "magazine"
    addresses = [*ADDRESSES]
    if request.param == "forty sections":
        _begin(folder, replace(OPTIONS, sections=FORTY), "#a3174f")
        _fill(folder)
        addresses += [
            address for n in range(1, 41, 3) for address in (f"/section-{n}/", f"/section-{n}/2026/11/first/")
        ]
    else:
        _begin(folder, OPTIONS, "#0b6e8a" if request.param == "empty" else "#c9a400")
        addresses += ["/news/"]
        if request.param == "empty":
            (folder / "content/articles/news/2026/welcome.md").unlink()
        else:
            addresses += ["/news/2026/11/welcome/"]
    output = folder / "output"
    with serving(files(output)) as address:
        subprocess.run([sys.executable, "-c", _BUILD, folder, output, NOW, address], check=True, cwd=ROOT)
        yield address, addresses


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_colour(
    browser: Browser, other: tuple[str, list[str]], scheme: str, width: int
) -> None:
    """No page complains, asks another host for anything, or is wider than the window."""
    address, addresses = other
    context = browser.new_context(reduced_motion="reduce", viewport={"width": width, "height": 900})
    visit = Visit(context.new_page(), address)
    visit.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for place in addresses:
        page = visit.open(place)
        violations = axe(page, RULES)
        assert violations.violations_count == 0, f"{place}: {violations.generate_report()}"
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, place
        # A page without a story says so.
        assert page.locator("main").inner_text().strip(), place
    assert visit.elsewhere == []
    assert visit.complaints == []
    context.close()
