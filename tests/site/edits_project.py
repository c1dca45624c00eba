"""Events in a project besides writing: settings, themes and plugins change, times lie, builds are killed."""

from __future__ import annotations

import importlib
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from newsroom.commands.build.build import BuildRequest, planned
from newsroom.features.addresses.reading import ledger_after
from tests.building import NOW, ROOT, Project
from tests.engine.catalogues import catalogue

Edit = Callable[[Project, int], object]

#: Somebody's plugin, which has a hand in every story's page; its version is all that changes.
_PLUGIN = """
from msgspec.structs import replace

from newsroom.engine import hooks
from newsroom.features.social_links.model import share
from newsroom.features.stories.collection import Stories
from newsroom.site.view_parts import StoryPart

VERSION = "{0}"


def enrich(edition):
    def part(story):
        return replace(share(story.record.title, ""), title=f"Version {{VERSION}}")

    edition.get(Stories).provide(StoryPart.SHARE, part, lambda story: None)


def register():
    hooks.enrich.connect(enrich)
"""


#: A story with a footnote, whose text has words of the house in it.
_ABROAD = """\
---
title: Abroad
summary: S.
date: 2026-05-05 09:30
lang: {0}
tags: [Law reform]
---

Words[^1].

[^1]: A note.
"""
_WORDS = """\
msgid "Notes"
msgstr "Notes {0}"

msgid "d MMMM y"
msgstr "d MMMM y {0}"

msgid "World"
msgstr "World {0}"
"""
_ABROAD_LANGS = ("ru", "ar", "vi")


def change(path: Path, old: str, new: str) -> None:
    """Put words in the place of others, wherever they stand in a file; one that is gone stays gone."""
    if path.exists():
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def _sources(site: Project) -> list[Path]:
    places = (site.content, site.root / "theme")
    return sorted(path for place in places for path in place.rglob("*") if path.is_file())


def _set_times(site: Project, number: int) -> None:
    """Give every source another time, of which some are still to come."""
    for turn, path in enumerate(_sources(site)):
        os.utime(path, (10**9 * (turn % 4), 10**9 * (number % 5)))


def _write_again(site: Project, number: int) -> None:
    """Put a copy in the place of every source, as git does when it goes to a branch and back."""
    for path in _sources(site):
        raw = path.read_bytes()
        path.unlink()
        path.write_bytes(raw)


def _plugin(site: Project, number: int) -> None:
    """Put another version of somebody's plugin into use."""
    place = site.root / "plugins/somebodys.py"
    place.parent.mkdir(exist_ok=True)
    place.write_text(_PLUGIN.format(number), "utf-8")
    shutil.rmtree(place.parent / "__pycache__", ignore_errors=True)
    # A process imports it once; another build is another process.
    sys.modules.pop("somebodys", None)
    importlib.invalidate_caches()
    site.setting('PLUGINS = [*(name for name in PLUGINS if name != "somebodys"), "somebodys"]')


def _catalogue(site: Project, number: int) -> None:
    """Write a story in another language, and what the house says in it."""
    lang = _ABROAD_LANGS[number % 3]
    site.story(f"world/2026/abroad-{lang}", _ABROAD.format(lang))
    catalogue(site.root / "theme", lang, _WORDS.format(number))


def _no_catalogue(site: Project, number: int) -> None:
    """Write a story in another language, and take away what the house says in it."""
    lang = _ABROAD_LANGS[number % 3]
    site.story(f"world/2026/abroad-{lang}", _ABROAD.format(lang))
    shutil.rmtree(site.root / "theme/translations" / lang, ignore_errors=True)


