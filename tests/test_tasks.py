from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import tasks
from tests.building import ROOT

NAMES = set(tasks.namespace.task_names)
#: Tasks that the newsroom promises to have, some by the names of Pelican's quickstart.
PROMISED = "audit build check clean lint livereload new publish rebuild regenerate serve test"


def invoke(*words: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "invoke", *words]
    path = os.pathsep.join(filter(None, [str(ROOT / "plugins"), os.environ.get("PYTHONPATH", "")]))
    environment = {**os.environ, "PYTHONPATH": path, "COLUMNS": "80"}
    environment.pop("SITEURL", None)
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_all_tasks_are_listed_and_the_name_preview_is_free() -> None:
    assert set(PROMISED.split()) <= NAMES
    assert "preview" not in NAMES


def test_the_list_has_one_line_for_each() -> None:
    listed = invoke("--list")
    assert listed.returncode == 0, listed.stderr
    lines = [line for line in listed.stdout.splitlines()[1:] if line.strip()]
    assert {line.split()[0] for line in lines} == NAMES
    assert len(lines) == len(NAMES)
    assert all(line.endswith(".") for line in lines)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_option_has_its_help(name: str) -> None:
    task = tasks.namespace[name]
    for argument in task.get_arguments():
        assert argument.help, f"{name}: {argument.name}"


def test_tasks_work_from_a_folder_below() -> None:
    asked = invoke("publish", folder=ROOT / "content")
    assert asked.returncode == 1
    assert asked.stderr == (
        "the site's address is not known; set SITEURL=https://… in the environment or in publishconf.py\n"
    )


@pytest.mark.parametrize(("forbidden", "are_kept"), [("", True), ("1", False)])
def test_modules_are_compiled_once_unless_the_environment_forbids_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forbidden: str, are_kept: bool
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", forbidden)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path))
    assert invoke("publish").returncode == 1
    compiled = {path.name.partition(".")[0] for path in tmp_path.rglob("*.pyc")}
    assert ("console" in compiled) == are_kept


def test_a_mistake_ends_with_one_line_and_code_1() -> None:
    asked = invoke("new", "story", "A title", "--section", "wrold")
    assert asked.returncode == 1
    assert asked.stderr.startswith('there is no section "wrold"; did you mean "world"?')
    assert asked.stderr.count("\n") == 1


def test_listing_the_tasks_loads_nothing_heavy() -> None:
    look = "import sys, tasks; print(sorted({'pelican', 'pydantic', 'rich', 'newsroom'} & set(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout == "[]\n"
