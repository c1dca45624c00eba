"""A published site behind a real web server, and the switch from one release to the next under it."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.commands.publish.publish import publish
from tests.audit.server import Server
from tests.audit.startup import PATIENCE
from tests.building import PRESENT, Project
from tests.publishing.sites import current

pytestmark = pytest.mark.audit


@pytest.fixture
def published(site: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("SITEURL", "https://qn.example")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", PRESENT)
    assert publish(site.root, now="2026-11-23T09:00:00+10:00") == 0
    return site


@pytest.fixture
def nginx(published: Project, tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "nginx", published.root / "public" / "current")
    yield server
    server.end()


def test_pages_feeds_and_the_404_page_are_served(nginx: Server) -> None:
    status, kind, body = nginx.get("/")
    assert (status, kind) == (200, "text/html")
    assert b"First light" in body
    assert nginx.get("/world/2026/05/first-light/")[0] == 200
    assert nginx.get("/world/2026/05/first-light")[0] == 301
    status, kind, body = nginx.get("/feed.atom")
    assert (status, kind) == (200, "application/atom+xml")
    assert b"<feed" in body
    status, kind, body = nginx.get("/nowhere/")
    assert (status, kind) == (404, "text/html")
    assert b"QN Magazine" in body


def test_no_request_fails_while_releases_are_switched(published: Project, nginx: Server) -> None:
    titles = ["First light", "Second light", "Third light"]
    answers: list[tuple[int, str]] = []
    stop = threading.Event()

    def read() -> None:
        # Bounded, should the switching take for ever.
        for _ in range(200_000):
            if stop.is_set():
                return
            try:
                status, _kind, body = nginx.get("/world/2026/05/first-light/")
            except (OSError, http.client.HTTPException) as error:
                answers.append((0, str(error)))
                return
            answers.append((status, next((title for title in titles if title.encode() in body), "")))

    def read_on(title: str) -> None:
        """Wait until readers have had a title for a while, or nobody reads any more."""
        end = time.monotonic() + PATIENCE
        while answers.count((200, title)) < 40 and any(reader.is_alive() for reader in readers):
            assert time.monotonic() < end, f"{title} is not what readers get: {set(answers)}"
            time.sleep(0.01)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    public = published.root / "public"
    seen = {current(public)}
    try:
        read_on(titles[0])
        for hour, title in enumerate(titles[1:], 10):
            published.story("world/2026/first-light", title=title)
            assert publish(published.root, now=f"2026-11-23T{hour}:00:00+10:00") == 0
            seen.add(current(public))
            read_on(title)
    finally:
        stop.set()
        for reader in readers:
            reader.join(PATIENCE)
    assert len(seen) == 3
    assert {status for status, _ in answers} == {200}, set(answers)
    assert {title for _, title in answers} == set(titles)
