"""How long the two resident servers take from a saved edit until the file on the disk has it."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from newsroom.commands.bench.measure import Measurement, output_of, started, wait_for
from newsroom.commands.bench.sites import Hugo, NewsroomSite

_OURS = (
    "import sys; from pathlib import Path; from newsroom.commands.serve.serve import serve; "
    "sys.exit(serve(Path('.'), 0))"
)
#: Seconds until a server must have made its first build, or shown an edit.
_FIRST, _EDIT = 1800.0, 120.0
_REST = 1.0


def newsroom_rebuilds(site: NewsroomSite, edits: int) -> list[Measurement]:
    """Serve our site and edit its newest story so many times.

    Args:
        site: ours.
        edits: how many times; each is measured.
    """
    # The server takes no --now, and the wall clock may be behind the newest story.
    now = int(datetime.fromisoformat(site.corpus.now).timestamp())
    environment = {**site.environment(), "SOURCE_DATE_EPOCH": str(now)}
    return _measure([sys.executable, "-c", _OURS], site, edits, "the site is at", environment)


def hugo_rebuilds(site: Hugo, edits: int) -> list[Measurement]:
    """Do the same with Hugo's server, as it comes: it renders the pages that an edit touches, and writes them."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command: list[str | Path] = [site.binary, "server", "--bind", "127.0.0.1", "--port", str(port), *site.options()]
    return _measure(command, site, edits, "Web Server is available", {})


def _measure(
    command: Sequence[str | Path], site: NewsroomSite | Hugo, edits: int, ready: str, environment: dict[str, str]
) -> list[Measurement]:
    page = site.output / site.corpus.address.strip("/") / "index.html"
    original = site.story.read_text("utf-8")
    measurements = []
    try:
        with started(command, site.folder, environment) as process:
            wait_for("the first build of the server", lambda: ready in output_of(site.folder), process, _FIRST)
            # The first edit is not counted: watching may begin a moment after the first build.
            for number in range(edits + 1):
                mark, before = f"served{number}x", len(output_of(site.folder))
                site.edit_text(mark)
                taken = wait_for("the edit on the disk", _contains(page, mark), process, _EDIT)
                if number:
                    measurements.append(Measurement(taken))
                # It says something when a rebuild has ended; the next edit is to meet an idle server.
                wait_for("the end of the rebuild", _has_spoken(site.folder, before), process, _EDIT)
                time.sleep(_REST)
    finally:
        site.story.write_text(original, "utf-8")
    return measurements


def _has_spoken(folder: Path, before: int) -> Callable[[], bool]:
    return lambda: len(output_of(folder)) > before


def _contains(page: Path, mark: str) -> Callable[[], bool]:
    def look() -> bool:
        try:
            return mark in page.read_text("utf-8", errors="replace")
        except OSError:
            return False  # it is just being put in place

    return look
