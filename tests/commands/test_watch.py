from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import watchfiles

from newsroom.commands.console import OperationError
from newsroom.commands.serve import watch
from newsroom.commands.serve.resident import ProcessOutcome
from newsroom.commands.serve.watch import build_on_changes

#: Seconds until something has to have happened: they bound a hang and nothing else.
_PATIENCE = 180.0


class Builds:
    """A stand-in for the build itself: what each build saw, and how often its builder was ended."""

    def __init__(self, root: Path) -> None:
        self.root, self.ended = root, 0
        #: A build waits for it.
        self.go_on = threading.Event()
        self.go_on.set()
        self.begun = threading.Event()

    def build(self) -> ProcessOutcome:
        self.begun.set()
        assert self.go_on.wait(_PATIENCE)
        there = sorted(path.name for path in (self.root / "content").iterdir())
        return ProcessOutcome(ok=True, said=f"{(self.root / 'pelicanconf.py').read_text()} {there}")


@pytest.fixture
def builds(project: Path, monkeypatch: pytest.MonkeyPatch) -> Builds:
    made = Builds(project)

    class Builder:
        def __init__(self, root: Path, output: Path, search: bool) -> None:
            pass

        def build(self) -> ProcessOutcome:
            return made.build()

        def end(self) -> None:
            made.ended += 1

    monkeypatch.setattr(watch, "Builder", Builder)
    return made


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """All paths that watchers were told of, with whether they count."""
    made = Heard()
    ask = watch._Filter.__call__

    def asked(self: watch._Filter, change: watchfiles.Change, path: str) -> bool:
        counts = ask(self, change, path)
        made.add(path, counts=counts)
        return counts

    monkeypatch.setattr(watch._Filter, "__call__", asked)
    return made


class Heard:
    """Paths in the order in which watchers were told of them."""

    def __init__(self) -> None:
        self.told: list[tuple[str, bool]] = []
        self._changed = threading.Condition()

    def add(self, path: str, *, counts: bool) -> None:
        with self._changed:
            self.told.append((Path(path).name, counts))
            self._changed.notify_all()

    def until(self, *names: str) -> list[tuple[str, bool]]:
        """Wait until a watcher was told of some names; return all that was told."""
        with self._changed:
            assert self._changed.wait_for(lambda: {*names} <= {name for name, _ in self.told}, _PATIENCE)
            return list(self.told)


class Follower:
    """Follows a project in a thread."""

    def __init__(self, root: Path) -> None:
        self.stop = threading.Event()
        self.seen: list[ProcessOutcome] = []
        self._built = threading.Condition()
        self._thread = threading.Thread(target=self._run, args=(root,), daemon=True)
        self._thread.start()

    def _run(self, root: Path) -> None:
        for outcome in build_on_changes(root, root / "output", self.stop):
            with self._built:
                self.seen.append(outcome)
                self._built.notify_all()

    def wait(self, count: int) -> None:
        """Wait until there were so many builds."""
        self._until(lambda: len(self.seen) >= count)

    def until_one_saw(self, words: str) -> None:
        """Wait until a build has seen some words in the settings, or a file in content/."""
        self._until(lambda: any(words in outcome.said for outcome in self.seen))

    def _until(self, done: Callable[[], bool]) -> None:
        with self._built:
            assert self._built.wait_for(done, _PATIENCE), f"{len(self.seen)} builds"

    def end(self) -> None:
        self.stop.set()
        self._thread.join(_PATIENCE)
        assert not self._thread.is_alive()


@pytest.fixture
def follower(project: Path, builds: Builds) -> Iterator[Follower]:
    (project / "plugins").mkdir()
    made = Follower(project)
    made.wait(1)
    yield made
    made.end()


@pytest.mark.parametrize(
    "path",
    [
        "content/articles/world/2026/first-light.md",
        "content/articles/world/2027/new.md",
        "theme/styles/main.css",
        "plugins/newsroom/x.py",
        "pelicanconf.py",
        "publishconf.py",
    ],
)
def test_sources_of_the_site_are_watched(project: Path, follower: Follower, path: str) -> None:
    target = project / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("changed\n")
    follower.wait(2)


@pytest.mark.parametrize(
    ("path", "anew"),
    [
        ("content/articles/world/2026/first-light.md", False),
        ("content/data/front.toml", False),
        ("theme/templates/story.html", False),
        ("plugins/newsroom/x.py", True),
        ("plugins/newsroom/x.js", True),
        ("pelicanconf.py", True),
    ],
)
def test_a_builder_begins_anew_when_code_or_a_setting_changes(
    project: Path, follower: Follower, builds: Builds, path: str, anew: bool
) -> None:
    target = project / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("changed\n")
    follower.wait(2)
    assert bool(builds.ended) is anew


def test_a_setting_that_an_editor_replaces_is_seen_each_time(project: Path, follower: Follower) -> None:
    for count in (2, 3, 4):
        (project / "new").write_text(f"X = {count}\n")
        (project / "new").rename(project / "pelicanconf.py")
        follower.until_one_saw(f"X = {count}\n")


def test_files_that_builds_write_are_not_watched(project: Path, heard: Heard, follower: Follower) -> None:
    made = ("output/index.html", ".cache/x", ".output.stage/x", "public/x", "plugins/__pycache__/x.pyc", "notes")
    for path in made:
        target = project / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("made\n")
    # Each watcher tells in order: when it tells of these, it has told of all before.
    (project / "content" / "last.md").write_text("x")
    (project / "pelicanconf.py").write_text("X = 1\n")
    told = heard.until("last.md", "pelicanconf.py")
    assert {name for name, counts in told if counts} == {"last.md", "pelicanconf.py"}
    assert "notes" in {name for name, _ in told}


def test_many_changes_at_once_are_few_builds(project: Path, heard: Heard, builds: Builds, follower: Follower) -> None:
    builds.go_on.clear()
    builds.begun.clear()
    (project / "content" / "first.md").write_text("x")
    assert builds.begun.wait(_PATIENCE)
    names = [f"x{number}.md" for number in range(50)]
    for name in names:
        (project / "content" / name).write_text("x")
    heard.until(*names)
    builds.go_on.set()
    follower.until_one_saw("x49.md")
    (project / "content" / "the-end.md").write_text("x")
    follower.until_one_saw("the-end.md")
    # The first, the one that waited, and two each for what came then: a watcher may tell of it in two parts.
    assert len(follower.seen) <= 6


def test_a_change_during_a_build_leads_to_another(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = 0

    class Builder:
        def __init__(self, root: Path, output: Path, search: bool) -> None:
            self.root = root

        def build(self) -> ProcessOutcome:
            nonlocal count
            count += 1
            if count == 1:
                (self.root / "content" / "late.md").write_text("written while the build runs")
            return ProcessOutcome(ok=True, said="")

        def end(self) -> None:
            pass

    monkeypatch.setattr(watch, "Builder", Builder)
    follower = Follower(project)
    follower.wait(2)
    follower.end()


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OperationError, match="no content/ to watch"):
        next(build_on_changes(tmp_path, tmp_path / "output", threading.Event()))


def test_a_system_that_cannot_watch_says_so(project: Path, builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> Iterator[object]:
        raise OSError("OS file watch limit reached")

    monkeypatch.setattr(watchfiles, "watch", full)
    with pytest.raises(OperationError, match="cannot be watched: OS file watch limit reached"):
        next(build_on_changes(project, project / "output", threading.Event()))
