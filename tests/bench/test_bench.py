"""The benchmark itself: what it reports, how it measures, and that both sides make the same pages."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from newsroom.commands.bench import bench, measure
from newsroom.commands.bench.measure import MIB, Measurement, output_of, run
from newsroom.commands.bench.report import Results, exponent, markdown
from newsroom.commands.bench.sites import Hugo, NewsroomSite, hugo_binary, make_corpus
from newsroom.commands.console import OperationError
from newsroom.core.paging import pages
from tests.building import MAGAZINE_FOLDER, ROOT

STORIES = 60
#: Patterns of the addresses of each kind, in both numbering schemes.
_KINDS = {
    "front": r"index\.html",
    "missing": r"404\.html",
    "story": r"[a-z]+/\d{4}/\d{2}/[^/]+/index\.html",
    "text": r"[a-z]+/\d{4}/\d{2}/[^/]+/text/index\.html",
    "archive": r"archive/(\d{4}/)?index\.html",
    "month": r"archive/\d{4}/\d{2}/index\.html",
    "author": r"author/[^/]+/index\.html",
    "topic": r"topic/[^/]+/index\.html",
    "section": r"(national|world|politics|arts|health|community|opinion|sport)/index\.html",
    "page": r"[a-z-]+(/latest)?/index\.html",
    "sheet": r".*/page/\d+/index\.html",
    "feed": r"(.*/)?feed\.atom",
}


def kinds(output: Path) -> Counter[str]:
    """Count the pages and feeds of an output folder by kind."""
    found: Counter[str] = Counter()
    for path in output.rglob("*"):
        if path.suffix in (".html", ".atom"):
            name = path.relative_to(output).as_posix()
            kind = next((kind for kind, pattern in _KINDS.items() if re.fullmatch(pattern, name)), name)
            found[kind] += 1
    return found


def lists(content: Path) -> Counter[str]:
    """Count the stories in every paginated list of a corpus."""
    found: Counter[str] = Counter()
    for path in (content / "articles").rglob("*.md"):
        front_matter = dict(
            line.split(": ", 1) for line in path.read_text("utf-8").split("---")[1].splitlines() if ": " in line
        )
        names = [f"month {front_matter['date'][:7]}", f"section {path.parts[-3]}"]
        names += [f"author {name}" for name in front_matter["authors"].strip("[]").split(", ")]
        names += [f"topic {name}" for name in front_matter["tags"].strip("[]").split(", ")]
        found.update(names)
    return found


@pytest.mark.audit
def test_both_sides_make_the_same_pages(tmp_path: Path) -> None:
    binary = hugo_binary()
    assert binary is not None, "the package hugo is not installed; it is in the extra dev"
    corpus = make_corpus(ROOT, tmp_path / "corpus", STORIES)
    settings = tmp_path / "settings"
    settings.mkdir()
    for file in (MAGAZINE_FOLDER / "pelicanconf.py", MAGAZINE_FOLDER / "publishconf.py", ROOT / "tasks.py"):
        shutil.copy(file, settings)
    ours, hugo = NewsroomSite(settings, corpus), Hugo(ROOT, corpus, binary)
    ours.build()
    hugo.build()
    here, there = kinds(ours.output), kinds(hugo.output)
    sizes = lists(ours.folder / "content").values()
    # Beside the head, ours has a sheet for each whole twenty but one, and Hugo one for each twenty begun but one.
    assert here.pop("sheet", 0) == sum(len(pages(range(size))) - 1 for size in sizes)
    assert there.pop("sheet", 0) == sum(-(-size // 20) - 1 for size in sizes)
    # Hugo's site has no search, no style guide, no page for what is gone, and neither of the two pages of the print
    # magazine.
    here["page"] -= 4
    del here["410.html"]
    assert here == there
    assert here["story"] == here["text"] == STORIES
    # Ours say in each page, for machines, what it is: that is a fifth of it.
    for pattern, difference in (("20*/*/*/index.html", 0.3), ("20*/*/*/text/index.html", 0.15)):
        sums = [sum(len(page.read_bytes()) for page in site.output.rglob(pattern)) for site in (ours, hugo)]
        assert sums[0] == pytest.approx(sums[1], rel=difference), pattern
    # A build from nothing makes no media: Hugo's does not either.
    ours.restore()
    with closing(sqlite3.connect(ours.folder / ".cache" / "cache.sqlite3")) as database:
        assert {*database.execute("SELECT DISTINCT namespace FROM entries")} == {
            ("fonts",),
            ("measured",),
            ("pictures",),
        }
    assert not ours.output.exists()


def test_a_run_is_measured_with_what_it_started(tmp_path: Path) -> None:
    inner = "held = bytearray(60_000_000); sum(range(2_000_000))"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}], check=True)"
    (tmp_path / "place").mkdir()
    found = run([sys.executable, "-c", code], tmp_path / "place")
    assert found.wall > 0
    assert found.cpu > 0
    assert found.peak > 55 * MIB


def test_looking_at_the_memory_takes_a_fiftieth_of_a_core_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    probe = measure._MemoryProbe(os.getpgrp())
    monkeypatch.setattr(probe._done, "wait", lambda pause: pauses.append(pause) or len(pauses) == 3)
    # Looks that take 30 ms and 1 ms.
    monkeypatch.setattr(measure.time, "thread_time", iter((5.0, 5.03, 7.0, 7.001)).__next__)
    probe._watch()
    assert pauses == pytest.approx([0.2, 1.5, 0.2])
    assert probe.peak > 0


def test_a_run_that_fails_is_refused_with_its_words(tmp_path: Path) -> None:
    (tmp_path / "place").mkdir()
    with pytest.raises(OperationError, match="out of flour"):
        run([sys.executable, "-c", "raise SystemExit('out of flour')"], tmp_path / "place")
    assert output_of(tmp_path / "place") == "out of flour"


def test_the_exponent_of_a_power_is_found() -> None:
    assert exponent([1000, 3000, 10000], [2 * n**1.5 for n in (1000, 3000, 10000)]) == pytest.approx(1.5)


def test_the_report_gives_medians_ratios_and_verdicts() -> None:
    results = Results(100, "invoke bench --stories 100")
    for wall in (1.0, 9.0, 2.0):
        results.add("text", Measurement(wall, 2 * wall, 50 * MIB))
    results.add("hugo", Measurement(10.0, 16.0, 100 * MIB))
    results.add("hugo", Measurement(1.0, 2.0, 40 * MIB), 10)
    results.add("nothing", Measurement(19.0, 30.0, 60 * MIB))
    results.add("serve", Measurement(1.0, 0.0, 0))
    results.add("hugo-server", Measurement(2.0, 0.0, 0))
    words = markdown(results)
    assert "| 0.600 | ≤ 2.0 ×: reached; less memory: reached |" in words
    assert "≤ 0.5 × Hugo's server: reached |" in words
    assert "| 3 | 2.00 | 0.200 | 4.00 | 0.250 | 50 | 0.500 | ≤ 0.08 ×: **not reached** |" in words
    assert "### How it grows" in words
    assert "| 1.00 | 40 | 10.00 | 100 | 1.00 | 0.40 |" in words


def test_a_publish_is_compared_with_the_plain_build_by_processor_time() -> None:
    results = Results(100, "invoke bench")
    for key, cpu, mib in (
        ("nothing", 10.0, 300),
        ("text", 2.0, 100),
        ("publish", 40.0, 900),
        ("publish-text", 7.0, 1_200),
    ):
        results.add(key, Measurement(1.0, cpu, mib * MIB))
    words = markdown(results)
    first = "| 1 | 1.00 | 40.00 | 10.00 | 4.00 | 900 | ≤ 5 ×: reached; ≤ 1,000 MiB: reached |"
    second = "| 1 | 1.00 | 7.00 | 2.00 | 3.50 | 1,200 | ≤ 3 ×: **not reached**; ≤ 1,000 MiB: **not reached** |"
    assert f"| publish to a folder: from nothing {first}" in words
    assert f"| publish to a folder: a story's text edited {second}" in words


def test_a_scenario_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.bench(ROOT, 1, 1, only="nothing,everything") == 1
    assert "there is no scenario everything" in capsys.readouterr().err
