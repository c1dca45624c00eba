"""The project's folder and the exit code of a task."""

from __future__ import annotations

from pathlib import Path

from invoke import Context, Exit

#: The name of our part of invoke's configuration.
NAME = "newsroom"


def root_of(c: Context) -> Path:
    """Return the project's folder: the one that holds tasks.py."""
    return Path(c.config[NAME]["root"])


def end(code: int) -> None:
    """End the task with an exit code; go on when it is 0."""
    if code:
        raise Exit(code=code)
