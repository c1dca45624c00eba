"""A release after any edits and kills is, byte for byte, what a publish from an empty cache makes."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from filelock import FileLock

from newsroom.commands.exit_codes import ExitCode
from newsroom.commands.publish import release_site
from newsroom.commands.publish.publish import publish
from newsroom.commands.takedown.takedown import take_down
from newsroom.engine.cache.store import BLOBS, DATABASE
from newsroom.engine.write.staging import Stage
from newsroom.features.search import pagefind_index
from newsroom.publishing.model import Receipt
from newsroom.publishing.targets.folder.target import FolderTarget
from tests.building import Project, tree, without_index
from tests.features.search.indexed import answers, index_files
from tests.publishing.sites import current
from tests.site.canaries import SENTENCE, forget, hide, let_out
from tests.site.edits import EDITS

pytestmark = pytest.mark.usefixtures("site_url")

#: Edits of the project; the others are of output/ or connect plugins of others.
_EDITS = sorted(set(EDITS) - {"plugin", "somebody in the output"})
#: Files and folders that builds and publishes make.
_MADE = shutil.ignore_patterns("output", ".output*", ".cache", ".old*", "elsewhere", "public", ".publish.*")
_SITE = release_site.PLACE / "site"


@pytest.fixture
def shown(site: Project) -> Project:
    """A project without a search index, which comes out differently each time."""
    with (site.root / "publishconf.py").open("a", encoding="utf-8") as target:
        target.write("\nNEWSROOM_SEARCH = False\nPICTURES_AVIF = False\n")
    return site


def at(hour: int) -> str:
    return f"2026-11-{23 + hour // 24:02d}T{hour % 24:02d}:00:00+10:00"


def _live(project: Project) -> Receipt | None:
    public = project.root / "public"
    receipts = FolderTarget("public", public, "a test").receipts() if (public / "releases").is_dir() else []
    return next((receipt for receipt in receipts if receipt.release == current(public)), None)


def _published(project: Project, hour: int) -> int:
    return publish(project.root, now=at(hour), allow_removals=True, allow_dirty=True)


def _same_as_from_nothing(project: Project, folder: Path, hour: int) -> None:
    """Publish, and somebody else with the same sources and no cache: both end alike, and readers get the same."""
    shutil.copytree(project.root, folder, ignore=_MADE)
    other = Project.at(folder)
    ended, ended_there = _published(project, hour), _published(other, hour)
    assert ended == ended_there
    if ended:
        return
    live, there = _live(project), _live(other)
    assert live is not None
    assert there is not None
    assert dict(live.files) == dict(there.files)
    assert live.pages == there.pages
    assert live.release.partition("-")[2] == there.release.partition("-")[2]
    target = FolderTarget("public", project.root / "public", "a test")
    assert [fault for receipt in target.receipts() for fault in target.verify(receipt)] == []
    told, told_there = (tree(one.root / "public/headers/current") for one in (project, other))
    of_folders = {"nginx-server.conf", "Caddyfile"}
    assert {name: told[name] for name in told.keys() - of_folders} == {
        name: told_there[name] for name in told_there.keys() - of_folders
    }


def _tamper(project: Project, chance: random.Random) -> None:
    """Do to the built site what nobody should: change a file and take another away, or take all away."""
    site = project.root / _SITE
    files = sorted(path for path in site.rglob("*") if path.is_file())
    if not files or chance.random() < 0.2:
        shutil.rmtree(site, ignore_errors=True)
        return
    one, other = chance.sample(files, 2)
    one.write_bytes(b"x" * one.stat().st_size)
    other.unlink()


@pytest.mark.sample(1)
@pytest.mark.parametrize("seed", range(8))
def test_after_edits_a_release_is_what_a_publish_from_an_empty_cache_makes(
    shown: Project, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  any order will do
    assert _published(shown, 0) == 0
    for turn in range(1, 3 if seed < 2 else 6):
        ledger = shown.content / "data/addresses.txt"
        known = ledger.read_bytes()
        for name in chance.sample(_EDITS, 2):
            EDITS[name](shown, turn + seed)
        if not ledger.exists():
            # An edit that brings the content of another day back leaves it out; a publish would refuse that.
            ledger.write_bytes(known)
        if turn == 2:
            _tamper(shown, chance)
        _same_as_from_nothing(shown, tmp_path / f"clean-{turn}", turn)


@pytest.mark.audit
@pytest.mark.parametrize("seed", range(4))
def test_after_kills_at_any_moment_too(shown: Project, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  any moment will do
    assert _published(shown, 0) == 0
    for turn in range(1, 6):
        ledger = shown.content / "data/addresses.txt"
        known = ledger.read_bytes()
        EDITS[chance.choice(_EDITS)](shown, turn + seed)
        if not ledger.exists():
            ledger.write_bytes(known)
        program = (
            "import pathlib\nfrom newsroom.commands.publish.publish import publish\n"
            f"publish(pathlib.Path({str(shown.root)!r}), now={at(turn)!r}, allow_removals=True, allow_dirty=True)\n"
        )
        with subprocess.Popen(
            [sys.executable, "-c", program], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as run:
            with suppress(subprocess.TimeoutExpired):
                run.wait(timeout=chance.uniform(0.5, 4))
            run.kill()
    _same_as_from_nothing(shown, tmp_path / "clean", 6)


@pytest.mark.audit
@pytest.mark.parametrize("seed", range(6))
def test_a_search_index_after_edits_answers_as_one_from_an_empty_cache(
    site: Project, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its files differ from run to run; all others are the same, as without one."""
    edits: list[object] = []
    edited = pagefind_index.edited
    monkeypatch.setattr(pagefind_index, "_MOST", 1)
    monkeypatch.setattr(pagefind_index, "edited", lambda *given: edits.append(made := edited(*given)) or made)
    with (site.root / "publishconf.py").open("a", encoding="utf-8") as target:
        target.write("\nPICTURES_AVIF = False\n")
    chance = random.Random(seed)  # noqa: S311  any order will do
    assert _published(site, 0) == 0
    for turn in range(1, 5):
        ledger = site.content / "data/addresses.txt"
        known = ledger.read_bytes()
        # After other edits, nothing may be published any more.
        for name in ["words"] if turn == 1 else [chance.choice(_EDITS), chance.choice(["words", "title"])]:
            EDITS[name](site, turn + seed)
        if not ledger.exists():
            ledger.write_bytes(known)
        if turn == 3:
            _tamper(site, chance)
        other = Project.at(Path(shutil.copytree(site.root, tmp_path / f"clean-{turn}", ignore=_MADE)))
        ended = _published(site, turn)
        assert ended == _published(other, turn)
        if ended == 0:
            one, there = (project.root / "public/current" for project in (site, other))
            assert without_index(tree(one)) == without_index(tree(there))
            assert answers(index_files(one)) == answers(index_files(there))
    assert edits


