"""The page that is open while the site is being worked on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from newsroom.commands.quality import browser
from newsroom.commands.serve.web import Board, listen

pytestmark = pytest.mark.browser

PAGE = '<!doctype html><html lang="en"><title>T</title><body><h1>{}</h1></body></html>'


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, **browser.launch_options()}


@pytest.fixture
def board() -> Board:
    return Board()


@pytest.fixture
def address(tmp_path: Path, board: Board) -> Iterator[str]:
    """A site of one page, served and watched."""
    (tmp_path / "index.html").write_text(PAGE.format("First"))
    server = listen(tmp_path, 0, board)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    board.announce()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    board.close()
    server.shutdown()
    server.server_close()
    thread.join(10)


def test_the_page_shows_the_next_build_by_itself(page: Page, address: str, board: Board, tmp_path: Path) -> None:
    with page.expect_response("**/__newsroom/events"):
        page.goto(address)
    (tmp_path / "index.html").write_text(PAGE.format("Second"))
    board.announce()
    expect(page.get_by_role("heading")).to_have_text("Second")


def test_problems_lie_over_the_last_good_page_until_they_are_mended(page: Page, address: str, board: Board) -> None:
    with page.expect_response("**/__newsroom/events"):
        page.goto(address)
    board.announce('x.md:7: author-unknown: no author "<b>robin</b>"')
    box = page.get_by_role("alert")
    # Words, not markup, even when they look like it.
    expect(box).to_contain_text('x.md:7: author-unknown: no author "<b>robin</b>"')
    expect(page.get_by_role("heading")).to_have_text("First")
    page.reload()
    expect(box).to_be_visible()
    page.get_by_role("button", name="Hide").click()
    expect(box).not_to_be_visible()
    board.announce("still broken")
    expect(box).to_contain_text("still broken")
    board.announce()
    expect(box).not_to_be_visible()


def test_a_page_loads_nothing_from_elsewhere_and_complains_of_nothing(page: Page, address: str) -> None:
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    with page.expect_response("**/__newsroom/events"):
        page.goto(address)
    assert [url for url in asked if not url.startswith(address)] == []
    assert [words for words in complaints if "favicon" not in words and "404" not in words] == []
