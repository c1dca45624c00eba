"""The benchmark's results: medians, ratios to Hugo's full build, exponents, and how they are shown."""

from __future__ import annotations

import math
import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path

from msgspec import Struct, field

from newsroom.commands.bench.measure import HOW_MEMORY, MIB, Measurement
from newsroom.commands.bench.sites import OutputCounts

#: Each scenario: its key, its name, and the most that it should take of the wall time of Hugo's full build.
SCENARIOS = (
    ("nothing", "the newsroom: from nothing", 0.9),
    ("unchanged", "the newsroom: nothing changed", 0.04),
    ("text", "the newsroom: a story's text edited", 0.08),
    ("title", "the newsroom: its title edited", 0.08),
    ("new", "the newsroom: a new story", 0.08),
    ("template", "the newsroom: a template changed", 0.6),
    ("serve", "the newsroom: `invoke serve`, saved to on disk", None),
    ("hugo", "Hugo: from nothing", None),
    ("hugo-server", "Hugo: its server, saved to on disk", None),
)
#: Each publish: its key, its name, the plain build that it is compared with, and the most that it should take of its
#: processor time.
PUBLISHES = (
    ("publish", "publish to a folder: from nothing", "nothing", 5.0),
    ("publish-text", "publish to a folder: a story's text edited", "text", 3.0),
)
#: MiB of memory that a publish may take.
PUBLISH_MEMORY = 1_000
#: The most that `invoke serve` should take of the time in which Hugo's server shows an edit.
SERVE_LIMIT = 0.5
#: Up to so many stories, a build from nothing may take this much of Hugo's: starting Python takes most of it.
SMALL, SMALL_LIMIT = 1_000, 2.0
_SCALED = ("nothing", "text", "hugo")
_NAMES = {key: name for key, name, _ in SCENARIOS}


class Results(Struct):
    """Results of all measurements.

    Args:
        stories: the size of the main corpus.
        command: how to do it again.
    """

    stories: int
    command: str
    hugo: str = ""
    runs: dict[tuple[str, int], list[Measurement]] = field(default_factory=dict)
    outputs: dict[str, OutputCounts] = field(default_factory=dict)

    def add(self, key: str, measured: Measurement, stories: int = 0) -> None:
        """Note one run of a scenario; ``stories`` is given for a corpus of another size."""
        self.runs.setdefault((key, stories or self.stories), []).append(measured)

    def median(self, key: str, stories: int = 0) -> Measurement | None:
        """Return the medians of the runs of a scenario; None when there were none."""
        runs = self.runs.get((key, stories or self.stories))
        if not runs:
            return None
        wall, cpu = statistics.median(run.wall for run in runs), statistics.median(run.cpu for run in runs)
        return Measurement(wall, cpu, int(statistics.median(run.peak for run in runs)))


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """Return b of the curve a·n^b that fits best, by least squares on logarithms.

    Args:
        sizes: at least two different ones.
        values: the measurement at each size.
    """
    across, up = [math.log(size) for size in sizes], [math.log(value) for value in values]
    return statistics.linear_regression(across, up).slope


