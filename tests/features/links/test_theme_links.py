"""Links of templates, features and data files: what leads nowhere is told, with where it stands and who can mend it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from newsroom.commands.check import check
from newsroom.core.parts import Link
from newsroom.engine.edition import Edition
from newsroom.engine.theme import SOFTWARE
from newsroom.features.links import output_links
from newsroom.features.links.output_links import DeadLink, LinkCheck, Spellings, ids_in, used_templates
from newsroom.features.tips import plugin as tips
from tests.building import Project, problem_lines

FOOTER = "templates/partials/footer.html"


def page(site: Project, name: str, more: str = "", body: str = "Words.") -> None:
    site.write(f"pages/{name}.md", f"---\ntitle: A page\nsummary: Words.\n{more}---\n\n{body}\n")


def line_of(name: str, words: str) -> int:
    """Return the first line of a file of the theme with some words in it."""
    lines = (SOFTWARE / name).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_a_page_that_nobody_wrote_is_told_with_the_template_and_the_command(plain: Project) -> None:
    (plain.content / "pages/support.md").unlink()
    number = line_of(FOOTER, 'href="/support/"')
    also, remedy = "(3 other templates lead there too)", "make the page: invoke new page support"
    assert problem_lines(plain.build()) == [
        f'newsroom/theme/{FOOTER}:{number}: theme-link: nothing is published at "/support/" {also}; {remedy}'
    ]
    assert not plain.output.exists()


def test_check_refuses_it_too(
    plain: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SITEURL", "https://magazine.example")
    (plain.content / "pages/contact.md").unlink()
    assert check(plain.root, "2026-11-23T09:00:00+10:00") == 1
    printed = capsys.readouterr()
    assert "make the page: invoke new page contact" in printed.err + printed.out


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_a_page_that_is_not_published_is_named(plain: Project, status: str) -> None:
    page(plain, "contact", f"status: {status}\n")
    [line] = [line for line in problem_lines(plain.build()) if "theme-link" in line]
    assert 'nothing is published at "/contact/"' in line
    assert "; content/pages/contact.md is a " in line
    assert line.endswith(": finish it and publish it")
    assert status in line


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ('<a href="/our-shop/">', '"/our-shop/"; make the page: invoke new page our-shop'),
        ("<a href='/our-shop/'>", '"/our-shop/"; make the page: invoke new page our-shop'),
        ("<a class=x HREF=/our-shop/>", '"/our-shop/"; make the page: invoke new page our-shop'),
        ('<a href="/our-shop/?from=here#top">', '"/our-shop/"; make the page: invoke new page our-shop'),
        ('<a href="/magazine/how-to-get-it/">', "invoke new page magazine/how-to-get-it"),
        ('<img alt="" src="/theme/none.svg"><a>', '"/theme/none.svg"; put the file there, or mend the link'),
        ('<a href="/world/2026/05/gone/">', "invoke new page world/2026/05/gone"),
        ('<a href="/about/#imprint">', 'nothing on /about/ is called "#imprint"; give the heading that is meant'),
        ('<a href="/world/#letters">', 'nothing on /world/ is called "#letters"'),
    ],
)  # fmt: skip
def test_a_template_of_the_magazine_is_checked_as_the_softwares_are(plain: Project, link: str, told: str) -> None:
    number = plain.replace_in_theme(FOOTER, '<div class="footer-end">', f'<div class="footer-end">{link}x</a>')
    [line] = problem_lines(plain.build())
    assert line.startswith(f"theme/{FOOTER}:{number}: theme-link: ")
    assert told in line


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/about/">', '<a href="//elsewhere.example/nowhere/">', '<a href="https://elsewhere.example/nowhere/">',
        '<a href="/feed.atom">', '<a href="/about/?a=b#:~:text=words">', '<a data-more="/nowhere/">',
        '<a href="/about/#a-heading">', '<a href="/about/#%61-heading">', "<!-- href=\"/nowhere/\" --><a>",
        '<form action="/send-it"></form><a>', '<a href="/old/list.php">',
    ],
)  # fmt: skip
def test_a_link_that_leads_somewhere_is_no_problem(plain: Project, link: str) -> None:
    page(plain, "about", "aliases: [/old/list.php]\n", "## A heading\n\nWords.")
    plain.replace_in_theme(FOOTER, '<div class="footer-end">', f'<div class="footer-end">{link}x</a>')
    assert problem_lines(plain.build()) == []


def test_html_that_a_story_shows_as_text_is_no_link(site: Project) -> None:
    site.story("world/2026/code", '---\ntitle: T\nsummary: S\ndate: 2026-05-01\n---\n\n`<a href="/nowhere/">`\n')
    assert problem_lines(site.build()) == []


def test_a_link_of_a_feature_is_told_with_a_page_that_has_it(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(_: Edition) -> Link:
        return Link("Tell us", "/nowhere/")

    monkeypatch.setattr(tips, "_link", link)
    [line] = problem_lines(site.build())
    assert ' theme-link: on /: nothing is published at "/nowhere/"; make the page: invoke new page nowhere' in line


def test_a_list_whose_plugin_is_off_is_no_page_to_write(plain: Project) -> None:
    plain.setting('PLUGINS = [name for name in PLUGINS if not name.endswith(".topics")]')
    plain.replace_in_theme(FOOTER, '<div class="footer-end">', '<div class="footer-end"><a href="/topics/">x</a>')
    lines = [line for line in problem_lines(plain.build()) if "theme-link" in line]
    assert any('"/topics/"' in line and "put the plugin that makes it back" in line for line in lines)
    assert not any("invoke new page" in line for line in lines)


@pytest.mark.parametrize(
    ("href", "told"),
    [
        ("/imprint/", 'link-target: nothing is published at "/imprint/"; make the page: invoke new page imprint'),
        ("/abuot/", 'did you mean "/about/"? Else make the page: invoke new page abuot'),
        ("/about/#imprint", 'link-target: nothing on /about/ is called "#imprint"'),
    ],
)
def test_a_link_of_a_data_file_is_told_at_its_line(site: Project, href: str, told: str) -> None:
    site.write("data/navigation.toml", f'[[footer]]\ntitle = "T"\nlinks = [{{ label = "L", href = "{href}" }}]\n')
    [line] = problem_lines(site.build())
    assert line.startswith("content/data/navigation.toml:3: ")
    assert told in line


def test_a_place_in_a_data_file_is_found(site: Project) -> None:
    page(site, "about", body="## Imprint\n\nWords.")
    site.write("data/navigation.toml", '[[footer]]\ntitle = "T"\nlinks = [{ label = "L", href = "/about/#imprint" }]\n')
    assert problem_lines(site.build()) == []


def test_the_next_build_tells_that_a_page_was_deleted_and_forgets_it_when_it_is_back(plain: Project) -> None:
    assert problem_lines(plain.build()) == []
    before, words = plain.tree(), (plain.content / "pages/contact.md").read_text("utf-8")
    (plain.content / "pages/contact.md").unlink()
    for _ in range(2):
        [line] = problem_lines(plain.build())
        assert 'nothing is published at "/contact/"' in line
        assert plain.tree() == before, "what readers have stays"
    plain.write("pages/contact.md", words)
    assert problem_lines(plain.build()) == []
    assert plain.tree() == before


def test_the_next_build_tells_that_a_heading_is_gone_although_no_page_with_the_link_changed(plain: Project) -> None:
    plain.replace_in_theme(
        "templates/search.html", "{% block main %}", '{% block main %}<a href="/about/#imprint">x</a>'
    )
    page(plain, "about", body="## Imprint\n\nWords.")
    assert problem_lines(plain.build()) == []
    assert "/about/#imprint" in plain.page("/search/")
    page(plain, "about", body="## Publisher\n\nWords.")
    [line] = problem_lines(plain.build())
    assert 'nothing on /about/ is called "#imprint"' in line
    page(plain, "about", body="## Publisher {: #imprint }\n\nWords.")
    assert problem_lines(plain.build()) == []


def test_a_file_of_the_theme_that_is_gone_is_told(plain: Project) -> None:
    (plain.root / "theme/static/brand").mkdir(parents=True)
    shutil.copy(SOFTWARE / "static/icons.svg", plain.root / "theme/static/brand/ours.svg")
    number = plain.replace_in_theme("templates/partials/head.html", "/theme/brand/icon.svg", "/theme/brand/ours.svg")
    assert problem_lines(plain.build()) == []
    (plain.root / "theme/static/brand/ours.svg").unlink()
    [line] = problem_lines(plain.build())
    assert line.startswith(f'theme/templates/partials/head.html:{number}: theme-link: nothing is published at "/theme/')


def test_an_edit_that_takes_parts_of_the_search_index_away_has_only_changed_pages_read(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = {"production": True, "site_url": "https://qn.example"}
    assert site.build(**options).ok
    before, story = site.tree(), site.content / "articles/world/2026/first-light.md"
    story.write_text(story.read_text("utf-8") + "\nAnother word.\n", "utf-8")
    read: list[bytes] = []
    monkeypatch.setattr("newsroom.engine.workers.can_fork", lambda: False)
    monkeypatch.setattr(LinkCheck, "dead_links", lambda _, raw: read.append(raw) or [])
    assert site.build(**options).ok
    assert any(path.startswith("pagefind/") for path in before.keys() - site.tree().keys())
    assert len(read) == 2, "the story and its text-only edition"


def test_a_build_without_a_cache_tells_the_same(plain: Project) -> None:
    plain.build()
    (plain.content / "pages/support.md").unlink()
    told = problem_lines(plain.build())
    plain.forget()
    assert problem_lines(plain.build()) == told != []


def check_of(pages: dict[str, bytes]) -> LinkCheck:
    return LinkCheck(frozenset(pages), lambda address: pages[address])


@pytest.mark.parametrize(
    ("html", "dead"),
    [
        ('<a href="/a/">', []),
        ('<a href="/b/">', [DeadLink("/b/")]),
        ('<a href=" /b/ ">', [DeadLink("/b/")]),
        ('<a href="/a/#x">', []),
        ('<a href="/a/#y">', [DeadLink("/a/", "y")]),
        ('<a href="/a&#47;">', []),
        ('<a href="/%61/">', []),
        ('<use href="/icons.svg#arrow">', []),
        ('<svg><use href="/icons.svg#none"></use></svg>', [DeadLink("/icons.svg", "none")]),
        ('<a href="/b/"><a href="/c/"><a href="/b/#x">', [DeadLink("/b/"), DeadLink("/c/")]),
        ('<a href="#nowhere">', []),
        ('<p title="/b/">', []),
        ('<script type="application/ld+json">{"href"="/b/"}</script>', []),
        ("<p>href=\"/b/\"</p>", []),
    ],
)  # fmt: skip
def test_dead_links_of_a_page(html: str, dead: list[DeadLink]) -> None:
    known = {"/a/": b'<p id="x">', "/icons.svg": b"<svg><symbol id='arrow'/></svg>"}
    assert check_of(known).dead_links(f"<html><body>{html}</body></html>".encode()) == dead


def test_a_page_with_pictures_of_several_sizes_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most pages show a picture, and to parse a page takes longer than all else of the check."""
    monkeypatch.setattr(output_links, "_attribute_values", lambda _: pytest.fail("it was parsed"))
    html = b"""<link imagesrcset="/a.webp 1x, /b.webp 2x"><img src="/a.webp" srcset='/a.webp 1x, /b.webp 2x'>"""
    assert check_of({"/a.webp": b"", "/b.webp": b""}).dead_links(html) == []


