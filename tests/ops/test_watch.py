from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import watchfiles

from newsroom.ops import watch
from newsroom.ops.console import Refused
from newsroom.ops.resident import Outcome
from newsroom.ops.watch import follow


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Stand in for the build itself; the moments at which it was asked for."""
    asked: list[float] = []

    class Builder:
        def __init__(self, root: Path, output: Path, search: bool) -> None:
            pass

        def build(self) -> Outcome:
            asked.append(time.monotonic())
            return Outcome(ok=True, said=str(len(asked)))

        def end(self) -> None:
            ended.append(time.monotonic())

    ended.clear()
    monkeypatch.setattr(watch, "Builder", Builder)
    return asked


#: The moments at which the builder was ended.
ended: list[float] = []


class Follower:
    """Follows a project in a thread."""

    def __init__(self, root: Path) -> None:
        self.stop = threading.Event()
        self.seen: list[Outcome] = []
        self._thread = threading.Thread(target=self._run, args=(root,), daemon=True)
        self._thread.start()

    def _run(self, root: Path) -> None:
        for outcome in follow(root, root / "output", self.stop):
            self.seen.append(outcome)

    def wait(self, count: int, seconds: float = 20) -> None:
        end = time.monotonic() + seconds
        while len(self.seen) < count:
            assert time.monotonic() < end, f"{len(self.seen)} builds in {seconds} s"
            time.sleep(0.02)

    def settle(self) -> int:
        """Wait until nothing happens any more; return how many builds there were."""
        count = -1
        while count != len(self.seen):
            count = len(self.seen)
            time.sleep(1)
        return count

    def end(self) -> None:
        self.stop.set()
        self._thread.join(10)
        assert not self._thread.is_alive()


@pytest.fixture
def follower(project: Path, builds: list[float]) -> Iterator[Follower]:
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
def test_what_the_site_is_made_of_is_watched(project: Path, follower: Follower, path: str) -> None:
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
    project: Path, follower: Follower, path: str, anew: bool
) -> None:
    target = project / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("changed\n")
    follower.wait(2)
    assert bool(ended) is anew


def test_a_setting_that_an_editor_replaces_is_seen_each_time(project: Path, follower: Follower) -> None:
    for count in (2, 3):
        (project / "new").write_text(f"X = {count}\n")
        (project / "new").rename(project / "pelicanconf.py")
        follower.wait(count)
        follower.settle()


def test_what_builds_make_is_not(project: Path, follower: Follower) -> None:
    for path in ("output/index.html", ".cache/x", ".output.stage/x", "public/x", "plugins/__pycache__/x.pyc", "notes"):
        target = project / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("made\n")
    assert follower.settle() == 1


def test_many_changes_at_once_are_few_builds(project: Path, follower: Follower) -> None:
    for number in range(50):
        (project / "content" / f"x{number}.md").write_text("x")
    follower.wait(2)
    assert follower.settle() <= 4


def test_a_change_during_a_build_leads_to_another(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = 0

    class Builder:
        def __init__(self, root: Path, output: Path, search: bool) -> None:
            self.root = root

        def build(self) -> Outcome:
            nonlocal count
            count += 1
            if count == 1:
                (self.root / "content" / "late.md").write_text("written while the build runs")
                time.sleep(0.5)
            return Outcome(ok=True, said="")

        def end(self) -> None:
            pass

    monkeypatch.setattr(watch, "Builder", Builder)
    follower = Follower(project)
    follower.wait(2)
    follower.end()


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no content/ to watch"):
        next(follow(tmp_path, tmp_path / "output", threading.Event()))


def test_a_system_that_cannot_watch_says_so(
    project: Path, builds: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> Iterator[object]:
        raise OSError("OS file watch limit reached")

    monkeypatch.setattr(watchfiles, "watch", full)
    with pytest.raises(Refused, match="cannot be watched: OS file watch limit reached"):
        next(follow(project, project / "output", threading.Event()))
