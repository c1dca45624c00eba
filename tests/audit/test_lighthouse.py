"""Lighthouse's verdict on the pages that most readers meet, as on a telephone and behind a real server."""

from __future__ import annotations

import contextlib
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from newsroom.commands.quality import browser
from newsroom.features.headers import nginx
from tests.audit.conftest import URL
from tests.audit.server import Server
from tests.audit.startup import end, started
from tests.audit.test_third_party_requests import table
from tests.audit.validators import verdict
from tests.audit.verdicts import LIGHTHOUSE
from tests.building import ROOT

pytestmark = [pytest.mark.audit, pytest.mark.browser]

PAGES = {
    "front": "/",
    "story": "/world/2017/04/rainbow-railroad-chechnya/",
    "section": "/national/",
    "search": "/search/",
}
#: Categories that have to be whole. The one of performance depends on the machine, and is only printed.
WHOLE = ("accessibility", "best-practices", "seo")
#: The most that a page may come to with everything it loads at once, in kilobytes: pictures are most of the front page,
#: and the index and its program most of the search page.
MOST = {"front": 500, "story": 250, "section": 500, "search": 500}


@pytest.fixture(scope="module")
def served(magazine: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of ours, to which the site's own address leads."""
    folder = tmp_path_factory.mktemp("lighthouse")
    (folder / "headers.conf").write_text(nginx.header_map(table(magazine).table), "utf-8")
    server = Server(folder / "nginx", magazine, folder / "headers.conf", tls=True)
    yield server
    server.end()


def report(address: str, served: Server, folder: Path) -> dict[str, Any]:
    """Return Lighthouse's report on a page of the site at its own address, in its profile of a telephone."""
    numbers = itertools.count(1)

    def attempt() -> dict[str, Any]:
        # A browser for each: what broke down may have been the browser.
        with _browser(folder / f"browser-{next(numbers)}", served.port) as port:
            options = ["--quiet", "--output=json", "--output-path=stdout", f"--port={port}"]
            return LIGHTHOUSE.attempt([ROOT / "node_modules" / ".bin" / "lighthouse", URL + address, *options])

    return verdict(LIGHTHOUSE.name, attempt)


@contextlib.contextmanager
def _browser(folder: Path, server: int) -> Iterator[int]:
    """Run a browser for which the site's own address leads to a server of ours; yield where it takes orders."""
    found = browser.find()
    assert found is not None
    folder.mkdir()
    said = folder / "profile" / "DevToolsActivePort"
    command = [found, *browser.ARGUMENTS, "--headless=new", "--ignore-certificate-errors",
               f"--user-data-dir={said.parent}", f"--host-resolver-rules=MAP {urlsplit(URL).netloc} 127.0.0.1:{server}",
               "--remote-debugging-port=0", "about:blank"]  # fmt: skip
    chromium = started("Chromium", command, folder / "log", lambda: said.is_file() and bool(said.read_text("utf-8")))
    try:
        yield int(said.read_text("utf-8").splitlines()[0])
    finally:
        end(chromium)


def failed(made: dict[str, Any], category: str) -> list[str]:
    """Return what a category's score suffers from."""
    audits = made["audits"]
    return [
        f"{ref['id']}: {json.dumps(audits[ref['id']].get('details', {}).get('items', []))[:600]}"
        for ref in made["categories"][category]["auditRefs"]
        if ref["weight"] and audits[ref["id"]]["score"] not in (None, 1)
    ]


@pytest.mark.parametrize("kind", PAGES)
def test_lighthouse_has_nothing_to_say(served: Server, tmp_path: Path, kind: str) -> None:
    """Accessibility, best practices and findability are whole, nothing moves, and the bytes are few."""
    made = report(PAGES[kind], served, tmp_path)
    scores = {category: made["categories"][category]["score"] for category in made["categories"]}
    kilobytes = made["audits"]["total-byte-weight"]["numericValue"] / 1000
    moved = made["audits"]["cumulative-layout-shift"]["numericValue"]
    print(f"{kind}: performance {scores['performance'] * 100:.0f}, {kilobytes:.0f} KB, moved {moved:.4f}")  # noqa: T201  a figure to report
    assert {category: failed(made, category) for category in WHOLE} == {category: [] for category in WHOLE}
    assert [scores[category] for category in WHOLE] == [1, 1, 1]
    assert moved < 0.001, made["audits"]["layout-shifts"].get("details", {}).get("items")
    assert kilobytes <= MOST[kind]
