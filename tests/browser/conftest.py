"""The magazine of the tests, built once and served on loopback, for a real Chromium."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from newsroom.commands.quality import browser as chromium
from tests.browser.patience import patient_browsers
from tests.building import MAGAZINE_FOLDER, NOW, ROOT, Project
from tests.serving import files, serving


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start the Chromium that this machine has."""
    return chromium.launch_options()


_BUILD = """
import sys
from pathlib import Path
from newsroom.commands.build.build import BuildRequest, build
root, output, now, address = sys.argv[1:]
outcome = build(BuildRequest(Path(root), output=Path(output), now=now, site_url=address))
sys.exit(None if outcome.ok else str(outcome.problems))
"""


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small site with films that lie elsewhere, one of them in a sensitive story."""
    site = Project(tmp_path_factory.mktemp("films") / "site")
    two = "![A bridge](/images/2026/river.jpg)\n[A march](https://youtu.be/abcdefghijk)\n\n"
    two += "![A hall](/images/2026/river.jpg)\n[A song](https://vimeo.com/123456)\n"
    for name, head in (("films", ""), ("careful", "sensitive: true\n")):
        site.story(f"world/2026/{name}", f"---\ntitle: T {name}\nsummary: S\ndate: 2026-05-04\n{head}---\n\n{two}")
    with serving(files(site.output)) as address:
        subprocess.run([sys.executable, "-c", _BUILD, site.root, site.output, NOW, address], check=True, cwd=ROOT)
        yield address


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the magazine on this machine; its own links lead to the same port."""
    output = tmp_path_factory.mktemp("browser") / "output"
    with serving(files(output)) as address:
        # In a process of its own: a build forks, and a browser's pipes are open in this one.
        subprocess.run([sys.executable, "-c", _BUILD, MAGAZINE_FOLDER, output, NOW, address], check=True, cwd=ROOT)
        yield address


class Visit:
    """A reader's visit: the page, what it asked for, and what it complained of."""

    def __init__(self, page: Page, live: str) -> None:
        self.page, self.live = page, live
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self._answered = 0
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("requestfinished", self._count)
        page.on("requestfailed", self._count)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._note)

    def _note(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _count(self, _request: Any) -> None:
        self._answered += 1

    def open(self, address: str) -> Page:
        """Open a page of the site and wait until everything that it asks for has come, and it asks for no more."""
        self.page.goto(self.live + address)
        seen = None
        # Playwright's "networkidle" waits half a second, which is most of the time of many tests.
        while seen != len(self.asked) or self._answered < len(self.asked):
            seen = len(self.asked)
            self.page.wait_for_timeout(120)
        return self.page

    @property
    def elsewhere(self) -> list[str]:
        """Requests to any other host."""
        return [url for url in self.asked if not url.startswith((self.live + "/", "data:"))]


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """Light and dark."""
    return str(request.param)


@pytest.fixture
def visit(browser: Browser, live: str) -> Iterator[Visit]:
    """A visit at a desk, in light, with scripts."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield Visit(context.new_page(), live)
    context.close()


def kinds() -> dict[str, str]:
    """One page of each kind, by what it is."""
    return {
        "front": "/",
        "story": "/world/2017/04/rainbow-railroad-chechnya/",
        "long read": "/history/2026/06/the-first-mardi-gras/",
        "table, three authors": "/national/2026/06/brisbane-1990/",
        "correction": "/politics/2017/11/postal-survey-result/",
        "review": "/arts/2026/10/priscilla-rolls-on/",
        "live page": "/politics/2017/11/survey-morning/",
        "list story": "/arts/2026/11/six-australian-books/",
        "sponsored": "/lifestyle/2026/07/the-magazine-by-post/",
        "comments": "/opinion/2026/10/a-kinder-comment/",
        "Russian": "/ru/world/2017/04/raduzhnaya-zheleznaya-doroga/",
        "Arabic": "/ar/world/2026/09/al-khawf-al-mubarrar/",
        "text edition": "/history/2026/06/the-first-mardi-gras/text/",
        "section": "/national/",
        "state": "/national/qld/",
        "topic": "/topic/law-reform/",
        "topics": "/topics/",
        "series": "/series/how-the-law-changed/",
        "author": "/author/nerelle-harper/",
        "contributors": "/contributors/",
        "archive": "/archive/",
        "month": "/archive/2026/06/",
        "language": "/ru/",
        "search in Arabic": "/ar/search/",
        "issue": "/magazine/2/",
        "latest issue": "/magazine/latest/",
        "issues": "/magazine/",
        "page": "/about/",
        "search": "/search/",
        "support": "/support/",
        "log of corrections": "/corrections/",
        "updated": "/health/2026/11/someone-to-ring-tonight/",
        "style guide": "/styleguide/",
        "photo essay with a film": "/community/2026/11/one-bend-of-the-river/",
        "gallery": "/lifestyle/2026/10/pavlova-for-a-crowd/",
        "sound": "/community/2026/06/what-the-flag-means/",
        "lost": "/404.html",
    }


#: Kinds that `invoke test` looks at; each of the others has much in common with one of them, and is left to audits.
EVERY_TIME = (
    "front", "story", "live page", "Arabic", "text edition", "section", "author", "issue", "search", "support",
    "photo essay with a film", "lost",
)  # fmt: skip


def each_kind() -> list[Any]:
    """Return the name of every kind of page, for a test of each; those that are not for every time are audits."""
    audit = pytest.mark.audit
    return [pytest.param(kind, marks=() if kind in EVERY_TIME else audit) for kind in kinds()]


def kinds_at_once() -> list[Any]:
    """Return kinds of pages in two lots, for a test that goes through them in one browser."""
    rest = tuple(kind for kind in kinds() if kind not in EVERY_TIME)
    return [pytest.param(EVERY_TIME, id="often"), pytest.param(rest, id="rest", marks=pytest.mark.audit)]


__all__ = ["EVERY_TIME", "Visit", "each_kind", "kinds", "kinds_at_once", "patient_browsers"]
