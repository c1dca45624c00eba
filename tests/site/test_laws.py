"""The laws of the build: the same input gives the same bytes, and what was there before leaves no trace."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from copy import copy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from newsroom.core import urls
from newsroom.engine.pelican import pelican_class
from tests.building import MAGAZINE_FOLDER, NOW, ROOT, Project, problem_lines, tree
from tests.reuse import give_fonts
from tests.site.edits import EDITS, FAULTY, change, stories
from tests.site.edits_project import QUIET


def command(root: Path, *arguments: str, **environment: str) -> dict[str, bytes]:
    """Build in a process of its own and return the tree."""
    env = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    env |= {"PYTHONPATH": str(ROOT / "plugins"), **environment}
    build = [sys.executable, "-m", "newsroom.commands.build.build", *arguments]
    done = subprocess.run(build, cwd=root, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return tree(root / "output")


# ------------------------------------------------------------------------------------------------ the same again


@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.audit)], ids=["small", "magazine"])
def test_hash_seed_folder_zone_language_and_order_of_files_change_no_byte(
    site: Project, tmp_path: Path, whole: bool
) -> None:
    """A small project and the tests' magazine, in two places that have as little in common as two computers."""
    source = MAGAZINE_FOLDER if whole else site.root
    folders = [tmp_path / "one", tmp_path / "another, with a longer name/ünd spaces"]
    for number, folder in enumerate(folders):
        folder.mkdir(parents=True)
        for name in ("pelicanconf.py", "publishconf.py"):
            shutil.copy(source / name, folder / name)
        files = sorted(path for top in ("content", "theme") for path in (source / top).rglob("*") if path.is_file())
        for file in files if number else reversed(files):
            target = folder / file.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        if not whole:
            give_fonts(folder)
    first = command(folders[0], "--now", NOW, PYTHONHASHSEED="0", TZ="Pacific/Honolulu", LC_ALL="C")
    second = command(folders[1], "--now", NOW, PYTHONHASHSEED="4242", TZ="Australia/Sydney", LC_ALL="C.UTF-8")
    assert len(first) > (200 if whole else 50)
    assert [path for path in first.keys() | second.keys() if first.get(path) != second.get(path)] == []


def test_a_second_build_touches_nothing(site: Project) -> None:
    assert problem_lines(site.build()) == []
    times = {path: (site.output / path).stat().st_mtime_ns for path in site.tree()}
    again = site.build()
    assert (again.written, again.removed, again.unchanged) == (0, 0, len(times))
    assert {path: (site.output / path).stat().st_mtime_ns for path in site.tree()} == times


@pytest.mark.parametrize("by_a_child", [False, True])
def test_every_file_that_somebody_changed_in_the_output_is_made_again(
    site: Project, monkeypatch: pytest.MonkeyPatch, by_a_child: bool
) -> None:
    """With its size and its time as they were, or without; the page for lost addresses says whose the folder is."""
    monkeypatch.setattr(pelican_class, "_MANY_FILES", 0 if by_a_child else 10_000)
    assert problem_lines(site.build()) == []
    before = site.tree()
    for number, path in enumerate(sorted(before.keys() - {"404.html"})):
        file = site.output / path
        status = file.stat()
        file.write_bytes(before[path][::-1] if number % 2 else b"somebody else's")
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert problem_lines(site.build()) == []
    after = site.tree()
    assert [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)] == []


# -------------------------------------------------------------------------------------- incremental equals clean

#: Moments of builds: stories come due and expire between them, and a clock may be set back.
MOMENTS = [NOW, "2026-11-10T00:00:00+10:00", "2026-12-24T09:00:00+10:00", "2027-01-20T09:00:00+10:00"]
#: An edit, a number that tells it where, the moment of the build after it, and whether to look at what that left.
_STEPS = st.tuples(st.sampled_from(sorted(EDITS)), st.integers(1, 40), st.sampled_from(MOMENTS), st.booleans())
#: A few dozen steps in an ordinary run; with --hypothesis-profile=long, a thousand, so that every kind has its turn.
_FEWEST, _MOST, _TIMES = (10, 40, 60) if settings.get_current_profile_name() == "long" else (2, 8, 3)


