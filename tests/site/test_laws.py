"""The laws of the build: the same input gives the same bytes, and what was there before leaves no trace."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.building import NOW, ROOT, Project, said, tree


def command(root: Path, *arguments: str, **environment: str) -> dict[str, bytes]:
    """Build in a process of its own and return the tree."""
    env = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    env |= {"PYTHONPATH": str(ROOT / "plugins"), **environment}
    build = [sys.executable, "-m", "newsroom.ops.build", *arguments]
    done = subprocess.run(build, cwd=root, env=env, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return tree(root / "output")


# ------------------------------------------------------------------------------------------------ the same again


def test_hash_seed_folder_zone_language_and_order_of_files_change_no_byte(tmp_path: Path) -> None:
    """The real content, from nothing, in two places that have as little in common as two computers."""
    folders = [tmp_path / "one", tmp_path / "another, with a longer name/ünd spaces"]
    for number, folder in enumerate(folders):
        folder.mkdir(parents=True)
        for name in ("pelicanconf.py", "publishconf.py"):
            shutil.copy(ROOT / name, folder / name)
        files = sorted(path for top in ("content", "theme") for path in (ROOT / top).rglob("*") if path.is_file())
        for file in files if number else reversed(files):
            target = folder / file.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    first = command(folders[0], "--now", NOW, PYTHONHASHSEED="0", TZ="Pacific/Honolulu", LC_ALL="C")
    second = command(folders[1], "--now", NOW, PYTHONHASHSEED="4242", TZ="Australia/Sydney", LC_ALL="C.UTF-8")
    assert len(first) > 200
    assert [path for path in first.keys() | second.keys() if first.get(path) != second.get(path)] == []


def test_a_second_build_touches_nothing(site: Project) -> None:
    assert said(site.build()) == []
    times = {path: (site.output / path).stat().st_mtime_ns for path in site.tree()}
    again = site.build()
    assert (again.written, again.removed, again.unchanged) == (0, 0, len(times))
    assert {path: (site.output / path).stat().st_mtime_ns for path in site.tree()} == times


# -------------------------------------------------------------------------------------- incremental equals clean

Edit = Callable[[Project, int], object]


def _stories(site: Project) -> list[Path]:
    return sorted((site.content / "articles").rglob("*.md"))


def _some(site: Project, number: int) -> Path:
    """Pick a story; where none is left, there is a new one."""
    return (_stories(site) or [site.story("world/2026/only")])[number % max(1, len(_stories(site)))]


def _change(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def _in_secret(site: Project, number: int) -> None:
    """Change a story and leave its size and time as they were."""
    path = _some(site, number)
    before = path.stat()
    _change(path, "paragraph", "paragrahp" if "paragraph" in path.read_text("utf-8") else "paragraph")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _move(site: Project, number: int) -> None:
    path = _some(site, number)
    target = site.content / "articles" / ("world", "national", "opinion")[number % 3] / "2026" / f"moved-{number}.md"
    target.parent.mkdir(parents=True, exist_ok=True)
    path.rename(target)


def _many(site: Project, number: int) -> None:
    """Enough stories for a second page of a list."""
    for day in range(1, 25):
        text = "---\ntitle: Many {0}\nsummary: S.\ndate: 2026-01-{0:02d}\ntags: [Law reform]\n---\n\nWords {1}.\n"
        site.story(f"national/2026/many-{day}", text.format(day, number))


EDITS: dict[str, Edit] = {
    "words": lambda site, number: _change(_some(site, number), "paragraph", f"paragraph {number}"),
    "words, in secret": _in_secret,
    "title": lambda site, number: _change(_some(site, number), "title: ", f"title: {number} "),
    "date": lambda site, number: _change(_some(site, number), "2026-05-04", f"2026-{number % 9 + 1:02d}-11"),
    "tags": lambda site, number: _change(_some(site, number), "[Law reform]", f"[Law reform, Topic {number}]"),
    "no tags": lambda site, number: _change(_some(site, number), "tags: [Law reform]\n", ""),
    "author": lambda site, number: _change(_some(site, number), "[robin-vale]", "[sam-okoro, robin-vale]"),
    "series": lambda site, number: _change(_some(site, number), "tags:", f"series: Series {number % 3}\ntags:"),
    "state": lambda site, number: _change(_some(site, number), "tags:", "state: tas\ntags:"),
    "picture": lambda site, number: _change(
        _some(site, number), "---\n\n", f"---\n\n![River {number}](/images/2026/river.jpg)\n\n"
    ),
    "another picture": lambda site, number: site.picture("2026/river.jpg", (500 + number, 400)),
    "withdrawn": lambda site, number: _change(_some(site, number), "tags:", "status: withdrawn\ntags:"),
    "new": lambda site, number: site.story(f"world/2026/new-{number}", title=f"New {number}"),
    "many": _many,
    "gone": lambda site, number: _some(site, number).unlink(),
    "moved": _move,
    "page": lambda site, number: site.write(
        f"pages/page-{number % 3}.md", f"---\ntitle: P\nsummary: S\n---\n\n{number}\n"
    ),
    "name": lambda site, number: _change(site.content / "authors/robin-vale.md", "name: ", f"name: R{number} "),
    "new author": lambda site, number: site.write(f"authors/a-{number}.md", f"---\nname: A {number}\nbio: B\n---\n"),
    "comment": lambda site, number: site.write(
        f"comments/world/2026/first-light/{number}.md", f"---\nname: N\ndate: 2026-05-05\n---\n\nComment {number}\n"
    ),
    "sections": lambda site, number: _change(site.content / "data/sections.toml", 'name = "', f'name = "{number}'),
    "lead": lambda site, number: site.write("data/front.toml", 'lead = "opinion/2026/third-word"\n'),
    "setting": lambda site, number: site.setting(f'SITENAME = "QN {number}"'),
    "address": lambda site, number: site.setting(f'SITEURL = "https://{number}.example"'),
    "template": lambda site, number: _change(
        site.root / "theme/templates/page.html", "{% endblock %}", f"<!-- {number} -->{{% endblock %}}"
    ),
    "style": lambda site, number: (site.root / "theme/styles/base.css").write_text(f"p {{ margin: {number}px }}"),
    "plugin": lambda site, number: site.setting('PLUGINS = [name for name in PLUGINS if name != "newsroom.topics"]'),
    "output": lambda site, number: shutil.rmtree(site.output / "world", ignore_errors=True),
    "cache": lambda site, number: shutil.rmtree(site.root / ".cache", ignore_errors=True),
}


@given(edits=st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(1, 40)), min_size=2, max_size=7))
@settings(deadline=None, max_examples=12)
def test_a_build_after_edits_leaves_what_a_clean_build_leaves(edits: list[tuple[str, int]]) -> None:
    """Whatever was edited, renamed or deleted, in whatever order, and whether or not every build was good."""
    with TemporaryDirectory() as folder:
        site = Project(Path(folder))
        assert said(site.build()) == []
        for name, number in edits:
            EDITS[name](site, number)
            last = site.build()
        site.setting('NEWSROOM_CACHE = ".another-cache"')
        clean = site.build(output=site.root / "clean")
        assert said(last) == said(clean)
        if clean.ok:
            assert site.tree() == tree(site.root / "clean")


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_does_something_by_itself(site: Project, name: str) -> None:
    """Were an edit to miss its place, the law above would be tested on nothing."""
    for number in range(len(_stories(site))):
        EDITS["picture"](site, number)
    assert said(site.build()) == []
    before = site.tree()
    EDITS[name](site, 7)
    assert site.build().ok
    assert (site.tree() == before) is (name in ("output", "cache"))


# --------------------------------------------------------------------------------------------------- how few change


def test_an_edited_body_changes_the_story_and_the_feeds_that_carry_it(site: Project) -> None:
    assert site.build().ok
    before = site.tree()
    _change(site.content / "articles/world/2026/first-light.md", "first paragraph", "first sentence")
    site.build()
    assert {path for path, body in site.tree().items() if before.get(path) != body} == {
        "world/2026/05/first-light/index.html", "feed.atom", "world/feed.atom", "author/robin-vale/feed.atom",
        "topic/law-reform/feed.atom",
    }  # fmt: skip


# --------------------------------------------------------------------------------------------------------- the clock


def test_nothing_differs_when_only_the_moment_differs(site: Project) -> None:
    """No page says when it was built, how old a story is, or which year it is."""
    assert site.build(now="2026-11-23T09:00:00+10:00").ok
    before = site.tree()
    assert site.build(now="2031-02-03T04:05:06-07:00").ok
    assert site.tree() == before


def _at(site: Project, moment: datetime) -> str:
    """Write a story that is due at a moment; return its file in the output."""
    local = moment.astimezone(UTC)
    text = "---\ntitle: Due\nsummary: S\ndate: {0:%Y-%m-%d %H:%M:%S} Z\n---\n\nWords.\n"
    site.story("world/2026/due", text.format(local))
    return f"world/{local:%Y/%m}/due/index.html"


def test_now_comes_first_then_the_epoch_then_the_clock(site: Project) -> None:
    """Each is given one second before and at the moment a story is due; what comes after it says the opposite."""
    due = datetime(2026, 11, 23, 9, tzinfo=UTC)
    path = _at(site, due)
    late, early = str(int(due.timestamp())), str(int(due.timestamp()) - 1)
    for moment, epoch, shown in (
        ("2026-11-23T19:00:00+10:00", early, True),
        ("2026-11-23T18:59:59+10:00", late, False),
    ):
        assert (path in command(site.root, "--now", moment, SOURCE_DATE_EPOCH=epoch)) is shown
    assert path in command(site.root, SOURCE_DATE_EPOCH=late)
    assert path not in command(site.root, SOURCE_DATE_EPOCH=early)


@pytest.mark.parametrize(("minutes", "shown"), [(-60, True), (60, False)])
def test_without_either_the_wall_clock_decides(site: Project, minutes: int, shown: bool) -> None:
    path = _at(site, datetime.fromtimestamp(int(time.time()), UTC) + timedelta(minutes=minutes))
    assert (path in command(site.root)) is shown