def test_ids_are_found_however_they_are_written() -> None:
    html = b'<p id="a"><p ID=\'b\'><p class=x id=c><p data-id="d"><p id="e&amp;f">'
    assert ids_in(html) == {"a", "b", "c", "e&f"}


def test_a_link_is_found_where_it_is_spelled_and_nowhere_else() -> None:
    sources = {
        "a.html": 'x\n<a href="/tips/">',
        "b.html": '<a href="/tips/more/">\n<a href="/my/tips/">\n{# /tips/ #}',
        "c.po": 'msgstr "<a href=\\"/tips/\\">"',
        "d.html": "<a href='/tips/#how'>",
    }
    spelled = Spellings(sources)
    assert spelled.places(DeadLink("/tips/")) == (("a.html", 2), ("c.po", 1), ("d.html", 1))
    assert spelled.places(DeadLink("/tips/", "how")) == (("d.html", 1),)
    assert spelled.places(DeadLink("/tips/", "ho")) == spelled.places(DeadLink("/tip/")) == ()


def test_templates_are_followed_into_what_they_are_made_of() -> None:
    sources = {
        "page.html": '{% extends "base.html" %}{%- from "card.html" import card %}{% include "page.html" %}',
        "base.html": "{% include 'foot.html' %}{% import \"none.html\" as none %}",
        "card.html": "", "foot.html": "", "other.html": "",
    }  # fmt: skip
    assert used_templates(sources, "page.html") == {"page.html", "base.html", "card.html", "foot.html"}


def test_every_template_of_the_theme_is_followed() -> None:
    """A tag that names another template in a way of its own would be passed over."""
    folder = SOFTWARE / "templates"
    sources = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.html")}
    tops = [name for name in sources if Path(name).parent == Path()]
    used = frozenset().union(*(used_templates(sources, name) for name in tops))
    assert sources.keys() == used
