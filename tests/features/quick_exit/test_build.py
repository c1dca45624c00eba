"""The way out: which pages have it, what it is without a script, and what those pages ask of a server."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from newsroom.commands.build.build import BuildRequest, planned
from newsroom.engine.edition import Edition
from newsroom.features.quick_exit.model import about, state
from newsroom.site.magazine.schema import NEUTRAL_SITE, exit_fault
from newsroom.site.page_rules import ExitPages
from tests.building import NOW, Project, problem_lines

STORY = "---\ntitle: T\nsummary: S\ndate: 2026-05-01\nquick_exit: true\n---\n\nWords.\n"
PAGE = "---\ntitle: P\nsummary: S\n{0}---\n\nWords.\n"


def guarded(root: Path) -> Project:
    """Return a project that was built, with a page of each kind that has the button."""
    site = Project(root)
    site.story("world/2026/guarded", STORY)
    site.write("pages/privacy.md", PAGE.format(""))
    site.write("pages/asked.md", PAGE.format("quick_exit: true\n"))
    site.write("pages/support.md", PAGE.format("layout: helplines\n"))
    site.write("pages/tips.md", PAGE.format("layout: tips\n"))
    assert problem_lines(site.build()) == []
    return site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project, for tests that only look at it."""
    return guarded(tmp_path_factory.mktemp("guarded") / "site")


GUARDED = {"/world/2026/05/guarded/", "/asked/", "/support/", "/tips/"}


def edition(site: Project) -> Edition:
    _, plan = planned(BuildRequest(site.root, now=NOW, check_only=True))
    assert plan is not None
    return plan.edition


def test_pages_that_ask_and_those_with_helplines_or_tips_have_it_and_no_other(built: Project) -> None:
    pages = {path: body.decode() for path, body in built.tree().items() if path.endswith(".html")}
    with_button = {f"/{path.removesuffix('index.html')}" for path, html in pages.items() if "data-leave" in html}
    assert with_button == GUARDED
    with_script = {f"/{path.removesuffix('index.html')}" for path, html in pages.items() if "/js/quick_exit." in html}
    assert with_script == GUARDED


@pytest.mark.parametrize("address", sorted(GUARDED))
def test_the_quick_exit_is_on_the_page_twice_as_a_plain_link(built: Project, address: str) -> None:
    """Right after the skip link, and in a bar with a word on what it cannot do."""
    page = BeautifulSoup(built.page(address), "lxml")
    first, second = page.select("[data-leave]")
    assert page.select("body a")[0]["href"] == "#main"
    assert page.select("body a")[1] is first
    for link in (first, second):
        assert link.name == "a"
        assert link["href"] == NEUTRAL_SITE
        assert set(link["rel"]) == {"noreferrer", "noopener", "nofollow"}
        assert not link.has_attr("target")
    bar = second.find_parent("aside")
    assert bar is not None
    assert "history" in bar.text
    assert bar.select('a[href^="/privacy/"]')
    assert page.select_one("meta[name=referrer]")["content"] == "no-referrer"


def test_pages_that_have_it_ask_a_server_to_keep_nothing(built: Project) -> None:
    assert edition(built).get(ExitPages).addresses == GUARDED


def test_without_a_page_on_privacy_the_bar_links_to_none(site: Project) -> None:
    site.story("world/2026/guarded", STORY)
    assert site.build().ok
    bar = BeautifulSoup(site.page("/world/2026/05/guarded/"), "lxml").select_one(".leave")
    assert bar is not None
    assert [link["href"] for link in bar.select("a")] == [NEUTRAL_SITE]


def test_another_way_out_changes_the_pages_that_have_it_and_no_other(tmp_path: Path) -> None:
    built = guarded(tmp_path / "site")
    before = built.tree()
    built.setting('QUICK_EXIT_URL = "https://news.example/"')
    assert built.build().ok
    changed = {path for path, body in built.tree().items() if before.get(path) != body}
    assert {f"/{path.removesuffix('index.html')}" for path in changed} == GUARDED | {"/world/2026/05/guarded/text/"}
    assert 'href="https://news.example/" data-leave' in built.page("/tips/")


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("https://www.wikipedia.org/", ""),
        ("https://weather.example", ""),
        ("http://weather.example/", "begins with https"),
        ("/weather/", "begins with https"),
        ("javascript:alert(1)", "begins with https"),
        ("https://[broken", "no address"),
        ("https://weather.example/?from=qnews", "says more"),
        ("https://me@weather.example/", "says more"),
        ("https://qnews.example/", "the magazine itself"),
    ],
)
def test_the_way_out_leads_to_somewhere_neutral(address: str, wrong: str) -> None:
    found = exit_fault(address, "https://qnews.example")
    assert wrong in found
    assert bool(found) is bool(wrong)


def test_a_way_out_that_cannot_be_used_stops_the_build(site: Project) -> None:
    site.setting('QUICK_EXIT_URL = "https://weather.example/?from=qnews"')
    [line] = problem_lines(site.build())
    assert line.startswith('pelicanconf.py: setting-value: QUICK_EXIT_URL: "https://weather.example/?from=qnews"')


def test_the_promise_is_broken_by_a_page_without_its_button() -> None:
    button = f'<a href="{NEUTRAL_SITE}" data-leave>'
    whole = f'{button}{button}<script src="/theme/js/quick_exit.1.js">'
    assert state([("/a/", whole)], NEUTRAL_SITE)[0]
    assert state([("/a/", whole.replace("quick_exit", "share"))], NEUTRAL_SITE) == (False, "no whole button on /a/")
    assert not state([("/a/", whole), ("/b/", whole.replace(NEUTRAL_SITE, "/", 1))], NEUTRAL_SITE)[0]


@pytest.mark.parametrize(
    ("parts", "leads"),
    [
        ({}, ""),
        ({"/about/": ("what-your-own-device-keeps",)}, ""),
        ({"/privacy/": ("links",)}, "/privacy/"),
        ({"/privacy/": ("links", "what-your-own-device-keeps")}, "/privacy/#what-your-own-device-keeps"),
    ],
)
def test_the_bar_leads_to_what_a_device_keeps_where_a_page_says_it(
    parts: dict[str, tuple[str, ...]], leads: str
) -> None:
    assert about(parts) == leads