def _killed(site: Project, number: int) -> None:
    """Begin a build and kill it at some moment, if it has not ended before."""
    env = os.environ | {"PYTHONPATH": str(ROOT / "plugins")}
    command = [sys.executable, "-m", "newsroom.commands.build.build", "--now", NOW]
    with subprocess.Popen(
        command, cwd=site.root, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as build:
        with suppress(subprocess.TimeoutExpired):
            build.wait(timeout=random.Random(number).uniform(0.3, 1.5))  # noqa: S311  any moment will do
        build.kill()


def _damage(site: Project, number: int) -> None:
    """Cut a file of the cache short, or write over it."""
    cached = sorted(path for path in (site.root / ".cache").rglob("*") if path.is_file())
    if cached:
        path = cached[number % len(cached)]
        raw = path.read_bytes()
        path.write_bytes(raw[: len(raw) // 2] if number % 2 else raw[::-1])


def _restore_backup(folder: str) -> Edit:
    """Put back what a folder was some time ago, as from a backup."""

    def edit(site: Project, number: int) -> None:
        place, old = site.root / folder, site.root / f".old{folder}"
        if old.exists():
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(old, place)
            shutil.rmtree(old)
        elif place.exists():
            shutil.copytree(place, old)

    return edit


#: Edits after which the site is as it was.
def _published(site: Project, number: int) -> None:
    """Note all addresses, as a publish does when it has ended well."""
    outcome, plan = planned(BuildRequest(site.root, now=NOW, check_only=True))
    if outcome.ok and plan is not None:
        site.write("data/addresses.txt", ledger_after(plan, plan.edition.settings.now))


QUIET: dict[str, Edit] = {
    "nothing": lambda site, number: None,
    "touched": _set_times,
    "written again": _write_again,
    "killed": _killed,
    "published": _published,
    "checked": lambda site, number: site.build(check_only=True),
    "built elsewhere": lambda site, number: site.build(
        output=site.root / "elsewhere",
        production=True,
        site_url="https://qnews.example",
        now=f"2026-11-{number % 28 + 1:02d}T00:00:00+10:00",
    ),
    "searched": lambda site, number: site.build(search=True),
    "cache": lambda site, number: shutil.rmtree(site.root / ".cache", ignore_errors=True),
    "old cache": _restore_backup(".cache"),
    "old output": _restore_backup("output"),
    "damaged cache": _damage,
    "output": lambda site, number: shutil.rmtree(site.output / "world", ignore_errors=True),
}
#: Edits of settings, theme and plugins.
HOUSE: dict[str, Edit] = {
    "moved list": lambda site, number: site.write(
        "data/moved.toml",
        f'[[gone]]\naddress = "/gone/{number}/"\n[[moved]]\naddress = "/was/{number}/"\nto = "/world/"\n',
    ),
    "setting": lambda site, number: site.setting(f'SITENAME = "QN {number}"'),
    "address": lambda site, number: site.setting(f'SITEURL = "https://{number}.example"'),
    "comments' mode": lambda site, number: site.setting('COMMENTS_MODE = "closed"'),
    "years until a story is old": lambda site, number: (
        site.setting(f"OLD_AFTER_YEARS = {number % 3}"),
        site.story("world/2025/older", f"---\ntitle: Older\nsummary: S\ndate: 2025-1{number % 3}-24\n---\n\nWords.\n"),
    ),
    "share pictures": lambda site, number: site.setting(f"SHARE_PICTURES = {number % 3 > 0}"),
    "machines told nothing": lambda site, number: site.setting(
        'PLUGINS = [name for name in PLUGINS if name != "newsroom.features.structured_data"]'
    ),
    "feeds": lambda site, number: site.setting(f"FEED_MAX_ITEMS = {number % 3 + 1}"),
    "way out's target": lambda site, number: site.setting(f'QUICK_EXIT_URL = "https://{number}.weather.example/"'),
    "zone": lambda site, number: site.setting('TIMEZONE = "Australia/Perth"'),
    "plugin": lambda site, number: site.setting(
        'PLUGINS = [name for name in PLUGINS if name != "newsroom.features.read_next"]'
    ),
    "somebody's plugin": _plugin,
    "template": lambda site, number: change(
        site.root / "theme/templates/page.html", "{% endblock %}", f"<!-- {number} -->{{% endblock %}}"
    ),
    "base template": lambda site, number: change(
        site.root / "theme/templates/base.html", "</body>", f"<!-- {number} --></body>"
    ),
    "component": lambda site, number: change(
        site.root / "theme/templates/components/card/macro.html", "{% endmacro %}", f"<i>{number}</i>{{% endmacro %}}"
    ),
    "catalogue": _catalogue,
    "no catalogue": _no_catalogue,
    "style": lambda site, number: (site.root / "theme/styles/base.css").write_text(f"p {{ margin: {number}px }}"),
    "script": lambda site, number: (site.root / "theme/static/js/share.js").write_text(f"// {number}\n", "utf-8"),
    "icon": lambda site, number: change(site.root / "theme/static/icons.svg", "<svg", f'<svg data-a="{number}"'),
}
