"""Ordinary slips in links: an address is a link or a problem with its line, and never raw."""

from __future__ import annotations

import re

import pytest

from tests.building import Project, problem_lines
from tests.read_context import rendered


def hrefs(source: str, *, raw_html: bool = True) -> list[str]:
    """Return where the links of a text lead."""
    return re.findall(r'href="([^"]*)"', rendered(source, raw_html=raw_html).html)


@pytest.mark.parametrize(
    ("source", "addresses"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk", ["https://www.youtube.com/watch?v=abcdefghijk"]),
        ("https://youtu.be/abcdefghijk", ["https://youtu.be/abcdefghijk"]),
        ("www.slq.qld.gov.au", ["https://www.slq.qld.gov.au"]),
        ("See www.a.example/x_(y), and (https://b.example/z).", ["https://www.a.example/x_(y)", "https://b.example/z"]),
        ("Words.\n\nhttps://a.example/?x=1&y=2#part\n\nWords.", ["https://a.example/?x=1&amp;y=2#part"]),
        ("- https://a.example/\n- **https://b.example/**", ["https://a.example/", "https://b.example/"]),
        (
            "> “https://a.example/x”, he wrote.\n> — Name, www.b.example",
            ["https://a.example/x", "https://www.b.example"],
        ),
        ("| a |\n|---|\n| http://a.example/ |", ["http://a.example/"]),
        ("*https://a.example/x_y_z* and\nhttps://b.example/x!", ["https://a.example/x_y_z", "https://b.example/x"]),
        ("https://münchen.example/straße", ["https://münchen.example/straße"]),
        ("WWW.A.EXAMPLE and HTTPS://B.EXAMPLE/", ["https://WWW.A.EXAMPLE", "HTTPS://B.EXAMPLE/"]),
        ("https://a.example/?utm_source=x&b=1", ["https://a.example/?b=1"]),
        ("A note.[^1]\n\n[^1]: https://a.example/x", ["#fn:1", "https://a.example/x", "#fnref:1"]),
    ],
)
def test_an_address_without_brackets_is_a_link(source: str, addresses: list[str]) -> None:
    document = rendered(source)
    assert hrefs(source) == addresses
    assert document.problems == ()
    assert document.html.count('rel="noopener noreferrer"') == sum("://" in address for address in addresses)


@pytest.mark.parametrize(
    "source",
    [
        "`https://a.example/`",
        "```\nhttps://a.example/\n```",
        "    www.a.example",
        "mail@www.a.example",
        "www.",
        "https://",
        "<kbd>https://a.example</kbd>",
        "x.www.a.example",
        "http:// and www. alone",
    ],
)
def test_code_and_other_text_are_no_mistyped_links(source: str) -> None:
    assert hrefs(source) == []


def test_a_link_whose_words_are_an_address_is_one_link() -> None:
    assert hrefs("[https://a.example/](https://b.example/) <https://c.example/>") == [
        "https://b.example/",
        "https://c.example/",
    ]


def test_a_link_in_a_readers_comment_has_no_weight_with_search_engines(site: Project) -> None:
    head = "---\nname: X\ndate: 2026-05-05\n---\n\n"
    site.write("comments/world/2026/first-light/1.md", f"{head}See https://a.example/x and www.b.example.\n")
    assert problem_lines(site.build()) == []
    page = site.page("/world/2026/05/first-light/")
    for address in ("https://a.example/x", "https://www.b.example"):
        assert re.search(rf'<a href="{address}" rel="nofollow ugc noopener noreferrer"', page)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("https://", "names no site"),
        ("http://", "names no site"),
        ("https:///path", "names no site"),
        ("//", "names no site"),
        ("https://https://a.example/", "twice"),
        ("http://https//a.example", "twice"),
        ("https://www.https://a.example", "twice"),
        ("https://http:a.example", "twice"),
        ("https:/a.example/", "two slashes"),
        ("https:a.example", "two slashes"),
        ("https//a.example/x", "begins like"),
        ("htps://a.example/x", "may not begin with"),
        ("https;//a.example", "begins like"),
        ("https://localhost:8000/world/", '"localhost"'),
        ("https://example", '"example"'),
        ("https://a..example", '"a..example"'),
        ("https://.example", '".example"'),
        ("https://a b.example/", ""),
        ("https://?x=1", "names no site"),
        ("https://#x", "names no site"),
    ],
)
def test_an_address_that_nobody_can_open_is_a_problem_on_its_line(address: str, says: str) -> None:
    problems = rendered(f"Words.\n\nSee [the report](<{address}>).\n").problems
    assert [(problem.line, problem.rule) for problem in problems] == [(3, "link-forbidden")]
    assert says in problems[0].message
    assert problems[0].fix


