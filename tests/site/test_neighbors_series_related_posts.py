"""Plugins from PyPI that know nothing of us work beside ours, unchanged: neighbors, series and related posts."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from typing import Any

import pytest

from tests.building import NOW, ROOT, TRANSLATION, Project, tree
from tests.engine.paused_builds import PROGRESS
from tests.reuse import fonts
from tests.site.edits import change

#: The last of the plugins: it takes down what the others gave each article, once there is nothing more to come.
_OBSERVER = """\
import json
from pathlib import Path

from pelican import signals


def slug(article):
    return article and article.slug


def seen(article):
    series = getattr(article, "series", {})
    return {
        "next": slug(article.next_article),
        "prev": slug(article.prev_article),
        "next in section": slug(getattr(article, "next_article_in_category", None)),
        "series": {
            "name": series["name"],
            "place": series["index"],
            "all": [slug(one) for one in series["all"]],
            "previous": slug(series["previous"]),
            "next": slug(series["next"]),
        } if series else None,
        "related": [slug(one) for one in getattr(article, "related_posts", [])],
        "content": article.content,
    }


def look(generator, writer):
    told = {one.slug: seen(one) for one in [*generator.articles, *generator.translations]}
    told["series of the site"] = {
        name: [slug(one) for one in articles] for name, articles in generator.context["article_series"].items()
    }
    Path(generator.path).with_name("seen.json").write_text(json.dumps(told), "utf-8")


def register():
    signals.article_writer_finalized.connect(look)
"""
_USED = """
PLUGIN_PATHS = ["local"]
PLUGINS = [*PLUGINS, "neighbors", "series", "related_posts", "observer"]
"""
_PART = """\
---
title: How it went, part {part}
summary: S.
date: 2026-06-{part:02d} 08:00
authors: [sam-okoro]
tags: [Courts]
series: How it went
---

Part {part}, after [the first]({{filename}}/articles/world/2026/first-light.md).
"""


def run(site: Project, *arguments: str) -> list[str]:
    """Build in a process of its own, for these plugins keep what they saw; return the plugins of Pelican's in it."""
    code = (
        "import sys; from newsroom.commands.build.build import main; code = main(sys.argv[1:]);"
        "print(*(name for name in sys.modules if name.startswith('pelican.plugins.')), sep='\\n'); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--now", NOW, *arguments],
        cwd=site.root, env=os.environ | {"PYTHONPATH": str(ROOT / "plugins")}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    # A build that takes long shows how far it is, and nothing else is said.
    assert PROGRESS.sub("", done.stderr) == ""
    return [line for line in done.stdout.splitlines() if line.startswith("pelican.plugins.")]


def observed(site: Project) -> dict[str, Any]:
    """Return what the observer took down."""
    told: dict[str, Any] = json.loads((site.root / "seen.json").read_text("utf-8"))
    return told


def use(site: Project) -> None:
    """Put the plugins into the project's settings."""
    (site.root / "local").mkdir()
    (site.root / "local" / "observer.py").write_text(_OBSERVER, "utf-8")
    site.setting(_USED)


@pytest.fixture
def magazine(site: Project) -> Project:
    """A project with a series of three parts and a translation."""
    for part in (1, 2, 3):
        site.story(f"national/2026/part-{part}", _PART.format(part=part))
    site.story("world/2026/pervyi-svet", TRANSLATION)
    return site


def test_articles_carry_what_the_plugins_add(magazine: Project) -> None:
    use(magazine)
    run(magazine)
    told = observed(magazine)
    assert told["series of the site"] == {"How it went": ["part-1", "part-2", "part-3"]}
    assert told["part-2"] == {
        "next": "part-3",
        "prev": "part-1",
        "next in section": "part-3",
        "series": {
            "name": "How it went", "place": 2, "all": ["part-1", "part-2", "part-3"], "previous": "part-1",
            "next": "part-3",
        },
        "related": ["part-3", "part-1"],
        "content": '<p>Part 2, after <a href="/world/2026/05/first-light/">the&nbsp;first</a>.</p>',
    }  # fmt: skip
    assert (told["part-3"]["next"], told["first-light"]["prev"]) == (None, None)
    assert told["first-light"]["series"] is None
    assert sorted(told["first-light"]["related"]) == ["second-wind", "third-word"]
    assert told["pervyi-svet"]["next"] == told["first-light"]["next"], "a translation stands where its original does"


@pytest.mark.audit
def test_the_site_is_the_same_with_the_plugins_and_without(magazine: Project) -> None:
    run(magazine, "--output", "without")
    use(magazine)
    run(magazine)
    assert magazine.tree() == tree(magazine.root / "without")


@pytest.mark.audit
def test_an_incremental_build_tells_and_leaves_what_a_clean_one_does(magazine: Project) -> None:
    """Of the same input, and after an edit that moves a story, changes its words and gives it another topic."""
    use(magazine)
    run(magazine)
    before, left = observed(magazine), magazine.tree()
    run(magazine)
    assert (observed(magazine), magazine.tree()) == (before, left)

    path = magazine.content / "articles/national/2026/part-1.md"
    change(path, "2026-06-01", "2026-06-09")
    change(path, "Part 1, after", "Part one, after")
    change(path, "[Courts]", "[Courts, Law reform]")
    run(magazine)
    after = observed(magazine)
    assert after["part-1"]["prev"] == "part-3"
    assert "Part one" in after["part-1"]["content"]
    assert "second-wind" in after["part-1"]["related"]
    magazine.setting('NEWSROOM_CACHE = ".another-cache"')
    # Nothing is there but the fonts, whose making takes so long that a build would show how far it is.
    shutil.copytree(fonts(), magazine.root / ".another-cache")
    run(magazine, "--output", "clean")
    assert observed(magazine) == after
    assert magazine.tree() == tree(magazine.root / "clean")


@pytest.mark.audit
def test_plugins_that_are_installed_and_not_used_are_not_even_imported(magazine: Project) -> None:
    """A heavy plugin that is installed for another site costs nothing here."""
    for name in ("neighbors", "series", "related_posts"):
        assert importlib.util.find_spec(f"pelican.plugins.{name}"), f"{name} is not installed, which this is about"
    assert set(run(magazine)) == {"pelican.plugins._utils", "pelican.plugins.signals"}
