"""Small scripts: sharing, and a comment form that keeps the reader's words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.conftest import Visit, kinds
from tests.browser.patience import wait_until
from tests.building import NOW, Project
from tests.serving import Quiet, files, serving

pytestmark = pytest.mark.browser


def test_share_links_carry_title_and_address(visit: Visit) -> None:
    """Each plain link holds the story's full address, and the title where the service takes one."""
    page = visit.open(kinds()["story"])
    title = "Rainbow Railroad"
    address = visit.live + kinds()["story"]
    for service in ("facebook", "x.com", "bsky", "wa.me", "mailto"):
        href = page.locator(f".share a[href*='{service}']").get_attribute("href") or ""
        values = " ".join(value for values in parse_qs(urlsplit(href).query).values() for value in values)
        assert address in values, href
        assert service == "facebook" or title in values, href


def test_mastodon_goes_by_way_of_the_readers_own_server(visit: Visit) -> None:
    """The reader names a server, and its share page opens; nothing is stored."""
    page = visit.open(kinds()["story"])
    opened: list[str] = []

    def answer(route: Route) -> None:
        opened.append(route.request.url)
        route.fulfill(body="shared")

    page.context.route("https://social.example/**", answer)
    page.get_by_role("button", name="Mastodon").click()
    page.get_by_label("server", exact=False).fill("social.example")
    with page.context.expect_page():
        page.keyboard.press("Enter")
    wait_until(page, lambda: opened)
    assert len(opened) == 1
    assert urlsplit(opened[0]).path == "/share"
    assert visit.live in parse_qs(urlsplit(opened[0]).query)["text"][0]
    assert page.evaluate("localStorage.length") == 0


def test_the_link_can_be_copied(browser: Browser, live: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(live + kinds()["story"])
    page.get_by_role("button", name="Copy link").click()
    wait_until(page, lambda: page.evaluate("navigator.clipboard.readText()") == live + kinds()["story"])
    context.close()


def test_the_placeholder_form_shows_everything_and_takes_nothing(visit: Visit) -> None:
    page = visit.open(kinds()["story"])
    block = page.locator(".comments")
    assert "No comments yet" in block.inner_text()
    assert not block.get_by_label("Comment *", exact=True).is_visible()
    assert block.get_by_role("link", name="write to the editors").is_visible()
    block.get_by_text("Leave a reply").first.click()
    assert "Leave a reply" in block.inner_text()
    assert "Your email address will not be published" in block.inner_text()
    assert page.locator("fieldset[disabled]").count() == 1
    for label in ("Comment *", "Name *", "Email *", "Website"):
        assert page.get_by_label(label, exact=True).is_disabled()


def test_a_link_to_the_comments_opens_them(visit: Visit) -> None:
    page = visit.open(kinds()["story"] + "#comments")
    wait_until(page, lambda: page.get_by_label("Comment *", exact=True).is_visible())


class _Desktop(Quiet):
    """Serves the site and takes comments, or refuses them."""

    taken: ClassVar[list[dict[str, list[str]]]] = []
    refuses: ClassVar[bool] = False

    def do_POST(self) -> None:  # noqa: N802  the name that http.server calls
        length = int(self.headers["Content-Length"])
        raw = self.rfile.read(length).decode()
        self.send_response(500 if self.refuses else 200)
        self.end_headers()
        if not self.refuses:
            self.taken.append(parse_qs(raw))
        self.wfile.write(b"thank you")


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[tuple[str, type[_Desktop]]]:
    """A small site whose comment form posts to a real server."""
    root = tmp_path / "site"
    root.mkdir()
    site = Project(root)
    site.setting('COMMENTS_MODE = "endpoint"')
    site.setting('COMMENTS_ENDPOINT = "/comments"')
    assert site.build(now=NOW).ok

    class Desktop(_Desktop):
        taken: ClassVar[list[dict[str, list[str]]]] = []
        refuses: ClassVar[bool] = False

    with serving(files(site.output, Desktop)) as address:
        yield f"{address}/world/2026/05/first-light/", Desktop


@pytest.mark.parametrize("scripts", [True, False])
def test_a_comment_reaches_the_endpoint(browser: Browser, desktop: tuple[str, type[_Desktop]], scripts: bool) -> None:
    """With and without JavaScript the words arrive, with the story's id."""
    address, server = desktop
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(address)
    page.locator("[name=comment]").fill("Thank you & well said, “friends”.")
    page.locator("[name=name]").fill("Jo")
    page.locator("[name=email]").fill("jo@mail.example")
    page.get_by_role("button", name="Post comment").click()
    wait_until(page, lambda: server.taken)
    assert len(server.taken) == 1
    assert server.taken[0]["comment"] == ["Thank you & well said, “friends”."]
    assert server.taken[0]["story"] == ["world/2026/first-light"]
    context.close()


def test_words_are_kept_when_the_endpoint_fails(browser: Browser, desktop: tuple[str, type[_Desktop]]) -> None:
    """The form says that it did not work, and the reader's words still stand in it."""
    address, server = desktop
    server.refuses = True
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    page.locator("[name=comment]").fill("Half an hour of careful words.")
    page.locator("[name=name]").fill("Jo")
    page.locator("[name=email]").fill("jo@mail.example")
    page.get_by_role("button", name="Post comment").click()
    form = page.locator("form[data-comments]")
    expect(form.get_by_role("status")).to_have_text(form.get_attribute("data-refused") or "nothing")
    assert page.locator("[name=comment]").input_value() == "Half an hour of careful words."
    context.close()
