"""Counts the work of builds and publishes by what is done to how many files, so that a test needs no clock."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from newsroom.engine import workers
from newsroom.engine.cache import inputs
from newsroom.publishing import file_digests

#: Functions whose calls are counted, by their module and name.
_FUNCTIONS = {
    ("newsroom.core.markdown.parser", "convert"): "texts parsed",
    ("newsroom.engine.render.templates", "render"): "pages rendered",
    ("jinja2.environment", "Environment._compile"): "templates compiled",
    ("newsroom.core.precompression", "compressed"): "files compressed",
    ("newsroom.publishing.model", "read_file"): "files hashed for the receipt",
    ("newsroom.features.leaks.scan", "_scan_file"): "files scanned for leaks",
    ("newsroom.features.links.output_links", "LinkCheck.dead_links"): "pages searched for dead links",
    ("newsroom.features.pictures.encoding", "_encoded"): "pictures encoded",
}
_READ, _WRITTEN = "files read", "files written"
_LINKED, _MOVED = "files linked", "files and folders moved"
#: Everything that is counted, in the order in which a table has it.
MEASURES = (_READ, _WRITTEN, _LINKED, _MOVED, *_FUNCTIONS.values())


class _Watch:
    """Counts the files below a folder that this process opens, links and moves."""

    def __init__(self, counts: Counter[str], root: str) -> None:
        self.counts, self.root = counts, root
        # A hook stays until the process ends; it counts only while there is a root.
        sys.addaudithook(self._heard)

    def _heard(self, event: str, details: tuple[object, ...]) -> None:
        if not self.root or event not in {"open", "os.link", "os.rename"}:
            return
        path = str(details[0])
        if not path.startswith(self.root) or path.endswith(".py") or "__pycache__" in path or ".sqlite3" in path:
            return
        if event == "os.link":
            self.counts[_LINKED] += 1
        elif event == "os.rename":
            self.counts[_MOVED] += 1
        elif isinstance(mode := details[1], str):
            self.counts[_READ if mode.startswith("r") and "+" not in mode else _WRITTEN] += 1


def work(root: Path, run: Callable[[], object]) -> Counter[str]:
    """Return how much of each kind of work something does in this process, which starts no other from now on.

    Args:
        root: the folder whose files count, and those below it.
        run: function that does the work.
    """
    workers.can_fork = lambda: False
    # However fast this machine is, files that were just written are not read once more.
    inputs._FRESH = file_digests._SETTLED = 0
    counts: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            known = _FUNCTIONS.get((frame.f_globals.get("__name__", ""), frame.f_code.co_qualname))
            if known:
                counts[known] += 1

    watch = _Watch(counts, f"{root}/")
    threading.setprofile(count)
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(None)
        threading.setprofile(None)  # type: ignore[arg-type]  # as it is before
        watch.root = ""
    return counts
