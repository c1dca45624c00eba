"""No third parties, proven: every page of the tests' magazine behind a real server, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from newsroom.commands.quality import browser as chromium
from newsroom.features.headers import nginx
from newsroom.features.headers.model import Headers, headers, uses
from tests.audit.conftest import URL
from tests.audit.server import Server
from tests.audit.verdicts import csp_evaluator
from tests.building import tree

pytestmark = [pytest.mark.audit, pytest.mark.browser, pytest.mark.xdist_group("browser")]

#: Tells what the page's policy has stopped, and what a page has left in the browser.
_WATCH = """
window.__stopped = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.__stopped.push(`${event.effectiveDirective} ${event.blockedURI}`);
});
"""
_LEFT = """async () => [
  ...window.__stopped, document.cookie, ...Object.keys(localStorage), ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map((one) => one.name), ...(await caches.keys()),
  ...(await navigator.serviceWorker.getRegistrations()).map((one) => one.scope),
].filter(Boolean)"""
#: Loads what would load only when somebody comes near it, and tells which pictures are not shown.
_PICTURES = """async () => {
  const all = [...document.images];
  all.forEach((image) => { image.loading = "eager"; });
  await Promise.all(all.map((image) => image.decode().catch(() => {})));
  return all.filter((image) => !image.naturalWidth).map((image) => image.src);
}"""
#: HTML that somebody might get into a page, were there no sanitiser.
_PLANTED = """<p style="color: red">x</p><script>window.planted = true</script>
<img src="https://elsewhere.example/pixel.gif" alt=""><style>p { color: red }</style></main>"""


def table(site: Path, endpoint: str = "", no_store_pages: tuple[str, ...] = ("/support/",)) -> Headers:
    """Return the headers of a site that was built."""
    paths = [f"/{path}" for path in tree(site)]
    searches = [path.removesuffix("index.html") for path in paths if path.endswith("/search/index.html")]
    return headers(uses(paths, endpoint, URL), no_store_pages, searches)


@dataclass
class Crawl:
    """Findings of a browser on its way through a site."""

    context: BrowserContext
    asked: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def page(self) -> Page:
        page = self.context.new_page()
        page.on("request", lambda request: self.asked.add(request.url))
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self.complaints.append(f"{page.url}: {message.text}"))
        return page

    def hosts(self) -> set[str]:
        return {urlsplit(url).netloc for url in self.asked}


@pytest.fixture(scope="module")
def site(magazine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The magazine with a page more, into which somebody has planted what they should not."""
    site = tmp_path_factory.mktemp("crawl") / "site"
    shutil.copytree(magazine, site)
    words = (site / "about" / "index.html").read_text("utf-8")
    assert "</main>" in words
    (site / "planted.html").write_text(words.replace("</main>", _PLANTED), "utf-8")
    bare = words.replace("</main>", _PLANTED).replace('http-equiv="Content-Security-Policy"', 'name="nothing"')
    (site / "planted-bare.html").write_text(bare, "utf-8")
    return site


