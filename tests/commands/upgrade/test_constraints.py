"""`invoke constraints` in a small repository, with real uv, pip and git; packages come from a folder."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.commands.upgrade import constraints
from tests.commands.repositories import git
from tests.commands.upgrade.packages import package_wheel, variables

#: A project that builds itself, and whose tests are a task.
_FILES = {
    "pyproject.toml": """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "small"
version = "1"
dependencies = ["needed"]

[project.optional-dependencies]
dev = ["installed-here"]
""",
    "backend.py": """\
import zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name, about = "small-1-py3-none-any.whl", "small-1.dist-info"
    needs = "Requires-Dist: needed\\nProvides-Extra: dev\\nRequires-Dist: installed-here; extra == 'dev'\\n"
    files = {
        f"{about}/METADATA": f"Metadata-Version: 2.1\\nName: small\\nVersion: 1\\n{needs}",
        f"{about}/WHEEL": "Wheel-Version: 1.0\\nGenerator: it\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
        f"{about}/RECORD": "",
    }
    with zipfile.ZipFile(f"{folder}/{name}", "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
    return name
""",
    "tasks.py": """\
from importlib.metadata import version
from invoke import Exit, task

@task
def test(c):
    if version("needed") == "3":
        raise Exit(code=1)
""",
    "constraints.txt": "installed-here==1\nneeded==1\n",
}


@pytest.fixture
def software(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A repository with a package that is needed in version 1, of which there is version 2."""
    wheels, root = tmp_path / "wheels", tmp_path / "software"
    root.mkdir()
    for name, version in (("installed-here", "1"), ("needed", "1"), ("needed", "2")):
        package_wheel(wheels, name, version)
    for name, value in variables(wheels).items():
        monkeypatch.setenv(name, value)
    for name, value in (("UV_FIND_LINKS", str(wheels)), ("UV_NO_INDEX", "1"), ("UV_OFFLINE", "1")):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    for name, text in _FILES.items():
        (root / name).write_text(text)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "First")
    yield root
    monkeypatch.setattr("tempfile.tempdir", None)


def _pins(root: Path) -> list[str]:
    return [line for line in (root / "constraints.txt").read_text().splitlines() if "==" in line]


def test_a_plan_shows_the_differences_alone(software: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert constraints.constraints(software, plan=True) == 0
    assert capsys.readouterr().out == "resolving …\nneeded: 1 becomes 2\n"
    assert _pins(software) == ["installed-here==1", "needed==1"]


def test_changes_that_are_not_committed_are_refused(software: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (software / "new.py").touch()
    assert constraints.constraints(software) == 1
    assert capsys.readouterr().err == "not committed: new.py; what is tested is the last commit\n"


@pytest.mark.audit
def test_constraints_are_written_when_the_tests_pass_with_them(
    software: Path, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert constraints.constraints(software) == 0
    assert _pins(software) == ["installed-here==1", "needed==2"]
    assert str(tmp_path) not in (software / "constraints.txt").read_text()
    assert "constraints.txt is written; install it: .venv/bin/python -m pip install" in capfd.readouterr().out
    assert not list(tmp_path.glob("newsroom-constraints-*"))
    git(software, "commit", "-qam", "Newer")
    assert constraints.constraints(software) == 0
    assert capfd.readouterr().out == "resolving …\nevery package is the newest that fits\n"


@pytest.mark.audit
def test_constraints_stay_as_they_are_when_a_test_fails(
    software: Path, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    package_wheel(tmp_path / "wheels", "needed", "3")
    assert constraints.constraints(software) == 1
    assert _pins(software) == ["installed-here==1", "needed==1"]
    said = capfd.readouterr()
    assert "needed: 1 becomes 3" in said.out
    [clone] = tmp_path.glob("newsroom-constraints-*/software")
    assert said.err.strip().endswith(f"the copy that was tested, are in {clone}")
    assert _pins(clone) == ["installed-here==1", "needed==3"]


def test_the_command_that_is_run_is_the_readmes() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text("utf-8")
    [command] = [line for line in readme.splitlines() if line.endswith("invoke test") and "&&" in line]
    parts = [" ".join(part) for part in constraints._TESTS]
    known = {sys.executable: "python3", "{python} -m ": ".venv/bin/", " --quiet": "", ".[dev]": "'.[dev]'"}
    for ours, theirs in known.items():
        parts = [part.replace(ours, theirs) for part in parts]
    assert " && ".join(parts) == command
    assert subprocess.run([sys.executable, "-m", "uv", "--version"], capture_output=True, check=True).stdout
