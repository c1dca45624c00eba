from __future__ import annotations

import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs

import pytest

from newsroom.commands.exit_codes import ExitCode
from newsroom.commands.publish import hub
from newsroom.commands.publish.publish import publish
from newsroom.core.operation_error import OperationError
from tests.building import NOW, ROOT, Project
from tests.commands.repositories import remedies, run
from tests.serving import serving


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
    with serving(_Hub) as address:
        yield address


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


@pytest.mark.parametrize("address", ["/full/", ":1/"])
def test_a_hub_that_does_not_take_it_is_a_refusal(there: str, address: str) -> None:
    known = there.rpartition(":")[0] + address if address.startswith(":") else there + address
    with pytest.raises(OperationError, match="could not be told of 1 feeds"):
        hub.notify(known, "https://qn.example", ["feed.atom", "index.html"])


def test_without_a_hub_or_a_feed_nobody_is_told(there: str) -> None:
    hub.notify("", "https://qn.example", ["feed.atom"])
    hub.notify(there, "https://qn.example", ["index.html"])
    assert _Hub.told == []


@pytest.mark.audit
def test_a_hub_that_was_away_is_told_by_the_printed_command(
    site: Project,
    there: str,
    monkeypatch: pytest.MonkeyPatch,
    plain_environment: None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SITEURL", "https://qn.example")
    shutil.copy(ROOT / "tasks.py", site.root)
    site.setting(f'WEBSUB_HUB = "{there}/full/"')
    assert publish(site.root, now=NOW) == ExitCode.LEFT
    errors = capsys.readouterr().err
    assert errors.startswith(
        f"left to do: the hub is not told of the feeds that changed ({there}/full/ could not be told"
    )
    [command] = remedies(errors)
    assert run(command, site.root).returncode == 1
    site.setting(f'WEBSUB_HUB = "{there}/"')
    done = run(command, site.root)
    assert done.returncode == 0, done.stderr
    assert {"https://qn.example/feed.atom", "https://qn.example/world/feed.json"} <= set(_Hub.told[-1]["hub.url"])
    # The next publish from here tells those that changed once more, since nobody has told it.
    assert publish(site.root, now=NOW) == 0
    told = len(_Hub.told)
    assert publish(site.root, now=NOW) == 0
    assert len(_Hub.told) == told


def test_before_anything_is_live_there_is_nothing_to_tell(
    site: Project, there: str, plain_environment: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert hub.hub(site.root) == 1
    assert capsys.readouterr().err.startswith("no hub is named; set WEBSUB_HUB")
    site.setting(f'WEBSUB_HUB = "{there}/"')
    assert hub.hub(site.root) == 1
    assert "so there is nothing to tell of" in capsys.readouterr().err