@given(steps=st.lists(_STEPS, min_size=_FEWEST, max_size=_MOST, unique_by=lambda step: step[:2]))
@settings(deadline=None, max_examples=_TIMES)
def test_a_build_after_edits_leaves_what_a_clean_build_leaves(steps: list[tuple[str, int, str, bool]]) -> None:
    """After any edits, renames and deletions, in any order, and whether or not every build was good."""
    with TemporaryDirectory() as folder:
        site = Project(Path(folder) / "site")
        assert problem_lines(site.build()) == []
        for turn, (name, number, moment, looked_at) in enumerate(steps, 1):
            event(name)
            EDITS[name](site, number)
            last = site.build(now=moment)
            if looked_at or turn == len(steps):
                clean = _clean(site, Path(folder) / f"clean-{turn}")
                outcome = clean.build(now=moment)
                assert problem_lines(last) == problem_lines(outcome)
                assert not outcome.ok or site.tree() == clean.tree()


def _clean(site: Project, root: Path) -> Project:
    """Return the same project as somebody has it who has just got its sources."""
    twin = copy(site)
    twin.root, twin.content, twin.output = root, root / "content", root / "output"
    made = shutil.ignore_patterns("output", ".output*", ".cache", ".old*", "elsewhere")
    shutil.copytree(site.root, root, ignore=made)
    return twin


@pytest.mark.sample(1)
@pytest.mark.parametrize("seed", range(2))
def test_a_build_that_is_killed_is_finished_or_begun_again_by_the_next(site: Project, seed: int) -> None:
    """At moments that nobody chose, and with an edit after each: what is left is what a clean build leaves."""
    chance = random.Random(seed)  # noqa: S311  any moment will do
    command = [sys.executable, "-m", "newsroom.commands.build.build", "--now", NOW]
    env = os.environ | {"PYTHONPATH": str(ROOT / "plugins")}
    EDITS["many"](site, seed)
    assert problem_lines(site.build()) == []
    for number, name in enumerate(chance.sample(sorted(set(EDITS) - {"plugin"}), 4)):
        EDITS[name](site, number + 1)
        with subprocess.Popen(
            command, cwd=site.root, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as run:
            with suppress(subprocess.TimeoutExpired):
                run.wait(timeout=chance.uniform(0.3, 1.2))
            run.kill()
    last, clean = site.build(), site.build(output=site.root / "clean")
    assert problem_lines(last) == problem_lines(clean)
    if clean.ok:
        assert site.tree() == tree(site.root / "clean")


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project in which every edit finds something to change, built."""
    site = Project(tmp_path_factory.mktemp("rich") / "site")
    for number in range(len(stories(site))):
        EDITS["picture"](site, number)
    EDITS["state"](site, 0)
    EDITS["comment"](site, 0)
    for care, number in (("content note", 2), ("way out", 0), ("sensitive", 0)):
        EDITS[care](site, number)
    assert problem_lines(site.build()) == []
    return site


@pytest.mark.sample(10)
@pytest.mark.parametrize("name", EDITS)
def test_every_edit_does_something_by_itself(rich: Project, tmp_path: Path, name: str) -> None:
    """Were an edit to miss its place, the law above would be tested on nothing."""
    site = rich.copy(tmp_path / "site")
    EDITS[name](site, 7)
    assert site.build().ok is (name not in FAULTY)
    assert (site.tree() == rich.tree()) is (name in QUIET or name in {*FAULTY, "somebody in the output"})


# --------------------------------------------------------------------------------------------------- how few change


def test_an_edited_body_changes_the_story_and_the_feeds_that_carry_it(site: Project) -> None:
    assert site.build().ok
    before = site.tree()
    change(site.content / "articles/world/2026/first-light.md", "first paragraph", "first sentence")
    site.build()
    story, lists = "world/2026/05/first-light/", ("", "world/", "author/robin-vale/", "topic/law-reform/")
    feeds = {f"{place}feed.{form}" for place in lists for form in urls.FEEDS}
    changed = {path for path, body in site.tree().items() if before.get(path) != body}
    assert changed == {f"{story}index.html", f"{story}text/index.html", *feeds}


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


@pytest.mark.audit
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


@pytest.mark.sample(1)
@pytest.mark.parametrize(("minutes", "shown"), [(-60, True), (60, False)])
def test_without_either_the_wall_clock_decides(site: Project, minutes: int, shown: bool) -> None:
    path = _at(site, datetime.fromtimestamp(int(time.time()), UTC) + timedelta(minutes=minutes))
    assert (path in command(site.root)) is shown
