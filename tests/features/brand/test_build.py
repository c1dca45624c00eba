"""The magazine's mark in a build: its files, the drawn wordmark, and the names of missing files."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from newsroom.features.brand.model import FILES
from tests.building import BRAND, Project, problem_lines

WORDMARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100" onload="alert(1)"><script>alert(1)</script>'
    '<path d="M0 0H400V100H0Z" fill="#fff"/></svg>'
)


def test_every_file_is_published_as_it_is(site: Project) -> None:
    assert problem_lines(site.build()) == []
    for name in FILES:
        assert (site.output / "theme/brand" / name).read_bytes() == (BRAND / name).read_bytes()
    assert {path.name for path in (site.output / "theme/brand").iterdir()} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named_with_the_command_that_draws_it(site: Project, name: str) -> None:
    (site.content / "brand" / name).unlink()
    [line] = problem_lines(site.build(check_only=True))
    assert line.startswith(f"content/brand/{name}: brand-missing: ")
    assert "invoke brand" in line


def test_a_file_that_lies_elsewhere_is_not_published(site: Project) -> None:
    icon = site.content / "brand/icon.svg"
    (site.root / "secret.svg").write_text("<svg/>", "utf-8")
    icon.unlink()
    icon.symlink_to(site.root / "secret.svg")
    assert any("brand-missing" in line for line in problem_lines(site.build(check_only=True)))


def test_a_drawn_wordmark_stands_for_the_name_and_says_it(site: Project) -> None:
    assert problem_lines(site.build()) == []
    assert "wordmark-drawing" not in "".join(body.decode("utf-8", "ignore") for body in site.tree().values())
    site.write("brand/wordmark.svg", WORDMARK)
    assert problem_lines(site.build()) == []
    for address, place in (("/", "h1.wordmark"), ("/about/", "header .wordmark a"), ("/", ".footer .wordmark a")):
        [name] = BeautifulSoup(site.page(address), "lxml").select(place)
        [drawing] = name.find_all("img")
        assert name.get_text(strip=True) == ""
        assert drawing["alt"] == site_name(site)
        assert (drawing["width"], drawing["height"]) == ("400", "100")
    published = (site.output / str(drawing["src"]).removeprefix("/")).read_text("utf-8")
    assert "script" not in published
    assert "onload" not in published
    assert "M0 0H400V100H0Z" in published
    [sheet] = [body.decode() for path, body in site.tree().items() if re.fullmatch(r"theme/main\..*\.css", path)]
    assert ".wordmark-drawing" in sheet


def site_name(site: Project) -> str:
    """Return the name as the head of the front page has it."""
    named = BeautifulSoup(site.page("/"), "lxml").select_one('meta[property="og:site_name"]')
    assert named is not None
    return str(named["content"])


def test_a_changed_wordmark_has_another_name(site: Project) -> None:
    site.write("brand/wordmark.svg", WORDMARK)
    assert problem_lines(site.build()) == []
    before = re.findall(r"/theme/brand/wordmark\.\w+\.svg", site.page("/"))
    site.write("brand/wordmark.svg", WORDMARK.replace("M0 0", "M1 1"))
    assert problem_lines(site.build()) == []
    assert re.findall(r"/theme/brand/wordmark\.\w+\.svg", site.page("/")) != before


@pytest.mark.parametrize("words", ["no drawing", '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0H9"/></svg>'])
def test_a_wordmark_that_cannot_be_read_is_named(site: Project, words: str) -> None:
    site.write("brand/wordmark.svg", words)
    [line] = problem_lines(site.build(check_only=True))
    assert line.startswith("content/brand/wordmark.svg: wordmark-unreadable: ")
