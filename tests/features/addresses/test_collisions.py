"""Old addresses that are another's: in stories, pages, moved.toml and the ledger."""

from __future__ import annotations

import re
from datetime import date

import pytest
from pydantic_core import PydanticCustomError

from newsroom.core.address_owners import AddressTable
from newsroom.core.interface_text import TranslatableText
from newsroom.core.old_addresses import Moves, alias
from newsroom.core.problems import Problem
from newsroom.features.addresses.facts import AddressHolder, Alias, Facts, Ruling, SourceLine, UnpublishedFile
from newsroom.features.addresses.model import Claim, Ledger, Owner
from newsroom.features.addresses.moves import judged
from newsroom.site.feature_data import Section, Sections
from tests.building import NOW, Project, problem_lines
from tests.features.addresses.hostile import addresses
from tests.site.edits import change

A, B = Owner("story", "a", "en", "aaaaaaaaaaaa"), Owner("story", "b", "en", "bbbbbbbbbbbb")
_STANDING = {"/a/": AddressHolder(A, "content/a.md"), "/b/": AddressHolder(B, "content/b.md")}
_PLANNED = {
    "/": "the front page", "/a/": "content/a.md", "/b/": "content/b.md", "/world/": "sections.toml",
    "/feed.rss": "a feed", "/topic/reform/": "the topic reform",
}  # fmt: skip
_SECTIONS = Sections({"world": Section("world", TranslatableText("World"), "", "black")}, {"qld": "Queensland"})
_MOVED = SourceLine("content/data/moved.toml", 7)


def decide(
    aliases: dict[str, Owner] | None = None,
    rulings: dict[str, str] | None = None,
    ledger: dict[str, Owner] | None = None,
    coming: dict[str, str] | None = None,
    away: dict[tuple[str, str], UnpublishedFile] | None = None,
) -> tuple[Moves, list[Problem], list[str]]:
    claims = {
        address: (Claim(owner._replace(story_digest=""), date(2026, 5, 4), frozenset(), number),)
        for number, (address, owner) in enumerate((ledger or {}).items(), 1)
    }
    return judged(
        Facts(
            Ledger(claims),
            _STANDING,
            frozenset(_PLANNED),
            away or {},
            tuple(Alias(old, owner, SourceLine(f"content/{owner.id}.md", 4)) for old, owner in (aliases or {}).items()),
            {old: Ruling(to, _MOVED) for old, to in (rulings or {}).items()},
            AddressTable(_PLANNED, coming, [_SECTIONS.reserved]),
        )
    )


@pytest.mark.parametrize(
    "taken",
    [
        "/INDEX.HTML", "/A/Index.html", "/Feed.rss", "/feed.rss/", "/World/", "/topic/Reform/", "/pagefind/pagefind.js",
        "/ru/", "/sitemaps/news.xml", "/world/page/2/", "/world/qld/feed.atom", "/archive/2031/01/",
        "/about/index.html.gz", "/2027/404.html", "/author/jane/", "/read/bcdfghjkmn/", "/world/2027/01/later/text/",
        "/Embargo/",
    ],
)  # fmt: skip
def test_an_alias_that_has_an_owner_is_told_with_its_line_and_leads_nowhere(taken: str) -> None:
    moves, [problem], _ = decide({taken: A}, coming={"/embargo/": "content/embargo.md"})
    assert (problem.path, problem.line, problem.rule) == ("content/a.md", 4, "alias-taken")
    assert problem.message.startswith(f"{taken} is the address of ")
    assert problem.fix
    assert not moves.redirects
    assert not moves.gone


def test_two_spellings_that_lead_to_the_same_place_are_both_written_for_servers() -> None:
    moves, problems, _ = decide({"/Old.aspx": A, "/old.aspx": A, "/x/": A, "/x/index.html": A})
    assert problems == []
    assert moves.redirects == dict.fromkeys(("/Old.aspx", "/old.aspx", "/x/", "/x/index.html"), "/a/")


