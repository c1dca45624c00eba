"""Answers of nginx and Caddy when they run on nothing but the files that are generated for a release."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Playwright

from newsroom.commands.build.build import BuildRequest, planned
from newsroom.commands.publish.server_files import server_files
from newsroom.commands.quality import browser as chromium
from newsroom.core.header_table import HeaderTable
from newsroom.features.addresses.reading import ledger_after
from newsroom.features.headers.model import Headers
from tests.audit.server import Generated, free_port
from tests.building import NOW, TRANSLATION, Project, problem_lines

pytestmark = pytest.mark.audit
_OLD, _NEW = "/world/2026/05/first-light/", "/world/2026/05/new-light/"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, HeaderTable, int]:
    """A site in which a story has moved and another is withdrawn, with the files for its servers beside it."""
    site = Project(tmp_path_factory.mktemp("served") / "site")
    site.story("world/2026/pervyj-svet", TRANSLATION)
    port, public = free_port(), site.root / "public"
    request = BuildRequest(
        site.root, production=True, output=public / "current", now=NOW, site_url=f"http://127.0.0.1:{port}"
    )
    outcome, plan = planned(request)
    assert problem_lines(outcome) == []
    assert plan is not None
    site.write("data/addresses.txt", ledger_after(plan, plan.edition.settings.now))
    articles = site.content / "articles"
    (articles / "world/2026/first-light.md").rename(articles / "world/2026/new-light.md")
    for name, old, new in (
        ("world/2026/new-light", "tags:", "id: world/2026/first-light\naliases: [/node/12, /old/light.html]\ntags:"),
        ("national/2026/second-wind", "tags:", "status: withdrawn\ntags:"),
        ("world/2026/pervyj-svet", "lang:", "status: withdrawn\nlang:"),
    ):
        path = articles / f"{name}.md"
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    site.story("world/2026/vtoroj", TRANSLATION.replace("\nlang:", "\nslug: vtoroj\nlang:"))
    outcome, plan = planned(request)
    assert problem_lines(outcome) == []
    assert plan is not None
    folder = public / "headers" / "current"
    folder.mkdir(parents=True)
    for name, words in server_files(plan, str(public)).items():
        (folder / name).write_text(words, "utf-8")
    return site, plan.edition.get(Headers).table, port


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def server(
    request: pytest.FixtureRequest,
    published: tuple[Project, HeaderTable, int],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Generated]:
    folder = tmp_path_factory.mktemp("server") / "own"
    served = Generated(folder, published[0].root / "public", published[2], request.param)
    yield served
    served.end()


def test_moved_pages_redirect_once_to_their_present_address(server: Generated) -> None:
    for old, new in ((_OLD, _NEW), ("/old/light.html", _NEW), ("/node/12/", _NEW), (f"{_OLD}text/", f"{_NEW}text/")):
        status, headers, _ = server.fetch(old)
        assert (status, headers["Location"]) == (301, new)
        assert server.fetch(new)[0] == 200


def test_withdrawn_stories_answer_410_without_their_words(server: Generated) -> None:
    status, headers, body = server.fetch("/national/2026/05/second-wind/")
    assert (status, headers["Content-Type"]) == (410, "text/html; charset=utf-8")
    assert b"taken away" in body
    assert b"second wind" not in body.lower()
    assert server.fetch("/national/2026/05/second-wind/text/")[0] == 410
    status, _, body = server.fetch("/ru/world/2026/05/pervyj-svet/")
    assert status == 410
    assert "Эта страница удалена".encode() in body


def test_unknown_addresses_answer_404_in_the_language_of_their_folder(server: Generated) -> None:
    for path, words in (("/nowhere/", b"There is no page here"), ("/ru/nowhere/", "Здесь нет страницы".encode())):
        status, headers, body = server.fetch(path)
        assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
        assert words in body
    for path in ("/404.html", "/410.html", "/ru/410.html", "/index.html.br", "/theme/", "/world/2026/05/"):
        assert server.fetch(path)[0] in (403, 404), path


def test_every_file_comes_with_the_headers_of_the_table(
    server: Generated, published: tuple[Project, HeaderTable, int]
) -> None:
    """Every file of the site, errors and redirects included; nothing says which server it is."""
    site, table, _ = published
    root = site.root / "public" / "current"
    files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    addresses = {f"/{file}".removesuffix("index.html") for file in files if not file.endswith((".br", ".gz"))}
    assert len(addresses) > 60
    for address in [*sorted(addresses - {"/404.html", "/410.html", "/ru/404.html", "/ru/410.html"}), "/nowhere/"]:
        headers = server.fetch(address)[1]
        for name, value in table.of(address).items():
            assert headers.get_all(name) == [value], (address, name)
        assert not any(sign.isdigit() for sign in headers.get("Server", "")), headers["Server"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/feed.atom", "application/xml; charset=utf-8"),
        ("/theme/brand/icon.svg", "image/svg+xml"),
        ("/theme/brand/icon-192.png", "image/png"),
    ],
)
def test_kinds_of_files(server: Generated, path: str, kind: str) -> None:
    assert server.fetch(path)[1]["Content-Type"].removesuffix("; charset=utf-8") == kind.removesuffix("; charset=utf-8")


def test_pages_come_compressed_to_those_who_read_it(server: Generated) -> None:
    _, headers, plain = server.fetch(_NEW)
    assert headers["Content-Encoding"] is None
    _, headers, body = server.fetch(_NEW, Accept_Encoding="gzip, br")
    assert headers["Content-Encoding"] == "br"
    assert "Accept-Encoding" in headers["Vary"]
    assert brotli.decompress(body) == plain
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    _, headers, body = server.fetch(_NEW, Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"


def test_a_page_that_was_opened_before_a_publish_finds_its_styles(
    server: Generated, published: tuple[Project, HeaderTable, int]
) -> None:
    """In the release before; its pages and pictures are no longer to be had. Caddy looks at one release alone."""
    before = published[0].root / "public" / "previous"
    for name in ("theme/main.0123456789.css", "images/2026/old.0123456789.webp", "old/index.html"):
        (before / name).parent.mkdir(parents=True, exist_ok=True)
        (before / name).write_text("of the release before")
    status, headers, body = server.fetch("/theme/main.0123456789.css")
    assert headers["Content-Security-Policy"]
    if server.kind == "nginx":
        assert (status, body) == (200, b"of the release before")
        assert headers["Content-Type"] == "text/css; charset=utf-8"
    else:
        assert status == 404
    for address in ("/theme/main.9876543210.css", "/images/2026/old.0123456789.webp", "/old/", "/theme/"):
        status, _, body = server.fetch(address)
        assert status == 404
        assert b"There is no page here" in body.replace(b"\xc2\xa0", b" ")


def test_the_files_lie_beside_the_site(published: tuple[Project, HeaderTable, int]) -> None:
    root: Path = published[0].root / "public" / "current"
    assert not [path for path in root.rglob("*") if path.name in ("nginx.conf", "Caddyfile", "_headers", "_redirects")]


def test_a_browser_is_led_on_and_finds_nothing_to_complain_of(
    server: Generated, playwright: Playwright, published: tuple[Project, HeaderTable, int]
) -> None:
    """By the server, and by the page alone where a server knows nothing of it; both with the whole policy."""
    browser = playwright.chromium.launch(**chromium.launch_options())
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    home = f"http://127.0.0.1:{server.port}"
    answer = page.goto(f"{home}{_OLD}")
    assert answer is not None
    assert page.url == f"{home}{_NEW}"
    assert answer.headers["content-security-policy"] == published[1].of(_NEW)["Content-Security-Policy"]
    page.goto(f"{home}{_OLD}index.html", wait_until="commit")
    page.wait_for_url(f"{home}{_NEW}")
    assert complaints == []
    answer = page.goto(f"{home}/national/2026/05/second-wind/")
    assert answer is not None
    assert answer.status == 410
    assert page.locator("h1").inner_text() == "This page has been taken away"
    assert [words for words in complaints if "410" not in words] == []
    browser.close()
