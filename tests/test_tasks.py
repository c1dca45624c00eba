from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tasks
from tests.building import ROOT, Project

NAMES = set(tasks.namespace.task_names)
#: Tasks that the newsroom promises to have, some by the names of Pelican's quickstart.
PROMISED = "audit build check clean lint livereload new publish rebuild regenerate serve test"


def invoke(*words: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "invoke", *words]
    path = os.pathsep.join(filter(None, [str(ROOT / "plugins"), os.environ.get("PYTHONPATH", "")]))
    environment = {**os.environ, "PYTHONPATH": path, "COLUMNS": "80"}
    environment.pop("SITEURL", None)
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def with_tasks(site: Project) -> Path:
    """The folder of a small project that has this repository's tasks."""
    shutil.copy(ROOT / "tasks.py", site.root / "tasks.py")
    return site.root


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


def test_tasks_work_from_a_folder_below(with_tasks: Path) -> None:
    asked = invoke("publish", folder=with_tasks / "content")
    assert asked.returncode == 1
    assert asked.stderr == (
        "the site's address is not known; set SITEURL=https://… in the environment or in publishconf.py\n"
    )


@pytest.mark.sample(1)
@pytest.mark.parametrize(("forbidden", "are_kept"), [("", True), ("1", False)])
def test_modules_are_compiled_once_unless_the_environment_forbids_it(
    tmp_path: Path, with_tasks: Path, monkeypatch: pytest.MonkeyPatch, forbidden: str, are_kept: bool
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", forbidden)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path))
    assert invoke("publish", folder=with_tasks).returncode == 1
    compiled = {path.name.partition(".")[0] for path in tmp_path.rglob("*.pyc")}
    assert ("console" in compiled) == are_kept


def test_a_mistake_ends_with_one_line_and_code_1(with_tasks: Path) -> None:
    asked = invoke("new", "story", "A title", "--section", "wrold", folder=with_tasks)
    assert asked.returncode == 1
    assert asked.stderr.startswith('there is no section "wrold"; did you mean "world"?')
    assert asked.stderr.count("\n") == 1


def test_listing_the_tasks_loads_nothing_heavy() -> None:
    look = "import sys, tasks; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = ended.stdout.split()
    assert not {"pelican", "pydantic", "rich", "lxml", "jinja2"} & set(loaded)
    ours = [name for name in loaded if name.partition(".")[0] == "newsroom"]
    allowed = ("newsroom", "newsroom.commands", "newsroom.commands.tasks")
    assert [name for name in ours if name not in allowed and not name.startswith("newsroom.commands.tasks.")] == []


def test_a_magazine_has_the_tasks_and_not_those_of_development(tmp_path: Path) -> None:
    (tmp_path / "tasks.py").write_text(
        "from newsroom.commands.tasks import tasks_of\n\nnamespace = tasks_of(__file__)\n"
    )
    listed = invoke("--list", folder=tmp_path)
    assert listed.returncode == 0, listed.stderr
    lines = [line for line in listed.stdout.splitlines()[1:] if line.strip()]
    assert NAMES - {line.split()[0] for line in lines} == {"audit", "lint", "bench", "constraints"}
    # The project is the folder of its tasks.py, and not the software's.
    (tmp_path / ".cache").mkdir()
    assert invoke("clean", folder=tmp_path).stdout == "took away .cache\n"
