"""``invoke bench``: compares the newsroom with Hugo, with the same content on this machine."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from newsroom.commands.bench import nginx, rebuilds
from newsroom.commands.bench.measure import Measurement
from newsroom.commands.bench.report import PUBLISHES, SCENARIOS, Results, markdown
from newsroom.commands.bench.sites import (
    GET_HUGO,
    Corpus,
    Hugo,
    NewsroomSite,
    count,
    hugo_binary,
    make_corpus,
)
from newsroom.commands.console import OperationError, say, with_messages

SIZES = (1_000, 3_000, 10_000)
LARGEST = 30_000
_KEYS = (*(key for key, _, _ in SCENARIOS), *(key for key, *_ in PUBLISHES), "scaling")
#: Needs nginx and wrk, measures no build, and is done when it is asked for alone.
_SERVED = "served"
_OURS = ("nothing", "unchanged", "text", "title", "new", "template")
_PUBLISHES = ("publish", "publish-text")


@with_messages
def bench(
    root: Path,
    stories: int = 10_000,
    runs: int = 3,
    only: str = "",
    out: str = "",
    scale: bool = False,
) -> int:
    """Build a corpus with the newsroom and with Hugo in turn, and print how they compare.

    Args:
        root: the project's folder.
        stories: the size of the corpus.
        runs: how often each is measured.
        only: scenarios parted by commas; by default all.
        out: a file for the result as Markdown.
        scale: whether growth is followed up to 30,000 stories.

    Returns:
        0, whatever the figures are.
    """
    # However it is ended, its processes are ended and its folder is removed.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if only.strip() == _SERVED:
        return nginx.served(root, out)
    chosen = _chosen(only)
    if stories < 1 or runs < 1:
        raise OperationError("give at least one story and one run")
    options = [f"--stories {stories}", f"--runs {runs}", f"--only {only}" if only else "", "--scale" if scale else ""]
    results = Results(stories, " ".join(["invoke bench", *filter(None, options)]))
    binary = hugo_binary()
    if binary is None:
        say(GET_HUGO)
        chosen -= {"hugo", "hugo-server"}
    else:
        results.hugo = _version(binary)
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder:
        _main_size(root, Path(folder, "main"), results, runs, chosen, binary)
        if "scaling" in chosen:
            for size in _sizes(stories, scale):
                _other_size(root, Path(folder, str(size)), results, size, runs, chosen, binary)
    words = markdown(results)
    say(words)
    if out:
        Path(out).write_text(words, "utf-8")
    return 0


def _chosen(only: str) -> set[str]:
    """Return the scenarios that were asked for."""
    chosen = {word.strip() for word in only.split(",") if word.strip()}
    unknown = sorted(chosen - set(_KEYS))
    if unknown:
        raise OperationError(
            f"there is no scenario {', '.join(unknown)}; there are {', '.join(_KEYS)}, and {_SERVED} alone"
        )
    return chosen or set(_KEYS)


def _version(binary: Path) -> str:
    output = subprocess.run([binary, "version"], capture_output=True, text=True, check=True).stdout
    return "Hugo " + output.removeprefix("hugo v").partition("-")[0]


def _sizes(stories: int, scale: bool) -> list[int]:
    return [size for size in (*SIZES, *((LARGEST,) if scale else ())) if size < stories or size == LARGEST != stories]


def _main_size(root: Path, folder: Path, results: Results, runs: int, chosen: set[str], binary: Path | None) -> None:
    corpus = _corpus(root, folder, results.stories)
    ours = NewsroomSite(root, corpus)
    hugo = Hugo(root, corpus, binary) if binary else None
    if chosen & {*_PUBLISHES}:
        # The base of their ratios is the plain build in the same run.
        chosen |= {"nothing", "text"}
    _untimed(ours, chosen)
    for number in range(1, runs + 1):
        say(f"run {number} of {runs}")
        if chosen & {*_OURS}:
            _run_ours(ours, results, chosen, number)
        if chosen & {*_PUBLISHES}:
            _run_publishes(ours, results, number)
        if hugo and "hugo" in chosen:
            _full(hugo, results, results.stories)
    if "serve" in chosen:
        for measured in rebuilds.newsroom_rebuilds(ours, runs):
            _note(results, "serve", measured, results.stories)
    if hugo and "hugo-server" in chosen:
        for measured in rebuilds.hugo_rebuilds(hugo, runs):
            _note(results, "hugo-server", measured, results.stories)
    shutil.rmtree(folder)


def _untimed(site: NewsroomSite, chosen: set[str]) -> None:
    """Have made what later builds find in the cache."""
    if chosen & {*_OURS, "serve"}:
        say("an untimed build, which encodes the pictures")
        site.build()
    if chosen & {*_PUBLISHES}:
        say("an untimed publish, which draws the share pictures")
        site.publish()


def _run_ours(site: NewsroomSite, results: Results, chosen: Iterable[str], number: int) -> None:
    """Go through the scenarios of ours that were chosen, from a state that is the same in every run."""
    site.restore()
    _wait_for_quiet()
    measured = site.build()
    if "nothing" in chosen:
        _note(results, "nothing", measured, results.stories)
    results.outputs[site.name] = count(site.output)
    for key, edit in site.edits().items():
        if key in chosen:
            edit(f"changed in run {number}")
            _wait_for_quiet()
            _note(results, key, site.build(), results.stories)
    site.restore_sources()


def _run_publishes(site: NewsroomSite, results: Results, number: int) -> None:
    """Publish from nothing, and then one edited text."""
    site.restore()
    for key in _PUBLISHES:
        if key == "publish-text":
            site.edit_text(f"changed in run {number}")
        _wait_for_quiet()
        _note(results, key, site.publish(), results.stories)
    site.restore_sources()


def _full(site: Hugo, results: Results, stories: int) -> None:
    """Build Hugo's site from nothing."""
    site.restore()
    _wait_for_quiet()
    _note(results, "hugo", site.build(), stories)
    if stories == results.stories:
        results.outputs[site.name] = count(site.output)


def _other_size(
    root: Path, folder: Path, results: Results, size: int, runs: int, chosen: set[str], binary: Path | None
) -> None:
    """Measure magazines of another size, which show how time and memory grow."""
    corpus = _corpus(root, folder, size)
    ours = NewsroomSite(root, corpus)
    hugo = Hugo(root, corpus, binary) if binary and "hugo" in chosen else None
    ours.build()
    for number in range(1, runs + 1):
        ours.restore()
        _wait_for_quiet()
        _note(results, "nothing", ours.build(), size)
        ours.edit_text(f"changed in run {number}")
        _wait_for_quiet()
        _note(results, "text", ours.build(), size)
        if hugo:
            _full(hugo, results, size)
    shutil.rmtree(folder)


def _corpus(root: Path, folder: Path, stories: int) -> Corpus:
    say(f"writing {stories:,} stories")
    return make_corpus(root, folder, stories)


def _note(results: Results, key: str, measured: Measurement, stories: int) -> None:
    results.add(key, measured, stories)
    say(f"  {stories:,} {key}: {measured.wall:.2f} s")


def _wait_for_quiet() -> None:
    """Wait until the writes of earlier runs are on the disk, so that the next run does not pay for them."""
    if hasattr(os, "sync"):
        os.sync()