def test_an_address_with_two_schemes_is_a_problem() -> None:
    [problem] = rendered("Words.\n\nhttps://https://a.example/x\n").problems
    assert (problem.line, problem.rule) == (3, "link-forbidden")


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example",
        "http://1.2.3.4/",
        "https://[2001:db8::1]/",
        "https://a.example:8443/x",
        "https://user@a.example/",
        "https://xn--mnchen-3ya.example/",
        "https://a_b.example/",
        "https://web.archive.org/web/2020/https://a.example/",
        "https://a.example/?next=https://b.example/",
        "https://abcdefghijklmnop.onion/",
        "https://пример.рф/",
        "https://a.example./x",
    ],
)
def test_an_address_that_can_be_opened_is_none(address: str) -> None:
    assert rendered(f"See [the report]({address}).\n").problems == ()


# ------------------------------------------------------------------------------------------------- places on pages

_TEXT = 'Words.\n\n## What we know\n\nMore.[^1]\n\n<p id="map">Map</p>\n\n[^1]: The note.\n\n'


@pytest.mark.parametrize(
    "place", ["#what-we-know", "#map", "#fn:1", "#bios", "#comments", "#main", "#top", "#corrections"]
)
def test_a_place_that_is_there_is_linked(place: str) -> None:
    assert rendered(f"{_TEXT}See [it]({place}).\n").problems == ()


@pytest.mark.parametrize(
    ("place", "fix"),
    [
        ("#what-we-knew", 'did you mean "#what-we-know"?'),
        ("#What-We-Know", 'did you mean "#what-we-know"?'),
        ("#what_we_know", 'did you mean "#what-we-know"?'),
        ("#What%20we%20know", 'did you mean "#what-we-know"?'),
        ("#none", "there is #what-we-know, #map"),
        ("#", "the name of a heading"),
        ("#fn:7", ""),
    ],
)
def test_a_place_that_is_not_there_is_a_problem_on_its_line(place: str, fix: str) -> None:
    [problem] = rendered(f"{_TEXT}See [it]({place}).\n").problems
    assert (problem.line, problem.rule) == (11, "link-target")
    assert fix in problem.fix


def test_places_on_other_pages_are_looked_for_too(site: Project) -> None:
    site.write("pages/about.md", "---\ntitle: About\nsummary: Us.\n---\n\n## Who we are\n\nA magazine.\n")
    site.write("pages/help.md", "---\ntitle: Help\nsummary: Help.\nlayout: helplines\n---\n\nHelp.\n")
    path = site.content / "articles/world/2026/first-light.md"
    first = path.read_text("utf-8")
    good = "/about/#who-we-are {filename}/pages/about.md#who-we-are /help/#anything /world/#stories /about/#main"
    bad = "/about/#who-we-were {filename}/pages/about.md#none /national/2026/05/second-wind/#none"
    path.write_text(first + "\n" + "\n".join(f"[It is {n}]({to})" for n, to in enumerate(good.split())), "utf-8")
    assert problem_lines(site.build(check_only=True)) == []
    path.write_text(first + "\n" + "\n".join(f"[It is {n}]({to})" for n, to in enumerate(bad.split())), "utf-8")
    for _ in range(2):
        # The second time stories come out of the store.
        found = [(p.line, p.rule, p.message) for p in site.build(check_only=True).problems]
        assert [(line, rule) for line, rule, _ in found] == [
            (11, "link-target"),
            (12, "link-target"),
            (13, "link-target"),
        ]
        assert "on /about/" in found[0][2]


# ------------------------------------------------------------------------------------------------- old addresses


