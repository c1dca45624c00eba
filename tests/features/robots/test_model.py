"""Files for machines: what they say, and which mistakes are told."""

from __future__ import annotations

import re
import tomllib
import urllib.robotparser
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.features.robots.model import ads, humans, robots, security, security_problems
from newsroom.features.robots.schema import NEEDED, AdsFile, HumansFile, RobotsFile, SecurityFile
from tests.building import ROOT, Project, problem_lines
from tests.read_context import BRISBANE

NOW = datetime(2026, 11, 23, 9, tzinfo=BRISBANE)
SITE = "https://qnews.example"
SKELETON = "plugins/newsroom/commands/new_magazine/skeleton"
PURPOSES = """\
[[purpose]]
name = "training"
policy = "refuse"
why = "It is theirs."
crawlers = ["GPTBot", "Applebot-Extended"]

[[purpose]]
name = "search"
policy = "allow"
crawlers = ["OAI-SearchBot"]
"""
SECURITY = """\
contact = ["https://qnews.example/contact/", "mailto:security@qnews.example"]
expires = "2027-05-01"
languages = ["en", "ar"]
policy = "https://qnews.example/reports/"
"""
_TOKENS = st.from_regex(r"[A-Za-z][A-Za-z-]{2,12}", fullmatch=True).filter(lambda name: name.casefold() not in NEEDED)


def reader(words: str) -> urllib.robotparser.RobotFileParser:
    """Return Python's own reader of robots.txt."""
    found = urllib.robotparser.RobotFileParser()
    found.parse(words.splitlines())
    return found


def test_a_crawler_may_do_what_its_purpose_may_and_all_others_everything(site: Project) -> None:
    site.write("data/robots.toml", PURPOSES)
    assert problem_lines(site.build(site_url=SITE)) == []
    words = site.page("/robots.txt")
    found = reader(words)
    assert not found.can_fetch("GPTBot", "/world/")
    assert not found.can_fetch("Applebot-Extended", "/")
    for name in ("OAI-SearchBot", "Googlebot", "Applebot", "Twitterbot", "facebookexternalhit", "Anybody"):
        assert found.can_fetch(name, "/world/")
    assert found.site_maps() == [f"{SITE}/sitemap.xml"]
    assert "# training: refuse. It is theirs.\n" in words


_ROW = re.compile(r"^\| `([\w-]+)` \|.*\| (\w+) \| (?:maker|others): https://\S+ \|$", re.MULTILINE)


@pytest.mark.parametrize("file", ["content/data/robots.toml", f"{SKELETON}/content/data/robots.toml.jinja"])
def test_each_crawler_in_the_reference_stands_under_its_purpose(file: str) -> None:
    known = dict(_ROW.findall((ROOT / "docs/reference/crawlers.md").read_text("utf-8")))
    assert len(known) > 5
    data = RobotsFile.model_validate(tomllib.loads((ROOT / file).read_text("utf-8")))
    listed = {name: purpose.name for purpose in data.purpose for name in purpose.crawlers}
    assert {name: listed.get(name) for name in known} == known
    for name, purpose in known.items():
        assert reader(robots(data, "")).can_fetch(name, "/") == (purpose not in ("training", "data")), name


def test_without_data_everybody_may_read_everything(site: Project) -> None:
    assert problem_lines(site.build(site_url=SITE)) == []
    assert site.page("/robots.txt").endswith(f"User-agent: *\nDisallow:\n\nSitemap: {SITE}/sitemap.xml\n")
    for name in (".well-known", "humans.txt", "ads.txt"):
        assert not (site.output / name).exists()


def test_an_edit_of_the_robots_data_changes_the_next_build(site: Project) -> None:
    site.write("data/robots.toml", PURPOSES)
    site.build()
    site.write("data/robots.toml", PURPOSES.replace("refuse", "allow"))
    assert problem_lines(site.build()) == []
    assert reader(site.page("/robots.txt")).can_fetch("GPTBot", "/")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('"GPTBot"', '"Twitterbot"', ':5: robots-needed: "Twitterbot" is needed for previews in X'),
        ('"GPTBot"', '"FacebookExternalHit"', ":5: robots-needed: "),
        ('"OAI-SearchBot"', '"*"', ":10: robots-needed: "),
        ('"OAI-SearchBot"', '"gptbot"', ':10: robots-twice: "gptbot" stands under "training" too'),
        ('"GPTBot"', '"GPTBot/1.0 (+x)"', ":5: value-shape: "),
        ('"refuse"', '"forbid"', ":3: value-unknown: "),
        ("why", "reason", ":4: key-unknown: "),
    ],
)
def test_a_mistake_is_told_with_its_line(site: Project, old: str, new: str, line: str) -> None:
    site.write("data/robots.toml", PURPOSES.replace(old, new, 1))
    found = [words for words in problem_lines(site.build()) if "robots.toml" in words]
    assert [words.startswith(f"content/data/robots.toml{line}") for words in found] == [True]


