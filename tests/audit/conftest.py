"""The real magazine, built once for all audits."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from newsroom.ops.build import BuildRequest, build
from tests.building import NOW, ROOT, said

URL = "https://qn.example"


@pytest.fixture(scope="session")
def magazine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real content as readers get it."""
    output = tmp_path_factory.mktemp("magazine") / "site"
    outcome = build(BuildRequest(ROOT, production=True, output=output, now=NOW, site_url=URL))
    assert said(outcome) == []
    return output


def run(command: list[str | Path], folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, and keep what it printed."""
    return subprocess.run(
        [str(word) for word in command], cwd=folder, env={**os.environ, "LC_ALL": "C.UTF-8"}, capture_output=True,
        text=True, check=False, timeout=240,
    )  # fmt: skip


def ended_well(command: list[str | Path], folder: Path = ROOT) -> str:
    """Run a program that has nothing to complain of; return what it printed."""
    ended = run(command, folder)
    assert ended.returncode == 0, f"{command[0]}: {ended.stdout[-8000:]}\n{ended.stderr[-8000:]}"
    return ended.stdout
