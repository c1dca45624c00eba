"""A takedown when everything else is wrong: it is never stopped, leaves no byte of the story, and says what is true."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from newsroom.commands import pauses
from newsroom.commands.publish.publish import publish
from newsroom.commands.publish.releases import releases, rollback
from newsroom.commands.takedown import story_removal
from newsroom.commands.takedown import takedown as taking
from newsroom.commands.takedown.takedown import take_down
from newsroom.publishing import repository, story_traces
from newsroom.publishing.targets.folder import target as directory
from newsroom.publishing.targets.folder.target import FolderTarget
from tests.building import Project, made_once
from tests.commands.repositories import URL, committed, pushed
from tests.commands.test_check import HELPLINE
from tests.commands.test_takedown import ID, SENTENCE, STORY, TRACES, at, found_traces, names, show_picture
from tests.publishing import faults

pytestmark = pytest.mark.usefixtures("site_url")

#: Pages of other stories, which readers keep.
_OTHERS = (
    "world/2026/05/first-light/index.html",
    "national/2026/05/second-wind/index.html",
    "opinion/2026/05/third-word/index.html",
    "index.html",
    "feed.atom",
)
#: Words of what is in the project and not live: nothing of it may come with a takedown.
_FRESH = "An unfinished thought about the harbour"


def git(site: Project, *arguments: str) -> str:
    return repository.git(site.root, *arguments)


def commit(site: Project) -> None:
    git(site, "add", "-A")
    git(site, "commit", "-q", "-m", "More")
    git(site, "push", "-q")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A magazine in git with a remote, and three releases: before the story, with it, and with a change elsewhere."""
    return Project.at(made_once(tmp_path_factory, "night", _publish_three) / "site")


def _publish_three(folder: Path) -> None:
    site = Project(folder / "site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITEURL", URL)
        show_picture(site, "national/2026/second-wind", "/images/2026/river.jpg")
        pushed(committed(site))
        assert publish(site.root, now=at(9)) == 0
        lantern = site.content / "images/2026/lantern.jpg"
        Image.effect_noise((900, 600), 80).convert("RGB").save(lantern)
        site.story(ID, STORY.format(sentence=SENTENCE))
        commit(site)
        assert publish(site.root, now=at(10)) == 0
        site.story("opinion/2026/third-word", title="The third word, again")
        commit(site)
        assert publish(site.root, now=at(11)) == 0
        git(site, "push", "-q")
    assert len(names(site)) == 3


@pytest.fixture
def live(published: Project, tmp_path: Path) -> Iterator[Project]:
    """The same in a folder of one's own, with a story that is finished in the project and not published."""
    own = published.copy(tmp_path / "site", links=True)
    shutil.copytree(published.root.parent / "site.git", tmp_path / "site.git")
    own.story("opinion/2026/harbour", title=_FRESH)
    commit(own)
    yield own
    shutil.rmtree(tmp_path, ignore_errors=True)


def taken_down(site: Project, capsys: pytest.CaptureFixture[str], story: str = ID) -> tuple[int, str]:
    capsys.readouterr()
    code = take_down(site.root, story, now=at(12), vanish=True)
    output = capsys.readouterr()
    return code, output.out + output.err


def assert_gone(site: Project, said: str) -> None:
    """Look at the target: not a byte of the story is there, and all else is; and what was said agrees."""
    assert found_traces(site, *TRACES) == set(), said
    current = site.root / "public/current"
    assert [path for path in _OTHERS if not (current / path).is_file()] == []
    assert "readers no longer get the story from " in said
    assert "READERS MAY" not in said
    assert "out of reach: the page in Google's results" in said
    target = FolderTarget("public", site.root / "public", "me")
    assert all(target.drift(receipt) == [] for receipt in target.receipts())


def stray(site: Project) -> None:
    (site.root / "notes.txt").write_text("Call Kim.\n")


def dirty(site: Project) -> None:
    site.story("opinion/2026/third-word", title="Half a")


def broken(site: Project) -> None:
    site.write("articles/world/2026/first-light.md", "---\ntitle: [\n---\n\nHalf.\n")
    commit(site)


