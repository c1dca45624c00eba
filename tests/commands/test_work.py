"""Work of a build and of a publish after each kind of edit: as much in a larger magazine, and as the file says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.commands.publish.publish import publish
from tests.building import ROOT, Project, problem_lines
from tests.site.small_magazine import Magazine, make, write_changes
from tests.site.test_few_changes import EDITS
from tests.work import MEASURES, work

pytestmark = [pytest.mark.audit, pytest.mark.usefixtures("site_url")]

#: A line for each command, edit and measure: how much at the smaller and at the larger of two sizes, which have the
#: same new stories. Work that comes to be more for each story makes an edit of a large magazine slow, and nobody sees
#: it: whoever changes a line here says why.
COUNTS = Path(__file__).with_name("work.txt")
#: Stories in the two magazines.
SIZES = (58, 118)
#: The edits, each of the magazine that the one before it left; the first makes all of it.
STEPS: dict[str, Callable[[Magazine], Magazine]] = {
    "all is new": lambda magazine: magazine,
    "nothing changed": lambda magazine: magazine,
    "a text": EDITS["body"][0],
    "a text of an old story": lambda magazine: magazine.edited(50, body="Other words."),
    "a title": EDITS["title"][0],
    "a new story": EDITS["new story"][0],
    "a story is withdrawn": lambda magazine: magazine.edited(4, status="withdrawn"),
}


def _built(site: Project, _hour: int) -> None:
    assert problem_lines(site.build()) == []


def _published(site: Project, hour: int) -> None:
    assert publish(site.root, now=f"2026-11-24T{hour:02}:00:00+10:00", allow_removals=True, allow_dirty=True) == 0


COMMANDS: dict[str, Callable[[Project, int], None]] = {"build": _built, "publish": _published}


def counted(command: str, count: int, root: Path) -> list[dict[str, int]]:
    """Return the work of each step of `STEPS`, in a process that has done nothing before."""
    root.mkdir()
    site = Project(root)
    with (root / "publishconf.py").open("a", encoding="utf-8") as target:
        # The index of the search is made by a program of others.
        target.write("\nNEWSROOM_SEARCH = False\n")
    shutil.rmtree(site.content)
    known, magazine = make(count).of(()), make(count)
    write_changes(site.content, None, known)
    found = []
    for hour, edit in enumerate(STEPS.values()):
        after = edit(magazine)
        write_changes(site.content, known, after)
        known = magazine = after
        found.append(dict(work(root, lambda hour=hour: COMMANDS[command](site, hour))))  # type: ignore[misc]
    return found


def _in_a_process(command: str, count: int, root: Path) -> list[dict[str, int]]:
    program = (
        "import json, pathlib, sys\nfrom tests.commands.test_work import counted\n"
        # Templates that another process has compiled are not found, as in a new clone.
        "sys.pycache_prefix, sys.dont_write_bytecode = sys.argv[3] + '.bytecode', True\n"
        "print(json.dumps(counted(sys.argv[1], int(sys.argv[2]), pathlib.Path(sys.argv[3]))))\n"
    )
    path = os.pathsep.join([str(ROOT), str(ROOT / "plugins")])
    arguments = [sys.executable, "-c", program, command, str(count), str(root)]
    run = subprocess.run(arguments, check=False, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": path})
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1])  # type: ignore[no-any-return]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_edit_costs_the_work_that_the_file_says(command: str, tmp_path: Path) -> None:
    few, many = (_in_a_process(command, count, tmp_path / str(count)) for count in SIZES)
    lines = [
        f"{one.get(measure, 0)} {other.get(measure, 0)} {command}, {step}: {measure}"
        for step, one, other in zip(STEPS, few, many, strict=True)
        for measure in MEASURES
        if measure in one or measure in other
    ]
    found = tmp_path / COUNTS.name
    found.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    known = [line for line in COUNTS.read_text("utf-8").splitlines() if f" {command}, " in line]
    assert lines == known, f"{found} holds what is true now"