@pytest.fixture(scope="module")
def served(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("walls")
    (folder / "headers.conf").write_text(nginx.header_map(table(site).table), "utf-8")
    server = Server(folder / "nginx", site, folder / "headers.conf", tls=True)
    yield server
    server.end()


@pytest.fixture
def crawl(playwright: Playwright, served: Server) -> Iterator[Crawl]:
    """A browser for which the magazine's own name leads to this machine, and every other name nowhere."""
    options: dict[str, Any] = chromium.launch_options()
    rules = f"MAP qn.example 127.0.0.1:{served.port}, MAP * ~NOTFOUND"
    options["args"].append(f"--host-resolver-rules={rules}")
    browser = playwright.chromium.launch(**options)
    context = browser.new_context(ignore_https_errors=True)
    context.add_init_script(_WATCH)
    yield Crawl(context)
    browser.close()


def test_every_page_is_silent(site: Path, crawl: Crawl) -> None:
    """No request leaves the host, the policy stops nothing, nothing is said on the console, nothing is stored."""
    pages = [path for path in tree(site) if path.endswith(".html") and not path.startswith("planted")]
    assert len(pages) > 100
    page = crawl.page()
    left: list[str] = []
    for path in pages:
        answer = page.goto(f"{URL}/{path.removesuffix('index.html')}", wait_until="load")
        assert answer is not None
        assert answer.status == 200, path
        assert page.evaluate(_PICTURES) == [], path
        left += [f"{path}: {what}" for what in page.evaluate(_LEFT)]
    assert left == []
    assert crawl.complaints == []
    assert crawl.hosts() == {"qn.example"}
    assert crawl.context.cookies() == []
    assert any(url.endswith(".woff2") for url in crawl.asked)
    assert any("/images/" in url for url in crawl.asked)


@pytest.mark.parametrize("name", ["planted.html", "planted-bare.html"])
def test_planted_scripts_are_blocked(crawl: Crawl, name: str) -> None:
    """By the page's own policy and by the header alone; else the crawl could not fail."""
    page = crawl.page()
    page.goto(f"{URL}/{name}", wait_until="load")
    stopped = {what.split()[0] for what in page.evaluate(_LEFT)}
    assert stopped == {"style-src-attr", "script-src-elem", "img-src", "style-src-elem"}
    assert page.evaluate("window.planted") is None
    assert crawl.complaints != []
    assert page.evaluate("getComputedStyle(document.querySelector('main > p')).color") != "rgb(255, 0, 0)"


def test_without_headers_a_page_still_holds_to_its_policy(crawl: Crawl, served: Server, site: Path) -> None:
    page = crawl.page()
    page.route("**/planted.html", lambda route: route.fulfill(path=site / "planted.html", content_type="text/html"))
    page.goto(f"{URL}/planted.html", wait_until="load")
    assert page.evaluate("window.planted") is None
    assert any(what.startswith("img-src https://elsewhere.example") for what in page.evaluate(_LEFT))


@pytest.mark.parametrize("endpoint", ["", "https://comments.example/post", "/comments/post"])
@pytest.mark.parametrize("carried", ["header", "meta"])
def test_the_evaluator_finds_nothing_grave(site: Path, endpoint: str, carried: str) -> None:
    policy = getattr(table(site, endpoint).policy, carried)
    findings = csp_evaluator(policy)
    assert [finding for finding in findings if finding[0]] == []


def test_the_evaluator_would_find_something_grave() -> None:
    findings = csp_evaluator("script-src 'unsafe-inline' https:")
    assert [finding for finding in findings if finding[0]] != []


def test_the_server_sends_the_whole_table(site: Path, tmp_path: Path) -> None:
    """For each kind of file exactly what the table says, under the addresses that readers ask for."""
    made = table(site)
    (tmp_path / "headers.conf").write_text(nginx.header_map(made.table), "utf-8")
    server = Server(tmp_path / "nginx", site, tmp_path / "headers.conf")
    try:
        paths = [f"/{path}" for path in tree(site)]
        picture = next(path for path in paths if path.startswith("/images/"))
        style = next(path for path in paths if path.endswith(".css"))
        font = next(path for path in paths if path.endswith(".woff2"))
        drawing = next(path for path in paths if path.endswith(".svg"))
        for address in ("/", "/support/", "/about/", "/feed.atom", "/nowhere/", picture, style, font, drawing):
            answer, _ = server.ask(address)
            sent = {name: value for name, value in answer.getheaders() if name in made.table.of("/")}
            assert sent == made.table.of(address), address
            assert all(len(answer.headers.get_all(name) or []) == 1 for name in sent)
    finally:
        server.end()
    assert made.table.of("/support/")["Cache-Control"] == "no-store"
    assert made.table.of(picture)["Cache-Control"].endswith("immutable")
    assert "sandbox" in made.table.of(drawing)["Content-Security-Policy"]
