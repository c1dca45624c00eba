"""Builds in processes of their own that stand still in the middle, for as long as a test holds them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from newsroom.engine import workers
from tests.building import NOW, ROOT, Project

#: What a build says of how far it is, every few seconds, where it takes long.
_PROGRESS = re.compile(r"^[a-z ]+: [\d,]+ of [\d,]+\n", re.MULTILINE)
#: Somebody's plugin that takes its time: it waits while there is a file with the name that HOLD gives, and says that it
#: does. In a process with children those wait, while they draw a story's page; in one without, it waits before that.
_PLUGIN = """
import os
import time
from pathlib import Path

from newsroom.engine import hooks
from pelican import signals

ROOT = Path(__file__).resolve().parent.parent
PARENT = os.getpid()
HOLD, CHILDREN = os.environ.get("HOLD", ""), bool(os.environ.get("HOLD_CHILDREN"))


def wait():
    held = ROOT / HOLD
    if HOLD and held.exists():
        (ROOT / f"{HOLD}.pid").write_text(str(os.getpid()))
        while held.exists():
            time.sleep(0.01)


def before(generators):
    if not CHILDREN:
        wait()


def draw(edition):
    def part(story):
        if CHILDREN and os.getpid() != PARENT:
            wait()

    edition.get(Stories).provide("original", part, lambda story: None)


def register():
    signals.all_generators_finalized.connect(before)
    hooks.enrich.connect(draw)
"""

forking = pytest.mark.skipif(
    not workers.can_fork() or workers.cores() < 2, reason="there are no child processes on this system"
)


class Build:
    """A build that was started.

    Args:
        site: what is built; `plug` comes before.
        hold: the name under which it is held; empty for one that is not.
        children: whether its children are held in its place.
        arguments: more of the command line.
    """

    def __init__(self, site: Project, hold: str = "", *arguments: str, children: bool = False) -> None:
        self.held = site.root / hold if hold else None
        if self.held:
            self.held.touch()
        command = [sys.executable, "-m", "newsroom.commands.build.build", "--now", NOW, *arguments]
        env = os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "COLUMNS": "300"}
        env |= {"HOLD": hold, "HOLD_CHILDREN": "yes" if children else ""}
        self.process = subprocess.Popen(
            command, cwd=site.root, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )

    def standing(self) -> int:
        """Wait until it stands still; return the number of the process that does."""
        assert self.held is not None
        pid = self.held.with_name(f"{self.held.name}.pid")
        until(lambda: pid.is_file() and pid.read_text("utf-8") != "")
        return int(pid.read_text("utf-8"))

    def go(self) -> None:
        """Let it go on."""
        if self.held:
            self.held.unlink(missing_ok=True)

    def end(self) -> tuple[int, str]:
        """Wait for its end; return its exit code and what it said, but for how far it was at times."""
        _, said = self.process.communicate(timeout=120)
        return self.process.returncode, _PROGRESS.sub("", said)


@contextmanager
def started(site: Project, hold: str = "", *arguments: str, children: bool = False) -> Iterator[Build]:
    """Start a build; whatever happens, neither it nor a child of it is left."""
    build = Build(site, hold, *arguments, children=children)
    try:
        yield build
    finally:
        build.go()
        with suppress(ProcessLookupError):
            build.process.send_signal(signal.SIGKILL)
        build.process.communicate()


def plug(site: Project) -> None:
    """Put the plugin that takes its time into a project."""
    (site.root / "plugins").mkdir()
    (site.root / "plugins/slow.py").write_text(_PLUGIN, "utf-8")
    site.setting('PLUGINS = [*PLUGINS, "slow"]')


def until(true: Callable[[], bool]) -> None:
    """Wait until something is true; a test that waits in vain ends."""
    for _ in range(12_000):
        if true():
            return
        time.sleep(0.01)
    pytest.fail("what was waited for never came")


def is_gone(pid: int) -> bool:
    """Return whether a process of this machine has ended, though perhaps nobody has asked how."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True