@pytest.mark.parametrize(
    ("one", "two"),
    [("/Old.aspx", "/old.aspx"), ("/old/", "/OLD/"), ("/old/", "/old/index.html"), ("/x.html", "/X.HTML/")],
)
def test_two_spellings_that_lead_to_two_places_are_told_at_the_second(one: str, two: str) -> None:
    _, [problem], _ = decide({one: A, two: B})
    assert (problem.path, problem.line, problem.rule) == ("content/b.md", 4, "alias-taken")
    assert two in problem.message
    assert one in problem.message
    _, [problem], _ = decide({one: A}, {two: "/b/"})
    assert (problem.path, problem.line) == _MOVED
    assert "leads to /a/" in problem.message
    assert "leads to /b/" in problem.message
    _, [problem], _ = decide({one: A}, {two: ""})
    assert "is gone" in problem.message


def test_an_alias_that_another_story_left_is_told_however_it_is_spelled() -> None:
    for spelled in ("/left/", "/Left/", "/left/index.html"):
        _, [problem], _ = decide({spelled: B}, ledger={"/left/": A})
        assert "content/a.md, which stood there and has moved to /a/" in problem.message


def test_a_draft_takes_no_alias_from_what_is_published() -> None:
    """Whichever comes first: a draft stops nothing."""
    draft = Owner("story", "draft", "en")
    away = {("story", "draft"): UnpublishedFile("content/draft.md", "a draft now", meant=False)}
    for aliases in ({"/old/": draft, "/OLD/": A}, {"/OLD/": A, "/old/": draft}):
        moves, [problem], _ = decide(aliases, away=away)
        assert problem.path == "content/draft.md"
        assert moves.redirects == {"/OLD/": "/a/"}


@pytest.mark.parametrize(
    "old",
    [
        ("/old.html", "/old.html/more/"), ("/old.html/", "/old.html", "/old.html/more/"),
        ("/old.html/more/", "/old.html/", "/OLD.html"), ("/Old.aspx/more/x/", "/old.aspx"),
    ],
)  # fmt: skip
def test_an_old_address_cannot_be_a_file_and_a_folder(old: tuple[str, ...]) -> None:
    """However many spellings it has, and whichever comes first."""
    _, [problem], _ = decide(dict.fromkeys(old, A))
    file = next(address for address in old if not address.endswith("/"))
    below = next(address for address in old if "more" in address)
    assert f"{below} lies below {file}" in problem.message


@pytest.mark.parametrize("old", ["/b.html", "/B.HTM", "/b/index.htm", "/b/Default.html", "/index.htm", "/world.html/"])
def test_a_page_that_some_hosts_show_in_the_place_of_another_is_refused(old: str) -> None:
    """Hosts that leave out .html answer /b with b.html, and IIS answers / with index.htm."""
    moves, [problem], _ = decide({old: A})
    assert f"{old} is the address of " in problem.message
    assert "for hosts that answer" in problem.message
    assert not moves.redirects


@pytest.mark.parametrize("old", ["/a.html", "/A.htm", "/a/index.htm", "/c.html", "/b.aspx", "/b.htmlx", "/b/old.html"])
def test_an_older_site_may_have_had_a_page_at_an_address_like_it(old: str) -> None:
    moves, problems, _ = decide({old: A})
    assert (problems, moves.redirects) == ([], {old: "/a/"})


@pytest.mark.parametrize(
    "taken", ["/INDEX.HTML", "/pagefind/", "/ru/", "/world/page/2/", "/sitemaps/x.xml", "/Feed.rss"]
)
def test_moved_toml_takes_nothing_that_is_the_sites(taken: str) -> None:
    for to in ("/a/", ""):
        moves, [problem], _ = decide(rulings={taken: to})
        assert (problem.path, problem.line, problem.rule) == (*_MOVED, "alias-taken")
        assert moves == Moves()


@pytest.mark.parametrize("old", ["/topic/old/", "/author/jane/", "/series/one/", "/world/qld/", "/magazine/12/", "/blog/feed.rss"])  # fmt: skip  # noqa: E501
def test_moved_toml_may_say_what_became_of_a_list(old: str) -> None:
    moves, problems, _ = decide(rulings={old: "/a/"})
    assert (problems, moves.redirects) == ([], {old: "/a/"})


def test_a_topic_that_comes_back_is_not_kept_out_by_what_moved_toml_said() -> None:
    moves, problems, [note] = decide(rulings={"/topic/reform/": "/a/"})
    assert (problems, moves) == ([], Moves())
    assert "/topic/reform/ has stories again" in note


def test_addresses_in_the_ledger_may_have_a_ruling() -> None:
    assert decide(rulings={"/ru/": "/a/"}, ledger={"/ru/": Owner("language", "ru")})[1] == []
    assert decide({"/world/2026/05/lost/text/": A}, ledger={"/world/2026/05/lost/text/": Owner("page", "x")})[1] == []


