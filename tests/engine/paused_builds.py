"""Builds in processes of their own that stand still in the middle, for as long as a test holds them."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

from newsroom.commands.build.build import main
from tests.building import NOW, Project

_STAGE = r"(?:[a-z ]+: [\w.]+|recover|render|commit|gather problems|(?:compare|write|save) the [a-z ]+)"
#: A line with a stage, and how far it is; a long build prints one every few seconds.
PROGRESS = re.compile(rf"^{_STAGE}(?:: [\d,]+ of [\d,]+, [\d,]+ left)?\n", re.MULTILINE)
#: Somebody's plugin that takes its time: it waits while there is a file with the name that HOLD gives, and says that it
#: does. In a process with children those wait, while they draw a story's page; in one without, it waits before that.
_PLUGIN = """
import os
import time
from pathlib import Path

from newsroom.engine import hooks
from newsroom.features.stories.collection import Stories
from newsroom.site.view_parts import StoryPart
from pelican import signals

PARENT = 0


def children():
    return bool(os.environ.get("HOLD_CHILDREN"))


def wait():
    name = os.environ.get("HOLD", "")
    held = Path(name).absolute()
    if name and held.exists():
        held.with_name(f"{name}.pid").write_text(str(os.getpid()))
        while held.exists():
            time.sleep(0.01)


def before(generators):
    if not children():
        wait()


def draw(edition):
    def part(story):
        if children() and os.getpid() != PARENT:
            wait()

    edition.get(Stories).provide(StoryPart.ORIGINAL, part, lambda story: None)


def register():
    global PARENT
    PARENT = os.getpid()
    signals.all_generators_finalized.connect(before)
    hooks.enrich.connect(draw)
"""

#: So often a state is looked for, a hundredth of a second apart: many times as long as it takes on a busy machine.
_LOOKS = 30_000

#: Asked of the system, and not of the code under test.
forking = pytest.mark.skipif(
    not sys.platform.startswith("linux") or len(os.sched_getaffinity(0)) < 2,
    reason="a build has child processes on Linux alone, and on more than one core",
)


class Build:
    """A build in a process of its own, which is forked: what takes long to load is loaded already.

    Args:
        site: project to build; `plug` comes before.
        hold: the name under which it is held; empty for one that is not.
        children: whether its children are held in its place.
        arguments: more of the command line.
    """

    def __init__(self, site: Project, hold: str = "", *arguments: str, children: bool = False) -> None:
        self.held = site.root / hold if hold else None
        if self.held:
            self.held.touch()
        reading, writing = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            os.close(reading)
            os.environ |= {"HOLD": hold, "HOLD_CHILDREN": "yes" if children else "", "COLUMNS": "300"}
            _run(site.root, writing, ["--now", NOW, *arguments])
        os.close(writing)
        self._said = os.fdopen(reading, encoding="utf-8")
        self._code: int | None = None

    def standing(self) -> int:
        """Wait until it stands still; return the number of the process that does."""
        assert self.held is not None
        pid = self.held.with_name(f"{self.held.name}.pid")
        self.until(lambda: pid.is_file() and pid.read_text("utf-8") != "")
        return int(pid.read_text("utf-8"))

    def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true; what does not come about, or is waited for behind the end, is a failure."""
        for _ in range(_LOOKS):
            if true():
                return
            assert self._wait(os.WNOHANG) is None, f"it has ended: {self._said.read()}"
            time.sleep(0.01)
        raise AssertionError("it has not come about")

    def go(self) -> None:
        """Let it go on."""
        if self.held:
            self.held.unlink(missing_ok=True)

    def line(self) -> str:
        """Wait for a line that it says, and return it."""
        return self._said.readline()

    def kill(self) -> None:
        """Kill it, and see that it is gone."""
        os.kill(self.pid, signal.SIGKILL)
        assert self._wait() == -signal.SIGKILL

    def end(self) -> tuple[int | None, str]:
        """Wait for its end; return its exit code and what it said, but for how far it was at times."""
        said = self._said.read()
        return self._wait(), PROGRESS.sub("", said)

    def close(self) -> None:
        """Leave nothing of it."""
        self.go()
        if self._code is None:
            os.kill(self.pid, signal.SIGKILL)
            self._wait()
        self._said.close()

    def _wait(self, how: int = 0) -> int | None:
        if self._code is None:
            ended, status = os.waitpid(self.pid, how)
            self._code = os.waitstatus_to_exitcode(status) if ended else None
        return self._code


def _run(root: Path, said: int, arguments: list[str]) -> NoReturn:
    """Build as the command does, and end this process."""
    code = 255
    try:
        os.dup2(said, 2)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w", buffering=1)
        os.chdir(root)
        code = main(arguments)
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001  whatever it is, the child must not go on as a second test run
        traceback.print_exc()
    finally:
        os._exit(code)


@contextmanager
def started(site: Project, hold: str = "", *arguments: str, children: bool = False) -> Iterator[Build]:
    """Start a build; whatever happens, neither it nor a child of it is left."""
    build = Build(site, hold, *arguments, children=children)
    try:
        yield build
    finally:
        build.close()


def plug(site: Project) -> None:
    """Put the plugin that takes its time into a project."""
    (site.root / "plugins").mkdir()
    (site.root / "plugins/slow.py").write_text(_PLUGIN, "utf-8")
    site.setting('PLUGINS = [*PLUGINS, "slow"]')


def is_gone(pid: int) -> bool:
    """Return whether a process of this machine has ended, though perhaps nobody has asked how."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True
