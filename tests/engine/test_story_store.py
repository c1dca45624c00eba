"""The story store within a build: what is damaged is read again, and nothing depends on it."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3

import pytest

from newsroom.engine.cache import digests, inputs
from newsroom.engine.cache.store import DATABASE
from tests.building import Project, problem_lines, tree
from tests.engine.test_cache import damage_file


@pytest.mark.audit
@pytest.mark.parametrize("seed", range(4))
def test_after_damage_to_its_cache_a_site_is_that_of_a_clean_build(
    site: Project, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """After an edit, so that the cache is looked into: whatever files were damaged, and however."""
    chance = random.Random(seed)  # noqa: S311  any damage will do
    monkeypatch.setattr(inputs, "_FRESH", 0)
    head = "title: P\nsummary: S\ndate: 2026-05-05"
    site.story("world/2026/with-picture", f"---\n{head}\n---\n\n![A](/images/2026/river.jpg)\n")
    site.story("world/2026/hidden", f"---\n{head}\nstatus: draft\n---\n\nNobody else has written these words here.\n")
    assert problem_lines(site.build()) == []
    for _ in range(3):
        for _ in range(chance.randint(1, 3)):
            damage_file(site.root / ".cache", chance)
        story = site.content / "articles/world/2026/first-light.md"
        story.write_text(f"{story.read_text('utf-8')}\nMore: {chance.random()}.\n", "utf-8")
        if chance.random() < 0.5:
            (site.root / "theme/templates/page.html").open("a").write("<!-- all pages again -->")
        assert problem_lines(site.build()) == []
    left = site.tree()
    shutil.rmtree(site.root / ".cache")
    shutil.rmtree(site.output)
    assert problem_lines(site.build()) == []
    assert site.tree() == left


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    "namespace",
    [
        "stories",
        "story-html",
        "measured",
        "read-next",
        "inputs",
        "manifest",
        "pictures",
        "story-problems",
        "card-keys",
        "sitemap-months",
    ],
)
def test_entries_that_are_gone_or_changed_cost_nothing_but_time(
    site: Project, monkeypatch: pytest.MonkeyPatch, namespace: str
) -> None:
    monkeypatch.setattr(inputs, "_FRESH", 0)
    picture = "---\ntitle: P\nsummary: S\ndate: 2026-05-05\n---\n\n![A](/images/2026/river.jpg)\n"
    site.story("world/2026/with-picture", picture)
    for statement in ("DELETE FROM entries", "UPDATE entries SET value = 'x' || value"):
        assert problem_lines(site.build()) == []
        with sqlite3.connect(site.root / ".cache" / DATABASE) as database:
            assert database.execute(f"{statement} WHERE namespace = ?", [namespace]).rowcount > 0
        site.story("world/2026/another", title=f"After {statement.split()[0]}")
        assert problem_lines(site.build()) == []
    assert problem_lines(site.build(output=site.root / "clean")) == []
    assert tree(site.root / "clean") == site.tree()


def test_a_damaged_cache_is_reported(site: Project) -> None:
    site.build()
    (site.root / ".cache" / DATABASE).write_bytes(b"somebody else's")
    site.story("world/2026/another")
    assert [note for note in site.build().notes if "was damaged and is made anew" in note]


def test_only_what_changed_is_made_again(site: Project) -> None:
    """An edit makes the story, the feeds that carry it, and the few pages that are made at every build."""
    everything = site.build().rendered
    assert site.build().rendered == 0
    site.story("world/2026/first-light", title="First light on the rivers")
    assert 0 < site.build().rendered < everything


def test_a_file_whose_times_lie_is_still_noticed(site: Project) -> None:
    """Neither a source nor a page in the output can be changed unseen by setting its time back."""
    site.build()
    page = site.output / "index.html"
    good = page.read_bytes()
    before = page.stat()
    page.write_bytes(good.replace(b"QN", b"XX"))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert site.build().ok
    assert page.read_bytes() == good


def test_another_parser_of_markdown_reads_every_story_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before, real = digests.code.__wrapped__(), digests.version
    monkeypatch.setattr(digests, "version", lambda name: "0" if name == "markdown-it-py" else real(name))
    assert digests.code.__wrapped__() != before


def test_a_check_writes_nothing_into_the_cache(site: Project) -> None:
    before = tree(site.root / ".cache")
    assert site.build(check_only=True).ok
    assert tree(site.root / ".cache") == before