def make_page_heavy(site: Project) -> None:
    words = "".join(f"\n\n{number} {number * 7919 % 104729} words and words." for number in range(12_000))
    site.write("articles/world/2026/heavy.md", f"---\ntitle: Heavy\nsummary: Much.\ndate: 2026-05-04\n---\n{words}\n")
    commit(site)


def secret(site: Project) -> None:
    key = "AKIA" + "Z7QF2LXKVJ5WNPRS"
    site.write("pages/about.md", f"---\ntitle: About\nsummary: Who we are.\n---\n\nA magazine. {key}\n")
    commit(site)


def detached(site: Project) -> None:
    git(site, "checkout", "-q", "--detach")


def linked(site: Project) -> None:
    """Another story links to it, and stands in the live release with that link."""
    path = site.content / "articles/opinion/2026/harbour.md"
    link = "[what stands behind the lanterns of the bay](/world/2026/05/the-lantern-maker/)"
    path.write_text(path.read_text("utf-8") + f"\nWe told {link} before.\n", "utf-8")
    commit(site)
    assert publish(site.root, now=at(11)) == 0
    git(site, "push", "-q")
    stray(site)


def settings(site: Project) -> None:
    (site.root / "pelicanconf.py").write_text("PATH = (\n")


def locked(site: Project) -> None:
    (site.root / ".git/index.lock").touch()


def pushed_by_another(site: Project) -> None:
    """Somebody else has pushed meanwhile, so that our push is refused."""
    other = site.root.parent / "other"
    subprocess.run(["git", "clone", "-q", "-b", "main", str(site.root.parent / "site.git"), str(other)], check=True)
    (other / "README").write_text("Hello\n")
    repository.git(other, "add", "-A")
    repository.git(other, "-c", "user.name=K", "-c", "user.email=k@qn.example", "commit", "-q", "-m", "Hello")
    repository.git(other, "push", "-q")


def merging(site: Project) -> None:
    git(site, "checkout", "-q", "-b", "side")
    dirty(site)
    git(site, "commit", "-q", "-am", "Side")
    git(site, "checkout", "-q", "main")
    site.story("opinion/2026/third-word", title="The other half")
    git(site, "commit", "-q", "-am", "Main")
    repository.git(site.root, "merge", "-q", "side", check=False)


def no_git(site: Project) -> None:
    shutil.rmtree(site.root / ".git")
    broken_file = site.content / "articles/world/2026/first-light.md"
    broken_file.write_text("---\ntitle: [\n---\n")


def other_commit(site: Project) -> None:
    """Git does not have the commit that the live release was made of."""
    shutil.rmtree(site.root / ".git")
    git(site, "init", "-q", "-b", "main")
    stray(site)


def written_by_hand(site: Project) -> None:
    """Its head can be changed by a person only."""
    path = site.content / f"articles/{ID}.md"
    path.write_text("---\n{title: The lantern maker of Wynnum, date: 2026-05-06 09:30, summary: S}\n---\n\nT.\n")


def unreadable(site: Project) -> None:
    (site.content / f"articles/{ID}.md").write_text("---\ntitle: [\n---\n\nShe hung\n")


#: Faults by name, each with whether publishing has to be paused, since others would bring the story back.
_FAULTS: dict[str, tuple[Callable[[Project], None], bool]] = {
    "a stray file": (stray, False),
    "an edit that is not committed": (dirty, False),
    "another story is broken": (broken, False),
    "a heavy page": (make_page_heavy, False),
    "a secret elsewhere": (secret, False),
    "no branch": (detached, True),
    "another story links to it": (linked, False),
    "the settings are broken": (settings, False),
    "git is locked": (locked, True),
    "a push is refused": (pushed_by_another, True),
    "a merge is not finished": (merging, True),
    "no git": (no_git, False),
    "another repository": (other_commit, False),
    "a head that a person has to change": (written_by_hand, True),
    "a head that nobody can read": (unreadable, True),
}


#: Where there is no commit to build from.
_WITHOUT_A_BUILD = ("no git", "another repository")
#: Each takes two builds: the others are asked with the tests that need more programs.
_OFTEN = ("a stray file", "no git")


