"""The index holds what is published and nothing else, and stands or falls with the rest of the site."""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from newsroom.commands.publish.publish import publish
from newsroom.features.search import pagefind_index
from tests.building import NOW, PRESENT, TRANSLATION, Project, problem_lines, tree, without_index
from tests.features.search.indexed import answers, index_files, indexed_words, records
from tests.publishing.sites import current

_URL = "https://qn.example"
_STORY = """\
---
title: {title}
summary: What happened.
date: {date}
authors: [robin-vale, sam-okoro]
tags: [Law reform, Tasmania]
status: {status}
---

{words}
"""


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", PRESENT)
    monkeypatch.setenv("SITEURL", _URL)


def write(site: Project, name: str, words: str = "Words.", status: str = "published", date: str = "2026-05-04") -> Path:
    return site.story(f"world/2026/{name}", _STORY.format(title=name, words=words, status=status, date=date))


def indexed_addresses(site: Project) -> set[str]:
    return set(records(site.output))


def test_stories_authors_and_topics_are_found_and_nothing_else(site: Project) -> None:
    site.story("world/2026/pervyy-svet", TRANSLATION)
    assert site.build(production=True).ok
    assert indexed_addresses(site) == {
        "/world/2026/05/first-light/",
        "/national/2026/05/second-wind/",
        "/opinion/2026/05/third-word/",
        "/ru/world/2026/05/pervyy-svet/",
        "/author/robin-vale/",
        "/author/sam-okoro/",
        "/topic/law-reform/",
    }


def test_a_story_is_found_by_its_words_and_by_what_it_is_filed_under(site: Project) -> None:
    write(site, "quokka", "A quokka crossed the road.")
    assert site.build(production=True).ok
    story = records(site.output)["/world/2026/05/quokka/"]
    assert story["filters"] == {
        "section": ["World"],
        "topic": ["Law reform", "Tasmania"],
        "author": ["Robin Vale", "Sam Okoro"],
        "year": ["2026"],
    }
    assert story["meta"]["title"] == "quokka"
    assert story["meta"]["date"].startswith("2026-05-04")
    words = story["content"]
    for said_there in ("quokka. What happened.", "Robin Vale. Sam Okoro.", "A quokka crossed the road."):
        assert said_there in words
    # Nothing of what stands around a story on its page.
    for around in ("Menu", "Published", "About the author", "Comment", "river"):
        assert around not in words


def test_unpublished_stories_are_not_in_the_index(site: Project) -> None:
    """Neither a draft nor what is not due yet or has expired, in no file of the index and under no name."""
    write(site, "lived", "Canarylive.")
    write(site, "drafted", "Canarydraft.", status="draft")
    write(site, "waiting", "Canarywaiting.", date="2027-01-01")
    site.story(
        "world/2026/gone",
        "---\ntitle: Gone\nsummary: S.\ndate: 2026-05-04\nexpires: 2026-06-01 09:00 Z\n---\n\nCanarygone.\n",
    )
    site.write(
        "authors/robin-vale.md",
        "---\nname: Robin Vale\nstatus: staff\nbio: Writes.\nemail: canarymail@qn.example\n---\n",
    )
    assert site.build(production=True).ok
    held = indexed_words(site.output).casefold()
    assert "canarylive" in held
    for canary in ("canarydraft", "canarywaiting", "canarygone", "canarymail", "drafted", "waiting"):
        assert canary not in held


def test_a_story_that_is_taken_away_is_no_longer_found(site: Project) -> None:
    path = write(site, "quokka", "Canarygone.")
    assert site.build(production=True).ok
    assert "canarygone" in indexed_words(site.output).casefold()
    path.unlink()
    assert site.build(production=True).ok
    assert "/world/2026/05/quokka/" not in indexed_addresses(site)
    assert "canarygone" not in indexed_words(site.output).casefold()


def test_changed_words_are_found(site: Project) -> None:
    write(site, "quokka", "Before.")
    assert site.build(production=True).ok
    write(site, "quokka", "Afterwards.")
    assert site.build(production=True).ok
    assert "Afterwards." in records(site.output)["/world/2026/05/quokka/"]["content"]


def test_a_second_build_of_the_same_has_nothing_to_do(site: Project) -> None:
    """Also after an edit, for which the index was made of pages that were in the output already."""
    assert site.build(production=True).ok
    write(site, "quokka")
    assert site.build(production=True).ok
    before = tree(site.output)
    again = site.build(production=True)
    assert (again.read, again.rendered, again.written, again.removed) == (0, 0, 0, 0)
    assert tree(site.output) == before


