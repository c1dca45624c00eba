"""Hostile old addresses behind real servers: what is accepted leads on, and nothing else changes."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from pydantic_core import PydanticCustomError

from newsroom.commands.bench.nginx import AROUND
from newsroom.commands.build.build import BuildRequest, planned
from newsroom.commands.publish.server_files import server_files
from newsroom.core.header_table import HeaderRow, HeaderTable
from newsroom.core.old_addresses import Moves, alias
from newsroom.engine.plan import Plan
from newsroom.features.headers import caddy, nginx
from newsroom.features.headers.model import headers, uses
from tests.audit.server import Generated, free_port
from tests.audit.verdicts import caddy_configuration, nginx_configuration
from tests.building import NOW, TRANSLATION, Project, problem_lines
from tests.features.addresses.hostile import ODD, addresses, spellings

pytestmark = pytest.mark.audit
_COUNT = 300
#: Each by hand: they were taken over once.
_KNOWN = (
    "/INDEX.HTML", "/TIPS/INDEX.HTML", "/Feed.rss", "/404.HTML", "/pagefind/pagefind.js", "/ru/", "/sitemaps/news.xml",
    "/world/page/2/", "/Robots.txt", "/About/", "/about/Index.html", "/Sitemap.xml", "/ABOUT/INDEX.HTML",
)  # fmt: skip
_STORIES = {
    "world/2026/first-light": "/world/2026/05/first-light/",
    "national/2026/second-wind": "/national/2026/05/second-wind/",
    "opinion/2026/third-word": "/opinion/2026/05/third-word/",
    "world/2026/fourth-wall": "/world/2026/05/fourth-wall/",
}


class Published:
    """A site without and with hostile old addresses: its folder, its port, and where each accepted one leads.

    The folder has a blank, a semicolon and a number sign in its name.
    """

    def __init__(self, folder: Path) -> None:
        self.site = Project(folder / "site")
        self.site.story("world/2026/fourth-wall", title="The fourth wall")
        self.site.story("world/2026/pervyj-svet", TRANSLATION)
        self.site.tips()
        self.public, self.port = folder / "a b; c#d é", free_port()
        plan = self.build()
        self.addresses = sorted(plan.addresses)
        self.hostile = list(dict.fromkeys((*_KNOWN, *ODD, *addresses(self.addresses, _COUNT))))
        self.plain = _answers(self)
        self.refused: dict[str, str] = {}
        self.leads: dict[str, str] = {}
        self._accept()

    def _accept(self) -> None:
        """Put each through the check; what is accepted stays in a story, two spellings of one address in one story."""
        well_formed = []
        for words in self.hostile:
            try:
                well_formed.append(alias(words))
            except PydanticCustomError as error:
                said_of_it = error.context or {}
                self.refused[words] = f"{said_of_it['said']}; {said_of_it['fix']}"
        shares = {id_: well_formed[number :: len(_STORIES)] for number, id_ in enumerate(_STORIES)}
        self._write(shares)
        outcome, _ = planned(self.request(check_only=True))
        wrong = {}
        for problem in outcome.problems:
            assert problem.rule == "alias-taken", problem
            assert problem.path.startswith("content/articles/")
            assert problem.line
            assert problem.fix
            wrong[problem.message.split(" ")[0]] = problem.message
        self.refused |= wrong
        pairs = {"/Old.aspx": 0, "/old.aspx": 0, "/oLD.aspx": 0, "/Two/Cases.php": 1, "/two/cases.php": 1}
        for number, (id_, address) in enumerate(_STORIES.items()):
            shares[id_] = [old for old in shares[id_] if old not in wrong]
            shares[id_] += [old for old, place in pairs.items() if place == number]
            self.leads |= dict.fromkeys(shares[id_], address)
        self._write(shares)
        self.build()

    def _write(self, shares: dict[str, list[str]]) -> None:
        for id_, old in shares.items():
            path = self.site.content / f"articles/{id_}.md"
            words = path.read_text("utf-8").split("\n")
            words = [line for line in words if not line.startswith("aliases:")]
            words.insert(1, f"aliases: [{', '.join(old)}]")
            path.write_text("\n".join(words), "utf-8")

    def request(self, *, check_only: bool = False) -> BuildRequest:
        return BuildRequest(
            self.site.root, production=True, output=self.public / "current", now=NOW, check_only=check_only,
            site_url=f"http://127.0.0.1:{self.port}",
        )  # fmt: skip

    def build(self) -> Plan:
        outcome, plan = planned(self.request())
        assert problem_lines(outcome) == []
        assert plan is not None
        folder = self.public / "headers" / "current"
        folder.mkdir(parents=True, exist_ok=True)
        for name, words in server_files(plan, str(self.public)).items():
            (folder / name).write_text(words, "utf-8")
        return plan


def _asked(published: Published) -> list[str]:
    """Return every address of the site, and what else people, programs and attackers ask for."""
    others = [
        "/nowhere/", "/ru/nowhere/", "/nowhere", "/index.html", "/INDEX.HTML", "/world/index.html", "/world",
        "/404.html", "/410.html", "/ru/404.html", "/index.html.br", "/feed.rss.gz", "/pagefind/nothing.js", "/Feed.rss",
        "/world/2026/05/first-light/index.html", "/?a=/old.aspx", "/nowhere/?x=1", "/%69ndex.html", "//",
        "/favicon.ico", "/theme/",
    ]  # fmt: skip
    index = published.public / "current" / "pagefind"
    search = [f"/pagefind/{path.name}" for path in sorted(index.glob("*.js"))]
    assert search
    return [*published.addresses, *others, *search]


def _answers(published: Published) -> dict[str, dict[str, tuple[object, ...]]]:
    """Return what both servers answer at every address: status, target, kind and body."""
    found = {}
    for kind in ("nginx", "caddy"):
        server = Generated(
            published.public.parent / f"{kind}-{len(list(published.public.parent.iterdir()))}",
            published.public,
            published.port,
            kind,
        )
        try:
            found[kind] = {address: _answer(server, address) for address in _asked(published)}
        finally:
            server.end()
    return found


def _answer(server: Generated, address: str) -> tuple[object, ...]:
    status, headers, body = server.fetch(address)
    return status, headers["Location"], headers["Content-Type"], hashlib.sha256(body).hexdigest()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return Published(tmp_path_factory.mktemp("old"))


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def server(
    request: pytest.FixtureRequest, published: Published, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Generated]:
    served = Generated(tmp_path_factory.mktemp("server") / "own", published.public, published.port, request.param)
    yield served
    served.end()


def test_of_three_hundred_hostile_addresses_many_are_accepted_and_many_refused(published: Published) -> None:
    assert len(published.hostile) >= _COUNT * 0.95
    assert len(published.leads) > 80
    assert len(published.refused) > 150
    assert set(_KNOWN) <= set(published.refused)
    assert set(map(alias, ODD)) <= set(published.leads)


def test_every_old_address_that_is_accepted_leads_to_its_story(server: Generated, published: Published) -> None:
    for old, to in published.leads.items():
        plain = unquote(old)
        first = "".join(f"%{byte:02x}" for byte in plain[1].encode())
        for asked in (
            old,
            f"{old}?utm_source=x",
            f"/{first}{quote(plain[2:])}",
            quote(plain),
            quote(plain, safe="/'+,:@"),
        ):
            status, found, _ = server.fetch(asked)
            assert (status, found["Location"]) == (301, to), asked


def test_no_other_spelling_leads_anywhere(server: Generated, published: Published) -> None:
    known = set(map(unquote, published.leads))
    for old in published.leads:
        for other in spellings(old):
            if unquote(other) not in known:
                assert server.fetch(other)[0] == 404, other


def test_refused_addresses_do_not_redirect(server: Generated, published: Published) -> None:
    for old in published.refused:
        if old.isascii() and old.isprintable() and " " not in old:
            assert server.fetch(old)[1]["Location"] not in _STORIES.values(), old


def test_all_other_addresses_answer_as_they_did_without_them(server: Generated, published: Published) -> None:
    for address, answer in published.plain[server.kind].items():
        assert _answer(server, address) == answer, address


# ------------------------------------------------------------------------------------ configurations


def _checked(folder: Path, kind: str) -> tuple[int, str]:
    """Have a server read its configuration, and do no more; return 0 where it takes it, and its words."""
    own = folder / f"own-{kind}"
    own.mkdir()
    environment = {"HOME": str(own), "XDG_DATA_HOME": str(own), "XDG_CONFIG_HOME": str(own), "PATH": "/usr/bin:/bin"}
    if kind == "caddy":
        return caddy_configuration(folder / "headers/current/Caddyfile", environment)
    config = own / "nginx.conf"
    config.write_text(
        AROUND.format(folder=own, public=folder, user="", modules="include /etc/nginx/modules-enabled/*.conf;")
    )
    return nginx_configuration(config, own / "error.log", environment)


def _lay_out(folder: Path, moves: Moves, table: HeaderTable, site_url: str = "http://127.0.0.1") -> None:
    current = folder / "headers" / "current"
    current.mkdir(parents=True)
    (folder / "current").mkdir()
    (folder / "current" / "404.html").write_text("nothing here")
    (folder / "current" / "410.html").write_text("gone")
    (current / "nginx.conf").write_text(nginx.header_map(table))
    (current / "nginx-map.conf").write_text(nginx.redirect_map(moves, ("ru",)))
    (current / "nginx-server.conf").write_text(nginx.server_block(site_url, str(folder)))
    (current / "Caddyfile").write_text(caddy.caddyfile(table, moves, site_url, ("ru",), str(folder)))


@pytest.mark.parametrize("length", [100, 103, 104, 110, 111, 112, 231, 232, 238, 239, 240, 487, 495, 511, 512, 998])
@pytest.mark.parametrize("kind", ["nginx", "caddy"])
def test_an_address_of_any_length_is_read(tmp_path: Path, kind: str, length: int) -> None:
    """Nginx measures the room in a table by the longest."""
    old = ("/" + "/".join("a" * 150 for _ in range(8)))[: length - 1] + "/"
    _lay_out(tmp_path, Moves({old: "/"}, frozenset((old.upper(),))), HeaderTable())
    code, words = _checked(tmp_path, kind)
    assert code == 0, words


@pytest.mark.parametrize("kind", ["nginx", "caddy"])
def test_a_server_leads_on_from_what_was_asked_for_and_not_from_what_it_turns_to(tmp_path: Path, kind: str) -> None:
    """Even from addresses that no check would let pass: they do not touch the pages that a server finds by itself."""
    port = free_port()
    names = ("/INDEX.HTML", "/A/Index.html", "/404.HTML", "/410.HTML", "/a/index.html", "/Gone/INDEX.html", "/A/")
    moves = Moves(dict.fromkeys(names, "/taken/"), frozenset(("/gone/", "/index.htm")))
    _lay_out(tmp_path, moves, HeaderTable(), f"http://127.0.0.1:{port}")
    for name in ("index.html", "a/index.html", "feed.rss"):
        (tmp_path / "current" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "current" / name).write_text(f"this is {name}")
    server = Generated(tmp_path / "run", tmp_path, port, kind)
    try:
        for asked, status, words in (
            ("/", 200, b"this is index.html"), ("/a/", 200, b"this is a/index.html"),
            ("/feed.rss", 200, b"this is feed.rss"), ("/nowhere/", 404, b"nothing here"), ("/gone/", 410, b"gone"),
            ("/Feed.rss", 404, b"nothing here"),
        ):  # fmt: skip
            found = server.fetch(asked)
            assert (found[0], found[2]) == (status, words), asked
        for old in names:
            assert server.fetch(old)[0] == 301, old
    finally:
        server.end()


@pytest.mark.parametrize("kind", ["nginx", "caddy"])
def test_ten_thousand_old_addresses_and_pages_that_ask_for_care(tmp_path: Path, kind: str) -> None:
    port = free_port()
    redirects = {
        f"/{2000 + n % 20}/{n % 12 + 1:02d}/Old-Story-{n}.aspx": f"/world/2026/05/story-{n}/" for n in range(9000)
    }
    gone = frozenset(f"/gone/{n}/" for n in range(1000))
    all_headers = headers(
        uses(["/a.css"], "", "http://127.0.0.1"), [f"/world/2026/05/careful-{n}/" for n in range(2000)]
    )
    _lay_out(tmp_path, Moves(redirects, gone), all_headers.table, f"http://127.0.0.1:{port}")
    for number in (0, 1999):
        page = tmp_path / f"current/world/2026/05/careful-{number}/index.html"
        page.parent.mkdir(parents=True)
        page.write_text("a page")
    code, words = _checked(tmp_path, kind)
    assert code == 0, words
    assert "could not build optimal" not in words
    server = Generated(tmp_path / "run", tmp_path, port, kind)
    try:
        for old in list(redirects)[::450]:
            status, found, _ = server.fetch(old)
            assert (status, found["Location"]) == (301, redirects[old])
            assert server.fetch(old.lower())[0] == 404
        assert server.fetch("/gone/999/")[0] == 410
        for number in (0, 1999):
            assert server.fetch(f"/world/2026/05/careful-{number}/")[1]["Cache-Control"] == "no-store"
    finally:
        server.end()


@pytest.mark.parametrize("kind", ["nginx", "caddy"])
@pytest.mark.parametrize(
    "value", ['a "quoted" word', "a \\ backslash", "a ; semicolon", "} server {", "# sharp", "~^/", "' single"]
)
def test_a_header_of_any_plain_signs_arrives_as_it_is(tmp_path: Path, kind: str, value: str) -> None:
    port = free_port()
    _lay_out(tmp_path, Moves(), HeaderTable(rows=(HeaderRow("^/", (("X-Word", value),)),)), f"http://127.0.0.1:{port}")
    server = Generated(tmp_path / "run", tmp_path, port, kind)
    try:
        assert server.fetch("/nowhere/")[1]["X-Word"] == value
    finally:
        server.end()


def test_a_server_with_https_is_read_too_and_neither_of_its_ports_says_which_nginx_it_is(tmp_path: Path) -> None:
    _lay_out(tmp_path, Moves(), HeaderTable(), "https://qn.example")
    path = tmp_path / "headers/current/nginx-server.conf"
    words = path.read_text("utf-8")
    assert words.count("server {") == words.count("server_tokens off;") == 2
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=qn.example", "-days", "2"]
    keys = ["-keyout", str(tmp_path / "privkey.pem"), "-out", str(tmp_path / "fullchain.pem")]
    subprocess.run([*command, *keys], check=True, capture_output=True)
    port = free_port()
    words = words.replace("/etc/letsencrypt/live/qn.example", str(tmp_path)).replace(
        "443 ssl http2", f"{free_port()} ssl"
    )
    words = words.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("  listen [::]:80;\n", "")
    path.write_text("\n".join(line for line in words.split("\n") if "listen [::]" not in line), "utf-8")
    code, words = _checked(tmp_path, "nginx")
    assert code == 0, words
    server = Generated(tmp_path / "run", tmp_path, port)
    try:
        status, found, body = server.fetch("/a%0d%0aX-Evil:%201?b=c")
        assert (status, found["Location"]) == (301, "https://qn.example/a%0d%0aX-Evil:%201?b=c")
        assert found["Server"] == "nginx"
        assert b"nginx/" not in body
    finally:
        server.end()


@pytest.mark.parametrize("length", [4, 45, 46, 47, 54, 55, 62, 102, 103, 110, 111, 230, 253])
@pytest.mark.parametrize("port", ["", ":8081"])
def test_a_host_of_any_length_is_read_beside_another_server(tmp_path: Path, port: str, length: int) -> None:
    """Of two servers at one port nginx makes a table; an address of Tor has 62 signs."""
    host = ".".join("a" * 60 for _ in range(5))[: length - 2].rstrip(".") + ".x"
    _lay_out(tmp_path, Moves(), HeaderTable(), f"http://{host}{port}")
    path = tmp_path / "headers/current/nginx-server.conf"
    other = f"server {{ listen {port[1:] or 80}; server_name other.example; }}\n"
    path.write_text(path.read_text("utf-8") + other, "utf-8")
    code, words = _checked(tmp_path, "nginx")
    assert code == 0, words