@pytest.mark.parametrize(
    "address",
    ["/INDEX.HTML", "/Feed.rss", "/pagefind/x.js", "/robots.txt", "/x.html.br", "/404.html", "//x.aspx", "/../x.php"],
)
def test_a_line_of_the_ledger_cannot_take_over_what_no_page_stood_at(address: str) -> None:
    for owner in (Owner("topic", "x"), Owner("page", "x"), A):
        moves, [problem], _ = decide(ledger={address: owner})
        assert (problem.path, problem.line, problem.rule) == ("content/data/addresses.txt", 1, "address-ledger")
        assert moves == Moves()


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ('/a"b/', '"""'), ("/a{b}/", '"{"'), ("/a$b/", '"$"'), ("/a\\b/", '"\\"'), ("/a\nb/", "U+000A"),
        ("/100%/", '"%"'),
        ("/a\u202eb/", "U+202E"), ("/a%3Fb/", '"?"'), ("/a%00b/", "U+0000"), ("/a*b/", '"*"'), ("/a%25C3/", '"%"'),
        ("/a\u00a0b/", "U+00A0"), ("/a%5Cb/", '"\\"'), ("/[a]/", '"["'), ("/a|b/", '"|"'), ("/a`b/", '"`"'),
    ],
)  # fmt: skip
def test_a_sign_that_no_address_of_ours_may_have_is_named(words: str, sign: str) -> None:
    with pytest.raises(PydanticCustomError) as raised:
        alias(words)
    context = raised.value.context or {}
    assert f"it has the sign {sign}" in context["said"]
    assert context["said"].isprintable()
    assert "the web server's own configuration" in context["fix"]


def test_accepted_old_addresses_have_no_owner_and_only_plain_characters() -> None:
    """Here without a server; tests/audit/test_old_addresses.py asks real ones."""
    accepted = 0
    for words in addresses(sorted(_PLANNED), 1000, seed=5):
        try:
            old = alias(words)
        except PydanticCustomError:
            continue
        moves, problems, _ = decide({old: A})
        assert bool(problems) is not bool(moves.redirects)
        for address in moves.redirects:
            accepted += 1
            assert address.isascii()
            assert not set(' "`{}$\\|*?#<>[]^,:') & set(address)
            assert address.count("%") == len(re.findall("%[0-9A-F]{2}", address))
    assert accepted > 200


def test_a_page_and_a_story_are_told_of_their_aliases_and_a_free_one_is_written(site: Project) -> None:
    change(site.content / "articles/world/2026/first-light.md", "tags:", "aliases: [/INDEX.HTML, /old, /Old/]\ntags:")
    change(site.content / "pages/about.md", "summary:", "aliases: [/ru, /old/, /world/2026/12/later/, /free]\nsummary:")
    text = (site.content / "articles/opinion/2026/third-word.md").read_text("utf-8")
    site.story("world/2026/later", text.replace("2026-05-04", "2026-12-04"))
    lines = problem_lines(site.build())
    assert [line.split(": alias-taken: ")[0] for line in lines] == [
        "content/articles/world/2026/first-light.md:6", *["content/pages/about.md:3"] * 3
    ]  # fmt: skip
    assert "content/articles/world/2026/later.md, which is not published yet" in lines[2] + lines[1] + lines[3]
    change(site.content / "pages/about.md", "/ru, /old/, /world/2026/12/later/, ", "")
    change(site.content / "articles/world/2026/first-light.md", "/INDEX.HTML, ", "")
    assert problem_lines(site.build(now=NOW)) == []
    tree = site.tree()
    assert "free/index.html" in tree
    assert [path for path in tree if path.casefold() == "old/index.html"] == ["Old/index.html"]


def test_a_story_that_was_withdrawn_before_it_was_published_leaves_no_page_at_its_alias(site: Project) -> None:
    site.write("data/addresses.txt", "/about/ page about - 2026-05-04 -\n")
    path = site.content / "articles/world/2026/first-light.md"
    change(path, "tags: [Law reform]", "aliases: [/telling/name.html]\nstatus: withdrawn\ntags: [Tides]")
    assert problem_lines(site.build()) == []
    assert not [name for name in site.tree() if "telling" in name]
