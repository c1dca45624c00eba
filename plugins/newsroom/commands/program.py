"""Program ``newsroom``: the tasks without a tasks.py, for who has no magazine yet."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from invoke import Program

from newsroom.commands.tasks import tasks_of


def main() -> None:
    """Run a task for the magazine in the present folder, or make one: ``newsroom new magazine NAME --dir DIR``."""
    tasks = tasks_of(str(Path.cwd() / "tasks.py"))
    Program(name="newsroom", namespace=tasks, version=version("newsroom")).run()
