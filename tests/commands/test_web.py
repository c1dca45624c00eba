from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.commands.serve.web import EVENTS, SCRIPT, Board, listen

PAGE = b"<!doctype html><html lang=en><title>T</title><body><p>Hello</p></body></html>\n"
TAG = b'<script type="module" src="/__newsroom/reload.js"></script>'


class Client:
    """A browser that says exactly what it is told to."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(self, path: str, method: str = "GET", host: str = "") -> tuple[http.client.HTTPResponse, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{self.port}")
        connection.endheaders()
        response = connection.getresponse()
        return response, response.read()


@pytest.fixture
def board() -> Board:
    return Board()


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    (folder / "world").mkdir(parents=True)
    (folder / "empty").mkdir()
    (folder / "index.html").write_bytes(PAGE)
    (folder / "world" / "index.html").write_bytes(PAGE)
    (folder / "404.html").write_bytes(PAGE.replace(b"Hello", b"Not here"))
    (folder / "feed.atom").write_bytes(b"<feed/>")
    (folder / "a b.txt").write_bytes(b"text")
    (folder / "font.woff2").write_bytes(b"wOF2")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    return folder


@pytest.fixture
def client(output: Path, board: Board) -> Iterator[Client]:
    server = listen(output, 0, board)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield Client(server.server_address[1])
    board.close()
    server.shutdown()
    server.server_close()
    thread.join(10)


@pytest.mark.parametrize("path", ["/", "/world/", "/index.html", "/world/?page=2", "//world/"])
def test_pages_are_served_at_pretty_addresses_with_the_script(client: Client, path: str) -> None:
    response, body = client.ask(path)
    assert response.status == 200
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"
    assert int(response.headers["Content-Length"]) == len(body)
    assert body == PAGE.replace(b"</body>", TAG + b"</body>")


def test_a_page_that_has_a_policy_may_hear_of_builds(client: Client, output: Path) -> None:
    meta = b'<meta http-equiv="Content-Security-Policy" content="img-src &#39;self&#39;">'
    (output / "index.html").write_bytes(PAGE.replace(b"<title>", meta + b"<title>"))
    _, body = client.ask("/")
    assert b'content="img-src &#x27;self&#x27;; connect-src &#x27;self&#x27;">' in body


def test_the_script_is_never_written_to_the_disk(client: Client, output: Path) -> None:
    client.ask("/")
    assert (output / "index.html").read_bytes() == PAGE


def test_a_folder_without_its_slash_is_sent_on(client: Client) -> None:
    response, _ = client.ask("/world?x=1")
    assert (response.status, response.headers["Location"]) == (301, "/world/?x=1")


def test_nobody_is_sent_on_to_another_site(client: Client) -> None:
    response, _ = client.ask("//evil.example/..%2fworld")
    assert not response.headers.get("Location", "").startswith("//")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed.atom", "application/xml; charset=utf-8"),
        ("/a%20b.txt", "text/plain; charset=utf-8"),
        ("/font.woff2", "font/woff2"),
        (SCRIPT, "text/javascript; charset=utf-8"),
    ],
)
def test_other_files_have_their_type_and_no_script(client: Client, path: str, kind: str) -> None:
    response, body = client.ask(path)
    assert (response.status, response.headers["Content-Type"]) == (200, kind)
    assert TAG not in body


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere/",
        "/empty/",
        "/index.html/",
        "/../secret.txt",
        "/..%2Fsecret.txt",
        "/%2e%2e/secret.txt",
        "/..%5Csecret.txt",
        "/%00",
    ],
)
def test_an_unknown_address_gets_the_404_page(client: Client, path: str) -> None:
    response, body = client.ask(path)
    assert response.status == 404
    assert b"Not here" in body
    assert TAG in body
    assert b"secret" not in body.replace(b"secret.txt", b"")


def test_a_link_that_leads_outside_is_not_followed(client: Client, output: Path) -> None:
    (output / "leak.txt").symlink_to(output.parent / "secret.txt")
    assert client.ask("/leak.txt")[0].status == 404


def test_before_the_first_build_there_is_a_page_that_will_reload(client: Client, output: Path) -> None:
    (output / "404.html").unlink()
    response, body = client.ask("/nowhere/")
    assert response.status == 404
    assert TAG in body


def test_head_has_the_headers_alone(client: Client) -> None:
    response, body = client.ask("/", "HEAD")
    assert (response.status, body) == (200, b"")
    assert int(response.headers["Content-Length"]) > len(PAGE)


def test_other_methods_are_refused(client: Client) -> None:
    assert client.ask("/", "POST")[0].status == 501


def test_another_name_for_this_machine_gets_nothing(client: Client) -> None:
    """Else a page elsewhere could read drafts by letting its own name point here."""
    response, body = client.ask("/", host="evil.example")
    assert response.status == 403
    assert b"Hello" not in body
    assert client.ask("/", host=f"localhost:{client.port}")[0].status == 200


def test_pages_hear_of_builds_and_of_problems(client: Client, board: Board) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", client.port)
    connection.request("GET", EVENTS)
    stream = connection.getresponse()
    assert stream.headers["Content-Type"] == "text/event-stream; charset=utf-8"

    def heard() -> dict[str, str]:
        while not (line := stream.readline()).startswith(b"data: "):
            assert line, "the stream ended"
        return json.loads(line.removeprefix(b"data: "))

    first = heard()
    assert first["problems"] == ""
    board.announce("x.md:1: broken\nand more")
    failed = heard()
    assert failed == {"built": first["built"], "problems": "x.md:1: broken\nand more"}
    board.announce()
    mended = heard()
    assert mended["problems"] == ""
    assert mended["built"] != first["built"]
    board.close()


def test_a_server_that_is_started_anew_is_another_build() -> None:
    def built(board: Board) -> str:
        _, word = board.wait(-1, 0)
        assert word is not None
        return json.loads(word)["built"]

    assert built(Board()) != built(Board())