@given(st.lists(_TOKENS, min_size=1, unique_by=str.casefold), st.text(max_size=60), st.text(max_size=60))
def test_only_named_crawlers_are_refused(names: list[str], why: str, name: str) -> None:
    data = RobotsFile.model_validate(
        {"purpose": [{"name": f"x{name}", "policy": "refuse", "why": f"x{why}", "crawlers": names}]}
    )
    words = robots(data, "")
    rules = [line for line in words.splitlines() if line and not line.startswith("#")]
    assert rules == ["User-agent: *", "Disallow:", *(f"User-agent: {name}" for name in names), "Disallow: /"]


def test_security_txt_has_what_its_standard_asks_for_and_no_clock(site: Project) -> None:
    site.write("data/security.toml", SECURITY)
    assert problem_lines(site.build(site_url=SITE)) == []
    assert site.page("/.well-known/security.txt").splitlines() == [
        "Contact: https://qnews.example/contact/",
        "Contact: mailto:security@qnews.example",
        "Expires: 2027-04-30T14:00:00Z",
        "Preferred-Languages: en, ar",
        "Canonical: https://qnews.example/.well-known/security.txt",
        "Policy: https://qnews.example/reports/",
    ]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("mailto:security@qnews.example", "security@qnews.example", "value-shape"),
        ("https://qnews.example/reports/", "http://qnews.example/reports/", "value-shape"),
        ('expires = "2027-05-01"\n', "", "value-missing"),
        ('["https://qnews.example/contact/", "mailto:security@qnews.example"]', "[]", "value-missing"),
    ],
)
def test_a_security_txt_that_nobody_could_use_is_refused(site: Project, old: str, new: str, rule: str) -> None:
    site.write("data/security.toml", SECURITY.replace(old, new))
    [line] = problem_lines(site.build())
    assert line.startswith("content/data/security.toml:")
    assert f" {rule}: " in line


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "has expired"),
        (0, "has expired"),
        (1, "expires in 2 days"),
        (29, "expires in 30 days"),
        (31, ""),
        (365, ""),
        (367, "more than a year"),
    ],
)
def test_a_security_txt_that_expires_soon_is_reported(days: int, words: str) -> None:
    data = SecurityFile.model_validate(
        {"contact": ["https://a.example/"], "expires": (NOW + timedelta(days=days)).strftime("%Y-%m-%d %H:%M")},
        context={"zone": BRISBANE},
    )
    found = [problem.message for problem in security_problems(data, NOW, "x", lambda _: (1, 1))]
    assert [words in message for message in found] == ([True] if words else [])


def test_a_later_build_of_the_same_site_reports_that_security_txt_expires(site: Project) -> None:
    site.write("data/security.toml", SECURITY)
    assert problem_lines(site.build()) == []
    before = site.tree()
    [line] = problem_lines(site.build(now="2027-04-20T09:00:00+10:00"))
    assert "security-old: security.txt expires in 11 days" in line
    assert site.tree()[".well-known/security.txt"] == before[".well-known/security.txt"]


def test_humans_and_ads_stand_there_where_somebody_gave_them(site: Project) -> None:
    site.write("data/humans.toml", '[[person]]\nname = "Robin"\nrole = "Editor"\n')
    site.write("data/ads.toml", '[[seller]]\nsystem = "ads.example"\naccount = "12"\nrelation = "DIRECT"\n')
    assert problem_lines(site.build()) == []
    assert site.page("/humans.txt") == "/* QN Magazine */\n\nRobin\nEditor\n"
    assert site.page("/ads.txt") == "ads.example, 12, DIRECT\n"


def test_nothing_is_written_for_data_that_say_nothing() -> None:
    assert humans(HumansFile(), "QN") == ""
    assert humans(HumansFile(thanks=("Everybody",)), "QN") == "/* THANKS */\n\nEverybody\n"
    assert ads(AdsFile()) == ""


def test_an_address_without_https_is_not_called_canonical() -> None:
    data = SecurityFile.model_validate(
        {"contact": ["tel:+61-7-0000"], "expires": "2027-01-01"}, context={"zone": BRISBANE}
    )
    assert "Canonical" not in security(data, "http://127.0.0.1:8000/.well-known/security.txt")