def test_the_index_is_kept_while_what_is_found_stays_the_same(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word on a page that is no story does not have Pagefind run, and a damaged file of the index does."""
    assert site.build(production=True).ok
    index = tree(site.output / "pagefind")
    with monkeypatch.context() as without:
        without.setattr(pagefind_index, "get_executable", lambda: None)
        site.write("pages/about.md", "---\ntitle: About\nsummary: Who we are now.\n---\n\nA magazine.\n")
        assert site.build(production=True).ok
        assert tree(site.output / "pagefind") == index
    known = records(site.output)
    next((site.output / "pagefind" / "fragment").glob("*")).write_bytes(b"damaged")
    assert site.build(production=True).ok
    assert records(site.output) == known


def test_an_edit_has_pagefind_read_the_pages_that_changed_alone(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """An old story costs no more than a new one; a story that goes has all pages read again."""
    read: list[int] = []
    index_of = pagefind_index.index_of

    def counted(addresses: Mapping[str, Path], folder: Path) -> dict[str, bytes]:
        read.append(len(addresses))
        return index_of(addresses, folder)

    def indexed() -> list[int]:
        read.clear()
        assert site.build(production=True).ok
        return list(read)

    monkeypatch.setattr(pagefind_index, "_MOST", 3)
    for number in range(9):
        write(site, f"wombat{number}", "Words of a wombat.", date=f"202{number % 4}-05-04")
    monkeypatch.setattr(pagefind_index, "index_of", counted)
    assert indexed() == [16]
    write(site, "wombat0", "Canarylive.", date="2020-05-04")
    assert indexed() == [1, 1]
    assert "canarylive" in indexed_words(site.output).casefold()
    write(site, "wombat1", "Words of a canaryone.", date="2021-05-04")
    write(site, "wombat0", "Quiet.", date="2020-05-04")
    assert indexed() == [2, 2]
    held = indexed_words(site.output).casefold()
    assert "canaryone" in held
    assert "canarylive" not in held
    edited = answers(index_files(site.output))
    shutil.rmtree(site.output)
    assert indexed() == [16]
    assert answers(index_files(site.output)) == edited
    (site.content / "articles/world/2026/wombat1.md").unlink()
    assert indexed() == [15]


@pytest.mark.audit
@pytest.mark.parametrize("seed", range(6))
def test_an_index_after_edits_of_a_magazine_is_that_of_a_clean_build(
    site: Project, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Word for word; and no file of it has a word that was taken out of a story, or a story that went."""
    monkeypatch.setattr(pagefind_index, "_MOST", 1)
    chance = random.Random(seed)  # noqa: S311  no secret
    edits: list[int] = []
    edit = pagefind_index.edited

    def counted(*given: Any) -> Any:
        edits.append(1)
        return edit(*given)

    monkeypatch.setattr(pagefind_index, "edited", counted)
    held: dict[str, str] = {}

    def story(name: str, step: int) -> None:
        held[name] = f"canary{name}at{step}"
        before, after = (
            " ".join(chance.choices(["the", "roads", "of", "quokka", "café", "cafe"], k=9)) for _ in range(2)
        )
        text = _STORY.format(
            title=f"Title {chance.choice(['road', 'sea'])} {name}",
            words=f"{before} {held[name]} {after}",
            status="published",
            date=f"2026-05-{chance.randrange(10, 30)}",
        )
        text = text.replace("Law reform", chance.choice(["Law reform", "Tasmania"]))
        site.story(f"world/2026/{name}", text.replace("robin-vale, ", chance.choice(["robin-vale, ", ""])))

    write(site, "sea")
    for number in range(8):
        story(f"wombat{number}", 0)
    site.story("world/2026/pervyy-svet", TRANSLATION)
    assert site.build(production=True).ok
    gone: set[str] = set()
    for step in range(1, 5):
        for name in chance.sample(sorted(held), 2):
            gone.add(held[name])
            story(name, step)
        if step == 2:
            story("newcomer", step)
            site.story("world/2026/pervyy-svet", TRANSLATION.replace("Слова", "Другие слова"))
        if step == 3:
            name = chance.choice(sorted(held))
            gone.add(held.pop(name))
            (site.content / f"articles/world/2026/{name}.md").unlink()
        assert site.build(production=True).ok
        words = indexed_words(site.output)
        assert not [canary for canary in gone if canary in words]
        assert all(canary in words for canary in held.values())
    assert len(edits) == 3
    known = answers(index_files(site.output))
    shutil.rmtree(site.output)
    site.forget()
    assert site.build(production=True).ok
    assert answers(index_files(site.output)) == known


def test_builds_of_one_kind_and_the_other_take_turns_in_one_folder(site: Project) -> None:
    """A plain build takes the index away, whole, and a production build puts one back."""
    assert site.build(production=True).ok
    for_readers, index = without_index(site.tree()), records(site.output)
    assert site.build().ok
    assert not (site.output / "pagefind").exists()
    plain = site.tree()
    assert site.build(production=True).ok
    assert without_index(site.tree()) == for_readers
    assert records(site.output) == index
    shutil.rmtree(site.output)
    assert site.build().ok
    assert site.tree() == plain


def test_a_plain_build_makes_none_and_says_so(site: Project) -> None:
    assert site.build().ok
    page = site.page("/search/")
    assert "invoke serve --search" in page
    assert "<pagefind-" not in page
    assert not (site.output / "pagefind").exists()


def test_a_preview_can_be_searched(site: Project) -> None:
    assert site.build(search=True).ok
    assert "/world/2026/05/first-light/" in indexed_addresses(site)
    assert "<pagefind-input" in site.page("/search/")


@pytest.mark.audit
def test_publishing_the_same_site_twice_is_one_release(site: Project) -> None:
    site.story("world/2026/pervyy-svet", TRANSLATION)
    assert publish(site.root, now=NOW) == 0
    first = current(site.root / "public")
    for _ in range(3):
        assert publish(site.root, now=NOW) == 0
        assert current(site.root / "public") == first


def _program(site: Project, code: str) -> Path:
    program = site.root / "pagefind"
    program.write_text(f"#!{sys.executable}\nimport sys, pathlib\n{code}\n", "utf-8")
    program.chmod(0o755)
    return program


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("print('out of\\nmemory', file=sys.stderr); sys.exit(3)", "Pagefind ended with 3: out of memory"),
        ("", "Pagefind ended without one"),
        (
            (
                "made = pathlib.Path(sys.argv[4]); made.mkdir()\n(made / 'pagefind-entry.json').write_text("
                """'{"languages": {"en": {"page_count": 2}}}')"""
            ),
            "Pagefind read 2 of 8 pages",
        ),
    ],
)
def test_an_index_that_fails_stops_the_build(
    site: Project, code: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site stays as it was, with the index that it had, and nothing is left lying about."""
    assert site.build(production=True).ok
    before = tree(site.output)
    beside = {path.name for path in site.root.iterdir()}
    write(site, "quokka")
    monkeypatch.setattr(pagefind_index, "get_executable", lambda: _program(site, code))
    outcome = site.build(production=True)
    (problem,) = [line for line in problem_lines(outcome) if "search-index" in line]
    assert why in problem
    assert "NEWSROOM_SEARCH = False" in problem
    assert tree(site.output) == before
    monkeypatch.undo()
    monkeypatch.setenv("SITEURL", _URL)
    assert site.build(production=True).ok
    assert {path.name for path in site.root.iterdir()} == beside | {"pagefind"}


def test_without_a_program_nothing_is_published(
    site: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pagefind_index, "get_executable", lambda: None)
    assert publish(site.root, now=NOW) == 1
    said_there = capsys.readouterr().err
    assert "there is no Pagefind for this system" in said_there
    assert "nothing was published" in said_there
    assert current(site.root / "public") == ""


def test_settings_of_pagefinds_own_have_no_say(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index is the same with any environment, and with any file where the build is started."""
    assert site.build(production=True).ok
    index = records(site.output)
    shutil.rmtree(site.output)
    (site.root / "pagefind.toml").write_text('exclude_selectors = ["h1"]\n', "utf-8")
    monkeypatch.chdir(site.root)
    monkeypatch.setenv("PAGEFIND_EXCLUDE_SELECTORS", "h1")
    assert site.build(production=True).ok
    assert records(site.output) == index


def test_a_magazine_without_search_has_the_page_without_it(site: Project) -> None:
    with (site.root / "publishconf.py").open("a", encoding="utf-8") as file:
        file.write("\nNEWSROOM_SEARCH = False\n")
    assert site.build(production=True).ok
    assert not (site.output / "pagefind").exists()
    assert "<pagefind-" not in site.page("/search/")
    assert 'href="/topics/"' in site.page("/search/")


def test_a_magazine_with_nothing_to_find_is_built_all_the_same(site: Project) -> None:
    for folder in ("articles", "authors"):
        shutil.rmtree(site.content / folder)
    assert site.build(production=True).ok
    assert "<pagefind-" not in site.page("/search/")