def markdown(results: Results) -> str:
    """Return everything as Markdown."""
    parts = [
        f"## {results.stories:,} stories",
        _machine(results),
        f"Command: `{results.command}`. Figures are medians; × is the ratio to Hugo's full build of the same words.",
        _table(results),
        _publishes(results),
        _scaling(results),
        _outputs(results.outputs),
        _notes(),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(results: Results) -> str:
    hugo = results.median("hugo")
    rows = [
        "| | runs | wall s | × | user+sys s | × | peak MiB | × | to reach |",
        "|---|--:|--:|--:|--:|--:|--:|--:|---|",
    ]
    for key, name, most in SCENARIOS:
        median = results.median(key)
        if median is None:
            continue
        pairs = [(median.wall, hugo.wall if hugo else 0.0, 2), (median.cpu, hugo.cpu if hugo else 0.0, 2)]
        pairs.append((median.peak / MIB, hugo.peak / MIB if hugo else 0.0, 0))
        cells = [cell for value, base, digits in pairs for cell in _pair(value, base, digits)]
        runs = len(results.runs[key, results.stories])
        if key == "serve":
            verdict = _serve_verdict(median, results.median("hugo-server"))
        else:
            small = key == "nothing" and results.stories <= SMALL
            verdict = _verdict(key, median, hugo, SMALL_LIMIT if small else most)
        rows.append(f"| {name} | {runs} | {' | '.join(cells)} | {verdict} |")
    return "\n".join(rows)


def _publishes(results: Results) -> str:
    rows = [
        "| | runs | wall s | user+sys s | plain build | × | peak MiB | to reach |",
        "|---|--:|--:|--:|--:|--:|--:|---|",
    ]
    for key, name, base_key, most in PUBLISHES:
        median, base = results.median(key), results.median(base_key)
        if median is None or base is None:
            continue
        peak = median.peak / MIB
        verdict = f"≤ {most:.0f} ×: {_reached(median.cpu <= most * base.cpu)}; ≤ {PUBLISH_MEMORY:,} MiB: "
        cells = f"{median.wall:.2f} | {median.cpu:.2f} | {base.cpu:.2f} | {median.cpu / base.cpu:.2f} | {peak:,.0f}"
        runs = len(results.runs[key, results.stories])
        rows.append(f"| {name} | {runs} | {cells} | {verdict}{_reached(peak <= PUBLISH_MEMORY)} |")
    if len(rows) == 2:
        return ""
    return "\n\n".join(["### Publishing, by user+sys, beside our own plain build in the same runs", "\n".join(rows)])


def _pair(value: float, base: float, digits: int) -> tuple[str, str]:
    """Return a figure and its ratio; dashes where it was not measured."""
    if not value:
        return "–", "–"
    return f"{value:,.{digits}f}", f"{value / base:.3f}" if base else "–"


def _verdict(key: str, measurement: Measurement, hugo: Measurement | None, most: float | None) -> str:
    if most is None:
        return ""
    if hugo is None:
        return f"≤ {most} ×"
    verdict = f"≤ {most} ×: {_reached(measurement.wall <= most * hugo.wall)}"
    if key == "nothing":
        verdict += f"; less memory: {_reached(measurement.peak < hugo.peak)}"
    return verdict


def _serve_verdict(ours: Measurement, hugo: Measurement | None) -> str:
    limit = f"≤ {SERVE_LIMIT} × Hugo's server"
    return f"{limit}: {_reached(ours.wall <= SERVE_LIMIT * hugo.wall)}" if hugo else limit


def _reached(is_so: bool) -> str:
    return "reached" if is_so else "**not reached**"


def _scaling(results: Results) -> str:
    sizes = sorted({size for _, size in results.runs})
    if len(sizes) < 2:
        return ""
    top = " | ".join(f"{size:,}: s | MiB" for size in sizes)
    rows = [
        "### How it grows",
        "Time (wall) and peak memory at each number of stories, and the exponents b of a·n^b that fit them best.",
        f"| | {top} | b of time | b of memory |\n|---|{'--:|' * (2 * len(sizes) + 2)}",
    ]
    for key in _SCALED:
        medians = {size: median for size in sizes if (median := results.median(key, size)) is not None}
        cells = [
            f"{medians[size].wall:.2f} | {medians[size].peak / MIB:,.0f}" if size in medians else "– | –"
            for size in sizes
        ]
        grown = ["–", "–"]
        if len(medians) > 1:
            grown[0] = f"{exponent(list(medians), [one.wall for one in medians.values()]):.2f}"
            grown[1] = f"{exponent(list(medians), [one.peak for one in medians.values()]):.2f}"
        if medians:
            rows[-1] += f"\n| {_NAMES[key]} | {' | '.join(cells + grown)} |"
    return "\n\n".join(rows)


def _outputs(counts: Mapping[str, OutputCounts]) -> str:
    if not counts:
        return ""
    rows = ["| made by | pages | feeds | all files | MiB |", "|---|--:|--:|--:|--:|"]
    rows += [
        f"| {name} | {one.pages:,} | {one.feeds:,} | {one.files:,} | {one.size / MIB:,.0f} |"
        for name, one in counts.items()
    ]
    return "\n".join(rows)


def _machine(results: Results) -> str:
    versions = [f"Python {platform.python_version()}", f"Pelican {metadata.version('pelican')}"]
    if results.hugo:
        versions.append(results.hugo)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    system = f"{platform.system()} {platform.release()}"
    return f"{cores} cores of {_processor()}, {_memory()}, {system}; {', '.join(versions)}."


def _processor() -> str:
    return _from_proc("cpuinfo", "model name") or platform.machine()


def _memory() -> str:
    kibibytes = _from_proc("meminfo", "MemTotal").partition(" ")[0]
    return f"{int(kibibytes) / MIB:.0f} GiB of memory" if kibibytes.isdigit() else "memory unknown"


def _from_proc(file: str, key: str) -> str:
    path = Path("/proc", file)
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "")


def _notes() -> str:
    return "\n".join(
        f"- {note}"
        for note in (
            HOW_MEMORY,
            "User+sys is that of the process and of those that it waited for.",
            "Pictures: ours come out of a warm store, eight files of each; Hugo copies three ready ones.",
            "Ours number lists from the oldest, Hugo from the newest, so their numbers of pages differ a little.",
            "The first edit of each server is not counted. Hugo's server writes a page as soon as it is rendered.",
            "Ours moves all changed files in at the end of a build.",
            "Python keeps its compiled modules between builds, from the untimed build on.",
        )
    )