def _edited(project: Project, words: str, name: str = "world/2026/first-light") -> None:
    story = project.content / f"articles/{name}.md"
    story.write_text(f"{story.read_text('utf-8')}\n{words}\n", "utf-8")


@pytest.mark.sample(2)
@pytest.mark.parametrize("parts", [(DATABASE,), (_SITE.name,), (DATABASE, _SITE.name), ()])
def test_a_cache_that_is_brought_back_from_earlier_or_elsewhere_makes_no_other_release(
    shown: Project, tmp_path: Path, parts: tuple[str, ...]
) -> None:
    """Of all of it or a part; a backup has the times of files, but neither their numbers nor their change times."""
    assert _published(shown, 0) == 0
    kept = shutil.copytree(shown.root / ".cache", tmp_path / "kept")
    _edited(shown, "Other words.")
    shown.story("world/2026/brand-new")
    assert _published(shown, 1) == 0
    if DATABASE in parts:
        for path in (shown.root / ".cache").glob(f"{DATABASE}*"):
            path.unlink()
        for path in kept.glob(f"{DATABASE}*"):
            shutil.copy2(path, shown.root / ".cache")
    if _SITE.name in parts:
        shutil.rmtree(shown.root / _SITE)
        shutil.copytree(kept / "release/site", shown.root / _SITE)
    if not parts:
        shown = Project.at(shutil.copytree(shown.root, tmp_path / "moved", symlinks=True))
        (shown.root / _SITE / "stray.html").write_text("a page of another day")
        front = shown.root / _SITE / "index.html"
        front.write_bytes(b"x" * front.stat().st_size)
    _edited(shown, "Third words.")
    _same_as_from_nothing(shown, tmp_path / "clean", 2)


def test_a_site_that_goes_while_a_killed_build_waits_to_be_finished_is_built_again(
    shown: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_: Stage) -> None:
        raise KeyboardInterrupt

    assert _published(shown, 0) == 0
    _edited(shown, "Words of a build that was killed.")
    with monkeypatch.context() as patch:
        patch.setattr(Stage, "_carry_out", killed)
        assert _published(shown, 1) == ExitCode.INTERRUPTED
    assert (shown.root / _SITE.parent / ".site.journal").is_file()
    shutil.rmtree(shown.root / _SITE)
    _same_as_from_nothing(shown, tmp_path / "clean", 2)


