from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest

from newsroom.ops import hub
from newsroom.ops.publish import publish
from tests.building import NOW, Project


class _Hub(BaseHTTPRequestHandler):
    """A hub that takes what it is told, or at /full/ does not."""

    told: list[dict[str, list[str]]]

    def do_POST(self) -> None:
        words = self.rfile.read(int(self.headers["Content-Length"])).decode()
        type(self).told.append(parse_qs(words))
        self.send_response(503 if self.path == "/full/" else 202)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def there() -> Iterator[str]:
    _Hub.told = []
    server = HTTPServer(("127.0.0.1", 0), _Hub)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_publish_tells_the_hub_which_feeds_have_changed(
    site: Project, there: str, monkeypatch: pytest.MonkeyPatch, plain_environment: None
) -> None:
    monkeypatch.setenv("SITEURL", "https://qn.example")
    site.setting(f'WEBSUB_HUB = "{there}/"')
    assert publish(site.root, now=NOW) == 0
    [first] = _Hub.told
    assert first["hub.mode"] == ["publish"]
    assert {"https://qn.example/feed.atom", "https://qn.example/feed.rss", "https://qn.example/world/feed.json"} <= set(
        first["hub.url"]
    )
    site.story("world/2026/first-light", title="Second light")
    assert publish(site.root, now=NOW) == 0
    assert "https://qn.example/national/feed.atom" not in _Hub.told[1]["hub.url"]
    assert "https://qn.example/world/feed.atom" in _Hub.told[1]["hub.url"]
    assert publish(site.root, now=NOW) == 0
    assert len(_Hub.told) == 2, "nothing has changed"


@pytest.mark.parametrize("address", ["/full/", ":1/", ""])
def test_a_hub_that_does_not_answer_stops_nothing(there: str, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    known = there.rpartition(":")[0] + address if address.startswith(":") else there + address if address else ""
    hub.tell(known, "https://qn.example", ["feed.atom", "index.html"])
    said = capsys.readouterr()
    assert said.out == ""
    assert ("could not be told of 1 feeds" in said.err) == bool(address)