@pytest.mark.parametrize(
    "fault", [pytest.param(one, marks=[] if one in _OFTEN else [pytest.mark.audit]) for one in _FAULTS]
)
def test_nothing_that_is_wrong_elsewhere_stops_a_takedown(
    fault: str, live: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    breaking, pausing = _FAULTS[fault]
    breaking(live)
    code, said = taken_down(live, capsys)
    assert_gone(live, said)
    assert code == 3, said
    assert "left to do: " in said
    way = "with the story cut out" if fault in _WITHOUT_A_BUILD else "built again from its commit"
    assert f"what was live, {way}" in said
    # A story that was not live has not appeared.
    current = live.root / "public/current"
    if fault != "another story links to it":
        assert not (current / "opinion/2026/05/harbour").exists()
    paused = FolderTarget("public", live.root / "public", "me").paused()
    assert (paused is not None) is pausing, said
    if paused:
        assert "is paused until that is done; run: invoke resume" in said
        assert "lantern" not in str(paused)
        # A paused target takes no publish: the lines stand in the order in which their commands work.
        commands = [
            line.rpartition(" invoke ")[2].split()[0] for line in said.splitlines() if line.startswith("left to do: ")
        ]
        assert "resume" in commands
        assert "publish" not in commands[: commands.index("resume")]
    # The state of the live site comes before the lists of removed copies and of those out of reach.
    receipt = said[said.index("readers no longer get") :]
    assert receipt.index("readers no longer get") < receipt.index("removed: ") < receipt.index("out of reach: ")
    # Again: nothing is left, and it says so.
    code, said = taken_down(live, capsys)
    assert_gone(live, said)
    assert code in (0, 3)


def test_a_takedown_rebuilds_the_live_commit_and_changes_no_other_story(
    live: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """No story changes but those that named it, and the moment of what is live stays, so that what is due is due."""
    target = FolderTarget("public", live.root / "public", "me")
    before = target.receipts()[-1]
    stray(live)
    assert taken_down(live, capsys)[0] == 3
    after = target.receipts()[-1]
    assert after.release == target.current()
    assert (after.moment, after.commit, after.before) == (before.moment, before.commit, before.release)
    assert after.files["robots.txt"] == before.files["robots.txt"]
    changed = {
        path for path in after.files if path.endswith("05/index.html") and after.files[path] != before.files.get(path)
    }
    assert after.files.keys() <= before.files.keys() | {path for path in after.files if path.startswith("pagefind/")}
    assert changed <= {"archive/2026/05/index.html"}
    # When the stray file is gone, the next publish brings what waited, and never the story.
    (live.root / "notes.txt").unlink()
    assert publish(live.root, now=at(13)) == 0
    assert (live.root / "public/current/opinion/2026/05/harbour/index.html").is_file()
    assert found_traces(live, *TRACES) == set()


@pytest.mark.audit
def test_a_helpline_that_nobody_checked_for_years_stops_no_takedown(
    live: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """The present project is published, as on any other day."""
    live.write("data/helplines.toml", HELPLINE.format("2020-01-01"))
    commit(live)
    capsys.readouterr()
    # It is one of few stories here, and a topic goes with it.
    code = take_down(live.root, ID, now=at(12), vanish=True)
    said = "".join(capsys.readouterr())
    assert code == 0, said
    assert_gone(live, said)
    assert "the present project, without the story" in said
    assert "1 warning is about age, and stops nothing" in said
    assert "left to do" not in said
    assert (live.root / "public/current/opinion/2026/05/harbour").exists()


@pytest.mark.audit
def test_a_second_takedown_brings_the_first_not_back(live: Project, capsys: pytest.CaptureFixture[str]) -> None:
    stray(live)
    assert taken_down(live, capsys)[0] == 3
    shutil.rmtree(live.root / ".git")
    live.story("world/2026/broken", "---\ntitle: Unfinished\n---\n")
    assert taken_down(live, capsys, "opinion/2026/third-word")[0] == 3
    assert found_traces(live, *TRACES, "third-word", "third word") == set()


@pytest.mark.sample(1)
@pytest.mark.parametrize("how", ["paused", "rolled back"])
def test_a_takedown_publishes_nothing_that_somebody_keeps_back(
    how: str, live: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """During a pause, and after a rollback, only the story goes."""
    target = FolderTarget("public", live.root / "public", "me")
    if how == "paused":
        assert pauses.pause(live.root, reason="The harbour story names somebody.") == 0
    else:
        assert publish(live.root, now=at(12)) == 0
        assert rollback(live.root) == 0
        assert not (live.root / "public/current/opinion/2026/05/harbour").exists()
    code, said = taken_down(live, capsys)
    assert code == (0 if how == "paused" else 3), said
    assert_gone(live, said)
    assert not (live.root / "public/current/opinion/2026/05/harbour").exists()
    assert (target.paused() is not None) is (how == "paused")
    assert ("stays paused by " in said) is (how == "paused")


def test_remaining_copies_are_reported_first_and_the_other_targets_are_purged(
    live: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (live.root / "publish.toml").write_text(
        'default = "web"\n[target.web]\nkind = "directory"\ndir = "public"\n\n'
        '[target.bad]\nkind = "directory"\ndir = "bad"\n\n[target.wrong]\nkind = "shh"\n'
    )
    shutil.copytree(live.root / "public", live.root / "bad", symlinks=True)
    shutil.rmtree(live.root / "bad/releases")
    (live.root / "bad/releases").write_text("")
    code, said = taken_down(live, capsys)
    assert code == 1
    assert found_traces(live, *TRACES) == set()
    assert f"READERS MAY STILL GET THE STORY from {live.root / 'bad'}: " in said
    assert "READERS MAY STILL GET THE STORY from what publish.toml names and nobody can make out" in said
    assert f"readers no longer get the story from {live.root / 'public'}: " in said
    assert "it is not done" in said
    assert "out of reach: " not in said
    assert "removed: .cache/" not in said
    assert (live.root / ".cache").is_dir()


@pytest.mark.audit
def test_its_address_says_that_it_is_gone_though_files_are_only_edited(
    live: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    no_git(live)
    code = take_down(live.root, ID, now=at(12))
    output = capsys.readouterr().out
    assert code == 3, output
    current = live.root / "public/current"
    for path in ("world/2026/05/the-lantern-maker/index.html", "world/2026/05/the-lantern-maker/text/index.html"):
        for twin in ("", ".br", ".gz"):
            assert (current / f"{path}{twin}").read_bytes() == (current / f"410.html{twin}").read_bytes()
    for name, line in (
        ("nginx-map.conf", '\n  "/world/2026/05/the-lantern-maker/" "1";\n'),
        ("nginx-map.conf", '\n  "/world/2026/05/the-lantern-maker/text/" "/world/2026/05/the-lantern-maker/text/";\n'),
        ("Caddyfile", '\t"/world/2026/05/the-lantern-maker/" "" gone\n'),
    ):
        assert (live.root / "public/headers/current" / name).read_text("utf-8").count(line) == 1
    assert not found_traces(live, *(trace for trace in TRACES if trace != "the-lantern-maker"))
    assert "; its address answers 410 once the web server was reloaded" in output
    # Once more: nothing changes, and the next publish says the same at that address.
    release = current.resolve()
    assert take_down(live.root, ID, now=at(12)) == 3
    assert current.resolve() == release


#: Damaged receipts, which are all the same to a takedown; tests/publishing/test_model.py has more of it.
_DAMAGES: dict[str, Callable[[Path], object]] = {
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:900]),
    "gone": lambda path: path.unlink(),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "another's": lambda path: path.write_bytes(next(p for p in path.parent.iterdir() if p != path).read_bytes()),
}


@pytest.mark.sample(1)
@pytest.mark.parametrize("damage", _DAMAGES)
@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_damaged_receipt_stops_no_takedown(
    which: int, damage: str, live: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the release before the story came, of the one that brought it, of what readers have: it is looked at."""
    target = FolderTarget("public", live.root / "public", "me")
    release = target.receipts()[which].release
    no_git(live)
    _DAMAGES[damage](live.root / f"public/receipts/{release}.json")
    code, said = taken_down(live, capsys)
    assert code == 3, said
    assert found_traces(live, *TRACES) == set(), said
    assert [path for path in _OTHERS if not (live.root / "public/current" / path).is_file()] == []
    assert f"the receipt of {release} at {live.root / 'public'} could not be read, so nobody knows who" in said
    assert "READERS MAY" not in said
    assert "its files were looked at instead: it is removed" in said
    assert target.current() == target.receipts()[-1].release
    assert release not in names(live)
    # Nothing is in the way of what comes next.
    assert {path.name for path in (live.root / "public/receipts").iterdir()} == {f"{name}.json" for name in names(live)}


def test_an_unreadable_release_is_removed_whole(
    live: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    release = FolderTarget("public", live.root / "public", "me").receipts()[0].release
    no_git(live)
    (live.root / f"public/receipts/{release}.json").write_text("{}")
    place = live.root / f"public/releases/{release}"
    shutil.rmtree(place)
    place.mkdir()
    code, said = taken_down(live, capsys)
    assert code == 3, said
    assert f"the receipt of {release} at " in said
    assert "and nobody could look into it (no file of it is there): it is removed" in said
    assert not place.exists()


@pytest.mark.audit
def test_a_damaged_receipt_stops_no_rollback(live: Project, capsys: pytest.CaptureFixture[str]) -> None:
    target = FolderTarget("public", live.root / "public", "me")
    first, second, third = (receipt.release for receipt in target.receipts())
    receipts = live.root / "public/receipts"
    (receipts / f"{first}.json").write_text("{}")
    assert rollback(live.root) == 0
    assert target.current() == second
    assert rollback(live.root, release=third) == 0
    (receipts / f"{third}.json").write_text("{}")
    capsys.readouterr()
    assert releases(live.root) == 0
    output = capsys.readouterr()
    assert f"{receipts / first}.json: this is no receipt" in output.err
    assert f"readers have {third}, which has no receipt here" in output.err
    assert rollback(live.root) == 0
    assert target.current() == second
    assert f"{third}, which readers have, has no receipt that can be read, so nobody knows" in capsys.readouterr().out
    # There is none before it that can be told: nothing changes.
    assert rollback(live.root) == 1
    assert rollback(live.root, release=first) == 1
    assert target.current() == second
    assert publish(live.root, now=at(13)) == 1
    assert "move it and its release away" in capsys.readouterr().err


#: Where it is killed, and the function that is called first: from there on what is removed is a release.
_STEPS: dict[str, tuple[object, str, tuple[object, str] | None]] = {
    "before it is withdrawn": (taking.withdrawal, "set_withdrawn", None),
    "before it is committed": (taking.withdrawal, "commit_withdrawal", None),
    "before the build": (story_removal.live_commit, "built", None),
    "after the build": (story_removal.difference, "between", None),
    "before it is put": (FolderTarget, "upload", None),
    "before the switch": (FolderTarget, "activate", None),
    "behind the switch": (story_traces, "holding", None),
    "before a release is removed": (FolderTarget, "remove", None),
    "in the middle of a removal": (directory.shutil, "rmtree", (story_traces, "holding")),
    "before the caches": (taking, "_remove_caches", None),
}


#: Steps at which it matters how the story is taken out of the live site; the others leave the same either way.
_BETWEEN = ("after the build", "before it is put", "before the switch", "behind the switch")
_KILLS = [*((step, "built again") for step in _STEPS), *((step, "files edited") for step in _BETWEEN)]


@pytest.mark.audit
@pytest.mark.parametrize(("step", "way"), _KILLS)
def test_a_takedown_killed_at_night_is_finished_by_the_next(
    step: str, way: str, live: Project, capfd: pytest.CaptureFixture[str]
) -> None:
    (stray if way == "built again" else no_git)(live)
    place, name, after = _STEPS[step]
    capfd.readouterr()
    faults.killed(lambda: take_down(live.root, ID, now=at(12), vanish=True), place, name, after=after)
    said = capfd.readouterr().out
    assert "readers no longer get" not in said
    assert "out of reach" not in said
    code, said = taken_down(live, capfd)
    assert code == 3, said
    assert_gone(live, said)
    assert not (live.root / ".cache").exists()