def test_a_new_secret_is_sought_in_pages_that_did_not_change(
    shown: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _edited(shown, "The password is correct-horse-battery.")
    assert _published(shown, 0) == 0
    _edited(shown, "Other words.", "opinion/2026/third-word")
    monkeypatch.setenv("COMMENTS_TOKEN", "correct-horse-battery")
    assert _published(shown, 1) == 1
    assert "/first-light/index.html holds the value of COMMENTS_TOKEN" in capsys.readouterr().err


def test_after_a_takedown_no_byte_of_the_story_is_left_on_this_machine(shown: Project) -> None:
    _edited(shown, "An unmistakable sentence.")
    assert _published(shown, 0) == 0
    shown.story("world/2026/brand-new")
    assert _published(shown, 1) == 0
    story = "content/articles/world/2026/first-light.md"
    take_down(shown.root, story, now=at(2), allow_dirty=True, allow_removals=True)
    assert [
        path
        for name in (".cache", "output", "public")
        for path in (shown.root / name).rglob("*")
        if path.is_file() and b"unmistakable" in path.read_bytes()
    ] == []
    assert current(shown.root / "public")
    assert not (shown.root / ".cache").exists()


def test_a_new_draft_is_sought_in_pages_that_did_not_change(shown: Project, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        let_out(shown, "x.txt", SENTENCE)
        assert _published(shown, 0) == 0
        hide(shown)
        capsys.readouterr()
        assert _published(shown, 1) == 1
        assert (
            "x.txt: leak-text: it holds what stands in content/articles/world/2026/ferry.md" in capsys.readouterr().err
        )
    finally:
        forget()


def test_from_nothing_makes_all_of_it_again(shown: Project) -> None:
    assert _published(shown, 0) == 0
    front, database = shown.root / _SITE / "index.html", shown.root / ".cache" / DATABASE
    numbers = front.stat().st_ino, database.stat().st_ino
    kept = shown.root / ".cache/publish/web/lock"
    kept.parent.mkdir(parents=True)
    kept.write_text("a target's own")
    live = current(shown.root / "public")
    assert _published(shown, 1) == 0
    assert (front.stat().st_ino, database.stat().st_ino) == numbers
    # While the old files are open, no new one gets their numbers.
    with front.open("rb"), database.open("rb"):
        assert publish(shown.root, now=at(2), allow_dirty=True, from_nothing=True) == 0
    assert front.stat().st_ino != numbers[0]
    assert kept.is_file()
    assert current(shown.root / "public") == live


def test_where_the_cache_takes_nothing_the_site_is_built_beside_the_releases(shown: Project) -> None:
    (shown.root / release_site.PLACE).parent.mkdir(exist_ok=True)
    (shown.root / release_site.PLACE).write_text("a file in the way")
    assert publish(shown.root, now=at(0), allow_dirty=True) == 0
    assert (shown.root / "public/current/index.html").is_file()
    assert not list((shown.root / "public/releases").glob(".*"))


def test_from_nothing_forgets_a_cache_in_another_place_too(shown: Project) -> None:
    with (shown.root / "publishconf.py").open("a", encoding="utf-8") as target:
        target.write('NEWSROOM_CACHE = "elsewhere"\n')
    assert _published(shown, 0) == 0
    kept = shown.root / "elsewhere" / BLOBS / "of an earlier build"
    kept.parent.mkdir(exist_ok=True)
    kept.touch()
    assert publish(shown.root, now=at(1), allow_dirty=True, from_nothing=True) == 0
    assert not kept.exists()


def test_a_publish_that_waited_in_vain_builds_in_a_folder_of_its_own(
    shown: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another one may send its release for an hour, and a takedown cannot wait for that."""
    monkeypatch.setattr(release_site, "_PATIENCE", 0.1)
    place = shown.root / release_site.PLACE
    place.mkdir(parents=True)
    with FileLock(place / release_site.LOCK):
        assert _published(shown, 0) == 0
    assert "it has not ended; the site is built in a folder of its own, from nothing" in capsys.readouterr().err
    assert (shown.root / "public/current/index.html").is_file()
    assert not list((shown.root / "public/releases").glob(".*"))
    assert not (shown.root / _SITE).exists()


def test_a_second_publish_of_the_project_waits_for_the_first(
    shown: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """To another target: both would build in one folder."""
    target = FolderTarget("public", tmp_path / "public", "a test")
    program = (
        "import pathlib\nfrom newsroom.commands.publish.publish import publish\n"
        f"raise SystemExit(publish(pathlib.Path({str(shown.root)!r}), now={at(0)!r}, allow_dirty=True))\n"
    )
    with release_site.release_site(shown.root, target):
        run = subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE, text=True)
        assert run.stderr is not None
        assert "another publish of this project is under way; waiting for it to end" in run.stderr.readline()
        assert not (shown.root / _SITE).exists()
    assert run.wait(timeout=120) == 0
    run.stderr.close()