def test_a_link_to_an_old_address_of_ours_leads_to_the_new_one(site: Project) -> None:
    path = site.content / "articles/world/2026/first-light.md"
    old = ("/2019/05/light/", "/old/light.php", "/light")
    words = path.read_text("utf-8").replace("tags:", f"aliases: [{', '.join(old)}]\ntags:")
    path.write_text(words + "\n[Own](/2019/05/light/) and [own](/old/light.php).\n", "utf-8")
    other = site.content / "articles/national/2026/second-wind.md"
    other.write_text(
        other.read_text("utf-8") + "\n[It](/old/light.php), [it](/light/), [it](/2019/05/light/#bios).\n", "utf-8"
    )
    assert problem_lines(site.build()) == []
    own, page = site.page("/world/2026/05/first-light/"), site.page("/national/2026/05/second-wind/")
    assert own.count('<a href="/world/2026/05/first-light/">') >= 2
    assert page.count('<a href="/world/2026/05/first-light/">') >= 2
    assert '<a href="/world/2026/05/first-light/#bios">' in page
    assert not [old_one for old_one in old if f'href="{old_one}' in own + page]


def test_a_link_to_what_moved_toml_says_leads_on_where_that_is_published(site: Project) -> None:
    moved = '[[moved]]\naddress = "/{}/"\nto = "{}"\n\n'
    site.write("data/moved.toml", moved.format("über-uns", "/about/") + moved.format("lost", "/nowhere/"))
    other = site.content / "articles/national/2026/second-wind.md"
    other.write_text(other.read_text("utf-8") + "\n[Us](/über-uns/) and [us](/%C3%BCber-uns/).\n", "utf-8")
    assert {p.rule for p in site.build(check_only=True).problems} == {"address-lost"}
    site.write("data/moved.toml", moved.format("über-uns", "/about/"))
    assert problem_lines(site.build()) == []
    assert site.page("/national/2026/05/second-wind/").count('<a href="/about/">') == 2
    other.write_text(other.read_text("utf-8") + "\n[Lost](/lost/).\n", "utf-8")
    assert [p.rule for p in site.build(check_only=True).problems] == ["link-target"]


def test_an_old_address_of_a_draft_leads_nowhere(site: Project) -> None:
    path = site.content / "articles/world/2026/first-light.md"
    path.write_text(path.read_text("utf-8").replace("tags:", "status: draft\naliases: [/old/]\ntags:"), "utf-8")
    other = site.content / "articles/national/2026/second-wind.md"
    other.write_text(other.read_text("utf-8") + "\n[It](/old/).\n", "utf-8")
    assert [p.rule for p in site.build(check_only=True).problems] == ["link-target"]


# ------------------------------------------------------------------------------------------------- linked pictures


def test_a_link_to_a_picture_leads_to_its_largest_size(site: Project) -> None:
    site.picture("2026/big.png", (2000, 900))
    site.picture("2026/small.png", (300, 200))
    site.picture("2026/with space.jpg", (640, 480))
    path = site.content / "articles/world/2026/first-light.md"
    links = (
        "[![A](/images/2026/small.png)](/images/2026/big.png)",
        "[The map](/images/2026/big.png)",
        "[The map]({static}/images/2026/big.png)",
        "[The map](content/images/2026/big.png)",
        "[The map](/content/images/2026/big.png)",
        "[The hall](/images/2026/with%20space.jpg)",
        "![The hall](/images/2026/with%20space.jpg)",
    )
    path.write_text(path.read_text("utf-8") + "\n\n" + "\n\n".join(links) + "\n", "utf-8")
    assert problem_lines(site.build()) == []
    page = site.page("/world/2026/05/first-light/")
    matches = re.findall(r'<a href="(/images/[^"]+)"', page)
    assert len(matches) == 6
    assert len(set(matches[:5])) == 1
    assert re.match(r"/images/2026/big-[0-9a-f]+-\d+\.(?:png|webp|jpg)\Z", matches[0])
    assert re.match(r"/images/2026/with-space-", matches[5])
    for address in matches:
        assert (site.output / address[1:]).is_file()


def test_a_link_to_a_picture_that_is_not_there_is_a_problem_that_names_the_nearest(site: Project) -> None:
    path = site.content / "articles/world/2026/first-light.md"
    path.write_text(path.read_text("utf-8") + "\n[The river](/images/2026/rivr.jpg)\n", "utf-8")
    [problem] = site.build(check_only=True).problems
    assert (problem.line, problem.rule) == (11, "picture-missing")
    assert problem.fix == 'did you mean "river.jpg"?'
