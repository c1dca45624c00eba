"""Addresses last: what a site writes where something has moved, was withdrawn or is lost."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from newsroom.commands.build.build import BuildRequest, planned
from newsroom.commands.publish.server_files import KINDS, server_files
from newsroom.commands.takedown import withdrawal
from newsroom.core import limits, urls
from newsroom.core.old_addresses import Moves
from newsroom.engine.plan import Plan
from newsroom.features.addresses import reading
from newsroom.features.addresses.model import Ledger, read, write
from newsroom.features.addresses.reading import ledger_after
from tests.building import NOW, TRANSLATION, Project, problem_lines
from tests.features.addresses.hostile import ODD
from tests.site.edits import change

_OLD = "/world/2026/05/first-light/"


def plan_of(site: Project) -> Plan:
    outcome, plan = planned(BuildRequest(site.root, now=NOW, check_only=True, site_url="https://qn.example"))
    assert problem_lines(outcome) == []
    assert plan is not None
    return plan


def publish(site: Project) -> str:
    """Note all addresses, as a publish does."""
    plan = plan_of(site)
    words = ledger_after(plan, plan.edition.settings.now)
    site.write("data/addresses.txt", words)
    return words


@pytest.fixture
def known(site: Project) -> Project:
    """A site that has been published."""
    publish(site)
    return site


def test_the_ledger_has_what_readers_can_keep_and_nothing_else(site: Project) -> None:
    site.story("world/2026/pervyj-svet", TRANSLATION)
    change(site.content / "articles/national/2026/second-wind.md", "tags:", "series: Bills\nstate: qld\ntags:")
    change(site.content / "articles/opinion/2026/third-word.md", "tags:", "series: Bills\ntags:")
    found = {tuple(line.split()[:3]) for line in publish(site).split("\n") if line.startswith("/")}
    assert {
        ("/world/2026/05/first-light/", "story", "world/2026/first-light"),
        ("/world/2026/05/first-light/text/", "text", "world/2026/first-light"),
        ("/about/", "page", "about"),
        ("/author/robin-vale/", "author", "robin-vale"),
        ("/topic/law-reform/", "topic", "law-reform"),
        ("/series/bills/", "series", "bills"),
        ("/world/", "section", "world"),
        ("/national/qld/", "section", "national/qld"),
        ("/ru/", "language", "ru"),
        ("/feed.atom", "feed", "/feed.atom"),
    } <= found
    assert not [address for address, *_ in found if "404" in address or address.startswith(("/archive", "/theme"))]


def test_a_slug_a_section_a_date_and_a_file_that_change_each_leave_a_redirect(known: Project) -> None:
    path = known.content / "articles/world/2026/first-light.md"
    where = [_OLD]
    for change_it in (
        lambda: change(path, "tags:", "slug: other\ntags:"),
        lambda: change(path, "2026-05-04", "2026-06-04"),
    ):
        change_it()
        assert problem_lines(known.build()) == []
        publish(known)
        where.append(where[-1].replace("first-light", "other") if len(where) == 1 else "/world/2026/06/other/")
    moved = known.content / "articles/opinion/2026/quite-new.md"
    path.rename(moved)
    assert problem_lines(known.build()) == []
    for old in where:
        page = BeautifulSoup(known.page(old), "lxml")
        to = "/opinion/2026/06/other/"
        assert page.select_one('meta[http-equiv="refresh"]')["content"] == f"0; url={to}"  # type: ignore[index]
        assert page.select_one("main a.index-link")["href"] == to  # type: ignore[index]
        assert page.select_one('link[rel="canonical"]')["href"].endswith(to)  # type: ignore[index,union-attr]
        assert page.select_one('meta[name="robots"]')["content"] == "noindex"  # type: ignore[index]
        assert "First light" not in page.text
        assert known.page(f"{old}text/").count(f"{to}text/") >= 2


def test_a_redirect_stays_when_title_and_alias_change_afterwards(known: Project) -> None:
    path = known.content / "articles/world/2026/first-light.md"
    change(path, "tags:", "aliases: /old/page.html\ntags:")
    path = path.rename(path.with_name("another.md"))
    publish(known)
    change(path, "First light on the river", "Another title")
    change(path, "aliases: /old/page.html\n", "")
    assert problem_lines(known.build()) == []
    for old in (_OLD, "/old/page.html"):
        assert "url=/world/2026/05/another/" in known.page(old)


def test_a_withdrawn_story_has_a_notice_and_no_other_trace(known: Project) -> None:
    """The scan for what is unpublished passes the name of that page alone."""
    change(
        known.content / "articles/world/2026/first-light.md", "tags: [Law reform]", "status: withdrawn\ntags: [Tides]"
    )
    assert problem_lines(known.build()) == []
    tree = known.tree()
    assert {path for path in tree if "first-light" in path} == {
        "world/2026/05/first-light/index.html", "world/2026/05/first-light/text/index.html",
    }  # fmt: skip
    assert not [path for path, body in tree.items() if b"first-light" in body or b"First light" in body]
    assert tree["world/2026/05/first-light/index.html"] == tree["410.html"]
    assert 'name="robots" content="noindex"' in known.page(_OLD)


def test_a_page_that_names_what_was_withdrawn_still_stops_the_build(known: Project) -> None:
    change(known.content / "articles/world/2026/first-light.md", "tags:", "status: withdrawn\ntags:")
    words = (known.root / "theme/templates/410.html").read_text("utf-8")
    words = words.replace("410{% endblock %}", "410 First light on the ri{{ 'v' }}er{% endblock %}")
    (known.root / "theme/templates/410.html").write_text(words, "utf-8")
    assert any("leak-text" in line and "410.html" in line for line in problem_lines(known.build()))


def test_a_page_can_be_withdrawn_and_have_aliases(known: Project) -> None:
    change(known.content / "pages/about.md", "summary:", "status: withdrawn\naliases: [/about-us]\nsummary:")
    assert problem_lines(known.build()) == []
    for address in ("/about/", "/about-us/"):
        assert "taken away" in known.page(address)


def test_a_link_of_the_theme_to_a_page_that_was_taken_away_is_told(known: Project) -> None:
    change(known.content / "pages/contact.md", "summary:", "status: withdrawn\nsummary:")
    [line] = problem_lines(known.build())
    assert 'theme-link: nothing is published at "/contact/"' in line


def test_a_deleted_file_stops_a_publish_and_each_remedy_mends_it(known: Project) -> None:
    (known.content / "articles/world/2026/first-light.md").unlink()
    [line] = problem_lines(known.build())
    assert line.startswith("content/data/addresses.txt:")
    assert "address-lost: /world/2026/05/first-light/" in line
    known.write("data/moved.toml", f'[[gone]]\naddress = "{_OLD}"\n')
    assert problem_lines(known.build()) == []
    assert "taken away" in known.page(f"{_OLD}text/")
    known.write("data/moved.toml", f'[[moved]]\naddress = "{_OLD}"\nto = "/world/"\n')
    assert problem_lines(known.build()) == []
    assert "url=/world/" in known.page(f"{_OLD}text/")
    (known.content / "data/moved.toml").unlink()
    change(known.content / "articles/opinion/2026/third-word.md", "tags:", f"aliases: [{_OLD}]\ntags:")
    assert problem_lines(known.build()) == []
    assert "url=/opinion/2026/05/third-word/text/" in known.page(f"{_OLD}text/")


def test_another_story_cannot_take_an_address_that_was_left(known: Project) -> None:
    change(known.content / "articles/world/2026/first-light.md", "tags:", "slug: other\ntags:")
    known.story(
        "world/2026/newcomer",
        (known.content / "articles/opinion/2026/third-word.md")
        .read_text("utf-8")
        .replace("tags:", "slug: first-light\ntags:")
        .replace("The third", "The fourth"),
    )
    [line] = problem_lines(known.build())
    assert line.startswith("content/articles/world/2026/newcomer.md: address-taken: ")
    assert "content/articles/world/2026/first-light.md" in line


@pytest.mark.parametrize(
    ("alias", "words"),
    [
        ("https://old.example/a/", "is no address of this site"),
        ("/?p=12", "question mark"),
        ("/", "the front page"),
        ("/a//b/", "is empty"),
        ("/a{b}/", "cannot be an address"),
        ("/caf%E9/", "not UTF-8"),
        ("/world/", "alias-taken"),
    ],
)
def test_an_alias_that_cannot_be_is_told_with_its_line(site: Project, alias: str, words: str) -> None:
    change(site.content / "articles/world/2026/first-light.md", "tags:", f'aliases: ["{alias}"]\ntags:')
    [line] = problem_lines(site.build())
    assert line.startswith("content/articles/world/2026/first-light.md:6")
    assert words in line


def test_without_a_ledger_there_are_no_pages_for_old_addresses(site: Project) -> None:
    assert problem_lines(site.build()) == []
    assert not [path for path in site.tree() if b'http-equiv="refresh"' in site.tree()[path]]


def test_a_vanished_story_leaves_neither_page_nor_problem(known: Project) -> None:
    plan = plan_of(known)
    (known.content / "articles/world/2026/first-light.md").unlink()
    lines = write(plan.edition.get(Ledger)).splitlines(keepends=True)
    known.write("data/addresses.txt", "".join(line for line in lines if " world/2026/first-light " not in line))
    assert problem_lines(known.build()) == []
    assert not (known.output / "world/2026/05/first-light").exists()


def test_files_for_servers_say_what_each_may_say(known: Project) -> None:
    """Only those that readers cannot get name what was withdrawn, and a discreet story beside its old address."""
    change(known.content / "articles/world/2026/first-light.md", "tags:", "status: withdrawn\ntags:")
    change(known.content / "articles/national/2026/second-wind.md", "tags:", "slug: wind\ntags:")
    change(
        known.content / "articles/opinion/2026/third-word.md",
        "tags:",
        "discreet:\n  title: A note\n  summary: Of the day.\ntags:",
    )
    files = server_files(plan_of(known))
    assert set(files) == {name for names in KINDS.values() for name in names}
    for name in ("nginx-map.conf", "Caddyfile"):
        assert _OLD in files[name]
        assert '"/opinion/2026/05/third-word/" "/read/' in files[name]
    assert "/national/2026/05/second-wind/ /national/2026/05/wind/ 301\n" in files["_redirects"]
    for name in ("_headers", "_redirects"):
        assert "first-light" not in files[name]
        assert "third-word" not in files[name]


def test_an_old_address_asks_for_the_care_of_the_page_it_leads_to(known: Project) -> None:
    change(known.content / "articles/world/2026/first-light.md", "tags:", "slug: other\nquick_exit: true\ntags:")
    conf = server_files(plan_of(known))["nginx.conf"]
    assert "world/2026/05/first\\-light/" in conf or "world/2026/05/first-light" in conf


@pytest.mark.parametrize("line", ["/x/ story x en 2026-05-04 -\n", "x" * 80 + "\n", "# a remark\n"])
def test_a_ledger_that_is_too_large_stops_the_build_and_is_not_read(
    known: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    monkeypatch.setattr(limits, "MOST_OF_THE_LEDGER", 20_000)
    path = known.content / "data/addresses.txt"
    whole = path.read_text("utf-8")
    assert problem_lines(known.build()) == []
    path.write_text(whole + line * (20_000 // len(line)), "utf-8")
    monkeypatch.setattr(reading, "read", None)
    size = path.stat().st_size
    [line] = problem_lines(known.build())
    assert f"the ledger of addresses has {size:,} bytes, and may have 20,000; git log -p" in line
    assert not known.build().ok
    # A takedown reports the same, and finds the story without it.
    capsys.readouterr()
    assert withdrawal.find(known.root, "world/2026/first-light").record is not None
    assert "bytes, and may have 20,000" in capsys.readouterr().err


def test_old_addresses_with_signs_of_any_script_lead_on_and_last(site: Project) -> None:
    """In the head of a story, in moved.toml and, after a publish, in the ledger alone."""
    first = site.content / "articles/world/2026/first-light.md"
    written = "".join(f'\n  - "{old}"' for old in ODD)
    change(first, "tags:", f"aliases:{written}\ntags:")
    moved = '[[moved]]\naddress = "/été/"\nto = "/about/"\n\n[[gone]]\naddress = "/caf%C3%A9-zu/"\n'
    site.write("data/moved.toml", moved)
    plan = plan_of(site)
    moves = plan.edition.get(Moves)
    assert {unquote(old): to for old, to in moves.redirects.items()} == {
        **dict.fromkeys(ODD.values(), "/world/2026/05/first-light/"), "/été/": "/about/",
    }  # fmt: skip
    assert moves.gone == {"/caf%C3%A9-zu/"}
    assert all(old.isascii() and " " not in old and "," not in old for old in moves.redirects)
    # No file has such a name.
    assert not [address for address in plan.addresses if not address.isascii() or "%" in address]
    files = server_files(plan)
    for old in (*ODD.values(), "/été/"):
        assert f'"{old}"' in files["Caddyfile"]
        assert f'"{_small(old)}"' in files["nginx-map.conf"]
        assert f"\n{urls.spelled(old)} " in files["_redirects"]
    ledger = ledger_after(plan, plan.edition.settings.now)
    known, problems = read(ledger)
    assert problems == []
    assert {unquote(address) for address in known.claims} >= set(ODD.values())
    site.write("data/addresses.txt", ledger)
    change(first, f"aliases:{written}\n", "")
    again = plan_of(site).edition.get(Moves)
    assert again.redirects.keys() == moves.redirects.keys()


def _small(words: str) -> str:
    return "".join(sign.lower() if sign.isascii() else sign for sign in words)


@pytest.mark.parametrize(("one", "other"), [("/Café/", "/caf%C3%A9/"), ("/a,b/", "/a%2Cb/"), ("/STRASSE/", "/straße/")])
def test_two_stories_cannot_have_one_old_address_in_two_spellings(site: Project, one: str, other: str) -> None:
    for id_, old in (("world/2026/first-light", one), ("national/2026/second-wind", other)):
        change(site.content / f"articles/{id_}.md", "tags:", f'aliases: ["{old}"]\ntags:')
    assert [p.rule for p in site.build(check_only=True).problems] == ["alias-taken"]
